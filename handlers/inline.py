"""Inline mode: a few words typed in any chat give cards of companies that open the bot. Nothing personal."""

from dataclasses import dataclass

from handlers import searching
from handlers.context import Context
from handlers.entries import render_result
from handlers.messages import Card, Choice

PAGE = 10
MIN_CHARACTERS = 2
MAX_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A company as it is offered: its card, with the link that opens it."""

    key: str
    card: Card


def find(ctx: Context, text: str, offset: int = 0) -> tuple[tuple[Found, ...], int | None]:
    """A page of companies that fit, and where the next one begins; None after the last."""
    words = text.strip()[:MAX_CHARACTERS]
    if len(words) < (1 if any(ord(sign) > 0x2E80 for sign in words) else MIN_CHARACTERS):
        return (), None
    browsing = searching.open_search(ctx, ctx.search.understand(words, ctx.locale))
    if browsing is None:
        return (), None
    hits = searching.find_hits(ctx, browsing)
    page = hits[offset : offset + PAGE]
    companies = ctx.entries.find_companies(hit.company_id for hit in page)
    found = []
    for hit in page:
        if company := companies.get(hit.company_id):
            link = Choice(f"start:c-{company.id}", ctx.text("inline-open"))
            card = render_result(ctx, company, hit)
            found.append(Found(f"c-{company.id}", Card(card.title, card.subtitle, card.lines, (link,))))
    return tuple(found), offset + PAGE if offset + PAGE < len(hits) else None
