"""While one side of a request is frozen no contact data pass: who says yes is told so, an office as well."""

from directory.domain.introduction import Introduction
from directory.domain.safety import Freeze
from handlers.context import Context
from handlers.entries import label_company
from handlers.messages import Outcome, Reply
from handlers.notices import notify_officers


def find_own(ctx: Context) -> Freeze | None:
    """The freeze of whoever writes."""
    return ctx.safety.find_freeze(ctx.person.id) if ctx.person else None


def is_held(ctx: Context, introduction: Introduction) -> bool:
    """Whether nobody can say yes to a request now, because its asker is frozen."""
    return ctx.safety.find_freeze(introduction.asker_id) is not None


def render_own(ctx: Context) -> Reply:
    """That whoever writes is frozen, and how to object."""
    return Reply(ctx.text("frozen"), choices=((ctx.choice("v:0:object", "button-object"),),))


def hold(ctx: Context, introduction: Introduction) -> Outcome | None:
    """Why a yes is not carried out now; None where neither side is frozen. The request stays as it is."""
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

    return Outcome(
        (render_own(ctx) if own else Reply(ctx.text("held")),),
        notices=notify_officers(ctx, freeze.city_id, tell_office, about=freeze.person_id),
    )
