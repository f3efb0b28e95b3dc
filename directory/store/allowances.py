"""Windows: after a contact of the user a platform lets us send so many messages for so long.

Each kind of contact has a window of its own. All workers share the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from directory.domain.person import Address
from directory.store.models import AllowanceRow
from directory.store.statements import count_changed, insert_for, is_postgres, run


@dataclass(frozen=True, slots=True)
class Allowance:
    """`count` messages within `seconds` of a contact of this `kind`."""

    kind: str
    count: int
    seconds: float


def open_window(session: Session, address: Address, allowances: Sequence[Allowance], now: datetime) -> None:
    """The user made contact: what was left of the same kind gives way to the new."""
    for one in allowances:
        run(
            session,
            _build_open(is_postgres(session)),
            platform=address.platform,
            account=address.account,
            kind=one.kind,
            until=now + timedelta(seconds=one.seconds),
            left=one.count,
        )


def take(session: Session, address: Address, now: datetime) -> bool:
    """Take a place for one message; False where nothing may be sent.

    WeChat does not say from which of two open windows a message is counted: so from both.
    """
    taken = update(AllowanceRow).where(*_of(address), AllowanceRow.left > 0, AllowanceRow.until > now)
    return count_changed(session, taken.values(left=AllowanceRow.left - 1)) > 0


def give_back(
    session: Session, address: Address, allowances: Sequence[Allowance], taken_at: datetime, now: datetime
) -> None:
    """A message was not sent: its place is free again, unless the user has opened a new window since."""
    for one in allowances:
        known_then = AllowanceRow.until <= taken_at + timedelta(seconds=one.seconds)
        given = update(AllowanceRow).where(
            *_of(address), AllowanceRow.kind == one.kind, AllowanceRow.until > now, known_then
        )
        count_changed(session, given.values(left=AllowanceRow.left + 1))


def count_left(session: Session, address: Address, now: datetime) -> int:
    """How many messages may be sent now."""
    counted = select(func.coalesce(func.max(AllowanceRow.left), 0)).where(
        *_of(address), AllowanceRow.until > now
    )
    return int(session.scalar(counted) or 0)


def close_window(session: Session, address: Address) -> None:
    """The platform says that nothing may be sent, or the user is gone."""
    count_changed(session, delete(AllowanceRow).where(*_of(address)))


def forget_past(session: Session, now: datetime) -> int:
    """Remove what has ended; says how many rows."""
    return count_changed(session, delete(AllowanceRow).where(AllowanceRow.until <= now))


@cache
def _build_open(postgres: bool) -> Any:
    made = insert_for(AllowanceRow, postgres=postgres)
    afresh = {"until": made.excluded.until, "left": made.excluded.left}
    return made.on_conflict_do_update(index_elements=("platform", "account", "kind"), set_=afresh)


def _of(address: Address) -> tuple[ColumnElement[bool], ...]:
    return (AllowanceRow.platform == address.platform, AllowanceRow.account == address.account)
