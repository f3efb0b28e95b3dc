"""The bridge between the languages: a text as a mix of lexicon concepts, whatever its language.

A text is compared with the lexicon's names in its own script, by meaning and by spelling; the concepts
of the closest names are its profile. Two texts about the same thing have like profiles even where their
sentence vectors differ. The same names tell how close a text is to just anything (its `hub` value).
"""

import hashlib
import struct
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import exp

import numpy as np
from numpy.typing import NDArray

from directory.search import ranking
from directory.search.arrays import Floats, ranges, top_rows
from directory.search.concepts import Lexicon
from directory.search.normalize import HAN, fold, has_han, tokens
from directory.search.semantic import DIMENSIONS, Vectors, guess_cosines, sign_bits, unpack_vector
from directory.search.signs import load_signs, missing_signs

PROFILE = 32
REMEMBERED = 2048
_NEAREST, _WORTH_A_LOOK = 192, 0.5
# How many of the sample are compared exactly.
_HUB_LOOK = 48
# Of how many numbers with 64 signs each a first guess is made.
_GLANCE = 4
_COSINES = np.cos(np.arange(64 * _GLANCE) * (np.pi / (64 * _GLANCE))).astype(np.float32)
_CONCEPT_TYPE, _WEIGHT_TYPE = np.dtype("<u2"), np.dtype("<f2")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a text means: its vector, its profile over concept numbers, its closeness to anything."""

    vector: Floats
    concepts: NDArray[np.uint16]
    weights: Floats
    hub: float

    def pack(self) -> bytes:
        """Profile and hub value as bytes; the vector is kept by itself."""
        return (
            struct.pack("<f", self.hub)
            + self.concepts.astype(_CONCEPT_TYPE).tobytes()
            + self.weights.astype(_WEIGHT_TYPE).tobytes()
        )


def unpack_sense(vector: Floats, value: bytes) -> Sense:
    """The sense whose `pack` made `value`."""
    count = (len(value) - 4) // 4
    concepts = np.frombuffer(value, _CONCEPT_TYPE, count, 4).astype(np.uint16)
    weights = np.frombuffer(value, _WEIGHT_TYPE, count, 4 + 2 * count).astype(np.float32)
    return Sense(vector, concepts, weights, float(struct.unpack("<f", value[:4])[0]))


class _Names:
    """All lexicon names of one script: signs of their vectors and their n-grams."""

    def __init__(self, names: list[tuple[int, str]], signs: NDArray[np.uint64]) -> None:
        self.concepts = np.array([concept for concept, _ in names], np.int64)
        self.signs = signs
        self._columns = np.ascontiguousarray(signs.T[:_GLANCE])
        grams: dict[str, int] = {}
        flat: list[int] = []
        counts = np.zeros(len(names), np.int64)
        for row, (_, name) in enumerate(names):
            found = name_features(name)
            counts[row] = len(found)
            flat += [grams.setdefault(gram, len(grams)) for gram in found]
        keys = np.array(flat, np.int64)
        rows = np.repeat(np.arange(len(names)), counts)
        self._grams = grams
        holders = np.bincount(keys, minlength=len(grams))
        self._rarity = (np.log(max(len(names), 1) / np.maximum(holders, 1)) + 0.3).astype(np.float32)
        self._unknown = float(self._rarity.max(initial=1.0))
        self._rows = rows[np.argsort(keys, kind="stable")].astype(np.int32)
        self._ends = np.concatenate([[0], np.cumsum(holders)])
        squares = np.bincount(rows, self._rarity[keys] ** 2, minlength=len(names))
        self._norms = np.sqrt(np.maximum(squares, 1e-9)).astype(np.float32)

    def spelling(self, text: str) -> Floats:
        """Cosine of n-grams between a text and every name."""
        features = name_features(text)
        known = np.array([self._grams[gram] for gram in features if gram in self._grams], np.int64)
        if not len(known):
            return np.zeros(len(self._norms), np.float32)
        weights, starts = self._rarity[known].astype(np.float64) ** 2, self._ends[known]
        counts = self._ends[known + 1] - starts
        square = float(weights.sum()) + (len(features) - len(known)) * self._unknown**2
        rows = self._rows[ranges(starts, counts)]
        sums = np.bincount(rows, np.repeat(weights, counts), minlength=len(self._norms)).astype(np.float32)
        return np.asarray(sums / (self._norms * np.float32(np.sqrt(square))), np.float32)

    def glance(self, vector: Floats) -> Floats:
        """About the cosine between a vector and every name, from the first of the signs."""
        different = np.zeros(self._columns.shape[1], np.uint8)
        for column, bits in zip(self._columns, sign_bits(vector), strict=False):
            different += np.bitwise_count(column ^ bits)
        return np.asarray(_COSINES.take(different), np.float32)

    def hub(self, vector: Floats) -> float:
        """How close a vector is to just anything: to the nearest of a fixed sample of names."""
        sample = self._sample
        if not len(sample):
            return 0.0
        near = top_rows(guess_cosines(sample, vector), _HUB_LOOK, -1.0)
        exact = sign_cosines(sample[near], vector)
        return float(np.sort(exact)[-ranking.HUB_NEAREST :].mean())

    @cached_property
    def _sample(self) -> NDArray[np.uint64]:
        step = max(1, len(self.signs) // ranking.HUB_SAMPLE)
        return np.ascontiguousarray(self.signs[::step][: ranking.HUB_SAMPLE])


class Bridge:
    """Turns texts into senses; read-only after it is made."""

    def __init__(self, lexicon: Lexicon, vectors: Vectors) -> None:
        self._vectors = vectors
        self._lexicon = lexicon
        self._lock = threading.Lock()
        self._recent: dict[str, Sense] = {}
        ids = self._ids = lexicon.numbers
        self._above = {
            ids[concept.id]: [ids[parent] for parent in concept.broader if parent in ids]
            for concept in lexicon.concepts.values()
        }
        names: dict[bool, list[tuple[int, str]]] = {True: [], False: []}
        for concept in lexicon.concepts.values():
            for language, ways in concept.names.items():
                names[language == "zh"] += [(ids[concept.id], name) for name in ways]
        self._names = {script: self._open_names(script, found) for script, found in names.items()}
        told = "\n".join(f"{concept} {name}" for script in names.values() for concept, name in script)
        digest = hashlib.blake2b(told.encode(), digest_size=8).hexdigest()
        self.version = f"sense-1-{digest}-{ranking.SENSE_VERSION}"

    def _open_names(self, han: bool, names: list[tuple[int, str]]) -> _Names:
        """The names of one script; those encoded here, since the program's file lacks them, are not kept."""
        texts = [name for _, name in names]

        def build() -> _Names:
            signs = load_signs(texts, self._vectors)
            return _Names(names, np.array([signs[name] for name in texts], np.uint64).reshape(-1, 8))

        kept = "names-han" if han else "names-latin"
        return self._lexicon.tables.get(kept, _Names, build, lambda: not missing_signs(texts))

    def of_query(self, text: str, find: Callable[[str], Sense | None] = lambda _: None) -> Sense:
        """The sense of a question: remembered, what `find` knows, or worked out as for a kept text."""
        with self._lock:
            sense = self._recent.pop(text, None)
            if sense is not None:
                self._recent[text] = sense
                return sense
        sense = find(text)
        if sense is None:
            vector = self._vectors.of_query(text)
            sense = unpack_sense(vector, self._sense(text, vector).pack())
        with self._lock:
            self._recent[text] = sense
            while len(self._recent) > REMEMBERED:
                self._recent.pop(next(iter(self._recent)))
        return sense

    def forget(self) -> None:
        """Forget the senses of questions."""
        with self._lock:
            self._recent.clear()

    def of_terms(self, texts: list[str]) -> dict[str, Sense]:
        """Senses of texts that will be kept, from the cache where it knows them."""
        packed = self._vectors.of_terms(texts)
        senses: dict[str, Sense] = {}
        known = self._vectors.cache.get_many([f"{self.version}:{text}" for text in texts])
        fresh: dict[str, bytes] = {}
        for text in texts:
            vector = unpack_vector(packed[text])
            key = f"{self.version}:{text}"
            if key in known and len(known[key]) >= 4:
                senses[text] = unpack_sense(vector, known[key])
                continue
            sense = self._sense(text, vector)
            fresh[key] = sense.pack()
            senses[text] = unpack_sense(vector, fresh[key])
        if fresh:
            self._vectors.cache.put_many(fresh)
        return senses

    def _sense(self, text: str, vector: Floats) -> Sense:
        script = has_han(text)
        concepts, weights = self._profile(text, vector, self._names[script])
        return Sense(vector, concepts, weights, self._names[not script].hub(vector))

    def _profile(self, text: str, vector: Floats, names: _Names) -> tuple[NDArray[np.uint16], Floats]:
        if not len(names.signs):
            return np.zeros(0, np.uint16), np.zeros(0, np.float32)
        spelling = names.spelling(text)
        mixed = names.glance(vector)
        mixed *= np.float32(1 - ranking.SPELLING)
        mixed += np.float32(ranking.SPELLING) * spelling
        near = top_rows(mixed, _NEAREST, float(mixed.max()) * _WORTH_A_LOOK)
        exact = sign_cosines(names.signs[near], vector)
        mixed = (1 - ranking.SPELLING) * exact + ranking.SPELLING * spelling[near]
        ranked: dict[int, float] = {}
        order = np.argsort(-mixed, kind="stable")
        for concept, value in zip(names.concepts[near[order]].tolist(), mixed[order].tolist(), strict=True):
            ranked.setdefault(concept, value)
            if len(ranked) == ranking.PROFILE_CONCEPTS:
                break
        highest = next(iter(ranked.values()))
        profile: defaultdict[int, float] = defaultdict(float)
        for concept, value in ranked.items():
            weight = exp((value - highest) / ranking.PROFILE_SOFTNESS)
            profile[concept] += weight
            for parent in self._above[concept]:
                profile[parent] += ranking.PROFILE_BROADER * weight
        for match in self._lexicon.match(text)[: ranking.PROFILE_NAMED]:
            profile[self._ids[match.concept]] += ranking.PROFILE_SURE * match.weight
        kept = sorted(profile.items(), key=lambda item: (-item[1], item[0]))[:PROFILE]
        weights = np.array([weight for _, weight in kept], np.float32)
        return (
            np.array([concept for concept, _ in kept], np.uint16),
            np.asarray(weights / np.sqrt((weights**2).sum()), np.float32),
        )


def sign_cosines(signs: NDArray[np.uint64], vector: Floats) -> Floats:
    """The cosines between a vector and those of which only the signs are known."""
    bits = np.unpackbits(signs.view(np.uint8).reshape(len(signs), DIMENSIONS // 8), axis=1)
    sums = bits.astype(np.float32) @ vector  # of the numbers where a sign is set
    return np.asarray((2 * sums - vector.sum()) / np.float32(np.sqrt(DIMENSIONS)), np.float32)


def name_features(text: str) -> list[str]:
    """Distinct n-grams of a text: three and four letters inside words, one and two Han characters."""
    features: dict[str, None] = {}
    for token in tokens(fold(text)):
        if HAN.match(token):
            for size in (1, 2):
                features |= dict.fromkeys(token[i : i + size] for i in range(len(token) - size + 1))
        else:
            word = f"^{token}$"
            for size in (3, 4):
                features |= dict.fromkeys(word[i : i + size] for i in range(len(word) - size + 1))
    return list(features)
