"""What the conversation is waiting for, asked again below whatever came in between."""

from dataclasses import replace

from handlers import (
    answering,
    assisting,
    composing,
    correcting,
    deciding,
    drafting,
    joining,
    merging,
    privacy,
    registration_questions,
    reporting,
    searching,
    speaking,
    subscribing,
)
from handlers.context import Context
from handlers.messages import Outcome, Reply
from handlers.states import (
    Answering,
    Assisting,
    Browsing,
    Composing,
    Correcting,
    Deleting,
    Drafting,
    Joining,
    Merging,
    Registering,
    Reporting,
    Returning,
    Speaking,
    State,
    Subscribing,
)


def prompt(ctx: Context, state: State) -> tuple[Reply, ...]:
    """What the conversation is waiting for, asked again; nothing where it waits for no answer."""
    match state:
        case Drafting():
            return drafting.prompt(ctx, state)
        case Registering():
            return registration_questions.prompt(ctx, state)
        case Answering():
            return answering.prompt(ctx, state)
        case Speaking():
            return speaking.prompt(ctx, state)
        case Assisting():
            return assisting.prompt(ctx, state)
        case Correcting():
            return correcting.prompt(ctx, state)
        case Returning():
            return deciding.prompt(ctx, state)
        case Merging():
            return merging.prompt(ctx, state)
        case Joining():
            return joining.prompt(ctx, state)
        case Deleting():
            return privacy.prompt(ctx)
        case Reporting():
            return reporting.prompt(ctx, state)
        case Subscribing():
            return subscribing.prompt(ctx, state)
        case Composing():
            return composing.prompt(ctx, state)
        case Browsing():
            return searching.show(ctx, state).replies
    return ()


def and_pending(ctx: Context, outcome: Outcome) -> Outcome:
    """The open question once more, below something that was only looked at or done with one tap."""
    if outcome.state is not None:
        return outcome
    return replace(outcome, replies=(*outcome.replies, *pending(ctx)))


def with_prompt(ctx: Context, reply: Reply) -> Outcome:
    """A reply, and the open question below it."""
    return Outcome((reply, *pending(ctx)))


def pending(ctx: Context) -> tuple[Reply, ...]:
    """The open question, unless it is only an open search."""
    return pending_of(ctx, ctx.state)


def pending_of(ctx: Context, state: State) -> tuple[Reply, ...]:
    """The open question, unless it is only an open search."""
    return () if isinstance(state, Browsing) else prompt(ctx, state)
