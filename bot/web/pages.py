"""The two HTML pages, filled with strings of one language and handed all languages for later."""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from pathlib import Path

from bot.web.parse import LOCALES, parse_locale

STATIC = Path(__file__).parent / "static"
FALLBACK = "en"
SCRIPT_KEYS = (
    "web-title",
    "web-subtitle",
    "web-unread",
    "web-placeholder",
    "web-send",
    "web-log",
    "web-you",
    "web-assistant",
    "web-typing",
    "web-new-message",
    "web-to-end",
    "web-connecting",
    "web-offline",
    "web-back-online",
    "web-sending",
    "web-not-sent",
    "web-too-long",
    "web-no-session",
    "web-retry",
    "web-copy",
    "web-copied",
    "web-save-contact",
    "web-download",
    "web-email",
    "web-phone",
    "web-wechat",
    "web-contact",
    "web-choices",
    "web-picture",
    "web-imprint",
    "web-privacy",
)

Translate = Callable[[str, str], str]
"""(locale, key) -> string of the page."""

_HOLE = re.compile(r"\{\{(?:([a-z]{2}):)?([A-Za-z0-9-]+)\}\}")
_LANG_TAGS = {"de": "de", "zh": "zh-Hans", "en": "en"}


def choose_locale(wanted: str, accept_language: str) -> str:
    """The page's language: the one asked for, else the browser's favourite of ours, else English."""
    ranked = []
    for rank, entry in enumerate(accept_language.split(",")[:20]):
        tag, _, parameters = entry.partition(";")
        quality = re.search(r"q=(\d(?:\.\d{1,3})?)", parameters)
        ranked.append((-float(quality[1]) if quality else -1.0, rank, parse_locale(tag)))
    found = [locale for quality, _, locale in sorted(ranked) if locale and quality]
    return parse_locale(wanted) or next(iter(found), FALLBACK)


class Pages:
    """Renders the pages. Strings come through `translate`; links are shown where they are given."""

    def __init__(self, translate: Translate, *, imprint_url: str = "", privacy_url: str = "") -> None:
        self._translate = translate
        self._links = {"web-imprint": imprint_url, "web-privacy": privacy_url}

    def chat(self, locale: str, pane: str) -> str:
        """The chat page of a pane."""
        words = {each: {key: self._translate(each, key) for key in SCRIPT_KEYS} for each in LOCALES}
        settings = {"locale": locale, "pane": pane, "words": words}
        return self._fill(
            "chat.html", locale, {"SETTINGS": _script_json(settings), "LINKS": self._legal(locale)}
        )

    def demo(self, locale: str) -> str:
        """The demo page with its phones."""
        return self._fill("demo.html", locale, {})

    def _fill(self, name: str, locale: str, markup: dict[str, str]) -> str:
        markup = {"LANG": _LANG_TAGS[locale], "LOCALE": locale, **markup}

        def value(hole: re.Match[str]) -> str:
            fixed_locale, key = hole.groups()
            return markup[key] if key in markup else escape(self._translate(fixed_locale or locale, key))

        return _HOLE.sub(value, _read_template(name))

    def _legal(self, locale: str) -> str:
        return " · ".join(
            f'<a href="{escape(url)}" target="_blank" rel="noopener" data-t="{key}">'
            f"{escape(self._translate(locale, key))}</a>"
            for key, url in self._links.items()
            if url
        )


@lru_cache
def _read_template(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def _script_json(value: object) -> str:
    """JSON that cannot end the script element it stands in."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
