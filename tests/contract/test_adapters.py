"""What every platform adapter promises. A new platform adds itself to `CASES` and must pass unchanged."""

import asyncio
import json
from typing import get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.adapter import Receipt
from directory.domain.person import Address
from handlers.messages import Card, Choice, ContactCard, Document, Reply
from tests.contract.cases import CASES, Case, bare, check_choices, check_sizes, check_texts

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
@example(reply=Reply("🦊" * 4096))
def test_nothing_of_a_reply_is_lost(case: Case, reply: Reply) -> None:
    check_texts(case, reply, case.build().render(reply, "de"))


@every_case
@many
@given(reply=replies)
def test_parts_fit(case: Case, reply: Reply) -> None:
    check_sizes(case, case.build().render(reply, "zh"))


@every_case
@many
@given(reply=replies, first=st.integers(1, 60))
@example(reply=Reply("0", choices=((Choice("a:0", ""),),)), first=1)
def test_choices_come_in_the_order_in_which_they_are_remembered(case: Case, reply: Reply, first: int) -> None:
    check_choices(case, reply, case.build().render(reply, "en", first), first)


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
