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
from directory.search.lexical import NameForm, has_part, score_names
from directory.search.postings import rarity, saturation
from directory.search.sieve import Sieve

# Postings that are looked at for one question: those of the rarest n-grams; the others tell little.
_BUDGET = 100_000
_LEAST_GRAMS = 3
_WORTH_A_LOOK = (0.25, 0.4, 0.55, 0.7, 0.85)
_MANY = 2_000
_SUMS = Room(np.float32)


@dataclass(frozen=True, slots=True)
class NameHits:
    """Rows of one part and how like their names are to what was asked, 0 to 1."""

    rows: Rows
    likeness: Floats


def find_names(
    generation: Generation, asked: NameForm, sieve: Sieve, limit: int, least_share: float = 0.0
) -> tuple[NameHits, ...]:
    """For every part the rows whose names come closest.

    At least `least_share` of the question's n-grams, weighed by rarity, must be there.
    """
    keys, parts = asked_keys(asked.joined), generation.parts
    if not len(keys) or not parts:
        return tuple(NOBODY for _ in parts)
    places = [part.segment.names.places(keys) for part in parts]
    counts = [part.segment.names.counts(place) for part, place in zip(parts, places, strict=True)]
    gone = [part.gone_names.find(keys) for part in parts]
    holders = np.sum(counts, axis=0) - np.sum(gone, axis=0)
    weights = rarity(holders, generation.live)
    order = np.lexsort((keys, holders))
    order = order[holders[order] > 0]
    fits = int((np.cumsum(holders[order]) <= _BUDGET).sum())
    chosen = order[: max(fits, _LEAST_GRAMS)]
    floor = least_share * float(weights.sum()) - float(weights[order[len(chosen) :]].sum())
    found = [
        _add_up(part, place[chosen], weights[chosen], sieve)
        for part, place in zip(parts, places, strict=True)
    ]
    highest = max(float(values.max(initial=0.0)) for _, values in found)
    if highest < floor or highest <= 0:
        return tuple(NOBODY for _ in parts)
    cut = [_cut(rows, values, highest, floor) for rows, values in found]
    lengths = [part.segment.name_lengths[rows] for part, (rows, _) in zip(parts, cut, strict=True)]
    scores = [
        values * saturation(length, generation.mean_name)
        for (_, values), length in zip(cut, lengths, strict=True)
    ]
    kept = [rows[best] for (rows, _), best in zip(cut, _best(scores, limit), strict=True)]
    close = [_compare(part, rows, asked) for part, rows in zip(parts, kept, strict=True)]
    few = sum(int(held.sum()) for _, held in close) <= ranking.NAME_PART_FEW
    least = np.float32(ranking.NAME_PART_RARE if few else ranking.NAME_PART_COMMON)
    return tuple(
        NameHits(rows, np.maximum(likeness, held * least))
        for rows, (likeness, held) in zip(kept, close, strict=True)
    )


NOBODY = NameHits(np.zeros(0, np.int64), np.zeros(0, np.float32))


def _add_up(part: Part, places: Rows, weights: Floats, sieve: Sieve) -> tuple[Rows, Floats]:
    """Rows that hold any of these n-grams and the weight of all they hold; a row stands there repeatedly."""
    rows, values = part.segment.names.gather(places, weights)
    with _SUMS.borrow(len(part.segment)) as sums:
        np.add.at(sums, rows, values)
        values = sums[rows]
        sums[rows] = 0
    if sieve.passes_all(part):
        return rows, values
    passed = sieve.mask(part, rows)
    return rows[passed], values[passed]


def _cut(rows: Rows, values: Floats, highest: float, floor: float) -> tuple[Rows, Floats]:
    """Each row once, without those far below the highest."""
    near = values >= max(_WORTH_A_LOOK[0] * highest, floor)
    for share in _WORTH_A_LOOK[1:]:
        if np.count_nonzero(near) <= _MANY:
            break
        near = values >= max(share * highest, floor)
    rows, first = np.unique(rows[near], return_index=True)
    return rows, values[near][first]


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
    columns = part.segment.columns
    at = places_of(columns.form_ends, rows)
    owners = np.repeat(np.arange(len(rows)), columns.form_ends[rows + 1] - columns.form_ends[rows])
    same = columns.form_han[at] == asked.han
    at, owners = at[same], owners[same]
    if len(at):
        forms = columns.forms.take(at)
        np.maximum.at(likeness, owners, score_names(asked, forms))
        held[owners[[has_part(asked, form) for form in forms]]] = True
    return likeness, held
