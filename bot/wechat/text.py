"""A part as the text that WeChat shows: at most 2048 bytes, choices as numbered lines. Pure.

A tap on a choice sends "3.Label" together with the choice's id, so it means the same however old it is;
a client that cannot be tapped in shows the same line, and the number is typed.
"""

import re

from bot.adapter import Part
from directory.domain.visible import strip_hidden
from handlers.messages import Choice

TEXT_BYTES = 2048
REMARK_BYTES = 150
"""Kept free for the word on what follows."""
LABEL_CHARS = 60
_NOT_IN_LINK = re.compile(r"[\"'<>&#%?=\s]+")


def clean(text: str) -> str:
    """`text` without control, hidden and half characters. "<" would begin a link, so it is "＜"."""
    return strip_hidden(text).replace("<", "＜").strip("\n")


def shorten(text: str, size: int) -> str:
    """`text` in at most `size` bytes, with an ellipsis where it was cut."""
    if len(text.encode()) <= size:
        return text
    return text.encode()[: size - 4].decode("utf-8", "ignore").rstrip() + " …"


def build_text(part: Part) -> str:
    """What the user sees of a text part."""
    number = part["first"]
    lines = []
    for line in part["lines"]:
        if isinstance(line, str):
            lines.append(line)
            continue
        lines.append(build_line(number, Choice(line["id"], line["label"]), linked=part["links"]))
        number += 1
    if part["remark"]:
        lines.extend(("", part["remark"]))
    return "\n".join(lines)


def build_line(number: int, choice: Choice, *, linked: bool) -> str:
    """The line of a choice."""
    if not linked:
        return f"{number}. {choice.label}"
    said = f"{number}.{_NOT_IN_LINK.sub('', choice.label)}"
    link = f"weixin://bizmsgmenu?msgmenucontent={said}&msgmenuid={choice.id}"
    return f'{number}. <a href="{link}">{choice.label}</a>'


def count_bytes(part: Part) -> int:
    """The size of a text part."""
    return len(build_text(part).encode())
