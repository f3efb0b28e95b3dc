"""Where a platform has no files: what is stored about somebody, handed out once in the browser.

Nothing is kept for it: the file is written in the moment in which the button is pressed.
"""

import asyncio
import logging

from aiohttp import web

from bot.admin.door import Fault
from bot.admin.entrance import Entrance
from bot.admin.showing import STATIC, Showing, name_file
from bot.clock import Clock
from bot.faults import locate
from bot.rendering import read_memory
from bot.turns import Turns
from bot.web.guard import Proxies, TokenBuckets
from directory.domain.links import OWN_DATA, Link
from directory.store import conversations, links
from directory.store.engine import Store
from directory.store.errors import StoreError
from handlers import privacy
from handlers.localizer import LOCALES, Localizer
from handlers.messages import Document

PATH = "/data"
OVER = "data-over"
_SHOWS_ONLY = "MicroMessenger"  # WeChat's own browser downloads nothing: there the text is shown
_LOG = logging.getLogger(__name__)


class OwnData:
    """The page with the one button, and the file behind it."""

    def __init__(
        self, store: Store, turns: Turns, showing: Showing, clock: Clock, entrance: Entrance
    ) -> None:
        self._store = store
        self._turns = turns
        self._showing = showing
        self._clock = clock
        self._entrance = entrance

    async def show(self, request: web.Request) -> web.Response:
        """The button, where the link is still good."""
        link = await self._entrance.look(request)
        locale = request.query.get("lang", "")
        if locale not in LOCALES:
            locale = await asyncio.to_thread(self._find_locale, link)
        return self._showing.render(request, "own_data.html", locale, {})

    async def hand_over(self, request: web.Request) -> web.Response:
        """Use the link: the file."""
        document = await asyncio.to_thread(self._write, self._entrance.read(request))
        if document is None:
            raise Fault(410, OVER)
        way = "inline" if _SHOWS_ONLY in request.headers.get("User-Agent", "") else "attachment"
        headers = {"Content-Disposition": name_file(way, document.name)}
        return web.Response(
            text=document.content, content_type=document.media_type, charset="utf-8", headers=headers
        )

    def _find_locale(self, link: Link) -> str:
        with self._store.read() as session:
            return conversations.get_conversation(session, link.conversation_id).locale

    def _write(self, code_hash: str) -> Document | None:
        """End the link and write the file, or neither."""
        try:
            with self._store.write() as session:
                link = links.use(session, code_hash, OWN_DATA, self._clock())
                if link is None:
                    return None
                here = conversations.get_conversation(session, link.conversation_id)
                ctx = self._turns.build_context(session, here, here.locale, read_memory(here))
                return privacy.write_document(ctx, link.opens)
        except StoreError as error:
            _LOG.warning("own data not written: %s", locate(error))
            raise Fault(503, "not-ready") from error


def build_own_data(
    store: Store,
    turns: Turns,
    localizer: Localizer,
    clock: Clock,
    *,
    buckets: TokenBuckets | None = None,
    proxies: Proxies = (),
) -> web.Application:
    """The application under /data. `proxies` are believed when they say for whom they ask."""
    showing = Showing(localizer, root=PATH, headers={"Referrer-Policy": "no-referrer"})
    app = web.Application(middlewares=[showing.guard])
    showing.set_up(app)
    own = OwnData(store, turns, showing, clock, Entrance(store, clock, OWN_DATA, OVER, buckets, proxies))
    app.router.add_static("/static", STATIC)
    app.router.add_get("/{code}", own.show)
    app.router.add_post("/{code}", own.hand_over)
    return app
