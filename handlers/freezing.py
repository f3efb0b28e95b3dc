"""While one side of a request is frozen no contact data pass: who says yes is told so, an office as well."""

from directory.domain.introduction import AT_COMPANY, Introduction
from directory.domain.safety import Freeze
from directory.domain.safety_commands import NoteHeld
from handlers.context import Context
from handlers.entries import label_company
from handlers.messages import Outcome, Reply
from handlers.notices import notify_officers


def find_own(ctx: Context) -> Freeze | None:
    """The freeze of whoever writes."""
    return ctx.safety.find_freeze(ctx.person.id) if ctx.person else None


def is_held(ctx: Context, introduction: Introduction) -> bool:
    """Whether nobody can say yes to a request now: its asker is frozen, or all who answer for its company."""
    if ctx.safety.find_freeze(introduction.asker_id):
        return True
    owners = ctx.people.list_owners(introduction.company_id) if introduction.status in AT_COMPANY else ()
    return bool(owners) and all(ctx.safety.find_freeze(owner) for owner in owners)


def render_own(ctx: Context) -> Reply:
    """That whoever writes is frozen, and how to object."""
    return Reply(ctx.text("frozen"), choices=((ctx.choice("v:0:object", "button-object"),),))


def hold(ctx: Context, introduction: Introduction) -> Outcome | None:
    """Why a yes is not carried out now; None where neither side is frozen. The request stays as it is.

    An office is told of the first yes only, until the freeze is lifted.
    """
    own = find_own(ctx)
    freeze = own or ctx.safety.find_freeze(introduction.asker_id)
    company = ctx.entries.find_company(introduction.company_id)
    if freeze is None:
        return None

    def tell_office(officer: Context) -> tuple[Reply, ...]:
        key = "held-answerer-for-officer" if own else "held-asker-for-officer"
        text = officer.text(key, company=label_company(officer, company) if company else "")
        lift = officer.choice(f"v:{freeze.person_id}:unfreeze", "button-unfreeze")
        return (Reply(text, choices=((lift,),)),)

    about = freeze.person_id
    told = () if introduction.held_at else notify_officers(ctx, freeze.city_id, tell_office, about=about)
    return Outcome(
        (render_own(ctx) if own else Reply(ctx.text("held")),),
        commands=(NoteHeld(introduction.id),) if told else (),
        notices=told,
    )
