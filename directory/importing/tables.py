"""A file as rows of text: what CSV and XLSX have in common, and which of them a file is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from directory.importing import csv_file, workbook
from directory.importing.header import read_header
from directory.importing.limits import MAX_BYTES, MAX_LINES, MAX_ROWS
from directory.importing.problems import FileRejected, Problem, reject
from directory.importing.raw import Cell, RawRow

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Line:
    """One row under the header: the spreadsheet's row number, its cells by column, cells too many."""

    number: int
    cells: dict[str, Cell]
    surplus: int = 0
    lacking: int = 0


def read_table(source: Path | str, most_bytes: int = MAX_BYTES) -> Iterator[Line]:
    """The rows of a file, or of CSV text, that are not blank. Raises FileRejected, at any row.

    `most_bytes`: what a workbook may unpack to.
    """
    rows = csv_file.read_text(source) if isinstance(source, str) else _open(source, most_bytes)
    columns: tuple[str, ...] = ()
    count = 0
    for raw in rows:
        if raw.line > MAX_LINES:  # a workbook may leave out blank rows, as many as it likes
            raise reject("too_many_rows", limit=MAX_ROWS)
        if all(isinstance(cell, str) and not cell.strip() for cell in raw.cells):
            continue
        if not columns:
            columns = read_header([cell if isinstance(cell, str) else "" for cell in raw.cells], raw.line)
            continue
        count += 1
        if count > MAX_ROWS:
            raise reject("too_many_rows", limit=MAX_ROWS)
        yield _place(raw, columns)
    if not columns:
        raise reject("empty")
    if not count:
        raise reject("header_only")


def _place(raw: RawRow, columns: tuple[str, ...]) -> Line:
    cells = dict.fromkeys(columns, "") | dict(zip(columns, raw.cells, strict=False))
    surplus = sum(not isinstance(cell, str) or bool(cell.strip()) for cell in raw.cells[len(columns) :])
    lacking = 0 if raw.padded else max(0, len(columns) - len(raw.cells))
    return Line(raw.line, cells, surplus, lacking)


def _open(path: Path, most_bytes: int) -> Iterator[RawRow]:
    """Which reader a file needs; its name and its first bytes must agree."""
    try:
        if path.is_dir():
            raise reject("directory")
        if not path.exists():
            raise reject("missing")
        if not path.is_file():
            raise reject("no_file")
        if path.stat().st_size == 0:
            raise reject("empty")
        if path.stat().st_size > MAX_BYTES:
            raise reject("too_big", limit=MAX_BYTES // 1_000_000)
        with path.open("rb") as file:
            start = file.read(4)
    except (OSError, ValueError) as error:
        raise reject("unreadable", reason=_reason(error)) from error
    suffix = path.suffix.lower()
    if suffix == ".csv":
        if start == _ZIP:
            raise reject("workbook_named_csv")
        return csv_file.read_path(path)
    if suffix == ".xlsx":
        if start == _OLE:
            raise reject("old_workbook")
        if start != _ZIP:
            raise reject("no_workbook")
        return workbook.read_path(path, most_bytes)
    raise FileRejected([Problem("unknown_format", value=path.suffix)])


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
