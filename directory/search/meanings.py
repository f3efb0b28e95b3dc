"""The meanings of all terms, by number: a quick estimate for all of them, an exact value for some."""

from array import array

import numpy as np
from numpy.typing import NDArray

from directory.search import ranking
from directory.search.bridge import Sense
from directory.search.postings import Column, Floats
from directory.search.semantic import DIMENSIONS, guess_cosines, sign_bits, small_vector


class Meanings:
    """Signs to scan, int8 vectors to look closely, profiles as postings by concept."""

    def __init__(self) -> None:
        self._small = Column(np.int8, DIMENSIONS)
        self._scales = Column(np.float32)
        self._signs = Column(np.uint64, DIMENSIONS // 64)
        self._hubs = Column(np.float32)
        self._by_concept: dict[int, tuple[array[int], array[float]]] = {}

    def __len__(self) -> int:
        return len(self._hubs)

    def add(self, sense: Sense) -> None:
        """Append a term."""
        number = len(self)
        small, scale = small_vector(sense.vector)
        self._small.append(small)
        self._scales.append(scale)
        self._signs.append(sign_bits(small))
        self._hubs.append(sense.hub)
        for concept, weight in zip(sense.concepts.tolist(), sense.weights.tolist(), strict=True):
            terms, weights = self._by_concept.setdefault(concept, (array("i"), array("f")))
            terms.append(number)
            weights.append(weight)

    def estimate(self, asked: Sense, profiles: Floats) -> Floats:
        """How near every term is to a question; the cosine is guessed from the signs."""
        cosines = guess_cosines(self._signs.values, asked.vector)
        return self._near(cosines, asked, self._hubs.values, profiles)

    def exact(self, asked: Sense, terms: NDArray[np.int64], profiles: Floats) -> Floats:
        """How near some terms are; `profiles` as from `profiles`."""
        return self._near(self.cosines(asked, terms), asked, self._hubs.values[terms], profiles[terms])

    def cosines(self, asked: Sense, terms: NDArray[np.int64]) -> Floats:
        """Cosines of the sentence vectors."""
        small = self._small.values[terms].astype(np.float32)
        return np.asarray((small @ asked.vector) * self._scales.values[terms], np.float32)

    def profiles(self, asked: Sense) -> Floats:
        """Likeness of the concept profiles, 0 to 1, for every term."""
        rows, values = [np.zeros(0, np.int32)], [np.zeros(0, np.float32)]
        for concept, weight in zip(asked.concepts.tolist(), asked.weights.tolist(), strict=True):
            found = self._by_concept.get(concept)
            if found:
                rows.append(np.array(found[0], np.int32))
                values.append(np.array(found[1], np.float32) * np.float32(weight))
        sums = np.bincount(np.concatenate(rows), np.concatenate(values), minlength=len(self))
        return sums.astype(np.float32)

    @staticmethod
    def _near(cosines: Floats, asked: Sense, hubs: Floats, profiles: Floats) -> Floats:
        return np.asarray(
            cosines - ranking.HUB_TERM * hubs - ranking.HUB_ASKED * np.float32(asked.hub)
            + ranking.PROFILE_WEIGHT * profiles,
            np.float32,
        )  # fmt: skip
