"""What waits for a user on platforms that let us speak only in answer: taken up again at the next contact.

withdraw: all unsent parts leave the queue          restore: they return behind the new answer
reserve: the first parts are the answer to an update  settle_answer: the platform took it
release: it did not, so the parts go their usual way
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from directory.store.columns import Json
from directory.store.models import ConversationRow, OutboxRow
from directory.store.statements import constant, count_changed

SAY = "say"
NUDGE = "nudge"


@dataclass(frozen=True, slots=True)
class WaitingPart:
    """A part taken out of the queue. `values` are all its columns but the id."""

    payload: Json
    values: dict[str, Any]

    @property
    def is_answer(self) -> bool:
        """Whether it belongs to an answer to the user's own words."""
        return self.values["update_ref"] is not None


def withdraw(session: Session, conversation_id: int) -> tuple[WaitingPart, ...]:
    """Take out everything that is open and not under way, in order. Nudges to come are dropped."""
    waiting = (
        OutboxRow.conversation_id == conversation_id,
        OutboxRow.status == constant("open"),
        OutboxRow.lease_until.is_(None),
        OutboxRow.kind.in_((SAY, NUDGE)),
    )
    table = OutboxRow.__table__
    rows = session.execute(select(table).where(*waiting).order_by(OutboxRow.lane, OutboxRow.id)).all()
    if rows:
        count_changed(session, delete(OutboxRow).where(OutboxRow.id.in_([row.id for row in rows])))
    kept = [dict(row._mapping) for row in rows if row.kind == SAY]
    return tuple(
        WaitingPart(values["payload"], {key: value for key, value in values.items() if key != "id"})
        for values in kept
    )


def restore(session: Session, parts: Sequence[tuple[WaitingPart, Json]]) -> tuple[int, ...]:
    """Put parts back behind all others, each with its new payload; their new ids."""
    afresh = {"not_before": None, "attempts": 0}
    made = [
        session.scalar(
            insert(OutboxRow).values(**{**part.values, **afresh, "payload": payload}).returning(OutboxRow.id)
        )
        for part, payload in parts
    ]
    return tuple(number for number in made if number is not None)


def reserve(
    session: Session, update_id: int, parts: Sequence[tuple[int, Json]], lease_until: datetime
) -> None:
    """Make parts (id, payload) the answer to an update; until the lease ends nobody else sends them."""
    for number, payload in parts:
        chosen = update(OutboxRow).where(OutboxRow.id == number)
        count_changed(
            session,
            chosen.values(payload=payload, attempts=1, lease_until=lease_until, answer_ref=update_id),
        )


def list_answer(session: Session, update_id: int) -> tuple[Json, ...]:
    """The parts that answer an update, whether the platform has them already or not."""
    chosen = select(OutboxRow.payload).where(OutboxRow.answer_ref == update_id).order_by(OutboxRow.id)
    return tuple(session.scalars(chosen).all())


def settle_answer(session: Session, update_id: int, now: datetime) -> int:
    """The platform took the answer: its parts have arrived; says how many were still open."""
    chosen = select(OutboxRow.id, OutboxRow.conversation_id).where(*_held(update_id)).order_by(OutboxRow.id)
    settled = 0
    for row in session.execute(chosen).all():
        counted = (
            update(ConversationRow)
            .where(ConversationRow.id == row.conversation_id)
            .values(last_place=ConversationRow.last_place + 1)
            .returning(ConversationRow.last_place)
        )
        place = session.scalar(counted, execution_options={"synchronize_session": False})
        sent = update(OutboxRow).where(OutboxRow.id == row.id, *_held(update_id))
        settled += count_changed(
            session, sent.values(status="sent", settled_at=now, lease_until=None, place=place)
        )
    return settled


def release(session: Session, update_id: int) -> int:
    """Nobody will ask for the answer any more: its parts are sent as any other; says how many."""
    chosen = update(OutboxRow).where(*_held(update_id))
    return count_changed(session, chosen.values(lease_until=None, attempts=0, answer_ref=None))


def is_nudged(session: Session, conversation_id: int) -> bool:
    """Whether the user was told since the last contact that something waits."""
    last_seen = select(ConversationRow.last_seen_at).where(ConversationRow.id == conversation_id)
    told = select(func.count()).where(
        OutboxRow.conversation_id == conversation_id,
        OutboxRow.kind == NUDGE,
        OutboxRow.created_at >= last_seen.scalar_subquery(),
    )
    return bool(session.scalar(told))


def count_waiting(session: Session, conversation_id: int, *, parked_only: bool) -> int:
    """How many parts wait to be shown to the user; `parked_only`: only at the next contact."""
    waiting = select(func.count()).where(
        OutboxRow.conversation_id == conversation_id,
        OutboxRow.kind == SAY,
        OutboxRow.status.in_(("parked",) if parked_only else ("open", "parked")),
        OutboxRow.lease_until.is_(None),
    )
    return session.scalar(waiting) or 0


def _held(update_id: int) -> tuple[Any, ...]:
    """Reserved and not yet settled: a part that delivery has taken over counts more attempts."""
    return (
        OutboxRow.answer_ref == update_id,
        OutboxRow.status == constant("open"),
        OutboxRow.attempts == 1,
        OutboxRow.lease_until.is_not(None),
    )
