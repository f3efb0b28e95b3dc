"""CSV in UTF-8, with comma, semicolon or tab. Other encodings are not guessed but refused."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from directory.importing.columns import count_known
from directory.importing.problems import reject
from directory.importing.raw import RawRow

DELIMITERS = ",;\t"
_LONGEST_FIELD = 20_000_000  # longer ones are a quotation mark that was never closed
_UTF_16_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_HEADER_CHARACTERS = 100_000


def read_path(path: Path) -> Iterator[RawRow]:
    """The rows of a CSV file. Raises FileRejected."""
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(_UTF_16_32) or start.count(0) > len(start) // 4:
        raise reject("not_utf8")
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from _read(file)


def read_text(text: str) -> Iterator[RawRow]:
    """The rows of CSV text. Raises FileRejected."""
    yield from _read(io.StringIO(text.removeprefix("\ufeff"), newline=""))


def _read(file: TextIO) -> Iterator[RawRow]:
    line = 0
    try:
        delimiter = _find_delimiter(file.read(_HEADER_CHARACTERS))
        file.seek(0)
        with _long_fields():
            for line, cells in enumerate(csv.reader(file, delimiter=delimiter, strict=True), 1):
                yield RawRow(line, cells, padded=False)
    except UnicodeDecodeError as error:
        raise reject("not_utf8") from error
    except csv.Error as error:
        raise reject("broken_quotes", line + 1) from error


def _find_delimiter(start: str) -> str:
    """The sign that divides the first line that is not blank into most columns of ours."""
    lines = start.lstrip().splitlines()
    first = lines[0] if lines else ""
    return max(
        DELIMITERS,
        key=lambda sign: (count_known(next(csv.reader([first], delimiter=sign), [])), first.count(sign)),
    )


@contextmanager
def _long_fields() -> Iterator[None]:
    """Long cells are refused one by one, with their line: the reader shall not stop at them."""
    before = csv.field_size_limit(_LONGEST_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(before)
