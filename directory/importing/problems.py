"""What an import has to say: problems with codes and arguments, the report, the file that is none."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from directory.domain.contacts import mask_contacts
from directory.importing.changes import Change
from directory.importing.columns import PERSONAL

SHOWN_CHARACTERS = 60
Argument = str | int | datetime


class Severity(StrEnum):
    """FAULT: the row is not written. HELD: it may be, on demand. NOTE: it was written, with a remark."""

    FAULT = "fault"
    HELD = "held"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at. `line` is the spreadsheet's row, None for the file as a whole."""

    code: str
    line: int | None = None
    column: str = ""
    value: str = ""
    severity: Severity = Severity.FAULT
    arguments: dict[str, Argument] = field(default_factory=dict)


class FileRejected(Exception):
    """The file as a whole cannot be read; `problems` say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(problem.code for problem in self.problems))


def reject(code: str, line: int | None = None, **arguments: Argument) -> FileRejected:
    """The exception for a file with one problem."""
    return FileRejected([Problem(code, line, arguments=arguments)])


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell."""

    code: str
    value: str = ""
    arguments: dict[str, Argument] = field(default_factory=dict)

    def at(self, line: int, column: str) -> Problem:
        """The problem with its place. Contact data never get into a report."""
        value = "" if column in PERSONAL else shorten(self.value)
        return Problem(self.code, line, column, value, arguments=self.arguments)


def shorten(value: str) -> str:
    """At most 60 characters of a cell, on one line, without anything invisible or an e-mail address."""
    if "@" in value:
        value = mask_contacts(value[: 10 * SHOWN_CHARACTERS])
    plain = "".join(letter if letter.isprintable() else "�" for letter in " ".join(value[:1000].split()))
    return plain if len(plain) <= SHOWN_CHARACTERS else plain[: SHOWN_CHARACTERS - 1] + "…"


@dataclass(frozen=True, slots=True)
class Report:
    """What an import came to. `created`, `updated` and `unchanged` count rows written or, in a dry
    run, rows that would be; they are 0 where faulty rows forbid writing. `cities` are the ids of the
    cities by line, where a line names one. `changes` are the entries updated, with what they were."""

    file: str
    dry_run: bool
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    duplicates: int = 0
    kept_confirmed: int = 0
    written: bool = False
    problems: tuple[Problem, ...] = ()
    cities: dict[int, int] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
