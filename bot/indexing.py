"""The search index of this process: built beside the work, then kept in step with the directory."""

import logging
import os
import threading
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import numpy as np

from bot.clock import Clock, read_clock
from bot.keeping import Keeper
from bot.vectors import StoredVectors
from directory.domain.city import City
from directory.domain.company import Company
from directory.domain.freshness import SINK_AFTER
from directory.search.arrays import Rows
from directory.search.concepts import load_lexicon
from directory.search.entries import build_stamp
from directory.search.index import SearchIndex
from directory.search.question import Filters, Question
from directory.search.result import Result
from directory.search.segment import Segment
from directory.search.semantic import Encoder, SentenceEncoder
from directory.search.standing import build_standings
from directory.store import cities, companies, introductions, standings, words
from directory.store.engine import Store

BUILD_WITHIN_S = 20.0  # less than a lease: nobody else shall take the update meanwhile
# Writers stamp entries when they begin: one that took longer than this is seen at the next full check.
LOOK_BACK = timedelta(minutes=10)
FULL_CHECK_EVERY = timedelta(hours=1)
RATE_EVERY = timedelta(hours=1)
_PORTION = 10_000
_LOG = logging.getLogger(__name__)


class SearchNotReady(Exception):
    """The index could not be built in time; the turn is tried again later."""


