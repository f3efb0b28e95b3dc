"""A tap: the answer to the open question, or something one can do at any time."""

from dataclasses import replace

from handlers import (
    answering,
    assisting,
    company,
    correcting,
    deciding,
    drafting,
    filters,
    joining,
    menu,
    news_taps,
    places,
    privacy,
    registration,
    reporting,
    searching,
    speaking,
)
from handlers.context import Context
from handlers.leaving import leave
from handlers.localizer import LOCALES
from handlers.messages import Outcome, Reply, read_id
from handlers.pending import and_pending, pending, with_prompt
from handlers.states import (
    Answering,
    Browsing,
    Composing,
    Correcting,
    Deleting,
    Drafting,
    Idle,
    Joining,
    New,
    Registering,
    Speaking,
    Subscribing,
    at_rest,
)


def choose(ctx: Context, choice: str) -> Outcome:
    """Answer the tap with this id."""
    kind, *arguments = choice.split(":")
    if kind == "start":
        return menu.start(ctx, ":".join(arguments))
    outcome = _answer_step(ctx, kind, arguments) or _act(ctx, kind, arguments)
    return outcome or Outcome((Reply(ctx.text("stale-button")), *pending(ctx)))


def _answer_step(ctx: Context, kind: str, arguments: list[str]) -> Outcome | None:
    """The tap as an answer to the question that the conversation waits for."""
    value = arguments[0] if arguments else ""
    match ctx.state:
        case Speaking(step="open") if not _is_for_us(kind, value):
            return Outcome(speaking.prompt(ctx, ctx.state))
        case Speaking():
            return speaking.answer_choice(ctx, ctx.state, kind, value)
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
        case Deleting() if (kind, value) == ("d", "no"):
            return leave(ctx)
    return None


def _is_for_us(kind: str, value: str) -> bool:
    """Whether a tap is obeyed while a person listens."""
    return kind in ("h", "v", "l", "d") or (kind == "m" and value in menu.WHILE_SPEAKING)


def _act(ctx: Context, kind: str, arguments: list[str]) -> Outcome | None:
    """The tap as something one can do at any time."""
    match kind, arguments:
        case "l", [locale] if locale in LOCALES:
            return menu.speak(ctx, locale)
        case "m", [name] if name in menu.MENU:
            return menu.menu(ctx, name)
        case (("x" | "i"), [_]) if isinstance(ctx.state, Drafting | Answering | Registering):
            return with_prompt(ctx, Reply(ctx.text("finish-first")))
        case "x", [number] if number in ("1", "2"):
            return searching.ask(replace(ctx, state=at_rest(ctx.state)), ctx.text(f"example-{number}"))
        case "c", [digits] if (company_id := read_id(digits)) is not None:
            return and_pending(ctx, company.show(ctx, company_id))
        case "p", ["city", digits] if isinstance(ctx.state, New | Idle | Browsing):
            return places.show_known(ctx, read_id(digits))
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
        case "h", [handover_id, action]:
            done = assisting.choose(ctx, handover_id, action)
            return None if done is None else and_pending(ctx, done)
        case "v", [target, action]:
            done = reporting.choose(ctx, target, action)
            return None if done is None else and_pending(ctx, done)
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
        case "d", ["chat"]:
            return and_pending(ctx, privacy.show_chat(ctx))
        case "d", ["keep"]:
            return and_pending(ctx, privacy.keep(ctx))
        case "d", ["stop", purpose, topic]:
            return and_pending(ctx, privacy.withdraw(ctx, purpose, topic))
    return None
