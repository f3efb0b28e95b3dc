"""One search over one generation: gather evidence, score, explain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from directory.search import ranking
from directory.search.arrays import Floats
from directory.search.evidence import Asked, RowEvidence, TermEvidence, judge_rows, judge_terms
from directory.search.generation import Generation, Part
from directory.search.names import NameHits
from directory.search.normalize import has_han
from directory.search.question import Filters
from directory.search.reasons import Explainer, Found
from directory.search.result import Hit
from directory.search.sieve import Sieve


@dataclass(frozen=True, slots=True)
class _Scored:
    """The best rows of one part with all that speaks for them, and what its terms are worth by place."""

    part: Part
    terms: TermEvidence
    places: dict[int, int]
    word: list[float]
    meaning: list[float]
    evidence: RowEvidence
    scores: Floats


class _Place(NamedTuple):
    """Where a row stands among those scored."""

    score: float
    company_id: int
    part: int
    at: int


def find(
    generation: Generation,
    asked: Asked,
    named: tuple[NameHits, ...],
    sieve: Sieve,
    explainer: Explainer,
    limit: int,
) -> tuple[Hit, ...]:
    """Hits for a question, best first; of equally good ones the older entry."""
    terms = judge_terms(generation, asked, sieve)
    scored = [
        _score(part, of_terms, judge_rows(part, of_terms, of_names, asked, sieve), limit)
        for part, of_terms, of_names in zip(generation.parts, terms, named, strict=True)
    ]
    best = sorted(place for number, one in enumerate(scored) for place in _places(number, one))[:limit]
    found = [_found(scored[place.part], place.at, asked) for place in best]
    shown = ranking.worth(_candidates(best, scored, found, asked)).tolist()
    return tuple(
        _hit(place, scored[place.part], one, explainer, match=match)
        for place, one, match in zip(best, found, shown, strict=True)
    )


def _places(number: int, one: _Scored) -> Iterator[_Place]:
    ids = one.part.segment.columns.company[one.evidence.rows].tolist()
    for at, (score, company_id) in enumerate(zip(one.scores.tolist(), ids, strict=True)):
        if score > 0:
            yield _Place(-round(score, 3), company_id, number, at)


def browse(generation: Generation, sieve: Sieve, limit: int) -> tuple[Hit, ...]:
    """Entries found by filters alone, the oldest first; none without filters."""
    if sieve.filters == Filters():
        return ()
    passed = [
        part.segment.columns.company[np.flatnonzero(sieve.mask(part, np.arange(len(part.segment))))]
        for part in generation.parts
    ]
    ids = np.sort(np.concatenate(passed))[:limit] if passed else ()
    return tuple(Hit(int(company_id), ranking.BROWSE_SCORE, True) for company_id in ids)


def _score(part: Part, terms: TermEvidence, found: RowEvidence, limit: int) -> _Scored:
    """The best rows; of equally good ones the first."""
    scores = ranking.fuse(ranking.Evidence(found.name, found.word, found.concept, found.meaning))
    if len(scores) > limit:
        rounded = np.round(scores, 3)
        last = np.partition(rounded, -limit)[-limit]
        above, equal = np.flatnonzero(rounded > last), np.flatnonzero(rounded == last)
        room = limit - len(above)
        if len(equal) > room:
            equal = equal[np.argpartition(found.rows[equal], room - 1)[:room]]
        kept = np.concatenate([above, equal])
        scores = scores[kept]
        found = RowEvidence(
            found.rows[kept], found.name[kept], found.word[kept], found.concept[kept], found.meaning[kept]
        )
    places = {number: at for at, number in enumerate(terms.terms.tolist())}
    return _Scored(part, terms, places, terms.word.tolist(), terms.meaning.tolist(), found, scores)


def _found(one: _Scored, at: int, asked: Asked) -> Found:
    """What an entry says, with the terms of it that speak most for it."""
    columns, row = one.part.segment.columns, int(one.evidence.rows[at])
    start, end = columns.pair_ends[row : row + 2].tolist()
    wordiest, closest, most, nearest = -1, -1, 0.0, -9.0
    for number, source in zip(
        columns.pair_terms[start:end].tolist(), columns.pair_sources[start:end].tolist(), strict=True
    ):
        known = one.places.get(number)
        if known is None:
            continue
        near = one.meaning[known] * asked.trust[source] - asked.less[source]
        if near > nearest:
            closest, nearest = number, near
        if one.word[known] > most:
            wordiest, most = number, one.word[known]
    return Found(columns, row, wordiest, closest)


def _candidates(
    best: Sequence[_Place], scored: Sequence[_Scored], found: Sequence[Found], asked: Asked
) -> ranking.Candidates:
    """The best rows with the raw likenesses of their nearest terms."""
    table, han = [], has_han(asked.words)
    for place, entry in zip(best, found, strict=True):
        one, at = scored[place.part], place.at
        rows = one.evidence
        known = [rows.name[at], rows.word[at], rows.concept[at], rows.meaning[at]]
        near = [0.0, 0.0, 0.0, 0.0]
        if entry.closest >= 0:
            term = one.places[entry.closest]
            same = has_han(entry.term(entry.closest)) == han
            near = [one.terms.cosine[term], one.terms.profile[term], same, one.meaning[term] - known[3]]
        table.append(known + near)
    ids = np.array([place.company_id for place in best], np.int64)
    columns = np.array(table, np.float32).reshape(-1, 8).T
    return ranking.Candidates(ids, ranking.Evidence(*columns[:4]), *columns[4:])


def _hit(place: _Place, one: _Scored, found: Found, explainer: Explainer, *, match: bool) -> Hit:
    at = place.at
    reasons = explainer.explain(
        found,
        name=float(one.evidence.name[at]),
        word=float(one.evidence.word[at]),
        concept=float(one.evidence.concept[at]),
        meaning=float(one.evidence.meaning[at]),
    )
    score = float(one.scores[at])
    near = not match and bool(reasons) and score >= ranking.NEAR_SCORE
    return Hit(place.company_id, round(score, 1), match, reasons, near)
