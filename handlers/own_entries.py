""" "My company": the entries somebody answers for, where they stand with the agency, and what can be done."""

from directory.domain.company import Company, EntryStatus
from handlers import overdue, requests
from handlers.context import Context
from handlers.entries import describe_status, label_company, render_entry
from handlers.messages import Card, Choice, Outcome, Reply

SHOWN_ENTRIES = 3


def show(ctx: Context) -> Outcome:
    """The own entries and claims; without any, the way to register."""
    own = ctx.person.company_ids if ctx.person else ()
    claims = ctx.entries.list_claims(ctx.person.id) if ctx.person else ()
    register = ((ctx.choice("m:register", "button-register"),),)
    if not own and not claims:
        return Outcome((Reply(ctx.text("own-none"), choices=register),))
    replies = [
        Reply(_tell_standing(ctx, company), (_card(ctx, company),))
        for company_id in own[:SHOWN_ENTRIES]
        if (company := ctx.entries.find_company(company_id))
    ]
    if len(own) > SHOWN_ENTRIES:
        replies.append(Reply(ctx.text("own-more", count=len(own) - SHOWN_ENTRIES)))
    for claim in claims:
        if company := ctx.entries.find_company(claim.company_id):
            waits = overdue.describe_wait(
                ctx, ctx.entries.get_city(company.city_id), claim.at, claim.escalated_at
            )
            text = ctx.text("own-claim", company=label_company(ctx, company))
            replies.append(Reply(f"{text}\n{waits}"))
    return Outcome(tuple(replies))


def _card(ctx: Context, company: Company) -> Card:
    owner = ctx.person is not None and company.id in ctx.person.owned_ids
    choices: list[Choice] = []
    if owner and company.status is EntryStatus.RETURNED:
        choices.append(ctx.choice(f"a:again:{company.id}", "button-resubmit"))
    if company.asked_at is not None or company.status is EntryStatus.HIDDEN:
        choices.append(ctx.choice(f"a:true:{company.id}", "button-still-true"))
    if owner:
        choices.append(ctx.choice(f"e:{company.id}", "button-correct"))
    if owner and company.is_visible:
        choices.append(ctx.choice(f"a:hide:{company.id}", "button-hide"))
    return render_entry(ctx, company, tuple(choices))


def _tell_standing(ctx: Context, company: Company) -> str:
    """Where the entry stands; while it waits, for whom and since when."""
    text = ctx.text("own-status", status=_explain(ctx, company))
    if company.status is not EntryStatus.PENDING or company.waiting_since is None:
        return text
    city = ctx.entries.get_city(company.city_id)
    return f"{text}\n{overdue.describe_wait(ctx, city, company.waiting_since, company.escalated_at)}"


def _explain(ctx: Context, company: Company) -> str:
    status = describe_status(ctx, company)
    reason = ctx.entries.find_reason(company.id) if company.status is EntryStatus.RETURNED else ""
    if not reason:
        return status
    language = ctx.search.understand(reason, ctx.locale).language
    return ctx.text("own-returned", status=status, reason=requests.quote(ctx, reason, language))
