"""The search index of this process: built beside the work, then kept in step with the directory."""

import logging
import threading
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.vectors import StoredVectors
from directory.domain.company import Company
from directory.search.concepts import load_lexicon
from directory.search.index import SearchIndex
from directory.search.question import Filters, Question
from directory.search.result import Result
from directory.search.semantic import Encoder, SentenceEncoder
from directory.search.standing import judge_standing
from directory.store import cities, companies, introductions, words
from directory.store.engine import Store

RATE_EVERY = timedelta(hours=1)
BUILD_WITHIN_S = 20.0  # less than a lease: nobody else shall take the update meanwhile
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

    def concept_name(self, concept_id: str, locale: str) -> str:
        """See `handlers.ports.Search`. Raises SearchNotReady."""
        return self._wait().concept_name(concept_id, locale)

    def _wait(self) -> SearchIndex:
        if not self._built.wait(BUILD_WITHIN_S) or self._index is None:
            raise SearchNotReady
        return self._index


class Indexing:
    """Builds the index and follows the directory row by row, whoever writes to it."""

    def __init__(self, store: Store, encoder: Encoder | None, clock: Clock) -> None:
        self.search = LateSearch()
        self._store = store
        self._encoder = encoder or SentenceEncoder()
        self._clock = clock
        self._index: SearchIndex | None = None
        self._seen: dict[int, datetime] = {}
        self._words = (0, 0)
        self._rated_at = clock()

    def build(self) -> SearchIndex:
        """Read the whole directory and open the search. Raises StoreError."""
        started = self._clock()
        with self._store.read() as session:
            places = cities.list_cities(session)
            self._seen = companies.list_stamps(session)
            entries = list(companies.iterate(session))
            self._words, added = words.find_stamp(session), words.list_words(session)
        index = SearchIndex(places, load_lexicon(), self._encoder, StoredVectors(self._store))
        index.learn(added, entries)
        self._index = index
        self._rate(index, entries)
        self.search.open(index)
        took_s = (self._clock() - started).total_seconds()
        _LOG.info("index ready: %d entries, %.1f s", len(entries), took_s)
        self._encoder.encode([""])  # loads the model now, not in front of the first user
        return index

    def refresh(self) -> int:
        """Build, or take over what was written since; how many entries changed. Raises StoreError.

        Words that an agency added or removed are in force after this as well.
        """
        if self._index is None:
            self.build()
            return 0
        self._take_over_words(self._index)
        if self._clock() - self._rated_at >= RATE_EVERY:
            with self._store.read() as session:
                self._rate(self._index, list(companies.iterate(session)))
        with self._store.read() as session:
            current = companies.list_stamps(session)
            changed = [key for key, stamp in current.items() if self._seen.get(key) != stamp]
            entries = companies.list_companies(session, changed)
        gone = self._seen.keys() - current.keys()
        for company_id in gone:
            self._index.remove(company_id)
        for entry in entries:
            self._index.put(entry)
        self._seen = current
        return len(entries) + len(gone)

    def _take_over_words(self, index: SearchIndex) -> None:
        with self._store.read() as session:
            stamp = words.find_stamp(session)
            if stamp == self._words:
                return
            added, entries = words.list_words(session), list(companies.iterate(session))
        index.learn(added, entries)
        self._words = stamp
        _LOG.info("lexicon: %d words of agencies in force", len(added))

    def _rate(self, index: SearchIndex, entries: list[Company]) -> None:
        """Judge who is fresh, confirmed and answering; changes by the day, not by the minute."""
        self._rated_at = self._clock()
        with self._store.read() as session:
            answers = introductions.count_answers(session)
        index.rate({entry.id: judge_standing(entry, self._rated_at, answers) for entry in entries})
