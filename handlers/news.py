"""The newest news of the alliance, on request."""

from handlers.context import Context
from handlers.localizer import format_date
from handlers.messages import Card, Outcome, Reply

SHOWN_ITEMS = 3


def show(ctx: Context) -> Outcome:
    """The newest three items in the reader's language."""
    items = ctx.entries.list_news(SHOWN_ITEMS)
    if not items:
        return Outcome((Reply(ctx.text("news-none")),))
    cards = []
    for item in items:
        title, body = item.text(ctx.locale)
        subtitle = f"{ctx.text(f'topic-{item.topic}')} · {format_date(item.published_at, ctx.locale)}"
        cards.append(Card(title, subtitle, tuple(line for line in (body, item.link) if line)))
    return Outcome((Reply(ctx.text("news-heading"), tuple(cards)),))
