"""What speaks for the terms of one segment, and through them for its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from directory.search import ranking
from directory.search.arrays import Floats, Rows, ranges
from directory.search.bridge import Sense
from directory.search.concepts import Lexicon
from directory.search.generation import Generation, Part
from directory.search.grams import whole_keys, word_keys
from directory.search.matching import Match
from directory.search.names import NameHits
from directory.search.postings import rarity, saturation
from directory.search.semantic import guess_cosines
from directory.search.sieve import Sieve
from directory.search.sums import add_up, distinct_places, highest, pick

# Terms whose signs are compared.
FIRST = 1024
# Terms that are compared exactly, and pairs of term and row that are followed; more with filters, which let
# few rows pass.
TERMS, PAIRS = 128, 10_000
TERMS_FILTERED, PAIRS_FILTERED = 256, 40_000
# Postings that are read: of words, of concepts named, of the concepts in the profile.
WORDS, NAMED, PROFILES = 10_000, 8_000, 8_000
_NOT_NEAR = -1.0
Weights = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the terms are compared with it; without words only names speak for rows.

    `concepts` holds for every piece of the question its weight, the numbers of fitting concepts, and what
    each is worth. `trust` weighs offers, descriptions, wishes and industries, `less` is taken off their
    nearness.
    """

    words: str
    concepts: tuple[tuple[float, Rows, Floats], ...]
    sense: Sense | None
    trust: Weights
    less: Weights


@dataclass(frozen=True, slots=True)
class TermEvidence:
    """The most telling terms of a segment by number, ascending: words in common, concepts, nearness.

    `cosine` and `profile` are the raw likenesses that the nearness is made of.
    """

    terms: Rows
    word: Floats
    concepts: tuple[Floats, ...]
    meaning: Floats
    cosine: Floats
    profile: Floats


_NONE = np.zeros(0, np.float32)
_NO_TERMS = TermEvidence(np.zeros(0, np.int64), _NONE, (), _NONE, _NONE, _NONE)


@dataclass(frozen=True, slots=True)
class RowEvidence:
    """What speaks for rows, in no order.

    `closest` is the place of a row's nearest term among the terms (-1: none), `profile` the likeness of its
    profile, `less` what the kind of term (offer, wish) took off its nearness.
    """

    rows: Rows
    name: Floats
    word: Floats
    concept: Floats
    meaning: Floats
    closest: Rows
    profile: Floats
    less: Floats


class Related:
    """The concepts that fit one that is asked for, with what each is worth; remembered."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
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
            for other, steps in self.lexicon.broader(concept).items()
            if steps <= ranking.DEEPEST_BROADER
        }
        worth |= {
            other: ranking.relation(steps, 0) for other, steps in self.lexicon.narrower(concept).items()
        }
        numbers = np.array([self.lexicon.numbers[other] for other in worth], np.int64)
        return numbers, np.array(list(worth.values()), np.float32)


def are_known(generation: Generation, words: str) -> bool:
    """Whether more than half of some words stand in what entries offer, seek or say."""
    keys = whole_keys(words)
    held = np.zeros(len(keys), bool)
    for part in generation.parts:
        held |= part.segment.words.look_up(keys)[1] > 0
    return int(held.sum()) > len(keys) / 2


def judge_terms(generation: Generation, asked: Asked, sieve: Sieve) -> tuple[TermEvidence, ...]:
    """The evidence of every part's terms."""
    if not asked.words:
        return tuple(_NO_TERMS for _ in generation.parts)
    keys, parts = word_keys(asked.words), generation.parts
    looked_up = [part.segment.words.look_up(keys) for part in parts]
    uses = np.zeros(len(keys), np.int64)
    held = np.zeros(len(keys), np.int64)
    for part, (places, counts) in zip(parts, looked_up, strict=True):
        known = counts > 0
        uses[known] += part.segment.word_uses[places[known]]
        if part.alive is not None:
            uses -= part.gone_words.find(keys)
        held += counts
    order = np.lexsort((keys, held))
    kept = np.sort(order[np.cumsum(held[order]) <= WORDS])  # what nearly every text has tells nothing
    weights = rarity(uses[kept], generation.pairs)
    weights /= max(float(weights.sum()), 1e-9)
    found = [
        part.segment.words.gather(places[kept], counts[kept], weights)
        for part, (places, counts) in zip(parts, looked_up, strict=True)
    ]
    return tuple(
        _judge(part, asked, sieve, words, generation.mean_word)
        for part, words in zip(parts, found, strict=True)
    )


