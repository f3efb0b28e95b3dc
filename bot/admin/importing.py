"""A table brought on a page: looked at first, then written, and taken back as long as nobody builds on it."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.admin.changes import describe_change
from bot.admin.visit import Answer, Go, NotHere, Page, Visit
from bot.import_words import ImportWords
from directory.domain.company import CompanyContact
from directory.domain.roles import Act, Role
from directory.importing import (
    Change,
    Checked,
    FileRejected,
    Options,
    Report,
    check_within,
    find_entry,
    write_history,
    write_within,
)
from directory.store import appointing, imports
from directory.store.errors import Refused
from directory.store.imports import UNDO_KEPT, BroughtFile, ImportStatus

SHOWN = 30
SHOWN_PROBLEMS = 200
SHOWN_CHANGES, MOST_CHANGES = 5, 500
LONGEST_NAME = 100
MOST_UNPACKED = 60_000_000


def show(visit: Visit) -> Answer:
    """The form, and what was brought before."""
    return _show_form(visit)


def look(visit: Visit) -> Checked | list[str]:
    """Read a file that was brought, without writing anything; or what is wrong with it."""
    upload = visit.uploads.get("file")
    if upload is None or not upload.content:
        return [visit.text("pages-import-no-file")]
    try:
        return _check(visit, _plain(upload.name), upload.content, Options(True, **_read_choices(visit)))
    except FileRejected as error:
        words = ImportWords(visit.ctx.locale)
        return [words.line(problem) for problem in error.problems]


def bring(visit: Visit) -> Answer:
    """Keep a file that can be read for the next step."""
    if not isinstance(visit.prepared, Checked):
        return _show_form(visit, visit.prepared)
    scope, upload = visit.scope, visit.uploads["file"]
    named = {one for one in visit.prepared.cities_by_line.values() if scope is None or one in scope}
    named = named or set(scope or ())  # a file of wrong rows only is still the agency's that brought it
    import_id = imports.bring(
        visit.session,
        _plain(upload.name),
        upload.content,
        named,
        visit.person.id,
        visit.ctx.now,
        **_read_choices(visit),
    )
    return Go(f"/admin/import/{import_id}")


def show_one(visit: Visit) -> Answer:
    """What a file would do, or did."""
    brought = _get(visit)
    values: dict[str, Any] = {"one": brought, "standing": visit.text(f"pages-import-{brought.status}")}
    if brought.status is ImportStatus.PREVIEW:
        options = _options(brought, dry_run=True)
        checked = _check(visit, brought.file, brought.content, options)
        report = write_within(visit.session, checked, options, visit.ctx.now, visit.scope)
        return Page("import_one.html", values | _describe(visit, report, options))
    young = brought.written_at is not None and visit.ctx.now - brought.written_at < UNDO_KEPT
    obstacle = imports.find_obstacle(visit.session, brought.id)
    undoable = brought.status is ImportStatus.WRITTEN and young and not obstacle
    values |= {"summary": [], "problems": [], "changes": [], "writable": False, "more": 0, "rejected": 0}
    return Page("import_one.html", values | {"undoable": undoable, "obstacle": obstacle})


def look_again(visit: Visit) -> Checked:
    """Read the file once more: the directory may have changed since it was looked at. Refused if written."""
    brought = _get(visit)
    if brought.status is not ImportStatus.PREVIEW:
        raise Refused("the file was written already")
    return _check(visit, brought.file, brought.content, _options(brought, dry_run=False))


def write(visit: Visit) -> Answer:
    """Write what was looked at."""
    brought = _get(visit)
    imports.begin(visit.session, brought.id, visit.ctx.now)
    options = _options(brought, dry_run=False)

    changes: list[Change] = []

    def note(change: Change, contact: CompanyContact) -> None:
        changes.append(change)
        imports.note_change(visit.session, brought.id, change.after.id, change.before, contact, visit.ctx.now)

    report = write_within(visit.session, visit.prepared, options, visit.ctx.now, visit.scope, note)
    if not report.written:
        raise Refused("nothing could be written")
    imports.finish(visit.session, brought.id, report.created, report.updated)
    roles = _find_roles(visit, Act.IMPORT, [*brought.city_ids, *(one.after.city_id for one in changes)])
    entries = [find_entry(one) for one in changes]
    write_history(visit.session, entries, brought.file, visit.ctx.now, roles, visit.person.id)
    said = "\n".join(ImportWords(visit.ctx.locale).summary(report, options, in_chat=True))
    return Go(f"/admin/import/{brought.id}", said)


def undo(visit: Visit) -> Answer:
    """Take back what was written."""
    brought = _get(visit)
    entries = imports.undo(visit.session, brought.id, visit.ctx.now)
    roles = _find_roles(visit, Act.UNDO_IMPORT, [*brought.city_ids, *(one.city_id for one in entries)])
    write_history(visit.session, entries, brought.file, visit.ctx.now, roles, visit.person.id, undone=True)
    return Go(f"/admin/import/{brought.id}", visit.text("pages-import-taken-back"))


def _show_form(visit: Visit, wrong: list[str] | None = None) -> Page:
    found = imports.list_imports(visit.session, SHOWN, lambda one: one.is_within(visit.scope))
    rows = [(one, visit.text(f"pages-import-{one.status}")) for one in found]
    return Page("import.html", {"rows": rows, "wrong": wrong or []}, 422 if wrong else 200)


def _get(visit: Visit) -> BroughtFile:
    """Raises NotHere also where the file names cities that are none of the person's."""
    brought = imports.find_import(visit.session, visit.number("id"))
    if brought is None or not brought.is_within(visit.scope):
        raise NotHere(visit.path["id"])
    return brought


def _describe(visit: Visit, report: Report, options: Options) -> dict[str, Any]:
    words = ImportWords(visit.ctx.locale)
    return {
        "summary": words.summary(report, options, in_chat=True),
        "problems": [
            (problem.severity.value, words.line(problem)) for problem in report.problems[:SHOWN_PROBLEMS]
        ],
        "more": max(0, len(report.problems) - SHOWN_PROBLEMS),
        "changes": [describe_change(visit, one) for one in report.changes[:MOST_CHANGES]],
        "changed": len(report.changes),
        "first_changes": SHOWN_CHANGES,
        "rejected": report.rejected,
        "writable": bool(report.created or report.updated),
        "undoable": False,
        "obstacle": "",
    }


def _find_roles(visit: Visit, act: Act, city_ids: Iterable[int]) -> dict[int, Role]:
    """In which role the person acts in every city concerned, so that each agency finds it in its log."""
    return {
        one: appointing.permit(visit.session, visit.person, act, one).role for one in dict.fromkeys(city_ids)
    }


def _check(visit: Visit, name: str, content: bytes, options: Options) -> Checked:
    with _on_disk(name, content) as path:
        return check_within(visit.session, path, options, visit.ctx.now, visit.scope, MOST_UNPACKED)


def _read_choices(visit: Visit) -> dict[str, bool]:
    return {name: bool(visit.given(name)) for name in ("skip_faulty", "allow_duplicates")}


def _options(brought: BroughtFile, *, dry_run: bool) -> Options:
    return Options(dry_run, brought.skip_faulty, brought.allow_duplicates)


def _plain(name: str) -> str:
    """A file name without folders and without signs that could steer anything."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in last if letter.isalnum() or letter in " ._-()")
    return kept[-LONGEST_NAME:].lstrip(". ") or "import.csv"


@contextmanager
def _on_disk(name: str, content: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="isabot-import-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        yield path
