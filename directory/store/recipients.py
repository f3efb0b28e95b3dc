"""The ledger of a mailing: one row per recipient, written before the first is sent anything.

    planned ──fed──▶ queued ──receipt──▶ sent | refused | uncertain | waiting ──next contact──▶ sent
    planned | queued | waiting ──▶ unsubscribed | cancelled

A row is planned without a part in the outbox, or queued with one: both change in one transaction. What was
under way when its process died is uncertain, and is not sent again.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, exists, func, literal, or_, select, update
from sqlalchemy.orm import Session

from directory.domain.city import Country
from directory.domain.mailing import UNDECIDED, Mailing, MailingStatus, RecipientStatus
from directory.store import audiences, permits
from directory.store.models import ConversationRow, MailingRow, NewsRow, OutboxRow, RecipientRow
from directory.store.statements import count_changed, insert_into, run

UNREACHABLE = "unreachable"
_UNDECIDED = [status.value for status in UNDECIDED]


@dataclass(frozen=True, slots=True)
class Recipient:
    """A row of the ledger. `way`: "push", "mass" or "contact"; `reason` in words of ours or a platform's."""

    id: int
    person_id: int | None
    conversation_id: int | None
    platform: str
    locale: str
    status: RecipientStatus
    way: str
    reason: str
    settled_at: datetime | None


def list_more(session: Session, mailing: Mailing, now: datetime, ids: int) -> bool:
    """Write rows for the next `ids` person ids; False once all are written. Call it until then."""
    done_to, last = _find_listed(session, mailing.id), audiences.find_last_id(session)
    span = (done_to, min(done_to + ids, last))
    chosen = audiences.select_people(session, mailing.item.topic, mailing.audience, now, span).subquery()
    columns = ("person_id", "conversation_id", "platform", "locale")
    status = literal(RecipientStatus.PLANNED.value)
    source = select(
        literal(mailing.id),
        status,
        literal("push"),
        literal(""),
        *(chosen.c[name] for name in columns),
    ).order_by(chosen.c.person_id)
    into = insert_into(session, RecipientRow).from_select(
        ["news_id", "status", "way", "reason", *columns], source
    )
    session.execute(into.on_conflict_do_nothing())
    listed = {"listed_to": span[1], "listed_at": now if span[1] >= last else None}
    count_changed(session, update(MailingRow).where(MailingRow.news_id == mailing.id).values(**listed))
    return span[1] < last


def is_listed(session: Session, news_id: int) -> bool:
    """Whether every recipient has a row."""
    return session.scalar(select(MailingRow.listed_at).where(MailingRow.news_id == news_id)) is not None


