"""Leaving what is under way to ask something about a request, and coming back."""

from directory.domain.introduction import DeclineReason, Introduction
from directory.domain.person import Profile
from directory.domain.uses import Use
from handlers import consents, requests
from handlers.context import Context
from handlers.entries import join
from handlers.messages import Choice, Outcome, Reply
from handlers.states import (
    Answering,
    AnswerStep,
    Browsing,
    Drafting,
    Idle,
    New,
    Registering,
    Speaking,
    Then,
    pause,
)

Resume = New | Idle | Browsing | Drafting | Registering


def find_resume(ctx: Context) -> Resume:
    """Where the conversation goes on afterwards."""
    paused = pause(ctx.state)
    while isinstance(paused, Answering | Speaking):
        paused = paused.resume
    return paused


def ask_for(
    ctx: Context,
    introduction: Introduction,
    step: AnswerStep,
    then: Then = "accept",
    given: Profile | None = None,
) -> Outcome:
    """Ask what the step asks for."""
    state = Answering(introduction.id, step, find_resume(ctx), then, given)
    return Outcome(render_question(ctx, state, introduction), state=state)


def render_question(ctx: Context, state: Answering, introduction: Introduction) -> tuple[Reply, ...]:
    """The question of the step."""
    cancel = (ctx.choice("m:cancel", "button-cancel"),)
    match state.step:
        case "consent":
            return (consents.ask(ctx, Use.ANSWER),)
        case "reason":
            reasons = tuple(
                (Choice(f"r:{reason}", ctx.text(f"decline-{reason}")),) for reason in DeclineReason
            )
            return (Reply(ctx.text("answer-reason"), choices=(*reasons, cancel)),)
        case "confirm":
            given = state.given or Profile()
            known = [one for one in (given.who, given.email, given.phone, given.wechat) if one]
            text = ctx.text(
                "answer-confirm", company=requests.title(ctx, introduction), contact=join(ctx, known)
            )
            ways = (ctx.choice("g:yes", "button-given-yes"), ctx.choice("g:other", "button-given-other"))
            return (Reply(text, choices=(ways, cancel)),)
        case "given" | "message" | "again":
            talks = state.step == "message"
            name = requests.name_other(ctx, introduction) if talks else requests.title(ctx, introduction)
            return (Reply(ctx.text(f"answer-{state.step}", company=name), choices=(cancel,)),)
        case _:
            return (Reply(ctx.text(f"answer-{state.step}"), choices=(cancel,)),)
