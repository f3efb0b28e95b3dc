"""Why an entry was found, in the user's words and its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from directory.search.columns import Columns
from directory.search.concepts import Lexicon
from directory.search.entries import Named
from directory.search.matching import Match
from directory.search.normalize import fold, has_han, tokens
from directory.search.result import Reason, ReasonKind

LEAST = 0.15
LEAST_MEANING = 0.25


@dataclass(frozen=True, slots=True)
class Found:
    """What the entry in a row says: its terms with the most words in common and the nearest (-1: none)."""

    columns: Columns
    row: int
    wordiest: int
    closest: int

    @property
    def name(self) -> str:
        """The entry's name as it is shown."""
        return self.columns.shown[self.row]

    def term(self, number: int) -> str:
        """A term by its number."""
        return self.columns.terms[number]

    def named(self, ids: Mapping[int, str]) -> list[Named]:
        """Those of some concepts (by number) that the entry's terms name."""
        columns, found = self.columns, []
        pairs = slice(*columns.pair_ends[self.row : self.row + 2].tolist())
        for term, source in zip(
            columns.pair_terms[pairs].tolist(), columns.pair_sources[pairs].tolist(), strict=True
        ):
            start, end = columns.named_ends[term : term + 2].tolist()
            for at, number in enumerate(columns.named[start:end].tolist(), start=start):
                if number in ids:
                    weight = float(columns.named_weight[at])
                    found.append(Named(ids[number], columns.pieces, at, weight, source))
        return found


class Explainer:
    """Finds reasons for the hits of one search."""

    def __init__(self, lexicon: Lexicon, words: str, concepts: Sequence[Match]) -> None:
        self._words = words
        self._asked = [(fold(piece), piece) for piece in _pieces(words)]
        self._near = [
            (match, lexicon.broader(match.concept) | lexicon.narrower(match.concept)) for match in concepts
        ]
        self._ids = {lexicon.numbers[concept]: concept for _, near in self._near for concept in near}

    def explain(
        self, found: Found, *, name: float, word: float, concept: float, meaning: float
    ) -> tuple[Reason, ...]:
        """Reasons for a hit, the strongest first, from the evidence of each kind."""
        reasons: list[tuple[float, Reason]] = []
        if name > LEAST:
            reasons.append((name, Reason(ReasonKind.NAME, self._words, found.name)))
        if concept > 0:
            reasons += [(concept, reason) for reason in self._concepts(found.named(self._ids))]
        if word > LEAST:
            reasons.append((word * 0.9, self._word(found.term(found.wordiest))))
        if meaning > LEAST_MEANING and found.closest >= 0:
            reasons.append(
                (meaning * 0.8, Reason(ReasonKind.MEANING, self._words, found.term(found.closest)))
            )
        reasons.sort(key=lambda reason: -reason[0])
        return tuple(reason for _, reason in reasons)

    def _concepts(self, named: Sequence[Named]) -> list[Reason]:
        """For every piece of the question the entry's own word for the nearest concept."""
        reasons: dict[str, Reason] = {}
        for match, near in self._near:
            known = [one for one in named if one.concept in near]
            if known and match.piece not in reasons:
                best = min(known, key=lambda one: (near[one.concept], one.source, -one.weight))
                reasons[match.piece] = Reason(ReasonKind.CONCEPT, match.piece, best.piece, best.concept)
        return list(reasons.values())

    def _word(self, text: str) -> Reason:
        """The pair of words, one asked and one found, that look most alike."""
        found = [(fold(other), other) for other in _pieces(text)]
        pairs = [
            (fuzz.ratio(plain, alike), piece, other) for alike, other in found for plain, piece in self._asked
        ]
        best = max(pairs)
        return Reason(ReasonKind.WORD, best[1], best[2])


def _pieces(text: str) -> list[str]:
    return [token for token in tokens(text) if len(token) > 2 or has_han(token)] or [text]
