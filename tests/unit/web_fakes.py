"""A chat log in memory, a reader for the page's strings, and a server in a thread for browsers."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from aiohttp import web
from fluent.runtime import FluentBundle, FluentResource

import locales
from bot.adapter import Part
from bot.web.client import WebAdapter
from bot.web.hub import StoredPart
from bot.web.routes import add_routes
from directory.domain.person import Address
from handlers.messages import Reply, Update

Answer = Callable[[Update], list[Reply]]


class FakeChatLog:
    """Keeps parts in memory; says what `answer` says, at once, and wakes the listeners."""

    def __init__(self, adapter: WebAdapter, answer: Answer = lambda update: []) -> None:
        self.updates: list[Update] = []
        self.parts: dict[Address, list[StoredPart]] = {}
        self.reads = 0
        self._adapter = adapter
        self._answer = answer
        self._last_id = 0

    async def receive(self, update: Update) -> bool:
        if any((each.id, each.address) == (update.id, update.address) for each in self.updates):
            return False
        self.updates.append(update)
        if update.kind != "start":
            self.add(update.address, self._adapter.render_echo(update.text))
        for reply in self._answer(update):
            self.say(update.address, reply, update.locale_hint or "en")
        return True

    async def history(self, address: Address, after_id: int, limit: int) -> list[StoredPart]:
        self.reads += 1
        return [part for part in self.parts.get(address, []) if part.id > after_id][:limit]

    async def latest(self, address: Address, limit: int) -> list[StoredPart]:
        return self.parts.get(address, [])[-limit:]

    def forget(self) -> None:
        """Be empty again, as a new database is."""
        self.updates.clear()
        self.parts.clear()
        self._last_id = 0

    def say(self, address: Address, reply: Reply, locale: str) -> None:
        """Store and show a reply."""
        self.add(address, self._adapter.render(reply, locale))

    def add(self, address: Address, parts: list[Part], at: datetime | None = None) -> None:
        """Store parts as delivered and wake the pages of the account."""
        for part in parts:
            self._last_id += 1
            stored = StoredPart(self._last_id, part, at or datetime.now(UTC))
            self.parts.setdefault(address, []).append(stored)
        self._adapter.settled(address)


@lru_cache
def _bundle(locale: str) -> FluentBundle:
    bundle = FluentBundle([locale], use_isolating=False)
    text = Path(locales.__path__[0], f"web.{locale}.ftl").read_text(encoding="utf-8")
    bundle.add_resource(FluentResource(text))
    return bundle


def translate(locale: str, key: str) -> str:
    """A string of the page; KeyError where it is missing."""
    bundle = _bundle(locale)
    pattern = bundle.get_message(key).value
    assert pattern is not None
    text, errors = bundle.format_pattern(pattern)
    assert not errors
    return str(text)


class Site:
    """The chat served from a thread; `stop` and `start` play a server that goes and comes back."""

    def __init__(self, *, demo: bool, answer: Answer) -> None:
        self.adapter = WebAdapter()
        self.log = FakeChatLog(self.adapter, answer)
        self.port = 0
        self._demo = demo
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(10)

    def say(self, address: Address, reply: Reply, locale: str) -> None:
        """Say something unasked, in the server's loop."""
        self._loop.call_soon_threadsafe(self.log.say, address, reply, locale)

    def receive(self, update: Update) -> None:
        """Take an update in past the browser."""
        asyncio.run_coroutine_threadsafe(self.log.receive(update), self._loop).result(10)

    def close(self) -> None:
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _start(self) -> None:
        app = web.Application()
        self.adapter.hub = type(self.adapter.hub)()
        add_routes(app, self.adapter, self.log, demo=self._demo, translate=translate)
        self._runner = web.AppRunner(app, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]


@contextmanager
def serve(answer: Answer = lambda update: [], *, demo: bool = False) -> Iterator[Site]:
    """The chat on a free port while the block runs."""
    site = Site(demo=demo, answer=answer)
    try:
        yield site
    finally:
        site.close()
