"""One search over one generation: gather evidence, score, explain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np

from directory.search import ranking
from directory.search.evidence import Asked, RowEvidence, TermEvidence, judge_rows, judge_terms
from directory.search.generation import Generation, Part
from directory.search.names import NameHits
from directory.search.normalize import has_han
from directory.search.question import Filters
from directory.search.reasons import Explainer, Found
from directory.search.result import Hit, Reason, StandingKind
from directory.search.sieve import Sieve
from directory.search.standing import Standings, add_points, list_kinds


@dataclass(frozen=True, slots=True)
class _Scored:
    """The best rows of one part with all that speaks for them; see `RowEvidence` and `Merits`."""

    part: Part
    terms: TermEvidence
    rows: list[int]
    scores: list[float]
    placed: list[float]
    name: list[float]
    word: list[float]
    concept: list[float]
    meaning: list[float]
    closest: list[int]
    profile: list[float]
    less: list[float]
    standing: list[tuple[StandingKind, ...]]

    def nearest(self, at: int) -> int:
        """The number of a row's nearest term; -1 for none."""
        return int(self.terms.terms[self.closest[at]]) if self.closest[at] >= 0 else -1


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
    ids = one.part.segment.columns.company[one.rows].tolist()
    for at, (score, company_id) in enumerate(zip(one.scores, ids, strict=True)):
        if score > 0:
            yield _Place(-round(one.placed[at], 3), company_id, number, at)


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
    order = np.lexsort((company, -add_points(earned)))[:limit]
    return tuple(
        Hit(company_id, ranking.BROWSE_SCORE, True, standing=standing)
        for company_id, standing in zip(company[order].tolist(), list_kinds(earned[:, order]), strict=True)
    )


def _score(part: Part, terms: TermEvidence, found: RowEvidence, standings: Standings, limit: int) -> _Scored:
    """The best rows; of equally good ones the first."""
    scores = ranking.fuse(ranking.Evidence(found.name, found.word, found.concept, found.meaning))
    kept = np.arange(len(scores))
    if len(scores) > limit:  # what no standing lifts among the best is not looked at
        least = np.partition(scores, -limit)[-limit] - standings.spread
        kept = np.flatnonzero(np.round(scores, 3) >= np.round(least, 3))
    merits = standings.judge(part.segment.columns, found.rows[kept])
    placed = scores[kept] + add_points(merits)
    if len(kept) > limit:
        rounded = np.round(placed, 3)
        last = np.partition(rounded, -limit)[-limit]
        above, equal = np.flatnonzero(rounded > last), np.flatnonzero(rounded == last)
        room = limit - len(above)
        if len(equal) > room:
            equal = equal[np.argpartition(found.rows[kept[equal]], room - 1)[:room]]
        best = np.concatenate([above, equal])
        kept, placed, merits = kept[best], placed[best], merits[:, best]
    told = {field.name: getattr(found, field.name)[kept].tolist() for field in fields(found)}
    return _Scored(
        part, terms, scores=scores[kept].tolist(), placed=placed.tolist(), standing=list_kinds(merits), **told
    )


def _found(one: _Scored, at: int) -> Found:
    """What an entry says, with the terms of it that speak most for it."""
    columns, row = one.part.segment.columns, one.rows[at]
    wordiest = -1
    if one.word[at] > 0:
        borne = columns.pair_terms[slice(*columns.pair_ends[row : row + 2].tolist())]
        among = np.minimum(np.searchsorted(one.terms.terms, borne), len(one.terms.terms) - 1)
        words = one.terms.word[among] * (one.terms.terms[among] == borne)
        wordiest = int(borne[words.argmax()])
    return Found(columns, row, wordiest, one.nearest(at))


def _candidates(best: Sequence[_Place], scored: Sequence[_Scored], asked: Asked) -> ranking.Candidates:
    """The best rows with the raw likenesses of their nearest terms."""
    table, han = [], has_han(asked.words)
    for place in best:
        one, at = scored[place.part], place.at
        cosine, same = 0.0, False
        if one.closest[at] >= 0:
            cosine = float(one.terms.cosine[one.closest[at]])
            same = has_han(one.part.segment.columns.terms[one.nearest(at)]) == han
        known = (one.name[at], one.word[at], one.concept[at], one.meaning[at])
        table.append((*known, cosine, one.profile[at], same, one.less[at]))
    ids = np.array([place.company_id for place in best], np.int64)
    columns = np.array(table, np.float32).reshape(-1, 8).T
    return ranking.Candidates(ids, ranking.Evidence(*columns[:4]), *columns[4:])


def _hit(place: _Place, one: _Scored, explainer: Explainer, *, match: bool) -> Hit:
    at, score = place.at, one.scores[place.at]
    reasons: tuple[Reason, ...] = ()
    if match or score >= ranking.NEAR_SCORE:  # what nobody is shown needs no reasons
        reasons = explainer.explain(
            _found(one, at),
            name=one.name[at],
            word=one.word[at],
            concept=one.concept[at],
            meaning=one.meaning[at],
        )
    near = not match and bool(reasons)
    return Hit(place.company_id, round(score, 1), match, reasons, near, one.standing[at])
