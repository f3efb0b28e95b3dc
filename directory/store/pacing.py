"""Places for messages under limits of a platform, given out to all workers and processes together.

A limit is a key, an interval and a burst: so many messages at once, then one an interval. Its row
keeps one moment, so a place is taken with one write (the "generic cell rate algorithm").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from directory.store.models import PaceRow
from directory.store.statements import count_changed, insert_into

_LONG_AGO = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """At most `burst` messages at once under `key`, then one every `interval_s` seconds."""

    key: str
    interval_s: float
    burst: int = 1


def find_wait(session: Session, paces: Sequence[Pace], now: datetime) -> float:
    """Seconds until there is a place under all of `paces`; 0 now. Their rows stay locked."""
    waits = [0.0]
    for pace in sorted(paces, key=lambda one: one.key):
        next_at, held_until = _lock(session, pace.key, now)
        free_at = next_at - timedelta(seconds=pace.interval_s * (pace.burst - 1))
        waits.append((max(free_at, held_until or free_at) - now).total_seconds())
    return max(waits)


def take(session: Session, paces: Sequence[Pace], now: datetime) -> float:
    """Take a place under all of `paces`; or none, and say how many seconds to wait."""
    wait_s = find_wait(session, paces, now)
    if wait_s <= 0:
        for pace in paces:
            next_at, _ = _lock(session, pace.key, now)
            _put(session, pace.key, max(next_at, now) + timedelta(seconds=pace.interval_s))
    return max(wait_s, 0.0)


def touch(session: Session, paces: Sequence[Pace], now: datetime) -> None:
    """A message was sent until `now`: where one comes at a time, the interval begins only here."""
    for pace in paces:
        if pace.burst == 1:
            _put(session, pace.key, now + timedelta(seconds=pace.interval_s))


def hold(session: Session, key: str, until: datetime) -> None:
    """Give no place under `key` before `until`."""
    _lock(session, key, until)
    held = update(PaceRow).where(PaceRow.key == key)
    count_changed(
        session, held.where(func.coalesce(PaceRow.held_until, until) <= until).values(held_until=until)
    )


def count_held(session: Session, prefix: str, now: datetime) -> int:
    """How many keys that begin with `prefix` are held."""
    held = select(func.count()).where(
        PaceRow.key.startswith(prefix, autoescape=True), PaceRow.held_until > now
    )
    return session.scalar(held) or 0


def forget_past(session: Session, now: datetime) -> int:
    """Remove the rows of limits that have rested for an hour; says how many."""
    rested = delete(PaceRow).where(
        PaceRow.next_at < now - _LONG_AGO, func.coalesce(PaceRow.held_until, PaceRow.next_at) < now
    )
    return count_changed(session, rested)


def _lock(session: Session, key: str, now: datetime) -> tuple[datetime, datetime | None]:
    """The row of a key, made where it is missing, and nobody else's until the end of the transaction."""
    wanted = select(PaceRow.next_at, PaceRow.held_until).where(PaceRow.key == key).with_for_update()
    row = session.execute(wanted).one_or_none()
    if row is None:
        made = insert_into(session, PaceRow).values(key=key, next_at=now, held_until=None)
        session.execute(made.on_conflict_do_nothing())
        row = session.execute(wanted).one()
    return row.next_at, row.held_until


def _put(session: Session, key: str, next_at: datetime) -> None:
    count_changed(session, update(PaceRow).where(PaceRow.key == key).values(next_at=next_at))
