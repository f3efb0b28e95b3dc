"""`isabot import --report`: the import, and its report into the chats of those who hold an office."""

import argparse

from bot.clock import read_clock
from bot.commands_directory import load
from bot.config import Config
from bot.import_report import tell_officers
from bot.writing import open_app


def run_reported_import(config: Config, options: argparse.Namespace) -> int:
    """Import a file; `isabot serve` delivers its report. Raises StoreError."""
    app = open_app(config)
    try:
        return load(
            app.store,
            options,
            lambda report, chosen: tell_officers(app.store, app.turns, report, chosen, read_clock),
        )
    finally:
        app.store.close()
