"""Tables as CSV that a spreadsheet opens without harm: no cell is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from handlers.localizer import zone_of

MEDIA_TYPE = "text/csv; charset=utf-8"
_STEERING = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def build_csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with a mark, so that Excel reads umlauts and Chinese."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([plain(head) for head in heads])
    for row in rows:
        writer.writerow([plain(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def write_cell(moment: datetime | None, locale: str) -> str:
    """A time as spreadsheets sort it, on the clocks of the reader's country; "" where there is none."""
    return f"{moment.astimezone(zone_of(locale)):%Y-%m-%d %H:%M}" if moment else ""


def plain(cell: object) -> str:
    """A cell that says what it says: what would begin a formula gets an apostrophe in front."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(_STEERING) else text
