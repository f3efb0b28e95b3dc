"""What time does to entries: their owners are asked whether they are still true; silence hides them."""

from directory.domain.company import Company
from directory.domain.entry_commands import AskOwners, HideUnanswered
from directory.domain.freshness import HIDE_AFTER, Freshness, measure
from handlers.context import Context
from handlers.entries import join, label_company
from handlers.localizer import format_date
from handlers.messages import Outcome, Reply
from handlers.notices import Build, notify_officers, notify_owners

SHOWN_NAMES = 5


def ask(ctx: Context, company: Company) -> Outcome | None:
    """Ask the owners of an entry nobody has stood up for in half a year; None where it is not due."""
    if measure(company, ctx.now) is not Freshness.DUE:
        return None

    def build(owner: Context) -> tuple[Reply, ...]:
        until = format_date(ctx.now + HIDE_AFTER, owner.locale)
        text = owner.text("fresh-ask", company=label_company(owner, company), until=until)
        choices = (
            (owner.choice(f"a:true:{company.id}", "button-still-true"),),
            (
                owner.choice(f"e:{company.id}", "button-correct"),
                owner.choice(f"a:hide:{company.id}", "button-hide"),
            ),
        )
        return (Reply(text, choices=choices),)

    return Outcome(commands=(AskOwners(company.id),), notices=notify_owners(ctx, company.id, build))


def hide(ctx: Context, companies: tuple[Company, ...]) -> Outcome | None:
    """Hide the entries of one city whose owners did not answer; owners and agency are told."""
    overdue = tuple(one for one in companies if measure(one, ctx.now) is Freshness.OVERDUE)
    if not overdue:
        return None

    def tell_officer(officer: Context) -> tuple[Reply, ...]:
        names = [label_company(officer, one) for one in overdue[:SHOWN_NAMES]]
        text = officer.text("fresh-hidden-for-officer", count=len(overdue), names=join(officer, names))
        return (Reply(text, choices=((officer.choice("m:queue", "button-queue"),),)),)

    told = tuple(
        notice for company in overdue for notice in notify_owners(ctx, company.id, _tell_owner(company))
    )
    return Outcome(
        commands=tuple(HideUnanswered(company.id) for company in overdue),
        notices=(*notify_officers(ctx, overdue[0].city_id, tell_officer), *told),
    )


def _tell_owner(company: Company) -> Build:
    def build(owner: Context) -> tuple[Reply, ...]:
        again = ((owner.choice(f"a:true:{company.id}", "button-still-true"),),)
        return (
            Reply(owner.text("fresh-hidden-for-owner", company=label_company(owner, company)), choices=again),
        )

    return build
