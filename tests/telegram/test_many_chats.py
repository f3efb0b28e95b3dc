"""200 chats write at once and one of them is slow: the others do not wait, and order holds in each."""

import statistics
from collections.abc import Callable
from pathlib import Path

from tests.acceptance.process import copy_database
from tests.telegram.fake_people import FakeUser
from tests.telegram.fake_server import FakeBotApi
from tests.telegram.service import Service, check_nothing_lost_or_doubled

CHATS = 200
FLOOD_S = 5
UNDER_WAY = 8
"""Messages that may be under way when the 429 comes: as many as there are workers."""
ALL_WITHIN_S = 180.0
ORDER = ("So geht es", "Welche Sprache")


def test_two_hundred_chats_at_once_one_of_them_slow(
    telegram: FakeBotApi,
    sample_database: Path,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    with Service(copy_database(sample_database, tmp_path), telegram) as service:
        users = [telegram.user(f"U{number}") for number in range(CHATS)]
        slow, others = users[0], users[1:]
        telegram.fail("hang", "sendMessage", slow.id, seconds=4)
        telegram.fail("flood", "sendMessage", slow.id, seconds=FLOOD_S)
        telegram.fail("error", "sendMessage", slow.id, status=500)
        for text in ("/hilfe", "/sprache"):
            for user in users:
                user.write(text)
        for user in others:
            user.wait_count(2, ALL_WITHIN_S)
        slow.wait_count(2, ALL_WITHIN_S)
        service.wait_settled()
        for user in others:
            assert [text[: len(start)] for text, start in zip(user.texts, ORDER, strict=True)] == list(ORDER)
        check_nothing_lost_or_doubled(service, slow.id)
        waits = [wait_s(user) for user in others]
        median, slowest = statistics.median(waits), max(waits)
        print(
            f"{CHATS} chats: median {median:.1f} s, slowest {slowest:.1f} s, slow chat {wait_s(slow):.1f} s"
        )
        assert "typing" in [action for _, action in slow.chat.actions]
        assert len(list_answered_meanwhile(telegram, slow)) > 2 * UNDER_WAY
        assert telegram.violations == []
        assert {part.attempts for part in service.list_parts() if part.account != str(slow.id)} == {1}


def list_answered_meanwhile(telegram: FakeBotApi, slow: FakeUser) -> list[int]:
    """The chats that were written to while the slow chat had to wait after its 429."""
    own = telegram.calls("sendMessage", slow.id)
    begin = next(call.at for call in own if call.status == 429)
    end = begin + FLOOD_S
    return [
        call.chat_id
        for call in telegram.calls("sendMessage")
        if call.chat_id not in (None, slow.id) and call.status == 200 and begin < call.at < end
    ]


def wait_s(user: FakeUser) -> float:
    """From the last word written to the last answer read."""
    written = max(message.sent_at for message in user.chat.messages if not message.from_bot)
    return user.messages[-1].sent_at - written
