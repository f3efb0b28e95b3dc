"""Settling parts by what the platform answered. Each is fenced: False means the lease was lost."""

from datetime import datetime
from typing import Any

from sqlalchemy import case, or_, update
from sqlalchemy.orm import Session

from directory.store.columns import Json
from directory.store.models import ConversationRow, OutboxRow
from directory.store.outbox import ClaimedPart, close, may_repeat
from directory.store.statements import constant, count_changed

_AFRESH = {"attempts": 0, "not_before": None, "lease_until": None, "settled_at": None}
_CERTAIN = {"uncertain_count": 0}


def settle_delivered(session: Session, claimed: ClaimedPart, now: datetime, message_id: str = "") -> bool:
    """It arrived: sent, and given the next place in its conversation."""
    counted = (
        update(ConversationRow)
        .where(ConversationRow.id == claimed.conversation_id)
        .values(last_place=ConversationRow.last_place + 1)
        .returning(ConversationRow.last_place)
    )
    place = session.scalar(counted, execution_options={"synchronize_session": False})
    return close(session, claimed, status="sent", settled_at=now, message_id=message_id, place=place)


def settle_retry_later(
    session: Session,
    claimed: ClaimedPart,
    retry_at: datetime,
    reason: str = "",
    *,
    counts: bool = True,
    instead: Json | None = None,
) -> bool:
    """It did not arrive: open again from `retry_at` on. Not `counts`: this was no attempt.

    `instead` is what the part is from now on.
    """
    values: dict[str, Any] = {"attempts": claimed.attempts if counts else claimed.attempts - 1}
    if instead is not None:
        values["payload"] = instead
    return close(session, claimed, not_before=retry_at, reason=reason, **values)


def settle_uncertain(
    session: Session, claimed: ClaimedPart, now: datetime, retry_at: datetime, reason: str = ""
) -> bool:
    """It may have arrived: open once more from `retry_at` on; the second time, or in a broadcast, shown."""
    count = claimed.uncertain_count + 1
    if may_repeat(claimed.lane, count):
        return close(session, claimed, not_before=retry_at, uncertain_count=count, reason=reason)
    return close(session, claimed, status="uncertain", settled_at=now, uncertain_count=count, reason=reason)


def settle_refused(
    session: Session, claimed: ClaimedPart, now: datetime, reason: str, *, unreachable: bool = False
) -> bool:
    """It will never arrive. `unreachable`: nothing else will either, so all that waits is parked."""
    if not unreachable:
        return close(session, claimed, status="refused", settled_at=now, reason=reason)
    if not close(session, claimed, status="parked", settled_at=now, reason=reason):
        return False
    retire(session, claimed.conversation_id, now)
    return True


def retire(session: Session, conversation_id: int, now: datetime) -> int:
    """Nothing reaches the user any more: what waits is parked; says how many parts.

    A part that is being sent in this moment gets its own receipt.
    """
    _mark(session, conversation_id, reachable=False)
    waiting = update(OutboxRow).where(
        OutboxRow.conversation_id == conversation_id,
        OutboxRow.status == constant("open"),
        OutboxRow.kind == "say",
        or_(OutboxRow.lease_until.is_(None), OutboxRow.lease_until <= now),
    )
    interrupted = case((OutboxRow.lease_until.is_(None), 0), else_=1)  # sent perhaps, without a receipt
    count = OutboxRow.uncertain_count + interrupted
    return count_changed(session, waiting.values(status="parked", lease_until=None, uncertain_count=count))


def settle_dead(session: Session, claimed: ClaimedPart, now: datetime, reason: str) -> bool:
    """Given up after too many attempts: a dead letter, listed until it is retried."""
    return close(session, claimed, status="dead", settled_at=now, reason=reason)


def revive(session: Session, conversation_id: int) -> int:
    """The user has written again: what was parked is open afresh; says how many parts.

    What may have arrived already stays uncertain.
    """
    _mark(session, conversation_id, reachable=True)
    parked = update(OutboxRow).where(
        OutboxRow.conversation_id == conversation_id, OutboxRow.status == "parked"
    )
    return count_changed(session, parked.values(status="open", **_AFRESH))


def retry_dead(session: Session, ids: tuple[int, ...] | None = None) -> int:
    """Open dead and uncertain letters afresh: the given ones, or all dead ones; says how many."""
    if ids is None:
        chosen = update(OutboxRow).where(OutboxRow.status == "dead")
    else:
        chosen = update(OutboxRow).where(OutboxRow.status.in_(("dead", "uncertain")), OutboxRow.id.in_(ids))
    return count_changed(session, chosen.values(status="open", **_AFRESH, **_CERTAIN))


def _mark(session: Session, conversation_id: int, *, reachable: bool) -> None:
    statement = update(ConversationRow).where(
        ConversationRow.id == conversation_id, ConversationRow.reachable != reachable
    )
    count_changed(session, statement.values(reachable=reachable))
