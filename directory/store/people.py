"""People: profiles, consents, memberships, and where they can be reached."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, insert, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from directory.domain.city import Country
from directory.domain.person import (
    PLATFORMS_IN_CHINA,
    Address,
    Consent,
    Destination,
    Person,
    Profile,
    Purpose,
)
from directory.domain.roles import Role
from directory.store import offices
from directory.store.columns import Id
from directory.store.errors import Refused
from directory.store.models import (
    CityRow,
    CompanyRow,
    ConsentRow,
    ConversationRow,
    MembershipRow,
    OfficeRow,
    PersonRow,
)
from directory.store.statements import count_changed, insert_into, run

_BY_ID = select(PersonRow.__table__).where(PersonRow.id == bindparam("of"))
_CONSENTS = (
    select(ConsentRow.__table__).where(ConsentRow.person_id == bindparam("of")).order_by(ConsentRow.id)
)
_AT = select(ConversationRow.person_id).where(ConversationRow.id == bindparam("of"))


def find_person(session: Session, person_id: int) -> Person | None:
    """The person with this id, contact data and all. For what is done with them ask `permits`."""
    row = run(session, _BY_ID, of=person_id).one_or_none()
    if row is None:
        return None
    grants = offices.list_grants(session, person_id)
    consents = run(session, _CONSENTS, of=person_id)
    return Person(
        id=row.id,
        profile=Profile(who=row.who, email=row.email, phone=row.phone, wechat=row.wechat),
        company_ids=tuple(grant.company_id for grant in grants if grant.company_id is not None),
        consents=tuple(
            Consent(
                Purpose(item.purpose),
                item.text_version,
                item.locale,
                item.platform,
                item.given_at,
                item.topic,
                item.withdrawn_at,
            )
            for item in consents
        ),
        grants=grants,
        in_china=bool(run(session, _build_in_china(), of=person_id).scalar()),
    )


@cache
def _build_in_china() -> Select[Any]:
    return select(is_in_china(bindparam("of", type_=Id)))


def is_in_china(
    person_id: ColumnElement[int] | InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
) -> ColumnElement[bool]:
    """Whether a person writes from a platform of China, answers for an entry or looks after a city there,
    or has said something that tells so.
    """
    writes = exists().where(
        ConversationRow.person_id == person_id, ConversationRow.platform.in_(PLATFORMS_IN_CHINA)
    )
    answers = exists().where(
        MembershipRow.person_id == person_id,
        CompanyRow.id == MembershipRow.company_id,
        CompanyRow.country == Country.CN.value,
    )
    looks_after = exists().where(
        OfficeRow.person_id == person_id,
        CityRow.id == OfficeRow.city_id,
        CityRow.country == Country.CN.value,
    )
    told = exists().where(PersonRow.id == person_id, PersonRow.told_china)
    return or_(writes, answers, looks_after, told)


def find_person_at(session: Session, conversation_id: int) -> Person | None:
    """The person who writes in a conversation."""
    person_id = find_person_id_at(session, conversation_id)
    return None if person_id is None else find_person(session, person_id)


def find_person_id_at(session: Session, conversation_id: int) -> int | None:
    """The id of the person who writes in a conversation."""
    found: int | None = run(session, _AT, of=conversation_id).scalar()
    return found


def create_for(session: Session, conversation_id: int, now: datetime) -> int:
    """The id of the person at a conversation, created where there is none yet."""
    person_id = find_person_id_at(session, conversation_id)
    if person_id is not None:
        return person_id
    created = session.execute(insert(PersonRow).values(created_at=now).returning(PersonRow.id)).scalar_one()
    link(session, conversation_id, created)
    return created


def link(session: Session, conversation_id: int, person_id: int) -> None:
    """Say who writes in a conversation: one person may do so on several platforms."""
    statement = update(ConversationRow).where(ConversationRow.id == conversation_id)
    count_changed(session, statement.values(person_id=person_id))


def add_consent(session: Session, person_id: int, consent: Consent) -> None:
    """Record a consent; the same one given again is kept once, one that was withdrawn is given anew."""
    known = find_person(session, person_id)
    if known is None:
        raise Refused(f"person {person_id} is not stored")
    same = (consent.purpose, consent.topic, consent.text_version)
    if any(one.stands and (one.purpose, one.topic, one.text_version) == same for one in known.consents):
        return
    session.execute(
        insert(ConsentRow).values(
            person_id=person_id,
            purpose=consent.purpose.value,
            text_version=consent.text_version,
            locale=consent.locale,
            platform=consent.platform,
            given_at=consent.given_at,
            topic=consent.topic,
        )
    )


def save_profile(session: Session, person_id: int, profile: Profile) -> None:
    """Replace what a person told us. Whether that is permitted the caller has asked `permits`."""
    statement = update(PersonRow).where(PersonRow.id == person_id)
    values = {"who": profile.who, "email": profile.email, "phone": profile.phone, "wechat": profile.wechat}
    count_changed(session, statement.values(**values))


def note_in_china(session: Session, person_id: int) -> None:
    """Remember that a person has told to be in China: from now on the passing abroad is asked apart."""
    count_changed(session, update(PersonRow).where(PersonRow.id == person_id).values(told_china=True))


def add_membership(
    session: Session, person_id: int, company_id: int, now: datetime, role: Role = Role.OWNER
) -> None:
    """Let a person answer for an entry; an owner stays one."""
    statement = insert_into(session, MembershipRow).values(
        person_id=person_id, company_id=company_id, role=role.value, created_at=now
    )
    if role is Role.OWNER:
        statement = statement.on_conflict_do_update(
            index_elements=["person_id", "company_id"], set_={"role": role.value}
        )
        session.execute(statement)
    else:
        session.execute(statement.on_conflict_do_nothing())


def list_destinations(session: Session, person_id: int) -> tuple[Destination, ...]:
    """Addresses of a person: reachable ones first, then the most recently used.

    What is written to an unreachable one is parked until the person writes again.
    """
    rows = session.execute(
        select(ConversationRow.platform, ConversationRow.account, ConversationRow.locale)
        .where(ConversationRow.person_id == person_id)
        .order_by(
            ConversationRow.reachable.desc(), ConversationRow.last_seen_at.desc(), ConversationRow.id.desc()
        )
    )
    return tuple(Destination(Address(row.platform, row.account), row.locale) for row in rows)


def list_members(session: Session, company_id: int) -> tuple[int, ...]:
    """Persons who answer for an entry themselves."""
    members = select(MembershipRow.person_id).where(MembershipRow.company_id == company_id)
    return tuple(session.scalars(members.order_by(MembershipRow.person_id)))


def list_officers(session: Session, city_id: int) -> tuple[int, ...]:
    """Persons who look after a city's entries: its agency, else the secretariat."""
    return offices.list_holders(session, Role.AGENCY, city_id) or offices.list_holders(
        session, Role.SECRETARIAT, None
    )


def list_secretariat(session: Session) -> tuple[int, ...]:
    """Persons who act for the alliance's office."""
    return offices.list_holders(session, Role.SECRETARIAT, None)
