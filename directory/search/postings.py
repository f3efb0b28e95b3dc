"""An inverted index in arrays: which rows hold a feature, ranked with BM25. Rows come and go one by one."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

K1, B = 1.2, 0.4
_PACK_AT = 400_000


class Column:
    """A numpy array that grows at its end."""

    def __init__(self, dtype: type[np.generic], width: int = 0) -> None:
        self._shape = (width,) if width else ()
        self._data = np.zeros((64, *self._shape), dtype)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, value: object) -> None:
        """Add one element."""
        self.extend(np.asarray(value, self._data.dtype)[None])

    def extend(self, values: NDArray[Any]) -> None:
        """Add several elements."""
        end = self._count + len(values)
        if end > len(self._data):
            grown = np.zeros((max(end, 2 * len(self._data)), *self._shape), self._data.dtype)
            grown[: self._count] = self._data[: self._count]
            self._data = grown
        self._data[self._count : end] = values
        self._count = end

    @property
    def values(self) -> NDArray[Any]:
        """All elements; a view, valid until the next growth."""
        return self._data[: self._count]


class Postings:
    """Rows by feature. Removed rows keep their postings; the caller masks them."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._holders: list[int] = []
        self._lengths = Column(np.float32)
        self._live = 0
        self._total = 0.0
        self._ends = np.zeros(1, np.int64)
        self._rows: Ints = np.zeros(0, np.int32)
        self._times: Floats = np.zeros(0, np.float32)
        self._fresh: dict[int, tuple[array[int], array[float]]] = {}
        self._fresh_count = 0

    def add(self, features: Iterable[str]) -> int:
        """Append a row and return its number."""
        counts = Counter(features)
        row = len(self._lengths)
        length = sum(counts.values())
        self._lengths.append(length)
        self._live += 1
        self._total += length
        for feature, times in counts.items():
            key = self._ids.setdefault(feature, len(self._ids))
            if key == len(self._holders):
                self._holders.append(0)
            self._holders[key] += 1
            rows, weights = self._fresh.setdefault(key, (array("i"), array("f")))
            rows.append(row)
            weights.append(times)
        self._fresh_count += len(counts)
        if self._fresh_count > _PACK_AT:
            self.pack()
        return row

    def count(self, features: Iterable[str], sign: int) -> None:
        """Take a row's features out of the statistics (-1), or put them back (1)."""
        counts = Counter(features)
        self._live += sign
        self._total += sign * sum(counts.values())
        for feature in counts:
            self._holders[self._ids[feature]] += sign

    def pack(self) -> None:
        """Move what was added since the last time into the compact arrays."""
        rows, times, ends = [], [], np.zeros(len(self._holders) + 1, np.int64)
        for key in range(len(self._holders)):
            found, counts = self._find(key)
            rows.append(found)
            times.append(counts)
            ends[key + 1] = ends[key] + len(found)
        self._rows = np.concatenate(rows) if rows else self._rows
        self._times = np.concatenate(times) if times else self._times
        self._ends, self._fresh, self._fresh_count = ends, {}, 0

    def _find(self, key: int) -> tuple[Ints, Floats]:
        if key + 1 < len(self._ends):
            part = slice(self._ends[key], self._ends[key + 1])
            rows, times = self._rows[part], self._times[part]
        else:
            rows, times = self._rows[:0], self._times[:0]
        fresh = self._fresh.get(key)
        if fresh is None:
            return rows, times
        return (
            np.concatenate([rows, np.array(fresh[0], np.int32)]),
            np.concatenate([times, np.array(fresh[1], np.float32)]),
        )

    def scores(self, features: Sequence[str]) -> Floats:
        """For every row the share of the question's features it holds, rare ones counting more (0 to ~1)."""
        result = np.zeros(len(self._lengths), np.float32)
        if not self._live:
            return result
        rows, weights, whole = [], [], 0.0
        for feature, times in Counter(features).items():
            key = self._ids.get(feature)
            holders = self._holders[key] if key is not None else 0
            rarity = times * float(np.log1p((self._live - holders + 0.5) / (holders + 0.5)))
            whole += rarity
            if key is not None and holders:
                found, counts = self._find(key)
                rows.append(found)
                weights.append(self._saturated(found, counts) * rarity)
        if not rows:
            return result
        sums = np.bincount(np.concatenate(rows), np.concatenate(weights), minlength=len(result))
        return (sums / whole).astype(np.float32)

    def _saturated(self, rows: Ints, times: Floats) -> Floats:
        lengths = np.asarray(self._lengths.values, np.float32)[rows]
        mean = max(self._total / self._live, 1.0)
        return np.asarray(times * (K1 + 1) / (times + K1 * (1 - B + B * lengths / mean)), np.float32)


def top_rows(scores: Floats, count: int, least: float) -> NDArray[np.int64]:
    """The `count` rows with the highest scores, in no order; none below `least`."""
    rows = np.flatnonzero(scores >= least)
    if len(rows) > count:
        rows = rows[np.argpartition(scores[rows], -count)[-count:]]
    return np.asarray(rows, np.int64)
