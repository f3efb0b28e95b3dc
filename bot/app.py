"""The only place that constructs and connects. `App` starts and stops everything in order."""

import asyncio
import logging
import os
import secrets
import sys
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial

from aiohttp import web

from bot.adapter import Adapter
from bot.admin.own_data import PATH as OWN_DATA
from bot.admin.own_data import build_own_data
from bot.admin.routes import build_pages
from bot.clock import Clock, read_clock
from bot.config import Config, find_pages_url
from bot.delivery import Delivery
from bot.health import add_health_routes
from bot.indexing import Indexing
from bot.intake import Intake
from bot.loops import Step, run_loop
from bot.news_sending import NewsSending
from bot.opening import open_store, search_folder
from bot.pictures import Pictures
from bot.retention import Retention, build_periods
from bot.timing import Timing
from bot.translating import Translating
from bot.translators import DeepL, LibreTranslate, Translator
from bot.turns import Turns
from bot.wake import Bell
from bot.web.calendar import add_calendar_route
from bot.web.client import WebAdapter
from bot.web.log import DatabaseLog
from bot.web.picture import add_picture_route
from bot.web.routes import add_routes
from directory.domain.fair_use import FairUse
from directory.domain.news import NewsItem
from directory.search.semantic import Encoder
from directory.store import allowances, instance, news, pacing, wake
from directory.store.errors import StoreError
from handlers.context import Limits
from handlers.localizer import Localizer

INDEX_REFRESH_S = 3.0
SWITCH_S = 0.001  # how long a thread that searches may keep the event loop waiting
SPARE_THREADS = 8
SENDINGS_END_WITHIN_S = 5.0
PACES_FORGOTTEN_S = 600.0
RETENTION_LOOKS_S = 900.0
_LOG = logging.getLogger(__name__)


class App:
    """One process: the store, the search, the dialogue, and the platforms it serves.

    `adapters` are all platforms that messages can be written for; updates are taken and parts
    delivered for those `served` here.
    """

    def __init__(
        self,
        config: Config,
        adapters: Mapping[str, Adapter],
        served: Collection[str],
        *,
        encoder: Encoder | None = None,
        clock: Clock = read_clock,
    ) -> None:
        self.config = config
        self.clock = clock
        self.adapters = adapters
        self.store = open_store(config)
        self.localizer = Localizer()
        self.indexing = Indexing(self.store, encoder, clock, search_folder(config, self.store))
        self.received, self.written = Bell(), Bell()
        self.intake = Intake(self.store, clock, self.received)
        limits = build_limits(config)
        lease_s = config.workers.lease_s
        self.turns = Turns(
            self.store,
            adapters,
            served,
            self.indexing.search,
            self.localizer,
            limits,
            clock,
            lease_s,
            self.written.ring,
            translates=bool(config.translation.service),
        )
        translator = build_translator(config)
        self.translating = (
            Translating(self.store, self.turns, translator, self.localizer, clock) if translator else None
        )
        self.delivery = Delivery(self.store, adapters, served, clock, lease_s, self.written.ring_in)
        self.timing = Timing(self.store, self.turns, limits, clock)
        self.news = NewsSending(
            self.store,
            adapters,
            served,
            self.localizer,
            clock,
            self._may_send_news,
            self.timing.tell_author,
            self.written.ring,
        )
        holder = f"{os.uname().nodename}-{os.getpid()}-{secrets.token_hex(4)}"
        self.retention = Retention(self.store, self.turns, config.privacy, clock, holder)
        self._tasks: list[asyncio.Task[None]] = []
        self._stop_listening = threading.Event()

    async def start(self) -> None:
        """Start the loops; the first run of the index loop builds the index."""
        threads = ThreadPoolExecutor(
            self.config.workers.turns + self.config.workers.deliveries + SPARE_THREADS
        )
        asyncio.get_running_loop().set_default_executor(threads)
        sys.setswitchinterval(SWITCH_S)
        workers, poll_s = self.config.workers, self.config.workers.poll_s
        for number in range(workers.turns):
            self._run(f"turns {number}", self._take_turn, self.received, poll_s)
        for number in range(workers.deliveries):
            news = number > 0 or workers.deliveries == 1  # one always has its hands free for conversation
            self._run(f"delivery {number}", partial(self.delivery.run_next, news=news), self.written, poll_s)
        self._run("timers", self._once(self.timing.run), Bell(), workers.timer_s)
        if self.translating is not None:
            self._run("translations", self._translate, self.written, workers.poll_s)
        await asyncio.to_thread(self.news.pause_interrupted)
        self.delivery.sends_news = await asyncio.to_thread(self._may_send_news)
        self._run("news", self.news.step, Bell(), poll_s)
        self._run("paces", self._once(self._forget_paces), Bell(), PACES_FORGOTTEN_S)
        self._run("retention", self._once(self.retention.run_nightly), Bell(), RETENTION_LOOKS_S)
        self._run("index", self._once(self.indexing.refresh), Bell(), INDEX_REFRESH_S)
        self._tasks.append(asyncio.create_task(asyncio.to_thread(self._listen), name="listen"))

    async def stop(self) -> None:
        """Stop the loops, sendings under way first; what is left is left to its lease. Close the store."""
        self._stop_listening.set()
        await self.delivery.close(SENDINGS_END_WITHIN_S)
        for task in self._tasks:
            if task.get_name() != "listen":
                task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        self.store.close()

    def _run(self, name: str, step: Step, bell: Bell, poll_s: float) -> None:
        self._tasks.append(asyncio.create_task(run_loop(name, step, bell, poll_s), name=name))

    async def _take_turn(self) -> bool:
        return await asyncio.to_thread(self.turns.run_next)

    async def _translate(self) -> bool:
        if self.translating is None or not await asyncio.to_thread(self.translating.run_next):
            return False
        self.written.ring()
        return True

    def _once(self, work: Callable[[], int]) -> Step:
        async def step() -> bool:
            if await asyncio.to_thread(work):
                self.written.ring()
            return False

        return step

    def _forget_paces(self) -> int:
        with self.store.write() as session:
            pacing.forget_past(session, self.clock())
            allowances.forget_past(session, self.clock())
        return 0

    def is_in_news(self, picture: str) -> bool:
        """Whether a news item has the picture at this address."""
        try:
            with self.store.read() as session:
                return news.has_picture(session, picture)
        except StoreError:
            return False

    def find_public_item(self, news_id: int) -> NewsItem | None:
        """The news item with this id, if everybody may know of it."""
        try:
            with self.store.read() as session:
                return news.find_public(session, news_id, self.clock())
        except StoreError:
            return None

    def _may_send_news(self) -> bool:
        """A copy of a database may not: it would send all that is due there a second time."""
        identity = instance.find_identity(self.store, self.config.news.instance)
        may = instance.holds(self.store, identity)
        if may is not self.delivery.sends_news:
            _LOG.warning(
                "news: this installation sends %s; see isabot instance show", "it" if may else "none"
            )
        self.delivery.sends_news = may
        return may

    def _listen(self) -> None:
        bells = {"inbox": self.received, "outbox": self.written}
        wake.listen(self.store, list(bells), lambda channel: bells[channel].ring(), self._stop_listening)


