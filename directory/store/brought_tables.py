"""Whether a table that was brought, CSV or workbook, names somebody. Once too often does no harm."""

import html
import io
import re
import zipfile

_BETWEEN_DIGITS = re.compile(r"[\s().·/+-]+")
_TAG = re.compile(r"<[^>]*>")


def mentions(content: bytes, email: str, digits: str) -> bool:
    """Whether an e-mail address (lower case) or the last digits of a number, "" for none, stand in a file."""
    text = _read(content).casefold()
    return (bool(email) and email in text) or (bool(digits) and digits in _BETWEEN_DIGITS.sub("", text))


def _read(content: bytes) -> str:
    """The signs of a file that addresses and numbers are made of, whatever its encoding."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.replace(b"\0", b"").decode("latin-1")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = [book.read(name) for name in book.namelist() if name.endswith(".xml")]
    return html.unescape(_TAG.sub("", b"\n".join(parts).decode("utf-8", "replace")))
