"""How text becomes messages of at most 4096 UTF-16 units with their buttons. Pure.

Sections (a text, a card) are packed whole into messages; one that is too long is cut between lines,
then between words, never inside a character. Every line has one style, so no tag is ever cut.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from bot.telegram.units import count_units, cut

TEXT_UNITS = 4096
BUTTONS = 100
ROW_WIDTH = 34
ROW_BUTTONS = 8
NOTHING = "…"

Button = dict[str, str]
Row = list[Button]
_TAGS = {"": ("", ""), "b": ("<b>", "</b>"), "i": ("<i>", "</i>")}


@dataclass(frozen=True, slots=True)
class Line:
    """A line in one style: plain, bold or italic."""

    text: str
    style: Literal["", "b", "i"] = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What stays together if it can: lines, their buttons, or whole rows of buttons."""

    lines: tuple[Line, ...] = ()
    buttons: tuple[Button, ...] = ()
    rows: tuple[tuple[Button, ...], ...] = ()

    @property
    def count(self) -> int:
        """How many buttons it has."""
        return len(self.buttons) + sum(len(row) for row in self.rows)


@dataclass(slots=True)
class Message:
    """What fits into one message."""

    lines: list[Line] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def html(self) -> str:
        """The text with tags; whatever anybody is called, only our own tags are tags."""
        return "\n".join(_mark(line) for line in self.lines)

    @property
    def keyboard(self) -> list[Row]:
        """All rows of buttons."""
        return [*arrange(self.buttons), *self.rows]

    @property
    def units(self) -> int:
        """The length as Telegram counts it."""
        return max(0, sum(count_units(line.text) + 1 for line in self.lines) - 1)

    @property
    def count(self) -> int:
        """How many buttons it has."""
        return len(self.buttons) + sum(len(row) for row in self.rows)


def pack(sections: Iterable[Section]) -> list[Message]:
    """The messages that hold all sections, in order."""
    messages: list[Message] = []
    for section in sections:
        pieces = list(_fit(section))
        for number, piece in enumerate(pieces):
            _add(messages, piece, glued=number > 0)
    for message in messages:
        if not any(line.text.strip() for line in message.lines):
            message.lines = [Line(NOTHING)]
    return messages


def arrange(buttons: Iterable[Button]) -> list[Row]:
    """Buttons side by side, as many as their labels leave room for."""
    rows: list[Row] = []
    room = 0
    for button in buttons:
        width = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in button["text"]) + 2
        if not rows or width > room or len(rows[-1]) == ROW_BUTTONS:
            rows.append([])
            room = ROW_WIDTH
        rows[-1].append(button)
        room -= width
    return rows


def _add(messages: list[Message], section: Section, *, glued: bool) -> None:
    last = messages[-1] if messages else None
    units = sum(count_units(line.text) + 1 for line in section.lines)
    if (
        last is None
        or glued
        or (section.lines and last.units + units + 1 > TEXT_UNITS)
        or last.count + section.count > BUTTONS
    ):
        messages.append(last := Message())
    elif section.lines and last.lines:
        last.lines.append(Line(""))
    last.lines.extend(section.lines)
    last.buttons.extend(section.buttons)
    last.rows.extend(list(row) for row in section.rows)


def _fit(section: Section) -> Iterator[Section]:
    """Pieces of a section that fit into a message each; its buttons stand under the last one."""
    lines: list[Line] = []
    units = 0
    for line in section.lines:
        for text in cut(line.text, TEXT_UNITS):
            length = count_units(text) + 1
            if units + length > TEXT_UNITS + 1:
                yield Section(tuple(lines))
                lines, units = [], 0
            lines.append(Line(text, line.style))
            units += length
    buttons, rows = section.buttons, section.rows
    while len(buttons) > BUTTONS:
        yield Section(tuple(lines), buttons[:BUTTONS])
        lines, buttons = [], buttons[BUTTONS:]
    while sum(len(row) for row in rows) > BUTTONS - len(buttons):
        some = 0
        while sum(len(row) for row in rows[: some + 1]) <= BUTTONS - len(buttons):
            some += 1
        yield Section(tuple(lines), buttons, rows[:some])
        lines, buttons, rows = [], (), rows[some:]
    yield Section(tuple(lines), buttons, rows)


def _mark(line: Line) -> str:
    opening, closing = _TAGS[line.style]
    text = escape(line.text, quote=False)
    return f"{opening}{text}{closing}" if text.strip() else text
