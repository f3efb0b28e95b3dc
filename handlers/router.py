"""Who answers what: one function from (context, update) to outcome."""

import unicodedata
from dataclasses import replace

from handlers import (
    answering,
    company,
    drafting,
    filters,
    joining,
    news,
    onboarding,
    privacy,
    requests,
    searching,
)
from handlers.context import Context
from handlers.localizer import LOCALES
from handlers.messages import Choice, Outcome, Reply, Update, UpdateKind
from handlers.states import Answering, Browsing, Deleting, Drafting, Idle, Joining, New, State

MENU = ("help", "requests", "news", "language", "data", "delete", "cancel", "back", "search", "start")
_HAN_NUMBERS = {sign: number for number, sign in enumerate("一二三四五六七八九十", start=1)}


def handle(ctx: Context, update: Update) -> Outcome:
    """Answer one update. Pure: reads through the context, returns everything else."""
    match update.kind:
        case UpdateKind.START:
            return _start(ctx, update.text)
        case UpdateKind.UNSUPPORTED:
            return _with_prompt(ctx, Reply(ctx.text("unsupported")))
        case UpdateKind.CHOICE:
            return _choose(ctx, update.choice)
        case _:
            return _read(ctx, update.text.strip())


def prompt(ctx: Context, state: State) -> tuple[Reply, ...]:
    """What the conversation is waiting for, asked again; nothing where it waits for no answer."""
    match state:
        case Drafting():
            return drafting.prompt(ctx, state)
        case Answering():
            return answering.prompt(ctx, state)
        case Joining():
            return joining.prompt(ctx, state)
        case Deleting():
            return privacy.prompt(ctx)
        case Browsing():
            return searching.show(ctx, state).replies
    return ()


def _start(ctx: Context, payload: str) -> Outcome:
    if payload.startswith("inv-"):
        return joining.start(ctx, payload.removeprefix("inv-"))
    if payload.startswith("c-") and payload[2:].isdigit():
        return company.show(ctx, int(payload[2:]))
    if isinstance(ctx.state, Drafting | Answering | Joining | Deleting):
        return Outcome(prompt(ctx, ctx.state))
    return onboarding.greet(ctx)


def _read(ctx: Context, text: str) -> Outcome:
    if not text:
        return _with_prompt(ctx, Reply(ctx.text("no-question")))
    if choice := _find_offered(ctx, text):
        return _choose(ctx, choice.id)
    command, _, rest = text.partition(" ")
    for name in MENU:
        words = ctx.localizer.words(f"words-{name}")
        if text.casefold().rstrip("!?.。！？") in words:
            return _menu(ctx, name)
        if command.startswith("/") and command.split("@")[0].casefold() in words:
            return _start(ctx, rest.strip()) if name == "start" else _search_or_menu(ctx, name, rest.strip())
    for locale in LOCALES:
        if text.casefold() in ctx.localizer.words(f"words-language-{locale}"):
            return _speak(ctx, locale)
    if text.startswith("/"):
        return _with_prompt(ctx, Reply(ctx.text("unknown-command")))
    match ctx.state:
        case Drafting():
            return drafting.answer_text(ctx, ctx.state, text)
        case Answering():
            return answering.answer_text(ctx, ctx.state, text)
        case Joining() | Deleting():
            return Outcome((Reply(ctx.text("please-choose")), *prompt(ctx, ctx.state)))
    return searching.ask(ctx, text)


def _search_or_menu(ctx: Context, name: str, rest: str) -> Outcome:
    if name == "search" and rest:
        return searching.ask(replace(ctx, state=_rest(ctx.state)), rest)
    return _menu(ctx, name)


def _menu(ctx: Context, name: str) -> Outcome:
    match name:
        case "help":
            return Outcome((*onboarding.explain(ctx), *_pending(ctx)))
        case "language":
            return Outcome(onboarding.offer_languages(ctx))
        case "requests":
            return requests.list_all(ctx)
        case "news":
            return news.show(ctx)
        case "data":
            return privacy.show(ctx)
        case "delete":
            return privacy.ask_delete(ctx)
        case "start":
            return _start(ctx, "")
        case "back" if isinstance(ctx.state, Drafting):
            return drafting.go_back(ctx, ctx.state)
        case "cancel" | "back":
            return _leave(ctx)
    return Outcome((Reply(ctx.text("search-how")), *_pending(ctx)))


