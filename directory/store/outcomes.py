"""Outcomes in the ledger: what the end of a part means for its recipient.

An item of several parts is sent when all of them are; of what waits for one reader only the newest is kept.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, select, update
from sqlalchemy.orm import Session

from directory.domain.mailing import UNDECIDED, RecipientStatus
from directory.store import recipients
from directory.store.models import OutboxRow, RecipientRow
from directory.store.statements import run

KEPT_WAITING = 3
"""How many items wait for one reader's next contact; older ones give way."""
SUPERSEDED = "superseded"
_ENDS_OF_PARTS = {
    "sent": RecipientStatus.SENT,
    "parked": RecipientStatus.WAITING,
    "refused": RecipientStatus.REFUSED,
    "dead": RecipientStatus.REFUSED,
    "uncertain": RecipientStatus.UNCERTAIN,
}
_SETTLED: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("status", "reason", "settled_at")}
_OPEN_ROWS = [*(status.value for status in UNDECIDED), RecipientStatus.WAITING.value]
_SETTLE = (
    update(RecipientRow)
    .where(
        RecipientRow.id == bindparam("of"),
        RecipientRow.status.in_([*_OPEN_ROWS, RecipientStatus.UNCERTAIN.value]),
    )
    .values(_SETTLED)
)
_SETTLE_SENT = _SETTLE.where(
    ~exists().where(OutboxRow.recipient_id == bindparam("of"), OutboxRow.status != "sent")
)
_SETTLE_WAITING = (
    update(RecipientRow)
    .where(RecipientRow.id == bindparam("of"), RecipientRow.status.in_(_OPEN_ROWS))
    .values(_SETTLED)
)


def settle(session: Session, recipient_id: int, part_status: str, now: datetime, reason: str) -> None:
    """A recipient's part has come to an end. An item of several parts is sent when all of them are."""
    status = _ENDS_OF_PARTS[part_status]
    by_status = {RecipientStatus.SENT: _SETTLE_SENT, RecipientStatus.WAITING: _SETTLE_WAITING}
    run(
        session,
        by_status.get(status, _SETTLE),
        of=recipient_id,
        new_status=status.value,
        new_reason=reason,
        new_settled_at=now,
    )
    if status is RecipientStatus.WAITING:
        _keep_newest(session, recipient_id, now)


def note_parked(session: Session, conversation_id: int, now: datetime) -> None:
    """What was queued for a conversation waits for its next contact, or was under way."""
    parked = select(OutboxRow.recipient_id).where(
        OutboxRow.conversation_id == conversation_id,
        OutboxRow.status == "parked",
        OutboxRow.recipient_id.is_not(None),
    )
    for recipient_id in session.scalars(parked).all():
        settle(session, recipient_id or 0, "parked", now, recipients.UNREACHABLE)


def _keep_newest(session: Session, recipient_id: int, now: datetime) -> None:
    """Of what waits for one reader only the newest are kept."""
    conversation = select(RecipientRow.conversation_id).where(RecipientRow.id == recipient_id)
    old = (
        select(RecipientRow.id)
        .where(
            RecipientRow.conversation_id == conversation.scalar_subquery(),
            RecipientRow.status == RecipientStatus.WAITING.value,
        )
        .order_by(RecipientRow.news_id.desc())
        .offset(KEPT_WAITING)
    )
    if ids := session.scalars(old).all():
        recipients.take_parts(session, ids, ("open", "parked"))
        recipients.mark(session, ids, RecipientStatus.REFUSED, now, reason=SUPERSEDED)
