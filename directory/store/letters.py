"""Reading the outbox: what arrived in a conversation, what did not, how much waits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from directory.domain.person import Address
from directory.store.columns import Json
from directory.store.models import ConversationRow, OutboxRow


@dataclass(frozen=True, slots=True)
class SentPart:
    """A part that arrived. `place` rises in the order in which parts of a conversation arrived."""

    place: int
    kind: str
    payload: Json
    created_at: datetime


@dataclass(frozen=True, slots=True)
class LostPart:
    """A part that did not, or perhaps not, arrive. Carries no text."""

    id: int
    address: Address
    lane: int
    status: str
    attempts: int
    reason: str
    created_at: datetime


def list_after(session: Session, conversation_id: int, after_place: int, limit: int) -> tuple[SentPart, ...]:
    """At most `limit` parts with a place beyond `after_place`, oldest first."""
    rows = session.execute(
        select(OutboxRow.__table__)
        .where(OutboxRow.conversation_id == conversation_id, OutboxRow.place > after_place)
        .order_by(OutboxRow.place)
        .limit(limit)
    )
    return tuple(_build(row) for row in rows)


def list_latest(session: Session, conversation_id: int, limit: int) -> tuple[SentPart, ...]:
    """The newest `limit` parts, the oldest of them first."""
    rows = session.execute(
        select(OutboxRow.__table__)
        .where(OutboxRow.conversation_id == conversation_id, OutboxRow.place.is_not(None))
        .order_by(OutboxRow.place.desc())
        .limit(limit)
    )
    return tuple(_build(row) for row in reversed(rows.all()))


def find_slot(session: Session, conversation_id: int, message_id: str) -> str:
    """The slot of a message by its platform's id, as its newest part says; "" where it is not known."""
    payload = session.scalar(
        select(OutboxRow.payload)
        .where(OutboxRow.conversation_id == conversation_id, OutboxRow.message_id == message_id)
        .order_by(OutboxRow.id.desc())
        .limit(1)
    )
    return str(payload.get("slot", "")) if payload else ""


def list_dead(session: Session, limit: int) -> tuple[LostPart, ...]:
    """Dead and uncertain parts, newest first."""
    rows = session.execute(
        select(OutboxRow.__table__, ConversationRow.platform, ConversationRow.account)
        .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
        .where(OutboxRow.status.in_(("dead", "uncertain")))
        .order_by(OutboxRow.id.desc())
        .limit(limit)
    )
    return tuple(
        LostPart(
            id=row.id,
            address=Address(row.platform, row.account),
            lane=row.lane,
            status=row.status,
            attempts=row.attempts,
            reason=row.reason,
            created_at=row.created_at,
        )
        for row in rows
    )


def count_by_status(session: Session) -> dict[str, int]:
    """How many parts stand where."""
    rows = session.execute(select(OutboxRow.status, func.count()).group_by(OutboxRow.status))
    return {row.status: row[1] for row in rows}


def count_parked(session: Session, conversation_id: int) -> int:
    """How many parts wait for the user's next word."""
    counted = select(func.count()).where(
        OutboxRow.conversation_id == conversation_id, OutboxRow.status == "parked"
    )
    return session.scalar(counted) or 0


def _build(row: Row[Any]) -> SentPart:
    return SentPart(place=row.place, kind=row.kind, payload=row.payload, created_at=row.created_at)


def count_open(session: Session, platform: str) -> int:
    """How many parts wait to be sent on a platform."""
    waiting = (
        select(func.count())
        .select_from(OutboxRow)
        .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
        .where(OutboxRow.status == "open", ConversationRow.platform == platform)
    )
    return session.scalar(waiting) or 0
