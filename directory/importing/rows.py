"""From the cells of a line to an entry and its contact person, or everything that is wrong with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from directory.domain.company import Company, CompanyContact, CooperationKind, EntryKind
from directory.importing.cells import read_text
from directory.importing.columns import DESCRIPTIONS, REQUIRED
from directory.importing.places import Places
from directory.importing.problems import Fault, Problem
from directory.importing.raw import Cell
from directory.importing.tables import Line
from directory.importing.values import (
    read_country,
    read_email,
    read_employees,
    read_founded,
    read_industries,
    read_kind,
    read_kinds,
    read_line,
    read_list,
    read_website,
)

_NUMBERS = ("employees", "founded")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A good row. `fields` are the fields of the entry that the file has a column for, `details`
    those of its contact person; the others are not to be touched."""

    line: int
    company: Company
    contact: CompanyContact
    fields: tuple[str, ...]
    details: tuple[str, ...]


class RowReader:
    """Reads the lines of one file, in order: an id that comes again is a fault.

    `cities` are the ids of the cities of the lines read so far, also of faulty ones.
    """

    def __init__(self, places: Places, now: datetime, source: str) -> None:
        self._places = places
        self._source = source
        self._seen: dict[str, int] = {}
        self.cities: dict[int, int] = {}
        self._readers: dict[str, Callable[[str], Any]] = {
            "country": read_country,
            "kind": lambda text: read_kind(text, EntryKind, "kind") if text else EntryKind.COMPANY,
            "cooperation": lambda text: read_kinds(text, CooperationKind, "cooperation"),
            "industries": read_industries,
            "employees": read_employees,
            "founded": lambda text: read_founded(text, now),
            "website": read_website,
            "contact_email": read_email,
            "contact_languages": read_list,
            **dict.fromkeys(DESCRIPTIONS, lambda text: text.replace("\t", " ")),
            **dict.fromkeys(("offers", "seeks", "certificates"), read_list),
        }

    def read(self, line: Line) -> ReadRow | list[Problem]:
        """The row, or its problems, at most one per cell."""
        if form := list(_judge_form(line)):  # its cells stand in the wrong columns
            return form
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for column, cell in line.cells.items():
            value = self._read_cell(column, cell)
            if isinstance(value, Fault):
                problems.append(value.at(line.number, column))
            else:
                values[column] = value
        problems += self._place(line, values)
        problems += self._remember(line, values)
        return problems or self._build(line.number, values)

    def _read_cell(self, column: str, cell: Cell) -> Any:
        if isinstance(cell, Fault):
            return cell
        text = cell if column in _NUMBERS else read_text(cell)
        if isinstance(text, Fault):
            return text
        if not text and column in REQUIRED:
            return Fault("required")
        return self._readers.get(column, read_line)(text)

    def _place(self, line: Line, values: dict[str, Any]) -> list[Problem]:
        if "city" not in values:
            return []
        city = self._places.read(values["city"], values.get("country"))
        if isinstance(city, Fault):
            return [city.at(line.number, "city")]
        values["city"] = city
        self.cities[line.number] = city.id
        return []

    def _remember(self, line: Line, values: dict[str, Any]) -> list[Problem]:
        if not (external_id := values.get("external_id")):
            return []
        first = self._seen.setdefault(external_id, line.number)
        if first == line.number:
            return []
        return [Fault("id_twice", external_id, {"first": str(first)}).at(line.number, "external_id")]

    def _build(self, number: int, values: dict[str, Any]) -> ReadRow:
        details = {
            name.removeprefix("contact_"): values.pop(name)
            for name in tuple(values)
            if name.startswith("contact_")
        }
        fields = {name: value for name, value in values.items() if name != "city"}
        fields["city_id"] = values["city"].id
        company = Company(id=0, source=self._source, **fields)
        return ReadRow(number, company, CompanyContact(**details), tuple(fields), tuple(details))


def _judge_form(line: Line) -> Iterator[Problem]:
    if line.surplus:
        yield Problem("cells_surplus", line.number, arguments={"count": line.surplus})
    if line.lacking:
        yield Problem("cells_lacking", line.number, arguments={"count": line.lacking})
