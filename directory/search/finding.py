"""One search over one generation: gather evidence, score, explain."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from directory.search import ranking
from directory.search.arrays import Floats, Rows
from directory.search.evidence import Asked, RowEvidence, TermEvidence, judge_rows, judge_terms
from directory.search.generation import Generation, Part
from directory.search.names import NameHits
from directory.search.question import Filters
from directory.search.reasons import Explainer, Found
from directory.search.result import Hit
from directory.search.sieve import Sieve


@dataclass(frozen=True, slots=True)
class _Scored:
    """The best rows of one part, with all that speaks for them."""

    part: Part
    terms: TermEvidence
    rows: Rows
    name: Floats
    word: Floats
    concept: Floats
    meaning: Floats
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
        _score(part, of_terms, of_names, judge_rows(part, of_terms, asked, sieve), limit)
        for part, of_terms, of_names in zip(generation.parts, terms, named, strict=True)
    ]
    best = sorted(
        _Place(-round(score, 3), company_id, number, at)
        for number, one in enumerate(scored)
        for at, (score, company_id) in enumerate(
            zip(one.scores.tolist(), one.part.segment.columns.company[one.rows].tolist(), strict=True)
        )
        if score > 0
    )[:limit]
    founds = _look_up(scored, best, asked)
    return tuple(
        _hit(place, scored[place.part], found, explainer) for place, found in zip(best, founds, strict=True)
    )


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


def _score(part: Part, terms: TermEvidence, named: NameHits, found: RowEvidence, limit: int) -> _Scored:
    strong = named.likeness > ranking.NAME_FLOOR
    name_rows = named.rows[strong]
    rows = np.union1d(found.rows, name_rows) if len(name_rows) else found.rows
    name, word = np.zeros(len(rows), np.float32), np.zeros(len(rows), np.float32)
    concept, meaning = np.zeros(len(rows), np.float32), np.zeros(len(rows), np.float32)
    at = np.searchsorted(rows, found.rows) if len(name_rows) else slice(None)
    word[at], concept[at], meaning[at] = found.word, found.concept, found.meaning
    if len(name_rows):
        likeness = ranking.ramp(named.likeness[strong], ranking.NAME_FLOOR, ranking.NAME_FULL)
        name[np.searchsorted(rows, name_rows)] = likeness
    scores = ranking.fuse(ranking.Evidence(name, word, concept, meaning))
    if len(scores) > limit:
        rounded = np.round(scores, 3)
        last = np.partition(rounded, -limit)[-limit]
        above = np.flatnonzero(rounded > last)
        equal = np.flatnonzero(rounded == last)[: limit - len(above)]
        kept = np.sort(np.concatenate([above, equal]))
        rows, name, word, concept, meaning, scores = (
            values[kept] for values in (rows, name, word, concept, meaning, scores)
        )
    return _Scored(part, terms, rows, name, word, concept, meaning, scores)


def _look_up(scored: list[_Scored], places: list[_Place], asked: Asked) -> list[Found]:
    """What the entries of some hits say: names, and the terms that speak for them."""
    return [_found(scored[place.part], place.at, asked) for place in places]


def _found(one: _Scored, at: int, asked: Asked) -> Found:
    columns, row = one.part.segment.columns, int(one.rows[at])
    pairs = slice(int(columns.pair_ends[row]), int(columns.pair_ends[row + 1]))
    terms, sources = columns.pair_terms[pairs].astype(np.int64), columns.pair_sources[pairs]
    known = one.terms.terms
    found = np.minimum(np.searchsorted(known, terms), max(len(known) - 1, 0))
    held = known[found] == terms if len(known) else np.zeros(len(terms), bool)
    wordiest = closest = -1
    if held.any():
        numbers, which = terms[held], found[held]
        meaning = one.terms.meaning[which] * asked.trust[sources[held]] - asked.less[sources[held]]
        closest = int(numbers[np.argmax(meaning)])
        wordiest = int(numbers[np.argmax(one.terms.word[which])])
    return Found(columns, row, wordiest, closest)


def _hit(place: _Place, one: _Scored, found: Found, explainer: Explainer) -> Hit:
    at = place.at
    reasons = explainer.explain(
        found,
        name=float(one.name[at]),
        word=float(one.word[at]),
        concept=float(one.concept[at]),
        meaning=float(one.meaning[at]),
    )
    score = float(one.scores[at])
    match = score >= ranking.MATCH_SCORE
    near = not match and bool(reasons) and score >= ranking.NEAR_SCORE
    return Hit(place.company_id, round(score, 1), match, reasons, near)
