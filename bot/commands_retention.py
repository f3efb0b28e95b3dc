"""`isabot retention`: takes what is kept no longer now, or only shows what would go."""

import argparse

from bot.config import Config
from bot.writing import open_app


def run_retention(config: Config, options: argparse.Namespace) -> int:
    """Run once, whatever the hour; `isabot serve` delivers what is said. Raises StoreError."""
    app = open_app(config)
    try:
        counts = app.retention.count() if options.dry_run else app.retention.run()
    finally:
        app.store.close()
    for name, count in counts.items():
        print(f"{count:7}  {name}")
    return 0
