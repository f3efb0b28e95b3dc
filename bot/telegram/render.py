"""From a reply to calls of the Bot API, as JSON: {"method": "sendMessage", ...}. Pure.

The chat is not in a part: delivery adds it. "slot" says what the message is, for those that are tapped
in and replaced later; it is not sent.
"""

from collections.abc import Callable
from typing import Any

from bot.adapter import Part
from bot.telegram.layout import NOTHING, Button, Line, Section, pack
from bot.telegram.units import clean, shorten
from bot.vcard import render_vcard
from handlers.messages import Card, Choice, ContactCard, Document, Reply

DATA_BYTES = 64
LABEL_UNITS = 200
CAPTION_NAME_UNITS = 400
VCARD_BYTES = 2048
LINK = "start:"
NO_PREVIEW = {"is_disabled": True}

FindLink = Callable[[str], str]
"""The link that opens the bot with a payload; "" while the bot's name is not known."""


def render_reply(reply: Reply, find_link: FindLink, origin: str = "", remark: str = "") -> list[Part]:
    """The calls that say `reply`; `remark` is a last paragraph of the platform's own."""
    parts: list[Part] = [
        build_text(message.html, message.keyboard)
        for message in pack(_list_sections(reply, find_link, remark))
    ]
    if picture := next((card.picture for card in reply.cards if card.picture), ""):
        parts[0]["link_preview_options"] = {
            "url": picture,
            "prefer_large_media": True,
            "show_above_text": True,
        }  # as a preview it leaves the text its full length; a caption would not
    if reply.contact:
        parts.extend(_render_contact(reply.contact))
    if reply.document:
        parts.append(_render_document(reply.document))
        _move_keyboard(parts)
    if not parts:
        parts.append(build_text(NOTHING, []))
    if reply.slot:
        parts[-1]["slot"] = reply.slot
    if origin.isdecimal() and len(parts) == 1 and parts[0]["method"] == "sendMessage":
        parts[0] |= {"method": "editMessageText", "message_id": int(origin)}
    return parts


def render_card(card: Card) -> str:
    """A card as HTML in one message, without buttons."""
    return pack([Section(_list_lines(card, ""))])[0].html


def build_button(choice: Choice, find_link: FindLink) -> Button | None:
    """The button of a choice; None for one that no button can carry."""
    label = shorten(" ".join(clean(choice.label).split()), LABEL_UNITS) or NOTHING
    if choice.id.startswith(LINK) and (link := find_link(choice.id.removeprefix(LINK))):
        return {"text": label, "url": link}
    fits = 0 < len(choice.id.encode()) <= DATA_BYTES
    return {"text": label, "callback_data": choice.id} if fits else None


def _list_sections(reply: Reply, find_link: FindLink, remark: str) -> list[Section]:
    def buttons(choices: tuple[Choice, ...], number: str = "") -> tuple[Button, ...]:
        named = (Choice(one.id, f"{number} · {one.label}" if number else one.label) for one in choices)
        made = (build_button(choice, find_link) for choice in named)
        return tuple(button for button in made if button)

    sections = [section_of(reply.text)] if reply.text.strip() else []
    several = sum(1 for card in reply.cards if card.choices) > 1
    for position, card in enumerate(reply.cards, 1):
        number = str(position) if several else ""
        sections.append(Section(_list_lines(card, number), buttons(card.choices, number)))
    if remark:
        sections.append(section_of(remark))
    if rows := tuple(row for choices in reply.choices if (row := buttons(choices))):
        sections.append(Section(rows=rows))
    return sections


def section_of(text: str) -> Section:
    """A text as lines that stay together."""
    return Section(tuple(Line(line) for line in clean(text).split("\n")))


def _list_lines(card: Card, number: str) -> tuple[Line, ...]:
    title = " ".join(clean(card.title).split())
    lines = [Line(f"{number}. {title}" if number else title, "b")]
    if card.subtitle:
        lines.append(Line(" ".join(clean(card.subtitle).split()), "i"))
    for text in card.lines:
        lines.extend(Line(line) for line in clean(text).split("\n"))
    return tuple(lines)


def build_text(html: str, keyboard: list[list[Button]]) -> Part:
    """The call that says one message."""
    part: dict[str, Any] = {
        "method": "sendMessage",
        "text": html,
        "parse_mode": "HTML",
        "link_preview_options": NO_PREVIEW,
    }
    if keyboard:
        part["reply_markup"] = {"inline_keyboard": keyboard}
    return part


def _move_keyboard(parts: list[Part]) -> None:
    """Buttons stand under the last part; where a document comes, under it, and no empty text before."""
    for part in parts[:-1]:
        if part.get("text") == NOTHING and "reply_markup" in part:
            parts[-1]["reply_markup"] = part["reply_markup"]
            parts.remove(part)
            return


def _render_contact(contact: ContactCard) -> list[Part]:
    """A contact that the app can keep; what the app does not show of it, as text.

    Without a telephone number the Bot API knows no contact: then a vCard file with the data below it.
    """
    name = " ".join(clean(contact.who or contact.organisation).split()) or NOTHING
    if not any("0" <= sign <= "9" for sign in contact.phone):
        file = Document("contact.vcf", "text/vcard", _fit_vcard(contact))
        caption = Section(
            (
                Line(shorten(name, CAPTION_NAME_UNITS), "b"),
                *_list_ways(contact, contact.title, contact.organisation, contact.email, contact.phone),
            )
        )
        return [_render_document(file) | {"caption": pack([caption])[0].html, "parse_mode": "HTML"}]
    call: Part = {
        "method": "sendContact",
        "phone_number": clean(contact.phone),
        "first_name": shorten(name, LABEL_UNITS),
        "vcard": _fit_vcard(contact),
    }
    hidden = _list_ways(contact, contact.title, contact.organisation, contact.email)
    return [call, *(build_text(message.html, []) for message in pack([Section(hidden)] if hidden else []))]


def _list_ways(contact: ContactCard, *values: str) -> tuple[Line, ...]:
    wechat = f"WeChat: {contact.wechat}" if contact.wechat else ""
    shown = (" ".join(clean(value).split()) for value in (*values, wechat) if value)
    return tuple(Line(shorten(value, 120)) for value in shown)


def _fit_vcard(contact: ContactCard) -> str:
    """The vCard in at most 2048 bytes: names give way, ways of contact stay."""
    vcard = render_vcard(contact)
    for units in (200, 80, 30, 8):
        if len(vcard.encode()) <= VCARD_BYTES:
            break
        who, organisation, title = (
            shorten(value, units) for value in (contact.who, contact.organisation, contact.title)
        )
        email, phone, wechat = (
            shorten(value, 4 * units) for value in (contact.email, contact.phone, contact.wechat)
        )
        vcard = render_vcard(ContactCard(who, organisation, email, phone, wechat, title))
    return vcard


def _render_document(document: Document) -> Part:
    return {
        "method": "sendDocument",
        "file_name": document.name,
        "media_type": document.media_type,
        "content": document.content or "\n",
    }
