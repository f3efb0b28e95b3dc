"""A mailing to Telegram and WeChat over HTTP, with all that goes wrong there: both count who got what."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import create_autospec

import pytest
from aiohttp import web
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.config_wechat import WeChatSettings
from bot.delivery import Delivery
from bot.intake import Intake
from bot.news_sending import NewsSending
from bot.telegram.client import TelegramAdapter
from bot.turns import Turns
from bot.wake import Bell
from bot.wechat.api import build_api
from bot.wechat.client import WeChatAdapter
from bot.wechat.parse import MESSAGE
from bot.wechat.service import WeChatService
from directory.domain.mailing import UNDECIDED, MailingStatus, RecipientStatus
from directory.domain.person import Address
from directory.store import allowances, conversations, mailings, outbox, recipients
from directory.store.engine import Store
from directory.store.mass_results import list_results
from directory.store.models import ConversationRow
from handlers.localizer import Localizer
from tests.news.samples import ITEM, put_mailing, put_subscribers
from tests.telegram.fake_people import FakeUser
from tests.telegram.fake_server import FakeBotApi
from tests.wechat.fake_people import FakeUser as Follower
from tests.wechat.fake_server import FakeWechat

S = RecipientStatus
LOCALIZER = Localizer()
ON_TELEGRAM, WORKERS = 30, 6
PATIENCE_S = 60.0
JUMP = timedelta(minutes=16)
ANSWER = "Antwort"


class Clock:
    """The real time, and what a test adds to it."""

    ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class News:
    """The senders of a process between a database and both platforms, and WeChat's address of ours."""

    def __init__(self, store: Store, telegram: FakeBotApi, wechat: FakeWechat) -> None:
        self.store, self.telegram, self.wechat, self.clock = store, telegram, wechat, Clock()
        account = wechat.account
        self.given = WeChatSettings.model_validate(
            {"app_id": account.app_id, "app_secret": account.secret, "token": account.token}
            | {"aes_key": account.aes_key, "api_url": wechat.url}
        )
        self.ours = WeChatAdapter(
            self.given, LOCALIZER.text, build_api(self.given, store, self.clock), self.clock
        )
        self.adapters: dict[str, TelegramAdapter | WeChatAdapter] = {
            "telegram": TelegramAdapter(telegram.token, telegram.url),
            "wechat": self.ours,
        }
        self.served = list(self.adapters)

    async def send(self, news_id: int) -> None:
        """Until the mailing is finished and nothing is under way."""
        delivery = Delivery(self.store, self.adapters, self.served, self.clock)
        sending = NewsSending(self.store, self.adapters, self.served, LOCALIZER, self.clock)
        over, over_to_clock, jumps = asyncio.Event(), asyncio.Event(), 0

        async def deliver() -> None:
            while not over.is_set():
                if over_to_clock.is_set() or not await delivery.run_next():
                    await asyncio.sleep(0.01)

        async def let_time_pass() -> None:
            """A quarter of an hour and more, while nothing is under way."""
            over_to_clock.set()
            while delivery._under_way:  # noqa: ASYNC110 - a number, no event
                await asyncio.sleep(0.002)
            self.clock.ahead += JUMP
            over_to_clock.clear()

        workers = [asyncio.create_task(deliver()) for _ in range(WORKERS)]
        deadline = time.monotonic() + PATIENCE_S
        while not self.is_finished(news_id):
            assert time.monotonic() < deadline, self.tell(news_id)
            await sending.step()
            calls = self.wechat.calls()
            reasons = sum(call.errcode == 45009 or call.path.endswith("mass/send") for call in calls)
            if reasons > jumps and self.is_done_on_telegram(news_id):
                await let_time_pass()
                jumps += 1
        over.set()
        await asyncio.gather(*workers)

    def is_finished(self, news_id: int) -> bool:
        with self.store.read() as session:
            mailing = mailings.find_mailing(session, news_id)
        return mailing is not None and mailing.status is MailingStatus.FINISHED

    def is_done_on_telegram(self, news_id: int) -> bool:
        """Its limits count by its own clock."""
        with self.store.read() as session:
            counts = recipients.count_outcomes(session, news_id)
        return not any(platform == "telegram" and status in UNDECIDED for status, platform, _ in counts)

    def tell(self, news_id: int) -> dict[str, tuple[RecipientStatus, str]]:
        """What the ledger says, by account."""
        with self.store.read() as session:
            accounts = {row.id: row.account for row in session.execute(select(ConversationRow.__table__))}
            rows = recipients.list_recipients(session, news_id, 0, 1000)
            return {accounts[row.conversation_id]: (row.status, row.reason) for row in rows}


@pytest.fixture
def news(sqlite_template: Path, tmp_path: Path) -> Iterator[News]:
    (tmp_path / "isabot.db").write_bytes(sqlite_template.read_bytes())
    store = Store(f"sqlite:///{tmp_path}/isabot.db")
    with FakeBotApi() as telegram, FakeWechat() as wechat:
        yield News(store, telegram, wechat)
    store.close()


def rename(session: Session, platform: str, accounts: list[str]) -> None:
    """Give those subscribed the accounts that the platform knows."""
    for number, account in enumerate(accounts, 1):
        known = update(ConversationRow).where(ConversationRow.account == f"{platform}-{number}")
        session.execute(known.values(account=account))


