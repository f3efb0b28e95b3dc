"""`isabot serve` and `isabot demo`."""

import asyncio
import sys
from pathlib import Path

from bot import demo
from bot.config import Config
from bot.serving import PortTaken, configure_logging, serve
from bot.terminal.client import TerminalAdapter


def run_serve(config: Config) -> int:
    """Serve until told to stop."""
    configure_logging(config.log.level)
    return _run(config)


def run_demo(config: Config, folder: Path, *, fresh: bool) -> int:
    """Serve the demo's phones from a database of their own."""
    configure_logging("WARNING")
    url = demo.prepare_folder(folder, fresh=fresh)
    settings = config.model_copy(update={"database": config.database.model_copy(update={"url": url})})
    return _run(settings, in_demo=True)


def _run(config: Config, *, in_demo: bool = False) -> int:
    def announce(url: str) -> None:
        print(f"{'The demo' if in_demo else 'The web chat'} is at {url}/  -  Ctrl-C ends it.", flush=True)

    try:
        asyncio.run(
            serve(
                config,
                TerminalAdapter(sys.stdout),
                demo=in_demo,
                prepare=demo.fill if in_demo else lambda app: None,
                announce=announce,
            )
        )
    except PortTaken as error:
        print(f"isabot: {error}", file=sys.stderr)
        return 2
    return 0
