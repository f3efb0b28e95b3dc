"""The search index on the disk: saved when enough has changed, shared by all processes, never needed."""

import logging
import multiprocessing
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.clock import Clock
from directory.search.index import SearchIndex
from directory.search.segment import Segment
from directory.search.snapshot import SnapshotFolder
from directory.store import settings
from directory.store.engine import Store

# An index up to this size is saved beside the work, a larger one by a process of its own.
SAVED_AT_ONCE = 20_000
# A snapshot is made anew when so many entries, or this share of them, are not in it as they are now.
STALE, STALE_SHARE = 500, 0.05
# After so long every change is a reason: what people delete does not stay on the disk.
KEPT_AT_MOST = timedelta(days=1)
_DIRECTORY_ID = "directory-id"
_LOG = logging.getLogger(__name__)


class Keeper:
    """Saves the index and opens what was saved. Failures are logged: without a snapshot all goes on.

    `save_aside(url, folder)` saves a large index in a process of its own; without it all are saved here.
    """

    def __init__(
        self, store: Store, folder: Path, save_aside: Callable[[str, Path], None] | None, clock: Clock
    ) -> None:
        self._store = store
        self._clock = clock
        self._folder = folder
        self._snapshots = SnapshotFolder(folder)
        self._save_aside = save_aside
        self._seen = (0, "")  # the newest number and our version, when it was looked for last
        self._kept = ""  # the version of what is saved
        self._directory_id = ""
        self._saver: BaseProcess | None = None
        self._tried_at = datetime.min.replace(tzinfo=UTC)

    def open(self, index: SearchIndex) -> Segment | None:
        """What was saved last for this directory by this version. Raises StoreError."""
        self._directory_id = self._read_directory_id()
        return self._load(self._version(index))

    def newer(self, index: SearchIndex) -> Segment | None:
        """What was saved since, by whomever."""
        version = self._version(index)
        return self._load(version) if (self._snapshots.newest(), version) != self._seen else None

    def keep(self, index: SearchIndex) -> None:
        """Save the index where what is saved lacks too much."""
        version = self._version(index)
        is_kept = self._kept == version and index.unmerged <= max(STALE, STALE_SHARE * len(index))
        if (is_kept and not (index.unmerged and self._is_old())) or not len(index):
            return
        self._tried_at = self._clock()
        if self._saver is not None and self._saver.is_alive():
            return
        if self._save_aside is not None and len(index) > SAVED_AT_ONCE:
            arguments = (self._store.url, self._folder)
            self._saver = multiprocessing.get_context("spawn").Process(
                target=self._save_aside, args=arguments, daemon=True
            )
            self._saver.start()
            return
        try:
            self._snapshots.save(index.merge(), version)
        except OSError as error:
            _LOG.warning("the search index could not be saved: %s", error)
        self._kept = version  # or not again before much has changed

    def _is_old(self) -> bool:
        """Whether the last try is long ago: what is gone from the directory goes from the disk, too."""
        saved_at = max(self._snapshots.saved_at() or self._tried_at, self._tried_at)
        return self._clock() - saved_at >= KEPT_AT_MOST

    def _version(self, index: SearchIndex) -> str:
        return f"{index.version} {self._directory_id}"

    def _load(self, version: str) -> Segment | None:
        self._seen = self._snapshots.newest(), version
        found = self._snapshots.load(version)
        self._kept = version if found else ""
        return found[1] if found else None

    def _read_directory_id(self) -> str:
        """Tells this directory from another that was in its place before."""
        with self._store.read() as session:
            known = settings.find_value(session, _DIRECTORY_ID)
        if known:
            return known
        with self._store.write() as session:
            known = settings.find_value(session, _DIRECTORY_ID) or str(uuid.uuid4())
            settings.put_value(session, _DIRECTORY_ID, known)
        return known
