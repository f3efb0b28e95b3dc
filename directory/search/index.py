"""The search engine: understands a question, keeps the directory searchable, explains what it found."""

import threading
from collections.abc import Iterable, Mapping

from directory.domain.city import City
from directory.domain.company import Company
from directory.domain.words import AddedWord
from directory.search import ranking, understanding
from directory.search.added_words import lay_over
from directory.search.bridge import Bridge
from directory.search.catalogue import Catalogue
from directory.search.concepts import Lexicon
from directory.search.entries import build_entry
from directory.search.finding import Finder
from directory.search.normalize import clean, language, number
from directory.search.places import PlaceFinder
from directory.search.question import Filters, Question
from directory.search.result import Result
from directory.search.semantic import Encoder, VectorCache, Vectors
from directory.search.smalltalk import is_small_talk
from directory.search.standing import Standing
from directory.search.wishes import find_wish, without_introduction


class SearchIndex:
    """The engine. Thread-safe. Derived data only: everything can be rebuilt from the companies."""

    def __init__(
        self, cities: Iterable[City], lexicon: Lexicon, encoder: Encoder, cache: VectorCache
    ) -> None:
        self._places = PlaceFinder(cities, lexicon.phrases())
        self._lexicon = self._base = lexicon
        self._bridge = Bridge(lexicon, Vectors(encoder, cache))
        self._catalogue = Catalogue()
        self._standings: Mapping[int, Standing] = {}
        self._reading = threading.RLock()
        self._writing = threading.RLock()

    def rebuild(self, companies: Iterable[Company]) -> None:
        """Replace everything by these companies: built aside, then swapped in."""
        with self._writing:
            fresh = Catalogue()
            entries = [build_entry(company, self._lexicon, self._places) for company in companies]
            texts = dict.fromkeys(term.text for entry in entries for term in entry.terms)
            senses = self._bridge.of_terms(list(texts))
            for entry in entries:
                fresh.add(entry, senses)
            fresh.pack()
            with self._reading:
                self._catalogue = fresh

    def learn(self, words: Iterable[AddedWord], companies: Iterable[Company]) -> None:
        """Read the directory again with these words added to the lexicon; meanings stay as they are."""
        with self._writing:
            lexicon = lay_over(self._base, words)
            with self._reading:
                self._lexicon = lexicon
            self.rebuild(companies)

    def put(self, company: Company) -> None:
        """Add a company or replace it; the next search sees it."""
        entry = build_entry(company, self._lexicon, self._places)
        with self._writing:
            senses = self._bridge.of_terms(self._catalogue.missing_terms(entry))
            with self._reading:
                self._catalogue.add(entry, senses)

    def rate(self, standings: Mapping[int, Standing]) -> None:
        """Replace the standing of all entries, by id."""
        self._standings = standings

    def remove(self, company_id: int) -> None:
        """Take a company out; the next search does not see it."""
        with self._writing, self._reading:
            self._catalogue.remove(company_id)

    def __len__(self) -> int:
        return len(self._catalogue.row_of)

    def understand(self, text: str, locale: str) -> Question:
        """Take a sentence apart into words and filters. Never fails."""
        plain = " ".join(clean(text).split())
        tongue = language(plain, locale)
        if is_small_talk(plain):
            return Question(plain, "", tongue)
        with self._reading:
            if self._catalogue.is_name(plain):
                return Question(plain, plain, tongue)
        places = self._places.find(number(without_introduction(plain)))
        cooperation, rest = understanding.find_cooperation(places.rest)
        wish, rest = find_wish(rest)
        words = understanding.content_words(rest)
        filters = Filters(places.country, places.city_id, cooperation=cooperation, wish=wish)
        return Question(plain, words, tongue, filters)

    def search(self, question: Question, filters: Filters, limit: int) -> Result:
        """Entries that fit `filters` and the question's words, best first. Never fails.

        Only `filters` narrow the search; what the sentence itself named stands in `question.filters`.
        """
        words = understanding.content_words(question.words)
        lexicon = self._lexicon
        meant = lexicon.chinese(words)
        concepts = lexicon.match(meant) if words else ()
        sense = self._bridge.of_query(meant) if words else None
        with self._reading:
            finder = Finder(self._catalogue, lexicon, self._standings)
            hits = finder.find(words, concepts, sense, filters, limit=limit)
        return Result(question, hits, tuple(match.concept for match in concepts))

    def concept_name(self, concept_id: str, locale: str) -> str:
        """Preferred name of a lexicon concept; "" where it is unknown."""
        return self._lexicon.concept_name(concept_id, locale)

    def translate(self, term: str, locale: str) -> tuple[str, bool]:
        """The name of the concept in a trade term, and whether it is all that the term says."""
        for match in self._lexicon.match(term):
            share = len("".join(match.piece.split())) / max(1, len("".join(clean(term).split())))
            if match.weight >= ranking.SURE_WEIGHT and share >= ranking.TRANSLATED_SHARE:
                return self._lexicon.concept_name(match.concept, locale), share >= 1
        return "", False

    def find_concepts(self, text: str) -> tuple[str, ...]:
        """Lexicon ids recognised in a text, the most specific first."""
        return tuple(match.concept for match in self._lexicon.match(text))
