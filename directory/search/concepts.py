"""The lexicon of concepts (products, materials, processes, services, industries) in three languages.

`python -m directory.search.concepts` checks its files.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable

from directory.search import ranking
from directory.search.matching import HEAD, Match, Matcher, build_phrase
from directory.search.romanised import PinyinNames
from directory.search.tables import Tables, build_key, find_folder

COLUMNS = ("id", "kind", "isic", "broader", "de", "zh", "en")
LANGUAGES = ("de", "zh", "en")
REMEMBERED = 50_000


_OTHER = re.compile(r"\b(?:other|nec|n\.e\.c\.|miscellaneous)\b", re.I)


@dataclass(frozen=True, slots=True)
class Concept:
    """One row of the lexicon. The first of `names` in a language is the preferred one."""

    id: str
    kind: str
    isic: tuple[str, ...]
    broader: tuple[str, ...]
    names: dict[str, tuple[str, ...]]


class Lexicon:
    """All concepts, how they nest, and where they occur in a text; `tables` keep what is slow to make."""

    def __init__(self, concepts: Iterable[Concept], tables: Tables | None = None) -> None:
        self.tables = tables or Tables()
        self.concepts: dict[str, Concept] = {}
        for concept in concepts:
            self.concepts.setdefault(concept.id, concept)
        self._narrower: dict[str, list[str]] = {}
        for concept in self.concepts.values():
            for parent in concept.broader:
                self._narrower.setdefault(parent, []).append(concept.id)
        self._matches: dict[str, tuple[Match, ...]] = {}
        self._below: dict[str, dict[str, int]] = {}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """All concept ids; the place of each is its number."""
        return tuple(self.concepts)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each concept id."""
        return {concept: number for number, concept in enumerate(self.ids)}

    @cached_property
    def _matcher(self) -> Matcher:
        names = (
            (concept.id, language, name)
            for concept in self.concepts.values()
            for language in LANGUAGES
            for name in concept.names[language]
        )
        return self.tables.get("matcher", Matcher, lambda: Matcher(names))

    @cached_property
    def _pinyin(self) -> PinyinNames:
        names = (name for concept in self.concepts.values() for name in concept.names["zh"])
        return self.tables.get("pinyin", PinyinNames, lambda: PinyinNames(names))

    @cached_property
    def _industries(self) -> dict[str, Concept]:
        """By ISIC class the concept that is this class; none for "other …" classes, which tell nothing."""
        found: dict[str, Concept] = {}
        for concept in self.concepts.values():
            if concept.kind != "industry" or not concept.isic or _OTHER.search(concept.names["en"][0]):
                continue
            known = found.get(concept.isic[0])
            if known is None or len(concept.isic) < len(known.isic):
                found[concept.isic[0]] = concept
        return found

    def industry_name(self, isic: str, language: str) -> str:
        """What the trade of an ISIC class is called; "" where that tells nothing."""
        concept = self._industries.get(isic)
        return concept.names[language][0] if concept else ""

    @cached_property
    def _trades(self) -> dict[str, tuple[Match, ...]]:
        """By the name of a trade, in any language: it, and the services and processes that belong to it."""
        usual: dict[str, list[str]] = {}
        for concept in self.concepts.values():
            if concept.kind != "product" and concept.isic:
                usual.setdefault(concept.isic[0], []).append(concept.id)
        return {
            name: tuple(
                Match(one, name, HEAD if one == concept.id else ranking.TRADE_WEIGHT) for one in usual[isic]
            )
            for isic, concept in self._industries.items()
            for name in {ways[0] for ways in concept.names.values()}
        }

    def match_term(self, text: str) -> tuple[Match, ...]:
        """Concepts that an entry's term stands for: what its text names, or what is usual in its trade."""
        return self._trades.get(text) or self.match(text)

    def phrases(self) -> Iterator[str]:
        """Names of more than one word."""
        for concept in self.concepts.values():
            yield from (name for ways in concept.names.values() for name in ways if " " in name)

    def chinese(self, words: str) -> str:
        """Words that name no concept as they stand, with pinyin replaced by Chinese names."""
        return words if self.match(words) else self._pinyin.chinese(words)

    def match(self, text: str) -> tuple[Match, ...]:
        """Concepts named in a text, with the piece that names them; the surest and longest first."""
        known = self._matches.get(text)
        if known is None:
            if len(self._matches) >= REMEMBERED:
                self._matches.clear()
            known = self._matches[text] = self._matcher.match(text)
        return known

    def match_in(self, text: str, language: str) -> tuple[Match, ...]:
        """The same for somebody who speaks `language`: a German's "Tee" is no pipe fitting."""
        found = self.match(text)
        pieces = Counter(match.piece for match in found)
        if not found or max(pieces.values()) == 1:
            return found
        spoken = {one.piece for one in found if pieces[one.piece] > 1 and self._says(one, language)}
        return tuple(one for one in found if one.piece not in spoken or self._says(one, language))

    def _says(self, match: Match, language: str) -> bool:
        """Whether the piece is a name of the concept in a language."""
        names = self.concepts[match.concept].names.get(language, ())
        return build_phrase(match.piece) in map(build_phrase, names)

    def concept_name(self, concept_id: str, locale: str) -> str:
        """Preferred name of a concept in a language, "" where the concept is unknown."""
        concept = self.concepts.get(concept_id)
        return concept.names.get(locale, concept.names["en"])[0] if concept else ""

    def broader(self, concept_id: str) -> dict[str, int]:
        """Every concept above this one with its distance; the concept itself has 0."""
        return self._walk(concept_id, lambda one: self.concepts[one].broader)

    def narrower(self, concept_id: str) -> dict[str, int]:
        """Every concept below this one with its distance; the concept itself has 0."""
        if concept_id not in self._below:
            self._below[concept_id] = self._walk(concept_id, lambda one: self._narrower.get(one, ()))
        return self._below[concept_id]

    def _walk(self, start: str, step: Callable[[str], Iterable[str]]) -> dict[str, int]:
        found = {start: 0} if start in self.concepts else {}
        edge = list(found)
        while edge:
            following = [
                (other, found[one] + 1)
                for one in edge
                for other in step(one)
                if other in self.concepts and other not in found
            ]
            for other, distance in following:
                found.setdefault(other, distance)
            edge = list(dict.fromkeys(other for other, _ in following))
        return found

    def isic(self, concept_id: str) -> tuple[str, ...]:
        """ISIC Rev. 4 classes of a concept."""
        concept = self.concepts.get(concept_id)
        return concept.isic if concept else ()


