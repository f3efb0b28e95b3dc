"""The adapters, how a reader sees what they make of a reply, and what must hold for it on each of them."""

import html
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from bot.adapter import Adapter, Part, Receipt
from bot.telegram.client import TelegramAdapter
from bot.terminal.client import TerminalAdapter
from bot.web.client import WebAdapter
from bot.wechat.client import WeChatAdapter
from bot.wechat.text import build_text
from directory.domain.person import Address
from directory.domain.visible import strip_hidden
from handlers.messages import Reply, list_choices


@dataclass(frozen=True, slots=True)
class Case:
    """One adapter, how to make it, how to make it with its platform gone, what a reader sees of a part."""

    name: str
    build: Callable[[], Adapter]
    build_broken: tuple[Callable[[], Adapter], ...]
    read: Callable[[Part], str]


def list_strings(value: Any) -> Iterator[str]:
    """Every string in a JSON value, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from list_strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from list_strings(item)


def close(stream: io.StringIO) -> io.StringIO:
    stream.close()
    return stream


def read_telegram(part: Part) -> str:
    """The texts of a call, read as HTML where they are."""
    shown = {key: value for key, value in part.items() if key not in ("method", "parse_mode")}
    for key in ("text", "caption"):
        shown[key] = html.unescape(re.sub("</?[bi]>", "", part.get(key, "")))
    return "\n".join(list_strings(shown))


class BrokenPipe(io.StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError


class ClosedWeb(WebAdapter):
    def __init__(self) -> None:
        super().__init__()
        self.hub.close()


class NobodyThere(TelegramAdapter):
    """Telegram does not answer. Its connection is closed after the one call."""

    def __init__(self) -> None:
        super().__init__("1:token", "http://127.0.0.1:9")

    async def deliver(self, address: Address, part: Part, part_id: int) -> Receipt:
        try:
            return await super().deliver(address, part, part_id)
        finally:
            await self.close()


def read_wechat(part: Part) -> str:
    """What is shown of a message: a link shows its label; "<" was written full-width."""
    if part["type"] != "text":
        return "\n".join(list_strings(part))
    return re.sub("</?a[^>]*>", "", build_text(part)).replace("＜", "<")


CASES = (
    Case("web", WebAdapter, (ClosedWeb,), lambda part: "\n".join(list_strings(part))),
    Case(
        "terminal",
        lambda: TerminalAdapter(io.StringIO()),
        (lambda: TerminalAdapter(close(io.StringIO())), lambda: TerminalAdapter(BrokenPipe())),
        lambda part: str(part["text"]),
    ),
    Case("telegram", TelegramAdapter, (NobodyThere,), read_telegram),
    Case("wechat", WeChatAdapter, (), read_wechat),
)


@cache
def adapter_of(case: Case) -> Adapter:
    """One for all that is only rendered."""
    return case.build()


@cache
def check_everywhere(reply: Reply, locale: str) -> None:
    """What must hold for a reply holds on every platform."""
    for case in CASES:
        parts = adapter_of(case).render(reply, locale)
        check_sizes(case, parts)
        check_texts(case, reply, parts)
        check_choices(case, reply, parts)


def bare(text: str) -> str:
    """`text` without what a platform may change: spaces, line breaks, signs that nobody sees."""
    return "".join(strip_hidden(text).split())


def list_texts(reply: Reply) -> Iterator[str]:
    """Everything in a reply that its reader is to see."""
    yield reply.text
    for card in reply.cards:
        yield from (card.title, card.subtitle, *card.lines)
    yield from (choice.label for choice in list_choices((reply,)))
    if reply.contact:
        contact = reply.contact
        yield from (
            contact.who,
            contact.title,
            contact.organisation,
            contact.email,
            contact.phone,
            contact.wechat,
        )
    if reply.document:
        yield from (reply.document.name, reply.document.content)


def check_texts(case: Case, reply: Reply, parts: list[Part]) -> None:
    """Nothing of a reply is lost, but what WeChat cannot hold and says otherwise: an article's page has all
    of it, a calendar file stands in words beside it.
    """
    if any(part.get("type") == "news" for part in parts):
        return
    if case.name == "wechat" and reply.document and reply.document.media_type == "text/calendar":
        assert reply.text
        reply = replace(reply, document=None)
    seen = bare("".join(case.read(part) for part in parts))
    for text in list_texts(reply):
        assert bare(text) in seen, (case.name, text)


def check_sizes(case: Case, parts: list[Part]) -> None:
    """Every part fits into one call of the platform."""
    assert parts, "nothing to send"
    for part in parts:
        assert len(case.read(part).encode()) <= adapter_of(case).capabilities.text_bytes, (case.name, part)


def check_choices(case: Case, reply: Reply, parts: list[Part], first: int = 1) -> None:
    """Every choice can be made, by a tap or by its number, in the order in which they are remembered."""
    offered = list_choices((reply,))
    if adapter_of(case).capabilities.buttons:
        ids = {choice.id for choice in offered}
        tapped = [text for part in parts for text in list_strings(part) if text in ids]
        assert tapped == [choice.id for choice in offered], (case.name, tapped)
        return
    seen = "\n".join(bare(line) for part in parts for line in case.read(part).splitlines())
    position = 0
    for number, choice in enumerate(offered, first):
        label = r"\n*".join(map(re.escape, bare(choice.label)))
        found = re.compile(rf"(?<!\d){number}(?!\d)\W{{0,3}}{label}").search(seen, position)
        assert found, f"{case.name}: choice {number} is not where it should be"
        position = found.end()
