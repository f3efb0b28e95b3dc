"""Words that agencies add: checked like the lexicon's own rows, and laid over it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from directory.domain.words import AddedWord
from directory.search.arrays import places_of
from directory.search.concepts import LANGUAGES, Concept, Lexicon
from directory.search.generation import Part
from directory.search.lexicon_check import name_faults
from directory.search.matching import HEAD
from directory.search.normalize import fold, has_han, tokens


def lay_over(lexicon: Lexicon, words: Iterable[AddedWord]) -> Lexicon:
    """The lexicon with added names and concepts; words that have lost their concept are left out."""
    concepts = dict(lexicon.concepts)
    for word in words:
        names = {"de": word.de, "zh": word.zh, "en": word.en}
        known = concepts.get(word.concept_id)
        if known is not None:
            joined = {one: _join(known.names[one], names[one]) for one in LANGUAGES}
            concepts[known.id] = replace(known, names=joined)
        elif all(names.values()):
            broader = (word.broader,) if word.broader in concepts else ()
            concepts[word.concept_id] = Concept(word.concept_id, "product", word.isic, broader, names)
    return Lexicon(concepts.values())


def _join(known: Sequence[str], added: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *added)))


def find_changed(before: Lexicon, after: Lexicon, texts: Iterable[str]) -> list[int]:
    """The places of those texts that name other concepts, by their numbers, after than before."""
    changed = _names(before) ^ _names(after)
    if not changed:
        return []
    beginnings = {beginning for _, _, name in changed for beginning in _beginnings(name)}
    worth_a_look = re.compile("|".join(map(re.escape, sorted(beginnings))))
    return [
        at
        for at, text in enumerate(texts)
        if worth_a_look.search("".join(tokens(fold(text)))) and _named(before, text) != _named(after, text)
    ]


def _names(lexicon: Lexicon) -> set[tuple[int, tuple[str, ...], str]]:
    return {
        (lexicon.numbers[concept.id], concept.isic, name)
        for concept in lexicon.concepts.values()
        for names in concept.names.values()
        for name in names
    }


def _beginnings(name: str) -> list[str]:
    """What a text has to contain to be matched with a name, whatever its inflection."""
    words = tokens(fold(name))
    long = [word for word in words if len(word) > 2 or has_han(word)]
    return [word[: 2 if has_han(word) else 3] for word in long or words]


def _named(lexicon: Lexicon, text: str) -> list[tuple[int, tuple[str, ...], str, float]]:
    return [
        (lexicon.numbers[match.concept], lexicon.isic(match.concept), match.piece, match.weight)
        for match in lexicon.match(text)
    ]


def find_concept(lexicon: Lexicon, text: str) -> Concept | None:
    """The concept with this id, or the one that a text is a name of."""
    if text in lexicon.concepts:
        return lexicon.concepts[text]
    match = next((one for one in lexicon.match(text) if one.weight >= HEAD), None)
    return lexicon.concepts[match.concept] if match else None


def new_id(lexicon: Lexicon, english: str) -> str:
    """A free id made of an English name: "tea trays" -> "tea-trays"."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(english)).strip("-") or "word"
    number, found = 2, base
    while found in lexicon.concepts:
        number, found = number + 1, f"{base}-{number}"
    return found


@dataclass(frozen=True, slots=True)
class WordFault:
    """Why a word cannot be added: a code for those with words of their own, and a line in English."""

    code: str
    name: str
    text: str


def list_faults(lexicon: Lexicon, word: AddedWord) -> list[str]:
    """Why a word cannot be added, each in a line; an empty list when all is well."""
    return [fault.text for fault in find_faults(lexicon, word)]


def find_faults(lexicon: Lexicon, word: AddedWord) -> list[WordFault]:
    """Why a word cannot be added; an empty list when all is well."""
    faults = []
    for language, names in zip(LANGUAGES, (word.de, word.zh, word.en), strict=True):
        faults += [WordFault("form", name, text) for name in names for text in name_faults(name, language)]
        for name in names:
            owner = _owner(lexicon, language, name)
            if owner == word.concept_id:
                faults.append(WordFault("known", name, f"{name!r} is known already"))
            elif owner:
                text = f"{name!r} is a name of {owner}: add it there, or choose another name"
                faults.append(WordFault("taken", name, text))
    if word.concept_id not in lexicon.concepts:
        if not all((word.de, word.zh, word.en)):
            text = "a new concept needs a German, a Chinese and an English name"
            faults.append(WordFault("needs-names", "", text))
        if not word.isic:
            text = "a new concept needs the concept above it, or an ISIC class"
            faults.append(WordFault("needs-class", "", text))
    elif not any((word.de, word.zh, word.en)):
        faults.append(WordFault("no-name", "", "no name given"))
    return faults


def _owner(lexicon: Lexicon, language: str, name: str) -> str:
    """The concept that bears exactly this name in a language; "" without one."""
    for match in lexicon.match(name):
        concept = lexicon.concepts[match.concept]
        if name.casefold() in (known.casefold() for known in concept.names[language]):
            return concept.id
    return ""


def list_affected(part: Part, before: Lexicon, after: Lexicon) -> list[int]:
    """The companies of a part with a text that names other concepts after than before."""
    segment = part.segment
    if before is after:
        return []
    texts = segment.columns.terms.take(np.arange(len(segment.columns.terms)))
    terms = np.array(find_changed(before, after, texts), np.int64)
    rows = np.unique(segment.bearers[places_of(segment.bearer_ends, terms)] >> 2)
    found: list[int] = segment.columns.company[np.intersect1d(rows, part.rows)].tolist()
    return found
