"""Polling: ask for updates, store them, and only then ask for the next.

Asking with a higher offset tells Telegram that everything before was taken, so the offset moves past
an update only when it is committed. It need not be stored: after a restart Telegram repeats what was
not confirmed, and the inbox knows repeats.
"""

import asyncio
import logging
import time
from collections.abc import Callable

from telegram.error import Conflict, NetworkError, TelegramError

from bot.faults import locate
from bot.lease import Lease
from bot.telegram.api import BotApi, Flood
from bot.telegram.parse import read_number
from bot.telegram.receipts import is_token_refused
from bot.telegram.receiving import Receiver
from directory.store.errors import StoreError

ALLOWED = ("message", "callback_query", "inline_query", "my_chat_member")
POLL_S = 25
POLL_ANSWER_WITHIN_S = POLL_S + 10.0
BATCH = 100
LEASE_S = 12.0
RENEW_S = 3.0
TRY_AGAIN_S = 2.0
AT_ONCE_S = 1.0
AFTER_NOTHING_S = 0.3
LONGEST_PAUSE_S = 30.0
AFTER_TOKEN_REFUSED_S = 30.0
_LOG = logging.getLogger(__name__)


class Polling:
    """Polls while it holds the lease; otherwise waits for it."""

    def __init__(
        self, api: BotApi, receiver: Receiver, lease: Lease, note_token: Callable[[bool], None]
    ) -> None:
        self._api = api
        self._receiver = receiver
        self._lease = lease
        self._note_token = note_token
        self._offset = 0
        self._failures = 0

    async def run(self) -> None:
        """Poll for ever; cancel to end."""
        waiting = False
        while True:
            try:
                if await asyncio.to_thread(self._lease.take):
                    waiting = False
                    await self._poll_while_held()
                elif not waiting:
                    waiting = True
                    _LOG.info("telegram: another process polls; this one is ready to take over")
            except StoreError as error:
                _LOG.error("telegram: %s", error)
            await asyncio.sleep(TRY_AGAIN_S)

    async def _poll_while_held(self) -> None:
        tasks = {asyncio.create_task(self._keep_lease()), asyncio.create_task(self._poll())}
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            for outcome in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(outcome, Exception):
                    _LOG.error("telegram: polling was interrupted: %s", locate(outcome))
        await asyncio.to_thread(self._lease.release)

    async def _keep_lease(self) -> None:
        """Return when the lease is lost."""
        while True:
            await asyncio.sleep(RENEW_S)
            if not await asyncio.to_thread(self._lease.take):
                return

    async def _poll(self) -> None:
        await self._end_webhook()
        while True:
            try:
                await self._poll_once()
                self._failures = 0
            except Flood as flood:
                await asyncio.sleep(flood.seconds)
            except TelegramError as error:
                if isinstance(error, NetworkError):
                    self._offset = 0  # a server of one's own may have begun to count anew; repeats are known
                await asyncio.sleep(self._note_failure(error))
            except StoreError as error:
                _LOG.error("telegram: updates could not be stored and will come again: %s", error)
                await asyncio.sleep(TRY_AGAIN_S)

    async def _poll_once(self) -> None:
        params = {"timeout": POLL_S, "limit": BATCH, "allowed_updates": list(ALLOWED)}
        if self._offset:
            params["offset"] = self._offset
        began, before = time.monotonic(), self._offset
        updates = await self._api.call("getUpdates", params, read_timeout_s=POLL_ANSWER_WITHIN_S)
        self._note_token(False)
        for raw in updates if isinstance(updates, list) else ():
            await self._receiver.take(raw)
            number = read_number(raw)
            if number is not None:
                self._offset = number + 1
        if self._offset == before and time.monotonic() - began < AT_ONCE_S:
            await asyncio.sleep(AFTER_NOTHING_S)  # a server that does not let us wait shall not keep us busy

    async def _end_webhook(self) -> None:
        """A webhook set earlier would keep us from polling. What waits there is kept."""
        try:
            await self._api.call("deleteWebhook", {"drop_pending_updates": False})
        except TelegramError as error:
            _LOG.warning("telegram: deleteWebhook failed: %s", type(error).__name__)

    def _note_failure(self, error: TelegramError) -> float:
        """Seconds to wait before the next poll; the log hears of a failure that lasts, once."""
        self._failures += 1
        if is_token_refused(error):
            self._note_token(True)
            return AFTER_TOKEN_REFUSED_S
        if self._failures == 3:
            why = "another bot process or a webhook" if isinstance(error, Conflict) else type(error).__name__
            _LOG.warning("telegram: no updates can be fetched (%s); it is tried again and again", why)
        return float(min(2 ** (self._failures - 1) / 2, LONGEST_PAUSE_S))
