"""Directory entries: companies, agencies, institutions and clubs."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from directory.domain.city import Country


class EntryKind(StrEnum):
    """What an entry of the directory is."""

    COMPANY = "company"
    AGENCY = "agency"
    INSTITUTION = "institution"
    CLUB = "club"


class CooperationKind(StrEnum):
    """The ways of working together that an entry can offer or seek."""

    SUPPLY = "supply"
    DISTRIBUTION = "distribution"
    JOINT_VENTURE = "joint_venture"
    TECHNOLOGY = "technology"
    INVESTMENT = "investment"
    MARKET_ENTRY = "market_entry"
    SERVICE = "service"
    EXCHANGE = "exchange"


class BusinessRole(StrEnum):
    """What an entry is in its trade: said by itself, and confirmed apart from that."""

    MAKER = "maker"
    TRADER = "trader"
    SERVICE = "service"


class EntryStatus(StrEnum):
    """Where an entry stands with its city's agency.

    `pending` waits to be confirmed, `returned` was sent back to its owner, `changed` was confirmed and
    then changed by its owner, `hidden` was taken off by its owner or left unanswered, `merged` lives
    on in another entry.
    """

    PENDING = "pending"
    RETURNED = "returned"
    LISTED = "listed"
    CHANGED = "changed"
    HIDDEN = "hidden"
    MERGED = "merged"


VISIBLE = (EntryStatus.LISTED, EntryStatus.CHANGED)
"""What is found in searches, unless its city has left the alliance."""

BADGE_FADES_AFTER = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who checked a field of an entry, and when (UTC)."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Company:
    """One entry of the directory, as searched and shown. Holds no personal data.

    `name` is in the entry's own script, `name_latin` its business-card form. `offers` and `seeks`
    are trade terms in the entry's own language; `industries` are ISIC Rev. 4 classes ("2592").
    `source` says where the entry comes from ("import:FILE", "sample"); `confirmed` maps a field
    name to its confirmation. `id` is 0 for an entry that has not been stored. `registration` is the
    number in a public register. `fresh_at` is when somebody last stood up for the entry, `asked_at`
    since when its owners have been asked without an answer; `merged_into` is where it lives on.
    `waiting_since` is when it was last handed in to its agency, `escalated_at` when it had waited there so
    long that its owners and the secretariat were told.
    """

    id: int
    external_id: str
    country: Country
    city_id: int
    name: str
    name_latin: str = ""
    kind: EntryKind = EntryKind.COMPANY
    website: str = ""
    employees: int | None = None
    founded: int | None = None
    description_de: str = ""
    description_zh: str = ""
    description_en: str = ""
    offers: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()
    cooperation: tuple[CooperationKind, ...] = ()
    industries: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    source: str = ""
    updated_at: datetime | None = None
    confirmed: dict[str, Confirmation] = field(default_factory=dict)
    registration: str = ""
    declared_role: BusinessRole | None = None
    confirmed_role: BusinessRole | None = None
    status: EntryStatus = EntryStatus.LISTED
    fresh_at: datetime | None = None
    asked_at: datetime | None = None
    merged_into: int | None = None
    waiting_since: datetime | None = None
    escalated_at: datetime | None = None

    @property
    def is_visible(self) -> bool:
        """Found in searches and shown to everybody."""
        return self.status in VISIBLE

    @property
    def stamp(self) -> str:
        """Changes with every change of the entry; short enough for a button."""
        return f"{int(self.updated_at.timestamp() * 1000):x}" if self.updated_at else ""

    def find_badge(self) -> Confirmation | None:
        """The latest confirmation, as long as the entry may show it."""
        if not self.is_visible or not self.confirmed:
            return None
        return max(self.confirmed.values(), key=lambda confirmation: confirmation.at)

    @property
    def is_sample(self) -> bool:
        """Fictional entry of the demo."""
        return self.source == "sample"

    def description(self, locale: str) -> tuple[str, str]:
        """(text, its language) best suited for `locale`; ("", "") when there is none."""
        texts = {"de": self.description_de, "zh": self.description_zh, "en": self.description_en}
        own = "zh" if self.country is Country.CN else "de"
        for language in (locale, "en", own, "de", "zh"):
            if texts.get(language):
                return texts[language], language
        return "", ""


CONFIRMABLE = (
    "country",
    "city_id",
    "name",
    "name_latin",
    "kind",
    "website",
    "employees",
    "founded",
    "description_de",
    "description_zh",
    "description_en",
    "offers",
    "seeks",
    "cooperation",
    "industries",
    "certificates",
    "registration",
)
"""Fields that somebody can check; the role in the trade has a field of its own for that."""


def is_faded(badge: Confirmation, now: datetime) -> bool:
    """Whether a confirmation is so old that it is shown as such."""
    return now - badge.at >= BADGE_FADES_AFTER


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says to answer for an entry; the city's agency decides. `escalated_at`: see Company."""

    id: int
    company_id: int
    person_id: int
    at: datetime
    escalated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Two entries that were one: `dropped`, as it is stored, lives on in `kept_id`.

    `person_ids` are those whom the merge moved: they answered for `dropped`.
    """

    kept_id: int
    dropped: Company
    at: datetime
    person_ids: tuple[int, ...] = ()

    @property
    def dropped_id(self) -> int:
        """The id of the entry that lives on in the other."""
        return self.dropped.id


@dataclass(frozen=True, slots=True)
class CompanyContact:
    """A contact person named in an imported file: personal data, stored apart from the entry."""

    name: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    languages: tuple[str, ...] = ()
