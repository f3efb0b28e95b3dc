"""The event stream of one page: what it has not seen yet, then everything new, by id."""

import asyncio
import json
from dataclasses import dataclass

from aiohttp import web

from bot.web.hub import ChatLog, Hub, Listener, StoredPart
from directory.domain.person import Address

PAGE = 200
HEARTBEAT_S = 15.0
HEADERS = {"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}


def parse_position(request: web.Request) -> int | None:
    """The last id the page has seen, None where it has seen nothing. ValueError where it is no id."""
    position = request.headers.get("Last-Event-ID") or request.query.get("after") or None
    if position is not None and not (position.isascii() and position.isdigit() and len(position) < 19):
        raise ValueError(position)
    return None if position is None else int(position)


@dataclass(frozen=True, slots=True)
class EventStreams:
    """Opens event streams: woken by the hub, reading from the log, a heartbeat where it is quiet."""

    hub: Hub
    log: ChatLog
    heartbeat_s: float = HEARTBEAT_S

    async def answer(
        self, request: web.Request, address: Address, after_id: int | None
    ) -> web.StreamResponse:
        """Answer with events until the page leaves, the server stops or too many pages are open."""
        response = web.StreamResponse(headers=HEADERS)
        await response.prepare(request)
        try:
            with self.hub.listen(address.account) as listener:
                await self._write(response, listener, address, after_id)
        except ConnectionResetError:
            pass  # the page has gone: nobody to say goodbye to
        return response

    async def _write(
        self, response: web.StreamResponse, listener: Listener, address: Address, after_id: int | None
    ) -> None:
        await response.write(b"retry: 2000\n\n")
        position, greeted = after_id or 0, False
        newest = await self.log.latest(address, PAGE if after_id is None else 1)
        if position > max((part.id for part in newest), default=0):  # the page remembers another log
            await response.write(encode_event("restart"))
            position, newest = 0, await self.log.latest(address, PAGE)
        parts = newest if position == 0 else []
        while not listener.ended:
            listener.signal.clear()
            parts = parts or await self.log.history(address, position, PAGE)
            for part in parts:
                await response.write(encode_part(part))
                position = max(position, part.id)
            if parts:
                parts = []
                continue
            if not greeted:
                await response.write(encode_event("ready"))
                greeted = True
            if not await _is_woken(listener, self.heartbeat_s):
                await response.write(encode_event("beat"))


async def _is_woken(listener: Listener, timeout_s: float) -> bool:
    try:
        await asyncio.wait_for(listener.signal.wait(), timeout_s)
    except TimeoutError:
        return False
    return True


def encode_part(stored: StoredPart) -> bytes:
    """A stored part as an event whose id is where reading goes on later."""
    data = json.dumps({"at": stored.at.isoformat(), "part": stored.part}, ensure_ascii=False)
    return f"id: {stored.id}\ndata: {data}\n\n".encode()


def encode_event(name: str) -> bytes:
    """An event without content: "ready" after the replay, "beat" as a sign of life, "restart" where
    the page is to forget what it shows."""
    return f"event: {name}\ndata: 1\n\n".encode()
