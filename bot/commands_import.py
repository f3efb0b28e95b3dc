"""`isabot import` and `isabot export`: what the directory found out, in the user's language or as JSON."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.progress import Progress

from bot.clock import read_clock
from bot.import_words import ImportWords, printable
from directory.exporting import ExportRefused, export_file
from directory.importing import FileRejected, Options, Report, Severity, import_file
from directory.importing.running import Progress as OnProgress
from directory.store.engine import Store

DONE, COMPLAINTS, NOT_DONE = 0, 1, 2
_REDRAWN_EVERY = 200

Tell = Callable[[Report, Options], int]
"""Sends a report to those whom it concerns; says how many they are."""


def run_import(
    store: Store,
    path: Path,
    *,
    dry_run: bool,
    skip_faulty: bool,
    allow_duplicates: bool,
    as_json: bool,
    locale: str,
    stream: TextIO,
    tell: Tell | None = None,
) -> int:
    """Import a file and report to `stream`, and through `tell` to others unless it cannot be read.

    0: done, 1: rows were left out, 2: the file cannot be read.
    """
    path = Path(path)
    words = ImportWords(locale)
    options = Options(dry_run, skip_faulty, allow_duplicates)
    try:
        with _show_progress(words) as on_progress:
            report = import_file(store, path, options, read_clock(), on_progress)
        code = (
            COMPLAINTS if any(problem.severity is not Severity.NOTE for problem in report.problems) else DONE
        )
        summary = words.summary(report, options)
    except FileRejected as error:
        report = Report(path.name, dry_run, problems=error.problems)
        code = NOT_DONE
        summary = [words.text("import-unreadable", file=printable(path.name))]
    if as_json:
        json.dump(words.as_json(report), stream, ensure_ascii=False, indent=2)
        stream.write("\n")
    else:
        stream.write("\n".join([*summary, *words.changes(report), *words.problems(report.problems)]) + "\n")
    if tell is not None and code != NOT_DONE:
        told = tell(report, options)
        if not as_json:
            stream.write(words.text("import-report-sent", count=told) + "\n")
    return code


def run_export(store: Store, path: Path, *, force: bool, locale: str, stream: TextIO) -> int:
    """Export all entries to a file. 0: done, 2: the file cannot be written."""
    path = Path(path)
    words = ImportWords(locale)
    try:
        with store.read() as session:
            count = export_file(session, path, force=force)
    except ExportRefused as error:
        arguments = {"reason": error.reason} if error.reason else {}
        stream.write(
            words.text(f"export-refused-{error.code}", file=printable(str(path)), **arguments) + "\n"
        )
        return NOT_DONE
    stream.write(words.text("export-done", count=count, file=printable(str(path))) + "\n")
    return DONE


@contextmanager
def _show_progress(words: ImportWords) -> Iterator[OnProgress]:
    """A progress bar on stderr where somebody watches; otherwise nothing."""
    if not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words.text("import-step-read"), total=None)

        def show(step: str, done: int, total: int) -> None:
            if done % _REDRAWN_EVERY == 0 or done == total:
                bar.update(
                    task, description=words.text(f"import-step-{step}"), completed=done, total=total or None
                )

        yield show
