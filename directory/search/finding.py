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
from directory.search.standing import Merits, Standings, add_points, list_kinds


@dataclass(frozen=True, slots=True)
class _Scored:
    """The best rows of one part with all that speaks for them; `words`: the words in common by term."""

    part: Part
    terms: TermEvidence
    words: dict[int, float]
    evidence: RowEvidence
    scores: Floats
    merits: Merits


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
    standings: Standings,
    limit: int,
) -> tuple[Hit, ...]:
    """Hits for a question, best first, their standing added; of equally good ones the older entry."""
    terms = judge_terms(generation, asked, sieve)
    scored = [
        _score(part, of_terms, judge_rows(part, of_terms, of_names, asked, sieve), standings, limit)
        for part, of_terms, of_names in zip(generation.parts, terms, named, strict=True)
    ]
    best = sorted(place for number, one in enumerate(scored) for place in _places(number, one))[:limit]
    shown = ranking.worth(_candidates(best, scored, asked)).tolist()
    return tuple(
        _hit(place, scored[place.part], explainer, match=match)
        for place, match in zip(best, shown, strict=True)
    )


def _places(number: int, one: _Scored) -> Iterator[_Place]:
    ids = one.part.segment.columns.company[one.evidence.rows].tolist()
    placed = (one.scores + add_points(one.merits)).tolist()
    for at, (score, company_id) in enumerate(zip(one.scores.tolist(), ids, strict=True)):
        if score > 0:
            yield _Place(-round(placed[at], 3), company_id, number, at)


def browse(generation: Generation, sieve: Sieve, standings: Standings, limit: int) -> tuple[Hit, ...]:
    """Entries found by filters alone, by their standing, then the oldest first; none without filters."""
    if sieve.filters == Filters() or not generation.parts:
        return ()
    ids, merits = [], []
    for part in generation.parts:
        rows = np.flatnonzero(sieve.mask(part, np.arange(len(part.segment))))
        ids.append(part.segment.columns.company[rows])
        merits.append(standings.judge(part.segment.columns, rows))
    company, earned = np.concatenate(ids), np.concatenate(merits, axis=1)
    order = np.lexsort((company, -add_points(earned)))[:limit].tolist()
    return tuple(
        Hit(int(company[at]), ranking.BROWSE_SCORE, True, standing=list_kinds(earned, at)) for at in order
    )


def _score(part: Part, terms: TermEvidence, found: RowEvidence, standings: Standings, limit: int) -> _Scored:
    """The best rows; of equally good ones the first."""
    scores = ranking.fuse(ranking.Evidence(found.name, found.word, found.concept, found.meaning))
    if len(scores) > limit:  # what no standing lifts among the best is not looked at
        least = np.partition(scores, -limit)[-limit] - standings.spread
        near = np.flatnonzero(np.round(scores, 3) >= np.round(least, 3))
        scores, found = scores[near], found.take(near)
    merits = standings.judge(part.segment.columns, found.rows)
    if len(scores) > limit:
        placed = np.round(scores + add_points(merits), 3)
        last = np.partition(placed, -limit)[-limit]
        above, equal = np.flatnonzero(placed > last), np.flatnonzero(placed == last)
        room = limit - len(above)
        if len(equal) > room:
            equal = equal[np.argpartition(found.rows[equal], room - 1)[:room]]
        kept = np.concatenate([above, equal])
        scores, found, merits = scores[kept], found.take(kept), merits[:, kept]
    words = dict(zip(terms.terms.tolist(), terms.word.tolist(), strict=True))
    return _Scored(part, terms, words, found, scores, merits)


def _found(one: _Scored, at: int) -> Found:
    """What an entry says, with the terms of it that speak most for it."""
    columns, row, closest = (
        one.part.segment.columns,
        int(one.evidence.rows[at]),
        int(one.evidence.closest[at]),
    )
    wordiest, most = -1, 0.0
    if one.evidence.word[at] > 0:
        start, end = columns.pair_ends[row : row + 2].tolist()
        for number in columns.pair_terms[start:end].tolist():
            if (word := one.words.get(number, 0.0)) > most:
                wordiest, most = number, word
    return Found(columns, row, wordiest, int(one.terms.terms[closest]) if closest >= 0 else -1)


def _candidates(best: Sequence[_Place], scored: Sequence[_Scored], asked: Asked) -> ranking.Candidates:
    """The best rows with the raw likenesses of their nearest terms."""
    table, han = [], has_han(asked.words)
    for place in best:
        one, at = scored[place.part], place.at
        rows, closest = one.evidence, int(one.evidence.closest[at])
        known = [rows.name[at], rows.word[at], rows.concept[at], rows.meaning[at]]
        cosine, same = 0.0, False
        if closest >= 0:
            cosine = one.terms.cosine[closest]
            same = has_han(one.part.segment.columns.terms[int(one.terms.terms[closest])]) == han
        table.append([*known, cosine, rows.profile[at], same, rows.less[at]])
    ids = np.array([place.company_id for place in best], np.int64)
    columns = np.array(table, np.float32).reshape(-1, 8).T
    return ranking.Candidates(ids, ranking.Evidence(*columns[:4]), *columns[4:])


def _hit(place: _Place, one: _Scored, explainer: Explainer, *, match: bool) -> Hit:
    at = place.at
    reasons = explainer.explain(
        _found(one, at),
        name=float(one.evidence.name[at]),
        word=float(one.evidence.word[at]),
        concept=float(one.evidence.concept[at]),
        meaning=float(one.evidence.meaning[at]),
    )
    score = float(one.scores[at])
    near = not match and bool(reasons) and score >= ranking.NEAR_SCORE
    standing = list_kinds(one.merits, at)
    return Hit(place.company_id, round(score, 1), match, reasons, near, standing)
