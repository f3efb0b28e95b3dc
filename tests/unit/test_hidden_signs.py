"""Signs that nobody sees and that hide or turn words: taken out where people write, and not shown."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.parse import parse_update
from bot.terminal.parse import parse_line
from bot.web.parse import parse_message
from bot.wechat.parse import Contact, parse_push
from directory.domain.news import NewsItem, Occasion, Topic
from directory.domain.person import Address
from directory.domain.visible import strip_hidden
from directory.importing.cells import read_text
from directory.importing.problems import Fault
from handlers.calendar_entry import build_entry
from handlers.messages import Card, Choice, Reply, Update
from tests.contract.cases import CASES, Case

SIGNS = {
    "override": "\u202e",
    "embedding": "\u202b",
    "isolate": "\u2067",
    "end of isolate": "\u2069",
    "mark": "\u200f",
    "zero-width space": "\u200b",
    "joiner": "\u200d",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "filler": "\u3164",
    "tag": "\U000e0041",
    "NUL": "\x00",
    "BEL": "\x07",
    "escape": "\x1b",
    "C1": "\x9b",
}
KEPT = "Müller 佛山 👩‍🔧 🏳️‍🌈 🇨🇳 e\u0301 a\tb\nc"
each_sign = pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
NOW = datetime(2027, 4, 20, 8, tzinfo=UTC)


@each_sign
def test_a_sign_is_taken_out_and_all_that_is_seen_stays(sign: str) -> None:
    assert strip_hidden(f"{sign}Mes{sign}ser{sign}") == "Messer"
    assert strip_hidden(KEPT) == KEPT


@given(st.text())
def test_what_was_taken_out_once_needs_it_no_more(text: str) -> None:
    assert strip_hidden(strip_hidden(text)) == strip_hidden(text)


@each_sign
def test_no_chat_takes_it(sign: str) -> None:
    text = f"Mes{sign}ser"
    chat = {"id": 1, "type": "private"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": {"id": 1, "is_bot": False}, "text": text}
    pushed = parse_push(
        {
            "ToUserName": "gh",
            "FromUserName": "oA",
            "CreateTime": "1795000000",
            "MsgType": "text",
            "MsgId": "1",
            "Content": text,
        }
    )
    assert isinstance(pushed, Contact)
    posted = parse_message(json.dumps({"id": "1", "text": text}).encode(), Address("web", "a"))
    telegram = parse_update({"update_id": 1, "message": message}, "bot")
    for update in (pushed.update, posted, telegram, parse_line(text, "u", "de", "1")):
        assert isinstance(update, Update)
        assert update.text == "Messer"


@each_sign
def test_an_import_refuses_it_or_takes_it_out(sign: str) -> None:
    taken = read_text(f"Mes{sign}ser")
    assert taken == "Messer" or (isinstance(taken, Fault) and taken.code == "control")


@each_sign
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_platform_shows_it(case: Case, sign: str) -> None:
    text = f"Mes{sign}ser"
    card = Card(text, text, (text,), (Choice("a:1", text),))
    parts = case.build().render(Reply(text, (card,), ((Choice("a:2", text),),)), "de")
    shown = "".join(case.read(part) for part in parts)
    assert sign not in shown
    assert shown.replace(" ", "").count("Messer") >= 4


@each_sign
def test_no_calendar_file_holds_it(sign: str) -> None:
    text = f"Mes{sign}se"
    item = NewsItem(
        1, Topic.FAIR, {"de": text}, {"de": text}, NOW, occasion=Occasion(text, NOW, NOW, "Europe/Berlin")
    )
    entry = build_entry(item, "de")
    assert entry is not None and sign not in entry.content
    assert entry.content.count("Messe") == 3
