"""What the Bot API checks in texts and keyboards, with its own words of refusal. Pure."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
DATA_BYTES = 64
MAX_BUTTONS = 100
MAX_IN_ROW = 8

_SIMPLE_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "tg-spoiler": "spoiler", "span": "spoiler", "a": "text_link", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([^\s<>]*)([^<>]*)>")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
_ACTIONS = ("callback_data", "url", "switch_inline_query", "switch_inline_query_current_chat",
            "switch_inline_query_chosen_chat", "web_app", "copy_text", "login_url", "pay")  # fmt: skip


class ApiError(Exception):
    """The Bot API says no: HTTP status, description and parameters of its answer."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


@dataclass(frozen=True)
class Formatted:
    """A text as displayed, with Telegram's entities."""

    text: str
    entities: list[dict[str, Any]] = field(default_factory=list)


def bad_request(reason: str, **parameters: int) -> ApiError:
    """A refusal of what was asked for."""
    return ApiError(400, f"Bad Request: {reason}", **parameters)


def count_units(text: str) -> int:
    """Length as Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def check_text(text: str, parse_mode: str, limit: int = TEXT_UNITS, *, what: str = "message") -> Formatted:
    """The text as it will be displayed. Raises ApiError as Telegram does."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error
    formatted = Formatted(text)
    if parse_mode.lower() == "html":
        formatted = parse_html(text)
    elif parse_mode:
        raise bad_request("unsupported parse_mode")
    if not formatted.text.strip() and what != "message caption":
        raise bad_request("message text is empty")
    if count_units(formatted.text) > limit:
        raise bad_request(f"{what} is too long")
    return formatted


def parse_html(source: str) -> Formatted:
    """Telegram's HTML, as strictly as TDLib reads it."""
    shown: list[str] = []
    entities: list[dict[str, Any]] = []
    nested: list[tuple[str, int, str]] = []
    position = 0
    while position < len(source):
        if source[position] != "<":
            end = source.find("<", position)
            end = len(source) if end < 0 else end
            shown.append(_ENTITY.sub(lambda match: unescape(match.group()), source[position:end]))
            position = end
            continue
        match = _TAG.match(source, position)
        offset = len(source[:position].encode())
        if match is None:
            raise _broken(f"Unclosed start tag at byte offset {offset}")
        closing, name, rest = match.groups()
        if closing:
            entities.append(_close(nested, name.lower(), offset, "".join(shown)))
        else:
            nested.append(_open(name.lower(), rest, offset, "".join(shown)))
        position = match.end()
    if nested:
        raise _broken(f'Can\'t find end tag corresponding to start tag "{nested[-1][0]}"')
    kept = [entity for entity in entities if entity["length"]]
    return Formatted("".join(shown).strip(), sorted(kept, key=lambda entity: int(entity["offset"])))


def check_keyboard(markup: Any) -> list[list[dict[str, Any]]] | None:
    """The rows of an inline keyboard; None where `markup` is none. Raises ApiError."""
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('can\'t parse inline keyboard: Field "inline_keyboard" must be of type Array')
    for row in rows:
        if len(row) > MAX_IN_ROW:
            raise bad_request("REPLY_MARKUP_TOO_LONG")
        for button in row:
            _check_button(button)
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return [row for row in rows if row]


def _check_button(button: dict[str, Any]) -> None:
    if not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: Button text must be non-empty")
    actions = [name for name in _ACTIONS if name in button]
    if len(actions) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and urlsplit(button["url"]).scheme not in ("http", "https", "tg"):
        raise bad_request(
            f"inline keyboard button URL '{button['url']}' is invalid: Unsupported URL protocol"
        )


def _open(name: str, rest: str, offset: int, before: str) -> tuple[str, int, str]:
    if name not in _SIMPLE_TAGS or (name == "span" and "tg-spoiler" not in rest):
        raise _broken(f'Unsupported start tag "{name}" at byte offset {offset}')
    href = _HREF.search(rest) if name == "a" else None
    link = unescape(next(filter(None, href.groups()), "")) if href else ""
    return name, count_units(before), link


def _close(nested: list[tuple[str, int, str]], name: str, offset: int, before: str) -> dict[str, Any]:
    if not nested:
        raise _broken(f"Unexpected end tag at byte offset {offset}")
    opened, start, link = nested.pop()
    if name and name != opened:
        raise _broken(f'Unmatched end tag at byte offset {offset}, expected "</{opened}>", found "</{name}>"')
    entity = {"type": _SIMPLE_TAGS[opened], "offset": start, "length": count_units(before) - start}
    return entity | ({"url": link} if link else {})


def _broken(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
