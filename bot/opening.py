"""Opens the store for a command or the running process; says where the search index is kept."""

from pathlib import Path

from bot.config import Config
from directory.store import permits
from directory.store.cities import seed
from directory.store.engine import Store


def open_store(config: Config) -> Store:
    """The store with its schema up to date and the member cities in it. Raises StoreError."""
    store = Store(config.database.url)
    store.upgrade()
    with store.write() as session:
        seed(session)
        permits.put_servers(session, config.privacy.servers)
    return store


def search_folder(config: Config, store: Store) -> Path:
    """Where the search index is kept."""
    if config.search.folder:
        return Path(config.search.folder)
    return store.file.with_name(f"{store.file.name}-search") if store.file else Path("var/search")
