"""Small things to store in tests: cities, entries, conversations, people, introductions."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from directory.domain.city import City, Country
from directory.domain.commands import GiveConsent
from directory.domain.company import Company, EntryKind
from directory.domain.introduction import Introduction
from directory.domain.mailing import RecipientStatus
from directory.domain.person import TEXT_VERSIONS, Address, Purpose
from directory.store import cities, companies, outbox, people
from directory.store.apply import apply
from directory.store.conversations import Conversation, get_conversation, load_or_create
from directory.store.models import NewsRow, RecipientRow

NOW = datetime(2026, 11, 23, 9, 30, 0, 123456, tzinfo=UTC)


def later(seconds: float) -> datetime:
    """NOW plus some seconds."""
    return NOW + timedelta(seconds=seconds)


def put_city(session: Session, name: str = "Solingen", country: Country = Country.DE) -> City:
    """A stored city."""
    cities.put_cities(session, [City(0, country, name, name, name)])
    return next(city for city in cities.list_cities(session) if city.name_de == name)


def put_recipient(session: Session, conversation: Conversation, topic: str = "fair") -> int:
    """The id in the ledger of a person whom a news item is queued for, its part with it."""
    item = NewsRow(topic=topic, titles={"de": "Neues"}, bodies={"de": "Text"}, link="", published_at=NOW)
    session.add(item)
    session.flush()
    row = RecipientRow(
        news_id=item.id,
        person_id=person_of(conversation),
        conversation_id=conversation.id,
        platform=conversation.address.platform,
        locale="de",
        status=RecipientStatus.QUEUED.value,
        way="push",
        reason="",
    )
    session.add(row)
    session.flush()
    part = [{"text": "News"}]
    outbox.append(session, conversation.id, part, now=NOW, lane=outbox.BROADCAST, recipient_id=row.id)
    return row.id


def put_company(session: Session, external_id: str = "DE-1", **values: Any) -> int:
    """The id of a stored entry in Solingen, or in `city_id`."""
    defaults: dict[str, Any] = {
        "name": f"Firma {external_id}",
        "country": Country.DE,
        "kind": EntryKind.COMPANY,
    }
    city_id = values.pop("city_id", None) or put_city(session).id
    company = Company(id=0, external_id=external_id, city_id=city_id, **{**defaults, **values})
    return companies.upsert(session, company, NOW)[0]


def put_conversation(
    session: Session, account: str, platform: str = "web", locale: str = "de"
) -> Conversation:
    """A stored conversation."""
    return load_or_create(session, Address(platform, account), locale, NOW)


def put_person(
    session: Session, account: str, *company_ids: int, platform: str = "web", locale: str = "de"
) -> Conversation:
    """The conversation of a person who consented and answers for these entries."""
    conversation = put_conversation(session, account, platform, locale)
    purpose = Purpose.INTRODUCTIONS
    apply(session, GiveConsent(purpose, TEXT_VERSIONS[purpose], "de"), conversation.id, NOW)
    stored = get_conversation(session, conversation.id)
    for company_id in company_ids:
        people.add_membership(session, person_of(stored), company_id, NOW)
    return stored


def person_of(conversation: Conversation) -> int:
    """The id of the person who writes in a conversation."""
    assert conversation.person_id is not None
    return conversation.person_id


def request(asker_id: int, company_id: int, introduction_id: str = "abc123", **values: Any) -> Introduction:
    """A request as a handler makes it."""
    defaults: dict[str, Any] = {
        "who": "Wer",
        "goal": "Ziel",
        "why": "Warum",
        "locale": "de",
        "created_at": NOW,
    }
    return Introduction(
        id=introduction_id, asker_id=asker_id, company_id=company_id, **{**defaults, **values}
    )
