"""Pacing: delivery asks here before it sends on a platform that limits how fast messages may come.

The places are kept in the database, so that all workers and processes together keep to the limits.
After a hold of a whole platform one part goes first, for all.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from sqlalchemy.orm import Session

from bot.adapter import Adapter, RetryLater
from bot.clock import Clock
from directory.domain.person import Address
from directory.store import pacing
from directory.store.outbox import BROADCAST, ClaimedPart
from directory.store.pacing import Pace, Place

AHEAD_S = 0.04
"""A place that comes so soon is taken, and waited for: so nothing is lost to who looks a moment late."""
SOON_S = 0.001

MANY_CHATS_HELD = 3
"""When so many chats are held at once, it is the whole bot that was too fast."""


@runtime_checkable
class Paced(Protocol):
    """What an adapter has beside the port where its platform limits the pace."""

    def list_paces(self, address: Address | None) -> tuple[Pace, ...]:
        """Limits for the chat at `address`, the chat's own first; None: for all chats together."""


class Departures:
    """The limits of whole platforms once more, at the very moment of sending and for this process.

    What took a place and was then held up by a busy machine would leave in a heap.
    """

    def __init__(self, clock: Clock, pause: Callable[[float], Awaitable[None]]) -> None:
        self._clock, self._pause = clock, pause
        self._next_at: dict[str, datetime] = {}
        self._turns: dict[str, asyncio.Lock] = {}

    async def wait(self, adapter: Adapter) -> None:
        """Wait until nothing that has just left is too near."""
        for pace in _list_paces(adapter, None):
            if not pace.interval_s:
                continue
            async with self._turns.setdefault(pace.key, asyncio.Lock()):
                interval = timedelta(seconds=pace.interval_s)
                next_at = self._next_at.get(pace.key, self._clock())
                wait_s = (next_at - interval * (pace.burst - 1) - self._clock()).total_seconds()
                if wait_s > 0:
                    await self._pause(min(wait_s, pace.interval_s))  # the clock may have been set back
                self._next_at[pace.key] = max(next_at, self._clock()) + interval


@dataclass(frozen=True, slots=True)
class Open:
    """The platforms that may send now, those that may send news, and in how many seconds another one may."""

    platforms: list[str]
    for_news: list[str]
    wait_s: float


def find_open(
    session: Session, adapters: Mapping[str, Adapter], served: Collection[str], now: datetime
) -> Open:
    """Who may send now; `wait_s` is 0 where nobody waits."""
    found = Open([], [], 0.0)
    waits = []
    for name in served:
        wait_s = pacing.find_wait(session, _list_shared(adapters[name], news=True), now)
        if wait_s <= AHEAD_S:
            found.for_news.append(name)
        else:
            waits.append(wait_s)
            wait_s = pacing.find_wait(session, _list_shared(adapters[name], news=False), now)
        if wait_s <= AHEAD_S:
            found.platforms.append(name)
        else:
            waits.append(wait_s)
    return replace(found, wait_s=max(min(waits) - AHEAD_S, SOON_S) if waits else 0.0)


def take(session: Session, adapter: Adapter, claimed: ClaimedPart, now: datetime) -> Place:
    """Take the next place for a part; or none, where it is far away."""
    shared = _list_shared(adapter, news=claimed.lane == BROADCAST)
    return pacing.take(session, (*_list_paces(adapter, claimed.address), *shared), now, AHEAD_S)


def end_trial(session: Session, adapter: Adapter, until: datetime | None = None) -> None:
    """The first part after a hold has its receipt; `until`: it was not sent, and another goes first."""
    pacing.end_trial(session, _list_paces(adapter, None), until)


def find_held(session: Session, adapter: object, now: datetime) -> datetime | None:
    """Until when a platform takes nothing; None where it does."""
    return pacing.find_held(session, adapter.list_paces(None), now) if isinstance(adapter, Paced) else None


def settle(session: Session, adapter: Adapter, address: Address, now: datetime) -> None:
    """A message to `address` has been sent: what follows it keeps the distance from here."""
    pacing.touch(session, _list_paces(adapter, address), now)


def hold(session: Session, adapter: Adapter, address: Address, later: RetryLater, now: datetime) -> None:
    """Let what the receipt concerns wait: the chat, or all chats."""
    own, shared = _list_paces(adapter, address), _list_paces(adapter, None)
    if not later.holds or not shared or (later.holds == "chat" and not own):
        return
    until = now + timedelta(seconds=later.after_s)
    pacing.find_wait(session, shared, now)  # rows are locked in the order in which `take` does
    if later.holds == "chat":
        pacing.hold(session, own[0].key, until)
        chats = own[0].key.rpartition(":")[0] + ":"
        if pacing.count_held(session, chats, now) < MANY_CHATS_HELD:
            return
    pacing.hold(session, shared[0].key, until)


def _list_paces(adapter: Adapter, address: Address | None) -> tuple[Pace, ...]:
    return adapter.list_paces(address) if isinstance(adapter, Paced) else ()


def _list_shared(adapter: Adapter, *, news: bool) -> tuple[Pace, ...]:
    """The limits for all chats together. What may go at once beyond one is kept for conversation."""
    paces = _list_paces(adapter, None)
    return tuple(replace(pace, burst=1) for pace in paces) if news else paces
