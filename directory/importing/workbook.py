"""XLSX workbooks: the first sheet, as text. Sizes are checked before anything is unpacked."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Container, Iterable, Iterator
from contextlib import closing
from itertools import repeat
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from directory.importing.limits import MAX_BYTES
from directory.importing.problems import Fault, FileRejected, reject
from directory.importing.raw import Cell, RawRow

_PORTION = 1 << 16
_MOST_PARTS = 10_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
    RuntimeError,  # parts that are encrypted
)


def read_path(path: Path, most_bytes: int = MAX_BYTES) -> Iterator[RawRow]:
    """The rows of the first sheet; all of it unpacks to `most_bytes` at most. Raises FileRejected."""
    try:
        has_formulas = _inspect(path, most_bytes)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and extensions that do not concern us
            yield from _read(path, has_formulas)
    except FileRejected:
        raise
    except _BROKEN as error:
        raise reject("no_workbook") from error


def _inspect(path: Path, most_bytes: int) -> bool:
    """Refuse what would unpack to too much; whether any cell holds a formula."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > most_bytes or len(parts) > _MOST_PARTS:
            raise reject("zip_bomb", limit=most_bytes // 1_000_000)
        if "[Content_Types].xml" not in archive.namelist():
            raise reject("no_workbook")
        sheets = [part for part in parts if part.filename.startswith("xl/worksheets/")]
        return any(_holds_formula(archive, part) for part in sheets)


def _holds_formula(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    tail = b""
    with archive.open(part) as file:
        while portion := file.read(_PORTION):
            if re.search(rb"<(?:\w+:)?f[\s>/]", tail + portion):
                return True
            tail = portion[-16:]
    return False


def _read(path: Path, has_formulas: bool) -> Iterator[RawRow]:
    with path.open("rb") as file, closing(load_workbook(file, read_only=True, data_only=True)) as book:
        flags: Iterable[Container[int]] = _find_formulas(path) if has_formulas else repeat(())
        for line, (cells, formulas) in enumerate(zip(_rows_of(book), flags, strict=False), 1):
            rendered = [_render(cell, place in formulas) for place, cell in enumerate(cells)]
            yield RawRow(line, _trim(rendered), padded=True)


def _find_formulas(path: Path) -> Iterator[Container[int]]:
    """Row by row, which cells hold formulas: where only values are read, one without a value looks empty."""
    with path.open("rb") as file, closing(load_workbook(file, read_only=True, data_only=False)) as book:
        for cells in _rows_of(book):
            yield {place for place, cell in enumerate(cells) if cell.data_type == "f"}


def _rows_of(book: Any) -> Iterator[tuple[Any, ...]]:
    if not book.worksheets:
        raise reject("no_sheet")
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what a file says about its size need not be true
    return iter(sheet.iter_rows())


def _trim(cells: list[Cell]) -> list[Cell]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _render(cell: Any, is_formula: bool) -> Cell:
    value = cell.value
    if value is None:
        return Fault("formula_uncached") if is_formula else ""
    if cell.data_type == "e":
        return Fault("cell_error", str(value))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, str | int | float):
        return str(value)
    return Fault("cell_date", str(value))