def _leave(ctx: Context) -> Outcome:
    """Cancel what is under way; from a search, back to the start."""
    match ctx.state:
        case Drafting():
            return drafting.cancel(ctx, ctx.state)
        case Answering() | Joining() | Deleting() as state:
            return Outcome(
                (Reply(ctx.text("cancelled")), *_pending_of(ctx, state.resume)), state=state.resume
            )
    return Outcome((Reply(ctx.text("nothing-to-cancel")),), state=Idle())


def _choose(ctx: Context, choice: str) -> Outcome:
    kind, *arguments = choice.split(":")
    outcome = _answer_step(ctx, kind, arguments) or _act(ctx, kind, arguments)
    return outcome or Outcome((Reply(ctx.text("stale-button")), *_pending(ctx)))


def _answer_step(ctx: Context, kind: str, arguments: list[str]) -> Outcome | None:
    """The tap as an answer to the question that the conversation waits for."""
    value = arguments[0] if arguments else ""
    match ctx.state:
        case Drafting():
            return drafting.answer_choice(ctx, ctx.state, kind, value)
        case Answering():
            return answering.answer_choice(ctx, ctx.state, kind, value)
        case Joining():
            return joining.answer_choice(ctx, ctx.state, kind, value)
        case Deleting() if (kind, value) == ("d", "yes"):
            return privacy.delete(ctx)
    return None


def _act(ctx: Context, kind: str, arguments: list[str]) -> Outcome | None:
    """The tap as something one can do at any time."""
    match kind, arguments:
        case "l", [locale] if locale in LOCALES:
            return _speak(ctx, locale)
        case "m", [name] if name in MENU:
            return _menu(ctx, name)
        case "x", [number] if number in ("1", "2"):
            return searching.ask(replace(ctx, state=_rest(ctx.state)), ctx.text(f"example-{number}"))
        case "c", [company_id] if company_id.isdigit():
            outcome = company.show(ctx, int(company_id))
            return replace(outcome, replies=(*outcome.replies, *_pending(ctx)))
        case "i", [company_id] if company_id.isdigit() and not isinstance(ctx.state, Drafting | Answering):
            return drafting.start(ctx, int(company_id))
        case "q", [introduction_id, action]:
            return answering.choose(ctx, introduction_id, action)
        case "p", ["s"] if isinstance(ctx.state, Browsing):
            return searching.show(ctx, ctx.state)
        case "p", [offset] if offset.isdigit():
            return searching.turn_page(ctx, int(offset))
        case "f", _:
            return filters.change(ctx, arguments)
        case "d", ["ask"]:
            return privacy.ask_delete(ctx)
    return None


def _speak(ctx: Context, locale: str) -> Outcome:
    """Change the language and ask the pending question again in it; nothing else is lost."""
    spoken = ctx.speaking(locale)
    if isinstance(ctx.state, New):
        return replace(onboarding.greet(spoken), locale=locale)
    return Outcome((Reply(spoken.text("language-changed")), *prompt(spoken, ctx.state)), locale=locale)


def _find_offered(ctx: Context, text: str) -> Choice | None:
    """A choice answered by its number (where the platform numbers them) or by its words."""
    plain = unicodedata.normalize("NFKC", text).strip().rstrip(".)、。")
    for choice in ctx.offered:
        if choice.label.casefold() == plain.casefold():
            return choice
    if not ctx.numbered:
        return None
    number = int(plain) if plain.isdecimal() and len(plain) < 4 else _HAN_NUMBERS.get(plain, 0)
    return ctx.offered[number - 1] if 1 <= number <= len(ctx.offered) else None


def _with_prompt(ctx: Context, reply: Reply) -> Outcome:
    return Outcome((reply, *_pending(ctx)))


def _pending(ctx: Context) -> tuple[Reply, ...]:
    return _pending_of(ctx, ctx.state)


def _pending_of(ctx: Context, state: State) -> tuple[Reply, ...]:
    """The open question, unless it is only an open search."""
    return () if isinstance(state, Browsing) else prompt(ctx, state)


def _rest(state: State) -> State:
    return state if isinstance(state, Browsing) else Idle()
