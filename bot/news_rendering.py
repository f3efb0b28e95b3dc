"""A news item as platforms show it: the one place that renders it, to be sent and to be previewed. Pure."""

import html
import re

from bot.adapter import Adapter, Part
from directory.domain.news import NewsItem
from handlers.localizer import Localizer
from handlers.news import build_replies

_TAGS = re.compile(r"<[^>]+>")


def render_item(adapter: Adapter, localizer: Localizer, item: NewsItem, locale: str) -> list[Part]:
    """The parts for one reader of this language; where choices are numbered, they begin with 1."""
    return [
        part for reply in build_replies(localizer, item, locale) for part in adapter.render(reply, locale)
    ]


def write_parts(parts: list[Part]) -> str:
    """Parts as text, to be looked at on a page or in another platform's chat."""
    return "\n\n".join(_write(part) for part in parts)


def _write(part: Part) -> str:
    """A part as text: what is bold, a picture or a button on its platform is a line here."""
    if isinstance(text := part.get("text"), str) and "method" in part:
        rows = part.get("reply_markup", {}).get("inline_keyboard", ())
        buttons = [f"[{button['text']}]" for row in rows for button in row]
        above = part.get("link_preview_options", {}).get("url", "")
        return "\n".join([*([above] if above else []), html.unescape(_TAGS.sub("", text)), *buttons])
    if "lines" in part:
        lines = [line if isinstance(line, str) else f"[{line['label']}]" for line in part["lines"]]
        return "\n".join(lines)
    if part.get("type") == "news":
        return "\n".join(line for line in (part["title"], part["description"], part["picture"]) if line)
    cards = part.get("cards", ())
    lines = [line for card in cards for line in (card["title"], card["subtitle"], *card["lines"]) if line]
    buttons = [f"[{choice['label']}]" for row in part.get("choices", ()) for choice in row]
    return "\n".join([str(part.get("text", "")), *lines, *buttons]).strip()
