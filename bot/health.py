"""/healthz: the process lives. /readyz: it can work. /metrics: counts for Prometheus, no personal data."""

import asyncio
from collections.abc import Callable, Iterable

from aiohttp import web

from directory.store import inbox, letters
from directory.store.engine import Store
from directory.store.errors import StoreError


def add_health_routes(
    site: web.Application,
    store: Store,
    search_is_ready: Callable[[], bool],
    list_more: Callable[[], Iterable[str]] = tuple,
) -> None:
    """Add the three addresses to `site`; `list_more` gives further lines of /metrics."""

    async def live(request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def ready(request: web.Request) -> web.Response:
        try:
            await asyncio.to_thread(store.find_revision)
        except StoreError:
            return web.Response(status=503, text="the database does not answer\n")
        if not search_is_ready():
            return web.Response(status=503, text="the search index is being built\n")
        return web.Response(text="ready\n")

    async def metrics(request: web.Request) -> web.Response:
        try:
            updates, parts = await asyncio.to_thread(_count, store)
        except StoreError:
            return web.Response(status=503, text="the database does not answer\n")
        lines = ["# TYPE isabot_inbox gauge"]
        lines.extend(
            f'isabot_inbox{{status="{status}"}} {count}' for status, count in sorted(updates.items())
        )
        lines.append("# TYPE isabot_outbox gauge")
        lines.extend(f'isabot_outbox{{status="{status}"}} {count}' for status, count in sorted(parts.items()))
        lines.extend(list_more())
        return web.Response(text="\n".join(lines) + "\n", content_type="text/plain")

    site.router.add_get("/healthz", live)
    site.router.add_get("/readyz", ready)
    site.router.add_get("/metrics", metrics)


def _count(store: Store) -> tuple[dict[str, int], dict[str, int]]:
    with store.read() as session:
        return inbox.count_by_status(session), letters.count_by_status(session)
