"""What a search found, and why."""

from dataclasses import dataclass
from enum import StrEnum

from directory.search.question import Question


class ReasonKind(StrEnum):
    """How a hit was found."""

    NAME = "name"
    WORD = "word"
    CONCEPT = "concept"
    MEANING = "meaning"


class StandingKind(StrEnum):
    """What lets an entry gain a little on others, or fall behind them (silent)."""

    FRESH = "fresh"
    CONFIRMED = "confirmed"
    ANSWERS = "answers"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a hit matched: the user's word `asked`, the entry's own word `found`.

    `concept` is the lexicon id that joins them, if one does; a broader concept counts too.
    """

    kind: ReasonKind
    asked: str
    found: str
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A found entry. `score` is 0 to 100; `match` is true when the bot shows it as an answer.

    `near` is true for one that is no answer but has something in common: shown on request only.
    `standing` says why it gained a little on others.
    """

    company_id: int
    score: float
    match: bool
    reasons: tuple[Reason, ...] = ()
    near: bool = False
    standing: tuple[StandingKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """Hits, best first, and the question as it was understood.

    `concepts` are the lexicon ids recognised in the question, the most specific first.
    """

    question: Question
    hits: tuple[Hit, ...] = ()
    concepts: tuple[str, ...] = ()
