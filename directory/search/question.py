"""What is asked for: the words, and the filters that narrow them."""

from dataclasses import dataclass

from directory.domain.city import Country
from directory.domain.company import CooperationKind


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions every hit must meet; None means: any. `field` is a key of `domain.fields.FIELDS`."""

    country: Country | None = None
    city_id: int | None = None
    field: str | None = None
    cooperation: CooperationKind | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A user's sentence taken apart: `words` is what is left to search for, `language` "de", "zh" or "en".

    `filters` holds only what the sentence itself named (a city, a country, a cooperation kind).
    """

    text: str
    words: str
    language: str
    filters: Filters = Filters()
