"""Directory entries: companies, agencies, institutions and clubs."""

from dataclasses import dataclass, field
from datetime import datetime
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
    name to its confirmation. `id` is 0 for an entry that has not been stored.
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


@dataclass(frozen=True, slots=True)
class CompanyContact:
    """A contact person named in an imported file: personal data, stored apart from the entry."""

    name: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    languages: tuple[str, ...] = ()
