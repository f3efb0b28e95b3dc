"""What is asked for, counted without saying by whom."""

import re
from dataclasses import dataclass, field
from datetime import datetime

# So many different people must have asked before anybody is shown what they asked for.
SHOWN_FROM_PEOPLE = 5
LONGEST_WORDS, MOST_WORDS = 60, 6
_TELLING = re.compile(
    r"@|://|www\.|\d[\d\s()/+-]{4,}\d|\b(?:herrn?|frau|mrs?|ms|dr|prof)\b|先生|女士|小姐", re.I
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it is counted: what, in which language, from where and where to.

    `concept_id` is the lexicon's concept; only where it knows none do the normalised `words` count.
    City 0 and country "" mean: any or unknown.
    """

    concept_id: str
    words: str
    language: str
    home_city_id: int = 0
    country: str = ""
    city_id: int = 0


@dataclass(frozen=True, slots=True)
class Demand:
    """How often something was asked for in a period, and what became of it.

    `unmet` times nothing was shown, to `unmet_people` different people.
    `languages` and `chosen` (by entry id) count questions.
    """

    period: str
    concept_id: str
    words: str
    home_city_id: int
    country: str
    city_id: int
    people: int
    times: int
    unmet: int
    unmet_people: int
    languages: dict[str, int] = field(default_factory=dict)
    chosen: dict[int, int] = field(default_factory=dict)


def normalise_words(text: str) -> str:
    """Words as they may be counted; "" for what is long or could point to a person."""
    plain = " ".join(text.casefold().split())
    if len(plain) > LONGEST_WORDS or plain.count(" ") >= MOST_WORDS or _TELLING.search(plain):
        return ""
    return plain


def find_period(moment: datetime) -> str:
    """The quarter a moment falls in, such as "2026Q4"."""
    return f"{moment.year}Q{(moment.month + 2) // 3}"
