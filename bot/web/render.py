"""From a reply to the one JSON part that the browser shows. Pure."""

from typing import Any

from bot.adapter import Part
from bot.vcard import render_vcard
from bot.web.picture import build_address
from directory.domain.visible import strip_hidden
from handlers.messages import Card, Choice, ContactCard, Document, Reply


def render_reply(reply: Reply, locale: str) -> list[Part]:
    """The part that says `reply`; every key is always there."""
    return [
        {
            "type": "say",
            "text": strip_hidden(reply.text),
            "cards": [_render_card(card) for card in reply.cards],
            "choices": [_render_choices(row) for row in reply.choices],
            "contact": _render_contact(reply.contact) if reply.contact else None,
            "document": _render_document(reply.document) if reply.document else None,
            "slot": reply.slot,
            "clears": reply.clears,
            "locale": locale,
        }
    ]


def render_echo(text: str) -> list[Part]:
    """The part that repeats the user's own words; none where nothing was said."""
    return [{"type": "said", "text": text}] if text else []


def _render_card(card: Card) -> dict[str, Any]:
    return {
        "title": strip_hidden(card.title),
        "subtitle": strip_hidden(card.subtitle),
        "lines": [strip_hidden(line) for line in card.lines],
        "choices": _render_choices(card.choices),
        "picture": build_address(card.picture),
    }


def _render_choices(choices: tuple[Choice, ...]) -> list[dict[str, str]]:
    return [{"id": choice.id, "label": strip_hidden(choice.label)} for choice in choices]


def _render_contact(contact: ContactCard) -> dict[str, str]:
    return {
        "who": contact.who,
        "title": contact.title,
        "organisation": contact.organisation,
        "email": contact.email,
        "phone": contact.phone,
        "wechat": contact.wechat,
        "vcard": render_vcard(contact),
    }


def _render_document(document: Document) -> dict[str, str]:
    return {"name": document.name, "media_type": document.media_type, "content": document.content}
