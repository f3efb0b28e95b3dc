"""Filters as bits: which rows may be hits."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from directory.search.arrays import Rows
from directory.search.columns import COOPERATION_AT, FIELDS_AT
from directory.search.entries import COOPERATION_BITS, COUNTRY_CODES, FIELD_BITS
from directory.search.generation import Part
from directory.search.question import Filters

_OPEN = Filters()


class Sieve:
    """What `Filters` let through; a wish lets everything through and weighs it."""

    def __init__(self, filters: Filters) -> None:
        self.filters = replace(filters, wish=None)
        self._city = filters.city_id
        needed = []
        if filters.country is not None:
            needed.append(COUNTRY_CODES[filters.country])
        if filters.cooperation is not None:
            needed.append(COOPERATION_BITS[filters.cooperation] << COOPERATION_AT)
        if filters.field is not None:
            needed.append(FIELD_BITS.get(filters.field, 0) << FIELDS_AT)
        self._needed = [np.uint64(bits) for bits in needed]

    @property
    def is_open(self) -> bool:
        """Whether nothing is filtered."""
        return self.filters == _OPEN

    def passes_all(self, part: Part) -> bool:
        """Whether no row of a part is held back."""
        return part.alive is None and self.is_open

    def mask(self, part: Part, rows: Rows) -> NDArray[np.bool_]:
        """Which of some rows pass."""
        columns = part.segment.columns
        passed = np.ones(len(rows), bool) if part.alive is None else part.alive[rows]
        if self._city is not None:
            passed &= columns.city[rows] == self._city
        if self._needed:
            flags = columns.flags[rows]
            for bits in self._needed:
                passed &= (flags & bits) > 0
        return passed

    def fits(self, part: Part, terms: Rows) -> NDArray[np.bool_] | None:
        """Which terms some row bears that may pass; None where all do."""
        if not self._needed:
            return None
        flags = part.segment.term_flags[terms]
        fits = np.ones(len(terms), bool)
        for bits in self._needed:
            fits &= (flags & bits) > 0
        return fits
