"""From a JSON body to an update, or to a clear refusal. Pure."""

import json
import re
from dataclasses import dataclass
from typing import Any

from bot.plain_text import clean
from directory.domain.person import Address
from handlers.messages import Update, UpdateKind

TEXT_CHARS = 4000
LABEL_CHARS = 200
CHOICE_BYTES = 64
LOCALES = ("de", "zh", "en")

_CLIENT_ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}")
_START = re.compile(r"[A-Za-z0-9_.:-]{0,64}")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A body that is no message: a code for programs, a sentence for people."""

    code: str
    message: str


def parse_message(body: bytes, address: Address) -> Update | Rejected:
    """The update that a POSTed body stands for."""
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        return Rejected("bad_json", "The body is not valid JSON.")
    if not isinstance(fields, dict):
        return Rejected("bad_json", "The body must be a JSON object.")
    client_id = fields.get("id")
    if not isinstance(client_id, str) or not _CLIENT_ID.fullmatch(client_id):
        return Rejected("bad_id", '"id" must be 1 to 100 letters, digits or "_.:-".')
    if len({"text", "choice", "start"} & fields.keys()) != 1:
        return Rejected("bad_kind", 'Exactly one of "text", "choice" and "start" must be given.')
    for key in ("text", "choice", "label", "start", "lang"):
        if not isinstance(fields.get(key, ""), str):
            return Rejected("bad_type", f'"{key}" must be a string.')
    update_id = f"m:{client_id}"
    locale = parse_locale(fields.get("lang", ""))
    if "text" in fields:
        return _parse_text(update_id, address, fields, locale)
    if "choice" in fields:
        return _parse_choice(update_id, address, fields, locale)
    if not _START.fullmatch(fields["start"]):
        return Rejected("bad_start", '"start" must be at most 64 letters, digits or "_.:-".')
    return Update(update_id, address, UpdateKind.START, text=fields["start"], locale_hint=locale)


def parse_locale(tag: str) -> str:
    """One of our locales for a language tag ("zh-Hans-CN" -> "zh"), or ""."""
    primary = tag.strip().lower().replace("_", "-").partition("-")[0]
    return primary if primary in LOCALES else ""


def _parse_text(update_id: str, address: Address, fields: dict[str, Any], locale: str) -> Update | Rejected:
    text = clean(fields["text"])
    if not text:
        return Rejected("empty", "The message is empty.")
    if len(text) > TEXT_CHARS:
        return Rejected("too_long", f"The message is longer than {TEXT_CHARS} characters.")
    return Update(update_id, address, UpdateKind.TEXT, text=text, locale_hint=locale)


def _parse_choice(update_id: str, address: Address, fields: dict[str, Any], locale: str) -> Update | Rejected:
    choice, label = fields["choice"], clean(fields.get("label", ""))
    if not choice or choice != clean(choice) or len(choice.encode()) > CHOICE_BYTES:
        return Rejected("bad_choice", f'"choice" must be 1 to {CHOICE_BYTES} bytes of printable text.')
    if not label:
        return Rejected("empty", '"label" must say what the button says.')
    if len(label) > LABEL_CHARS:
        return Rejected("too_long", f'"label" is longer than {LABEL_CHARS} characters.')
    return Update(update_id, address, UpdateKind.CHOICE, text=label, choice=choice, locale_hint=locale)