def list_planned(session: Session, news_id: int, limit: int) -> tuple[Recipient, ...]:
    """The next rows to be fed to the outbox, in order. Locked until the transaction ends."""
    rows = session.execute(
        select(RecipientRow.__table__)
        .where(RecipientRow.news_id == news_id, RecipientRow.status == RecipientStatus.PLANNED.value)
        .order_by(RecipientRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return tuple(_build(row) for row in rows)


def list_willing(session: Session, topic: str, recipients: Sequence[Recipient]) -> frozenset[int]:
    """The ids of those rows whose person still wants the topic."""
    ids = [one.id for one in recipients]
    willing = select(RecipientRow.id).where(
        RecipientRow.id.in_(ids), permits.lets_send_news(session, RecipientRow.person_id, topic)
    )
    return frozenset(session.scalars(willing))


def list_reachable(session: Session, recipients: Sequence[Recipient]) -> dict[int, str]:
    """The accounts of those rows whose conversation can be reached, by the row's id."""
    ids = [one.id for one in recipients]
    rows = session.execute(
        select(RecipientRow.id, ConversationRow.account)
        .join(ConversationRow, ConversationRow.id == RecipientRow.conversation_id)
        .where(RecipientRow.id.in_(ids), ConversationRow.reachable)
    )
    return {row.id: row.account for row in rows}


def mark(
    session: Session, ids: Collection[int], status: RecipientStatus, now: datetime | None, **values: Any
) -> None:
    """Give rows a status; `now` None where that is no outcome."""
    if ids:
        rows = update(RecipientRow).where(RecipientRow.id.in_(ids))
        count_changed(session, rows.values(status=status.value, settled_at=now, **values))


def find_objection(session: Session, recipient_id: int) -> RecipientStatus | None:
    """Why a queued part must not be sent now: asked as it is claimed. PLANNED: the mailing is paused."""
    statement = _build_objection(permits.find_servers(session))
    row = run(session, statement, of=recipient_id).one_or_none()
    if row is None or row.status == MailingStatus.CANCELLED.value:
        return RecipientStatus.CANCELLED
    if not row.willing:
        return RecipientStatus.UNSUBSCRIBED
    if row.status != MailingStatus.PAUSED.value:
        return None
    ended = select(OutboxRow.id).where(OutboxRow.recipient_id == recipient_id, OutboxRow.status != "open")
    if session.scalars(ended.limit(1)).first() is not None:
        return None  # of an item in several parts the others follow: planned again, it would come twice
    return RecipientStatus.PLANNED


def unsubscribe(session: Session, person_id: int, topic: str, now: datetime) -> None:
    """A person wants no more news of a topic, or of any (""): what is queued or waits is gone."""
    items = select(NewsRow.id).where(NewsRow.topic == topic) if topic else select(NewsRow.id)
    own = (RecipientRow.person_id == person_id, RecipientRow.news_id.in_(items))
    _end(session, own, RecipientStatus.UNSUBSCRIBED, now)


def cancel(session: Session, news_id: int, now: datetime) -> None:
    """Whoever has not been sent the item will not be."""
    _end(session, (RecipientRow.news_id == news_id,), RecipientStatus.CANCELLED, now)


def withdraw(session: Session, news_id: int) -> None:
    """Take what is queued and has not begun to be sent out of the outbox: it is planned again."""
    queued = select(RecipientRow.id).where(
        RecipientRow.news_id == news_id,
        RecipientRow.status == RecipientStatus.QUEUED.value,
        RecipientRow.mass_id.is_(None),
        ~_has_begun(RecipientRow.id),
    )
    taken = take_parts(session, queued, ("open",))
    gathered = session.scalars(queued.where(RecipientRow.way == "mass")).all()
    mark(session, [*taken, *gathered], RecipientStatus.PLANNED, None, way="push")


def forget(session: Session, person_id: int, now: datetime) -> None:
    """A person is deleted: what was still to come is gone, and no row leads to the person."""
    unsubscribe(session, person_id, "", now)
    own = update(RecipientRow).where(RecipientRow.person_id == person_id)
    count_changed(session, own.values(person_id=None, conversation_id=None))


def count_undecided(session: Session, news_id: int) -> int:
    """How many rows have no outcome yet."""
    counted = select(func.count()).where(RecipientRow.news_id == news_id, RecipientRow.status.in_(_UNDECIDED))
    return session.scalar(counted) or 0


def count_queued(session: Session) -> int:
    """How many parts of mailings are in the outbox, to be sent."""
    counted = select(func.count()).where(OutboxRow.status == "open", OutboxRow.recipient_id.is_not(None))
    return session.scalar(counted) or 0


def count_outcomes(session: Session, news_id: int) -> dict[tuple[RecipientStatus, str, str], int]:
    """How many recipients stand where, by (status, platform, reason)."""
    columns = (RecipientRow.status, RecipientRow.platform, RecipientRow.reason)
    rows = session.execute(
        select(*columns, func.count()).where(RecipientRow.news_id == news_id).group_by(*columns)
    )
    return {(RecipientStatus(row.status), row.platform, row.reason): row[3] for row in rows}


def list_recipients(session: Session, news_id: int, after_id: int, limit: int) -> tuple[Recipient, ...]:
    """Rows with an id beyond `after_id`, in order: page by page, for a report."""
    rows = session.execute(
        select(RecipientRow.__table__)
        .where(RecipientRow.news_id == news_id, RecipientRow.id > after_id)
        .order_by(RecipientRow.id)
        .limit(limit)
    )
    return tuple(_build(row) for row in rows)


def _has_begun(recipient_id: Any) -> ColumnElement[bool]:
    """Whether one of the parts for a recipient is under way, or has come to an end."""
    begun = or_(OutboxRow.status != "open", OutboxRow.lease_until.is_not(None))
    return exists().where(OutboxRow.recipient_id == recipient_id, begun)


@cache
def _build_objection(servers: Country) -> Select[str, bool]:
    willing = permits.build_news_permit(servers, RecipientRow.person_id, NewsRow.topic)
    return (
        select(MailingRow.status, willing.label("willing"))
        .select_from(RecipientRow)
        .join(MailingRow, MailingRow.news_id == RecipientRow.news_id)
        .join(NewsRow, NewsRow.id == RecipientRow.news_id)
        .where(RecipientRow.id == bindparam("of"))
    )


def _find_listed(session: Session, news_id: int) -> int:
    row = select(MailingRow.listed_to).where(MailingRow.news_id == news_id).with_for_update()
    return session.scalar(row) or 0


def _end(session: Session, which: tuple[Any, ...], status: RecipientStatus, now: datetime) -> None:
    """Rows that are not under way end with `status`; their parts are deleted."""
    open_rows = (*which, RecipientRow.status.in_([*_UNDECIDED, RecipientStatus.WAITING.value]))
    taken = take_parts(session, select(RecipientRow.id).where(*open_rows), ("open", "parked"))
    mark(session, taken, status, now)
    mass_under_way = RecipientRow.mass_id.is_not(None)
    has_part = RecipientRow.id.in_(select(OutboxRow.recipient_id).where(OutboxRow.status == "open"))
    rest = update(RecipientRow).where(*open_rows, ~has_part, ~mass_under_way)
    count_changed(session, rest.values(status=status.value, settled_at=now))


def take_parts(session: Session, recipients: Any, statuses: Collection[str]) -> list[int]:
    """Delete the parts of these rows that nobody has begun to send; the rows whose part that was."""
    free = delete(OutboxRow).where(
        OutboxRow.recipient_id.in_(recipients),
        OutboxRow.status.in_(statuses),
        OutboxRow.lease_until.is_(None),
        OutboxRow.uncertain_count == 0,
    )
    rows = session.execute(
        free.returning(OutboxRow.recipient_id), execution_options={"synchronize_session": False}
    )
    return [row.recipient_id for row in rows]


def _build(row: Any) -> Recipient:
    return Recipient(
        row.id,
        row.person_id,
        row.conversation_id,
        row.platform,
        row.locale,
        RecipientStatus(row.status),
        row.way,
        row.reason,
        row.settled_at,
    )
