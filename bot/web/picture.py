"""/chat/picture: the picture of a news item, from our own origin; of no other address."""

import asyncio
from collections.abc import Callable
from urllib.parse import urlencode

from aiohttp import web

from bot.pictures import Pictures

PATH = "/chat/picture"
CACHE = "public, max-age=86400"


def build_address(picture: str) -> str:
    """Where our own site shows the picture at `picture`; "" for none."""
    return f"{PATH}?{urlencode({'of': picture})}" if picture else ""


def add_picture_route(site: web.Application, pictures: Pictures, is_in_news: Callable[[str], bool]) -> None:
    """Add the address to `site`. `is_in_news` says whether an item has the picture; it may block."""

    async def show(request: web.Request) -> web.Response:
        wanted = request.query.get("of", "")
        known = bool(wanted) and await asyncio.to_thread(is_in_news, wanted)
        found = await pictures.find_picture(wanted) if known else None
        if found is None:
            raise web.HTTPNotFound
        headers = {"Cache-Control": CACHE}
        return web.Response(body=found.content, content_type=found.media_type, headers=headers)

    site.router.add_get(PATH, show)
