"""Running until told to stop: the web server around an app, a clean end on Ctrl-C or SIGTERM."""

import asyncio
import errno
import logging
import signal
from collections.abc import Callable

from aiohttp import web

from bot.adapter import Adapter
from bot.app import App, build_web
from bot.config import Config
from bot.telegram.client import TelegramAdapter
from bot.telegram.service import TelegramService
from bot.terminal.client import TerminalAdapter
from bot.web.client import WebAdapter
from handlers.localizer import Localizer

STOP_WITHIN_S = 2.0


class PortTaken(Exception):
    """Somebody else listens on the address; the message says so."""


def configure_logging(level: str) -> None:
    """Log to standard error. Access logs stay off: they hold addresses of people."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)


def build_adapters(
    terminal: TerminalAdapter, web_adapter: WebAdapter, telegram: TelegramAdapter
) -> dict[str, Adapter]:
    """Every platform that messages can be written for, by name."""
    adapters: tuple[Adapter, ...] = (terminal, web_adapter, telegram)
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
    """Serve the web chat and Telegram until SIGINT or SIGTERM. Raises PortTaken, StoreError."""
    web_adapter, telegram = WebAdapter(), build_telegram(config)
    with_telegram = telegram.api is not None and not demo
    served = [web_adapter.name, *([telegram.name] if with_telegram else [])]
    app = App(config, build_adapters(terminal, web_adapter, telegram), served)
    service = _build_service(app, telegram) if with_telegram else None
    site = build_web(app, web_adapter, demo=demo, list_metrics=service.list_metrics if service else tuple)
    if service:
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
        if service:
            service.start()
        announce(f"http://{config.web.host}:{config.web.port}")
        await stopped.wait()
    finally:
        await runner.cleanup()
        if service:
            await service.stop()
        await app.stop()
        await telegram.close()


def _build_service(app: App, telegram: TelegramAdapter) -> TelegramService:
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
