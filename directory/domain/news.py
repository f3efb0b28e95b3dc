"""News of the alliance: what an item says. How it is sent is a `Mailing`."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo


class Topic(StrEnum):
    """What a news item is about."""

    ASSEMBLY = "assembly"
    FAIR = "fair"
    DELEGATION = "delegation"
    NEW_MEMBER = "new_member"
    MATCHMAKING = "matchmaking"
    PROJECT = "project"
    ECONOMY = "economy"
    GREETING = "greeting"


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where and when something takes place; `zone` is the place's ("Europe/Berlin")."""

    place: str
    begins_at: datetime
    ends_at: datetime
    zone: str

    @property
    def begins_there(self) -> datetime:
        """The beginning on the clocks of the place."""
        return self.begins_at.astimezone(ZoneInfo(self.zone))

    @property
    def ends_there(self) -> datetime:
        """The end on the clocks of the place."""
        return self.ends_at.astimezone(ZoneInfo(self.zone))


@dataclass(frozen=True, slots=True)
class NewsItem:
    """An item with its text per language ("de", "zh", "en"); English may be missing.

    `published_at` None: not yet. `link` and `picture` are addresses (https).
    """

    id: int
    topic: Topic
    titles: dict[str, str]
    bodies: dict[str, str]
    published_at: datetime | None
    link: str = ""
    picture: str = ""
    occasion: Occasion | None = None

    def text(self, locale: str) -> tuple[str, str]:
        """(title, body) in `locale`, else English, else German, else Chinese."""
        for language in (locale, "en", "de", "zh"):
            if self.titles.get(language):
                return self.titles[language], self.bodies.get(language, "")
        return "", ""

    @property
    def languages(self) -> tuple[str, ...]:
        """Those it speaks."""
        return tuple(one for one in ("de", "zh", "en") if self.titles.get(one))

    @property
    def missing_languages(self) -> tuple[str, ...]:
        """German and Chinese, where the item does not speak it: then it cannot be sent."""
        return tuple(one for one in ("de", "zh") if one not in self.languages)
