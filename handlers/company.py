"""The card of one entry, and the way from there to an introduction."""

from directory.domain.acts import is_official
from directory.domain.commands import NoteChoice
from directory.domain.company import Company
from handlers.context import Context
from handlers.entries import render_entry
from handlers.messages import Outcome, Reply
from handlers.searching import describe_asked
from handlers.states import Browsing


def show(ctx: Context, company_id: int) -> Outcome:
    """The full card; the state stays, so that the open search is still there."""
    company = find_shown(ctx, company_id)
    if company is None:
        return Outcome((Reply(ctx.text("company-gone")),))
    own = ctx.person is not None and company.id in ctx.person.company_ids
    introduce = (
        () if own or not is_open(ctx, company) else (ctx.choice(f"i:{company.id}", "button-introduce"),)
    )
    back = (ctx.choice("p:s", "button-to-results"),) if isinstance(ctx.state, Browsing) else ()
    card = Reply(cards=(render_entry(ctx, company, introduce),), choices=(back,) if back else ())
    return Outcome((card,), commands=_note(ctx, company.id))


def find_shown(ctx: Context, company_id: int) -> Company | None:
    """The entry, if whoever writes may see it: until it is confirmed only its own people and its agency."""
    company = ctx.entries.find_company(company_id)
    if company is None or is_open(ctx, company):
        return company
    person = ctx.person
    if person is not None and (company.id in person.company_ids or is_official(person, company)):
        return company
    return None


def is_open(ctx: Context, company: Company) -> bool:
    """Whether everybody may see the entry and ask it for an introduction."""
    return company.is_visible and ctx.entries.get_city(company.city_id).is_member


def _note(ctx: Context, company_id: int) -> tuple[NoteChoice, ...]:
    """Count that an entry was opened from the results of a question."""
    if not isinstance(ctx.state, Browsing) or not ctx.state.words:
        return ()
    return (NoteChoice(describe_asked(ctx, ctx.state), company_id),)
