"""What the web chat needs from the core, and who is listening right now."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.adapter import Part
from directory.domain.person import Address
from handlers.messages import Update

LISTENERS_PER_ACCOUNT = 12


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A delivered part. `id` rises in the order in which the parts of an address arrived there."""

    id: int
    part: Part
    at: datetime


class ChatLog(Protocol):
    """The stored chat. Implemented against the database; faked in tests."""

    async def receive(self, update: Update) -> bool:
        """Take an update in; False where it was a repeat. Committed when it returns."""

    async def history(self, address: Address, after_id: int, limit: int) -> list[StoredPart]:
        """At most `limit` delivered parts with id > `after_id`, oldest first."""

    async def latest(self, address: Address, limit: int) -> list[StoredPart]:
        """The newest `limit` delivered parts, oldest of them first."""


@dataclass(eq=False, slots=True)
class Listener:
    """One open event stream. `signal` says: look again; `ended`: say goodbye."""

    signal: asyncio.Event = field(default_factory=asyncio.Event)
    ended: bool = False

    def end(self) -> None:
        """Ask the stream to close."""
        self.ended = True
        self.signal.set()


class Hub:
    """Open event streams by account. Holds no messages: a stream re-reads the log when woken."""

    def __init__(self) -> None:
        self._listeners: dict[str, list[Listener]] = {}
        self._closed = False

    @contextmanager
    def listen(self, account: str) -> Iterator[Listener]:
        """Register a stream while the block runs. Beyond the limit the oldest stream ends."""
        listener = Listener()
        listeners = self._listeners.setdefault(account, [])
        listeners.append(listener)
        for surplus in listeners[:-LISTENERS_PER_ACCOUNT]:
            surplus.end()
        if self._closed:
            listener.end()
        try:
            yield listener
        finally:
            listeners.remove(listener)
            if not listeners and self._listeners.get(account) is listeners:
                del self._listeners[account]

    def wake(self, account: str) -> None:
        """Let the streams of an account look for new parts."""
        for listener in self._listeners.get(account, ()):
            listener.signal.set()

    def count(self, account: str) -> int:
        """How many streams of an account are open."""
        return len(self._listeners.get(account, ()))

    def close(self) -> None:
        """End all streams, also those that would still come."""
        self._closed = True
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.end()
