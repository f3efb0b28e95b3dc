"""The way from the chat to the pages for officials: a link that signs in once."""

from directory.domain.links import Opens
from handlers import links
from handlers.context import Context
from handlers.messages import Outcome, Reply


def show(ctx: Context) -> Outcome:
    """A new link for whoever holds an office; the one before ends."""
    if ctx.person is None or not ctx.person.offices:
        return Outcome((Reply(ctx.text("pages-not-yours")),))
    if not ctx.limits.pages_url:
        return Outcome((Reply(ctx.text("pages-off")),))
    link, made = links.make(ctx, Opens.PAGES, f"{ctx.limits.pages_url}/admin/in/")
    text = ctx.text("pages-link", link=link, minutes=links.count_minutes(Opens.PAGES))
    return Outcome((Reply(text),), commands=(made,))