def follow(news: News, name: str, *, writes: bool = False, masses: int = 0) -> Follower:
    """Somebody who follows, has perhaps just written, and got so many mass messages in this month."""
    user = news.wechat.user(name)
    now = news.wechat.world.now()
    user.person.follows = user.person.ever_followed = True
    user.person.mass_received_at = [now] * masses
    if writes:
        user.person.window.open_by_message(now)
    return user


@asynccontextmanager
async def serve_wechat(news: News) -> AsyncIterator[None]:
    """Our address for WeChat's pushes, known to the platform."""
    intake = Intake(news.store, news.clock, Bell())
    turns = create_autospec(Turns, instance=True)
    service = WeChatService(
        news.ours, news.given, store=news.store, intake=intake, turns=turns, written=lambda: None
    )
    site = web.Application()
    service.add_routes(site)
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    await asyncio.to_thread(news.wechat.connect, f"http://{host}:{port}/wechat")
    yield
    await service.stop()
    await runner.cleanup()
    for adapter in news.adapters.values():
        await adapter.close()


async def talk(news: News, people: list[FakeUser]) -> None:
    """Answers to people who write while the mailing goes out."""
    for number, person in enumerate(people):
        with news.store.write() as session:
            address = Address("telegram", str(person.id))
            chat = conversations.load_or_create(session, address, "de", news.clock())
            parts = [{"method": "sendMessage", "text": f"{ANSWER} {number}"}]
            outbox.append(session, chat.id, parts, now=news.clock())
        await asyncio.sleep(0.05)
    for number, person in enumerate(people):
        await asyncio.to_thread(person.wait_for, f"{ANSWER} {number}")


def check_platforms(news: News, news_id: int, people: list[FakeUser], users: list[Follower]) -> None:
    """Nobody has it twice; who has an outcome has what it says; nothing came too fast or outside a window."""
    ledger = news.tell(news_id)
    seen = {str(one.id): sum(ITEM.titles["de"] in text for text in one.texts) for one in people}
    seen |= {one.openid: sum(ITEM.titles["zh"] in text for text in one.texts) for one in users}
    assert ledger.keys() == seen.keys(), "everybody has a row"
    for account, (status, reason) in ledger.items():
        allowed = {S.SENT: {1}, S.UNCERTAIN: {0, 1}}.get(status, {0})
        assert seen[account] in (allowed | {0} if "reached" in reason else allowed), (account, status)
    assert news.telegram.violations == []
    assert [call.struck for call in news.telegram.calls() if call.status == 429] == ["flood"]
    assert news.wechat.violations == []


async def test_everybody_is_accounted_for_at_the_platforms(news: News) -> None:
    people = [news.telegram.user(f"T{number}") for number in range(ON_TELEGRAM)]
    for person in people:
        person.write("/start")
    blocked, flooded, broken, lost, reset, gone = people[:6]
    blocked.block()
    news.telegram.fail("flood", "sendMessage", flooded.id, seconds=1)
    news.telegram.fail("error", "sendMessage", broken.id, status=500)
    news.telegram.fail("lose", "sendMessage", lost.id)
    news.telegram.fail("reset", "sendMessage", reset.id)
    writers = [follow(news, f"W{number}", writes=True) for number in range(4)]
    readers = [follow(news, f"R{number}", masses=4 if number == 0 else 0) for number in range(4)]
    over, held, silent, _ = writers
    news.wechat.fail("error", "custom/send", over.openid, errcode=45015)
    news.wechat.fail("error", "custom/send", held.openid, errcode=45009)
    news.wechat.fail("lose", "custom/send", silent.openid)
    news.wechat.fail("lose", "mass/send")
    with news.store.write() as session:
        now = news.clock()
        ids = put_subscribers(session, len(people), now, platform="telegram")
        rename(session, "telegram", [str(person.id) for person in people])
        put_subscribers(session, len(writers) + len(readers), now, platform="wechat", locale="zh")
        rename(session, "wechat", [user.openid for user in (*writers, *readers)])
        for user in writers:
            allowances.open_window(session, Address("wechat", user.openid), (MESSAGE,), now)
        news_id = put_mailing(session, now, by_mass=True)
    told = asyncio.create_task(news.send(news_id))
    async with serve_wechat(news):
        with news.store.write() as session:
            recipients.unsubscribe(session, ids[5], ITEM.topic.value, news.clock())
        await talk(news, people[6:16])
        await told
        await asyncio.to_thread(news.wechat.wait_pushed)
    check_platforms(news, news_id, people, [*writers, *readers])
    ledger = news.tell(news_id)
    assert ledger[str(blocked.id)][0] is S.REFUSED
    assert ledger[str(gone.id)][0] in (S.UNSUBSCRIBED, S.SENT)
    assert {ledger[str(one.id)][0] for one in (flooded, broken)} == {S.SENT}
    assert {ledger[str(one.id)][0] for one in (lost, reset)} == {S.UNCERTAIN}
    assert [ledger[one.openid][0] for one in writers] == [S.WAITING, S.SENT, S.UNCERTAIN, S.SENT]
    assert {ledger[one.openid] for one in readers} == {(S.SENT, "mass send: 3 of 4 reached")}
    assert [one.texts for one in readers[:1]] == [[]], "has had four in this month"
    with news.store.read() as session:
        assert [(one.total, one.sent) for one in list_results(session, news_id)] == [(4, 3)]
