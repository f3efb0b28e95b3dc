"""Pushes as WeChat sends them, replayed from `tests/replay/wechat`: what each means."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wechat.parse import MESSAGE, TOUCH, Contact, Ignored, parse_push
from bot.wechat.push_xml import BadPush, Fields, parse_xml
from handlers.messages import UpdateKind

FOLDER = Path(__file__).parents[1] / "replay" / "wechat"
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
    update = meant.update
    told = {"type": "update", "account": update.address.account, "kind": str(update.kind)}
    return told | {key: getattr(update, key) for key in ("text", "choice") if getattr(update, key)}


@pytest.mark.parametrize("case", CASES)
def test_replayed(case: dict[str, Any]) -> None:
    meant = {
        key: value for key, value in case["meant"].items() if value not in ("", False) and key != "reason"
    }
    assert describe(case["xml"]) == meant
