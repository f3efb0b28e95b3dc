"""One search over one catalogue: filter, gather evidence, score, explain."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from directory.search import ranking
from directory.search.bridge import Sense
from directory.search.catalogue import Catalogue
from directory.search.concepts import Lexicon
from directory.search.entries import COOPERATION_BITS, COUNTRY_CODES, FIELD_BITS
from directory.search.lexical import name_forms, term_features
from directory.search.matching import Match
from directory.search.normalize import has_han
from directory.search.postings import Floats, top_rows
from directory.search.question import Filters
from directory.search.reasons import Explainer
from directory.search.result import Hit
from directory.search.standing import Standing

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]
_NO_STANDING = Standing()


class Finder:
    """Lives for one search; the caller holds the catalogue's lock."""

    def __init__(
        self, catalogue: Catalogue, lexicon: Lexicon, standings: Mapping[int, Standing] | None = None
    ) -> None:
        self._catalogue = catalogue
        self._lexicon = lexicon
        self._standings = standings or {}

    def find(
        self,
        words: str,
        concepts: Sequence[Match],
        sense: Sense | None,
        filters: Filters,
        *,
        limit: int,
    ) -> tuple[Hit, ...]:
        """Hits for words already cleaned; without words everything that passes the filters."""
        allowed = self._allowed(filters)
        if limit <= 0 or not allowed.any():
            return ()
        if sense is None:
            return self._browse(allowed, filters, limit)
        trust, less = (np.array(values, np.float32) for values in ranking.SOURCES[filters.wish])
        by_term = ranking.ramp(
            self._catalogue.words.scores(term_features(words)), ranking.WORD_FLOOR, ranking.WORD_FULL
        )
        word = self._catalogue.best_of_terms(by_term, trust, 0 * less)
        profiles = self._catalogue.meanings.profiles(sense)
        meaning = self._catalogue.best_of_terms(
            self._catalogue.meanings.estimate(sense, profiles), trust, less
        )
        concept = self._concept_scores(concepts, trust)
        likeness = self._catalogue.names.find(name_forms(words), allowed, ranking.NAME_CANDIDATES)
        name = np.zeros(len(allowed), np.float32)
        name[list(likeness)] = list(likeness.values())
        name = ranking.ramp(name, ranking.NAME_FLOOR, ranking.NAME_FULL)
        first = ranking.fuse(ranking.Evidence(name, word, concept, meaning)) * allowed
        rows = top_rows(first, ranking.CANDIDATES, ranking.LEAST_SCORE)
        exact, closest = self._meaning(rows, sense, profiles, trust, less)
        ids = self._catalogue.company.values[rows]
        evidence = ranking.Evidence(name[rows], word[rows], concept[rows], exact)
        found = ranking.lift(self._candidates(ids, evidence, closest, words, sense, profiles))
        scores, shown, exact = ranking.fuse(found.evidence), ranking.worth(found), found.evidence.meaning
        standing = [self._standings.get(company_id, _NO_STANDING) for company_id in ids.tolist()]
        placed = scores + np.array([one.bonus for one in standing], np.float32)
        order = np.lexsort((ids, -np.round(placed, 3)))[:limit]
        explainer = Explainer(self._catalogue, self._lexicon, words, concepts, by_term)
        hits = []
        for at in order:
            if scores[at] <= 0:
                continue
            reasons = explainer.explain(
                int(rows[at]),
                int(closest[at]),
                name=float(name[rows[at]]),
                word=float(word[rows[at]]),
                concept=float(concept[rows[at]]),
                meaning=float(exact[at]),
            )
            match = bool(shown[at])
            near = not match and bool(reasons) and bool(scores[at] >= ranking.NEAR_SCORE)
            score = round(float(scores[at]), 1)
            hits.append(Hit(int(ids[at]), score, match, reasons, near, standing[at].kinds))
        return tuple(hits)

    def _allowed(self, filters: Filters) -> Mask:
        catalogue = self._catalogue
        allowed: Mask = catalogue.alive.values.astype(np.bool_)
        if filters.country is not None:
            allowed &= catalogue.country.values == COUNTRY_CODES[filters.country]
        if filters.city_id is not None:
            allowed &= catalogue.city.values == filters.city_id
        if filters.field is not None:
            allowed &= (catalogue.fields.values & np.uint64(FIELD_BITS.get(filters.field, 0))) > 0
        if filters.cooperation is not None:
            allowed &= (catalogue.cooperation.values & np.uint16(COOPERATION_BITS[filters.cooperation])) > 0
        return allowed

    def _browse(self, allowed: Mask, filters: Filters, limit: int) -> tuple[Hit, ...]:
        if filters in (Filters(), Filters(wish=filters.wish)):
            return ()
        standing = {one: self._standings.get(one, _NO_STANDING) for one in self._company_ids(allowed)}
        ids = sorted(standing, key=lambda one: (-standing[one].bonus, one))[:limit]
        return tuple(Hit(one, ranking.BROWSE_SCORE, True, standing=standing[one].kinds) for one in ids)

    def _company_ids(self, allowed: Mask) -> list[int]:
        return [int(company_id) for company_id in self._catalogue.company.values[allowed]]

    def _concept_scores(self, concepts: Sequence[Match], trust: Floats) -> Floats:
        """For every row the share of what was asked that its concepts cover."""
        count = len(self._catalogue.entries)
        pieces: dict[str, Floats] = {}
        weights: dict[str, float] = {}
        for match in concepts:
            best = pieces.setdefault(f"{match.piece}:{match.weight}", np.zeros(count, np.float32))
            weights[f"{match.piece}:{match.weight}"] = match.weight
            for other, worth in related(self._lexicon, match.concept).items():
                rows, values = self._catalogue.bearers(other, trust)
                np.maximum.at(best, rows, values * np.float32(worth))
        total = sum(weights.values())
        result = np.zeros(count, np.float32)
        for piece, best in pieces.items():
            result += best * np.float32(weights[piece] / total)
        return result * np.float32(max(weights.values(), default=0.0))

    def _candidates(
        self, ids: Rows, evidence: ranking.Evidence, closest: Rows, words: str, sense: Sense, profiles: Floats
    ) -> ranking.Candidates:
        """The candidates with the raw likenesses of the term that came nearest."""
        known = closest >= 0
        terms = closest[known]
        meanings, han = self._catalogue.meanings, has_han(words)
        cosine, profile, same, raw = (np.zeros(len(ids), np.float32) for _ in range(4))
        cosine[known], profile[known] = meanings.cosines(sense, terms), profiles[terms]
        same[known] = [has_han(self._catalogue.terms[term]) == han for term in terms.tolist()]
        raw[known] = meanings.exact(sense, terms, profiles)
        return ranking.Candidates(ids, evidence, cosine, profile, same, raw - evidence.meaning)

    def _meaning(
        self, rows: Rows, sense: Sense, profiles: Floats, trust: Floats, less: Floats
    ) -> tuple[Floats, Rows]:
        """For some rows how near their nearest term is, and which term that is (-1: none)."""
        catalogue = self._catalogue
        near, closest = np.zeros(len(rows), np.float32), np.full(len(rows), -1, np.int64)
        starts = np.asarray(catalogue.first_pair.values, np.int64)
        counts = np.diff(starts, append=len(catalogue.pair_terms))[rows]
        if not counts.sum():
            return near, closest
        first = np.cumsum(counts) - counts
        pairs = np.repeat(starts[rows] - first, counts) + np.arange(counts.sum())
        terms, back = np.unique(catalogue.pair_terms.values[pairs], return_inverse=True)
        values = catalogue.meanings.exact(sense, terms, profiles)[back]
        sources = catalogue.pair_sources.values[pairs]
        values = values * trust[sources] - less[sources]
        filled = counts > 0
        near[filled] = np.maximum.reduceat(values, first[filled])
        best = np.flatnonzero(values == np.repeat(near, counts))[::-1]
        closest[np.repeat(np.arange(len(rows)), counts)[best]] = terms[back[best]]
        return near, closest


def related(lexicon: Lexicon, concept: str) -> dict[str, float]:
    """The concept, those below and the next above, with what each is worth."""
    above = {
        other: ranking.relation(0, steps)
        for other, steps in lexicon.broader(concept).items()
        if steps <= ranking.DEEPEST_BROADER
    }
    return above | {other: ranking.relation(steps, 0) for other, steps in lexicon.narrower(concept).items()}
