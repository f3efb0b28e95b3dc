"""The inbox: updates taken in once, handed out in order per conversation, finished once.

    open ──finish──▶ done          open ──fail, no retry──▶ dead ──retry_dead──▶ open

A claim is a lease. Who holds an expired one is fenced: attempt number and lease must still match.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from directory.domain.person import Address
from directory.store.columns import Json, UtcTime, clean
from directory.store.models import InboxRow
from directory.store.statements import constant, count_changed, insert_for, is_postgres, run, unindexed

_OPEN = constant("open")
_OF_CONVERSATION = (InboxRow.platform == bindparam("platform"), InboxRow.account == bindparam("account"))
_FIRST_OPEN = select(InboxRow.id).where(*_OF_CONVERSATION, InboxRow.status == _OPEN).limit(1)
_BY_KEY = select(InboxRow.id, InboxRow.status).where(
    *_OF_CONVERSATION, InboxRow.update_id == bindparam("update_id")
)
_FINISH = (
    update(InboxRow)
    .where(
        InboxRow.id == bindparam("of"),
        InboxRow.status == _OPEN,
        InboxRow.attempts == bindparam("tries"),
        InboxRow.lease_until == bindparam("until"),
    )
    .values(status="done", done_at=bindparam("done_at"), error="", lease_until=None)
)


@dataclass(frozen=True, slots=True)
class ClaimedUpdate:
    """An update under work. `attempts` counts this one; it and `lease_until` are the fence.

    `failures` counts the attempts that ended in an error, not those that a process did not survive.
    """

    id: int
    address: Address
    update_id: str
    payload: Json
    received_at: datetime
    attempts: int
    lease_until: datetime
    failures: int = 0


@dataclass(frozen=True, slots=True)
class DeadUpdate:
    """An update given up. Carries no text."""

    id: int
    address: Address
    received_at: datetime
    attempts: int
    error: str


def receive(session: Session, address: Address, update_id: str, payload: Json, now: datetime) -> bool:
    """Take an update in; False where it is a repeat."""
    return _insert(session, address, update_id, payload, now) is not None


def receive_first(
    session: Session, address: Address, update_id: str, payload: Json, now: datetime, lease_s: float
) -> tuple[bool, ClaimedUpdate | None]:
    """Take an update in, as `receive`, and lease it at once where nothing of its conversation waits."""
    waiting = run(session, _FIRST_OPEN, platform=address.platform, account=address.account).first()
    if waiting is not None:
        return receive(session, address, update_id, payload, now), None
    lease_until = now + timedelta(seconds=lease_s)
    number = _insert(session, address, update_id, payload, now, attempts=1, lease_until=lease_until)
    if number is None:
        return False, None
    return True, ClaimedUpdate(number, address, clean(update_id), payload, now, 1, lease_until)


def find_update(session: Session, address: Address, update_id: str) -> tuple[int, str] | None:
    """Id and status of an update by its key."""
    row = run(
        session, _BY_KEY, platform=address.platform, account=address.account, update_id=update_id
    ).one_or_none()
    return (row.id, row.status) if row else None


def claim(
    session: Session,
    now: datetime,
    lease_s: float,
    platforms: Collection[str],
    accounts: Collection[str] | None = None,
) -> ClaimedUpdate | None:
    """Lease the oldest update that is free and the first of its conversation; None where none is."""
    given: dict[str, Any] = {"now": now, "platforms": list(platforms)}
    if accounts is not None:
        given["accounts"] = list(accounts)
    row = run(session, _build_free(accounts is not None), **given).one_or_none()
    if row is None:
        return None
    lease_until = now + timedelta(seconds=lease_s)
    taken = (
        update(InboxRow)
        .where(InboxRow.id == row.id, InboxRow.attempts == row.attempts, InboxRow.status == _OPEN)
        .values(attempts=row.attempts + 1, lease_until=lease_until)
    )
    if not count_changed(session, taken):
        return None
    return ClaimedUpdate(
        id=row.id,
        address=Address(row.platform, row.account),
        update_id=row.update_id,
        payload=row.payload,
        received_at=row.received_at,
        attempts=row.attempts + 1,
        lease_until=lease_until,
        failures=row.failures,
    )


def finish(session: Session, claimed: ClaimedUpdate, now: datetime) -> bool:
    """Tick an update off. False where the lease was lost: then roll the whole turn back."""
    held = {"of": claimed.id, "tries": claimed.attempts, "until": claimed.lease_until}
    return run(session, _FINISH, done_at=now, **held).rowcount == 1


def fail(
    session: Session,
    claimed: ClaimedUpdate,
    now: datetime,
    *,
    retry_at: datetime | None,
    error: str,
    counts: bool = True,
) -> bool:
    """Put an update back until `retry_at`, or give it up (None). `error` is a class name, no text.

    `counts`: it is a failure, and not only too early. False where the lease was lost.
    """
    values = {"failures": claimed.failures + counts, "error": clean(error)}
    if retry_at is None:
        return _settle(session, claimed, status="dead", done_at=now, **values)
    return _settle(session, claimed, not_before=retry_at, **values)


def list_dead(session: Session, limit: int) -> tuple[DeadUpdate, ...]:
    """Updates given up, newest first."""
    rows = session.execute(
        select(InboxRow.__table__).where(InboxRow.status == "dead").order_by(InboxRow.id.desc()).limit(limit)
    )
    return tuple(
        DeadUpdate(row.id, Address(row.platform, row.account), row.received_at, row.attempts, row.error)
        for row in rows
    )


def retry_dead(session: Session, ids: Collection[int] | None = None) -> int:
    """Open dead updates again, all of them where no ids are given; says how many."""
    statement = update(InboxRow).where(InboxRow.status == "dead")
    if ids is not None:
        statement = statement.where(InboxRow.id.in_(ids))
    return count_changed(
        session,
        statement.values(
            status="open", attempts=0, failures=0, lease_until=None, not_before=None, done_at=None
        ),
    )


def count_by_status(session: Session) -> dict[str, int]:
    """How many updates stand where."""
    rows = session.execute(select(InboxRow.status, func.count()).group_by(InboxRow.status))
    return {row.status: row[1] for row in rows}


def _insert(
    session: Session,
    address: Address,
    update_id: str,
    payload: Json,
    now: datetime,
    *,
    attempts: int = 0,
    lease_until: datetime | None = None,
) -> int | None:
    """The new row's id; None where it is a repeat."""
    number = run(
        session,
        _build_insert(is_postgres(session)),
        platform=address.platform,
        account=address.account,
        update_id=update_id,
        payload=payload,
        received_at=now,
        attempts=attempts,
        lease_until=lease_until,
    ).scalar()
    return None if number is None else int(number)


