"""One generation of the index: all rows, their terms and concepts, in arrays. Not thread-safe by itself."""

from array import array
from dataclasses import dataclass

import numpy as np

from directory.search import ranking
from directory.search.bridge import Sense
from directory.search.entries import Entry
from directory.search.lexical import NameIndex, name_forms, term_features
from directory.search.meanings import Meanings
from directory.search.postings import Column, Floats, Postings


@dataclass(slots=True)
class _Bearers:
    """The rows that name a concept, with weight and source."""

    rows: "array[int]"
    weights: "array[float]"
    sources: "array[int]"


class Catalogue:
    """Rows come by `add` and go by `remove`; numbers of rows and terms are never used twice."""

    def __init__(self) -> None:
        self.entries: list[Entry | None] = []
        self.row_of: dict[int, int] = {}
        self.names = NameIndex()
        self.words = Postings()
        self.meanings = Meanings()
        self.terms: list[str] = []
        self._term_ids: dict[str, int] = {}
        self._term_uses: list[int] = []
        self._concepts: dict[str, _Bearers] = {}
        self.alive = Column(np.bool_)
        self.company = Column(np.int64)
        self.country = Column(np.uint8)
        self.city = Column(np.int64)
        self.fields = Column(np.uint64)
        self.cooperation = Column(np.uint16)
        self.pair_terms = Column(np.int64)
        self.pair_sources = Column(np.uint8)
        self.first_pair = Column(np.int64)

    def missing_terms(self, entry: Entry) -> list[str]:
        """Terms of an entry whose senses are not here yet."""
        return [term.text for term in entry.terms if term.text not in self._term_ids]

    def add(self, entry: Entry, senses: dict[str, Sense]) -> None:
        """Append an entry, replacing the row of the same company."""
        self.remove(entry.company_id)
        row = len(self.entries)
        self.entries.append(entry)
        self.row_of[entry.company_id] = row
        self.names.add(entry.names)
        self.first_pair.append(len(self.pair_terms))
        for term in entry.terms:
            self.pair_terms.append(self._use_term(term.text, senses))
            self.pair_sources.append(int(term.source))
        for named in entry.concepts:
            bearers = self._concepts.setdefault(named.concept, _Bearers(array("i"), array("f"), array("b")))
            bearers.rows.append(row)
            bearers.weights.append(named.weight)
            bearers.sources.append(int(named.source))
        self.alive.append(True)
        self.company.append(entry.company_id)
        self.country.append(entry.country)
        self.city.append(entry.city_id)
        self.fields.append(entry.fields)
        self.cooperation.append(entry.cooperation)

    def _use_term(self, text: str, senses: dict[str, Sense]) -> int:
        number = self._term_ids.get(text)
        if number is None:
            number = self._term_ids[text] = len(self.terms)
            self.terms.append(text)
            self._term_uses.append(0)
            self.words.add(term_features(text))
            self.meanings.add(senses[text])
        elif not self._term_uses[number]:
            self.words.count(term_features(text), 1)
        self._term_uses[number] += 1
        return number

    def remove(self, company_id: int) -> None:
        """Take a company out; nothing happens where it is not in."""
        row = self.row_of.pop(company_id, None)
        if row is None:
            return
        entry = self.entries[row]
        self.entries[row] = None
        self.alive.values[row] = False
        self.names.remove(row)
        for term in entry.terms if entry else ():
            number = self._term_ids[term.text]
            self._term_uses[number] -= 1
            if not self._term_uses[number]:
                self.words.count(term_features(term.text), -1)

    def pack(self) -> None:
        """Compact after many additions."""
        self.names.pack()
        self.words.pack()

    def best_of_terms(self, by_term: Floats, trust: Floats, less: Floats) -> Floats:
        """For every row the best value of its terms.

        `trust` weighs offers, descriptions and wishes, `less` is what is then taken off.
        """
        result = np.zeros(len(self.entries), np.float32)
        if not len(self.pair_terms):
            return result
        sources = self.pair_sources.values
        values = by_term[self.pair_terms.values] * trust[sources] - less[sources]
        starts = self.first_pair.values
        filled = np.diff(starts, append=len(values)) > 0
        result[filled] = np.maximum.reduceat(values, starts[filled])
        return result

    def pairs_of(self, row: int) -> slice:
        """Where a row's terms stand in the pair columns."""
        starts = self.first_pair.values
        end = int(starts[row + 1]) if row + 1 < len(starts) else len(self.pair_terms)
        return slice(int(starts[row]), end)

    def bearers(self, concept: str, trust: Floats) -> tuple[np.ndarray, Floats]:
        """Rows that name a concept and how much each is worth (0..1)."""
        found = self._concepts.get(concept)
        if found is None:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        weights = np.array(found.weights, np.float32) * trust[np.array(found.sources, np.int8)]
        return np.array(found.rows, np.int32), weights

    def is_name(self, text: str) -> bool:
        """Whether a text is, nearly letter by letter, the name of some row."""
        forms = name_forms(text)
        if not forms or len(forms[0].joined) < (4 if forms[0].han else 8):
            return False
        found = self.names.find(forms, np.asarray(self.alive.values), ranking.NAME_GLANCE)
        return max(found.values(), default=0.0) >= ranking.NAME_SURE
