"""What happens with an update from either side, polling or webhook: store it, then the small courtesies.

When `take` returns, the update is committed or leads to nothing; when it raises StoreError, it is not
taken and Telegram is to send it again.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Coroutine
from typing import Any

from telegram.error import TelegramError

from bot.faults import locate
from bot.intake import Intake
from bot.telegram.client import TelegramAdapter
from bot.telegram.inline import InlineAnswers
from bot.telegram.parse import Ignored, InlineQuery, Moved, parse_update
from bot.telegram.typing_sign import TypingSign
from handlers.messages import Update, UpdateKind

SILENT = (UpdateKind.LEFT, UpdateKind.RETURNED)
_LOG = logging.getLogger(__name__)


class Receiver:
    """Takes updates. `counts` says how many of which sort."""

    def __init__(self, adapter: TelegramAdapter, intake: Intake, inline: InlineAnswers) -> None:
        self.counts: Counter[str] = Counter()
        self._adapter = adapter
        self._intake = intake
        self._inline = inline
        self._typing = TypingSign(adapter)
        self._errands: set[asyncio.Task[None]] = set()

    @property
    def ready(self) -> bool:
        """Whether the bot knows who it is: before, it cannot tell who talks to it."""
        return self._adapter.introduced

    async def take(self, raw: object) -> None:
        """Take one update. Raises StoreError where it could not be stored."""
        meant = parse_update(raw, self._adapter.username)
        match meant:
            case Update():
                fresh = await asyncio.to_thread(self._intake.receive, meant)
                self.counts["taken" if fresh else "repeated"] += 1
                self._be_polite(meant, raw, fresh=fresh)
            case Moved(address, account):
                await asyncio.to_thread(self._intake.move, address, account)
                self.counts["taken"] += 1
            case InlineQuery():
                self.counts["inline"] += 1
                self._run(self._inline.answer(meant))
            case Ignored(reason, bad):
                self.counts["bad" if bad else "ignored"] += 1
                if bad:
                    _LOG.warning("telegram: an update that cannot be read was put aside: %s", reason)

    async def stop(self) -> None:
        """End what still runs."""
        self._typing.stop()
        for task in list(self._errands):
            task.cancel()
        await asyncio.gather(*self._errands, return_exceptions=True)

    def _be_polite(self, update: Update, raw: Any, *, fresh: bool) -> None:
        """Answer a tap at once; show that we type where the answer takes a while."""
        if update.kind is UpdateKind.CHOICE:
            self._run(self._answer_tap(str(raw["callback_query"].get("id", ""))))
        if fresh and update.kind not in SILENT:
            self._typing.expect(update.address)

    async def _answer_tap(self, query_id: str) -> None:
        if self._adapter.api is not None:
            await self._adapter.api.call("answerCallbackQuery", {"callback_query_id": query_id})

    def _run(self, errand: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_try(errand))
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)


async def _try(errand: Coroutine[Any, Any, None]) -> None:
    """Best effort: nobody misses it for long."""
    try:
        await errand
    except TelegramError as error:
        _LOG.debug("telegram: a courtesy failed: %s", type(error).__name__)
    except Exception as error:
        _LOG.error("telegram: a courtesy failed: %s", locate(error))
