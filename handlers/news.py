"""The newest news of the alliance, on request."""

from directory.domain.news import NewsItem
from handlers.context import Context
from handlers.localizer import format_date
from handlers.messages import Card, Outcome, Reply

SHOWN_ITEMS = 3
LINKED_ITEMS = 200


def show(ctx: Context) -> Outcome:
    """The newest three items in the reader's language."""
    items = ctx.entries.list_news(SHOWN_ITEMS)
    if not items:
        return Outcome((Reply(ctx.text("news-none")),))
    return Outcome((Reply(ctx.text("news-heading"), tuple(_render(ctx, item) for item in items)),))


def show_one(ctx: Context, news_id: int) -> Outcome:
    """The item that a deep link names; the newest ones where it is gone."""
    for item in ctx.entries.list_news(LINKED_ITEMS):
        if item.id == news_id:
            return Outcome((Reply(cards=(_render(ctx, item),)),))
    return show(ctx)


def _render(ctx: Context, item: NewsItem) -> Card:
    title, body = item.text(ctx.locale)
    subtitle = f"{ctx.text(f'topic-{item.topic}')} · {format_date(item.published_at or ctx.now, ctx.locale)}"
    return Card(title, subtitle, tuple(line for line in (body, item.link) if line), link=item.link)
