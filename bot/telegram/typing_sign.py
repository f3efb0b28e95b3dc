"""The typing sign: shown where an answer takes longer than a moment, once per question."""

import asyncio

from telegram.error import TelegramError

from bot.telegram.account import read_chat
from bot.telegram.client import TelegramAdapter
from directory.domain.person import Address

AFTER_S = 0.8
AGAIN_S = 4.5
TIMES = 4


class TypingSign:
    """Waits for answers that are slow. An answer that another process sends is not seen here."""

    def __init__(self, adapter: TelegramAdapter) -> None:
        self._adapter = adapter
        self._waiting: dict[Address, asyncio.Task[None]] = {}
        adapter.on_settled(self._end)

    def expect(self, address: Address) -> None:
        """An answer is to come there."""
        self._end(address)
        task = asyncio.create_task(self._show(address))
        self._waiting[address] = task
        task.add_done_callback(lambda done: self._forget(address, done))

    def stop(self) -> None:
        """Wait for nothing any more."""
        for address in list(self._waiting):
            self._end(address)

    async def _show(self, address: Address) -> None:
        await asyncio.sleep(AFTER_S)
        chat_id, topic = read_chat(address.account)
        params = {"chat_id": chat_id, "action": "typing"} | ({"message_thread_id": topic} if topic else {})
        for _ in range(TIMES):
            if self._adapter.api is None:
                return
            try:
                await self._adapter.api.call("sendChatAction", params)
            except TelegramError:
                return  # whoever has blocked us or asked us to slow down sees no sign
            await asyncio.sleep(AGAIN_S)

    def _end(self, address: Address) -> None:
        task = self._waiting.pop(address, None)
        if task is not None:
            task.cancel()

    def _forget(self, address: Address, done: "asyncio.Task[None]") -> None:
        if self._waiting.get(address) is done:
            del self._waiting[address]
