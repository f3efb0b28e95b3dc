"""Keeps the search index in step with the directory, whoever writes to it."""

import logging
from datetime import datetime

from bot.clock import Clock
from directory.search.index import SearchIndex
from directory.store import companies
from directory.store.engine import Store

_LOG = logging.getLogger(__name__)


class Indexing:
    """Builds the index at the start and follows the directory row by row."""

    def __init__(self, store: Store, index: SearchIndex, clock: Clock) -> None:
        self._store = store
        self._index = index
        self._clock = clock
        self._seen: dict[int, datetime] = {}

    def build(self) -> int:
        """Read the whole directory; returns how many entries it has. Raises StoreError."""
        started = self._clock()
        with self._store.read() as session:
            self._seen = companies.list_stamps(session)
            entries = list(companies.iterate(session))
        self._index.rebuild(entries)
        _LOG.info("index ready: %d entries, %.1f s", len(entries), (self._clock() - started).total_seconds())
        return len(entries)

    def refresh(self) -> int:
        """Take over what was written since; returns how many entries changed. Raises StoreError."""
        with self._store.read() as session:
            current = companies.list_stamps(session)
            changed = [key for key, version in current.items() if self._seen.get(key) != version]
            entries = companies.list_companies(session, changed)
        for company_id in self._seen.keys() - current.keys():
            self._index.remove(company_id)
        for entry in entries:
            self._index.put(entry)
        gone = len(self._seen.keys() - current.keys())
        self._seen = current
        return len(entries) + gone
