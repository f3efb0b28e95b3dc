"""Cancelling what is under way."""

from handlers import answering, drafting, registration, speaking
from handlers.context import Context
from handlers.messages import Outcome, Reply
from handlers.pending import pending_of
from handlers.states import (
    Answering,
    Assisting,
    Composing,
    Correcting,
    Deleting,
    Drafting,
    Idle,
    Joining,
    Merging,
    Registering,
    Reporting,
    Returning,
    Speaking,
    Subscribing,
)


def leave(ctx: Context) -> Outcome:
    """Cancel what is under way; from a search, back to the start."""
    match ctx.state:
        case Drafting():
            return drafting.cancel(ctx, ctx.state)
        case Registering():
            return registration.cancel(ctx, ctx.state)
        case Speaking():
            return speaking.end(ctx) or Outcome()
        case Assisting(resume=resume) | Reporting(resume=resume):
            return Outcome((Reply(ctx.text("cancelled")),), state=resume)
        case (
            Correcting(resume=resume)
            | Returning(resume=resume)
            | Merging(resume=resume)
            | Subscribing(resume=resume)
        ):
            return Outcome((Reply(ctx.text("nothing-changed")),), state=resume)
        case Composing(resume=resume):
            return Outcome((Reply(ctx.text("compose-left")), *pending_of(ctx, resume)), state=resume)
        case Answering(introduction_id=introduction_id, resume=resume):
            shown = answering.choose(ctx, introduction_id, "show").replies[0]
            return Outcome((Reply(ctx.text("cancelled"), choices=shown.choices),), state=resume)
        case Joining(resume=resume):
            return Outcome((Reply(ctx.text("cancelled")), *pending_of(ctx, resume)), state=resume)
        case Deleting(resume=resume):
            return Outcome((Reply(ctx.text("delete-kept")), *pending_of(ctx, resume)), state=resume)
    return Outcome((Reply(ctx.text("nothing-to-cancel")),), state=Idle())