class LateSearch:
    """The port `handlers.ports.Search` from the first moment on: whoever asks early waits for the index."""

    def __init__(self) -> None:
        self._index: SearchIndex | None = None
        self._built = threading.Event()

    @property
    def is_ready(self) -> bool:
        """Whether questions are answered at once."""
        return self._built.is_set()

    def open(self, index: SearchIndex) -> None:
        """Let everybody in."""
        self._index = index
        self._built.set()

    def understand(self, text: str, locale: str) -> Question:
        """See `handlers.ports.Search`. Raises SearchNotReady."""
        return self._wait().understand(text, locale)

    def search(self, question: Question, filters: Filters, limit: int) -> Result:
        """See `handlers.ports.Search`. Raises SearchNotReady."""
        return self._wait().search(question, filters, limit)

    def find_concepts(self, text: str) -> tuple[str, ...]:
        """See `handlers.ports.Search`. Raises SearchNotReady."""
        return self._wait().find_concepts(text)

    def translate(self, term: str, locale: str) -> tuple[str, bool]:
        """See `handlers.ports.Search`. Raises SearchNotReady."""
        return self._wait().translate(term, locale)

    def classify(self, term: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """See `handlers.ports.Search`. Raises SearchNotReady."""
        return self._wait().classify(term)

    def concept_name(self, concept_id: str, locale: str) -> str:
        """See `handlers.ports.Search`. Raises SearchNotReady."""
        return self._wait().concept_name(concept_id, locale)

    def _wait(self) -> SearchIndex:
        if not self._built.wait(BUILD_WITHIN_S) or self._index is None:
            raise SearchNotReady
        return self._index


class Indexing:
    """Opens or builds the index and follows the directory row by row, whoever writes to it.

    With a `folder` the index is kept there, for the next start and for other processes.
    """

    def __init__(
        self, store: Store, encoder: Encoder | None, clock: Clock, folder: Path | None = None
    ) -> None:
        self.search = LateSearch()
        self._store = store
        self._encoder = encoder or SentenceEncoder()
        self._clock = clock
        self._index: SearchIndex | None = None
        self._checked_at = self._rated_at = datetime.min.replace(tzinfo=UTC)
        self._words = (0, 0)
        save_aside = save_anew if encoder is None else None
        self._keeper = Keeper(store, folder, save_aside, clock) if folder else None
        self._places: tuple[City, ...] = ()

    def build(self) -> SearchIndex:
        """Open what was saved, take over what has changed since, and open the search. Raises StoreError."""
        started = self._clock()
        with self._store.read() as session:
            places = self._places = cities.list_cities(session)
        members = [city for city in places if city.is_member]
        index = SearchIndex(members, load_lexicon(), self._encoder, StoredVectors(self._store))
        self._words = (0, 0)
        self._take_over_words(index)
        kept = self._keeper.open(index) if self._keeper else None
        self._take_over_all(index, kept)
        self._rate(index)
        self._index = index
        self.search.open(index)
        took_s = (self._clock() - started).total_seconds()
        _LOG.info("index ready: %d entries, %.1f s", len(index), took_s)
        if self._keeper:
            self._keeper.keep(index)
        # The model is loaded now, not in front of the first user; and nobody who stops waits for it.
        threading.Thread(target=self._encoder.encode, args=([""],), daemon=True).start()
        return index

    def refresh(self) -> int:
        """Build, or take over what was written since; how many entries changed. Raises StoreError.

        Words that an agency added or removed are in force after this as well.
        """
        index = self._index
        if index is None:
            self.build()
            return 0
        with self._store.read() as session:
            places = cities.list_cities(session)
        if places != self._places:  # a city has come or gone: names of places are part of the index
            self.build()
            return 0
        self._take_over_words(index)
        if self._clock() - self._rated_at >= RATE_EVERY:
            self._rate(index)
        kept = self._keeper.newer(index) if self._keeper else None
        if kept is not None or self._clock() - self._checked_at > FULL_CHECK_EVERY:
            changed = self._take_over_all(index, kept)
        else:
            changed = self._take_over_latest(index)
        if self._keeper:
            self._keeper.keep(index)
        return changed

    def _take_over_all(self, index: SearchIndex, segment: Segment | None) -> int:
        """Compare every entry with a saved segment, or with what the index has; how many were not there."""
        checked_at = self._clock()
        known = segment.columns if segment else None
        ids, stamps = (known.company, known.stamp) if known else index.stamps()
        with self._store.read() as session:
            changed, gone = find_changes(companies.iterate_stamps(session), ids, stamps)
            entries = companies.list_companies(session, changed)
        if segment is not None:
            index.open(segment, entries, gone)
        else:
            index.change(entries, gone)
        self._checked_at = checked_at
        return len(entries) + len(gone)

    def _take_over_latest(self, index: SearchIndex) -> int:
        """Look at what has changed lately only; at everything where that does not explain the number."""
        since = self._clock() - LOOK_BACK
        with self._store.read() as session:
            latest = companies.iterate_stamps(session, since)
            changed = [one for one, at in latest if index.find_stamp(one) != build_stamp(at)]
            entries = companies.list_companies(session, changed)
            count = companies.count_all(session)
        if entries:
            index.change(entries)
        return len(entries) if len(index) == count else len(entries) + self._take_over_all(index, None)

    def _take_over_words(self, index: SearchIndex) -> None:
        with self._store.read() as session:
            stamp = words.find_stamp(session)
            if stamp == self._words:
                return
            added = words.list_words(session)
        changed = index.learn(added, self._read)
        self._words = stamp
        _LOG.info("lexicon: %d words of agencies in force, %d entries concerned", len(added), len(changed))

    def _read(self, ids: Sequence[int]) -> tuple[Company, ...]:
        with self._store.read() as session:
            return companies.list_companies(session, ids)

    def _rate(self, index: SearchIndex) -> None:
        """Judge who is fresh, confirmed, answering or silent; changes by the day, not by the minute."""
        rated_at = self._clock()
        with self._store.read() as session:
            answers = introductions.count_answers(session)
            silent = standings.list_silent_ids(session, rated_at - SINK_AFTER)
        index.rate(build_standings(rated_at, answers, silent))
        self._rated_at = rated_at


def save_anew(url: str, folder: Path) -> None:
    """Open the index, bring it up to date and save it: the work of a process of its own."""
    os.nice(10)
    store = Store(url)
    Indexing(store, SentenceEncoder(), read_clock, folder).build()
    store.close()


def find_changes(
    latest: Iterable[tuple[int, datetime]], ids: Rows, stamps: Rows
) -> tuple[list[int], list[int]]:
    """Which entries are new or not as they were, and which are gone. `ids` ascend."""
    changed: list[int] = []
    seen = np.zeros(len(ids), bool)
    rows = iter(latest)
    while portion := list(islice(rows, _PORTION)):
        now = np.array([one for one, _ in portion], np.int64)
        at = np.minimum(np.searchsorted(ids, now), max(len(ids) - 1, 0))
        if len(ids):
            known = ids[at] == now
            seen[at[known]] = True
            known &= stamps[at] == np.array([build_stamp(changed_at) for _, changed_at in portion])
            now = now[~known]
        changed += now.tolist()
    return changed, ids[~seen].tolist()
