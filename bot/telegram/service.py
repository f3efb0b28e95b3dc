"""Telegram in a running process: learn the bot's name, set the menu, then poll or be posted to."""

import asyncio
import logging
import os
import secrets
from collections.abc import Iterator

from aiohttp import web
from telegram.error import TelegramError

from bot.clock import read_clock
from bot.config import TelegramSettings
from bot.faults import locate
from bot.intake import Intake
from bot.lease import Lease
from bot.telegram.api import BotApi, Flood, NoSuchMethod
from bot.telegram.client import TelegramAdapter, Translate
from bot.telegram.commands_menu import keep_menu
from bot.telegram.inline import InlineAnswers
from bot.telegram.polling import ALLOWED, LEASE_S, Polling
from bot.telegram.receipts import is_token_refused
from bot.telegram.receiving import Receiver
from bot.telegram.webhook import PATH, Webhook
from bot.turns import Turns
from directory.store.engine import Store
from directory.store.errors import StoreError
from handlers.ports import Search

LONGEST_PAUSE_S = 30.0
_LOG = logging.getLogger(__name__)


class TelegramService:
    """Receives for the core. `site` is the public address of our web server, if there is one."""

    def __init__(
        self,
        adapter: TelegramAdapter,
        given: TelegramSettings,
        site: str,
        *,
        store: Store,
        intake: Intake,
        turns: Turns,
        search: Search,
        translate: Translate,
    ) -> None:
        if adapter.api is None:
            raise ValueError("without a token there is no service")
        self._adapter = adapter
        self._api: BotApi = adapter.api
        self._settings = given
        self._site = site
        self._store = store
        self._translate = translate
        inline = InlineAnswers(adapter, store, turns, search, translate, read_clock)
        self.receiver = Receiver(adapter, intake, inline)
        holder = f"{os.uname().nodename}-{os.getpid()}-{secrets.token_hex(4)}"
        self._lease = Lease(store, read_clock, "telegram-polling", holder, LEASE_S)
        self._task: asyncio.Task[None] | None = None

    def add_routes(self, site: web.Application) -> None:
        """Add what Telegram calls, where it does."""
        if self._settings.way == "webhook":
            Webhook(self.receiver, self._settings.webhook_secret.get_secret_value()).add_routes(site)

    def list_metrics(self) -> Iterator[str]:
        """How many updates came, by what became of them."""
        yield "# TYPE isabot_telegram_updates counter"
        for sort in ("taken", "repeated", "ignored", "bad", "forged", "inline"):
            yield f'isabot_telegram_updates{{result="{sort}"}} {self.receiver.counts[sort]}'

    def start(self) -> None:
        """Begin, in the background: the web chat does not wait for Telegram."""
        self._task = asyncio.create_task(self._run(), name="telegram")

    async def stop(self) -> None:
        """Take nothing more. The adapter stays usable for what is still being sent."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self.receiver.stop()
        if self._settings.way == "polling":
            try:
                await asyncio.to_thread(self._lease.release)
            except StoreError as error:
                _LOG.warning("telegram: %s", error)

    async def _run(self) -> None:
        await self._learn_name()
        polling = Polling(self._api, self.receiver, self._lease, self._adapter.note_token)
        receive = self._set_webhook if self._settings.way == "webhook" else polling.run
        await asyncio.gather(
            receive(), keep_menu(self._api, self._store, self._adapter.username, self._translate)
        )

    async def _learn_name(self) -> None:
        """Ask who we are, until we are told."""
        pause_s = 1.0
        while True:
            try:
                me = await self._api.call("getMe", {})
                self._introduce(str(me.get("username") or ""))
            except NoSuchMethod:
                self._introduce("")
                return
            except TelegramError as error:
                if is_token_refused(error):
                    self._adapter.note_token(True)
                elif pause_s == 8.0:
                    _LOG.warning("telegram: does not answer: %s", type(error).__name__)
                pause_s = _find_pause(error, pause_s)
            except AttributeError as error:
                _LOG.error("telegram: getMe was answered with something else: %s", locate(error))
            else:
                self._adapter.note_token(False)
                return
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)

    def _introduce(self, username: str) -> None:
        if not username:
            _LOG.warning("telegram: the server has no name for the bot: there are no links and no groups")
        self._adapter.introduce(username)

    async def _set_webhook(self) -> None:
        url = find_webhook_url(self._settings, self._site)
        if not url:
            _LOG.warning(
                "telegram: neither telegram.webhook_url nor web.site is set; set the webhook yourself"
            )
            return
        params = {
            "url": url,
            "secret_token": self._settings.webhook_secret.get_secret_value(),
            "allowed_updates": list(ALLOWED),
        }
        pause_s = 1.0
        while True:
            try:
                await self._api.call("setWebhook", params)
            except TelegramError as error:
                _LOG.warning("telegram: setWebhook failed: %s", type(error).__name__)
                pause_s = _find_pause(error, pause_s)
            else:
                return
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)


def find_webhook_url(given: TelegramSettings, site: str) -> str:
    """Where Telegram is to post: as configured, else at our public address; "" where neither is known."""
    return given.webhook_url or (f"{site.rstrip('/')}{PATH}" if site else "")


def _find_pause(error: TelegramError, pause_s: float) -> float:
    """Seconds until the next try: as long as Telegram asks for, else `pause_s`."""
    return error.seconds if isinstance(error, Flood) else pause_s
