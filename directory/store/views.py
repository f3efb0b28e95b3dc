"""What handlers read, answered from one session: their ports Entries, People, Introductions and Safety."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from directory.domain.city import City
from directory.domain.company import Claim, Company, CompanyContact, Merge
from directory.domain.handover import Handover
from directory.domain.holdings import Holdings, Line
from directory.domain.introduction import Introduction
from directory.domain.news import NewsItem
from directory.domain.person import Address, Destination, Person, Profile
from directory.domain.reviews import Task
from directory.domain.roles import Act, Grant
from directory.domain.safety import Freeze, Report
from directory.domain.uses import Use
from directory.likeness.duplicates import Named, list_alike
from directory.store import (
    audit,
    cities,
    claims,
    companies,
    contacts,
    given_contacts,
    handovers,
    holdings,
    introductions,
    invitations,
    merging,
    news,
    people,
    permits,
    safety,
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

    def find_companies(self, ids: Iterable[int]) -> dict[int, Company]:
        """Entries by the id asked for, as `find_company` knows them; unknown ids are left out."""
        return companies.list_living(self._session, ids)

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
        """Entries that may be the same company: with its number anywhere, or alike by name in its city."""
        one = Named(company.external_id, company.city_id, company.name, company.name_latin, company.website)
        known = (Named(*entry) for entry in companies.list_names(self._session, company.city_id))
        alike = list_alike(one, known, self.get_city(company.city_id))
        named = companies.list_by_external_ids(self._session, [entry.external_id for entry in alike])
        numbered = companies.list_with_number(self._session, company.registration)
        found = {other.external_id: other for other in (*numbered, *named.values())}
        found.pop(company.external_id, None)
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

    def find_listed_contact(self, company_id: int) -> CompanyContact | None:
        """The contact person an import named for an entry."""
        return contacts.find_contact(self._session, company_id)

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

    def read_holdings(self, person_id: int) -> Holdings:
        """What else is stored about a person."""
        return holdings.read_holdings(self._session, person_id)

    def read_chat(self, address: Address) -> tuple[Line, ...]:
        """What was said in a chat, as far as it is still stored."""
        return holdings.read_chat(self._session, address)

    def list_destinations(self, person_id: int) -> tuple[Destination, ...]:
        """Addresses of a person, reachable ones first, then the most recently used."""
        return people.list_destinations(self._session, person_id)

    def list_owners(self, company_id: int) -> tuple[int, ...]:
        """Persons who answer for an entry themselves."""
        return people.list_members(self._session, company_id)

    def list_officers(self, city_id: int) -> tuple[int, ...]:
        """Persons who look after a city's entries: its agency, else the secretariat."""
        return people.list_officers(self._session, city_id)

    def list_secretariat(self) -> tuple[int, ...]:
        """Persons who act for the alliance's office."""
        return people.list_secretariat(self._session)

    def find_introduction(self, introduction_id: str) -> Introduction | None:
        """The introduction with this id."""
        return introductions.find_introduction(self._session, introduction_id)

    def list_sent(self, person_id: int) -> tuple[Introduction, ...]:
        """Requests of a person, newest first."""
        return introductions.list_sent(self._session, person_id)

    def list_received(self, company_ids: tuple[int, ...]) -> tuple[Introduction, ...]:
        """Requests that have reached these entries, newest first."""
        return introductions.list_received(self._session, company_ids)

    def list_at_desk(self, city_id: int | None) -> tuple[Introduction, ...]:
        """Open requests that lie with the agency of a city, or of any; the longest waiting first."""
        return introductions.list_at_desk(self._session, city_id)

    def list_forwarded(self, city_id: int | None) -> tuple[Introduction, ...]:
        """Requests that the agency of a city, or any, gave to their company; the latest first."""
        return introductions.list_forwarded(self._session, city_id)

    def list_answered(self, person_id: int) -> tuple[Introduction, ...]:
        """Requests a person accepted or declined, newest first."""
        return introductions.list_answered(self._session, person_id)

    def find_given_contact(self, introduction_id: str) -> Profile | None:
        """The contact a company gave to its agency for an introduction."""
        return given_contacts.find(self._session, introduction_id)

    def find_handover(self, handover_id: str) -> Handover | None:
        """The handover with this id."""
        return handovers.find_handover(self._session, handover_id)

    def list_handovers(self, person_id: int) -> tuple[Handover, ...]:
        """The handovers a person asked for, newest first."""
        return handovers.list_of_person(self._session, person_id)

    def list_open_handovers(self, city_id: int | None, limit: int) -> tuple[Handover, ...]:
        """Open handovers of a city's agency, or all; those that wait longest first."""
        return handovers.list_open(self._session, limit, city_id=city_id)

    def find_freeze(self, person_id: int) -> Freeze | None:
        """Whether and why a person may not write to others."""
        return safety.find_freeze(self._session, person_id)

    def list_blocked(self, person_id: int) -> tuple[int, ...]:
        """Persons of whom this one takes nothing."""
        return safety.list_blocked(self._session, person_id)

    def find_report(self, report_id: str) -> Report | None:
        """The report with this id."""
        return safety.find_report(self._session, report_id)

    def find_filed(self, introduction_id: str, reporter_id: int) -> Report | None:
        """What a person has reported about a request."""
        return safety.find_filed(self._session, introduction_id, reporter_id)

    def list_open_reports(self, city_id: int | None, limit: int) -> tuple[Report, ...]:
        """Reports that wait for the agency of a city, or everywhere; the oldest first."""
        return safety.list_open_reports(self._session, city_id, limit)
