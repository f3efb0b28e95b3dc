"""What speaks for the terms of one segment, and through them for its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from directory.search import ranking
from directory.search.arrays import Floats, Room, Rows, places_of
from directory.search.bridge import Sense
from directory.search.concepts import Lexicon
from directory.search.generation import Generation, Part
from directory.search.grams import word_keys
from directory.search.matching import Match
from directory.search.postings import K1, rarity, saturation
from directory.search.semantic import guess_cosines
from directory.search.sieve import Sieve

# Terms whose signs are compared, terms that are compared exactly, pairs of term and row that are followed.
FIRST, TERMS, BUDGET = 4096, 256, 40_000
# No feature counts more than its rarity times this.
_MOST_SATURATED = K1 + 1
_PLACES = Room(np.int32)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the terms are compared with it.

    `concepts` holds for every piece of the question its weight, the numbers of fitting concepts, and what
    each is worth. `trust` weighs offers, descriptions and wishes, `less` is taken off their nearness.
    """

    words: str
    concepts: tuple[tuple[float, Rows, Floats], ...]
    sense: Sense | None
    trust: Floats
    less: Floats


@dataclass(frozen=True, slots=True)
class TermEvidence:
    """The most telling terms of a segment by number, ascending: words in common, concepts, nearness."""

    terms: Rows
    word: Floats
    concepts: tuple[Floats, ...]
    meaning: Floats


@dataclass(frozen=True, slots=True)
class RowEvidence:
    """The same for rows, ascending."""

    rows: Rows
    word: Floats
    concept: Floats
    meaning: Floats


class Related:
    """The concepts that fit one that is asked for, with what each is worth; remembered."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._find = lru_cache(4096)(self._related)

    def pieces(self, matches: Sequence[Match]) -> tuple[tuple[float, Rows, Floats], ...]:
        """See `Asked.concepts`."""
        pieces: dict[tuple[str, float], list[tuple[Rows, Floats]]] = {}
        for match in matches:
            pieces.setdefault((match.piece, match.weight), []).append(self._find(match.concept))
        return tuple(
            (weight, np.concatenate([one for one, _ in found]), np.concatenate([one for _, one in found]))
            for (_, weight), found in pieces.items()
        )

    def _related(self, concept: str) -> tuple[Rows, Floats]:
        worth = {
            other: ranking.relation(0, steps)
            for other, steps in self._lexicon.broader(concept).items()
            if steps <= ranking.DEEPEST_BROADER
        }
        worth |= {
            other: ranking.relation(steps, 0) for other, steps in self._lexicon.narrower(concept).items()
        }
        numbers = np.array([self._lexicon.numbers[other] for other in worth], np.int64)
        return numbers, np.array(list(worth.values()), np.float32)


def judge_terms(generation: Generation, asked: Asked, sieve: Sieve) -> tuple[TermEvidence, ...]:
    """The evidence of every part's terms."""
    keys, parts = word_keys(asked.words), generation.parts
    places = [part.segment.words.places(keys) for part in parts]
    uses = [
        np.where(place >= 0, part.segment.word_uses[place] if len(part.segment.word_uses) else 0, 0)
        - part.gone_words.find(keys)
        for part, place in zip(parts, places, strict=True)
    ]
    weights = rarity(np.sum(uses, axis=0), generation.pairs) if parts else np.zeros(0, np.float32)
    whole = float(weights.sum())
    return tuple(
        _judge(part, asked, _words(part, place, weights, whole, generation.mean_word), sieve)
        for part, place in zip(parts, places, strict=True)
    )


def _words(part: Part, places: Rows, weights: Floats, whole: float, mean: float) -> Floats:
    """For every term the share of the question's features it holds, rare ones counting more."""
    segment = part.segment
    terms, values = segment.words.gather(places, weights)
    sums = np.bincount(terms, values, len(segment.word_lengths))
    if not len(terms):
        return np.zeros(len(sums), np.float32)
    held = np.flatnonzero(sums > ranking.WORD_FLOOR * whole / _MOST_SATURATED)
    result = np.zeros(len(sums), np.float32)
    share = sums[held] * saturation(segment.word_lengths[held], mean) / whole
    result[held] = ranking.ramp(share.astype(np.float32), ranking.WORD_FLOOR, ranking.WORD_FULL)
    return result


