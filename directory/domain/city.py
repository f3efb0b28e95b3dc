"""Member cities of the alliance and their two countries."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Country(StrEnum):
    """The two countries of the alliance, ISO 3166-1 alpha-2."""

    DE = "DE"
    CN = "CN"

    @property
    def other(self) -> "Country":
        """The partner country: searches look there by default."""
        return Country.CN if self is Country.DE else Country.DE


@dataclass(frozen=True, slots=True)
class City:
    """A member city, or one that has left. Empty text means: not known.

    `member_since` and `left_on` are an ISO date, a month or a year; `agency` names the body in charge,
    `page` is where the public finds it; `source_url` only tells where these facts are from.
    """

    id: int
    country: Country
    name_de: str
    name_zh: str
    name_en: str
    region: str = ""
    member_since: str = ""
    status: str = ""
    agency: str = ""
    source_url: str = ""
    page: str = ""
    left_on: str = ""

    @property
    def is_member(self) -> bool:
        """Has not left the alliance."""
        return not self.left_on

    def name(self, locale: str) -> str:
        """The city's name in `locale` ("de", "zh" or "en")."""
        return {"de": self.name_de, "zh": self.name_zh}.get(locale, self.name_en)

    @property
    def slug(self) -> str:
        """The English name as it stands in links and on printed QR codes: "bad-homburg"."""
        plain = unicodedata.normalize("NFKD", self.name_en.lower().replace("ß", "ss"))
        return "-".join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().replace("'", "")))
