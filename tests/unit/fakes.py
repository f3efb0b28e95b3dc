"""The alliance in memory: a few entries, people, requests and a search with a handful of concepts."""

import json
import re
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from pydantic import TypeAdapter

from directory.domain.acts import Decision, Refusal, decide
from directory.domain.city import City, Country
from directory.domain.commands import (
    AdvanceNews,
    Command,
    CreateIntroduction,
    DeletePerson,
    GiveConsent,
    GiveContact,
    MakeLink,
    NoteChoice,
    NoteEscalated,
    NoteInChina,
    NoteLedTo,
    NoteReminded,
    NoteSearch,
    SaveNews,
    SaveProfile,
    UpdateIntroduction,
    UseInvitation,
    WithdrawConsent,
)
from directory.domain.company import (
    BADGE_FADES_AFTER,
    Claim,
    Company,
    CompanyContact,
    Confirmation,
    CooperationKind,
    EntryKind,
    EntryStatus,
    Merge,
)
from directory.domain.entry_commands import (
    AskOwners,
    ClaimEntry,
    DecideClaim,
    HideUnanswered,
    MergeEntries,
    RegisterEntry,
    UndoMerge,
)
from directory.domain.fair_use import count_recent
from directory.domain.handover import Handover, Subject
from directory.domain.holdings import Holdings, Line
from directory.domain.introduction import (
    AT_DESK,
    Event,
    Introduction,
    LedTo,
    Party,
    Status,
    find_target,
)
from directory.domain.mailing import Mailing, RecipientStatus, advance
from directory.domain.news import NewsItem, Topic
from directory.domain.news_acts import ACTS, STOPS, find_office, find_permit
from directory.domain.parties import find_party
from directory.domain.person import (
    PLATFORMS_IN_CHINA,
    TEXT_VERSIONS,
    Address,
    Consent,
    Destination,
    Person,
    Profile,
    Purpose,
)
from directory.domain.rehearsal import Held, Hindrance, Preview, Rehearsal, Way
from directory.domain.reviews import REMIND_AGAIN_AFTER, Task, TaskKind
from directory.domain.roles import Act, Grant, Role, find_grant
from directory.domain.safety import Freeze, Report, resume
from directory.domain.safety_commands import (
    BlockSender,
    DecideReport,
    FileReport,
    NoteHeld,
    PutHandover,
    Unfreeze,
)
from directory.domain.uses import Use, is_permitted, list_missing
from directory.likeness.duplicates import Named, list_alike
from directory.search.question import Filters, Question, Wish
from directory.search.result import Hit, Reason, ReasonKind, Result, StandingKind
from directory.store.errors import Conflict, ConsentMissing, Forbidden, Refused
from directory.store.stepping import check_new

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # a Monday
INTRODUCTION_JSON: TypeAdapter[Introduction] = TypeAdapter(Introduction)

FOSHAN, CHAOZHOU, SOLINGEN, KASSEL = 1, 2, 3, 4
TILES, KNIVES, KNIFE_SHOP, TILE_SHOP, AGENCY, QUIET = 1, 2, 3, 4, 5, 6

CITIES = (
    City(FOSHAN, Country.CN, "Foshan", "佛山", "Foshan"),
    City(CHAOZHOU, Country.CN, "Chaozhou", "潮州", "Chaozhou"),
    City(SOLINGEN, Country.DE, "Solingen", "索林根", "Solingen", agency="Wirtschaftsförderung Solingen"),
    City(KASSEL, Country.DE, "Kassel", "卡塞尔", "Kassel"),
)


def _company(number: int, city_id: int, name: str, **values: object) -> Company:
    country = Country.CN if city_id in (FOSHAN, CHAOZHOU) else Country.DE
    return replace(Company(number, f"X-{number}", country, city_id, name), **values)  # type: ignore[arg-type]


def _tile_maker(number: int) -> Company:
    city_id = CHAOZHOU if number > 13 else FOSHAN
    return _company(number, city_id, f"瓷砖{number}厂", offers=("瓷砖",), industries=("2392",))


COMPANIES = (
    _company(
        TILES,
        FOSHAN,
        "佛山云陶陶瓷有限公司",
        name_latin="Foshan Yuntao Ceramics Co., Ltd.",
        website="https://yuntao.example",
        employees=200,
        founded=1998,
        description_zh="生产大规格瓷砖。",
        offers=("瓷砖", "岩板"),
        seeks=("厨房刀具",),
        cooperation=(CooperationKind.SUPPLY, CooperationKind.JOINT_VENTURE, CooperationKind.EXCHANGE),
        industries=("2392",),
        certificates=("ISO 9001",),
        confirmed={"name": Confirmation("佛山经促局", NOW)},
    ),
    _company(
        KNIVES,
        SOLINGEN,
        "Klingenwerk Solingen GmbH",
        description_de="Küchenmesser aus Solingen.",
        description_zh="索林根厨房刀具。",
        description_en="Kitchen knives from Solingen.",
        offers=("Küchenmesser",),
        cooperation=(CooperationKind.DISTRIBUTION,),
        industries=("2593",),
        source="sample",
    ),
    _company(KNIFE_SHOP, SOLINGEN, "Messerkontor Nord GmbH", offers=("Küchenmesser",), industries=("4649",)),
    _company(
        TILE_SHOP,
        KASSEL,
        "Fliesenhaus Kassel GmbH",
        offers=("Keramikfliesen",),
        seeks=("Keramikfliesen",),
        cooperation=(CooperationKind.DISTRIBUTION,),
        industries=("4663",),
    ),
    _company(AGENCY, FOSHAN, "佛山投资促进局", kind=EntryKind.AGENCY, name_latin="Foshan Investment Bureau"),
    _company(QUIET, FOSHAN, "佛山静陶有限公司", offers=("卫浴",)),
    *(_tile_maker(number) for number in range(11, 17)),
)

