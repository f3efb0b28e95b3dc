"""Text as Telegram counts it, in UTF-16 units; cutting it without breaking a character. Pure."""

import unicodedata
from collections.abc import Iterator

from directory.domain.visible import strip_hidden

_JOINING = ("\u200d", "\ufe0f", "\ufe0e")


def clean(text: str) -> str:
    """`text` without control, hidden and half characters."""
    return strip_hidden(text).strip("\n")


def count_units(text: str) -> int:
    """The length in UTF-16 code units."""
    return len(text) + sum(1 for sign in text if ord(sign) > 0xFFFF)


def shorten(text: str, units: int) -> str:
    """`text`, cut with an ellipsis where it is longer than `units`."""
    return text if count_units(text) <= units else next(cut(text, units - 2)).rstrip() + " …"


def cut(text: str, units: int) -> Iterator[str]:
    """`text` in pieces of at most `units`, cut at spaces where there are any."""
    while count_units(text) > units:
        end = length = 0
        for sign in text:
            length += 2 if ord(sign) > 0xFFFF else 1
            if length > units:
                break
            end += 1
        space = text.rfind(" ", end // 2, end)
        stop = space + 1 if space > 0 else _before_joined(text, end)
        yield text[:stop].rstrip()
        text = text[stop:]
    yield text


def _before_joined(text: str, end: int) -> int:
    """A place at or before `end` where a character ends together with what is joined to it."""
    stop = end
    while stop > max(1, end - 32) and (
        unicodedata.combining(text[stop]) or text[stop] in _JOINING or text[stop - 1] == "\u200d"
    ):
        stop -= 1
    return stop
