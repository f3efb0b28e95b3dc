"""The text of a cell: trimmed, composed, without what a spreadsheet could execute.

A spreadsheet reads a cell that begins with `= + - @` as a formula. Such a cell is refused, except
a telephone number (+49 212 …) and a bullet ("- stamped parts") that calls nothing. An apostrophe
in front says "this is text": `protect` puts it there on export, `read_text` takes it off.
"""

import re
import unicodedata

from directory.domain.visible import strip_hidden
from directory.importing.limits import MAX_CELL
from directory.importing.problems import Fault

_BLANK = r"[\s\u200b\ufeff]+"
_TRIM = re.compile(rf"\A{_BLANK}|{_BLANK}\Z")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_EXECUTABLE = re.compile(r"'*[=+\-@\t\r]")
_PHONE = re.compile(r"\+[\d\s()/.–-]+")
_BULLET = re.compile(r"-\s+(?!.*(?:\w\(|[|!])).*", re.DOTALL)


def read_text(raw: str) -> str | Fault:
    """The text a cell means, or why it cannot be taken."""
    if raw.isascii() and raw.isprintable():
        text = raw.strip()
    else:
        if control := _CONTROL.search(raw):
            return Fault("control", raw, {"sign": f"U+{ord(control[0]):04X}"})
        text = _TRIM.sub("", unicodedata.normalize("NFC", strip_hidden(raw)))
    if _EXECUTABLE.match(text):
        if text[0] == "'":
            text = text[1:]
        elif not (_PHONE.fullmatch(text) or _BULLET.fullmatch(text)):
            return Fault("formula", text)
    if len(text) > MAX_CELL:
        return Fault("cell_too_long", text, {"limit": MAX_CELL, "length": len(text)})
    return text


def protect(text: str) -> str:
    """`text` as it may stand in a spreadsheet: with an apostrophe where it could be executed."""
    return "'" + text if _EXECUTABLE.match(text) else text
