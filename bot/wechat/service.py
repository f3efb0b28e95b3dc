"""WeChat in a running process: the webhook, and the memory that an account gives answers only."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from datetime import datetime

from aiohttp import web

from bot.clock import read_clock
from bot.config_wechat import WeChatSettings
from bot.intake import Intake
from bot.turns import Turns
from bot.wechat.answering import Answers
from bot.wechat.client import WeChatAdapter
from bot.wechat.envelope import Envelope
from bot.wechat.webhook import Webhook
from directory.store import mass_results, settings
from directory.store.engine import Store
from directory.store.errors import StoreError
from directory.store.mass_results import MassResult

KEY = "wechat-answers-only-until"
_LOG = logging.getLogger(__name__)


class WeChatService:
    """Receives for the core."""

    def __init__(
        self,
        adapter: WeChatAdapter,
        given: WeChatSettings,
        *,
        store: Store,
        intake: Intake,
        turns: Turns,
        written: Callable[[], None],
    ) -> None:
        self._adapter = adapter
        self._store = store
        self._answers = Answers(store, intake, turns, read_clock, written, adapter.show_typing)
        self.webhook = Webhook(adapter, Envelope(given), self._answers, note_result=self._note_result)
        adapter.note_answers_only = self._note
        if given.mode == "plain":
            _LOG.warning("wechat: mode is plain: what WeChat posts is neither encrypted nor signed")

    def add_routes(self, site: web.Application) -> None:
        """Add what WeChat calls."""
        self.webhook.add_routes(site)

    def list_metrics(self) -> Iterator[str]:
        """How many pushes came, by what became of them."""
        yield "# TYPE isabot_wechat_pushes counter"
        for sort in ("taken", "repeated", "ignored", "bad", "forged", "failed"):
            yield f'isabot_wechat_pushes{{result="{sort}"}} {self.webhook.counts[sort]}'

    def start(self) -> None:
        """Remember whether the account gives answers only."""
        try:
            with self._store.read() as session:
                until = settings.find_value(session, KEY)
        except StoreError as error:
            _LOG.warning("wechat: %s", error)
            return
        if until:
            self._adapter.answers_only_until = datetime.fromisoformat(until)

    async def stop(self) -> None:
        """Take nothing more."""
        await self._answers.stop()

    def _note_result(self, result: MassResult) -> None:
        with self._store.write() as session:
            mass_results.note(session, result, read_clock())

    def _note(self, until: datetime) -> None:
        """Called in the event loop; a restart shall not have to learn it again."""
        asyncio.get_running_loop().run_in_executor(None, self._keep, until)

    def _keep(self, until: datetime) -> None:
        try:
            with self._store.write() as session:
                settings.put_value(session, KEY, until.isoformat())
        except StoreError as error:
            _LOG.warning("wechat: %s", error)
