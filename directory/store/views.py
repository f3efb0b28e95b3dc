"""What handlers read, answered from one session: their ports Entries, People and Introductions."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from directory.domain.city import City
from directory.domain.company import Claim, Company, Merge
from directory.domain.introduction import Introduction
from directory.domain.news import NewsItem
from directory.domain.person import Destination, Person, Profile
from directory.domain.reviews import Task
from directory.domain.roles import Act, Grant
from directory.domain.uses import Use
from directory.likeness.duplicates import Named, list_alike
from directory.store import (
    audit,
    cities,
    claims,
    companies,
    introductions,
    invitations,
    merging,
    news,
    people,
    permits,
    tasks,
)


class SnapshotView:
    """One moment of the store. Lives as long as its session; `now` decides what is valid or published."""

    def __init__(self, session: Session, now: datetime | None = None) -> None:
        self._session = session
        self._now = now or datetime.now(UTC)
        self._cities: tuple[City, ...] | None = None

    def find_company(self, company_id: int) -> Company | None:
        """The entry with this id; of a merged one the entry that it lives on in."""
        return companies.find_living(self._session, company_id)

    def get_city(self, city_id: int) -> City:
        """The city with this id; KeyError where there is none."""
        for city in self._read_cities():
            if city.id == city_id:
                return city
        raise KeyError(city_id)

    def list_cities(self) -> tuple[City, ...]:
        """All member cities."""
        return tuple(city for city in self._read_cities() if city.is_member)

    def _read_cities(self) -> tuple[City, ...]:
        if self._cities is None:
            self._cities = cities.list_cities(self._session)
        return self._cities

    def list_alike(self, company: Company) -> tuple[Company, ...]:
        """Entries of the same city that may be the same company, under another spelling or script."""
        one = Named(company.external_id, company.city_id, company.name, company.name_latin, company.website)
        known = (Named(*entry) for entry in companies.list_names(self._session, company.city_id))
        alike = list_alike(one, known, self.get_city(company.city_id))
        found = companies.list_by_external_ids(self._session, [entry.external_id for entry in alike])
        return tuple(found.values())

    def list_tasks(self, city_id: int | None) -> tuple[Task, ...]:
        """What waits for the agency of a city, or everywhere; the most urgent first."""
        return tasks.list_tasks(self._session, city_id, self._now)

    def find_claim(self, claim_id: int) -> Claim | None:
        """The open claim with this id."""
        return claims.find_claim(self._session, claim_id)

    def list_claims(self, person_id: int) -> tuple[Claim, ...]:
        """The open claims of a person."""
        return claims.list_of_person(self._session, person_id)

    def find_merge(self, dropped_id: int) -> Merge | None:
        """What an entry was merged into."""
        return merging.find_merge(self._session, dropped_id)

    def list_merges(self, kept_id: int) -> tuple[Merge, ...]:
        """What lives on in an entry, the latest first."""
        return merging.list_merges(self._session, kept_id)

    def find_reason(self, company_id: int) -> str:
        """Why an entry was last sent back; "" where nothing is known."""
        return audit.find_words(self._session, company_id, Act.SEND_BACK)

    def list_news(self, limit: int) -> tuple[NewsItem, ...]:
        """Published items, newest first."""
        return news.list_news(self._session, limit, self._now)

    def find_invitation(self, code: str) -> Grant | None:
        """The role a valid, unused invitation code stands for."""
        return invitations.find_grant(self._session, code, self._now)

    def find_person(self, person_id: int) -> Person | None:
        """The person with this id, without contact data."""
        person = people.find_person(self._session, person_id)
        return person and replace(person, profile=Profile())

    def find_contact(self, person_id: int, use: Use) -> Profile | None:
        """The contact data of a person for one use; None where no consent to it stands."""
        return permits.find_contact(self._session, person_id, use)

    def list_destinations(self, person_id: int) -> tuple[Destination, ...]:
        """Addresses of a person, reachable ones first, then the most recently used."""
        return people.list_destinations(self._session, person_id)

    def list_recipients(self, company_id: int) -> tuple[int, ...]:
        """Persons who answer for an entry; if nobody does, those of its city's agency."""
        return people.list_recipients(self._session, company_id)

    def list_owners(self, company_id: int) -> tuple[int, ...]:
        """Persons who answer for an entry themselves."""
        return people.list_members(self._session, company_id)

    def list_officers(self, city_id: int) -> tuple[int, ...]:
        """Persons who look after a city's entries: its agency, else the secretariat."""
        return people.list_officers(self._session, city_id)

    def list_represented(self, person_id: int) -> tuple[int, ...]:
        """Entries whose requests reach this person."""
        return people.list_represented(self._session, person_id)

    def find_introduction(self, introduction_id: str) -> Introduction | None:
        """The introduction with this id."""
        return introductions.find_introduction(self._session, introduction_id)

    def list_sent(self, person_id: int) -> tuple[Introduction, ...]:
        """Requests of a person, newest first."""
        return introductions.list_sent(self._session, person_id)

    def list_received(self, company_ids: tuple[int, ...]) -> tuple[Introduction, ...]:
        """Requests to these entries, newest first."""
        return introductions.list_received(self._session, company_ids)
