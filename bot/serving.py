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
from bot.terminal.client import TerminalAdapter
from bot.web.client import WebAdapter

STOP_WITHIN_S = 5.0


class PortTaken(Exception):
    """Somebody else listens on the address; the message says so."""


def configure_logging(level: str) -> None:
    """Log to standard error. Access logs stay off: they hold addresses of people."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)


def build_adapters(terminal: TerminalAdapter, web_adapter: WebAdapter) -> dict[str, Adapter]:
    """Every platform that messages can be written for, by name."""
    return {adapter.name: adapter for adapter in (terminal, web_adapter)}


async def serve(
    config: Config,
    terminal: TerminalAdapter,
    *,
    demo: bool = False,
    prepare: Callable[[App], None] = lambda app: None,
    announce: Callable[[str], None] = lambda url: None,
) -> None:
    """Serve the web chat until SIGINT or SIGTERM. Raises PortTaken, StoreError."""
    web_adapter = WebAdapter()
    app = App(config, build_adapters(terminal, web_adapter), [web_adapter.name])
    runner = web.AppRunner(build_web(app, web_adapter, demo=demo), shutdown_timeout=STOP_WITHIN_S)
    await runner.setup()
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    try:
        await _listen(runner, config)
        await asyncio.to_thread(prepare, app)
        await app.start()
        announce(f"http://{config.web.host}:{config.web.port}")
        await stopped.wait()
    finally:
        await runner.cleanup()
        await app.stop()


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
