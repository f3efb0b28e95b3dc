"""What every platform adapter promises. A new platform adds itself to `CASES` and must pass unchanged."""

import asyncio
import html
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.adapter import Adapter, Part, Receipt
from bot.telegram.client import TelegramAdapter
from bot.terminal.client import TerminalAdapter
from bot.web.client import WebAdapter
from bot.wechat.client import WeChatAdapter
from bot.wechat.text import build_text
from directory.domain.person import Address
from handlers.messages import Card, Choice, ContactCard, Document, Reply, list_choices


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
    shown = dict(part)
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

HOSTILE = (
    "",
    " ",
    "Müller & Söhne \"Klinge\" 'GmbH' `x`",
    "<script>alert(1)</script></b>",
    "]]><![CDATA[ &amp; &#0;",
    "*fett* _kursiv_ [x](http://x.example) ~~x~~ \\n ||x||",
    "a\x00b\x07c\x1b[31md\x7fe\x85f",
    "Zeile\r\nZeile\tTab\u2028Zeile",
    "\u202eمرحبا\u202c שלום\u200f",
    "👩‍👩‍👧‍👦🇨🇳🏳️‍🌈𠮷𝒳",
    "e\u0301 Å ﬁ ①",
    "佛山市云陶润陶瓷有限公司" * 3,
    "{company} {{x}} %s %(a)s $x ${x}",
    "x" * 4096,
    "字" * 4096,
    "🦊" * 4096,
)
WIDE = 4000
"""From this length on a text stands alone in its reply, as handlers see to."""

names = st.one_of(st.sampled_from([text for text in HOSTILE if len(text) < WIDE]), st.text(max_size=40))
choices = st.builds(Choice, st.from_regex(r"[a-z]:[0-9]{1,6}", fullmatch=True), names)
rows = st.lists(st.lists(choices, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple)
cards = st.builds(
    Card, names, names, st.lists(names, max_size=3).map(tuple), st.lists(choices, max_size=2).map(tuple)
)
contacts = st.builds(ContactCard, names, names, names, names, names, names)
documents = st.builds(Document, names, st.just("text/plain"), st.one_of(names, st.sampled_from(HOSTILE)))
replies = st.one_of(
    st.builds(
        Reply,
        names,
        st.lists(cards, max_size=3).map(tuple),
        rows,
        st.one_of(st.none(), contacts),
        st.one_of(st.none(), documents),
        st.sampled_from(("", "results")),
    ),
    st.builds(Reply, st.sampled_from(HOSTILE), choices=rows),
)
ADDRESS = Address("anywhere", "42")

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
many = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


def bare(text: str) -> str:
    """`text` without what a platform may change: spaces, line breaks, control characters."""
    return "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cc")


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


@every_case
@many
@given(reply=replies, locale=st.sampled_from(("de", "zh", "en")), first=st.integers(1, 60))
def test_rendering_is_pure_and_gives_json(case: Case, reply: Reply, locale: str, first: int) -> None:
    adapter = case.build()
    parts = adapter.render(reply, locale, first)
    assert adapter.render(reply, locale, first) == parts
    assert case.build().render(reply, locale, first) == parts
    assert parts, "nothing to send"
    for part in parts:
        assert isinstance(part, dict)
        assert json.loads(json.dumps(part, ensure_ascii=False).encode()) == part


@every_case
@many
@given(reply=replies)
def test_nothing_of_a_reply_is_lost(case: Case, reply: Reply) -> None:
    seen = bare("".join(case.read(part) for part in case.build().render(reply, "de")))
    for text in list_texts(reply):
        assert bare(text) in seen


@every_case
@many
@given(reply=replies)
def test_parts_fit(case: Case, reply: Reply) -> None:
    adapter = case.build()
    for part in adapter.render(reply, "zh"):
        assert len(case.read(part).encode()) <= adapter.capabilities.text_bytes


@every_case
@many
@given(reply=replies, first=st.integers(1, 60))
def test_choices_come_in_the_order_in_which_they_are_remembered(case: Case, reply: Reply, first: int) -> None:
    adapter = case.build()
    parts = adapter.render(reply, "en", first)
    offered = list_choices((reply,))
    if adapter.capabilities.buttons:
        ids = {choice.id for choice in offered}
        assert [text for part in parts for text in list_strings(part) if text in ids] == [
            choice.id for choice in offered
        ]
        return
    seen = bare("".join(case.read(part) for part in parts))
    position = 0
    for number, choice in enumerate(offered, first):
        found = re.compile(rf"(?<!\d){number}(?!\d)\W{{0,3}}{re.escape(bare(choice.label))}").search(
            seen, position
        )
        assert found, f"choice {number} is not where it should be"
        position = found.end()


@every_case
@many
@given(text=st.one_of(st.sampled_from(HOSTILE), st.text(max_size=100)))
def test_an_echo_says_the_words_or_nothing(case: Case, text: str) -> None:
    adapter = case.build()
    parts = adapter.render_echo(text)
    assert adapter.render_echo(text) == parts
    if not adapter.capabilities.echoes_input:
        assert parts == []
    assert json.loads(json.dumps(parts)) == parts
    if parts:
        assert bare(text) in bare("".join(case.read(part) for part in parts))


@every_case
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_delivering_gives_a_receipt(case: Case, text: str) -> None:
    reply = Reply(text, (Card(text[:200], choices=(Choice("c:1", text[:64]),)),))
    for build in (case.build, *case.build_broken):
        adapter = build()
        for part_id, part in enumerate((*adapter.render(reply, "zh"), *adapter.render_echo(text)), 1):
            receipt = asyncio.run(adapter.deliver(ADDRESS, part, part_id))
            assert isinstance(receipt, get_args(Receipt))


@every_case
def test_being_told_that_a_part_is_settled_never_fails(case: Case) -> None:
    for build in (case.build, *case.build_broken):
        adapter = build()
        for address in (ADDRESS, Address(adapter.name, ""), Address(adapter.name, "x" * 500)):
            adapter.settled(address)


@every_case
def test_names_are_unique_and_capabilities_plausible(case: Case) -> None:
    adapter = case.build()
    assert adapter.name == case.name
    assert [each.name for each in CASES].count(case.name) == 1
    assert adapter.capabilities.text_bytes >= 500