def _judge(
    part: Part, asked: Asked, sieve: Sieve, words: tuple[Rows, Floats], mean_word: float
) -> TermEvidence:
    segment, sense = part.segment, asked.sense
    named = [segment.concepts.gather(numbers, worth, NAMED) for _, numbers, worth in asked.concepts]
    nothing = np.zeros(0, np.int64), np.zeros(0, np.float32)
    near = (
        segment.profiles.gather(sense.concepts.astype(np.int64), sense.weights, PROFILES)
        if sense
        else nothing
    )
    # Where no profile tells which terms are near, all are compared.
    everything = sense is not None and (
        len(segment.word_lengths) <= TERMS_FILTERED or not len(sense.concepts)
    )
    chosen, estimate = add_up(
        len(segment.word_lengths),
        [
            (ranking.WORD_BONUS, words),
            *((ranking.CONCEPT_BONUS, one) for one in named),
            (ranking.PROFILE_WEIGHT, near),
        ],
        complete=everything,
    )
    fits = sieve.fits(part, chosen)
    if fits is not None:
        chosen, estimate = chosen[fits], estimate[fits]
    if not everything:
        chosen, estimate = highest(chosen, estimate, FIRST)
    most = TERMS if sieve.is_open else TERMS_FILTERED
    if sense is not None and len(chosen) > most:
        guess = guess_cosines(segment.columns.signs.take(chosen, axis=0), sense.vector)
        guess -= np.float32(ranking.HUB_TERM) * segment.columns.hub[chosen]
        chosen, estimate = highest(chosen, estimate + guess, most)
    chosen = np.sort(chosen)
    word = pick(words, chosen, len(segment.word_lengths), np.add)
    word = ranking.ramp(
        word * saturation(segment.word_lengths[chosen], mean_word), ranking.WORD_FLOOR, ranking.WORD_FULL
    )
    concepts = tuple(pick(one, chosen, len(segment.word_lengths), np.maximum) for one in named)
    none = np.zeros(len(chosen), np.float32)
    likeness = _likeness(part, sense, chosen) if sense else (none, none, none)
    return TermEvidence(chosen, word, concepts, *likeness)


def _likeness(part: Part, sense: Sense, terms: Rows) -> tuple[Floats, Floats, Floats]:
    """The nearness of some terms, the cosine of the vectors, and the likeness of the profiles.

    Nearness is the cosine, less what either has in common with anything, plus the likeness of the profiles.
    """
    columns = part.segment.columns
    cosines = (columns.small.take(terms, axis=0).astype(np.float32) @ sense.vector) * columns.scale[terms]
    known = int(max(len(part.segment.profiles.ends), sense.concepts.max(initial=0) + 1))
    asked = np.zeros(known, np.float32)
    asked[sense.concepts] = sense.weights
    profiles = np.einsum("ij,ij->i", asked[columns.profile[terms]], columns.weight[terms])
    near = cosines - ranking.HUB_TERM * columns.hub[terms] - np.float32(ranking.HUB_ASKED * sense.hub)
    meaning = np.asarray(near + np.float32(ranking.PROFILE_WEIGHT) * profiles, np.float32)
    return meaning, cosines, profiles


def judge_rows(part: Part, found: TermEvidence, named: NameHits, asked: Asked, sieve: Sieve) -> RowEvidence:
    """The evidence of rows: those with a like name, and those that bear the terms, the best terms first."""
    segment, terms = part.segment, found.terms
    name = ranking.ramp(named.likeness, ranking.NAME_FLOOR, ranking.NAME_FULL)
    if not len(terms):
        none, nowhere = np.zeros(len(name), np.float32), np.full(len(name), -1, np.int64)
        return RowEvidence(named.rows, name, none, none, none + np.float32(_NOT_NEAR), nowhere, none, none)
    ends = segment.bearer_ends
    counts = ends[terms + 1] - ends[terms]
    pairs = PAIRS if sieve.is_open else PAIRS_FILTERED
    if int(counts.sum()) > pairs:
        value = found.meaning + ranking.WORD_BONUS * found.word
        for piece in found.concepts:
            value = value + ranking.CONCEPT_BONUS * piece
        order = np.argsort(-value, kind="stable")
        counts[order] = np.clip(pairs - (np.cumsum(counts[order]) - counts[order]), 0, counts[order])
    bearers = segment.bearers[ranges(ends[terms], counts)].astype(np.int64)
    rows, which, sources = bearers >> 2, np.repeat(np.arange(len(terms)), counts), bearers & 3
    if not sieve.passes_all(part):
        passed = sieve.mask(part, rows)
        rows, which, sources = rows[passed], which[passed], sources[passed]
    distinct, back = distinct_places(np.concatenate([rows, named.rows]), len(segment))
    named_at, back = back[len(rows) :], back[: len(rows)]
    trust = np.array(asked.trust, np.float32)[sources]

    def best(values: Floats, least: float = 0.0) -> Floats:
        result = np.full(len(distinct), least, np.float32)
        np.maximum.at(result, back, values)
        return result

    concept = np.zeros(len(distinct), np.float32)
    total = sum(weight for weight, _, _ in asked.concepts)
    for (weight, _, _), piece in zip(asked.concepts, found.concepts, strict=True):
        concept += best(piece[which] * trust) * np.float32(weight / total)
    concept *= np.float32(max((weight for weight, _, _ in asked.concepts), default=0.0))
    of_name, name = name, np.zeros(len(distinct), np.float32)
    name[named_at] = of_name
    near = found.meaning[which] * trust - np.array(asked.less, np.float32)[sources]
    meaning = best(near, _NOT_NEAR)
    closest = np.full(len(distinct), -1, np.int64)
    nearest = np.flatnonzero(near == meaning[back])[::-1]
    closest[back[nearest]] = which[nearest]
    known = closest >= 0
    less, profile = np.zeros(len(distinct), np.float32), np.zeros(len(distinct), np.float32)
    less[known] = found.meaning[closest[known]] - meaning[known]
    profile[known] = found.profile[closest[known]]
    meaning, profile = ranking.lift(concept, meaning, profile)
    word = best(found.word[which] * trust)
    return RowEvidence(distinct, name, word, concept, meaning, closest, profile, less)
