"""A process that sends mailings to a fake platform over HTTP, forked from a nursery that has loaded it all.

The nursery reads commands from standard input: "start" forks a sender and prints its process id. So a
sender that is killed costs no start of an interpreter.
"""

import asyncio
import os
import sys

import aiohttp

from bot.adapter import Capabilities, Delivered, Part, Receipt, RetryLater, Uncertain
from bot.clock import read_clock
from bot.delivery import Delivery
from bot.news_sending import NewsSending
from directory.domain.person import Address
from directory.store.engine import Store
from handlers.localizer import Localizer
from handlers.messages import Reply

PLATFORM = "fake"
WORKERS = 8


class HttpAdapter:
    """Posts every part to the fake platform, and believes its answer only."""

    name = PLATFORM
    capabilities = Capabilities(text_bytes=64_000, buttons=True, cards=True)

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self._url, self._session = url, session

    def render(self, reply: Reply, locale: str, first_number: int = 1, origin: str = "") -> list[Part]:
        return [{"title": card.title} for card in reply.cards]

    def render_echo(self, text: str) -> list[Part]:
        return []

    async def deliver(self, address: Address, part: Part, part_id: int) -> Receipt:
        try:
            async with self._session.post(self._url, data=address.account) as answer:
                return Delivered() if answer.status == 200 else RetryLater(0.01, counts=False)
        except aiohttp.ClientConnectionError:
            return Uncertain("no answer")

    def settled(self, address: Address) -> None:
        pass


async def send(database_url: str, platform_url: str) -> None:
    """Send what is due, for ever."""
    store = Store(database_url)
    async with aiohttp.ClientSession() as session:
        adapters = {PLATFORM: HttpAdapter(platform_url, session)}
        delivery = Delivery(store, adapters, [PLATFORM], read_clock, lease_s=1.5)
        sending = NewsSending(store, adapters, [PLATFORM], LOCALIZER, read_clock)

        async def deliver() -> None:
            while True:
                if not await delivery.run_next():
                    await asyncio.sleep(0.01)

        workers = [asyncio.create_task(deliver()) for _ in range(WORKERS)]
        while True:
            await sending.step()
            for worker in workers:
                if worker.done():
                    worker.result()


LOCALIZER = Localizer()


def main() -> None:
    database_url, platform_url = sys.argv[1:]
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            os.close(0)
            asyncio.run(send(database_url, platform_url))
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main()
