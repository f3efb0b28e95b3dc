"""News on Telegram over HTTP while people talk: how fast it goes out, and whether anything is refused.

    python -m benchmarks.news_http [--recipients 600] [--strict]

Our own Bot API server counts as Telegram does and answers 429 to who is too fast. `--strict` takes away the
allowance that it makes for a busy machine: then 31 in any second are too many.
"""

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import update

from bot.clock import read_clock
from bot.delivery import Delivery
from bot.news_sending import NewsSending
from bot.telegram.client import TelegramAdapter
from bot.wake import Bell, wait_for
from directory.domain.mailing import MailingStatus
from directory.domain.person import Address
from directory.store import conversations, mailings, outbox
from directory.store.engine import Store
from directory.store.models import ConversationRow
from handlers.localizer import Localizer
from tests.news.samples import put_mailing, put_subscribers
from tests.telegram.fake_limits import Limits
from tests.telegram.fake_server import FakeBotApi

WORKERS = 8
TALKERS_PER_S = 2


async def send(store: Store, telegram: FakeBotApi, accounts: list[str], news_id: int) -> list[float]:
    """Send to the end while people talk; how long each of them waited, in seconds."""
    bell, over = Bell(), asyncio.Event()
    adapters = {"telegram": TelegramAdapter(telegram.token, telegram.url)}
    delivery = Delivery(store, adapters, ["telegram"], read_clock, wake_in=bell.ring_in)
    sending = NewsSending(store, adapters, ["telegram"], Localizer(), read_clock, written=bell.ring)
    waited: list[float] = []

    async def deliver(number: int) -> None:
        heard = bell.hear()
        while not over.is_set():
            while await delivery.run_next(news=number > 0):
                pass
            await wait_for(heard, 1.0)

    def say(account: str, text: str) -> None:
        with store.write() as session:
            chat = conversations.load_or_create(session, Address("telegram", account), "de", read_clock())
            part = {"method": "sendMessage", "text": text}
            outbox.append(session, chat.id, [part], now=read_clock())

    async def talk() -> None:
        number = 0
        while not over.is_set():
            text = f"answer {number}"
            said_at = time.monotonic()
            await asyncio.to_thread(say, accounts[-1 - number % len(accounts)], text)
            bell.ring()
            await asyncio.sleep(1 / TALKERS_PER_S)
            found = [call.at for call in telegram.calls("sendMessage") if call.arguments.get("text") == text]
            waited.extend(at - said_at for at in found)
            number += 1

    async def feed() -> None:
        while not is_finished(store, news_id):
            await sending.step()
        over.set()

    await asyncio.gather(feed(), talk(), *(deliver(number) for number in range(WORKERS)))
    await adapters["telegram"].close()
    return waited


def is_finished(store: Store, news_id: int) -> bool:
    """Whether everybody has an outcome."""
    with store.read() as session:
        mailing = mailings.find_mailing(session, news_id)
    return mailing is not None and mailing.status is MailingStatus.FINISHED


def prepare(store: Store, telegram: FakeBotApi, count: int) -> tuple[list[str], int]:
    """Subscribers whom the server knows, and a mailing that is due: their accounts, its id."""
    people = [telegram.user(f"U{number}") for number in range(count)]
    for person in people:
        person.write("/start")
    accounts = [str(person.id) for person in people]
    with store.write() as session:
        put_subscribers(session, count, read_clock(), platform="telegram")
        for number, account in enumerate(accounts, 1):
            known = update(ConversationRow).where(ConversationRow.account == f"telegram-{number}")
            session.execute(known.values(account=account))
        return accounts, put_mailing(session, read_clock())


def main() -> None:
    """One mailing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipients", type=int, default=600)
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    limits = Limits(chat_burst=1, overall_slack=0) if options.strict else Limits()
    with tempfile.TemporaryDirectory() as folder, FakeBotApi(limits=limits) as telegram:
        store = Store(f"sqlite:///{Path(folder) / 'isabot.db'}")
        store.upgrade()
        accounts, news_id = prepare(store, telegram, options.recipients)
        waited = asyncio.run(send(store, telegram, accounts, news_id))
        store.close()
        calls = [call for call in telegram.calls("sendMessage") if call.status == 200]
        took_s = calls[-1].at - calls[0].at
        moments = [call.at for call in calls]
        busiest = max(sum(start <= one < start + 1 for one in moments) for start in moments)
        print(f"{len(calls)} messages in {took_s:.1f} s: {len(calls) / took_s:.1f} a second", end="")
        print(f", {busiest} in the busiest; {Counter(call.status for call in telegram.calls())[429]} refused")
        print(f"answers: {len(waited)}, the slowest after {max(waited):.2f} s")


if __name__ == "__main__":
    main()
