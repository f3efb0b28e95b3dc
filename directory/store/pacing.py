"""Places for messages under limits of a platform, given out to all workers and processes together.

A limit is a key, an interval and a burst: so many messages at once, then one an interval. Its row
keeps one moment, so a place is taken with one write (the "generic cell rate algorithm").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from directory.store.models import PaceRow
from directory.store.statements import count_changed, insert_into

_LONG_AGO = timedelta(hours=1)
_Row = tuple[datetime, datetime | None]
"""When the next place is, and until when none is given."""


@dataclass(frozen=True, slots=True)
class Pace:
    """At most `burst` messages at once under `key`, then one every `interval_s` seconds.

    `trial_s`: after a hold one message goes first, and the others wait for its receipt, at most so long.
    """

    key: str
    interval_s: float
    burst: int = 1
    trial_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """When a message may go: in `wait_s` seconds. `is_taken`: then it is its turn, else it must ask again.

    `is_trial`: it goes first after a hold.
    """

    wait_s: float
    is_taken: bool = True
    is_trial: bool = False


def find_wait(session: Session, paces: Sequence[Pace], now: datetime) -> float:
    """Seconds until there is a place under all of `paces`; 0 now. Their rows stay locked."""
    return _find_wait(paces, _lock_all(session, paces, now), now)


def take(session: Session, paces: Sequence[Pace], now: datetime, ahead_s: float = 0.0) -> Place:
    """Take a place under all of `paces` that comes within `ahead_s`; or none, and say how long to wait."""
    rows = _lock_all(session, paces, now)
    wait_s = _find_wait(paces, rows, now)
    if wait_s > ahead_s:
        return Place(wait_s, is_taken=False)
    goes_at, is_trial = now + timedelta(seconds=wait_s), False
    for pace in paces:
        next_at, held_until = rows[pace.key]
        values: dict[str, datetime | None] = {
            "next_at": max(next_at, goes_at) + timedelta(seconds=pace.interval_s)
        }
        if pace.trial_s and held_until is not None:
            values["held_until"], is_trial = goes_at + timedelta(seconds=pace.trial_s), True
        _put(session, pace.key, **values)
    return Place(wait_s, is_trial=is_trial)


def end_trial(session: Session, paces: Sequence[Pace], until: datetime | None = None) -> None:
    """The first message after a hold has its receipt; `until`: it was not sent, and another goes first."""
    for pace in paces:
        if pace.trial_s:
            _put(session, pace.key, held_until=until)


def touch(session: Session, paces: Sequence[Pace], now: datetime) -> None:
    """A message was sent until `now`: where one comes at a time, the interval begins only here."""
    for pace in paces:
        if pace.burst == 1:
            _put(session, pace.key, next_at=now + timedelta(seconds=pace.interval_s))


def hold(session: Session, key: str, until: datetime) -> None:
    """Give no place under `key` before `until`."""
    _lock(session, key, until)
    held = update(PaceRow).where(PaceRow.key == key)
    count_changed(
        session, held.where(func.coalesce(PaceRow.held_until, until) <= until).values(held_until=until)
    )


def find_held(session: Session, paces: Sequence[Pace], now: datetime) -> datetime | None:
    """Until when nothing goes under one of `paces`; None where nothing is held."""
    keys = [pace.key for pace in paces]
    return session.scalar(
        select(func.max(PaceRow.held_until)).where(PaceRow.key.in_(keys), PaceRow.held_until > now)
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


def _find_wait(paces: Sequence[Pace], rows: Mapping[str, _Row], now: datetime) -> float:
    waits = [0.0]
    for pace in paces:
        next_at, held_until = rows[pace.key]
        free_at = next_at - timedelta(seconds=pace.interval_s * (pace.burst - 1))
        waits.append((max(free_at, held_until or free_at) - now).total_seconds())
    return max(waits)


def _lock_all(session: Session, paces: Sequence[Pace], now: datetime) -> dict[str, _Row]:
    """The rows of all keys, locked in the same order by everybody."""
    return {key: _lock(session, key, now) for key in sorted(pace.key for pace in paces)}


def _lock(session: Session, key: str, now: datetime) -> _Row:
    """The row of a key, made where it is missing, and nobody else's until the end of the transaction."""
    wanted = select(PaceRow.next_at, PaceRow.held_until).where(PaceRow.key == key).with_for_update()
    row = session.execute(wanted).one_or_none()
    if row is None:
        made = insert_into(session, PaceRow).values(key=key, next_at=now, held_until=None)
        session.execute(made.on_conflict_do_nothing())
        row = session.execute(wanted).one()
    return row.next_at, row.held_until


def _put(session: Session, key: str, **values: datetime | None) -> None:
    count_changed(session, update(PaceRow).where(PaceRow.key == key).values(**values))
