"""Who an audience is: persons who want a topic, each at the address where he or she was last seen.

Nobody is in an audience without a consent to news of the topic that stands: see `permits`.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from directory.domain.mailing import Audience
from directory.domain.news import Topic
from directory.store import permits
from directory.store.models import CityRow, CompanyRow, ConversationRow, MembershipRow, OfficeRow, PersonRow


def select_people(
    session: Session,
    topic: Topic,
    audience: Audience,
    now: datetime,
    ids: tuple[int, int] | None = None,
    *,
    willing: bool = True,
) -> Select[Any]:
    """One row per recipient: person_id, conversation_id, platform, locale, reachable.

    `ids`: only persons with an id above the first and up to the second. The chosen address is the one that
    can be reached, then the one used last. `willing` False: those who do not want the topic instead.
    """
    order = (ConversationRow.reachable.desc(), ConversationRow.last_seen_at.desc(), ConversationRow.id.desc())
    addresses = select(
        ConversationRow.id.label("conversation_id"),
        ConversationRow.person_id,
        ConversationRow.platform,
        ConversationRow.locale,
        ConversationRow.reachable,
        ConversationRow.last_seen_at,
        func.row_number().over(partition_by=ConversationRow.person_id, order_by=order).label("rank"),
    ).where(ConversationRow.person_id.is_not(None))
    if ids is not None:
        addresses = addresses.where(ConversationRow.person_id > ids[0], ConversationRow.person_id <= ids[1])
    if audience.platforms:
        addresses = addresses.where(ConversationRow.platform.in_(audience.platforms))
    at = addresses.subquery()
    permit = permits.lets_send_news(session, at.c.person_id, topic.value)
    chosen = select(at.c.person_id, at.c.conversation_id, at.c.platform, at.c.locale, at.c.reachable).where(
        at.c.rank == 1, permit if willing else ~permit
    )
    if audience.locales:
        chosen = chosen.where(at.c.locale.in_(audience.locales))
    if audience.seen_within_days is not None:
        chosen = chosen.where(at.c.last_seen_at >= now - timedelta(days=audience.seen_within_days))
    if audience.cities or audience.countries:
        chosen = chosen.where(_stands_in(at.c.person_id, audience))
    return chosen


def find_last_id(session: Session) -> int:
    """The highest id of a person."""
    return session.scalar(select(func.max(PersonRow.id))) or 0


def count_people(
    session: Session, topic: Topic, audience: Audience, now: datetime
) -> dict[tuple[str, str], int]:
    """How many recipients there are, by platform and language."""
    chosen = select_people(session, topic, audience, now).subquery()
    rows = session.execute(
        select(chosen.c.platform, chosen.c.locale, func.count()).group_by(chosen.c.platform, chosen.c.locale)
    )
    return {(row.platform, row.locale): row[2] for row in rows}


def count_unwilling(session: Session, topic: Topic, audience: Audience, now: datetime) -> int:
    """How many the audience would reach if they wanted the topic."""
    others = select_people(session, topic, audience, now, willing=False).subquery()
    return session.scalar(select(func.count()).select_from(others)) or 0


def count_placeless(session: Session, topic: Topic, audience: Audience, now: datetime) -> int:
    """How many want the topic and are left out because nothing says where they belong; 0 where any may be."""
    if not (audience.cities or audience.countries):
        return 0
    anywhere = replace(audience, cities=(), countries=())
    willing = select_people(session, topic, anywhere, now).subquery()
    placeless = ~_stands_in(willing.c.person_id, anywhere)
    return session.scalar(select(func.count()).select_from(willing).where(placeless)) or 0


def _stands_in(person_id: ColumnElement[int], audience: Audience) -> ColumnElement[bool]:
    """Whether a person answers for an entry, or holds an office, in one of the cities; in any, for none."""
    cities = select(CityRow.id)
    if audience.cities:
        cities = cities.where(CityRow.id.in_(audience.cities))
    if audience.countries:
        cities = cities.where(CityRow.country.in_([country.value for country in audience.countries]))
    entry = exists().where(
        MembershipRow.person_id == person_id,
        CompanyRow.id == MembershipRow.company_id,
        CompanyRow.city_id.in_(cities),
    )
    office = exists().where(OfficeRow.person_id == person_id, OfficeRow.city_id.in_(cities))
    return or_(entry, office)
