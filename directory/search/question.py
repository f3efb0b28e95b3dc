"""What is asked for: the words, and the filters that narrow them."""

from dataclasses import dataclass
from enum import StrEnum

from directory.domain.city import Country
from directory.domain.company import CooperationKind


class Wish(StrEnum):
    """What a user wants to do with what is found."""

    BUY = "buy"
    SELL = "sell"
    COOPERATE = "cooperate"


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions every hit must meet; None means: any. `field` is a key of `domain.fields.FIELDS`.

    `wish` says which side of an entry is asked: BUY what it offers, SELL what it seeks, COOPERATE both.
    """

    country: Country | None = None
    city_id: int | None = None
    field: str | None = None
    cooperation: CooperationKind | None = None
    wish: Wish | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A user's sentence taken apart: `words` is what is left to search for, `language` "de", "zh" or "en".

    `filters` holds only what the sentence itself named (a city, a country, a cooperation
    kind, a wish).
    """

    text: str
    words: str
    language: str
    filters: Filters = Filters()
