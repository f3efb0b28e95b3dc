"""Arrays that can be kept in a file: texts by number, ranges, the best rows; and room to work in."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Rows = NDArray[np.int64]
Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Strings:
    """Texts by number, as one run of UTF-8 bytes and where each ends. Lone surrogates are kept."""

    data: NDArray[np.uint8]
    ends: Rows

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, number: int) -> str:
        piece = self.data[self.ends[number] : self.ends[number + 1]]
        return str(piece.tobytes(), "utf-8", "surrogatepass")

    def take(self, numbers: NDArray[Any]) -> list[str]:
        """Some texts, in the order of `numbers`."""
        data = self.data
        bounds = zip(self.ends[numbers].tolist(), self.ends[numbers + 1].tolist(), strict=True)
        return [str(data[start:end].tobytes(), "utf-8", "surrogatepass") for start, end in bounds]

    def select(self, numbers: Rows) -> "Strings":
        """A table of some of the texts."""
        starts = self.ends[numbers]
        counts = self.ends[numbers + 1] - starts
        return Strings(self.data[ranges(starts, counts)], ends_of(counts))

    @staticmethod
    def of(texts: Iterable[str]) -> "Strings":
        """A table of these texts."""
        parts = [text.encode("utf-8", "surrogatepass") for text in texts]
        counts = np.fromiter(map(len, parts), np.int64, len(parts))
        return Strings(np.frombuffer(b"".join(parts), np.uint8), ends_of(counts))

    @staticmethod
    def join(tables: Iterable["Strings"]) -> "Strings":
        """Several tables as one."""
        tables = list(tables)
        counts = np.concatenate([np.diff(table.ends) for table in tables])
        return Strings(np.concatenate([table.data for table in tables]), ends_of(counts))


def ends_of(counts: Sequence[int] | NDArray[Any]) -> Rows:
    """Where groups of these sizes begin, and where the last one ends."""
    ends = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=ends[1:])
    return ends


def ranges(starts: NDArray[Any], counts: NDArray[Any]) -> Rows:
    """All numbers of several ranges, one range after the other."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - counts), counts) + np.arange(total)


def places_of(ends: Rows, numbers: NDArray[Any]) -> Rows:
    """Where the lists of some numbers stand, one after the other."""
    starts = ends[numbers]
    return ranges(starts, ends[numbers + 1] - starts)


def top_rows(scores: Floats, count: int, least: float) -> Rows:
    """The `count` rows with the highest scores, in no order; none below `least`."""
    rows = np.flatnonzero(scores >= least)
    if len(rows) > count:
        rows = rows[np.argpartition(scores[rows], -count)[-count:]]
    return rows


class Room:
    """Arrays to work in, as large as an index has rows; lent out, so that there are few of them."""

    def __init__(self, dtype: type[np.generic]) -> None:
        self._dtype = dtype
        self._free: list[NDArray[Any]] = []

    @contextmanager
    def borrow(self, size: int) -> Iterator[NDArray[Any]]:
        """Zeros at first, later what the last one left: who needs zeros leaves zeros."""
        try:
            found = self._free.pop()
        except IndexError:
            found = np.zeros(size, self._dtype)
        if len(found) < size:
            found = np.zeros(size + size // 4, self._dtype)
        yield found
        self._free.append(found)
