"""`isabot import --report`: the import, and its report into the chats of those who hold an office."""

import argparse
import sys

from bot.app import App
from bot.clock import read_clock
from bot.commands_directory import load
from bot.config import Config
from bot.import_report import tell_officers
from bot.serving import build_adapters, build_telegram
from bot.terminal.client import TerminalAdapter
from bot.web.client import WebAdapter
from bot.wechat.client import WeChatAdapter
from handlers.localizer import Localizer


def run_reported_import(config: Config, options: argparse.Namespace) -> int:
    """Import a file; `isabot serve` delivers its report. Raises StoreError."""
    wechat = WeChatAdapter(config.wechat, Localizer().text, site=config.web.site)
    adapters = build_adapters(TerminalAdapter(sys.stdout), WebAdapter(), build_telegram(config), wechat)
    app = App(config, adapters, ())
    try:
        return load(
            app.store,
            options,
            lambda report, chosen: tell_officers(app.store, app.turns, report, chosen, read_clock),
        )
    finally:
        app.store.close()
