"""A month of news and contacts in WeChat, by a clock of ours: no window, count or quota is ever exceeded."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.adapter import Delivered, Part, Receipt
from bot.config_wechat import WeChatSettings
from bot.delivery import Delivery
from bot.news_sending import NewsSending
from bot.wechat.client import WeChatAdapter
from bot.wechat.parse import MESSAGE, TOUCH
from directory.domain.mailing import MailingStatus, RecipientStatus
from directory.domain.person import Address
from directory.store import allowances, conversations, mailings, outcomes, receipts, recipients
from directory.store.engine import Store
from handlers.localizer import Localizer
from tests.news.samples import put_mailing, put_subscribers
from tests.property.crashing import MovingClock

LOCALIZER = Localizer()
READERS = 3
CHINA = ZoneInfo("Asia/Shanghai")
KEPT = 3
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["news", "mass", "mass", "mass", "message", "touch"]),
        st.integers(1, READERS),
        st.integers(1, 24 * 60),  # minutes until then
    ),
    min_size=32,
    max_size=40,
)


class WatchedWeChat(WeChatAdapter):
    """Sends nothing, and counts what WeChat would count: the rules are those of `platforms`."""

    def __init__(self, clock: MovingClock) -> None:
        super().__init__(WeChatSettings(), LOCALIZER.text, clock=clock)
        self.now = clock
        self.opened: dict[str, list[tuple[datetime, datetime, int]]] = defaultdict(list)
        self.pushed: dict[str, list[datetime]] = defaultdict(list)
        self.massed: dict[str, list[datetime]] = defaultdict(list)
        self.guards: set[str] = set()
        self.broken: list[str] = []

    def open(self, account: str, seconds: float, count: int) -> None:
        now = self.now()
        self.opened[account].append((now, now + timedelta(seconds=seconds), count))

    async def deliver(self, address: Address, part: Part, part_id: int) -> Receipt:
        now, account = self.now(), address.account
        allowed = max(
            (
                count - sum(begins <= moment for moment in self.pushed[account])
                for begins, ends, count in self.opened[account]
                if begins <= now <= ends
            ),
            default=0,
        )
        if allowed <= 2:  # delivery would take an exception for an uncertain sending
            self.broken.append("the last ones are for answers" if allowed else "outside of every window")
        self.pushed[account].append(now)
        return Delivered()

    async def send_mass(self, part: Part, accounts: Sequence[str], guard: str) -> Receipt:
        assert len(accounts) >= 2 and guard not in self.guards
        self.guards.add(guard)
        month = self.now().astimezone(CHINA).strftime("%Y-%m")
        for account in accounts:
            self.massed[account].append(self.now())
            same = [one for one in self.massed[account] if one.astimezone(CHINA).strftime("%Y-%m") == month]
            assert len(same) <= 4, "more than four mass messages in a month"
        return Delivered()


@pytest.mark.parametrize("start", [datetime.fromisoformat("2026-11-18T00:00:00+00:00")])
@settings(
    max_examples=4,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(events=EVENTS)
def test_no_rule_is_ever_broken(
    sqlite_template: Path, tmp_path: Path, start: datetime, events: list[tuple[str, int, int]]
) -> None:
    path = tmp_path / "isabot.db"
    for leftover in tmp_path.glob("isabot.db*"):
        leftover.unlink()
    path.write_bytes(sqlite_template.read_bytes())
    store, clock = Store(f"sqlite:///{path}"), MovingClock()
    clock.now = start
    asyncio.run(live(store, clock, events))
    store.close()


async def live(store: Store, clock: MovingClock, events: list[tuple[str, int, int]]) -> None:
    wechat = WatchedWeChat(clock)
    adapters = {"wechat": wechat}
    delivery = Delivery(store, adapters, ["wechat"], clock)
    sending = NewsSending(store, adapters, ["wechat"], LOCALIZER, clock)
    with store.write() as session:
        put_subscribers(session, READERS, clock(), platform="wechat", locale="zh")
    ids = []
    for what, reader, minutes in events:
        clock.advance(minutes * 60)
        address = Address("wechat", f"wechat-{reader}")
        with store.write() as session:
            if what in ("news", "mass"):
                ids.append(put_mailing(session, clock(), by_mass=what == "mass"))
            else:
                window = MESSAGE if what == "message" else TOUCH
                wechat.open(address.account, 48 * 3600 if what == "message" else 60, window.count)
                allowances.open_window(session, address, (window,), clock())
                known = conversations.find_conversation(session, address)
                assert known is not None
                receipts.revive(session, known.id)
        while await asyncio.to_thread(sending.run):
            while await sending._masses.run_next():
                pass
            while await delivery.run_next():
                pass
            clock.advance(0.01)
        while await delivery.run_next():
            pass
    assert not wechat.broken
    with store.read() as session:
        waiting: dict[int | None, int] = defaultdict(int)
        for news_id in ids:
            mailing = mailings.find_mailing(session, news_id)
            assert mailing is not None and mailing.status is MailingStatus.FINISHED
            rows = recipients.list_recipients(session, news_id, 0, 100)
            assert len(rows) == READERS and not any(row.status in ("planned", "queued") for row in rows)
            for row in rows:
                waiting[row.conversation_id] += row.status is RecipientStatus.WAITING
                if row.status is RecipientStatus.REFUSED:
                    assert row.reason == outcomes.SUPERSEDED
        assert max(waiting.values(), default=0) <= KEPT
