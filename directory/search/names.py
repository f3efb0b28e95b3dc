"""Companies by their names: cheap candidates by n-grams, then a close look at the best of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from directory.search import ranking
from directory.search.arrays import Floats, Room, Rows, places_of
from directory.search.generation import Generation, Part
from directory.search.grams import asked_keys
from directory.search.lexical import NameForm, have_part, join_words, score_names
from directory.search.postings import rarity, saturation
from directory.search.sieve import Sieve

# Postings that are looked at for one question, more among more names: those of the rarest n-grams; the others
# tell little. And so many first, to see whether any name can be like the question at all.
_BUDGET, _BUDGET_PART = 40_000, 10
_GLANCE = 4_000
_LEAST_GRAMS = 3
_WORTH_A_LOOK = (0.3, 0.4, 0.55, 0.7, 0.85)
_MANY = 600
_SUMS = Room(np.float32)


@dataclass(frozen=True, slots=True)
class NameHits:
    """Rows of one part and how like their names are to what was asked, 0 to 1.

    `alike` compares letter by letter; `likeness` is more where a name holds all that was asked.
    """

    rows: Rows
    alike: Floats
    likeness: Floats


class NameSearch:
    """The names of one generation beside one that was asked for: candidates, and a close look on demand."""

    def __init__(self, generation: Generation, asked: NameForm | None, sieve: Sieve) -> None:
        self._parts, self._mean = generation.parts, generation.mean_name
        self._asked = asked
        self._sieve = sieve
        self._close: dict[int, tuple[NameHits, ...]] = {}
        self._found: list[_Candidates] | None = None
        keys = asked_keys(asked.joined if asked else "")
        self._looked_up = [part.segment.names.look_up(keys) for part in self._parts]
        self._known = 0.0
        if not len(keys) or not self._looked_up:
            return
        holders = np.zeros(len(keys), np.int64)
        for part, (_, counts) in zip(self._parts, self._looked_up, strict=True):
            holders += counts
            if part.alive is not None:
                holders -= part.gone_names.find(keys)
        weights = rarity(holders, generation.live)
        self._weights = weights / weights.sum()
        order = np.lexsort((keys, holders))
        self._order = order[holders[order] > 0]
        self._known = float(self._weights[self._order].sum())
        reach = np.cumsum(holders[self._order])
        budget = max(_BUDGET, generation.live // _BUDGET_PART)
        self._chosen = self._order[: max(int(reach.searchsorted(budget, "right")), _LEAST_GRAMS)]
        self._few = self._chosen[: int(reach.searchsorted(_GLANCE, "right"))]

    def closest(self, limit: int, least_share: float = 0.0) -> tuple[NameHits, ...]:
        """For every part the rows whose names come closest, of `limit` candidates in all.

        At least `least_share` of the question's n-grams, weighed by rarity, must be there.
        """
        if self._asked is None or not self._known or self._known < least_share:
            return tuple(NOBODY for _ in self._looked_up)
        if self._found is None:
            if self._bound() < least_share:
                return tuple(NOBODY for _ in self._looked_up)
            self._found = self._gather()
        if max(map(self._highest, self._found)) < least_share:
            return tuple(NOBODY for _ in self._looked_up)
        if limit not in self._close:
            self._close[limit] = self._look(self._asked, limit)
        return self._close[limit]

    def _bound(self) -> float:
        """More of the n-grams than any name holds, from a glance at the rarest of them."""
        if not 0 < 2 * len(self._few) < len(self._chosen):
            return 1.0
        found = self._add_up(self._few, None)
        return max(float(values.max(initial=0.0)) for _, values in found) + self._beyond(self._few)

    def _beyond(self, chosen: Rows) -> float:
        """The weight of the n-grams that are not among those chosen."""
        return float(self._weights[self._order[len(chosen) :]].sum())

    def _add_up(self, chosen: Rows, sieve: Sieve | None) -> list[tuple[Rows, Floats]]:
        return [
            _add_up(part, places[chosen], counts[chosen], self._weights[chosen], sieve)
            for part, (places, counts) in zip(self._parts, self._looked_up, strict=True)
        ]

    def _gather(self) -> list["_Candidates"]:
        self._unseen = self._beyond(self._chosen)
        found = self._add_up(self._chosen, self._sieve)
        highest = max(float(values.max(initial=0.0)) for _, values in found)
        return [
            _cut(part, rows, values, highest, self._mean)
            for part, (rows, values) in zip(self._parts, found, strict=True)
        ]

    def _highest(self, found: "_Candidates") -> float:
        return float(found.shares.max(initial=0.0)) + self._unseen if len(found.rows) else 0.0

    def _look(self, asked: NameForm, limit: int) -> tuple[NameHits, ...]:
        found = self._found or ()
        best = _best([one.scores for one in found], limit)
        kept = [one.rows[at] for one, at in zip(found, best, strict=True)]
        close = [_compare(part, rows, asked) for part, rows in zip(self._parts, kept, strict=True)]
        few = sum(int(held.sum()) for _, held in close) <= ranking.NAME_PART_FEW
        least = np.float32(ranking.NAME_PART_RARE if few else ranking.NAME_PART_COMMON)
        return tuple(
            NameHits(rows, likeness, np.maximum(likeness, held * least))
            for rows, (likeness, held) in zip(kept, close, strict=True)
        )


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Rows of one part, the share of the question's n-grams they hold, and their scores (BM25)."""

    rows: Rows
    shares: Floats
    scores: Floats


