"""An inverted index in sorted arrays that a file can hold: which numbers (rows, terms) have a key."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.search.arrays import Floats, Ints, Keys, Rows, ends_of

K1, B = 1.2, 0.4


@dataclass(frozen=True, slots=True)
class Postings:
    """For every key, ascending, its `numbers` between two `ends`."""

    keys: NDArray[Any]
    ends: Rows
    numbers: Ints

    @staticmethod
    def build(keys: NDArray[Any], numbers: NDArray[Any]) -> "Postings":
        """From pairs in any order; a pair that occurs twice counts once."""
        distinct = np.unique(keys)
        pairs = np.searchsorted(distinct, keys) << 32 | numbers.astype(np.int64)
        pairs.sort()
        if len(pairs):
            pairs = pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])]
        holders = np.bincount(pairs >> 32, minlength=len(distinct))
        return Postings(distinct, ends_of(holders), (pairs & 0xFFFFFFFF).astype(np.int32))

    def look_up(self, keys: NDArray[Any]) -> tuple[Rows, Rows]:
        """Where each key stands and how many numbers it has; 0 where it is unknown, at whatever place."""
        if not len(self.keys):
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.int64)
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        return at, (self.ends[at + 1] - self.ends[at]) * (self.keys[at] == keys)

    def gather(self, places: Rows, counts: Rows, weights: Floats) -> tuple[Rows, Floats]:
        """The numbers at some places, one after the other, each with the weight of its place."""
        starts = self.ends[places]
        bounds = zip(starts.tolist(), (starts + counts).tolist(), strict=True)
        lists = [self.numbers[start:end] for start, end in bounds]
        numbers = np.concatenate(lists, dtype=np.int64) if lists else np.zeros(0, np.int64)
        return numbers, np.repeat(weights, counts)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each key was counted: `keys` ascending."""

    keys: Keys
    times: Rows

    @staticmethod
    def of(keys: Keys, times: Rows) -> "Tally":
        """Add up the times of equal keys."""
        distinct, back = np.unique(keys, return_inverse=True)
        return Tally(distinct, np.bincount(back, times, len(distinct)).astype(np.int64))

    def __add__(self, other: "Tally") -> "Tally":
        if not len(other.keys):
            return self
        return Tally.of(np.concatenate([self.keys, other.keys]), np.concatenate([self.times, other.times]))

    def find(self, keys: Keys) -> Rows:
        """How often these keys were counted."""
        if not len(self.keys):
            return np.zeros(len(keys), np.int64)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.times[at], 0)


NOTHING = Tally(np.zeros(0, np.uint64), np.zeros(0, np.int64))


def rarity(holders: NDArray[Any], live: int) -> Floats:
    """What a key counts that so many of all have (BM25)."""
    return np.log1p((live - holders + 0.5) / (holders + 0.5)).astype(np.float32)


def saturation(lengths: NDArray[Any], mean: float) -> Floats:
    """What one occurrence counts in texts of these lengths (BM25)."""
    return ((K1 + 1) / (1 + K1 * (1 - B + B * lengths / max(mean, 1.0)))).astype(np.float32)
