"""Who answers what: one function from (context, update) to outcome."""

import unicodedata
from dataclasses import replace

from directory.search.normalize import simplified
from handlers import (
    answering,
    choosing,
    company,
    correcting,
    deciding,
    drafting,
    filters,
    groups,
    joining,
    news,
    news_taps,
    onboarding,
    own_entries,
    pages_link,
    places,
    privacy,
    registration,
    requests,
    reviewing,
    searching,
)
from handlers.context import Context
from handlers.leaving import leave
from handlers.localizer import LOCALES
from handlers.messages import Outcome, Reply, Update, UpdateKind, read_id
from handlers.pending import and_pending, pending, prompt, with_prompt
from handlers.speaking import speak
from handlers.states import (
    Answering,
    Browsing,
    Busy,
    Composing,
    Correcting,
    Deleting,
    Drafting,
    Idle,
    Joining,
    New,
    Registering,
    Returning,
    State,
    Subscribing,
)

_SHOW = {
    "requests": requests.list_all,
    "news": news.show,
    "company": own_entries.show,
    "queue": reviewing.show,
    "pages": pages_link.show,
    "data": privacy.show,
    **news_taps.SHOW,
}
MENU = ("help", *_SHOW, "register", "language", "delete", "cancel", "back", "search", "start")


def handle(ctx: Context, update: Update) -> Outcome:
    """Answer one update. Pure: reads through the context, returns everything else."""
    if update.kind in (UpdateKind.LEFT, UpdateKind.RETURNED):
        return Outcome()
    if update.public:
        return groups.answer(ctx, update)
    outcome = _answer(ctx, update)
    aside = isinstance(ctx.state, Answering | Correcting | Returning)
    if aside and isinstance(outcome.state, Drafting | Registering):
        return replace(outcome, replies=(*outcome.replies, *prompt(ctx, outcome.state)))
    return outcome


def _answer(ctx: Context, update: Update) -> Outcome:
    match update.kind:
        case UpdateKind.START:
            return _start(ctx, update.text)
        case UpdateKind.PLACE:
            if isinstance(ctx.state, New | Idle | Browsing):
                return places.show_near(ctx, update.text)
            return with_prompt(ctx, Reply(ctx.text("finish-first")))
        case UpdateKind.UNSUPPORTED if ctx.waiting and isinstance(ctx.state, New | Idle | Browsing):
            return Outcome()  # whatever was sent, what waits is shown
        case UpdateKind.UNSUPPORTED:
            return with_prompt(ctx, Reply(ctx.text("unsupported")))
        case UpdateKind.CHOICE:
            return _choose(ctx, update.choice)
        case _:
            return _read(ctx, update.text.strip())


def _start(ctx: Context, payload: str) -> Outcome:
    if payload.startswith("inv-"):
        return joining.start(ctx, payload.removeprefix("inv-"))
    if payload.startswith("c-") and (company_id := read_id(payload[2:])) is not None:
        return and_pending(ctx, company.show(ctx, company_id))
    if payload.startswith("n-") and (news_id := read_id(payload[2:])) is not None:
        return and_pending(ctx, news.show_one(ctx, news_id))
    if payload == "reg" or payload.startswith("reg-"):
        return _register(ctx, payload.removeprefix("reg").removeprefix("-"))
    if isinstance(ctx.state, Registering):
        return registration.come_back(ctx, ctx.state)
    if isinstance(ctx.state, Busy):
        return Outcome(prompt(ctx, ctx.state))
    if payload.startswith("city-"):
        return places.show_linked(ctx, payload.removeprefix("city-"))
    return onboarding.greet(ctx)


def _register(ctx: Context, slug: str = "") -> Outcome:
    """Begin a registration, or go on with it; what else waits for an answer comes first."""
    if isinstance(ctx.state, Busy) and not isinstance(ctx.state, Registering):
        return with_prompt(ctx, Reply(ctx.text("finish-first")))
    return registration.start(ctx, slug)


def _read(ctx: Context, text: str) -> Outcome:
    if not text:
        return Outcome(pending(ctx) or (Reply(ctx.text("no-question")),))
    meant = choosing.find_offered(ctx, text)
    if len(meant) == 1:
        return _choose(ctx, meant[0])
    if meant:
        return with_prompt(ctx, Reply(ctx.text("which-one")))
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
            return speak(ctx, locale)
    if plain.casefold().rstrip("!?.。") in ctx.localizer.words("words-continue"):
        return _go_on(ctx)
    if (about := news.find_subject(ctx, plain)) and isinstance(ctx.state, New | Idle | Browsing):
        return news.find(ctx, about)
    if plain.startswith("/"):
        return with_prompt(ctx, Reply(ctx.text("unknown-command")))
    return None


