"""`isabot retention`: takes what is kept no longer now, or only shows what would go."""

import argparse
import sys

from bot.app import App
from bot.config import Config
from bot.serving import build_adapters, build_telegram
from bot.terminal.client import TerminalAdapter
from bot.web.client import WebAdapter
from bot.wechat.client import WeChatAdapter
from handlers.localizer import Localizer


def run_retention(config: Config, options: argparse.Namespace) -> int:
    """Run once, whatever the hour; `isabot serve` delivers what is said. Raises StoreError."""
    wechat = WeChatAdapter(config.wechat, Localizer().text, site=config.web.site)
    adapters = build_adapters(TerminalAdapter(sys.stdout), WebAdapter(), build_telegram(config), wechat)
    app = App(config, adapters, ())
    try:
        counts = app.retention.count() if options.dry_run else app.retention.run()
    finally:
        app.store.close()
    for name, count in counts.items():
        print(f"{count:7}  {name}")
    return 0