def build_limits(config: Config) -> Limits:
    """The figures that dialogues obey."""
    return Limits(
        page_size=config.chat.page_size,
        field_characters=config.chat.field_characters,
        remind_after_working_days=config.introductions.remind_after_working_days,
        expire_after_working_days=config.introductions.expire_after_working_days,
        reopen_after_weeks=config.introductions.reopen_after_weeks,
        follow_up_after_days=config.introductions.follow_up_after_days,
        review_remind_after_working_days=config.registration.remind_after_working_days,
        review_escalate_after_working_days=config.registration.escalate_after_working_days,
        servers=config.privacy.servers,
        recipient=config.privacy.recipient,
        recipient_contact=config.privacy.recipient_contact,
        kept=build_periods(config.privacy),
        fair_use=FairUse(**config.fair_use.model_dump()),
        site=config.web.site.rstrip("/"),
        pages_url=find_pages_url(config),
    )


def build_translator(config: Config) -> Translator | None:
    """The machine that translates relayed text; None where that is off."""
    settings = config.translation
    key = settings.key.get_secret_value()
    match settings.service:
        case "deepl":
            return DeepL(key, settings.url, settings.timeout_s)
        case "libretranslate":
            return LibreTranslate(key, settings.url, settings.timeout_s)
    return None


def build_web(
    app: App,
    adapter: WebAdapter,
    *,
    demo: bool = False,
    list_metrics: Callable[[], Iterable[str]] = tuple,
) -> web.Application:
    """The web server's application: chat, static files, health."""
    site = web.Application(client_max_size=64 * 1024)
    settings = app.config.web
    add_routes(
        site,
        adapter,
        DatabaseLog(app.store, app.intake),
        demo=demo,
        translate=app.localizer.text,
        site=settings.site,
        imprint_url=settings.imprint_url,
        privacy_url=settings.privacy_url,
    )
    add_picture_route(site, Pictures(), app.is_in_news)
    proxies = settings.trusted_proxies
    if settings.site:
        own_data = build_own_data(app.store, app.turns, app.localizer, app.clock, proxies=proxies)
        site.add_subapp(OWN_DATA, own_data)
    add_calendar_route(site, app.find_public_item)
    if app.config.pages.on:
        pages = build_pages(
            app.store,
            app.turns,
            app.localizer,
            app.clock,
            site=settings.site,
            written=app.written.ring,
            proxies=proxies,
        )
        site.router.add_get("/admin", _to_pages)
        site.add_subapp("/admin", pages)
    add_health_routes(site, app.store, lambda: app.indexing.search.is_ready, list_metrics)
    return site


async def _to_pages(request: web.Request) -> web.Response:
    raise web.HTTPFound("/admin/")
