"""The way from the chat to the pages for officials: a link that signs in once."""

from directory.domain.commands import OpenPages
from directory.domain.signins import LINK_VALID, hash_secret
from handlers.context import Context
from handlers.messages import Outcome, Reply

_DRAWS = 3  # ids of 49 bits each: nobody guesses the three


def show(ctx: Context) -> Outcome:
    """A new link for whoever holds an office; the one before ends."""
    if ctx.person is None or not ctx.person.offices:
        return Outcome((Reply(ctx.text("pages-not-yours")),))
    if not ctx.limits.pages_url:
        return Outcome((Reply(ctx.text("pages-off")),))
    code = "".join(ctx.new_id() for _ in range(_DRAWS))
    minutes = int(LINK_VALID.total_seconds() // 60)
    text = ctx.text("pages-link", link=f"{ctx.limits.pages_url}/admin/in/{code}", minutes=minutes)
    return Outcome((Reply(text),), commands=(OpenPages(hash_secret(code)),))
