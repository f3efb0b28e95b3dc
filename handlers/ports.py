"""What handlers may read. Implemented by the store and the search; faked in tests."""

from collections.abc import Callable, Iterable
from typing import Protocol

from directory.domain.city import City
from directory.domain.company import Claim, Company, CompanyContact, Merge
from directory.domain.handover import Handover
from directory.domain.holdings import Holdings, Line
from directory.domain.introduction import Introduction
from directory.domain.mailing import Mailing, RecipientStatus
from directory.domain.news import NewsItem
from directory.domain.person import Address, Destination, Person, Profile
from directory.domain.rehearsal import Held, Preview, Rehearsal
from directory.domain.reviews import Task
from directory.domain.roles import Grant
from directory.domain.safety import Freeze, Report
from directory.domain.uses import Use
from directory.search.question import Filters, Question
from directory.search.result import Result


class Entries(Protocol):
    """Entries and cities of the directory."""

    def find_company(self, company_id: int) -> Company | None:
        """The entry with this id; of a merged one the entry that it lives on in."""

    def find_companies(self, ids: Iterable[int]) -> dict[int, Company]:
        """Entries by the id asked for, as `find_company` knows them; unknown ids are left out."""

    def get_city(self, city_id: int) -> City:
        """The city with this id; KeyError where there is none."""

    def list_cities(self) -> tuple[City, ...]:
        """All member cities."""

    def find_listed_contact(self, company_id: int) -> CompanyContact | None:
        """The contact person an import named for an entry. For its agency only."""

    def list_news(self, limit: int) -> tuple[NewsItem, ...]:
        """Published items, newest first."""

    def find_invitation(self, code: str) -> Grant | None:
        """The role a valid, unused invitation code stands for."""

    def list_alike(self, company: Company) -> tuple[Company, ...]:
        """Entries that may be the same company: with its number anywhere, or alike by name in its city."""

    def list_named(self, words: str, cities: tuple[int, ...] | None, limit: int) -> tuple[Company, ...]:
        """Entries of any standing: with this number anywhere, and such as say these words in these cities."""

    def list_tasks(self, city_id: int | None) -> tuple[Task, ...]:
        """What waits for the agency of a city, or everywhere; the most urgent first."""

    def find_claim(self, claim_id: int) -> Claim | None:
        """The open claim with this id."""

    def list_claims(self, person_id: int) -> tuple[Claim, ...]:
        """The open claims of a person."""

    def find_merge(self, dropped_id: int) -> Merge | None:
        """What an entry was merged into."""

    def list_merges(self, kept_id: int) -> tuple[Merge, ...]:
        """What lives on in an entry, the latest first."""

    def find_reason(self, company_id: int) -> str:
        """Why an entry was last sent back; "" where nothing is known."""


class People(Protocol):
    """Who chats, and for whom."""

    def find_person(self, person_id: int) -> Person | None:
        """The person with this id, without contact data."""

    def find_contact(self, person_id: int, use: Use) -> Profile | None:
        """The contact data of a person for one use; None where no consent to it stands."""

    def read_holdings(self, person_id: int) -> Holdings:
        """What else is stored about a person."""

    def read_chat(self, address: Address) -> tuple[Line, ...]:
        """What was said in a chat, as far as it is still stored."""

    def list_destinations(self, person_id: int) -> tuple[Destination, ...]:
        """Addresses of a person, reachable ones first, then the most recently used."""

    def list_owners(self, company_id: int) -> tuple[int, ...]:
        """Persons who answer for an entry themselves."""

    def list_officers(self, city_id: int) -> tuple[int, ...]:
        """Persons who look after a city's entries: its agency, else the secretariat."""

    def list_secretariat(self) -> tuple[int, ...]:
        """Persons who act for the alliance's office."""


class Introductions(Protocol):
    """Requests and where they stand."""

    def find_introduction(self, introduction_id: str) -> Introduction | None:
        """The introduction with this id."""

    def list_sent(self, person_id: int) -> tuple[Introduction, ...]:
        """Requests of a person, newest first."""

    def list_received(self, company_ids: tuple[int, ...]) -> tuple[Introduction, ...]:
        """Requests that have reached these entries, newest first."""

    def list_at_desk(self, city_id: int | None) -> tuple[Introduction, ...]:
        """Open requests that lie with the agency of a city, or of any; the longest waiting first."""

    def list_forwarded(self, city_id: int | None) -> tuple[Introduction, ...]:
        """Requests that the agency of a city, or any, gave to their company in the chat; the latest first."""

    def list_answered(self, person_id: int) -> tuple[Introduction, ...]:
        """Requests a person accepted or declined, newest first."""

    def find_given_contact(self, introduction_id: str) -> Profile | None:
        """The contact a company gave to its agency for an introduction. Read by `handlers.exchange` only."""


class Safety(Protocol):
    """Handovers to a person, reports, freezes and blocks."""

    def find_handover(self, handover_id: str) -> Handover | None:
        """The handover with this id."""

    def list_handovers(self, person_id: int) -> tuple[Handover, ...]:
        """The handovers a person asked for, newest first."""

    def list_open_handovers(self, city_id: int | None, limit: int) -> tuple[Handover, ...]:
        """Open handovers of a city's agency, or all; those that wait longest first."""

    def find_freeze(self, person_id: int) -> Freeze | None:
        """Whether and why a person may not write to others."""

    def list_blocked(self, person_id: int) -> tuple[int, ...]:
        """Persons of whom this one takes nothing."""

    def find_report(self, report_id: str) -> Report | None:
        """The report with this id."""

    def find_filed(self, introduction_id: str, reporter_id: int) -> Report | None:
        """What a person has reported about a request."""

    def list_open_reports(self, city_id: int | None, limit: int) -> tuple[Report, ...]:
        """Reports that wait for the agency of a city, or everywhere; the oldest first."""


class Search(Protocol):
    """The search engine."""

    def understand(self, text: str, locale: str) -> Question:
        """Take a sentence apart into words and filters."""

    def search(self, question: Question, filters: Filters, limit: int) -> Result:
        """Entries that fit, best first; only those with `match` are answers."""

    def find_concepts(self, text: str) -> tuple[str, ...]:
        """Lexicon ids recognised in a text, the most specific first."""

    def translate(self, term: str, locale: str) -> tuple[str, bool]:
        """(name of the concept in a trade term, whether it is all the term says); ("", False) without one."""

    def classify(self, term: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(lexicon ids a trade term surely names, their ISIC classes), the surest first."""

    def concept_name(self, concept_id: str, locale: str) -> str:
        """Preferred name of a lexicon concept; "" where it is unknown."""


class News(Protocol):
    """Mailings: news items on their way."""

    def list_mailings(self, sees: Callable[[Mailing], bool]) -> tuple[Mailing, ...]:
        """The newest mailings that somebody `sees`, see `news_acts.may_see`."""

    def find_mailing(self, news_id: int) -> Mailing | None:
        """The mailing of a news item."""

    def count_outcomes(self, news_id: int) -> dict[RecipientStatus, int]:
        """How many recipients stand where."""

    def list_approvers(self, mailing: Mailing) -> tuple[int, ...]:
        """Those asked to approve a mailing; never its author."""

    def rehearse(self, mailing: Mailing) -> Rehearsal:
        """What would happen if it were sent now."""

    def list_held(self) -> tuple[Held, ...]:
        """The platforms that take nothing now."""

    def list_previews(self, mailing: Mailing) -> tuple[Preview, ...]:
        """What every platform shows in every language that the item speaks."""