# id: (name per locale, words that mean it)
CONCEPTS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "tiles": (
        {"de": "Keramikfliesen", "zh": "瓷砖", "en": "ceramic tiles"},
        ("keramikfliesen", "fliesen", "瓷砖", "ceramic tiles", "tiles"),
    ),
    "knives": (
        {"de": "Küchenmesser", "zh": "厨房刀具", "en": "kitchen knives"},
        ("küchenmesser", "messer", "厨房刀具", "刀具", "kitchen knives", "knives"),
    ),
    "hydrogen": (
        {"de": "Wasserstoff", "zh": "氢能", "en": "hydrogen"},
        ("wasserstoff", "氢能", "hydrogen"),
    ),
}
ISIC = {"tiles": "2392", "knives": "2593"}
_COUNTRIES = {
    Country.DE: ("deutschland", "德国", "germany"),
    Country.CN: ("china", "中国"),
}
_COOPERATION = {
    CooperationKind.DISTRIBUTION: ("vertriebspartner", "经销商", "distributors", "distributor"),
    CooperationKind.SUPPLY: ("lieferanten", "供应商", "suppliers"),
}
_WISHES = {Wish.SELL: ("wir verkaufen", "我们销售", "we sell")}
_EMPTY = (
    "guten tag",
    "hallo",
    "danke",
    "你好",
    "谢谢",
    "hello",
    "thanks",
    "hersteller von",
    "寻找",
    "in",
    "from",
    "!",
    "alles",
    "everything",
    "的全部",
)
_GERMAN = (
    "ä",
    "ö",
    "ü",
    "ß",
    "fliesen",
    "messer",
    "wir ",
    "guten",
    "hallo",
    "firma",
    " ich ",
    "für ",
    "ihre",
)
_ENGLISH = ("tiles", "knives", "we ", "hello", "your", "the ", "for ")


NEARLY_TILES = "Mosaik"
"""Words that no entry answers; tile makers come near."""


