"""Pacing: delivery asks here before it sends on a platform that limits how fast messages may come.

The places are kept in the database, so that all workers and processes together keep to the limits.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from sqlalchemy.orm import Session

from bot.adapter import Adapter, RetryLater
from directory.domain.person import Address
from directory.store import pacing
from directory.store.pacing import Pace

MANY_CHATS_HELD = 3
"""When so many chats are held at once, it is the whole bot that was too fast."""


@runtime_checkable
class Paced(Protocol):
    """What an adapter has beside the port where its platform limits the pace."""

    def list_paces(self, address: Address | None) -> tuple[Pace, ...]:
        """Limits for the chat at `address`, the chat's own first; None: for all chats together."""


def close_full(
    session: Session, adapters: Mapping[str, Adapter], served: Collection[str], now: datetime
) -> tuple[list[str], float]:
    """The platforms that may send now, and in how many seconds the next one may (0: none waits)."""
    open_now, waits = [], []
    for name in served:
        wait_s = pacing.find_wait(session, _list_paces(adapters[name], None), now)
        if wait_s > 0:
            waits.append(wait_s)
        else:
            open_now.append(name)
    return open_now, min(waits, default=0.0)


def take(session: Session, adapter: Adapter, address: Address, now: datetime) -> float:
    """Take a place for a message to `address`; or none, and say how many seconds to wait."""
    return pacing.take(session, (*_list_paces(adapter, address), *_list_paces(adapter, None)), now)


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
