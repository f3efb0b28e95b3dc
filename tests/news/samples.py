"""Subscribers and mailings to store in tests."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from directory.domain.mailing import Audience, Mailing, MailingEvent, advance
from directory.domain.news import NewsItem, Topic
from directory.domain.person import TEXT_VERSIONS, Purpose
from directory.store import mailings
from directory.store.models import ConsentRow, ConversationRow, PersonRow

ITEM = NewsItem(
    0,
    Topic.FAIR,
    {"de": "Hannover Messe", "zh": "汉诺威工业博览会"},
    {"de": "Treffen am Stand der Allianz.", "zh": "联盟展台见面。"},
    None,
    "https://isa.example/hm",
)


def put_subscribers(
    session: Session,
    count: int,
    now: datetime,
    *,
    platform: str = "fake",
    topic: Topic = Topic.FAIR,
    locale: str = "de",
    first: int = 1,
) -> list[int]:
    """Persons with the accounts PLATFORM-1, -2 … who want a topic; their ids."""
    made = session.execute(
        insert(PersonRow).returning(PersonRow.id, sort_by_parameter_order=True),
        [{"created_at": now} for _ in range(count)],
    )
    ids = [row.id for row in made]
    seen = {"created_at": now, "updated_at": now, "last_seen_at": now}
    session.execute(
        insert(ConversationRow),
        [
            {
                "platform": platform,
                "account": f"{platform}-{number}",
                "locale": locale,
                "person_id": person_id,
            }
            | {"state": None, **seen}
            for number, person_id in enumerate(ids, first)
        ],
    )
    for purpose, about in ((Purpose.NEWS, topic.value), (Purpose.ABROAD, "")):
        given = {"purpose": purpose.value, "topic": about, "text_version": TEXT_VERSIONS[purpose]}
        given |= {"locale": locale, "platform": platform}
        session.execute(insert(ConsentRow), [{"person_id": one, "given_at": now, **given} for one in ids])
    return ids


def put_mailing(
    session: Session,
    now: datetime,
    *,
    audience: Audience | None = None,
    item: NewsItem = ITEM,
    by_mass: bool = False,
) -> int:
    """A mailing to everybody that is approved and due; its id."""
    fresh = Mailing(item, audience or Audience(), by_mass=by_mass)
    mailing = mailings.create(session, fresh, now)
    approver = session.execute(insert(PersonRow).values(created_at=now).returning(PersonRow.id)).scalar_one()
    for event in (MailingEvent.SUBMIT, MailingEvent.APPROVE):
        after = advance(mailing, event, now, approved_by=approver, send_at=now)
        assert after is not None
        mailing = after
        mailings.change(session, mailing, now)
    return mailing.id
