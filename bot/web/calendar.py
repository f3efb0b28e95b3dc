"""/news/7/zh.ics: the calendar file of a public news item, for those whose platform takes no files."""

import asyncio
from collections.abc import Callable

from aiohttp import web

from directory.domain.news import NewsItem
from handlers.calendar_entry import MEDIA_TYPE, PATH, build_entry
from handlers.localizer import LOCALES

ROUTE = PATH.format(news_id=r"{news_id:\d{1,15}}", locale=f"{{locale:{'|'.join(LOCALES)}}}")


def add_calendar_route(site: web.Application, find_item: Callable[[int], NewsItem | None]) -> None:
    """Add the address to `site`. `find_item` gives an item that is public; it may block."""

    async def show(request: web.Request) -> web.Response:
        item = await asyncio.to_thread(find_item, int(request.match_info["news_id"]))
        entry = build_entry(item, request.match_info["locale"]) if item else None
        if entry is None:
            raise web.HTTPNotFound
        headers = {
            "Cache-Control": "no-cache",  # taken back, it is gone at once
            "Content-Disposition": f'inline; filename="{entry.name}"',
        }
        return web.Response(text=entry.content, content_type=MEDIA_TYPE, charset="utf-8", headers=headers)

    site.router.add_get(ROUTE, show)
