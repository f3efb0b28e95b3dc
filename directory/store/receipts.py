"""Settling parts by what the platform answered. Each is fenced: False means the lease was lost."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, or_, update
from sqlalchemy.orm import Session

from directory.store import outcomes
from directory.store.columns import Json
from directory.store.models import ConversationRow, OutboxRow
from directory.store.outbox import BROADCAST, ClaimedPart, close, may_repeat
from directory.store.statements import constant, count_changed, run

_AFRESH = {"attempts": 0, "not_before": None, "lease_until": None, "settled_at": None}
_CERTAIN = {"uncertain_count": 0}
_MARK = (
    update(ConversationRow)
    .where(ConversationRow.id == bindparam("of"), ConversationRow.reachable != bindparam("reachable"))
    .values(reachable=bindparam("reachable"))
)
_REVIVE = (
    update(OutboxRow)
    .where(OutboxRow.conversation_id == bindparam("of_conversation"), OutboxRow.status == "parked")
    .values(status="open", **_AFRESH)
)


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
    """It will never arrive. `unreachable`: nothing else will either, so all that waits is parked.

    News is not kept for a reader who has shut us out.
    """
    if not unreachable or claimed.lane == BROADCAST:
        closed = close(session, claimed, status="refused", settled_at=now, reason=reason)
        if closed and unreachable:
            retire(session, claimed.conversation_id, now)
        return closed
    if not close(session, claimed, status="parked", settled_at=now, reason=reason):
        return False
    retire(session, claimed.conversation_id, now)
    return True


def retire(session: Session, conversation_id: int, now: datetime) -> int:
    """Nothing reaches the user any more: what waits is parked; says how many parts.

    A part that is being sent in this moment gets its own receipt.
    """
    run(session, _MARK, of=conversation_id, reachable=False)
    waiting = update(OutboxRow).where(
        OutboxRow.conversation_id == conversation_id,
        OutboxRow.status == constant("open"),
        OutboxRow.kind == "say",
        or_(OutboxRow.lease_until.is_(None), OutboxRow.lease_until <= now),
    )
    interrupted = case((OutboxRow.lease_until.is_(None), 0), else_=1)  # sent perhaps, without a receipt
    count = OutboxRow.uncertain_count + interrupted
    parked = count_changed(session, waiting.values(status="parked", lease_until=None, uncertain_count=count))
    if parked:
        outcomes.note_parked(session, conversation_id, now)
    return parked


def settle_dead(session: Session, claimed: ClaimedPart, now: datetime, reason: str) -> bool:
    """Given up after too many attempts: a dead letter, listed until it is retried."""
    return close(session, claimed, status="dead", settled_at=now, reason=reason)


def revive(session: Session, conversation_id: int) -> int:
    """The user has written again: what was parked is open afresh; says how many parts.

    What may have arrived already stays uncertain.
    """
    run(session, _MARK, of=conversation_id, reachable=True)
    return run(session, _REVIVE, of_conversation=conversation_id).rowcount


def retry_dead(session: Session, ids: tuple[int, ...] | None = None) -> int:
    """Open dead and uncertain letters afresh: the given ones, or all dead ones; says how many."""
    if ids is None:
        chosen = update(OutboxRow).where(OutboxRow.status == "dead")
    else:
        chosen = update(OutboxRow).where(OutboxRow.status.in_(("dead", "uncertain")), OutboxRow.id.in_(ids))
    return count_changed(session, chosen.values(status="open", **_AFRESH, **_CERTAIN))
