"""Mailings: kept with their news items, changed only from the version that was read."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, insert, or_, select, update
from sqlalchemy.orm import Session

from directory.domain.mailing import OPEN, Audience, Mailing, MailingStatus
from directory.store import news
from directory.store.errors import Conflict
from directory.store.models import MailingRow, NewsRow
from directory.store.statements import count_changed

_AUDIENCE: TypeAdapter[Audience] = TypeAdapter(Audience)
_WHOLE = select(NewsRow.__table__, *(column for column in MailingRow.__table__.c if column.name != "news_id"))
_JOINED = _WHOLE.join(MailingRow, MailingRow.news_id == NewsRow.id)


def create(session: Session, mailing: Mailing, now: datetime) -> Mailing:
    """Store a new mailing and its item; the mailing with its id."""
    news_id = news.publish(session, replace(mailing.item, published_at=None))
    session.execute(
        insert(MailingRow).values(news_id=news_id, created_at=now, version=1, **_list_values(mailing))
    )
    return replace(mailing, item=replace(mailing.item, id=news_id), version=1)


def change(session: Session, mailing: Mailing, now: datetime) -> None:
    """Store the next version of a mailing and its item. Raises Conflict where somebody was faster."""
    known = update(MailingRow).where(
        MailingRow.news_id == mailing.id, MailingRow.version == mailing.version - 1
    )
    ended = None if mailing.status in OPEN else now
    values = {**_list_values(mailing), "version": mailing.version, "finished_at": ended}
    if not count_changed(session, known.values(**values)):
        raise Conflict(f"mailing {mailing.id} is no longer at version {mailing.version - 1}")
    news.put(session, mailing.item)


def find_mailing(session: Session, news_id: int) -> Mailing | None:
    """The mailing of a news item."""
    row = session.execute(_JOINED.where(NewsRow.id == news_id)).one_or_none()
    return _build(row) if row else None


def hold(session: Session, news_id: int) -> Mailing | None:
    """As `find_mailing`; nobody else changes it until this transaction ends."""
    session.execute(select(MailingRow.news_id).where(MailingRow.news_id == news_id).with_for_update())
    return find_mailing(session, news_id)


def list_mailings(
    session: Session,
    limit: int,
    sees: Callable[[Mailing], bool],
    *,
    statuses: Collection[MailingStatus] = (),
) -> tuple[Mailing, ...]:
    """The newest mailings that somebody `sees`, however many of others are newer."""
    statement = _JOINED.order_by(NewsRow.id.desc()).execution_options(yield_per=100)
    if statuses:
        statement = statement.where(MailingRow.status.in_([status.value for status in statuses]))
    with session.execute(statement) as rows:
        return tuple(islice(filter(sees, map(_build, rows)), limit))


def list_due(session: Session, now: datetime) -> tuple[Mailing, ...]:
    """Scheduled mailings whose time has come, and those that are being sent; the oldest first."""
    due = (MailingRow.status == MailingStatus.SCHEDULED.value) & (MailingRow.send_at <= now)
    at_work = MailingRow.status == MailingStatus.SENDING.value
    rows = session.execute(_JOINED.where(or_(due, at_work)).order_by(MailingRow.send_at, NewsRow.id))
    return tuple(_build(row) for row in rows)


def _build(row: Row[Any]) -> Mailing:
    return Mailing(
        item=news.build_item(row),
        audience=_AUDIENCE.validate_python(row.audience),
        status=MailingStatus(row.status),
        author_id=row.author_id,
        city_id=row.city_id,
        approved_by=row.approved_by,
        send_at=row.send_at,
        grace=timedelta(seconds=row.grace_s),
        by_mass=row.by_mass,
        version=row.version,
    )


def _list_values(mailing: Mailing) -> dict[str, Any]:
    return {
        "status": mailing.status.value,
        "audience": _AUDIENCE.dump_python(mailing.audience, mode="json"),
        "author_id": mailing.author_id,
        "city_id": mailing.city_id,
        "approved_by": mailing.approved_by,
        "send_at": mailing.send_at,
        "grace_s": int(mailing.grace.total_seconds()),
        "by_mass": mailing.by_mass,
    }
