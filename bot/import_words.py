"""The report of an import in words and as JSON."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from directory.importing import Change, Options, Problem, Report, narrow
from directory.importing.changes import CONTACT
from directory.importing.problems import SHOWN_CHARACTERS, shorten
from handlers.localizer import Localizer, format_date

SHOWN_PROBLEMS = 50
SHOWN_CHANGES = 20
_NOT_VALUES = ("problems", "cities", "changes")
_UNTOLD = (CONTACT, "city_id")


class ImportWords:
    """Reports in one language."""

    def __init__(self, locale: str) -> None:
        self._locale = locale
        self._localizer = Localizer()

    def text(self, key: str, **arguments: str | int) -> str:
        """One text."""
        return self._localizer.text(self._locale, key, **arguments)

    def summary(self, report: Report, options: Options, *, in_chat: bool = False) -> list[str]:
        """What happened, in a few lines; the shell also reads which option helps."""
        counts = {"created": report.created, "updated": report.updated, "unchanged": report.unchanged}
        lines = [self.text("import-summary", file=printable(report.file), rows=report.rows, **counts)]
        if report.rejected:
            nothing = "import-report-nothing-written" if in_chat else "import-nothing-written"
            key = "import-rejected" if options.skip_faulty else nothing
            lines.append(self.text(key, rejected=report.rejected))
        if report.duplicates:
            held = "import-report-duplicates-held" if in_chat else "import-duplicates-held"
            key = "import-duplicates-allowed" if options.allow_duplicates else held
            lines.append(self.text(key, duplicates=report.duplicates))
        if report.kept_confirmed:
            lines.append(self.text("import-kept", kept=report.kept_confirmed))
        if report.dry_run:
            lines.append(self.text("import-report-dry-run" if in_chat else "import-dry-run"))
        return lines

    def problems(self, problems: Sequence[Problem]) -> list[str]:
        """The first problems, each with its place, and how many more there are."""
        lines = ["", *map(self.line, problems[:SHOWN_PROBLEMS])] if problems else []
        if len(problems) > SHOWN_PROBLEMS:
            lines.append(self.text("import-more", count=len(problems) - SHOWN_PROBLEMS))
        return lines

    def changes(self, report: Report) -> list[str]:
        """Which fields of which entry change, line by line; contact data are not told."""
        found = [(one, name) for one in report.changes for name in one.fields]
        lines = ["", self.text("import-changes", count=len(report.changes))] if found else []
        lines += [self._change(one, name) for one, name in found[:SHOWN_CHANGES]]
        if len(found) > SHOWN_CHANGES:
            lines.append(self.text("import-more", count=len(found) - SHOWN_CHANGES))
        return lines

    def as_json(self, report: Report) -> dict[str, Any]:
        """The report for programs; `message` is for people."""
        values = {name: getattr(report, name) for name in Report.__slots__ if name not in _NOT_VALUES}
        return values | {
            "problems": [
                {
                    "line": problem.line,
                    "column": problem.column,
                    "code": problem.code,
                    "severity": problem.severity.value,
                    "message": self._message(problem),
                    "value": problem.value,
                }
                for problem in report.problems
            ],
            "changes": [
                {"line": one.line, "external_id": one.after.external_id, "fields": list(one.fields)}
                for one in report.changes
            ],
        }

    def line(self, problem: Problem) -> str:
        """One problem with its place."""
        place = self.text("import-at-file")
        if problem.line is not None:
            key = "import-at-column" if problem.column else "import-at-line"
            arguments = {"column": problem.column} if problem.column else {}
            place = self.text(key, line=str(problem.line), **arguments)
        key = "import-quoted" if problem.value else "import-plain"
        value = {"value": problem.value} if problem.value else {}
        return self.text(key, place=place, message=self._message(problem), **value)

    def _change(self, change: Change, name: str) -> str:
        column = {"city_id": "city"}.get(name, name)
        place = self.text("import-at-column", line=str(change.line), column=column)
        message = self.text("import-change-untold")
        if name not in _UNTOLD:
            before, after = (_write(one) for one in change.find_values(name))
            shown = (shorten(one) for one in narrow(before, after, SHOWN_CHARACTERS - 2))
            message = self.text("import-change", **dict(zip(("before", "after"), shown, strict=True)))
        return self.text("import-plain", place=place, message=message)

    def _message(self, problem: Problem) -> str:
        arguments = {
            name: format_date(value, self._locale) if isinstance(value, datetime) else value
            for name, value in problem.arguments.items()
        }
        return self.text(f"import-fault-{problem.code}", **arguments)


def _write(value: Any) -> str:
    return ";".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def printable(name: str) -> str:
    """A file name without signs that would steer the terminal."""
    return "".join(letter if letter.isprintable() else "�" for letter in name)
