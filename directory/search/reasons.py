"""Why an entry was found, in the user's words and its own."""

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz

from directory.search.bridge import Sense
from directory.search.catalogue import Catalogue
from directory.search.concepts import Lexicon
from directory.search.matching import Match
from directory.search.normalize import fold, has_han, tokens
from directory.search.result import Reason, ReasonKind

_LEAST = 0.15


def explain(
    catalogue: Catalogue,
    row: int,
    words: str,
    concepts: Sequence[Match],
    sense: Sense,
    lexicon: Lexicon,
    *,
    by_name: float,
    by_word: float,
    by_concept: float,
    by_meaning: float,
) -> tuple[Reason, ...]:
    """Reasons for a hit, the strongest first; `by_...` is the evidence of each kind (0..1)."""
    entry = catalogue.entries[row]
    if entry is None:
        return ()
    reasons: list[tuple[float, Reason]] = []
    if by_name > _LEAST:
        reasons.append((by_name, Reason(ReasonKind.NAME, words, entry.shown_name)))
    if by_concept > 0:
        reasons += [(by_concept, reason) for reason in _concept_reasons(catalogue, row, concepts, lexicon)]
    pairs = catalogue.pairs_of(row)
    terms = np.asarray(catalogue.pair_terms.values[pairs], np.int64)
    if by_word > _LEAST and len(terms):
        texts = [catalogue.terms[int(term)] for term in terms]
        reasons.append((by_word, _word_reason(words, texts)))
    if by_meaning > _LEAST and len(terms):
        best = terms[int(np.argmax(catalogue.meanings.cosines(sense, terms)))]
        reasons.append((by_meaning * 0.8, Reason(ReasonKind.MEANING, words, catalogue.terms[int(best)])))
    reasons.sort(key=lambda reason: -reason[0])
    return tuple(reason for _, reason in reasons)


def _concept_reasons(
    catalogue: Catalogue, row: int, concepts: Sequence[Match], lexicon: Lexicon
) -> list[Reason]:
    entry = catalogue.entries[row]
    named = {one.concept: one for one in reversed(entry.concepts)} if entry else {}
    reasons: dict[str, Reason] = {}
    for match in concepts:
        near = lexicon.narrower(match.concept) | lexicon.broader(match.concept)
        found = min((one for one in near if one in named), key=lambda one: near[one], default=None)
        if found is not None and match.piece not in reasons:
            reasons[match.piece] = Reason(ReasonKind.CONCEPT, match.piece, named[found].piece, found)
    return list(reasons.values())


def _word_reason(words: str, texts: list[str]) -> Reason:
    """The pair of words, one asked and one found, that look most alike."""
    asked = _pieces(words)
    pairs = [(fuzz.ratio(fold(one), fold(other)), one, other) for text in texts for other in _pieces(text) for one in asked]
    best = max(pairs, default=(0.0, words, texts[0]))
    return Reason(ReasonKind.WORD, best[1], best[2])


def _pieces(text: str) -> list[str]:
    return [token for token in tokens(text) if len(token) > 2 or has_han(token)] or [text]
