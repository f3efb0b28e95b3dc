"""The people of the crash tests: three, two companies in China, one in Germany."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.domain.city import City, Country
from directory.domain.company import Company, CooperationKind
from directory.domain.person import TEXT_VERSIONS, Address, Consent, Profile, Purpose
from directory.store import cities, companies, conversations, people
from directory.store.models import ConversationRow
from handlers.localizer import Localizer

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # a Monday; no midnight is near in either country
LOCALIZER = Localizer()

ANNA, CHEN, LI = Address("alpha", "anna"), Address("beta", "chen"), Address("alpha", "li")
PEOPLE = (ANNA, CHEN, LI)
LOCALES = {ANNA: "de", CHEN: "zh", LI: "zh"}
PROFILES = {
    ANNA: Profile("Anna Weber, Export", "anna@weber.example", "+49 212 5551234"),
    CHEN: Profile("陈莉，出口经理", "chenli@tiles.example", wechat="chenli_88"),
    LI: Profile("李伟，总经理", "liwei@tiles.example", "+86 757 00001234"),
}
INTRODUCED_AS = {
    ANNA: "Anna Weber, Export, anna@weber.example, +49 212 5551234",
    CHEN: "陈莉，出口经理，chenli@tiles.example，微信 chenli_88",
    LI: "李伟，总经理，liwei@tiles.example，+86 757 00001234",
}
CONTACT_DATA = {
    address: tuple(datum for datum in (profile.email, profile.phone, profile.wechat) if datum)
    for address, profile in PROFILES.items()
}


def seat(session: Session) -> tuple[Company, ...]:
    """Two entries in China, one in Germany, and who answers for them. Only Li has agreed so far."""
    cities.put_cities(
        session,
        [
            City(0, Country.DE, "Solingen", "索林根", "Solingen"),
            City(0, Country.CN, "Foshan", "佛山", "Foshan"),
        ],
    )
    city_ids = {city.country: city.id for city in cities.list_cities(session)}
    entries = (
        ("CN-1", Country.CN, "云陶瓷砖有限公司", "Yuntao Tiles", (CHEN, LI)),
        ("CN-2", Country.CN, "南海岩板厂", "Nanhai Slabs", (LI,)),
        ("DE-1", Country.DE, "Klingenwerk GmbH", "", (ANNA,)),
    )
    for address in PEOPLE:
        conversation = conversations.load_or_create(session, address, LOCALES[address], MORNING)
        people.create_for(session, conversation.id, MORNING)
    for external_id, country, name, latin, members in entries:
        company = Company(
            0,
            external_id,
            country,
            city_ids[country],
            name,
            name_latin=latin,
            cooperation=(CooperationKind.SUPPLY,),
        )
        company_id, _ = companies.upsert(session, company, MORNING)
        for address in members:
            people.add_membership(session, find_person(session, address), company_id, MORNING)
    agree(session, LI)
    return tuple(companies.iterate(session))


def agree(session: Session, address: Address) -> None:
    """The person there has consented and said how to be reached."""
    person = find_person(session, address)
    for purpose in (Purpose.INTRODUCTIONS, Purpose.ABROAD):
        version = TEXT_VERSIONS[purpose]
        given = Consent(purpose, version, LOCALES[address], address.platform, MORNING)
        people.add_consent(session, person, given)
    people.save_profile(session, person, PROFILES[address])


def list_unreachable(session: Session) -> frozenset[Address]:
    """The addresses that refused to be written to."""
    rows = session.execute(
        select(ConversationRow.platform, ConversationRow.account).where(~ConversationRow.reachable)
    )
    return frozenset(Address(row.platform, row.account) for row in rows)


def find_person(session: Session, address: Address) -> int:
    """The id of the person who chats there."""
    conversation = conversations.find_conversation(session, address)
    assert conversation is not None
    assert conversation.person_id is not None
    return conversation.person_id