NOBODY = NameHits(np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0, np.float32))


def _add_up(
    part: Part, places: Rows, counts: Rows, weights: Floats, sieve: Sieve | None
) -> tuple[Rows, Floats]:
    """Rows that hold any of these n-grams and the weight of all they hold; a row stands there repeatedly."""
    rows, values = part.segment.names.gather(places, counts, weights)
    with _SUMS.borrow(len(part.segment)) as sums:
        np.add.at(sums, rows, values)
        values = sums[rows]
        sums[rows] = 0
    if sieve is None or sieve.passes_all(part):
        return rows, values
    passed = sieve.mask(part, rows)
    return rows[passed], values[passed]


def _cut(part: Part, rows: Rows, values: Floats, highest: float, mean: float) -> _Candidates:
    """Each row once, without those far below the highest."""
    near = values >= _WORTH_A_LOOK[0] * highest
    for share in _WORTH_A_LOOK[1:]:
        if np.count_nonzero(near) <= _MANY:
            break
        near = values >= share * highest
    rows, values = rows[near], values[near]
    order = np.argsort(rows)
    first = order[np.flatnonzero(np.diff(rows[order], prepend=-1))]
    rows, values = rows[first], values[first]
    return _Candidates(rows, values, values * saturation(part.segment.name_lengths[rows], mean))


def _best(scores: Sequence[Floats], limit: int) -> list[Rows]:
    """Of every part the places of those among the `limit` highest of all."""
    together = np.concatenate(scores)
    if len(together) <= limit:
        return [np.arange(len(part)) for part in scores]
    kept = np.argpartition(together, -limit)[-limit:]
    ends = np.cumsum([0, *map(len, scores)])
    return [np.sort(kept[(kept >= start) & (kept < end)]) - start for start, end in pairwise(ends.tolist())]


def _compare(part: Part, rows: Rows, asked: NameForm) -> tuple[Floats, NDArray[np.bool_]]:
    """How alike the names of some rows and the asked name are; and which hold all that is asked."""
    likeness, held = np.zeros(len(rows), np.float32), np.zeros(len(rows), bool)
    columns, typed = part.segment.columns, asked.joined
    at = places_of(columns.form_ends, rows)
    owners = np.repeat(np.arange(len(rows)), columns.form_ends[rows + 1] - columns.form_ends[rows])
    short = columns.form_initials[at]
    if not asked.han and len(typed) >= ranking.NAME_INITIALS_LEAST:
        letters = columns.forms.ends[at + 1] - columns.forms.ends[at]
        initials = np.flatnonzero(short & (letters >= len(typed)))
        begun = [join_words(form).startswith(typed) for form in columns.forms.take(at[initials])]
        likeness[owners[initials[begun]]] = ranking.NAME_INITIALS
    same = (columns.form_han[at] == asked.han) & ~short
    at, owners = at[same], owners[same]
    if len(at):
        forms = columns.forms.take(at)
        np.maximum.at(likeness, owners, score_names(asked, forms))
        held[owners[have_part(asked, forms)]] = True
    return likeness, held
