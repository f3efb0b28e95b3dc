"""A news item as each platform and language will show it: rendered by the platform itself, read as text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from bot.admin.visit import Visit
from directory.domain.news import NewsItem
from handlers.localizer import LOCALES
from handlers.news import build_replies

PLATFORMS = ("telegram", "wechat", "web")
_SAID = ("title", "subtitle", "text", "caption", "content", "description")
_TAG = re.compile(r"<[^<>]+>")


@dataclass(frozen=True, slots=True)
class Preview:
    """What a reader sees: the words, and below them the buttons or numbered lines."""

    platform: str
    language: str
    locale: str
    text: str
    buttons: tuple[str, ...]


def preview_everywhere(visit: Visit, item: NewsItem) -> list[Preview]:
    """For every language and platform that is served."""
    previews = []
    for locale in LOCALES:
        for platform in PLATFORMS:
            adapter = visit.adapters.get(platform)
            if adapter is None:
                continue
            parts = [
                part
                for reply in build_replies(visit.ctx.localizer, item, locale)
                for part in adapter.render(reply, locale)
            ]
            words = [line for part in parts for line in _read(part) if line.strip()]
            name, language = visit.text(f"pages-platform-{platform}"), visit.text(f"language-{locale}")
            buttons = tuple(label for part in parts for label in _list_buttons(part))
            previews.append(Preview(name, language, locale, "\n".join(words), buttons))
    return previews


def _read(part: Mapping[str, Any]) -> Iterator[str]:
    """The words of a part, in the order in which they are shown."""
    for card in part.get("cards") or ():
        yield from _read(card)
    for name in _SAID:
        value = part.get(name)
        if isinstance(value, str):
            yield unescape(_TAG.sub("", value)) if part.get("parse_mode") == "HTML" else value
    for line in part.get("lines") or ():
        if isinstance(line, str):
            yield line
    for article in part.get("articles") or ():
        if isinstance(article, Mapping):
            yield from _read(article)


def _list_buttons(part: object) -> Iterator[str]:
    """Labels of everything that can be tapped."""
    if isinstance(part, Mapping):
        label = part.get("label") or (part.get("text") if "callback_data" in part else None)
        if isinstance(label, str):
            yield label
        for value in part.values():
            yield from _list_buttons(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _list_buttons(value)
