"""What handlers read, answered from one session: their ports Entries, People and Introductions."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from directory.domain.city import City
from directory.domain.company import Company
from directory.domain.introduction import Introduction
from directory.domain.news import NewsItem
from directory.domain.person import Destination, Person
from directory.store import cities, companies, introductions, invitations, news, people


class SnapshotView:
    """One moment of the store. Lives as long as its session; `now` decides what is valid or published."""

    def __init__(self, session: Session, now: datetime | None = None) -> None:
        self._session = session
        self._now = now or datetime.now(UTC)
        self._cities: tuple[City, ...] | None = None

    def find_company(self, company_id: int) -> Company | None:
        """The entry with this id."""
        return companies.find_company(self._session, company_id)

    def get_city(self, city_id: int) -> City:
        """The city with this id; KeyError where there is none."""
        for city in self.list_cities():
            if city.id == city_id:
                return city
        raise KeyError(city_id)

    def list_cities(self) -> tuple[City, ...]:
        """All member cities, read once."""
        if self._cities is None:
            self._cities = cities.list_cities(self._session)
        return self._cities

    def list_news(self, limit: int) -> tuple[NewsItem, ...]:
        """Published items, newest first."""
        return news.list_news(self._session, limit, self._now)

    def find_invitation(self, code: str) -> Company | None:
        """The entry a valid, unused invitation code stands for."""
        return invitations.find_company(self._session, code, self._now)

    def find_person(self, person_id: int) -> Person | None:
        """The person with this id."""
        return people.find_person(self._session, person_id)

    def list_destinations(self, person_id: int) -> tuple[Destination, ...]:
        """Addresses of a person, reachable ones first, then the most recently used."""
        return people.list_destinations(self._session, person_id)

    def list_recipients(self, company_id: int) -> tuple[int, ...]:
        """Persons who answer for an entry; if nobody does, those of its city's agency."""
        return people.list_recipients(self._session, company_id)

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
