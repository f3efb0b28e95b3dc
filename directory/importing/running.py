"""The whole way of a file: read, check, compare, write in one transaction, report."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from directory.domain.city import City
from directory.importing.changes import Change
from directory.importing.columns import COLUMNS
from directory.importing.history import find_entry, write_history
from directory.importing.limits import MAX_BYTES
from directory.importing.places import Places
from directory.importing.problems import Argument, FileRejected, Problem, Report, Severity, shorten
from directory.importing.rows import ReadRow, RowReader
from directory.importing.tables import Line, read_table
from directory.importing.writing import Outcome, Record, write_rows
from directory.likeness.duplicates import Named, find_duplicates
from directory.store import cities, companies
from directory.store.engine import Store
from directory.store.errors import Conflict

Progress = Callable[[str, int, int], None]
"""Called with the step ("read", "compare", "write"), what is done and how many there are (0: unknown)."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to import: only look, write the good rows of a faulty file, write what looks known."""

    dry_run: bool = False
    skip_faulty: bool = False
    allow_duplicates: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """A file, read: the rows to write, what is wrong with others, which look like something known."""

    path: Path
    rows: tuple[ReadRow, ...]
    faults: list[Problem]
    alike: list[Problem]
    count: int
    cities_by_line: dict[int, int]


def import_file(
    store: Store,
    path: Path,
    options: Options,
    now: datetime,
    on_progress: Progress = lambda step, done, total: None,
) -> Report:
    """Import a CSV or XLSX file. Raises FileRejected where it cannot be read, with nothing written."""
    known_cities = _list_cities(store)
    good, faults, count, cities_by_line = _check(
        read_table(path), known_cities, f"import:{path.name}", now, on_progress
    )
    on_progress("compare", 0, len(good))
    with store.read() as session:
        alike = _compare(session, good, known_cities, options.allow_duplicates)
    held = {problem.line for problem in alike if problem.severity is Severity.HELD}
    rows = [row for row in good if row.line not in held]
    allowed = not faults or options.skip_faulty
    write = allowed and not options.dry_run
    changes: list[Change] = []
    with store.write() if write else store.read() as session:
        outcome = write_rows(
            session,
            rows,
            now,
            dry=not write,
            on_progress=lambda done: on_progress("write", done, len(rows)),
            record=lambda change, contact: changes.append(change),
        )
        if changes:
            write_history(session, [find_entry(one) for one in changes], path.name, now)
    written = write and bool(rows)
    return _build_report(path, options, outcome, written, count, faults, alike, cities_by_line)


def check_within(
    session: Session,
    path: Path,
    options: Options,
    now: datetime,
    city_ids: Collection[int] | None,
    most_bytes: int = MAX_BYTES,
) -> Checked:
    """Read a file and compare it with what is known, for entries of these cities only (None: of all).

    It takes as long as the file is large: nothing is written, and nobody who writes should have to wait.
    `most_bytes`: what a workbook may unpack to. Raises FileRejected where the file cannot be read.
    """
    known_cities = cities.list_cities(session)
    lines = read_table(path, most_bytes)
    good, faults, count, cities_by_line = _check(lines, known_cities, f"import:{path.name}", now)
    foreign = {row.line for row in _list_foreign(session, good, city_ids)}
    faults += [Problem("foreign_city", line, "city") for line in sorted(foreign)]
    good = [row for row in good if row.line not in foreign]
    alike = _compare(session, good, known_cities, options.allow_duplicates)
    held = {problem.line for problem in alike if problem.severity is Severity.HELD}
    rows = tuple(row for row in good if row.line not in held)
    return Checked(path, rows, faults, alike, count, cities_by_line)


def write_within(
    session: Session,
    checked: Checked,
    options: Options,
    now: datetime,
    city_ids: Collection[int] | None,
    record: Record = lambda change, contact: None,
) -> Report:
    """Write in the caller's transaction what was checked; a dry run only says what would be written.

    `record` is told of every entry written. Raises Conflict where an entry has gone to another city since.
    """
    if _list_foreign(session, checked.rows, city_ids):
        raise Conflict("an entry stands in another city by now")
    faults, alike = checked.faults, checked.alike
    write = (not faults or options.skip_faulty) and not options.dry_run
    outcome = write_rows(session, checked.rows, now, dry=not write, record=record)
    written = write and bool(checked.rows)
    return _build_report(
        checked.path, options, outcome, written, checked.count, faults, alike, checked.cities_by_line
    )