class FakeSearch:
    """Understands the towns, countries, kinds and concepts above; finds by concept and by name."""

    def __init__(self, companies: Iterable[Company] = COMPANIES) -> None:
        self._companies = tuple(companies)

    def understand(self, text: str, locale: str) -> Question:
        words, filters = text.replace("!", " "), Filters()
        for city in CITIES:
            for name in (city.name_de, city.name_zh):
                if name.casefold() in words.casefold():
                    filters, words = replace(filters, city_id=city.id), _without(words, name)
        for country, names in _COUNTRIES.items():
            for name in names:
                if name in words.casefold():
                    filters, words = replace(filters, country=country), _without(words, name)
        for kind, names in _COOPERATION.items():
            for name in names:
                if name in words.casefold():
                    filters, words = replace(filters, cooperation=kind), _without(words, name)
        for wish, names in _WISHES.items():
            for name in names:
                if name in words.casefold():
                    filters, words = replace(filters, wish=wish), _without(words, name)
        for empty in _EMPTY:
            words = _without(f" {words} ", f" {empty} ")
        return Question(text, " ".join(words.split()), guess_language(text, locale), filters)

    def search(self, question: Question, filters: Filters, limit: int) -> Result:
        concepts = self.find_concepts(question.words)
        hits = []
        for company in self._companies:
            if not _passes(company, filters):
                continue
            found = next(
                (term for term in company.offers if set(self.find_concepts(term)) & set(concepts)), ""
            )
            if found:
                reason = Reason(ReasonKind.CONCEPT, question.words, found, concepts[0])
            elif question.words and question.words.casefold() in company.name.casefold():
                reason = Reason(ReasonKind.NAME, question.words, company.name)
            elif not question.words and filters != Filters():
                hits.append(Hit(company.id, 50.0, True))
                continue
            elif question.words == NEARLY_TILES and "瓷砖" in company.offers:
                near = Reason(ReasonKind.MEANING, question.words, "瓷砖")
                hits.append(Hit(company.id, 20.0 - company.id / 10, False, (near,), near=True))
                continue
            else:
                hits.append(Hit(company.id, 1.0, False))
                continue
            standing = (StandingKind.CONFIRMED,) if company.confirmed else ()
            hits.append(Hit(company.id, 90.0 - company.id, True, (reason,), standing=standing))
        ranked = sorted(hits, key=lambda hit: -hit.score)
        return Result(question, tuple(ranked[:limit]), concepts)

    def find_concepts(self, text: str) -> tuple[str, ...]:
        plain = text.casefold()
        return tuple(name for name, (_, words) in CONCEPTS.items() if any(word in plain for word in words))

    def translate(self, term: str, locale: str) -> tuple[str, bool]:
        for concept in self.find_concepts(term)[:1]:
            names, words = CONCEPTS[concept]
            return names[locale], term.casefold() in words
        return "", False

    def classify(self, term: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        found = self.find_concepts(term)
        return found, tuple(ISIC[concept] for concept in found if concept in ISIC)

    def concept_name(self, concept_id: str, locale: str) -> str:
        return CONCEPTS[concept_id][0][locale] if concept_id in CONCEPTS else ""


def _without(text: str, part: str) -> str:
    return re.sub(re.escape(part), " ", text, flags=re.IGNORECASE)


def guess_language(text: str, fallback: str) -> str:
    plain = text.casefold()
    if any("\u4e00" <= sign <= "\u9fff" for sign in plain):
        return "zh"
    if any(mark in plain for mark in _GERMAN):
        return "de"
    if any(mark in plain for mark in _ENGLISH) or fallback == "zh":
        return "en"
    return fallback


def _passes(company: Company, filters: Filters) -> bool:
    fields = {"2392": "ceramics", "2593": "metal_products", "4649": "trade", "4663": "trade"}
    return (
        filters.country in (None, company.country)
        and filters.city_id in (None, company.city_id)
        and (filters.field is None or filters.field in {fields.get(isic) for isic in company.industries})
        and (filters.cooperation is None or filters.cooperation in company.cooperation)
    )


def _name(company: Company) -> Named:
    return Named(company.external_id, company.city_id, company.name, company.name_latin, company.website)


@dataclass(frozen=True, slots=True)
class Talk:
    """A stored conversation: the memory as JSON, as the database has it."""

    address: Address
    locale: str = ""
    memory: bytes | None = None
    person_id: int | None = None
    reachable: bool = True
    seen: int = 0  # the turn in which its user wrote last


class FakeWorld:
    """Implements the ports Entries, People, Introductions and Safety; applies commands as the store does."""

    def __init__(self) -> None:
        self.now = NOW
        self.servers = Country.DE
        self.holdings = Holdings()
        self.chats: dict[Address, tuple[Line, ...]] = {}
        self.companies = {company.id: company for company in COMPANIES}
        self.cities = {city.id: city for city in CITIES}
        self.news: tuple[NewsItem, ...] = ()
        self.held: tuple[Held, ...] = ()
        self.invitations: dict[str, int | Grant] = {}
        self.claims: dict[int, Claim] = {}
        self.reminded: dict[int, datetime] = {}
        self.merges: dict[int, Merge] = {}
        self.reasons: dict[int, str] = {}
        self.mailings: dict[int, Mailing] = {}
        self.outcomes: dict[int, dict[RecipientStatus, int]] = {}
        self.persons: dict[int, Person] = {}
        self.introductions: dict[str, Introduction] = {}
        self.handovers: dict[str, Handover] = {}
        self.reports: dict[str, Report] = {}
        self.freezes: dict[int, Freeze] = {}
        self.blocks: dict[tuple[int, int], bool] = {}
        self.talks: dict[Address, Talk] = {}
        self.contacts: dict[int, CompanyContact] = {}
        self.given: dict[str, Profile] = {}
        self.led_to: dict[tuple[str, str], LedTo] = {}
        self.steps: tuple[tuple[Status, Event, Party], ...] = ()
        self.noted: tuple[NoteSearch | NoteChoice | MakeLink, ...] = ()
        self.search_engine = FakeSearch()
        self._turns = 0

    def fork(self) -> "FakeWorld":
        """A copy that goes its own way; values are frozen, so the dictionaries suffice."""
        twin = copy(self)
        for name in (
            "companies",
            "cities",
            "invitations",
            "claims",
            "reminded",
            "merges",
            "reasons",
            "mailings",
            "persons",
            "introductions",
            "handovers",
            "reports",
            "freezes",
            "blocks",
            "contacts",
            "given",
            "led_to",
            "talks",
        ):
            setattr(twin, name, dict(getattr(self, name)))
        return twin

    # Entries

    def find_company(self, company_id: int) -> Company | None:
        company = self.companies.get(company_id)
        while company is not None and company.merged_into is not None:
            company = self.companies.get(company.merged_into)
        return company

    def find_companies(self, ids: Iterable[int]) -> dict[int, Company]:
        return {company_id: found for company_id in ids if (found := self.find_company(company_id))}

    def get_city(self, city_id: int) -> City:
        return self.cities[city_id]

    def list_cities(self) -> tuple[City, ...]:
        return tuple(city for city in self.cities.values() if city.is_member)

    def find_listed_contact(self, company_id: int) -> CompanyContact | None:
        return self.contacts.get(company_id)

    def list_news(self, limit: int) -> tuple[NewsItem, ...]:
        dated = [(item.published_at, item.id, item) for item in self.news if item.published_at]
        published = sorted((one for one in dated if one[0] <= self.now), reverse=True)
        return tuple(item for _, _, item in published[:limit])

    def find_invitation(self, code: str) -> Grant | None:
        meant = self.invitations.get(code)
        if not isinstance(meant, int):
            return meant
        owned = any(Grant(Role.OWNER, company_id=meant) in one.grants for one in self.persons.values())
        return Grant(Role.MEMBER if owned else Role.OWNER, company_id=meant)

    def list_alike(self, company: Company) -> tuple[Company, ...]:
        own = [one for one in self.companies.values() if one.city_id == company.city_id]
        standing = [one for one in own if one.status is not EntryStatus.MERGED]
        known = {one.external_id: one for one in standing}
        alike = list_alike(_name(company), map(_name, standing), self.cities[company.city_id])
        found = {
            one.external_id: one
            for one in self.companies.values()
            if one.status is not EntryStatus.MERGED and company.registration == one.registration != ""
        } | {named.external_id: known[named.external_id] for named in alike}
        found.pop(company.external_id, None)
        return tuple(found.values())

    def list_named(self, words: str, cities: tuple[int, ...] | None, limit: int) -> tuple[Company, ...]:
        standing = [one for one in self.companies.values() if one.status is not EntryStatus.MERGED]
        numbered = [one for one in standing if one.external_id == words]
        inside = (one for one in standing if cities is None or one.city_id in cities)
        named = [one for one in inside if words.casefold() in f"{one.name} {one.name_latin}".casefold()]
        return (*numbered, *named[:limit])

    def list_tasks(self, city_id: int | None) -> tuple[Task, ...]:
        found = [
            Task(TaskKind.CLAIM, claim.company_id, claim.at, claim.id)
            for claim in self.claims.values()
            if city_id in (None, self.companies[claim.company_id].city_id)
        ]
        for company in self.companies.values():
            if city_id in (None, company.city_id) and (kind := self._find_task(company)):
                since = company.waiting_since if kind is TaskKind.NEW else company.updated_at
                found.append(Task(kind, company.id, since or company.updated_at or NOW))
        return tuple(sorted(found, key=lambda task: (list(TaskKind).index(task.kind), task.since)))

    def list_unreviewed(self) -> tuple[Task, ...]:
        """What directory/store/tasks.py calls so."""
        return tuple(one for one in self.list_tasks(None) if one.kind in (TaskKind.CLAIM, TaskKind.NEW))

    def list_untold(self) -> tuple[Task, ...]:
        """Of those the ones of which nobody was told how long they wait."""
        return tuple(
            one
            for one in self.list_unreviewed()
            if (self.claims[one.claim_id] if one.claim_id else self.companies[one.company_id]).escalated_at
            is None
        )

    def list_unreminded(self) -> tuple[int, ...]:
        """What directory/store/offices.py calls so."""
        return tuple(
            person.id
            for person in self.persons.values()
            if person.offices
            and self.now - self.reminded.get(person.id, self.now - REMIND_AGAIN_AFTER) >= REMIND_AGAIN_AFTER
        )

    def _find_task(self, company: Company) -> TaskKind | None:
        badge = company.find_badge()
        if company.status is EntryStatus.PENDING:
            return TaskKind.NEW
        if company.status is EntryStatus.CHANGED:
            return TaskKind.CHANGED
        if badge and self.now - badge.at >= BADGE_FADES_AFTER:
            return TaskKind.FADED
        hidden = company.status is EntryStatus.HIDDEN and company.asked_at
        return TaskKind.UNANSWERED if hidden else None

    def find_claim(self, claim_id: int) -> Claim | None:
        return self.claims.get(claim_id)

    def list_claims(self, person_id: int) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims.values() if claim.person_id == person_id)

    def find_merge(self, dropped_id: int) -> Merge | None:
        return self.merges.get(dropped_id)

    def list_merges(self, kept_id: int) -> tuple[Merge, ...]:
        return tuple(merge for merge in self.merges.values() if merge.kept_id == kept_id)

    def find_reason(self, company_id: int) -> str:
        return self.reasons.get(company_id, "")

    # People

    def find_person(self, person_id: int) -> Person | None:
        person = self.get_known(person_id)
        return person and replace(person, profile=Profile())

    def find_contact(self, person_id: int, use: Use) -> Profile | None:
        person = self.get_known(person_id)
        return person.profile if person and is_permitted(person, use, self.servers) else None

    def get_known(self, person_id: int) -> Person | None:
        """What is stored about a person, contact data and all."""
        person = self.persons.get(person_id)
        if person is None:
            return None
        own = (self.companies[company_id] for company_id in person.company_ids)
        platforms = {talk.address.platform for talk in self.talks.values() if talk.person_id == person_id}
        in_china = bool(platforms & PLATFORMS_IN_CHINA) or any(one.country is Country.CN for one in own)
        held = (self.cities[grant.city_id] for grant in person.offices if grant.city_id is not None)
        in_china = in_china or any(city.country is Country.CN for city in held)
        return replace(person, in_china=person.in_china or in_china)

    def read_holdings(self, person_id: int) -> Holdings:
        own = [talk for talk in self.talks.values() if talk.person_id == person_id and talk.memory]
        return replace(self.holdings, memories=tuple(json.loads(talk.memory or b"{}") for talk in own))

    def read_chat(self, address: Address) -> tuple[Line, ...]:
        return self.chats.get(address, ())

    def list_destinations(self, person_id: int) -> tuple[Destination, ...]:
        own = [talk for talk in self.talks.values() if talk.person_id == person_id and talk.reachable]
        newest_first = sorted(own, key=lambda talk: -talk.seen)
        return tuple(Destination(talk.address, talk.locale) for talk in newest_first)

    def list_owners(self, company_id: int) -> tuple[int, ...]:
        return tuple(person.id for person in self.persons.values() if company_id in person.company_ids)

    def list_officers(self, city_id: int) -> tuple[int, ...]:
        agency, secretariat = Grant(Role.AGENCY, city_id=city_id), Grant(Role.SECRETARIAT)
        for wanted in (agency, secretariat):
            if found := tuple(one.id for one in self.persons.values() if wanted in one.grants):
                return found
        return ()

    def list_secretariat(self) -> tuple[int, ...]:
        return tuple(one.id for one in self.persons.values() if Grant(Role.SECRETARIAT) in one.grants)

    # Introductions

    def find_introduction(self, introduction_id: str) -> Introduction | None:
        return self.introductions.get(introduction_id)

    def list_sent(self, person_id: int) -> tuple[Introduction, ...]:
        return self._newest_first(lambda item: item.asker_id == person_id)

    def list_received(self, company_ids: tuple[int, ...]) -> tuple[Introduction, ...]:
        return self._newest_first(lambda item: item.company_id in company_ids and item.desk is Party.COMPANY)

    def list_at_desk(self, city_id: int | None) -> tuple[Introduction, ...]:
        at_desk = self._newest_first(
            lambda item: item.status in AT_DESK and city_id in (None, self.companies[item.company_id].city_id)
        )
        return at_desk[::-1]

    def list_forwarded(self, city_id: int | None) -> tuple[Introduction, ...]:
        return self._newest_first(
            lambda item: (
                item.forwarded_at is not None
                and item.desk is Party.COMPANY
                and city_id in (None, self.companies[item.company_id].city_id)
            )
        )

    def list_answered(self, person_id: int) -> tuple[Introduction, ...]:
        return self._newest_first(lambda item: item.answered_by == person_id)

    def find_given_contact(self, introduction_id: str) -> Profile | None:
        return self.given.get(introduction_id)

    def _newest_first(self, wanted: Callable[[Introduction], bool]) -> tuple[Introduction, ...]:
        found = [item for item in self.introductions.values() if wanted(item)]
        return tuple(sorted(found, key=lambda item: item.created_at, reverse=True))

    # Safety

    def find_handover(self, handover_id: str) -> Handover | None:
        return self.handovers.get(handover_id)

    def list_handovers(self, person_id: int) -> tuple[Handover, ...]:
        return tuple(one for one in reversed(self.handovers.values()) if one.person_id == person_id)

    def list_open_handovers(self, city_id: int | None, limit: int) -> tuple[Handover, ...]:
        return tuple(
            one for one in self.handovers.values() if one.is_open and city_id in (None, one.city_id)
        )[:limit]

    def find_freeze(self, person_id: int) -> Freeze | None:
        return self.freezes.get(person_id)

    def list_blocked(self, person_id: int) -> tuple[int, ...]:
        return tuple(blocked for blocker, blocked in self.blocks if blocker == person_id)

    def find_report(self, report_id: str) -> Report | None:
        return self.reports.get(report_id)

    def find_filed(self, introduction_id: str, reporter_id: int) -> Report | None:
        own = (one for one in self.reports.values() if one.reporter_id == reporter_id)
        return next((one for one in own if one.introduction_id == introduction_id), None)

    def list_open_reports(self, city_id: int | None, limit: int) -> tuple[Report, ...]:
        waiting = (one for one in self.reports.values() if one.decided_at is None)
        return tuple(one for one in waiting if city_id in (None, one.city_id))[:limit]

    # Mailings

    def list_mailings(self, sees: Callable[[Mailing], bool]) -> tuple[Mailing, ...]:
        return tuple(filter(sees, sorted(self.mailings.values(), key=lambda one: -one.id)))

    def find_mailing(self, news_id: int) -> Mailing | None:
        return self.mailings.get(news_id)

    def count_outcomes(self, news_id: int) -> dict[RecipientStatus, int]:
        return self.outcomes.get(news_id, {})

    def list_approvers(self, mailing: Mailing) -> tuple[int, ...]:
        secretariat = Grant(Role.SECRETARIAT)
        own = (one.id for one in self.persons.values() if secretariat in one.grants)
        return tuple(one for one in own if one != mailing.author_id)

    def rehearse(self, mailing: Mailing) -> Rehearsal:
        ways = {Way.PUSH: 300, Way.MASS if mailing.by_mass else Way.CONTACT: 40}
        missed = {Hindrance.NOT_SUBSCRIBED: 7, Hindrance.UNREACHABLE: 2}
        return Rehearsal({"telegram": 300, "wechat": 40}, ways, missed, 720.0, int(mailing.by_mass))

    def list_held(self) -> tuple[Held, ...]:
        return self.held

    def list_previews(self, mailing: Mailing) -> tuple[Preview, ...]:
        return (Preview("wechat", "zh", f"【{mailing.item.titles['zh']}】"),)

    # Writing

    def next_id(self) -> str:
        cases = len(self.handovers) + len(self.reports)
        return f"r{cases + len(self.introductions) + len(self.companies) - len(COMPANIES) + 1:09d}"

    def touch(self, talk: Talk) -> None:
        """Store a conversation as the most recently used."""
        self._turns += 1
        self.talks[talk.address] = replace(talk, seen=self._turns)

    def put_person(
        self, address: Address, locale: str, *company_ids: int, profile: Profile | None = None
    ) -> int:
        """Somebody who consented earlier and answers for these entries."""
        person_id = max(self.persons, default=0) + 1
        consents = tuple(
            Consent(purpose, TEXT_VERSIONS[purpose], locale, address.platform, self.now)
            for purpose in (Purpose.INTRODUCTIONS, Purpose.ABROAD)[
                : 2 if self._is_chinese(company_ids) else 1
            ]
        )
        if address.platform in PLATFORMS_IN_CHINA and len(consents) == 1:
            version = TEXT_VERSIONS[Purpose.ABROAD]
            consents += (replace(consents[0], purpose=Purpose.ABROAD, text_version=version),)
        grants = tuple(Grant(Role.OWNER, company_id=company_id) for company_id in company_ids)
        self.persons[person_id] = Person(person_id, profile or Profile(), company_ids, consents, grants)
        self.touch(Talk(address, locale, person_id=person_id))
        return person_id

    def _is_chinese(self, company_ids: Iterable[int]) -> bool:
        return any(self.companies[company_id].country is Country.CN for company_id in company_ids)

    def apply(self, command: Command, address: Address | None) -> None:
        """What directory/store/apply.py does. Raises Conflict, ConsentMissing or Refused."""
        match command:
            case UpdateIntroduction():
                self._step(command, address)
            case PutHandover(handover):
                self._put_handover(
                    handover, self.persons[self.talks[address].person_id or 0] if address else None
                )
            case AskOwners() | HideUnanswered() | NoteReminded() | NoteEscalated():
                self._let_time_pass(command)
            case _ if address is None:
                raise Refused("needs a conversation")
            case GiveConsent():
                self._give_consent(command, address)
            case SaveProfile(profile, purpose):
                use = Use.REGISTER if purpose is Purpose.REGISTRATION else Use.REQUEST
                person = self._agreed(address, use)
                self.persons[person.id] = replace(person, profile=profile)
            case WithdrawConsent(purpose, topic):
                self._withdraw(self.persons[self.talks[address].person_id or 0], purpose, topic)
            case CreateIntroduction(introduction, recent):
                person = self._agreed(address, Use.REQUEST)
                if person.id in self.freezes:
                    raise Refused("frozen")
                if introduction.asker_id not in (0, person.id):
                    raise Refused("somebody else's request")
                check_new(introduction)
                self._require_new(introduction, person.id, recent)
                self._put(replace(introduction, asker_id=person.id))
            case UseInvitation(code):
                grant = self.find_invitation(code)
                if grant is None:
                    raise Refused("the invitation is not valid")
                official = grant.company_id is None
                person = self._agreed(address, Use.OFFICE if official else Use.ANSWER)
                del self.invitations[code]
                self.grant(person.id, grant)
            case GiveContact(introduction_id, profile):
                introduction = self.introductions[introduction_id]
                if self._find_party(introduction, Event.ACCEPT, address) is not Party.AGENCY:
                    raise Forbidden("only the agency in charge writes a contact down")
                self.given[introduction_id] = profile
            case NoteLedTo(introduction_id, led_to):
                asked = self.introductions[introduction_id].asker_id == self.talks[address].person_id
                self.led_to[introduction_id, "asker" if asked else "company"] = led_to
            case DeletePerson():
                self._delete(address)
            case _:
                self._apply_further(command, address)

    def _let_time_pass(self, command: Command) -> None:
        match command:
            case AskOwners(company_id):
                self._put_entry(company_id, asked_at=self.now)
            case HideUnanswered(company_id):
                self._put_entry(company_id, status=EntryStatus.HIDDEN)
            case NoteReminded(person_id):
                self.reminded[person_id] = self.now
            case NoteEscalated(company_id, None):
                told = replace(self.companies[company_id], escalated_at=self.now)
                self.companies[company_id] = told
            case NoteEscalated(_, claim_id):
                claim = self.claims[claim_id or 0]
                self.claims[claim.id] = replace(claim, escalated_at=self.now)

    def _require_new(self, introduction: Introduction, person_id: int, recent: int | None) -> None:
        unseen = recent is not None and count_recent(self.list_sent(person_id), self.now) > recent
        if unseen or introduction.id in self.introductions:
            raise Conflict(introduction.id)

    def _apply_further(self, command: Command, address: Address) -> None:
        match command:
            case NoteSearch() | NoteChoice() | MakeLink():
                self.noted += (command,)
            case NoteInChina():
                person = self.persons[self.talks[address].person_id or 0]
                self.persons[person.id] = replace(person, in_china=True)
            case FileReport() | DecideReport() | Unfreeze() | BlockSender() | NoteHeld():
                self._protect(command, self.persons[self.talks[address].person_id or 0])
            case _:
                self._act(command, self.persons[self.talks[address].person_id or 0])

    def grant(self, person_id: int, grant: Grant) -> None:
        """Give a person a role."""
        person = self.persons[person_id]
        joined = (*person.company_ids, *((grant.company_id,) if grant.company_id else ()))
        self.persons[person_id] = replace(
            person,
            company_ids=tuple(dict.fromkeys(joined)),
            grants=tuple(dict.fromkeys((*person.grants, grant))),
        )

    def _act(self, command: Command, person: Person) -> None:
        """What directory/store/acts.py and news_acts.py do."""
        match command:
            case SaveNews() | AdvanceNews():
                self._act_on_news(command, person)
            case RegisterEntry(company):
                self._require(person, Use.REGISTER)
                new_id = max(self.companies) + 1
                said = replace(company, updated_at=self.now, fresh_at=self.now, waiting_since=self.now)
                self.companies[new_id] = replace(said, id=new_id)
                self.grant(person.id, Grant(Role.OWNER, company_id=new_id))
            case ClaimEntry(company_id):
                self._require(person, Use.REGISTER)
                claim_id = max(self.claims, default=0) + 1
                self.claims[claim_id] = Claim(claim_id, company_id, person.id, self.now)
            case DecideClaim(claim_id, admit):
                claim = self.claims.pop(claim_id)
                self._permit(person, Act.ADMIT if admit else Act.REFUSE, claim.company_id)
                if admit:
                    self.grant(claim.person_id, Grant(Role.OWNER, company_id=claim.company_id))
            case MergeEntries(kept_id, dropped_id):
                self._permit(person, Act.MERGE, kept_id)
                self._permit(person, Act.MERGE, dropped_id)
                moved = self.list_owners(dropped_id)
                self.merges[dropped_id] = Merge(kept_id, self.companies[dropped_id], self.now, moved)
                self._put_entry(dropped_id, status=EntryStatus.MERGED, merged_into=kept_id)
            case UndoMerge(dropped_id):
                merge = self.merges.pop(dropped_id)
                self._permit(person, Act.UNDO_MERGE, merge.kept_id)
                self._put_entry(dropped_id, status=EntryStatus.PENDING, merged_into=None)
            case _:
                company = self.companies[command.company_id]  # type: ignore[union-attr]
                city = self.cities[company.city_id]
                decision = decide(command, person, company, city, self.now)  # type: ignore[arg-type]
                if decision is Refusal.STALE:
                    raise Conflict("stale")
                if not isinstance(decision, Decision):
                    raise Forbidden(str(decision))
                if decision.words:
                    self.reasons[company.id] = decision.words
                self.companies[company.id] = decision.company
                self._put_entry(company.id)

    def _act_on_news(self, command: SaveNews | AdvanceNews, person: Person) -> None:
        match command:
            case SaveNews(mailing, then, send_at):
                news_id = mailing.id or max(self.mailings, default=0) + 1
                office = find_office(person)
                if office is None:
                    raise Forbidden("no office")
                item = replace(mailing.item, id=news_id)
                fresh = replace(mailing, item=item, author_id=person.id, city_id=office.city_id)
                self.mailings[news_id] = fresh
                if then is not None:
                    self._act_on_news(AdvanceNews(news_id, then, fresh.version, send_at), person)
            case AdvanceNews(news_id, event, version, send_at):
                known = self.mailings[news_id]
                if known.version != version and event not in STOPS:
                    raise Conflict("stale")
                if find_permit(person, known, ACTS[event], self.list_cities()) is None:
                    raise Forbidden(str(event))
                after = advance(known, event, self.now, approved_by=person.id, send_at=send_at)
                if after is None:
                    raise Refused(str(event))
                self.mailings[news_id] = after

    def _put_entry(self, company_id: int, **values: object) -> None:
        known = self.companies[company_id]
        stamp = max(self.now, (known.updated_at or self.now) + timedelta(milliseconds=1))
        self.companies[company_id] = replace(known, updated_at=stamp, **values)  # type: ignore[arg-type]

    def _protect(self, command: Command, person: Person) -> None:
        """What directory/store/safety.py does."""
        match command:
            case FileReport(report):
                if self.find_filed(report.introduction_id, person.id) is None:
                    self.reports[report.id] = report
            case DecideReport(report_id, freeze):
                report = self.reports[report_id]
                if report.decided_at:
                    raise Conflict(report_id)
                act = Act.FREEZE if freeze else Act.DISMISS
                role = self._permit_in(person, act, report.city_id)
                self.reports[report_id] = replace(report, decided_at=self.now)
                if freeze and report.accused_id:
                    frozen = Freeze(report.accused_id, report.city_id, role, report_id, self.now)
                    self.freezes[report.accused_id] = frozen
            case Unfreeze(person_id):
                self._permit_in(person, Act.UNFREEZE, self.freezes[person_id].city_id)
                lifted = self.freezes.pop(person_id)
                companies = self.persons[person_id].company_ids
                for held in tuple(self.introductions.values()):
                    if held.is_open and (held.asker_id == person_id or held.company_id in companies):
                        self._put(resume(held, lifted.at, self.now))
                for one in self.handovers.values():
                    if one.person_id == person_id and one.subject is Subject.OBJECTION and one.is_open:
                        self._put_handover(replace(one, closed_at=self.now, version=one.version + 1), None)
            case NoteHeld(introduction_id):
                held = self.introductions[introduction_id]
                if held.held_at:
                    raise Conflict(introduction_id)
                self._put(replace(held, held_at=self.now, version=held.version + 1))
            case BlockSender(person_id, blocked):
                self.blocks.pop((person.id, person_id), None)
                if blocked:
                    self.blocks[person.id, person_id] = True

    def _put_handover(self, handover: Handover, person: Person | None) -> None:
        """What directory/store/handovers.py does."""
        known = self.handovers.get(handover.id)
        if known is None:
            assert person is not None and handover.person_id == person.id
            self._require(person, Use.HELP)
        elif known.version != handover.version - 1:
            raise Conflict(handover.id)
        elif person is not None and person.id != known.person_id:
            self._permit_in(person, Act.ASSIST, known.city_id)
        self.handovers[handover.id] = handover

    def _permit_in(self, person: Person, act: Act, city_id: int | None) -> Role:
        grant = find_grant(person.grants, act, city_id=city_id)
        if grant is None:
            raise Forbidden(str(act))
        return grant.role

    def _permit(self, person: Person, act: Act, company_id: int) -> None:
        city_id = self.companies[company_id].city_id
        if find_grant(person.grants, act, city_id=city_id, company_id=company_id) is None:
            raise Forbidden(str(act))

    def _require(self, person: Person, use: Use) -> None:
        known = self.get_known(person.id)
        if known is None or list_missing(known, use, self.servers):
            raise ConsentMissing(str(use))

    def _withdraw(self, person: Person, purpose: Purpose, topic: str) -> None:
        """What directory/store/withdrawals.py does."""
        ended = tuple(Purpose) if purpose is Purpose.ABROAD else (purpose,)
        consents = tuple(
            replace(one, withdrawn_at=one.withdrawn_at or self.now)
            if one.purpose in ended and topic in ("", one.topic)
            else one
            for one in person.consents
        )
        left = replace(person, consents=consents)
        if Purpose.HELP in ended:
            self.handovers = {i: one for i, one in self.handovers.items() if one.person_id != person.id}
        if Purpose.OFFICE in ended:
            left = replace(left, grants=tuple(grant for grant in left.grants if grant.company_id))
        if not (left.lets(Purpose.INTRODUCTIONS) or left.lets(Purpose.REGISTRATION)):
            left = replace(left, profile=Profile(), company_ids=(), grants=left.offices)
        self.persons[person.id] = left
        for item in self.introductions.values() if Purpose.INTRODUCTIONS in ended else ():
            if item.asker_id == person.id:
                closed = {"status": Status.WITHDRAWN, "closed_at": self.now} if item.is_open else {}
                gone = {"who": "", "goal": "", "why": "", "version": item.version + 1}
                self.introductions[item.id] = replace(item, **gone, **closed)  # type: ignore[arg-type]
            after = self.introductions[item.id]
            if after.status is Status.TALKING and person.id in (item.asker_id, item.answered_by):
                self.introductions[item.id] = replace(after, status=Status.ENDED)

    def _step(self, command: UpdateIntroduction, address: Address | None) -> None:
        """What directory/store/stepping.py does."""
        after, event = command.introduction, command.event
        before = self.introductions.get(after.id)
        person_id = self.talks[address].person_id if address else None
        if before is None or before.version != after.version - 1:
            raise Conflict(after.id)
        party = self._find_party(before, event, address)
        if party is None or find_target(before, event) is not after.status:
            raise Forbidden(f"{event} is not permitted")
        if event is Event.ACCEPT and {after.asker_id, after.answered_by} & set(self.freezes):
            raise Conflict(after.id)
        known = person_id and self.get_known(person_id)
        if known and party is not Party.AGENCY and len(after.remarks) > len(before.remarks):
            self._require(known, Use.ANSWER)
        if event is Event.ACCEPT and not (party is Party.AGENCY and after.id in self.given):
            self._require(self.persons[after.answered_by or 0], Use.CONTACT)
        if event is Event.ACCEPT and self.find_contact(after.asker_id, Use.CONTACT) is None:
            raise Conflict(after.id)
        self.steps += ((before.status, event, party),)
        self._put(after)

    def _find_party(self, introduction: Introduction, event: Event, address: Address | None) -> Party | None:
        person = self.persons[self.talks[address].person_id or 0] if address else None
        return find_party(introduction, event, person, self.companies[introduction.company_id].city_id)

    def _put(self, introduction: Introduction) -> None:
        written = INTRODUCTION_JSON.dump_json(introduction)
        self.introductions[introduction.id] = INTRODUCTION_JSON.validate_json(written)

    def _give_consent(self, command: GiveConsent, address: Address) -> None:
        talk = self.talks[address]
        consent = Consent(
            command.purpose, command.text_version, command.locale, address.platform, self.now, command.topic
        )
        person_id = talk.person_id or max(self.persons, default=0) + 1
        person = self.persons.get(person_id, Person(person_id))
        self.persons[person_id] = replace(person, consents=(*person.consents, consent))
        self.talks[address] = replace(talk, person_id=person_id)

    def _agreed(self, address: Address, use: Use) -> Person:
        person = self.persons.get(self.talks[address].person_id or 0)
        if person is None:
            raise ConsentMissing(str(address))
        self._require(person, use)
        return person

    def _delete(self, address: Address) -> None:
        person_id = self.talks[address].person_id
        if person_id is None:
            return
        for item in tuple(self.introductions.values()):
            if item.asker_id == person_id:
                closed = {"status": Status.WITHDRAWN, "closed_at": self.now} if item.is_open else {}
                gone = {"asker_id": 0, "who": "", "goal": "", "why": "", "version": item.version + 1}
                self.introductions[item.id] = replace(item, **gone, **closed)  # type: ignore[arg-type]
            elif item.answered_by == person_id:
                self.introductions[item.id] = replace(item, answered_by=None, version=item.version + 1)
            gone_from = self.introductions[item.id]
            if gone_from.status is Status.TALKING and person_id in (item.asker_id, item.answered_by):
                self.introductions[item.id] = replace(gone_from, status=Status.ENDED)
        for talk in self.talks.values():
            if talk.person_id == person_id:
                memory = talk.memory if talk.address == address else None
                self.talks[talk.address] = replace(talk, person_id=None, memory=memory)
        self.handovers = {key: one for key, one in self.handovers.items() if one.person_id != person_id}
        self.freezes.pop(person_id, None)
        self.blocks = {pair: True for pair in self.blocks if person_id not in pair}
        del self.persons[person_id]


NEWS = (
    NewsItem(
        1,
        Topic.ASSEMBLY,
        {"de": "Vollversammlung in Foshan", "zh": "佛山全体大会", "en": "Assembly in Foshan"},
        {"de": "Im Oktober.", "zh": "十月举行。", "en": "In October."},
        datetime(2026, 11, 2, 8, tzinfo=UTC),
        "https://isa.example/1",
    ),
    NewsItem(
        2,
        Topic.FAIR,
        {"de": "Hannover Messe", "zh": "汉诺威工业博览会"},
        {"de": "Im April.", "zh": "四月举行。"},
        datetime(2026, 11, 20, 8, tzinfo=UTC),
    ),
    NewsItem(3, Topic.GREETING, {"de": "Frohes Fest"}, {}, datetime(2026, 12, 24, 8, tzinfo=UTC)),
)
