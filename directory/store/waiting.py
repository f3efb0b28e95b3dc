"""What waits for a user on platforms that let us speak only in answer: taken up again at the next contact.

withdraw: all unsent parts leave the queue          restore: they return behind the new answer
reserve: the first parts are the answer to an update  settle_answer: the platform took it
release: it did not, so the parts go their usual way
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from directory.store import outcomes
from directory.store.columns import Json
from directory.store.models import ConversationRow, OutboxRow
from directory.store.statements import constant, count_changed, run

SAY = "say"
NUDGE = "nudge"
_OPEN = OutboxRow.status == constant("open")
_UNSENT = (
    select(OutboxRow.__table__)
    .where(
        OutboxRow.conversation_id == bindparam("conversation_id"),
        _OPEN,
        OutboxRow.lease_until.is_(None),
        OutboxRow.kind.in_((SAY, NUDGE)),
    )
    .order_by(OutboxRow.lane, OutboxRow.id)
)
_COUNT_WAITING = select(func.count()).where(
    OutboxRow.conversation_id == bindparam("conversation_id"),
    OutboxRow.kind == SAY,
    OutboxRow.status.in_(("open", "parked")),
    OutboxRow.lease_until.is_(None),
)
_COUNT_PARKED = _COUNT_WAITING.where(OutboxRow.status == "parked")
_OF_UPDATE = OutboxRow.answer_ref == bindparam("update_id")
_RESERVED = (_OF_UPDATE, _OPEN, OutboxRow.attempts == 1, OutboxRow.lease_until.is_not(None))
"""Not yet settled: a part that delivery has taken over counts more attempts."""
_RESERVE = (
    update(OutboxRow)
    .where(OutboxRow.id == bindparam("of"))
    .values({name: bindparam(name) for name in ("payload", "lease_until", "answer_ref")} | {"attempts": 1})
)
_ANSWER = select(OutboxRow.payload).where(_OF_UPDATE).order_by(OutboxRow.id)
_HELD = (
    select(OutboxRow.id, OutboxRow.conversation_id, OutboxRow.recipient_id)
    .where(*_RESERVED)
    .order_by(OutboxRow.id)
)
_NEXT_PLACE = (
    update(ConversationRow)
    .where(ConversationRow.id == bindparam("of"))
    .values(last_place=ConversationRow.last_place + 1)
    .returning(ConversationRow.last_place)
)
_SETTLE = (
    update(OutboxRow)
    .where(OutboxRow.id == bindparam("of"), *_RESERVED)
    .values(
        {name: bindparam(name) for name in ("settled_at", "place")} | {"status": "sent", "lease_until": None}
    )
)
_RELEASE = update(OutboxRow).where(*_RESERVED).values(lease_until=None, attempts=0, answer_ref=None)
_BEHIND = (
    select(OutboxRow.id)
    .where(_OPEN, OutboxRow.conversation_id.in_(select(OutboxRow.conversation_id).where(_OF_UPDATE)))
    .limit(1)
)


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
    rows = run(session, _UNSENT, conversation_id=conversation_id).all()
    if rows:
        count_changed(session, delete(OutboxRow).where(OutboxRow.id.in_([row.id for row in rows])))
    kept = [dict(row._mapping) for row in rows if row.kind == SAY]
    return tuple(
        WaitingPart(values["payload"], {key: value for key, value in values.items() if key != "id"})
        for values in kept
    )


def restore(session: Session, parts: Sequence[tuple[WaitingPart, Json]]) -> tuple[int, ...]:
    """Put parts back behind all others, each with its new payload; their new ids."""
    afresh = {"not_before": None, "attempts": 0, "answer_ref": None}
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
        run(session, _RESERVE, of=number, payload=payload, lease_until=lease_until, answer_ref=update_id)


def list_answer(session: Session, update_id: int) -> tuple[Json, ...]:
    """The parts that answer an update, whether the platform has them already or not."""
    return tuple(run(session, _ANSWER, update_id=update_id).scalars().all())


def settle_answer(session: Session, update_id: int, now: datetime) -> int:
    """The platform took the answer: its parts have arrived; says how many were still open."""
    settled = 0
    for row in run(session, _HELD, update_id=update_id).all():
        place = run(session, _NEXT_PLACE, of=row.conversation_id).scalar_one()
        settled += run(session, _SETTLE, of=row.id, update_id=update_id, settled_at=now, place=place).rowcount
        if row.recipient_id is not None:
            outcomes.settle(session, row.recipient_id, "sent", now, "")
    return settled


def is_followed(session: Session, update_id: int) -> bool:
    """Whether more waits to be sent behind the answer to an update."""
    return run(session, _BEHIND, update_id=update_id).first() is not None


def release(session: Session, update_id: int) -> int:
    """Nobody will ask for the answer any more: its parts are sent as any other; says how many."""
    return run(session, _RELEASE, update_id=update_id).rowcount


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
    counted = _COUNT_PARKED if parked_only else _COUNT_WAITING
    return run(session, counted, conversation_id=conversation_id).scalar() or 0
