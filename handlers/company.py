"""The card of one entry, and the way from there to an introduction."""

from directory.domain.commands import NoteChoice
from handlers.context import Context
from handlers.entries import render_entry
from handlers.messages import Outcome, Reply
from handlers.searching import describe_asked
from handlers.states import Browsing


def show(ctx: Context, company_id: int) -> Outcome:
    """The full card; the state stays, so that the open search is still there."""
    company = ctx.entries.find_company(company_id)
    if company is None:
        return Outcome((Reply(ctx.text("company-gone")),))
    own = ctx.person is not None and company.id in ctx.person.company_ids
    introduce = () if own else (ctx.choice(f"i:{company.id}", "button-introduce"),)
    back = (ctx.choice("p:s", "button-to-results"),) if isinstance(ctx.state, Browsing) else ()
    card = Reply(cards=(render_entry(ctx, company, introduce),), choices=(back,) if back else ())
    return Outcome((card,), commands=_note(ctx, company.id))


def _note(ctx: Context, company_id: int) -> tuple[NoteChoice, ...]:
    """Count that an entry was opened from the results of a question."""
    if not isinstance(ctx.state, Browsing) or not ctx.state.words:
        return ()
    return (NoteChoice(describe_asked(ctx, ctx.state), company_id),)
