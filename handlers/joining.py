"""An invitation: the person who holds the code gets its role, once consent is given.

To answer for an entry, to be the agency of a city, or the secretariat.
"""

from directory.domain.city import Country
from directory.domain.commands import Command, UseInvitation
from directory.domain.roles import Grant, Role
from directory.domain.uses import Use
from handlers import consents
from handlers.context import Context
from handlers.entries import label_company
from handlers.messages import Choice, Outcome, Reply
from handlers.states import Joining, Paused, pause


def start(ctx: Context, code: str) -> Outcome:
    """Show what the invitation is for; ask for consent where it is missing."""
    grant = ctx.entries.find_invitation(code)
    if grant is None:
        return Outcome((Reply(ctx.text("invitation-invalid")),), state=pause(ctx.state))
    if not ctx.list_missing(_use(grant), home=_home(ctx, grant)):
        return _join(ctx, code, pause(ctx.state), ())
    state = Joining(code, pause(ctx.state))
    return Outcome(prompt(ctx, state), state=state)


def prompt(ctx: Context, state: Joining) -> tuple[Reply, ...]:
    """What the invitation is for, and the question for consent."""
    grant = ctx.entries.find_invitation(state.code)
    if grant is None:
        return (Reply(ctx.text("invitation-invalid")),)
    return (
        Reply(_describe(ctx, "invitation-for", grant)),
        consents.ask(ctx, _use(grant), home=_home(ctx, grant)),
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
            grant = ctx.entries.find_invitation(state.code)
            if grant is None:
                return Outcome((Reply(ctx.text("invitation-invalid")),), state=state.resume)
            then, agreed = consents.give(ctx, _use(grant), home=_home(ctx, grant))
            if then.list_missing(_use(grant), home=_home(ctx, grant)):
                return Outcome(prompt(then, state), state=state, commands=(agreed,))
            return _join(ctx, state.code, state.resume, (agreed,))
        case "ok", "no":
            grant = ctx.entries.find_invitation(state.code)
            use, home = (_use(grant), _home(ctx, grant)) if grant else (Use.ANSWER, None)
            return Outcome((consents.refuse(ctx, use, "consent-refused", home=home),), state=state.resume)
    return None


def _join(ctx: Context, code: str, resume: Paused, before: tuple[Command, ...]) -> Outcome:
    grant = ctx.entries.find_invitation(code)
    if grant is None:
        return Outcome((Reply(ctx.text("invitation-invalid")),), state=resume)
    next_step: tuple[Choice, ...] = (
        (ctx.choice("m:requests", "button-requests"), ctx.choice("m:company", "button-company"))
        if grant.company_id is not None
        else (ctx.choice("m:queue", "button-queue"), ctx.choice("m:pages", "button-pages"))
    )
    return Outcome(
        (Reply(_describe(ctx, "invitation-accepted", grant), choices=(next_step,)),),
        state=resume,
        commands=(*before, UseInvitation(code)),
    )


def _use(grant: Grant) -> Use:
    return Use.ANSWER if grant.company_id is not None else Use.OFFICE


def _home(ctx: Context, grant: Grant) -> Country | None:
    """Where the entry or city of the invitation is."""
    if grant.city_id is not None:
        return ctx.entries.get_city(grant.city_id).country
    company = ctx.entries.find_company(grant.company_id or 0)
    return company.country if company else None


def _describe(ctx: Context, key: str, grant: Grant) -> str:
    """What a grant makes of its holder."""
    if grant.role is Role.SECRETARIAT:
        return ctx.text(f"{key}-secretariat")
    if grant.city_id is not None:
        return ctx.text(f"{key}-agency", city=ctx.entries.get_city(grant.city_id).name(ctx.locale))
    company = ctx.entries.find_company(grant.company_id or 0)
    return ctx.text(key, company=label_company(ctx, company) if company else "")
