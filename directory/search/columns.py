"""What is kept of companies, in columns: the part of a segment that cannot be derived from the rest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.search.arrays import Floats, Ints, Keys, Rows, Strings, ends_of
from directory.search.bridge import PROFILE, Sense
from directory.search.entries import Entry
from directory.search.grams import word_keys
from directory.search.matching import Match
from directory.search.semantic import DIMENSIONS, sign_bits, small_vector

COOPERATION_AT, FIELDS_AT = 4, 16  # where the bits of `flags` begin; the country has the lowest


@dataclass(frozen=True, slots=True)
class Columns:
    """Companies by row, ascending by id; their distinct terms by number; pairs of row and term.

    `stamp` and `confirmed` are the times of the last change and the last confirmation in microseconds since
    1970 (0: never), `flags` country, cooperation kinds and fields in bits. `profile` and `weight` hold a
    term's concept profile, filled up with weight 0.
    """

    company: Rows
    stamp: Rows
    confirmed: Rows
    city: Rows
    flags: Keys
    shown: Strings
    form_ends: Rows
    forms: Strings
    form_han: NDArray[np.bool_]
    form_initials: NDArray[np.bool_]
    pair_ends: Rows
    pair_terms: Ints
    pair_sources: NDArray[np.uint8]
    terms: Strings
    small: NDArray[np.int8]
    signs: Keys
    scale: Floats
    hub: Floats
    profile: NDArray[np.uint16]
    weight: Floats
    key_ends: Rows
    keys: Keys
    named_ends: Rows
    named: NDArray[np.uint16]
    named_weight: Floats
    pieces: Strings

    def __len__(self) -> int:
        return len(self.company)

    def find(self, company_id: int) -> int | None:
        """The row of a company."""
        row = int(np.searchsorted(self.company, company_id))
        return row if row < len(self.company) and self.company[row] == company_id else None


def build_columns(
    entries: Iterable[Entry],
    senses: Mapping[str, Sense],
    named: Mapping[str, Sequence[Match]],
    numbers: Mapping[str, int],
) -> Columns:
    """Columns of entries whose terms have these senses and name these concepts (by their `numbers`)."""
    entries = sorted(entries, key=lambda entry: entry.company_id)
    terms = list(dict.fromkeys(term.text for entry in entries for term in entry.terms))
    number = {text: at for at, text in enumerate(terms)}
    forms = [form for entry in entries for form in entry.names]
    pairs = [term for entry in entries for term in entry.terms]
    keys = [word_keys(text) for text in terms]
    matches = [match for text in terms for match in named[text]]
    small = np.zeros((len(terms), DIMENSIONS), np.int8)
    signs = np.zeros((len(terms), DIMENSIONS // 64), np.uint64)
    scale, hub = np.zeros(len(terms), np.float32), np.zeros(len(terms), np.float32)
    profile = np.zeros((len(terms), PROFILE), np.uint16)
    weight = np.zeros((len(terms), PROFILE), np.float32)
    for at, text in enumerate(terms):
        sense = senses[text]
        small[at], scale[at] = small_vector(sense.vector)
        signs[at] = sign_bits(small[at])
        hub[at] = sense.hub
        profile[at, : len(sense.concepts)] = sense.concepts
        weight[at, : len(sense.weights)] = sense.weights
    return Columns(
        company=_column((entry.company_id for entry in entries), np.int64),
        stamp=_column((entry.stamp for entry in entries), np.int64),
        confirmed=_column((entry.confirmed for entry in entries), np.int64),
        city=_column((entry.city_id for entry in entries), np.int64),
        flags=_column(map(build_flags, entries), np.uint64),
        shown=Strings.of(entry.shown_name for entry in entries),
        form_ends=ends_of([len(entry.names) for entry in entries]),
        forms=Strings.of(form.spaced for form in forms),
        form_han=_column((form.han for form in forms), np.bool_),
        form_initials=_column((form.initials for form in forms), np.bool_),
        pair_ends=ends_of([len(entry.terms) for entry in entries]),
        pair_terms=_column((number[term.text] for term in pairs), np.int32),
        pair_sources=_column((int(term.source) for term in pairs), np.uint8),
        terms=Strings.of(terms),
        small=small,
        signs=signs,
        scale=scale,
        hub=hub,
        profile=profile,
        weight=weight,
        key_ends=ends_of([len(found) for found in keys]),
        keys=np.concatenate(keys) if keys else np.zeros(0, np.uint64),
        named_ends=ends_of([len(named[text]) for text in terms]),
        named=_column((numbers[match.concept] for match in matches), np.uint16),
        named_weight=_column((match.weight for match in matches), np.float32),
        pieces=Strings.of(match.piece for match in matches),
    )


def build_flags(entry: Entry) -> int:
    """Country, cooperation kinds and fields of an entry in one number."""
    return entry.country | entry.cooperation << COOPERATION_AT | entry.fields << FIELDS_AT


def _column(values: Iterable[Any], dtype: type[np.generic]) -> NDArray[Any]:
    return np.fromiter(values, dtype)
