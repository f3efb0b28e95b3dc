"""An invitation: the person who holds the code answers for an entry, once consent is given."""

from directory.domain.commands import Command, GiveConsent, UseInvitation
from directory.domain.person import Purpose
from handlers.context import Context
from handlers.entries import label_company
from handlers.messages import Outcome, Reply
from handlers.states import Browsing, Idle, Joining, Rest


def start(ctx: Context, code: str) -> Outcome:
    """Show what the invitation is for; ask for consent where it is missing."""
    company = ctx.entries.find_invitation(code)
    if company is None:
        return Outcome((Reply(ctx.text("invitation-invalid")),), state=_rest(ctx))
    if ctx.agreed:
        return _join(ctx, code, _rest(ctx), ())
    state = Joining(code, _rest(ctx))
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


def answer_choice(ctx: Context, state: Joining, kind: str, value: str) -> Outcome | None:
    """Yes or no to the consent; None where the tap belongs to something else."""
    match kind, value:
        case "ok", "yes":
            agreed = GiveConsent(Purpose.INTRODUCTIONS, ctx.limits.consent_version, ctx.locale)
            return _join(ctx, state.code, state.resume, (agreed,))
        case "ok", "no":
            return Outcome((Reply(ctx.text("consent-refused")),), state=state.resume)
    return None


def _join(ctx: Context, code: str, rest: Rest, before: tuple[Command, ...]) -> Outcome:
    company = ctx.entries.find_invitation(code)
    if company is None:
        return Outcome((Reply(ctx.text("invitation-invalid")),), state=rest)
    return Outcome(
        (
            Reply(
                ctx.text("invitation-accepted", company=label_company(ctx, company)),
                choices=((ctx.choice("m:requests", "button-requests"),),),
            ),
        ),
        state=rest,
        commands=(*before, UseInvitation(code)),
    )


def _rest(ctx: Context) -> Browsing | Idle:
    return ctx.state if isinstance(ctx.state, Browsing) else Idle()
