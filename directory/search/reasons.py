"""Why an entry was found, in the user's words and its own."""

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz

from directory.search.catalogue import Catalogue
from directory.search.concepts import Lexicon
from directory.search.entries import Named
from directory.search.matching import Match
from directory.search.normalize import fold, has_han, tokens
from directory.search.postings import Floats
from directory.search.result import Reason, ReasonKind

LEAST = 0.15
LEAST_MEANING = 0.25


class Explainer:
    """Finds reasons for the hits of one search; `by_term` is the word evidence of every term."""

    def __init__(
        self, catalogue: Catalogue, lexicon: Lexicon, words: str, concepts: Sequence[Match], by_term: Floats
    ) -> None:
        self._catalogue = catalogue
        self._words = words
        self._by_term = by_term
        self._near = [
            (match, lexicon.broader(match.concept) | lexicon.narrower(match.concept)) for match in concepts
        ]

    def explain(
        self, row: int, closest: int, *, name: float, word: float, concept: float, meaning: float
    ) -> tuple[Reason, ...]:
        """Reasons for a hit, the strongest first, from the evidence of each kind."""
        entry = self._catalogue.entries[row]
        if entry is None:
            return ()
        reasons: list[tuple[float, Reason]] = []
        if name > LEAST:
            reasons.append((name, Reason(ReasonKind.NAME, self._words, entry.shown_name)))
        if concept > 0:
            reasons += [(concept, reason) for reason in self._concepts(entry.concepts)]
        if word > LEAST:
            reasons.append((word * 0.9, self._word(row)))
        if meaning > LEAST_MEANING and closest >= 0:
            found = self._catalogue.terms[closest]
            reasons.append((meaning * 0.8, Reason(ReasonKind.MEANING, self._words, found)))
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

    def _word(self, row: int) -> Reason:
        """The pair of words, one asked and one found, that look most alike."""
        terms = self._catalogue.pair_terms.values[self._catalogue.pairs_of(row)]
        text = self._catalogue.terms[int(terms[int(np.argmax(self._by_term[terms]))])]
        asked = [(fold(piece), piece) for piece in _pieces(self._words)]
        pairs = [
            (fuzz.ratio(plain, fold(other)), piece, other)
            for other in _pieces(text)
            for plain, piece in asked
        ]
        best = max(pairs)
        return Reason(ReasonKind.WORD, best[1], best[2])


def _pieces(text: str) -> list[str]:
    return [token for token in tokens(text) if len(token) > 2 or has_han(token)] or [text]
