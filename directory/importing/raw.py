"""Rows as a reader finds them, before anything is known of columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from directory.importing.problems import Fault

Cell = str | Fault
"""The text of a cell, or why it has none (a date, a formula that was never calculated)."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row with its number in a spreadsheet. `padded`: empty cells at its end may be left out."""

    line: int
    cells: Sequence[Cell]
    padded: bool
