"""One state of the index: segments and the rows of them that count. Never changes; a write makes the next."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.search.arrays import Rows
from directory.search.columns import Columns, build_columns
from directory.search.joining import join_columns
from directory.search.postings import NOTHING, Tally
from directory.search.segment import Segment, build_segment, tally_names, tally_words

# A write is merged into the last segment up to this size: deriving it anew takes a few milliseconds.
FRESH = 128
# Segments up to this size are merged by whoever writes; larger ones only when the index is saved.
LARGEST = 20_000
_GROWTH = 4


@dataclass(frozen=True)
class Part:
    """A segment, the rows of it that count (None: all), and what the others are to be counted less."""

    segment: Segment
    alive: NDArray[np.bool_] | None = None
    gone_names: Tally = NOTHING
    gone_words: Tally = NOTHING

    @cached_property
    def rows(self) -> Rows:
        """The rows that count."""
        return np.arange(len(self.segment)) if self.alive is None else np.flatnonzero(self.alive)

    @cached_property
    def live(self) -> int:
        """How many rows count."""
        return len(self.segment) if self.alive is None else int(np.count_nonzero(self.alive))

    @cached_property
    def name_letters(self) -> int:
        """Features of all names that count."""
        return len(self.segment.names.numbers) - int(self.gone_names.times.sum())

    @cached_property
    def word_letters(self) -> int:
        """Features of all pairs that count."""
        lengths = np.diff(self.segment.columns.key_ends)
        return int(lengths @ self.segment.term_uses) - int(self.gone_words.times.sum())

    @cached_property
    def pairs(self) -> int:
        """How many pairs of row and term count."""
        columns = self.segment.columns
        if self.alive is None:
            return len(columns.pair_terms)
        return int(np.diff(columns.pair_ends)[self.alive].sum())

    def find(self, company_id: int) -> int | None:
        """The row of a company, if it counts."""
        row = self.segment.columns.find(company_id)
        return row if row is not None and (self.alive is None or self.alive[row]) else None

    def without(self, company_ids: Iterable[int]) -> "Part":
        """The same with these companies taken out."""
        found = [row for one in company_ids if (row := self.find(one)) is not None]
        if not found:
            return self
        rows = np.array(sorted(set(found)), np.int64)
        alive = np.ones(len(self.segment), bool) if self.alive is None else self.alive.copy()
        alive[rows] = False
        columns = self.segment.columns
        return Part(
            self.segment,
            alive,
            self.gone_names + tally_names(columns, rows),
            self.gone_words + tally_words(columns, rows),
        )


@dataclass(frozen=True)
class Generation:
    """The parts, the largest and oldest first. A company counts in one part at most."""

    parts: tuple[Part, ...] = ()

    @cached_property
    def remembered(self) -> dict[Hashable, Any]:
        """What was found out about this state and may be asked for again."""
        return {}

    @cached_property
    def live(self) -> int:
        """How many companies can be found."""
        return sum(part.live for part in self.parts)

    @cached_property
    def mean_name(self) -> float:
        """Features of a name on average."""
        return sum(part.name_letters for part in self.parts) / max(self.live, 1)

    @cached_property
    def pairs(self) -> int:
        """How many terms stand in all entries together."""
        return sum(part.pairs for part in self.parts)

    @cached_property
    def mean_word(self) -> float:
        """Features of a term on average."""
        return sum(part.word_letters for part in self.parts) / max(self.pairs, 1)

    def replace(self, company_ids: Sequence[int], columns: Columns) -> "Generation":
        """Take companies out, and put these columns in."""
        parts = [part.without(company_ids) for part in self.parts]
        if len(columns):
            last = parts.pop() if parts and len(parts[-1].segment) + len(columns) <= FRESH else None
            parts.append(Part(build_segment(_join([last] if last else [], columns))))
        return Generation(tuple(part for part in parts if part.live))

    def settle(self) -> "Generation":
        """The same with small segments merged, so that there are few."""
        parts = list(self.parts)
        while len(parts) > 1:
            last, before = len(parts[-1].segment), len(parts[-2].segment)
            if before > _GROWTH * last or before + last > LARGEST:
                break
            parts[-2:] = [Part(build_segment(_join(parts[-2:])))]
        return self if len(parts) == len(self.parts) else Generation(tuple(parts))

    def merge(self) -> Segment:
        """All that counts as one segment."""
        if len(self.parts) == 1 and self.parts[0].alive is None:
            return self.parts[0].segment
        return build_segment(_join(self.parts))


def _join(parts: Sequence[Part], *more: Columns) -> Columns:
    found = [(part.segment.columns, part.rows) for part in parts]
    found += [(columns, np.arange(len(columns))) for columns in more]
    found = found or [(build_columns((), {}, {}, {}), np.zeros(0, np.int64))]
    return found[0][0] if len(found) == 1 and len(found[0][1]) == len(found[0][0]) else join_columns(found)
