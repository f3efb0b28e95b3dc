"""How fast news goes out: throughput, database time per recipient, memory; platforms that answer at once.

    python -m benchmarks.news_send [--recipients 100000] [--paced 60] [--url postgresql://…]

First with pacing lifted, to the end, beside a loop that only writes down before and after each message
what it does; then at Telegram's real pace for so many seconds.
"""

import argparse
import asyncio
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, Table, Text
from sqlalchemy.orm import Session

from bot.adapter import Capabilities, Delivered, Part, Receipt
from bot.clock import read_clock
from bot.delivery import Delivery
from bot.news_sending import NewsSending
from bot.telegram.client import OVERALL
from directory.domain.mailing import MailingStatus, RecipientStatus
from directory.domain.person import Address
from directory.store import mailings, recipients
from directory.store.engine import Store
from directory.store.pacing import Pace
from handlers.localizer import Localizer
from handlers.messages import Reply
from tests.news.samples import put_mailing, put_subscribers

WORKERS = 8
PLAIN_RECIPIENTS = 2_000
SUBSCRIBED_AT_ONCE = 10_000


class FakePlatform:
    """Answers at once, and counts."""

    name = "fake"
    capabilities = Capabilities(text_bytes=64_000, buttons=True, cards=True)

    def __init__(self, paces: tuple[Pace, ...] = ()) -> None:
        self.arrived = 0
        self._paces = paces

    def render(self, reply: Reply, locale: str, first_number: int = 1, origin: str = "") -> list[Part]:
        """One part with all that is said."""
        return [{"title": card.title, "lines": list(card.lines)} for card in reply.cards]

    def render_echo(self, text: str) -> list[Part]:
        """Nothing."""
        return []

    def list_paces(self, address: Address | None) -> tuple[Pace, ...]:
        """Its own, and a second for each chat."""
        if address is None or not self._paces:
            return self._paces
        return (Pace(f"fake:chat:{address.account}", 1.0),)

    async def deliver(self, address: Address, part: Part, part_id: int) -> Receipt:
        """Count it."""
        self.arrived += 1
        return Delivered()

    def settled(self, address: Address) -> None:
        """Nobody waits."""
        pass


class TimedStore(Store):
    """Adds up the time spent in transactions."""

    spent_s = 0.0

    @contextmanager
    def write(self) -> Iterator[Session]:
        """As the store does, with the time it takes."""
        began = time.perf_counter()
        with super().write() as session:
            yield session
        self.spent_s += time.perf_counter() - began


async def send(store: TimedStore, platform: FakePlatform, news_id: int, seconds: float | None) -> float:
    """Send until the end, or for `seconds`; how long it took."""
    adapters = {"fake": platform}
    delivery = Delivery(store, adapters, ["fake"], read_clock)
    sending = NewsSending(store, adapters, ["fake"], Localizer(), read_clock)
    began, over = time.perf_counter(), asyncio.Event()

    async def deliver() -> None:
        while not over.is_set():
            if not await delivery.run_next():
                await asyncio.sleep(0.005)

    async def feed() -> None:
        while await sending.step():
            if seconds is not None and time.perf_counter() - began > seconds:
                break
        while seconds is None and not is_finished(store, news_id):
            await sending.step()
        over.set()

    async def watch() -> None:
        while not over.is_set():
            print(
                f"  {time.perf_counter() - began:7.1f} s  {platform.arrived:7} sent  {memory_mb():6.1f} MB",
                flush=True,
            )
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), 10)

    await asyncio.gather(feed(), watch(), *(deliver() for _ in range(WORKERS)))
    return time.perf_counter() - began


def is_finished(store: Store, news_id: int) -> bool:
    """Whether everybody has an outcome."""
    with store.read() as session:
        mailing = mailings.find_mailing(session, news_id)
    return mailing is not None and mailing.status is MailingStatus.FINISHED


def memory_mb() -> float:
    """Resident memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def prepare(store: Store, count: int) -> None:
    """Put subscribers into an empty database."""
    for first in range(0, count, SUBSCRIBED_AT_ONCE):
        with store.write() as session:
            put_subscribers(session, min(SUBSCRIBED_AT_ONCE, count - first), read_clock(), first=first + 1)


def measure(store: TimedStore, platform: FakePlatform, seconds: float | None = None) -> None:
    """Send one mailing and print what it took."""
    with store.write() as session:
        news_id = put_mailing(session, read_clock())
    store.spent_s, cpu_s = 0.0, time.process_time()
    took_s = asyncio.run(send(store, platform, news_id, seconds))
    cpu_s = time.process_time() - cpu_s
    with store.read() as session:
        counts = recipients.count_outcomes(session, news_id)
    sent = sum(count for (status, _, _), count in counts.items() if status is RecipientStatus.SENT)
    per_recipient_ms = store.spent_s / max(sent, 1) * 1000
    print(
        f"  {sent} sent in {took_s:.1f} s: {sent / took_s:.1f} a second; "
        f"each {per_recipient_ms:.1f} ms in transactions, {WORKERS} of them side by side, "
        f"and {cpu_s / max(sent, 1) * 1000:.1f} ms of CPU"
    )
    if seconds is None:
        assert sent == platform.arrived == sum(counts.values()), counts


def measure_plain(store: TimedStore, count: int) -> None:
    """The baseline: one after the other, with a committed line before and after each message."""
    platform, lines = (
        FakePlatform(),
        Table("plain_lines", MetaData(), Column("person", Integer, primary_key=True), Column("state", Text)),
    )
    with store.write() as session:
        lines.create(session.connection())
    store.spent_s, cpu_s, began = 0.0, time.process_time(), time.perf_counter()
    for number in range(count):
        with store.write() as session:
            session.execute(lines.insert().values(person=number, state="planned"))
        asyncio.run(platform.deliver(Address("fake", str(number)), {}, number))
        with store.write() as session:
            session.execute(lines.update().where(lines.c.person == number).values(state="sent"))
    took_s, cpu_s = time.perf_counter() - began, time.process_time() - cpu_s
    print(
        f"  {count} sent in {took_s:.1f} s: {count / took_s:.1f} a second; each "
        f"{store.spent_s / count * 1000:.1f} ms in transactions and {cpu_s / count * 1000:.1f} ms of CPU"
    )


def main() -> None:
    """Both measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipients", type=int, default=100_000)
    parser.add_argument("--paced", type=float, default=60.0, help="seconds at the real pace")
    parser.add_argument("--url", help="an empty database; default: a new SQLite file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = TimedStore(options.url or f"sqlite:///{folder}/isabot.db")
        store.upgrade()
        prepare(store, options.recipients)
        print(f"{options.recipients} recipients, pacing lifted:")
        measure(store, FakePlatform())
        print("A plain loop, for comparison:")
        measure_plain(store, min(PLAIN_RECIPIENTS, options.recipients))
        print(f"At the pace of Telegram, for {options.paced:.0f} s:")
        measure(store, FakePlatform((Pace("fake:all", OVERALL.interval_s, OVERALL.burst),)), options.paced)
        store.close()


if __name__ == "__main__":
    main()
