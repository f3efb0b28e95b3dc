"""From a reply to WeChat's messages: texts with numbered choices, an article for a news item. Pure.

A text has the choices and an article has the picture: an item with both is shown as both.

Sections (a text, a card with its choices) are packed whole into messages; a card that alone is too long is
cut between lines. The numbers of choices are set when the parts are shown, see `bot.passive`.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.adapter import Part
from bot.wechat.text import LABEL_CHARS, REMARK_BYTES, TEXT_BYTES, build_line, clean, count_bytes, shorten
from handlers.messages import Card, Choice, ContactCard, Reply

ROOM = TEXT_BYTES - REMARK_BYTES
WIDEST = 99
NOTHING = "…"
TITLE_BYTES = 180
DESCRIPTION_BYTES = 360
ID_BYTES = 64

Line = str | Choice


def render_reply(reply: Reply, first_number: int, remark: str = "", file: str = "") -> list[Part]:
    """The messages that say `reply`; `remark` is a last paragraph of the platform's own.

    `file` says where its file is to be had; WeChat takes none.
    """
    if article := _find_article(reply):
        return [article]
    sections = [_list_lines(reply.text)] if clean(reply.text).strip() else []
    sections.extend(_render_card(card) for card in reply.cards)
    if reply.contact:
        sections.append(_render_contact(reply.contact))
    if file:
        sections.append(_list_lines(file))
    elif reply.document and reply.document.media_type != "text/calendar":  # of an event the text says it
        sections.append(_list_lines(f"— {reply.document.name} —\n{reply.document.content}"))
    if remark:
        sections.append(_list_lines(remark))
    if rows := [choice for row in reply.choices for choice in row]:
        sections.append(_list_choices(rows))
    parts = []
    for lines in _pack(sections):
        part = _build(lines, first_number)
        first_number += sum(1 for line in lines if isinstance(line, Choice))
        parts.append(part)
    if len(reply.cards) == 1 and reply.cards[0].picture:
        parts.append(_build_article(reply.cards[0]))
    return parts or [_build([NOTHING], first_number)]


def list_choices(part: Part) -> tuple[Choice, ...]:
    """The choices in a part, in order."""
    lines = part.get("lines", ())
    return tuple(Choice(line["id"], line["label"]) for line in lines if not isinstance(line, str))


def _find_article(reply: Reply) -> Part | None:
    """A card with an address and nothing beside it is an article."""
    if len(reply.cards) != 1 or reply.text or reply.choices or reply.contact or reply.document:
        return None
    card = reply.cards[0]
    if not card.link.startswith(("https://", "http://")) or card.choices:
        return None
    return _build_article(card)


def _build_article(card: Card) -> Part:
    lines = (card.subtitle, *(line for line in card.lines if line != card.link))
    text = "\n".join(clean(line) for line in lines if line)
    return {
        "type": "news",
        "title": shorten(" ".join(clean(card.title).split()), TITLE_BYTES) or NOTHING,
        "description": shorten(text, DESCRIPTION_BYTES),
        "url": card.link or card.picture,
        "picture": card.picture,
    }


def _render_card(card: Card) -> list[Line]:
    lines: list[Line] = [f"【{' '.join(clean(card.title).split())}】"]
    if card.subtitle:
        lines.append(" ".join(clean(card.subtitle).split()))
    for text in card.lines:
        lines.extend(_list_lines(text))
    return [*lines, *_list_choices(card.choices)]


def _render_contact(contact: ContactCard) -> list[Line]:
    wechat = f"微信 WeChat: {contact.wechat}" if contact.wechat else ""
    shown = (contact.who, contact.title, contact.organisation, contact.email, contact.phone, wechat)
    return [" ".join(clean(value).split()) for value in shown if value]


def _list_lines(text: str) -> list[Line]:
    return [*clean(text).split("\n")]


def _list_choices(choices: Iterable[Choice]) -> list[Line]:
    named = (Choice(one.id, " ".join(clean(one.label).split())[:LABEL_CHARS] or NOTHING) for one in choices)
    return [choice for choice in named if 0 < len(choice.id.encode()) <= ID_BYTES]


def _pack(sections: Iterable[list[Line]]) -> list[list[Line]]:
    """The lines of each message."""
    messages: list[list[Line]] = []
    for section in sections:
        for piece in _fit(section):
            joined = [*messages[-1], "", *piece] if messages else piece
            if messages and _measure(joined) <= ROOM:
                messages[-1] = joined
            else:
                messages.append(piece)
    return messages


def _fit(section: list[Line]) -> Iterator[list[Line]]:
    """A section in pieces that fit into a message each."""
    piece: list[Line] = []
    for line in (short for whole in section for short in _cut(whole)):
        if piece and _measure([*piece, line]) > ROOM:
            yield piece
            piece = []
        piece.append(line)
    if piece:
        yield piece


def _cut(line: Line) -> Iterator[Line]:
    """A line in pieces of a message's size, cut at spaces where there are any."""
    if isinstance(line, Choice):
        yield line
        return
    while len(line.encode()) > ROOM:
        head = line.encode()[:ROOM].decode("utf-8", "ignore")
        space = head.rfind(" ", len(head) // 2)
        end = space + 1 if space > 0 else len(head)
        yield line[:end].rstrip()
        line = line[end:]
    yield line


def _measure(lines: list[Line]) -> int:
    """The size of a message without links, whatever numbers its choices will have."""
    shown = (build_line(WIDEST, one, linked=False) if isinstance(one, Choice) else one for one in lines)
    return sum(len(text.encode()) + 1 for text in shown)


def _build(lines: list[Line], first: int) -> Part:
    part: dict[str, Any] = {
        "type": "text",
        "lines": [{"id": one.id, "label": one.label} if isinstance(one, Choice) else one for one in lines],
        "first": first,
        "links": True,
        "remark": "",
    }
    part["links"] = count_bytes(part | {"first": WIDEST}) <= ROOM
    return part
