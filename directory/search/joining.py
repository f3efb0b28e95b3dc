"""Several columns made one: how the index grows without looking at the companies again."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.search.arrays import Rows, Strings, ends_of, places_of, ranges
from directory.search.columns import Columns


def join_columns(parts: Sequence[tuple[Columns, Rows]]) -> Columns:
    """Some rows of each of several columns as one; a company stands in one of them only."""
    numbers: dict[str, int] = {}
    chosen: list[NDArray[Any]] = []  # of each part the terms that no part before it has
    pair_terms: list[NDArray[Any]] = []
    for part, rows in parts:
        used, back = np.unique(part.pair_terms[places_of(part.pair_ends, rows)], return_inverse=True)
        before = len(numbers)
        found = [numbers.setdefault(text, len(numbers)) for text in part.terms.take(used)]
        new = np.array(found, np.int64)
        chosen.append(used[new >= before] if len(new) else used)
        pair_terms.append(new[back].astype(np.int32))
    company = np.concatenate([part.company[rows] for part, rows in parts])
    order = np.argsort(company, kind="stable")

    def of_rows(name: str) -> Any:
        return np.concatenate([getattr(part, name)[rows] for part, rows in parts])[order]

    def of_terms(name: str) -> Any:
        return np.concatenate(
            [getattr(part, name)[terms] for (part, _), terms in zip(parts, chosen, strict=True)]
        )

    def lists(ends: str, of: Sequence[NDArray[Any]]) -> tuple[list[Rows], Rows]:
        places = [places_of(getattr(part, ends), one) for (part, _), one in zip(parts, of, strict=True)]
        counts = [np.diff(getattr(part, ends))[one] for (part, _), one in zip(parts, of, strict=True)]
        return places, np.concatenate(counts)

    def gather(name: str, places: Sequence[Rows]) -> Any:
        found = [(getattr(part, name), at) for (part, _), at in zip(parts, places, strict=True)]
        if isinstance(found[0][0], Strings):
            return Strings.join([texts.select(at) for texts, at in found])
        return np.concatenate([values[at] for values, at in found])

    forms, form_counts = lists("form_ends", [rows for _, rows in parts])
    pairs, pair_counts = lists("pair_ends", [rows for _, rows in parts])
    keys, key_counts = lists("key_ends", chosen)
    named, named_counts = lists("named_ends", chosen)
    form_order = ranges(ends_of(form_counts)[:-1][order], form_counts[order])
    pair_order = ranges(ends_of(pair_counts)[:-1][order], pair_counts[order])
    return Columns(
        company=company[order],
        stamp=of_rows("stamp"),
        confirmed=of_rows("confirmed"),
        city=of_rows("city"),
        flags=of_rows("flags"),
        shown=gather("shown", [rows for _, rows in parts]).select(order),
        form_ends=ends_of(form_counts[order]),
        forms=gather("forms", forms).select(form_order),
        form_han=gather("form_han", forms)[form_order],
        form_initials=gather("form_initials", forms)[form_order],
        pair_ends=ends_of(pair_counts[order]),
        pair_terms=np.concatenate(pair_terms)[pair_order],
        pair_sources=gather("pair_sources", pairs)[pair_order],
        terms=gather("terms", chosen),
        small=of_terms("small"),
        signs=of_terms("signs"),
        scale=of_terms("scale"),
        hub=of_terms("hub"),
        profile=of_terms("profile"),
        weight=of_terms("weight"),
        key_ends=ends_of(key_counts),
        keys=gather("keys", keys),
        named_ends=ends_of(named_counts),
        named=gather("named", named),
        named_weight=gather("named_weight", named),
        pieces=gather("pieces", named),
    )