def read_rows(text: str) -> Iterator[list[str]]:
    """The rows of a lexicon file below its header, split into columns."""
    for line in text.splitlines()[1:]:
        if line.strip():
            yield line.split("\t")


def lexicon_files() -> list[Traversable]:
    """The lexicon's files, sorted by name."""
    folder = resources.files("directory.search.lexicon")
    return sorted((f for f in folder.iterdir() if f.name.endswith(".tsv")), key=lambda f: f.name)


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of this program; one for the whole process, since nobody changes it."""
    return read_lexicon(lexicon_files(), Tables(find_folder(), build_key()))


def read_lexicon(files: Iterable[Traversable], tables: Tables | None = None) -> Lexicon:
    """Read lexicon files; rows that are not well-formed are left out (`check` names them)."""
    concepts = []
    for file in files:
        for row in read_rows(file.read_text(encoding="utf-8")):
            if len(row) == len(COLUMNS) and all(cell.strip() for cell in (row[0], *row[4:])):
                concepts.append(_concept(row))
    return Lexicon(concepts, tables)


def _concept(row: list[str]) -> Concept:
    names = {
        language: tuple(name.strip() for name in cell.split("|") if name.strip())
        for language, cell in zip(LANGUAGES, row[4:], strict=True)
    }
    return Concept(row[0], row[1], _cut(row[2]), _cut(row[3]), names)


def _cut(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


if __name__ == "__main__":
    from directory.search.lexicon_check import main

    sys.exit(main(sys.argv[1:]))
