"""`isabot doctor`: checks the installation and says what is wrong, one line each."""

import socket
from collections.abc import Callable
from importlib import metadata

from bot.checking import ToDo, Unknown, Wrong
from bot.clock import read_clock
from bot.config import Config
from bot.indexing import Indexing
from bot.opening import open_store, search_folder
from bot.telegram import doctor as telegram
from bot.wechat import doctor as wechat
from directory.search.concepts import load_lexicon
from directory.store import companies, inbox, instance, letters
from directory.store.engine import Store


def run_doctor(config: Config) -> int:
    """Run every check; 0 where all is well, 1 where something is wrong. Raises StoreError."""
    store = open_store(config)
    checks: list[tuple[str, Callable[[], str]]] = [
        ("program", lambda: f"isabot {metadata.version('isabot')}"),
        ("database", lambda: f"revision {store.find_revision()}"),
        ("directory", lambda: _describe_directory(store)),
        ("lexicon", lambda: f"{len(load_lexicon().concepts)} concepts"),
        ("search", lambda: _check_search(config, store)),
        ("port", lambda: _check_port(config.web.host, config.web.port)),
        ("messages", lambda: _describe_messages(store)),
        ("privacy", lambda: _check_privacy(config)),
        ("news", lambda: _check_news(config, store)),
        *telegram.list_checks(config.telegram, config.web.site),
        *wechat.list_checks(config.wechat, config.web.site),
    ]
    wrong, said = 0, set[str]()
    try:
        for name, check in checks:
            try:
                print(f"ok     {name}: {check()}")
            except ToDo as error:
                print(f"to do  {name}: {error}")
            except Unknown as error:
                print(f"?      {name}: {error}")
            except Exception as error:
                wrong += 1
                again = str(error) in said
                said.add(str(error))
                print(f"WRONG  {name}: {'the same' if again else error}")
    finally:
        store.close()
    return 1 if wrong else 0


def _describe_directory(store: Store) -> str:
    with store.read() as session:
        count = companies.count_all(session)
    return f"{count} entries" if count else "no entries yet: isabot import FILE.csv"


def _check_search(config: Config, store: Store) -> str:
    index = Indexing(store, None, read_clock, search_folder(config, store)).build()
    return f"{len(index)} entries can be found"


def _check_port(host: str, port: int) -> str:
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex((host, port)) == 0:
            return f"somebody listens on {host}:{port} (isabot itself, if it is running)"
    return f"{host}:{port} is free"


def _check_privacy(config: Config) -> str:
    given = config.privacy
    if not (given.recipient and given.recipient_contact):
        raise ToDo(
            "privacy.recipient and privacy.recipient_contact: the consents name who answers for the data, "
            "and the law wants an address; see docs/privacy.md"
        )
    return f"servers in {given.servers}, {given.recipient} answers for the data"


def _check_news(config: Config, store: Store) -> str:
    identity, owner = instance.find_identity(store, config.news.instance), instance.find_owner(store)
    if owner not in (None, identity):
        raise Wrong(
            f"news is sent by another installation ({owner}), not by this one ({identity}). "
            "If this database was moved here for good: isabot instance adopt"
        )
    return "sent by this installation" if owner else "none sent yet; the first installation to send goes on"


def _describe_messages(store: Store) -> str:
    with store.read() as session:
        dead = inbox.count_by_status(session).get("dead", 0) + letters.count_by_status(session).get("dead", 0)
    if dead:
        raise RuntimeError(f"{dead} could not be handled or delivered; see: isabot dead")
    return "nothing is stuck"