def _judge(part: Part, asked: Asked, word: Floats, sieve: Sieve) -> TermEvidence:
    segment, count = part.segment, len(word)
    concepts = []
    estimate = ranking.WORD_BONUS * word
    for _, numbers, worth in asked.concepts:
        terms, values = segment.concepts.gather(numbers, worth)
        piece = np.zeros(count, np.float32)
        np.maximum.at(piece, terms, values)
        concepts.append(piece)
        estimate += ranking.CONCEPT_BONUS * piece
    sense = asked.sense
    profiles = np.zeros(count, np.float32)
    if sense is not None:
        terms, values = segment.profiles.gather(sense.concepts.astype(np.int64), sense.weights)
        profiles = np.bincount(terms, values, count).astype(np.float32)
        estimate += ranking.PROFILE_WEIGHT * profiles
    if sense is not None and (count <= FIRST or not len(sense.concepts)):
        estimate += 1e-6
    sieve.drop_terms(part, estimate)
    chosen = np.flatnonzero(estimate > 0)
    chosen = _highest(chosen, estimate[chosen], FIRST)
    if sense is not None and len(chosen) > TERMS:
        signs = segment.columns.signs.take(chosen, axis=0)
        guess = guess_cosines(signs, sense.vector) - ranking.HUB_TERM * segment.columns.hub[chosen]
        chosen = _highest(chosen, estimate[chosen] + guess, TERMS)
    meaning = np.zeros(len(chosen), np.float32)
    if sense is not None:
        meaning = _nearness(part, sense, chosen, profiles[chosen])
    return TermEvidence(chosen, word[chosen], tuple(piece[chosen] for piece in concepts), meaning)


def _highest(terms: Rows, values: Floats, count: int) -> Rows:
    return terms if len(terms) <= count else np.sort(terms[np.argpartition(values, -count)[-count:]])


def _nearness(part: Part, sense: Sense, terms: Rows, profiles: Floats) -> Floats:
    columns = part.segment.columns
    cosines = (columns.small[terms].astype(np.float32) @ sense.vector) * columns.scale[terms]
    near = cosines - ranking.HUB_TERM * columns.hub[terms] - np.float32(ranking.HUB_ASKED * sense.hub)
    return np.asarray(near + np.float32(ranking.PROFILE_WEIGHT) * profiles, np.float32)


def judge_rows(part: Part, found: TermEvidence, asked: Asked, sieve: Sieve) -> RowEvidence:
    """The evidence of the rows that bear these terms, as far as the budget goes: the best terms first."""
    segment, terms = part.segment, found.terms
    ends = segment.bearer_ends
    counts = ends[terms + 1] - ends[terms]
    if int(counts.sum()) > BUDGET:
        value = found.meaning + ranking.WORD_BONUS * found.word
        for piece in found.concepts:
            value = value + ranking.CONCEPT_BONUS * piece
        order = np.argsort(-value, kind="stable")
        within = int(np.searchsorted(np.cumsum(counts[order]), BUDGET)) + 1
        chosen = np.sort(order[:within])
        terms, counts = terms[chosen], counts[chosen]
        found = TermEvidence(
            terms, found.word[chosen], tuple(piece[chosen] for piece in found.concepts), found.meaning[chosen]
        )
    bearers = segment.bearers[places_of(ends, terms)].astype(np.int64)
    rows, which = bearers >> 2, np.repeat(np.arange(len(terms)), counts)
    sources = bearers & 3
    if not sieve.passes_all(part):
        passed = sieve.mask(part, rows)
        rows, which, sources = rows[passed], which[passed], sources[passed]
    distinct, back = _distinct(rows, len(segment))
    trust = asked.trust[sources]

    def best(values: Floats, least: float = 0.0) -> Floats:
        result = np.full(len(distinct), least, np.float32)
        np.maximum.at(result, back, values)
        return result

    concept = np.zeros(len(distinct), np.float32)
    total = sum(weight for weight, _, _ in asked.concepts)
    for (weight, _, _), piece in zip(asked.concepts, found.concepts, strict=True):
        concept += best(piece[which] * trust) * np.float32(weight / total)
    concept *= np.float32(max((weight for weight, _, _ in asked.concepts), default=0.0))
    meaning = best(found.meaning[which] * trust - asked.less[sources], -1.0)
    return RowEvidence(distinct, best(found.word[which] * trust), concept, meaning)


def _distinct(rows: Rows, size: int) -> tuple[Rows, Rows]:
    """The distinct rows, and for each of `rows` where it stands among them."""
    at = np.arange(len(rows), dtype=np.int32)
    with _PLACES.borrow(size) as place:
        place[rows] = at
        distinct = np.sort(rows[place[rows] == at])
        place[distinct] = np.arange(len(distinct), dtype=np.int32)
        return distinct, place[rows]
