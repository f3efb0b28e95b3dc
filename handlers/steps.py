"""A text or a tap as the answer to the question that the conversation waits for."""

from handlers import (
    answering,
    assisting,
    correcting,
    deciding,
    drafting,
    joining,
    privacy,
    registration,
    speaking,
)
from handlers.context import Context
from handlers.messages import Outcome, Reply
from handlers.pending import prompt
from handlers.states import (
    Answering,
    Assisting,
    Correcting,
    Deleting,
    Drafting,
    Joining,
    Registering,
    Returning,
    Speaking,
)

WHILE_SPEAKING = ("data", "delete", "language", "cancel", "human", "end")
"""Commands that are obeyed while a person listens."""


def answer_text(ctx: Context, text: str) -> Outcome | None:
    """What the open question makes of a text; None where nothing is asked."""
    match ctx.state:
        case Speaking():
            return speaking.answer_text(ctx, ctx.state, text)
        case Assisting():
            return assisting.answer_text(ctx, ctx.state, text)
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
        case Deleting():
            return Outcome((Reply(ctx.text("please-choose")), *prompt(ctx, ctx.state)))
    return None


def answer_choice(ctx: Context, kind: str, arguments: list[str]) -> Outcome | None:
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
        case Deleting() if (kind, value) == ("d", "yes"):
            return privacy.delete(ctx)
    return None


def _is_for_us(kind: str, value: str) -> bool:
    """Whether a tap is obeyed while a person listens."""
    return kind in ("h", "v", "l", "d") or (kind == "m" and value in WHILE_SPEAKING)
