"""The search engine: understands a question, keeps the directory searchable, explains what it found."""

import hashlib
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import islice
from zlib import crc32

import numpy as np

from directory.domain.city import City
from directory.domain.company import Company
from directory.domain.words import AddedWord
from directory.search import ranking, understanding
from directory.search.added_words import lay_over, list_affected
from directory.search.answers import Answers
from directory.search.arrays import Rows
from directory.search.bridge import Bridge
from directory.search.columns import Columns, build_columns
from directory.search.concepts import Lexicon
from directory.search.entries import build_entry
from directory.search.evidence import Asked, Related, are_known
from directory.search.finding import browse, find
from directory.search.generation import Generation, Part
from directory.search.joining import join_columns
from directory.search.lexical import asked_form
from directory.search.matching import Match
from directory.search.names import NameSearch
from directory.search.normalize import clean, has_han, language, number, tokens
from directory.search.places import PlaceFinder
from directory.search.question import Filters, Question
from directory.search.reasons import Explainer
from directory.search.result import Result
from directory.search.segment import Segment
from directory.search.semantic import Encoder, VectorCache, Vectors
from directory.search.senses import find_sense
from directory.search.sieve import Sieve
from directory.search.smalltalk import is_small_talk
from directory.search.standing import UNKNOWN, Standings
from directory.search.wishes import find_wish, without_introduction

REMEMBERED = 32
PORTION = 20_000


