"""Updates as Telegram sends them, replayed from `tests/replay/telegram`: what each means."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.account import build_address, is_group, read_chat
from bot.telegram.parse import Ignored, InlineQuery, Moved, Parsed, parse_update
from handlers.messages import Update

FOLDER = Path(__file__).parents[1] / "replay" / "telegram"
BOT = "isa_partner_bot"
CASES = [
    pytest.param(case, id=f"{file.stem}-{number}")
    for file in sorted(FOLDER.glob("*.json"))
    for number, case in enumerate(json.loads(file.read_text(encoding="utf-8")))
]


def describe(parsed: Parsed) -> dict[str, Any]:
    """What was understood, as the replay files say it."""
    match parsed:
        case Ignored(reason, bad):
            return {"type": "ignored", "reason": reason, "bad": bad}
        case Moved(address, account):
            return {"type": "moved", "from": address.account, "to": account}
        case InlineQuery(id, text, offset, hint):
            return {"type": "inline", "id": id, "text": text, "offset": offset, "locale_hint": hint}
        case Update():
            told: dict[str, Any] = {
                "type": "update",
                "id": parsed.id,
                "account": parsed.address.account,
                "kind": str(parsed.kind),
                "locale_hint": parsed.locale_hint,
            }
            for key in ("text", "choice", "origin", "public"):
                if getattr(parsed, key):
                    told[key] = getattr(parsed, key)
            return told


@pytest.mark.parametrize("case", CASES)
def test_replayed(case: dict[str, Any]) -> None:
    assert describe(parse_update(case["update"], BOT)) == case["meant"]


def test_there_is_a_replay_of_every_kind() -> None:
    assert {file.stem for file in FOLDER.glob("*.json")} >= {
        "messages", "edited_messages", "callbacks", "inline_queries", "my_chat_member",
        "migrated_groups", "forwarded", "via_bot", "signs", "groups", "malformed",
    }  # fmt: skip


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=True), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)
WHOLE = [case.values[0]["update"] for case in CASES if isinstance(case.values[0]["update"], dict)]  # type: ignore[index]


@given(raw=json_values)
def test_anything_is_understood_or_put_aside(raw: object) -> None:
    parse_update(raw, BOT)


@given(update=st.sampled_from(WHOLE), data=st.data())
def test_a_damaged_update_is_understood_or_put_aside(update: dict[str, Any], data: st.DataObject) -> None:
    damaged = json.loads(json.dumps(update))
    node = damaged
    while isinstance(node, dict) and node:
        key = data.draw(st.sampled_from(sorted(node)))
        if not isinstance(node[key], dict) or data.draw(st.booleans()):
            node[key] = data.draw(json_values)
            break
        node = node[key]
    parsed = parse_update(damaged, BOT)
    if isinstance(parsed, Update):
        assert parsed.address.platform == "telegram"
        read_chat(parsed.address.account)


def test_accounts_name_chat_and_topic() -> None:
    assert read_chat(build_address(-100, 45).account) == (-100, 45)
    assert read_chat(build_address(5).account) == (5, 0)
    assert is_group("-100/45")
    assert not is_group("5")
