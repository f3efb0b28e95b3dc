"""Files to import in tests, and what the store holds afterwards."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from directory.domain.company import Company, CompanyContact
from directory.importing import FileRejected, Options, Problem, Report, import_file
from directory.store import cities, companies, contacts
from directory.store.engine import Store

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
BASE = ("external_id", "country", "city", "name")
GOOD = {"external_id": "de-1", "country": "DE", "city": "Solingen", "name": "Klingenwerk Beispiel GmbH"}
Row = dict[str, Any]


def as_csv(*rows: Row, delimiter: str = ",", columns: Sequence[str] = ()) -> str:
    """CSV text of rows; its columns are those of the rows."""
    names = list(columns) or list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return out.getvalue()


def write_csv(folder: Path, *rows: Row, name: str = "liste.csv", **options: Any) -> Path:
    """A CSV file of rows."""
    path = folder / name
    path.write_text(as_csv(*rows, **options), encoding="utf-8", newline="")
    return path


def write_xlsx(folder: Path, *rows: Sequence[Any], name: str = "liste.xlsx") -> Path:
    """A workbook whose first sheet has these rows of cells, header included."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    path = folder / name
    book.save(path)
    return path


def load(store: Store, path: Path, now: datetime = NOW, **options: bool) -> Report:
    """Import a file that can be read."""
    return import_file(store, path, Options(**options), now)


def refuse(store: Store, path: Path) -> tuple[Problem, ...]:
    """The problems of a file that cannot be read; the store must be as empty as before."""
    try:
        import_file(store, path, Options(skip_faulty=True), NOW)
    except FileRejected as error:
        assert stored(store) == {}
        return error.problems
    raise AssertionError("the file was accepted")


def codes(report: Report) -> list[tuple[int | None, str, str]]:
    """Line, column and code of every problem."""
    return [(problem.line, problem.column, problem.code) for problem in report.problems]


def stored(store: Store) -> dict[str, Company]:
    """All entries by their external id."""
    with store.read() as session:
        return {company.external_id: company for company in companies.iterate(session)}


def contact_of(store: Store, external_id: str) -> CompanyContact | None:
    """The contact person of an entry."""
    with store.read() as session:
        company = companies.find_by_external_id(session, external_id)
        return contacts.find_contact(session, company.id) if company else None


def city_names(store: Store) -> dict[int, str]:
    """German names of the stored cities."""
    with store.read() as session:
        return {city.id: city.name_de for city in cities.list_cities(session)}