def import_table(session: Session, table: Path | str, *, source: str, now: datetime) -> Outcome:
    """Load a file, or CSV text, without a search for duplicates, in the caller's transaction.

    Raises FileRejected with every fault, before anything is written.
    """
    good, faults, *_ = _check(read_table(table), cities.list_cities(session), source, now)
    if faults:
        raise FileRejected(faults)
    return write_rows(session, good, now)


def _build_report(
    path: Path,
    options: Options,
    outcome: Outcome,
    written: bool,
    count: int,
    faults: list[Problem],
    alike: list[Problem],
    cities_by_line: dict[int, int],
) -> Report:
    counted = outcome if not faults or options.skip_faulty else Outcome()
    return Report(
        file=path.name,
        dry_run=options.dry_run,
        rows=count,
        created=counted.created,
        updated=counted.updated,
        unchanged=counted.unchanged,
        rejected=len({problem.line for problem in faults}),
        duplicates=len(alike),
        kept_confirmed=len(outcome.notes),
        written=written,
        problems=tuple(sorted([*faults, *alike, *outcome.notes], key=_place)),
        cities=cities_by_line,
        changes=tuple(counted.changes),
    )


def _list_foreign(
    session: Session, rows: Sequence[ReadRow], city_ids: Collection[int] | None
) -> list[ReadRow]:
    """Rows that are, or would change, an entry of a city that is none of these."""
    if city_ids is None:
        return []
    stored = companies.list_by_external_ids(session, [row.company.external_id for row in rows])
    return [
        row
        for row in rows
        if row.company.city_id not in city_ids
        or (row.company.external_id in stored and stored[row.company.external_id].city_id not in city_ids)
    ]


def _list_cities(store: Store) -> tuple[City, ...]:
    with store.read() as session:
        known = cities.list_cities(session)
    if known:
        return known
    with store.write() as session:  # a database that was just made
        return cities.seed(session)


def _check(
    lines: Iterable[Line],
    known_cities: tuple[City, ...],
    source: str,
    now: datetime,
    on_progress: Progress = lambda step, done, total: None,
) -> tuple[list[ReadRow], list[Problem], int, dict[int, int]]:
    reader = RowReader(Places(known_cities), now, source)
    good: list[ReadRow] = []
    faults: list[Problem] = []
    count = 0
    for count, line in enumerate(lines, 1):
        row = reader.read(line)
        if isinstance(row, ReadRow):
            good.append(row)
        else:
            faults += row
        on_progress("read", count, 0)
    return good, faults, count, reader.cities


def _compare(
    session: Session, rows: list[ReadRow], known_cities: tuple[City, ...], allow: bool
) -> list[Problem]:
    """A warning for every new row that looks like something known."""
    found = find_duplicates(
        (_name(row) for row in rows),
        (Named(*entry) for entry in companies.list_names(session)),
        {city.id: city for city in known_cities},
    )
    severity = Severity.NOTE if allow else Severity.HELD
    return [_warn(new, other, severity) for new, other in found]


def _warn(new: Named, other: Named, severity: Severity) -> Problem:
    arguments: dict[str, Argument] = {"id": shorten(other.external_id), "name": shorten(other.name)}
    if other.line:
        arguments["line"] = str(other.line)
    code = "duplicate_in_file" if other.line else "duplicate"
    return Problem(code, new.line, "name", shorten(new.name), severity, arguments)


def _name(row: ReadRow) -> Named:
    company = row.company
    return Named(
        company.external_id, company.city_id, company.name, company.name_latin, company.website, row.line
    )


def _place(problem: Problem) -> tuple[int, int]:
    column = COLUMNS.index(problem.column) if problem.column in COLUMNS else -1
    return problem.line or 0, column
