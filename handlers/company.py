"""The card of one entry, and the way from there to an introduction."""

from handlers.context import Context
from handlers.entries import render_entry
from handlers.messages import Outcome, Reply
from handlers.states import Browsing


def show(ctx: Context, company_id: int) -> Outcome:
    """The full card; the state stays, so that the open search is still there."""
    company = ctx.entries.find_company(company_id)
    if company is None:
        return Outcome((Reply(ctx.text("company-gone")),))
    own = ctx.person is not None and company.id in ctx.person.company_ids
    introduce = () if own else (ctx.choice(f"i:{company.id}", "button-introduce"),)
    back = (ctx.choice("p:s", "button-to-results"),) if isinstance(ctx.state, Browsing) else ()
    return Outcome((Reply(cards=(render_entry(ctx, company, introduce),), choices=(back,) if back else ()),))
