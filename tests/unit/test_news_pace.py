"""News at the pace of Telegram, by a clock of ours: no 429 is caused, and no talk waits for news."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.adapter import Delivered, Part, Receipt, RetryLater, Uncertain
from bot.delivery import Delivery
from bot.newsdesk import NewsDesk
from bot.telegram.client import TelegramAdapter
from bot.wechat.client import WeChatAdapter
from directory.domain.person import Address
from directory.domain.rehearsal import Held
from directory.store import conversations, outbox
from directory.store.engine import Store
from handlers.localizer import Localizer
from tests.property.crashing import MovingClock
from tests.telegram.fake_limits import FloodGate, Limits
from tests.telegram.fake_text import ApiError

READERS, TALKERS = 60, 30
STRICT = Limits(chat_burst=1, overall_slack=0)
"""Telegram's figures as they stand, with no allowance for a busy machine."""


class GatedTelegram(TelegramAdapter):
    """Telegram with its limits: counts what arrives, by a clock of ours."""

    def __init__(self, clock: MovingClock) -> None:
        super().__init__()
        self.clock, self.gate = clock, FloodGate(STRICT)
        self.arrived: list[tuple[float, str]] = []

    async def deliver(self, address: Address, part: Part, part_id: int) -> Receipt:
        at_s = self.clock().timestamp()
        try:
            self.gate.check(int(address.account), at_s, "sendMessage")
        except ApiError as error:
            return RetryLater(1.0, str(error), counts=False, holds="platform")
        self.arrived.append((at_s, part["text"]))
        return Delivered()


def put(store: Store, platform: str, account: str, text: str, lane: int, now: datetime) -> None:
    with store.write() as session:
        chat = conversations.load_or_create(session, Address(platform, account), "de", now)
        outbox.append(session, chat.id, [{"type": "text", "text": text}], now=now, lane=lane)


def test_28_a_second_while_people_talk_and_nothing_is_ever_refused(
    sqlite_template: Path, tmp_path: Path
) -> None:
    (tmp_path / "isabot.db").write_bytes(sqlite_template.read_bytes())
    sqlite_store, clock = Store(f"sqlite:///{tmp_path}/isabot.db"), MovingClock()
    telegram = GatedTelegram(clock)
    waits: list[float] = []

    async def pause(seconds: float) -> None:
        clock.advance(seconds)

    workers = [
        Delivery(sqlite_store, {"telegram": telegram}, ["telegram"], clock, wake_in=waits.append, pause=pause)
        for _ in range(3)
    ]
    for number in range(READERS):
        put(sqlite_store, "telegram", str(number + 1), "news", outbox.BROADCAST, clock())
    began, said = clock().timestamp(), 0
    spoken: dict[str, float] = {}

    async def run() -> None:
        nonlocal said
        turn = 0
        while len(telegram.arrived) < READERS + TALKERS:
            seconds = clock().timestamp() - began
            if said < TALKERS and seconds > 1 and said < (seconds - 1) * 20:
                text = f"answer {said}"
                put(sqlite_store, "telegram", str(said % 20 + 1), text, outbox.CONVERSATION, clock())
                spoken[text], said = clock().timestamp(), said + 1
            turn += 1
            waits.clear()
            if not await workers[turn % len(workers)].run_next():
                clock.advance(max(min(waits, default=0.005), 0.001))

    asyncio.run(run())
    assert telegram.gate.violations == []
    by_second = Counter(int(at_s - began) for at_s, _ in telegram.arrived)
    assert by_second[0] in (28, 29), "the news alone: 28 a second, and the one at the very beginning"
    assert max(by_second.values()) <= 30
    delays = [at_s - spoken[text] for at_s, text in telegram.arrived if text in spoken]
    assert len(delays) == TALKERS
    assert max(delays) < 1.1, "at most the second that the reader's own chat must rest after the news"
    sqlite_store.close()
    took_s = max(at_s for at_s, _ in telegram.arrived) - began
    assert took_s == pytest.approx((READERS + TALKERS) / 28, abs=0.6)


def test_after_a_refusal_of_everything_one_message_tries_for_all(store: Store) -> None:
    clock = MovingClock()
    refusal = RetryLater(900, "45009", counts=False, holds="platform")
    answers: list[Receipt] = [refusal, refusal, Uncertain("no answer"), Delivered()]
    calls: list[str] = []

    class Slow(WeChatAdapter):
        """While it has not answered, others look for work."""

        async def deliver(self, address: Address, part: Part, part_id: int) -> Receipt:
            calls.append(address.account)
            looked_meanwhile.append([await other.run_next() for other in others] if others else [])
            return answers.pop(0)

        def needs_window(self, part: Part) -> bool:
            return False

    adapters, looked_meanwhile = {"wechat": Slow(clock=clock)}, list[list[bool]]()
    worker, *others = [Delivery(store, adapters, ["wechat"], clock) for _ in range(3)]
    for number in range(5):
        put(store, "wechat", f"reader-{number}", "x", outbox.BROADCAST, clock())
    workers, others = others, []
    assert asyncio.run(worker.run_next())
    with store.read() as session:
        (held,) = NewsDesk(session, adapters, ["wechat"], Localizer(), clock()).list_held()
    assert held == Held("wechat", clock() + timedelta(seconds=900), 5)
    others = workers
    for seconds, comes in ((899, False), (1, True), (899, False), (1, True), (29, False), (1, True)):
        clock.advance(seconds)
        assert asyncio.run(worker.run_next()) is comes
    assert len(calls) == 4
    assert looked_meanwhile[1:] == [[False, False]] * 3, "nobody else called while one tried"
    answers, others = [Delivered()] * 4, []
    assert [asyncio.run(worker.run_next()) for _ in range(4)] == [True, True, True, False], "open for all"
