"""News items, their texts per language."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.orm import Session

from directory.domain.news import NewsItem, Topic
from directory.store.models import NewsRow
from directory.store.statements import count_changed

_TABLE = NewsRow.__table__


def publish(session: Session, item: NewsItem) -> int:
    """Store an item and give its id; the `id` of the value is not taken over."""
    statement = insert(NewsRow).values(
        topic=item.topic.value,
        titles=item.titles,
        bodies=item.bodies,
        link=item.link,
        published_at=item.published_at,
    )
    return session.execute(statement.returning(NewsRow.id)).scalar_one()


def list_news(session: Session, limit: int, now: datetime) -> tuple[NewsItem, ...]:
    """Items published by `now`, newest first."""
    rows = session.execute(
        select(_TABLE)
        .where(NewsRow.published_at <= now)
        .order_by(NewsRow.published_at.desc(), NewsRow.id.desc())
        .limit(limit)
    )
    return tuple(_build(row) for row in rows)


def find_news(session: Session, news_id: int) -> NewsItem | None:
    """The item with this id, published or not."""
    row = session.execute(select(_TABLE).where(NewsRow.id == news_id)).one_or_none()
    return _build(row) if row else None


def remove(session: Session, news_id: int) -> bool:
    """Take an item back; False where there is none."""
    return count_changed(session, delete(NewsRow).where(NewsRow.id == news_id)) == 1


def _build(row: Row[Any]) -> NewsItem:
    return NewsItem(
        id=row.id,
        topic=Topic(row.topic),
        titles=dict(row.titles),
        bodies=dict(row.bodies),
        published_at=row.published_at,
        link=row.link,
    )
