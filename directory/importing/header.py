"""The first line of a table: which column stands where, or why the file cannot be used."""

from collections.abc import Iterator, Sequence

from directory.importing.columns import COLUMNS, REQUIRED, find_nearest, plain_header
from directory.importing.problems import FileRejected, Problem, shorten


def read_header(cells: Sequence[str], line: int) -> tuple[str, ...]:
    """The columns in their order. Raises FileRejected with everything that is wrong with them."""
    names = [plain_header(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    problems = [
        *(_judge(cell, place, line) for place, cell in enumerate(cells[: len(names)], 1)),
        *_repeated(names, line),
        *_missing(names, line),
    ]
    if found := [problem for problem in problems if problem]:
        raise FileRejected(found)
    return tuple(names)


def _judge(cell: str, place: int, line: int) -> Problem | None:
    name = plain_header(cell)
    if name in COLUMNS:
        return None
    if not name:
        return Problem("column_unnamed", line, arguments={"place": place})
    nearest = find_nearest(name)
    code = "column_unknown_near" if nearest else "column_unknown"
    return Problem(code, line, shorten(cell), arguments={"nearest": nearest} if nearest else {})


def _repeated(names: Sequence[str], line: int) -> Iterator[Problem]:
    for name in dict.fromkeys(names):
        if name in COLUMNS and names.count(name) > 1:
            yield Problem("column_twice", line, name)


def _missing(names: Sequence[str], line: int) -> Iterator[Problem]:
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        yield Problem("column_missing", line, arguments={"columns": ", ".join(missing)})
