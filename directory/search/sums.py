"""Values by number (terms, rows) added up, in arrays that are lent and given back clean."""

from collections.abc import Sequence

import numpy as np

from directory.search.arrays import Floats, Room, Rows

_SUMS, _PLACES, _MARKS = Room(np.float32), Room(np.int32), Room(np.bool_)


def add_up(
    size: int, found: Sequence[tuple[float, tuple[Rows, Floats]]], *, complete: bool
) -> tuple[Rows, Floats]:
    """Every term found, or every term there is, and the sum of its weighted values."""
    terms = np.concatenate([terms for _, (terms, _) in found])
    values = np.concatenate([np.float32(weight) * values for weight, (_, values) in found])
    with _SUMS.borrow(size) as sums:
        np.add.at(sums, terms, values)
        distinct = np.arange(size) if complete else _distinct(terms, size)
        estimate = sums[distinct]
        sums[distinct] = 0
    return distinct, estimate


def _distinct(terms: Rows, size: int) -> Rows:
    """The distinct terms, ascending."""
    with _MARKS.borrow(size) as marks:
        marks[terms] = True
        distinct = np.flatnonzero(marks[:size])
        marks[distinct] = False
    return distinct


def pick(found: tuple[Rows, Floats], chosen: Rows, size: int, join: np.ufunc) -> Floats:
    """For some terms the joined values found for them."""
    terms, values = found
    with _SUMS.borrow(size) as sums:
        join.at(sums, terms, values)
        picked: Floats = sums[chosen]
        sums[terms] = 0
    return picked


def highest(terms: Rows, values: Floats, count: int) -> tuple[Rows, Floats]:
    """The terms with the highest values, in no order, and these."""
    if len(terms) <= count:
        return terms, values
    kept = np.argpartition(values, -count)[-count:]
    return terms[kept], values[kept]


def distinct_places(rows: Rows, size: int) -> tuple[Rows, Rows]:
    """The distinct rows in no order, and for each of `rows` where it stands among them."""
    at = np.arange(len(rows), dtype=np.int32)
    with _PLACES.borrow(size) as place:
        place[rows] = at
        distinct = rows[place[rows] == at]
        place[distinct] = at[: len(distinct)]
        return distinct, place[rows]
