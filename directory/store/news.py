"""News items, their texts per language."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, exists, insert, select, update
from sqlalchemy.orm import Session

from directory.domain.mailing import MailingStatus
from directory.domain.news import NewsItem, Occasion, Topic
from directory.store.models import MailingRow, NewsRow
from directory.store.statements import count_changed

_TABLE = NewsRow.__table__
_TAKEN_BACK = exists().where(
    MailingRow.news_id == NewsRow.id, MailingRow.status == MailingStatus.CANCELLED.value
)


def publish(session: Session, item: NewsItem) -> int:
    """Store an item and give its id; the `id` of the value is not taken over."""
    return session.execute(insert(NewsRow).values(**_list_values(item)).returning(NewsRow.id)).scalar_one()


def put(session: Session, item: NewsItem) -> None:
    """Store what an item says now."""
    count_changed(session, update(NewsRow).where(NewsRow.id == item.id).values(**_list_values(item)))


def list_news(session: Session, limit: int, now: datetime) -> tuple[NewsItem, ...]:
    """Items published by `now` and not taken back since, newest first."""
    rows = session.execute(
        select(_TABLE)
        .where(NewsRow.published_at <= now, ~_TAKEN_BACK)
        .order_by(NewsRow.published_at.desc(), NewsRow.id.desc())
        .limit(limit)
    )
    return tuple(build_item(row) for row in rows)


def find_news(session: Session, news_id: int) -> NewsItem | None:
    """The item with this id, published or not."""
    row = session.execute(select(_TABLE).where(NewsRow.id == news_id)).one_or_none()
    return build_item(row) if row else None


def find_public(session: Session, news_id: int, now: datetime) -> NewsItem | None:
    """The item with this id, if it was published by `now` and not taken back since."""
    public = select(_TABLE).where(NewsRow.id == news_id, NewsRow.published_at <= now, ~_TAKEN_BACK)
    row = session.execute(public).one_or_none()
    return build_item(row) if row else None


def has_picture(session: Session, picture: str) -> bool:
    """Whether an item, published or not, has the picture at this address."""
    return session.scalar(select(NewsRow.id).where(NewsRow.picture == picture).limit(1)) is not None


def remove(session: Session, news_id: int) -> bool:
    """Take an item back; False where there is none."""
    return count_changed(session, delete(NewsRow).where(NewsRow.id == news_id)) == 1


def build_item(row: Row[Any]) -> NewsItem:
    """An item from a row with the columns of the table."""
    return NewsItem(
        id=row.id,
        topic=Topic(row.topic),
        titles=dict(row.titles),
        bodies=dict(row.bodies),
        published_at=row.published_at,
        link=row.link,
        picture=row.picture,
        occasion=Occasion(row.place, row.begins_at, row.ends_at, row.zone) if row.begins_at else None,
    )


def _list_values(item: NewsItem) -> dict[str, Any]:
    occasion = item.occasion
    return {
        "topic": item.topic.value,
        "titles": item.titles,
        "bodies": item.bodies,
        "link": item.link,
        "picture": item.picture,
        "published_at": item.published_at,
        "place": occasion.place if occasion else "",
        "begins_at": occasion.begins_at if occasion else None,
        "ends_at": occasion.ends_at if occasion else None,
        "zone": occasion.zone if occasion else "",
    }
