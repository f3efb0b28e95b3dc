"""Who answers what: one function from (context, update) to outcome."""

import unicodedata
from dataclasses import replace

from directory.search.normalize import simplified
from handlers import (
    answering,
    choosing,
    company,
    drafting,
    filters,
    groups,
    joining,
    news,
    onboarding,
    places,
    privacy,
    requests,
    searching,
)
from handlers.context import Context
from handlers.localizer import LOCALES
from handlers.messages import Outcome, Reply, Update, UpdateKind
from handlers.states import Answering, Browsing, Deleting, Drafting, Idle, Joining, New, State

MENU = ("help", "requests", "news", "language", "data", "delete", "cancel", "back", "search", "start")


def handle(ctx: Context, update: Update) -> Outcome:
    """Answer one update. Pure: reads through the context, returns everything else."""
    if update.kind in (UpdateKind.LEFT, UpdateKind.RETURNED):
        return Outcome()
    if update.public:
        return groups.answer(ctx, update)
    outcome = _answer(ctx, update)
    if isinstance(ctx.state, Answering) and isinstance(outcome.state, Drafting):
        return replace(outcome, replies=(*outcome.replies, *prompt(ctx, outcome.state)))
    return outcome


def _answer(ctx: Context, update: Update) -> Outcome:
    match update.kind:
        case UpdateKind.START:
            return _start(ctx, update.text)
        case UpdateKind.PLACE:
            if isinstance(ctx.state, New | Idle | Browsing):
                return places.show_near(ctx, update.text)
            return _with_prompt(ctx, Reply(ctx.text("finish-first")))
        case UpdateKind.UNSUPPORTED if ctx.waiting and isinstance(ctx.state, New | Idle | Browsing):
            return Outcome()  # whatever was sent, what waits is shown
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
    if payload.startswith("c-") and (company_id := _read_number(payload[2:])) is not None:
        outcome = company.show(ctx, company_id)
        return replace(outcome, replies=(*outcome.replies, *_pending(ctx)))
    if payload.startswith("n-") and (news_id := _read_number(payload[2:])) is not None:
        outcome = news.show_one(ctx, news_id)
        return replace(outcome, replies=(*outcome.replies, *_pending(ctx)))
    if isinstance(ctx.state, Drafting | Answering | Joining | Deleting):
        return Outcome(prompt(ctx, ctx.state))
    if payload.startswith("city-"):
        return places.show_linked(ctx, payload.removeprefix("city-"))
    return onboarding.greet(ctx)


def _read(ctx: Context, text: str) -> Outcome:
    if not text:
        return Outcome(_pending(ctx) or (Reply(ctx.text("no-question")),))
    meant = choosing.find_offered(ctx, text)
    if len(meant) == 1:
        return _choose(ctx, meant[0])
    if meant:
        return _with_prompt(ctx, Reply(ctx.text("which-one")))
    return _obey(ctx, simplified(unicodedata.normalize("NFKC", text))) or _take(ctx, text)


def _obey(ctx: Context, plain: str) -> Outcome | None:
    """The text as a command; None where it is none."""
    command, _, rest = plain.partition(" ")
    for name in MENU:
        words = ctx.localizer.words(f"words-{name}")
        if plain.casefold() in words or plain.casefold().rstrip("!?.。") in words:
            return _menu(ctx, name)
        if command.startswith("/") and command.split("@")[0].casefold() in words:
            return _start(ctx, rest.strip()) if name == "start" else _search_or_menu(ctx, name, rest.strip())
    for locale in LOCALES:
        if plain.casefold() in ctx.localizer.words(f"words-language-{locale}"):
            return _speak(ctx, locale)
    if plain.casefold().rstrip("!?.。") in ctx.localizer.words("words-continue"):
        return _go_on(ctx)
    if plain.startswith("/"):
        return _with_prompt(ctx, Reply(ctx.text("unknown-command")))
    return None


def _take(ctx: Context, text: str) -> Outcome:
    """The text as the answer to the open question, else as a search."""
    match ctx.state:
        case Drafting():
            return drafting.answer_text(ctx, ctx.state, text)
        case Answering():
            return answering.answer_text(ctx, ctx.state, text)
        case Joining():
            return joining.answer_text(ctx, ctx.state)
        case Deleting():
            return Outcome((Reply(ctx.text("please-choose")), *prompt(ctx, ctx.state)))
    if ctx.numbered and ctx.offered and len(text) < 3 and text.isdecimal():
        return Outcome((Reply(ctx.text("please-choose")),))
    if ctx.waiting and not searching.finds(ctx, text):
        return Outcome()  # "anything" was asked for, to go on to what waits
    return searching.ask(ctx, text)


