"""What is going on, told as it happens: the progress of a mailing, as server-sent events."""

import asyncio
import json
from contextlib import suppress

from aiohttp import web

from bot.admin.door import Asked, Door, Fault, SignedOut
from bot.admin.news import ENDED, find_shown, read_progress
from bot.admin.showing import HEADERS
from directory.store.engine import Store

EVERY_S = 1.0
LONGEST_S = 600


class Live:
    """Streams that end with what they tell of, with the session, with the server, or after ten minutes."""

    def __init__(self, store: Store, door: Door, every_s: float = EVERY_S) -> None:
        self._store = store
        self._door = door
        self._every_s = every_s
        self._closed = asyncio.Event()

    async def follow(self, request: web.Request) -> web.StreamResponse:
        """The events of one mailing. Raises SignedOut and Fault before the first."""
        asked = await self._door.read_get(request)
        told, ended = await asyncio.to_thread(self._look, asked)
        headers = {**HEADERS, "Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        with suppress(ConnectionResetError, SignedOut, Fault):  # the page has gone, or may not look any more
            await self._tell(response, asked, told, ended)
        return response

    async def close(self, app: web.Application) -> None:
        """End all streams, so that the server can stop."""
        self._closed.set()

    async def _tell(
        self, response: web.StreamResponse, asked: Asked, told: dict[str, int], ended: bool
    ) -> None:
        for _ in range(int(LONGEST_S / self._every_s)):
            await response.write(f"event: progress\ndata: {json.dumps(told)}\n\n".encode())
            if ended:
                await response.write(b"event: end\ndata: 1\n\n")
                return
            try:
                await asyncio.wait_for(self._closed.wait(), self._every_s)
            except TimeoutError:
                told, ended = await asyncio.to_thread(self._look, asked)
            else:
                return

    def _look(self, asked: Asked) -> tuple[dict[str, int], bool]:
        """Counts, and whether no more will come, or the page shows (`shown`) what is no longer so.

        The session and the role are asked every time.
        """
        with self._store.read() as session:
            visit = self._door.enter(session, asked)
            mailing = find_shown(visit)
            if mailing is None:
                raise Fault(404, "not-here", locale=visit.ctx.locale)
            moved_on = visit.asked("shown", mailing.status) != mailing.status
            return read_progress(visit, mailing.id), moved_on or mailing.status in ENDED
