"""What a whole sentence wants of the assistant: 我要跟真人说话 is the command for a person. Pure.

A sentence is a wish where every word of it is known here and one of them tells which; so no question for
a product is taken for one. The words stand in `locales/wishes.*.ftl`.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from directory.search.normalize import has_han
from handlers.localizer import LOCALES, Localizer

LANGUAGES = tuple(f"language-{locale}" for locale in LOCALES)
# Earlier ones win: who wants to "delete my data" says "data", too. "introduce" and "city" are no
# commands: they mean the button of the open entry, and the cities.
WISHES = (
    "human",
    "company",
    "delete",
    "introduce",
    "register",
    "requests",
    "results",
    "city",
    "topics",
    "news",
    "data",
    "help",
    "language",
)
LONGEST = 80
"""Characters; who writes more than that tells a story."""
SHORTEST_LABEL = 4
"""Bytes; "ja" stands in many sentences."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def find_wish(localizer: Localizer, text: str, names: Iterable[str] = ()) -> str | None:
    """The name of the command or language that is meant, or None.

    `text` is in simplified characters; `names` of cities may stand in it.
    """
    words = _split(text)
    telling, known = _load(localizer)
    if names := tuple(names):
        known = known.union(word for name in names for word in _split(name))
    if not words or not _are_known(words, known):
        return None
    said = f" {' '.join(words)} "
    return next((name for name, phrase in telling if phrase in said), None)


def tells_of(localizer: Localizer, text: str, wish: str) -> bool:
    """Whether a telling word of this wish stands in a text at all; quickly told, and seldom so."""
    said = f" {' '.join(_split(text))} "
    return any(name == wish and phrase in said for name, phrase in _load(localizer)[0])


def wants_label(localizer: Localizer, text: str, label: str) -> bool:
    """Whether a sentence wants what a button says: "Ich möchte mich bitte vorstellen lassen"."""
    said, named = (" ".join(_split(one)) for one in (text, label))
    if len(named.encode()) < SHORTEST_LABEL or len(said) <= len(named):
        return False
    before, found, behind = said.partition(named) if has_han(named) else f" {said} ".partition(f" {named} ")
    fillers = localizer.words("wishes-filler")
    return bool(found) and _are_known(f"{before} {behind}".split(), fillers)


def asks_for_all(localizer: Localizer, text: str) -> bool:
    """Whether a sentence asks what there is at a place: "Welche Firmen gibt es in Foshan?"."""
    said = f" {' '.join(_split(text))} "
    return any((word if has_han(word) else f" {word} ") in said for word in localizer.words("wishes-all"))


def _split(text: str) -> list[str]:
    """Its words, each run of Chinese characters as one; none where it is too long to be a wish."""
    return _WORD.findall(text.casefold().replace("’", "'")) if len(text) <= LONGEST else []


def _are_known(words: list[str], known: frozenset[str]) -> bool:
    return all(_is_made_of(known, word) if has_han(word) else word in known for word in words)


def _is_made_of(known: frozenset[str], run: str) -> bool:
    """Whether a run of characters can be cut into known words."""
    reached = {0}
    for end in range(1, len(run) + 1):
        if any(run[begin:end] in known for begin in tuple(reached)):
            reached.add(end)
    return len(run) in reached


@lru_cache(maxsize=1)
def _load(localizer: Localizer) -> tuple[tuple[tuple[str, str], ...], frozenset[str]]:
    """Telling phrases with their command, in order; every word that may stand in a wish."""
    telling = tuple(
        (name, phrase if has_han(phrase) else f" {phrase} ")
        for name in (*WISHES[:-1], *LANGUAGES, *WISHES[-1:])
        for phrase in sorted(localizer.words(f"wishes-{name}"))
    )
    fillers = localizer.words("wishes-filler")
    return telling, frozenset(word for _, phrase in telling for word in phrase.split()) | fillers
