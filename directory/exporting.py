"""All entries in the columns of an import: CSV or XLSX, complete or not at all.

What a spreadsheet could execute gets an apostrophe in front, which the import takes off again.
"""

import csv
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from sqlalchemy.orm import Session

from directory.domain.city import City, Country
from directory.domain.company import Company, CompanyContact, EntryStatus
from directory.importing.cells import protect
from directory.importing.columns import COLUMNS, PERSONAL
from directory.store import cities, companies, contacts

Cell = str | int | None
_PORTION = 500
_LEFT_OUT = (EntryStatus.PENDING, EntryStatus.RETURNED, EntryStatus.MERGED)
"""What is not yet, or no longer, an entry of its own."""


class ExportRefused(Exception):
    """The file cannot be written; `code` says why, `reason` in the system's words where there are some."""

    def __init__(self, code: str, reason: str = "") -> None:
        self.code = code
        self.reason = reason
        super().__init__(f"{code} {reason}".strip())


def export_file(session: Session, path: Path, *, force: bool = False) -> int:
    """Write all entries to `path`; how many there were. Raises ExportRefused.

    The file appears complete or not at all, readable for its owner only: it names contact persons.
    """
    writer = {".csv": _write_csv, ".xlsx": _write_workbook}.get(path.suffix.lower())
    if writer is None:
        raise ExportRefused("format")
    if path.is_dir():
        raise ExportRefused("directory")
    if path.exists() and not force:
        raise ExportRefused("exists")
    if not path.parent.is_dir():
        raise ExportRefused("folder_missing")
    try:
        return _replace(path, force, lambda part: writer(part, _rows(session)))
    except FileExistsError as error:
        raise ExportRefused("exists") from error
    except OSError as error:
        raise ExportRefused("unwritable", error.strerror or str(error)) from error


def _replace(path: Path, force: bool, write: Callable[[Path], int]) -> int:
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        count = write(part)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        if not force and path.exists():  # somebody was faster
            raise ExportRefused("exists")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count


def _write_csv(path: Path, rows: Iterable[list[Cell]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for count, row in enumerate(rows, 1):  # noqa: B007 - returned
            writer.writerow(row)
    return count


def _write_workbook(path: Path, rows: Iterable[list[Cell]]) -> int:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("isabot")
    sheet.freeze_panes = "A2"
    sheet.append(COLUMNS)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - returned
        sheet.append([_as_text(sheet, cell) if isinstance(cell, str) else cell for cell in row])
    book.save(path)
    return count


def _as_text(sheet: object, text: str) -> object:
    """Always text: an id like 00012 keeps its zeros."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type, cell.number_format = "s", "@"
    return cell


def _rows(session: Session) -> Iterator[list[Cell]]:
    places = {city.id: city for city in cities.list_cities(session)}
    entries = (entry for entry in companies.iterate(session) if entry.status not in _LEFT_OUT)
    while portion := list(islice(entries, _PORTION)):
        people = contacts.list_contacts(session, [company.id for company in portion])
        for company in portion:
            yield _build_row(company, places[company.city_id], people.get(company.id, CompanyContact()))


def _build_row(company: Company, city: City, contact: CompanyContact) -> list[Cell]:
    values = {name: getattr(company, name) for name in COLUMNS if name not in (*PERSONAL, "city")}
    values |= {name: getattr(contact, name.removeprefix("contact_")) for name in PERSONAL}
    values["city"] = city.name_de if city.country is Country.DE else city.name_zh
    return [_build_cell(values[name]) for name in COLUMNS]


def _build_cell(value: str | int | tuple[str, ...] | None) -> Cell:
    if isinstance(value, int) or value is None:
        return value
    return protect(value if isinstance(value, str) else ";".join(value))
