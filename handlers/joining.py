"""An invitation: the person who holds the code answers for an entry, once consent is given."""

from directory.domain.commands import Command, GiveConsent, UseInvitation
from directory.domain.person import Purpose
from handlers.context import Context
from handlers.entries import label_company
from handlers.messages import Outcome, Reply
from handlers.states import Joining, Paused, pause


def start(ctx: Context, code: str) -> Outcome:
    """Show what the invitation is for; ask for consent where it is missing."""
    company = ctx.entries.find_invitation(code)
    if company is None:
        return Outcome((Reply(ctx.text("invitation-invalid")),), state=pause(ctx.state))
    if ctx.agreed:
        return _join(ctx, code, pause(ctx.state), ())
    state = Joining(code, pause(ctx.state))
    return Outcome(prompt(ctx, state), state=state)


def prompt(ctx: Context, state: Joining) -> tuple[Reply, ...]:
    """What the invitation is for, and the question for consent."""
    company = ctx.entries.find_invitation(state.code)
    if company is None:
        return (Reply(ctx.text("invitation-invalid")),)
    yes_no = (ctx.choice("ok:yes", "button-agree"), ctx.choice("ok:no", "button-disagree"))
    return (
        Reply(ctx.text("invitation-for", company=label_company(ctx, company))),
        Reply(ctx.text("consent-introductions"), choices=(yes_no,)),
    )


def answer_text(ctx: Context, state: Joining) -> Outcome:
    """Words where a yes or no is needed: ask again, unless the invitation has ended meanwhile."""
    if ctx.entries.find_invitation(state.code) is None:
        return Outcome((Reply(ctx.text("invitation-invalid")),), state=state.resume)
    return Outcome((Reply(ctx.text("please-choose")), *prompt(ctx, state)))


def answer_choice(ctx: Context, state: Joining, kind: str, value: str) -> Outcome | None:
    """Yes or no to the consent; None where the tap belongs to something else."""
    match kind, value:
        case "ok", "yes":
            agreed = GiveConsent(Purpose.INTRODUCTIONS, ctx.limits.consent_version, ctx.locale)
            return _join(ctx, state.code, state.resume, (agreed,))
        case "ok", "no":
            return Outcome((Reply(ctx.text("consent-refused")),), state=state.resume)
    return None


def _join(ctx: Context, code: str, resume: Paused, before: tuple[Command, ...]) -> Outcome:
    company = ctx.entries.find_invitation(code)
    if company is None:
        return Outcome((Reply(ctx.text("invitation-invalid")),), state=resume)
    return Outcome(
        (
            Reply(
                ctx.text("invitation-accepted", company=label_company(ctx, company)),
                choices=((ctx.choice("m:requests", "button-requests"),),),
            ),
        ),
        state=resume,
        commands=(*before, UseInvitation(code)),
    )