@cache
def _build_free(of_accounts: bool) -> Select[Any]:
    """The next update that may be leased at `now`."""
    now = bindparam("now", type_=UtcTime())
    other = aliased(InboxRow)
    blocker = select(other.id).where(
        other.platform == InboxRow.platform,
        other.account == InboxRow.account,
        other.status == _OPEN,
        other.id != InboxRow.id,
        or_(other.id < InboxRow.id, other.lease_until > now),
    )
    # one row at a time, by id: a join would look at all that waits before it hands out one
    free = (
        select(InboxRow.__table__)
        .where(
            InboxRow.status == _OPEN,
            unindexed(InboxRow.platform).in_(bindparam("platforms", expanding=True)),
            or_(InboxRow.lease_until.is_(None), InboxRow.lease_until <= now),
            or_(InboxRow.not_before.is_(None), InboxRow.not_before <= now),
            blocker.limit(1).scalar_subquery().is_(None),
        )
        .order_by(InboxRow.id)
        .limit(1)
        .with_for_update(of=InboxRow, skip_locked=True)
    )
    if of_accounts:
        free = free.where(InboxRow.account.in_(bindparam("accounts", expanding=True)))
    return free


@cache
def _build_insert(postgres: bool) -> Any:
    return insert_for(InboxRow, postgres=postgres).on_conflict_do_nothing().returning(InboxRow.id)


def _settle(session: Session, claimed: ClaimedUpdate, **values: Any) -> bool:
    return (
        count_changed(session, update(InboxRow).where(*_held(claimed)).values(lease_until=None, **values))
        == 1
    )


def _held(claimed: ClaimedUpdate) -> tuple[ColumnElement[bool], ...]:
    return (
        InboxRow.id == claimed.id,
        InboxRow.status == _OPEN,
        InboxRow.attempts == claimed.attempts,
        InboxRow.lease_until == claimed.lease_until,
    )
