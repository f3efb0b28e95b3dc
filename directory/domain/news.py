"""News of the alliance."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
class NewsItem:
    """A published item with its text per language ("de", "zh", "en"); English may be missing."""

    id: int
    topic: Topic
    titles: dict[str, str]
    bodies: dict[str, str]
    published_at: datetime
    link: str = ""

    def text(self, locale: str) -> tuple[str, str]:
        """(title, body) in `locale`, else English, else German, else Chinese."""
        for language in (locale, "en", "de", "zh"):
            if self.titles.get(language):
                return self.titles[language], self.bodies.get(language, "")
        return "", ""