def _go_on(ctx: Context) -> Outcome | None:
    """Show what waits, which the platform does by itself; else the next page of an open search."""
    if ctx.waiting:
        return Outcome()
    if isinstance(ctx.state, Browsing):
        return searching.turn_page(ctx, ctx.state.offset + ctx.limits.page_size)
    if isinstance(ctx.state, New | Idle):
        return Outcome((Reply(ctx.text("nothing-waits")),), state=Idle())
    return None


def _search_or_menu(ctx: Context, name: str, rest: str) -> Outcome:
    if name != "search" or not rest:
        return _menu(ctx, name)
    outcome = searching.ask(replace(ctx, state=_rest(ctx.state)), rest)
    if isinstance(ctx.state, New | Idle | Browsing):
        return outcome
    return replace(outcome, replies=(Reply(ctx.text("cancelled")), *outcome.replies))


def _menu(ctx: Context, name: str) -> Outcome:
    match name:
        case "help":
            return Outcome((*onboarding.explain(ctx), *_pending(ctx)))
        case "language":
            return Outcome(onboarding.offer_languages(ctx))
        case "requests" | "news" | "data":
            shown = {"requests": requests.list_all, "news": news.show, "data": privacy.show}[name](ctx)
            return replace(shown, replies=(*shown.replies, *_pending(ctx)))
        case "delete":
            return privacy.ask_delete(ctx)
        case "start":
            return _start(ctx, "")
        case "back" if isinstance(ctx.state, Drafting):
            return drafting.go_back(ctx, ctx.state)
        case "back" if isinstance(ctx.state, Browsing):
            return searching.show(ctx, ctx.state)
        case "cancel" | "back":
            return _leave(ctx)
    if isinstance(ctx.state, New | Idle | Browsing):
        return Outcome((Reply(ctx.text("search-how")),), state=Idle())
    return _with_prompt(ctx, Reply(ctx.text("finish-first")))


def _leave(ctx: Context) -> Outcome:
    """Cancel what is under way; from a search, back to the start."""
    match ctx.state:
        case Drafting():
            return drafting.cancel(ctx, ctx.state)
        case Answering(introduction_id=introduction_id, resume=resume):
            shown = answering.choose(ctx, introduction_id, "show").replies[0]
            return Outcome((Reply(ctx.text("cancelled"), choices=shown.choices),), state=resume)
        case Joining(resume=resume):
            return Outcome((Reply(ctx.text("cancelled")), *_pending_of(ctx, resume)), state=resume)
        case Deleting(resume=resume):
            return Outcome((Reply(ctx.text("delete-kept")), *_pending_of(ctx, resume)), state=resume)
    return Outcome((Reply(ctx.text("nothing-to-cancel")),), state=Idle())


def _choose(ctx: Context, choice: str) -> Outcome:
    kind, *arguments = choice.split(":")
    if kind == "start":
        return _start(ctx, ":".join(arguments))
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
        case (("x" | "i"), [_]) if isinstance(ctx.state, Drafting | Answering):
            return _with_prompt(ctx, Reply(ctx.text("finish-first")))
        case "x", [number] if number in ("1", "2"):
            return searching.ask(replace(ctx, state=_rest(ctx.state)), ctx.text(f"example-{number}"))
        case "c", [digits] if (company_id := _read_number(digits)) is not None:
            outcome = company.show(ctx, company_id)
            return replace(outcome, replies=(*outcome.replies, *_pending(ctx)))
        case "i", [digits] if (company_id := _read_number(digits)) is not None:
            return drafting.start(ctx, company_id)
        case "q", [introduction_id, action]:
            outcome = answering.choose(ctx, introduction_id, action)
            if outcome.state is None or (isinstance(ctx.state, Drafting) and outcome.state == ctx.state):
                return replace(outcome, replies=(*outcome.replies, *_pending(ctx)))
            return outcome
        case "p", ["s"] if isinstance(ctx.state, Browsing):
            return searching.show(ctx, ctx.state)
        case "p", ["why"]:
            return searching.explain_order(ctx)
        case "p", [digits] if (offset := _read_number(digits)) is not None:
            return searching.turn_page(ctx, offset)
        case "n", ["show"] if isinstance(ctx.state, Browsing):
            return searching.show(ctx, replace(ctx.state, offset=0, related=True))
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


def _read_number(text: str) -> int | None:
    """An id or offset from outside; None where it is none a button can have carried."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _with_prompt(ctx: Context, reply: Reply) -> Outcome:
    return Outcome((reply, *_pending(ctx)))


def _pending(ctx: Context) -> tuple[Reply, ...]:
    return _pending_of(ctx, ctx.state)


def _pending_of(ctx: Context, state: State) -> tuple[Reply, ...]:
    """The open question, unless it is only an open search."""
    return () if isinstance(state, Browsing) else prompt(ctx, state)


def _rest(state: State) -> State:
    return state if isinstance(state, Browsing) else Idle()
