"""An app for a command that writes to people: nothing of it runs, `isabot serve` delivers what it writes."""

import sys

from bot.app import App
from bot.config import Config
from bot.serving import build_adapters, build_telegram
from bot.terminal.client import TerminalAdapter
from bot.web.client import WebAdapter
from bot.wechat.client import WeChatAdapter
from handlers.localizer import Localizer


def open_app(config: Config) -> App:
    """The app with all platforms to write for; close its store. Raises StoreError."""
    wechat = WeChatAdapter(config.wechat, Localizer().text, site=config.web.site)
    return App(
        config, build_adapters(TerminalAdapter(sys.stdout), WebAdapter(), build_telegram(config), wechat), ()
    )
