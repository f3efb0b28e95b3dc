"""`isabot instance`: which installation sends news; moving to another one deliberately."""

import argparse
import sys

from bot.app import open_store
from bot.clock import read_clock
from bot.config import Config
from directory.domain.roles import Act, Role
from directory.store import audit, instance


def run_instance(config: Config, options: argparse.Namespace) -> int:
    """Run one of the commands. Raises StoreError."""
    store = open_store(config)
    try:
        identity, owner = instance.find_identity(store, config.news.instance), instance.find_owner(store)
        if options.action == "adopt":
            if owner == identity:
                print(f"This installation sends the news already: {identity}")
                return 0
            instance.adopt(store, identity)
            with store.write() as session:
                audit.write(session, Act.ADOPT, Role.OPERATOR, read_clock())
            print(f"From now on this installation sends the news: {identity}")
            if owner:
                print(f"The one before may not any more, even if it still runs: {owner}")
            return 0
    finally:
        store.close()
    print(f"This installation: {identity}")
    if owner in (None, identity):
        print(
            "It sends the news." if owner else "No installation has sent news yet; the first one will go on."
        )
        return 0
    print(
        f"News is sent by another one: {owner}\n"
        "If this database was moved here for good: isabot instance adopt",
        file=sys.stderr,
    )
    return 1
