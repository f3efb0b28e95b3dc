"""Pushes as WeChat sends them, replayed from `tests/replay/wechat`: what each means."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wechat.parse import MESSAGE, TOUCH, Contact, Ignored, parse_push
from bot.wechat.push_xml import BadPush, Fields, parse_xml
from directory.store.allowances import Allowance
from directory.store.mass_results import MassResult
from handlers.messages import UpdateKind

FOLDER = Path(__file__).parents[1] / "replay" / "wechat"
SENT: Fields = {"ToUserName": "gh", "FromUserName": "oA", "CreateTime": "1795000000"}
CASES = [
    pytest.param(case, id=f"{file.stem}-{number}")
    for file in sorted(FOLDER.glob("*.json"))
    for number, case in enumerate(json.loads(file.read_text(encoding="utf-8")))
]


def describe(xml: str) -> dict[str, Any]:
    """What was understood, as the replay files say it."""
    try:
        meant = parse_push(parse_xml(xml))
    except BadPush:
        return {"type": "ignored", "bad": True}
    if isinstance(meant, Ignored):
        return {"type": "ignored"} | ({"bad": True} if meant.bad else {})
    if isinstance(meant, MassResult):
        return {"type": "result"} | {key: value for key, value in asdict(meant).items() if value}
    update = meant.update
    told = {"type": "update", "account": update.address.account, "kind": str(update.kind)}
    return told | {key: getattr(update, key) for key in ("text", "choice") if getattr(update, key)}


@pytest.mark.parametrize("case", CASES)
def test_replayed(case: dict[str, Any]) -> None:
    meant = {
        key: value for key, value in case["meant"].items() if value not in ("", False) and key != "reason"
    }
    assert describe(case["xml"]) == meant


def test_there_is_a_replay_of_every_kind() -> None:
    assert {file.stem for file in FOLDER.glob("*.json")} >= {
        "follows", "malformed", "menu_answers", "menu_events", "other_events", "places", "text",
        "unsupported", "voice",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("event", "fields", "opens"),
    [
        ("subscribe", {}, (TOUCH,)),
        ("SCAN", {"EventKey": "c-1"}, (TOUCH,)),
        ("CLICK", {"EventKey": "m:help"}, (TOUCH,)),
        ("unsubscribe", {}, ()),
    ],
)
def test_what_an_event_lets_us_send(event: str, fields: dict[str, str], opens: tuple[Allowance, ...]) -> None:
    meant = parse_push({**SENT, "MsgType": "event", "Event": event, **fields})
    assert isinstance(meant, Contact)
    assert meant.opens == opens


def test_every_message_opens_the_long_window_a_tapped_answer_too() -> None:
    for fields in ({"Content": "1"}, {"Content": "1", "bizmsgmenuid": "m:help"}, {"MsgType": "image"}):
        meant = parse_push({**SENT, "MsgType": "text", "MsgId": "9", **fields})
        assert isinstance(meant, Contact)
        assert meant.opens == (MESSAGE,)


def test_equal_numbers_of_two_users_or_moments_are_different_messages() -> None:
    pushes = [
        {**SENT, "MsgType": "text", "MsgId": "9", "Content": "x", **other}
        for other in ({}, {"FromUserName": "oB"}, {"CreateTime": "1795000001"}, {"MsgId": "10"})
    ]
    keys = {
        (meant.update.address, meant.update.id)
        for meant in map(parse_push, pushes)
        if isinstance(meant, Contact)
    }
    assert len(keys) == 4


values = st.one_of(st.none(), st.text(max_size=30), st.dictionaries(st.text(max_size=5), st.text(max_size=5)))
NAMES = ("FromUserName", "CreateTime", "MsgType", "MsgId", "Content", "Event", "EventKey", "Location_X")


@given(fields=st.dictionaries(st.one_of(st.sampled_from(NAMES), st.text(max_size=8)), values))
def test_anything_is_understood_or_put_aside(fields: Fields) -> None:
    meant = parse_push({**SENT, **fields})
    if isinstance(meant, Contact):
        assert meant.update.kind in UpdateKind


@given(text=st.one_of(st.text(), st.text().map(lambda inner: f"<xml>{inner}</xml>")))
def test_any_text_is_xml_or_refused(text: str) -> None:
    try:
        assert isinstance(parse_xml(text), dict)
    except BadPush as error:
        assert text not in str(error) or len(text) < 3
