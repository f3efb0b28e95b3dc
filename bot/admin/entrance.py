"""One-time links as a browser brings them. To open one does nothing: previews may; its button uses it."""

import asyncio
from collections.abc import Collection

from aiohttp import web

from bot.admin.door import Fault
from bot.clock import Clock
from bot.web.guard import Proxies, TokenBuckets, find_client
from directory.domain.links import Link, Opens, hash_secret
from directory.store import links
from directory.store.engine import Store


class Entrance:
    """Reads links that open one of `opens`, so many at a time. `over` names the words for a dead one."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        opens: Collection[Opens],
        over: str,
        buckets: TokenBuckets | None = None,
        proxies: Proxies = (),
    ) -> None:
        self._store = store
        self._clock = clock
        self._opens = opens
        self._over = over
        self._buckets = buckets or TokenBuckets(capacity=20, per_s=0.5)
        self._proxies = proxies

    def read(self, request: web.Request) -> str:
        """The hash of the link's secret. Raises Fault where they come too fast."""
        forwarded = ",".join(request.headers.getall("X-Forwarded-For", ()))
        if wait_s := self._buckets.take(find_client(request.remote or "", forwarded, self._proxies)):
            raise Fault(429, "too-many", wait_s)
        return hash_secret(request.match_info["code"])

    async def look(self, request: web.Request) -> Link:
        """The link, unused. Raises Fault where it is not good, or no longer."""
        link = await asyncio.to_thread(self._find, self.read(request))
        if link is None:
            raise Fault(410, self._over)
        return link

    def _find(self, code_hash: str) -> Link | None:
        with self._store.read() as session:
            return links.find(session, code_hash, self._opens, self._clock())
