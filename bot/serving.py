"""Running until told to stop: the web server around an app, a clean end on Ctrl-C or SIGTERM."""

import asyncio
import errno
import logging
import signal
from collections.abc import Callable, Iterator

from aiohttp import ClientConnectionResetError, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.adapter import Adapter
from bot.app import App, build_web
from bot.clock import read_clock
from bot.config import Config
from bot.telegram.client import TelegramAdapter
from bot.telegram.service import TelegramService
from bot.terminal.client import TerminalAdapter
from bot.web.client import WebAdapter
from bot.wechat.api import build_api
from bot.wechat.client import WeChatAdapter
from bot.wechat.service import WeChatService
from handlers.localizer import Localizer

STOP_WITHIN_S = 2.0


class PortTaken(Exception):
    """Somebody else listens on the address; the message says so."""


def configure_logging(level: str) -> None:
    """Log to standard error. Access logs stay off: they hold addresses of people."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    logging.getLogger("aiohttp.server").addFilter(is_our_fault)
    logging.getLogger("alembic").setLevel(logging.WARNING)


def is_our_fault(record: logging.LogRecord) -> bool:
    """Whether a record of the web server is for the log: not that a stranger sent no HTTP, or hung up."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, HttpProcessingError | web.RequestPayloadError | ClientConnectionResetError)


def build_adapters(*adapters: Adapter) -> dict[str, Adapter]:
    """Every platform that messages can be written for, by name."""
    return {adapter.name: adapter for adapter in adapters}


def build_telegram(config: Config) -> TelegramAdapter:
    """The adapter of Telegram; without a token it can write for others to send."""
    given = config.telegram
    token = given.token.get_secret_value() if given.way != "off" else ""
    return TelegramAdapter(token, given.api_url, Localizer().text)


async def serve(
    config: Config,
    terminal: TerminalAdapter,
    *,
    demo: bool = False,
    prepare: Callable[[App], None] = lambda app: None,
    announce: Callable[[str], None] = lambda url: None,
) -> None:
    """Serve the web chat, Telegram and WeChat until SIGINT or SIGTERM. Raises PortTaken, StoreError."""
    web_adapter, telegram = WebAdapter(), build_telegram(config)
    wechat = WeChatAdapter(config.wechat, Localizer().text, site=config.web.site)
    with_telegram = telegram.api is not None and not demo
    with_wechat = config.wechat.is_on and not demo
    served = [web_adapter.name]
    served += [telegram.name] if with_telegram else []
    served += [wechat.name] if with_wechat else []
    app = App(config, build_adapters(terminal, web_adapter, telegram, wechat), served)
    services: list[TelegramService | WeChatService] = []
    if with_telegram:
        services.append(_build_telegram_service(app, telegram))
    if with_wechat:
        services.append(_build_wechat_service(app, wechat))

    def list_metrics() -> Iterator[str]:
        for service in services:
            yield from service.list_metrics()

    site = build_web(app, web_adapter, demo=demo, list_metrics=list_metrics)
    for service in services:
        service.add_routes(site)
    runner = web.AppRunner(site, shutdown_timeout=STOP_WITHIN_S)
    await runner.setup()
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    try:
        await _listen(runner, config)
        await asyncio.to_thread(prepare, app)
        await app.start()
        for service in services:
            service.start()
        announce(f"http://{config.web.host}:{config.web.port}")
        await stopped.wait()
    finally:
        await runner.cleanup()
        for service in services:
            await service.stop()
        await app.stop()
        await telegram.close()
        await wechat.close()


def _build_telegram_service(app: App, telegram: TelegramAdapter) -> TelegramService:
    return TelegramService(
        telegram,
        app.config.telegram,
        app.config.web.site,
        store=app.store,
        intake=app.intake,
        turns=app.turns,
        search=app.indexing.search,
        translate=app.localizer.text,
    )


def _build_wechat_service(app: App, wechat: WeChatAdapter) -> WeChatService:
    if app.config.wechat.can_call:
        wechat.api = build_api(app.config.wechat, app.store, read_clock)
    return WeChatService(
        wechat,
        app.config.wechat,
        store=app.store,
        intake=app.intake,
        turns=app.turns,
        written=app.written.ring,
    )


async def _listen(runner: web.AppRunner, config: Config) -> None:
    settings = config.web
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(
                f"Port {settings.port} on {settings.host} is taken. Stop the other program, or choose "
                f"another port: ISABOT__WEB__PORT={settings.port + 1}"
            ) from error
        raise PortTaken(f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}") from error