class SearchIndex:
    """The engine. Thread-safe: readers take the present generation, a writer puts the next in its place.

    Derived data only: everything can be rebuilt from the companies.
    """

    def __init__(
        self, cities: Iterable[City], lexicon: Lexicon, encoder: Encoder, cache: VectorCache
    ) -> None:
        cities = list(cities)
        self._places = PlaceFinder(cities, lexicon.phrases())
        names = sorted((one.id, one.name_de, one.name_zh, one.name_en) for one in cities)
        self._cities_mark = crc32(repr(names).encode())
        self._base = lexicon
        self._bridge = Bridge(lexicon, Vectors(encoder, cache))
        self._related = Related(lexicon)
        self._words: tuple[AddedWord, ...] = ()
        self._standings = UNKNOWN
        self._generation = Generation()
        self._answers = Answers(())
        self._writing = threading.RLock()
        # Two at once answer no sooner, and whoever else waits for the interpreter waits for both.
        self._asking = threading.Lock()

    def rebuild(self, companies: Iterable[Company]) -> None:
        """Replace everything by these companies: built aside, then swapped in."""
        rest = iter(companies)
        with self._writing:
            parts = []
            while portion := list(islice(rest, PORTION)):  # entries take far more room than columns
                parts.append(self._build(portion, self._lexicon))
            columns = join_columns([(one, np.arange(len(one))) for one in parts]) if parts else None
            self._generation = Generation().replace((), columns) if columns else Generation()

    def put(self, *companies: Company) -> None:
        """Add companies or replace them; the next search sees them."""
        self.change(companies)

    def remove(self, *company_ids: int) -> None:
        """Take companies out; the next search does not see them."""
        self.change((), company_ids)

    def change(self, companies: Iterable[Company], gone: Iterable[int] = ()) -> None:
        """Add or replace some companies and take others out, all at one moment."""
        with self._writing:
            changed = self._changed(self._generation, companies, gone, self._lexicon)
            self._generation = changed.settle()

    def open(self, segment: Segment, companies: Iterable[Company] = (), gone: Iterable[int] = ()) -> None:
        """Replace everything by a segment that was saved, with changes made since."""
        with self._writing:
            saved = Generation((Part(segment),)) if len(segment) else Generation()
            self._generation = self._changed(saved, companies, gone, self._lexicon)

    def learn(
        self, words: Iterable[AddedWord], read: Callable[[Sequence[int]], Iterable[Company]]
    ) -> Sequence[int]:
        """Lay these words over the lexicon, in place of those before; meanings stay as they are.

        `read` gives companies by id: those whose texts name other concepts now. They are put in again, and
        their ids returned. Where `read` raises, nothing is learnt.
        """
        words = tuple(words)
        with self._writing:
            lexicon = lay_over(self._base, words) if words else self._base
            ids = [
                one for part in self._generation.parts for one in list_affected(part, self._lexicon, lexicon)
            ]
            changed = self._changed(self._generation, read(ids), (), lexicon)
            self._related, self._generation, self._words = Related(lexicon), changed.settle(), words
        return ids

    def rate(self, standings: Standings) -> None:
        """Judge the standing of all entries by this from now on."""
        self._standings = standings

    @property
    def _lexicon(self) -> Lexicon:
        return self._related.lexicon

    def _changed(
        self, generation: Generation, companies: Iterable[Company], gone: Iterable[int], lexicon: Lexicon
    ) -> Generation:
        companies = list({company.id: company for company in companies}.values())
        columns = self._build(companies, lexicon)
        return generation.replace([*(company.id for company in companies), *gone], columns)

    @property
    def version(self) -> str:
        """Names all that a snapshot depends on besides the companies."""
        told = [(one.concept_id, one.de, one.zh, one.en, one.broader, one.isic) for one in self._words]
        digest = hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        return f"{self._bridge.version}-{self._cities_mark:08x}" + (f"-{digest}" if told else "")

    def merge(self) -> Segment:
        """All companies as one segment, to be saved. Takes its time; readers and writers go on."""
        return self._generation.merge()

    def forget(self, *, meanings: bool = True) -> None:
        """Forget what was answered before, and what the questions meant."""
        self._answers = Answers(())
        if meanings:
            self._bridge.forget()

    def stamps(self) -> tuple[Rows, Rows]:
        """Ids of all companies, ascending, and when each was last changed (see `Columns.stamp`)."""
        parts = [(part.segment.columns, part.rows) for part in self._generation.parts]
        ids = np.concatenate([np.zeros(0, np.int64), *(columns.company[rows] for columns, rows in parts)])
        stamps = np.concatenate([np.zeros(0, np.int64), *(columns.stamp[rows] for columns, rows in parts)])
        order = np.argsort(ids)
        return ids[order], stamps[order]

    def find_stamp(self, company_id: int) -> int | None:
        """When a company was last changed as far as the index knows; None where it has none."""
        for part in self._generation.parts:
            row = part.find(company_id)
            if row is not None:
                return int(part.segment.columns.stamp[row])
        return None

    @property
    def unmerged(self) -> int:
        """How many companies stand outside the largest segment or are gone from it."""
        parts = self._generation.parts
        return sum(part.live for part in parts[1:]) + sum(len(part.segment) - part.live for part in parts[:1])

    def _build(self, companies: Iterable[Company], lexicon: Lexicon) -> Columns:
        entries = [build_entry(company, lexicon, self._places) for company in companies]
        texts = list(dict.fromkeys(term.text for entry in entries for term in entry.terms))
        named = {text: lexicon.match_term(text) for text in texts}
        return build_columns(entries, self._bridge.of_terms(texts), named, lexicon.numbers)

    def __len__(self) -> int:
        return self._generation.live

    def understand(self, text: str, locale: str) -> Question:
        """Take a sentence apart into words and filters. Never fails."""
        with self._asking:
            return self._known().get((text, locale), lambda: self._understand(text, locale))

    def _understand(self, text: str, locale: str) -> Question:
        plain = " ".join(clean(text).split())
        tongue = language(plain, locale)
        if is_small_talk(plain):
            return Question(plain, "", tongue)
        if self._is_name(plain):
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
        with self._asking:
            key = (question.words, question.language, filters, limit)
            found = self._known().get(key, lambda: self._search(question, filters, limit))
            return replace(found, question=question)

    def _known(self) -> Answers:
        """What was found for the latest questions, while all that it was found in stays as it is."""
        state = (self._generation, self._related, self._standings)
        if not self._answers.are_of(state):
            self._answers = Answers(state)
        return self._answers

    def _search(self, question: Question, filters: Filters, limit: int) -> Result:
        generation, related, sieve = self._generation, self._related, Sieve(filters)
        lexicon = related.lexicon
        words = understanding.content_words(question.words)
        if limit <= 0 or not generation.parts:
            return Result(question)
        if not words:
            return Result(question, browse(generation, sieve, self._standings, limit))
        meant = lexicon.chinese(words)
        concepts = lexicon.match_in(meant, question.language)
        # Words that are no concept and of which no entry speaks can be a name, even one that is misspelt.
        rest = _without_concepts(meant, concepts)
        least_share = 0.0 if rest else ranking.NAME_SURE_SHARE
        named = self._names(generation, words, sieve).closest(ranking.NAME_CANDIDATES, least_share)
        alike = max(float(one.alike.max(initial=0.0)) for one in named)
        # Who types a name means the name, and does not wait for what entries say.
        is_name = bool(rest) and alike >= ranking.NAME_ENOUGH
        is_name = is_name and (alike >= ranking.NAME_SURE or not are_known(generation, rest))
        asked = Asked(
            "" if is_name else words,
            () if is_name else related.pieces(concepts),
            None if is_name else self._bridge.of_query(meant, partial(find_sense, generation)),
            *ranking.SOURCES[filters.wish],
        )
        explainer = Explainer(lexicon, words, concepts)
        hits = find(generation, asked, named, sieve, explainer, self._standings, limit)
        return Result(question, hits, tuple(match.concept for match in concepts))

    def _is_name(self, text: str) -> bool:
        """Whether a text is, nearly letter by letter, the name of some entry."""
        form = asked_form(text)
        if form is None or len(form.joined) < (4 if form.han else 8):
            return False
        names = self._names(self._generation, text, Sieve(Filters()))
        found = names.closest(ranking.NAME_CANDIDATES, ranking.NAME_SURE_SHARE)
        return any(float(one.alike.max(initial=0.0)) >= ranking.NAME_SURE for one in found)

    def _names(self, generation: Generation, words: str, sieve: Sieve) -> NameSearch:
        """The names like these words; who understands a question and who searches ask for the same.

        Kept by the generation they were found in: a writer may put the next in its place meanwhile.
        """
        known, key = generation.remembered, (words, sieve.filters)
        found = known.get(key)
        if found is None:
            while len(known) >= REMEMBERED:
                with suppress(StopIteration, KeyError, RuntimeError):  # another thread was faster
                    del known[next(iter(known))]
            found = known[key] = NameSearch(generation, asked_form(words), sieve)
        return found

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

    def classify(self, term: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Lexicon ids a trade term surely names, and their ISIC classes, the surest first."""
        sure = [
            match.concept for match in self._lexicon.match(term) if match.weight >= ranking.CLASSIFY_WEIGHT
        ]
        codes = dict.fromkeys(code for concept in sure for code in self._lexicon.isic(concept))
        return tuple(sure), tuple(codes)

    def find_concepts(self, text: str) -> tuple[str, ...]:
        """Lexicon ids recognised in a text, the most specific first."""
        return tuple(match.concept for match in self._lexicon.match(text))


def _without_concepts(words: str, concepts: Iterable[Match]) -> str:
    """What is left of words without the concepts they name; "" for less than a word."""
    for match in concepts:
        words = words.replace(match.piece, " ")
    return " ".join(token for token in tokens(words) if len(token) >= (2 if has_han(token) else 4))