def _take(ctx: Context, text: str) -> Outcome:
    """The text as the answer to the open question, else as a search."""
    match ctx.state:
        case Drafting():
            return drafting.answer_text(ctx, ctx.state, text)
        case Registering():
            return registration.answer_text(ctx, ctx.state, text)
        case Correcting():
            return correcting.answer_text(ctx, ctx.state, text)
        case Returning():
            return deciding.answer_text(ctx, ctx.state, text)
        case Answering():
            return answering.answer_text(ctx, ctx.state, text)
        case Joining():
            return joining.answer_text(ctx, ctx.state)
        case Subscribing() | Composing():
            return news_taps.answer_text(ctx, ctx.state, text)
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
            return Outcome((*onboarding.explain(ctx), *pending(ctx)))
        case "language":
            return Outcome(onboarding.offer_languages(ctx))
        case shown if shown in _SHOW:
            return and_pending(ctx, _SHOW[shown](ctx))
        case "register":
            return _register(ctx)
        case "delete":
            return privacy.ask_delete(ctx)
        case "start":
            return _start(ctx, "")
        case "back" if isinstance(ctx.state, Drafting):
            return drafting.go_back(ctx, ctx.state)
        case "back" if isinstance(ctx.state, Registering):
            return registration.go_back(ctx, ctx.state)
        case "back" if isinstance(ctx.state, Browsing):
            return searching.show(ctx, ctx.state)
        case "cancel" | "back":
            return leave(ctx)
    if isinstance(ctx.state, New | Idle | Browsing):
        return Outcome((Reply(ctx.text("search-how")),), state=Idle())
    return with_prompt(ctx, Reply(ctx.text("finish-first")))


def _choose(ctx: Context, choice: str) -> Outcome:
    kind, *arguments = choice.split(":")
    if kind == "start":
        return _start(ctx, ":".join(arguments))
    outcome = _answer_step(ctx, kind, arguments) or _act(ctx, kind, arguments)
    return outcome or Outcome((Reply(ctx.text("stale-button")), *pending(ctx)))


def _answer_step(ctx: Context, kind: str, arguments: list[str]) -> Outcome | None:
    """The tap as an answer to the question that the conversation waits for."""
    value = arguments[0] if arguments else ""
    match ctx.state:
        case Drafting():
            return drafting.answer_choice(ctx, ctx.state, kind, value)
        case Registering():
            return registration.answer_choice(ctx, ctx.state, kind, value)
        case Correcting():
            return correcting.answer_choice(ctx, ctx.state, kind, value)
        case Answering():
            return answering.answer_choice(ctx, ctx.state, kind, value)
        case Joining():
            return joining.answer_choice(ctx, ctx.state, kind, value)
        case Subscribing() | Composing():
            return news_taps.answer_choice(ctx, ctx.state, kind, arguments)
        case Deleting() if (kind, value) == ("d", "yes"):
            return privacy.delete(ctx)
    return None


def _act(ctx: Context, kind: str, arguments: list[str]) -> Outcome | None:
    """The tap as something one can do at any time."""
    match kind, arguments:
        case "l", [locale] if locale in LOCALES:
            return speak(ctx, locale)
        case "m", [name] if name in MENU:
            return _menu(ctx, name)
        case (("x" | "i"), [_]) if isinstance(ctx.state, Drafting | Answering | Registering):
            return with_prompt(ctx, Reply(ctx.text("finish-first")))
        case "x", [number] if number in ("1", "2"):
            return searching.ask(replace(ctx, state=_rest(ctx.state)), ctx.text(f"example-{number}"))
        case "c", [digits] if (company_id := read_id(digits)) is not None:
            return and_pending(ctx, company.show(ctx, company_id))
        case "i", [digits] if (company_id := read_id(digits)) is not None:
            return drafting.start(ctx, company_id)
        case "e", [digits, *names] if (company_id := read_id(digits)) is not None:
            if names:
                return correcting.begin(ctx, company_id, names[0])
            return and_pending(ctx, correcting.offer_fields(ctx, company_id))
        case "a", [action, target, *detail]:
            done = deciding.act(ctx, action, target, *detail[:1])
            return None if done is None else and_pending(ctx, done)
        case "q", [introduction_id, action]:
            outcome = answering.choose(ctx, introduction_id, action)
            if outcome.state is None or (isinstance(ctx.state, Drafting) and outcome.state == ctx.state):
                return replace(outcome, replies=(*outcome.replies, *pending(ctx)))
            return outcome
        case "p", ["s"] if isinstance(ctx.state, Browsing):
            return searching.show(ctx, ctx.state)
        case "p", ["why"]:
            return searching.explain_order(ctx)
        case "p", [digits] if (offset := read_id(digits)) is not None:
            return searching.turn_page(ctx, offset)
        case "n", ["show"] if isinstance(ctx.state, Browsing):
            return searching.show(ctx, replace(ctx.state, offset=0, related=True))
        case (("n" | "w"), _):
            return news_taps.act(ctx, kind, arguments)
        case "f", _:
            return filters.change(ctx, arguments)
        case "d", ["ask"]:
            return privacy.ask_delete(ctx)
    return None


def _rest(state: State) -> State:
    return state if isinstance(state, Browsing) else Idle()
