"""A part of the index that never changes: columns, and what is derived from them to search them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.search.arrays import Floats, Keys, Rows, ends_of, places_of, ranges
from directory.search.columns import Columns
from directory.search.grams import name_keys
from directory.search.lexical import join_words
from directory.search.postings import Postings, Tally


@dataclass(frozen=True, slots=True)
class Weighted:
    """Terms by concept number, those with the highest weight first: of number n between two `ends`."""

    ends: Rows
    terms: NDArray[np.int32]
    weights: Floats

    @staticmethod
    def build(concepts: NDArray[np.uint16], terms: Rows, weights: Floats) -> "Weighted":
        """From triples in any order."""
        order = np.lexsort((terms, -weights, concepts))
        ends = ends_of(np.bincount(concepts, minlength=1))
        return Weighted(ends, terms[order].astype(np.int32), weights[order])

    def gather(self, concepts: Rows, worth: Floats, most: int) -> tuple[Rows, Floats]:
        """The terms of some concepts, with their weight times the concept's worth.

        At most about so many: of the concepts worth most, and of each its highest.
        """
        known = concepts < len(self.ends) - 1
        concepts, worth = concepts[known], worth[known]
        counts = self.ends[concepts + 1] - self.ends[concepts]
        if int(counts.sum()) > most:
            order = np.argsort(-worth, kind="stable")
            concepts, worth = concepts[order], worth[order]
            before = np.cumsum(counts[order]) - counts[order]
            counts = np.clip(most - before, 0, counts[order])
        at = ranges(self.ends[concepts], counts)
        return self.terms[at].astype(np.int64), self.weights[at] * np.repeat(worth, counts)


@dataclass(frozen=True, slots=True)
class Segment:
    """Columns with their indexes.

    `bearers` holds, by term, row * 4 + source; `term_flags` what the flags of these rows have together.
    """

    columns: Columns
    names: Postings
    name_lengths: Floats
    words: Postings
    word_uses: Rows
    word_lengths: Floats
    term_uses: Rows
    profiles: Weighted
    concepts: Weighted
    bearer_ends: Rows
    bearers: NDArray[np.int32]
    term_flags: Keys

    def __len__(self) -> int:
        return len(self.columns)


def build_segment(columns: Columns) -> Segment:
    """Derive the indexes."""
    form_rows = np.repeat(np.arange(len(columns)), np.diff(columns.form_ends))
    names = _index_names(columns, form_rows)
    count = len(columns.terms)
    term_uses = np.bincount(columns.pair_terms, minlength=count)
    lengths = np.diff(columns.key_ends)
    words = Postings.build(columns.keys, np.repeat(np.arange(count), lengths))
    cumulated = ends_of(term_uses[words.numbers])
    pair_rows = np.repeat(np.arange(len(columns)), np.diff(columns.pair_ends))
    order = np.argsort(columns.pair_terms, kind="stable")
    flags = np.zeros(count, np.uint64)
    np.bitwise_or.at(flags, columns.pair_terms, columns.flags[pair_rows])
    filled = np.flatnonzero(columns.weight.ravel())
    return Segment(
        columns,
        names,
        np.bincount(names.numbers, minlength=len(columns)).astype(np.float32),
        words,
        cumulated[words.ends[1:]] - cumulated[words.ends[:-1]],
        lengths.astype(np.float32),
        term_uses,
        Weighted.build(
            columns.profile.ravel()[filled],
            filled // columns.profile.shape[1],
            columns.weight.ravel()[filled],
        ),
        Weighted.build(
            columns.named, np.repeat(np.arange(count), np.diff(columns.named_ends)), columns.named_weight
        ),
        ends_of(term_uses),
        (pair_rows * 4 + columns.pair_sources)[order].astype(np.int32),
        flags,
    )


def _index_names(columns: Columns, form_rows: Rows) -> Postings:
    """In portions: a million names make some fifty million grams."""
    keys, rows = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    for start in range(0, len(form_rows), 100_000):
        part = np.arange(start, min(start + 100_000, len(form_rows)))
        found, owners = name_keys([join_words(form) for form in columns.forms.take(part)])
        keys.append(found)
        rows.append(form_rows[part][owners])
    return Postings.build(np.concatenate(keys), np.concatenate(rows))


def tally_names(columns: Columns, rows: Rows) -> Tally:
    """How many of some rows have each key of a name."""
    at = places_of(columns.form_ends, rows)
    owners = np.repeat(np.arange(len(rows)), np.diff(columns.form_ends)[rows])
    keys, forms = name_keys([join_words(form) for form in columns.forms.take(at)])
    found = Postings.build(keys, owners[forms])
    return Tally(found.keys, np.diff(found.ends))


def tally_words(columns: Columns, rows: Rows) -> Tally:
    """How many pairs of row and term each feature has in some rows."""
    terms = columns.pair_terms[places_of(columns.pair_ends, rows)].astype(np.int64)
    keys = columns.keys[places_of(columns.key_ends, terms)]
    return Tally.of(keys, np.ones(len(keys), np.int64))
