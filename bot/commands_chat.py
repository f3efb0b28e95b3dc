"""`isabot chat`: the terminal as a platform, in one process with its own turns and delivery."""

import asyncio
import sys
import threading
from pathlib import Path

from bot import demo
from bot.app import App
from bot.clock import read_clock
from bot.config import Config
from bot.serving import build_adapters, configure_logging
from bot.telegram.client import TelegramAdapter
from bot.terminal.client import TerminalAdapter
from bot.terminal.session import TerminalSession
from bot.web.client import WebAdapter
from bot.wechat.client import WeChatAdapter
from directory.domain.city import Country
from directory.domain.person import Address
from directory.store import conversations


def run_chat(config: Config, user: str, locale: str, *, demo_folder: Path | None) -> int:
    """Chat as `user` until the input ends.

    In the demo, users answer for the samples of their country; one acts for a city's agency.
    """
    configure_logging("WARNING")
    if demo_folder is not None:
        url = demo.prepare_folder(demo_folder, fresh=False)
        config = config.model_copy(update={"database": config.database.model_copy(update={"url": url})})
    adapter = TerminalAdapter(sys.stdout)
    app = App(
        config, build_adapters(adapter, WebAdapter(), TelegramAdapter(), WeChatAdapter()), [adapter.name]
    )
    try:
        if demo_folder is not None:
            demo.fill(app)
        searchable = threading.Event()

        def build() -> None:
            try:
                app.indexing.build()
            finally:
                searchable.set()

        threading.Thread(target=build, daemon=True).start()

        def wait() -> None:
            """Until the search can answer, with what was written since."""
            searchable.wait()
            app.indexing.refresh()

        def enter(address: Address, language: str) -> bool:
            """Seat a demo player; True where the user has never chatted before."""
            with app.store.write() as session:
                if demo_folder is not None and address.account == demo.OFFICER:
                    demo.seat_officer(session, address, language, read_clock())
                elif demo_folder is not None and language in ("de", "zh"):
                    plays = Country.CN if language == "zh" else Country.DE
                    demo.seat(session, address, language, plays, read_clock())
                known = conversations.find_conversation(session, address)
            return known is None or known.state is None

        session = TerminalSession(app.intake, app.turns, app.delivery, enter, wait, sys.stdin, sys.stdout)
        asyncio.run(session.run(user, locale))
    finally:
        app.store.close()
    return 0
