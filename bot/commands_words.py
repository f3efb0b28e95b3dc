"""`isabot words`: an agency adds words to the lexicon, in force within seconds and without a restart."""

import argparse
import sys

from bot.clock import read_clock
from directory.domain.classifications import find_gbt, find_wz
from directory.domain.words import AddedWord
from directory.search.added_words import find_concept, lay_over, list_faults, new_id
from directory.search.concepts import Lexicon, load_lexicon
from directory.store import words
from directory.store.engine import Store


def run_words(store: Store, options: argparse.Namespace) -> int:
    """Add, list or remove words."""
    match options.action:
        case "add":
            return _add(store, options)
        case "remove":
            return _remove(store, options.id)
    with store.read() as session:
        for word in words.list_words(session):
            names = " | ".join(", ".join(one) for one in (word.de, word.zh, word.en) if one)
            print(f"{word.id:5}  {word.concept_id}: {names}  ({word.added_by}, {word.added_at:%Y-%m-%d})")
    return 0


def _add(store: Store, options: argparse.Namespace) -> int:
    with store.write() as session:
        lexicon = lay_over(load_lexicon(), words.list_words(session))
        try:
            word = _build(lexicon, options)
        except LookupError as error:
            return _refuse([str(error)])
        if faults := list_faults(lexicon, word):
            return _refuse(faults)
        word_id = words.add(session, word, read_clock())
    classes = ", ".join(map(_describe_class, word.isic or lexicon.isic(word.concept_id)))
    print(f"Added as {word_id}, to {word.concept_id} ({classes}). Running bots know it within seconds.")
    return 0


def _build(lexicon: Lexicon, options: argparse.Namespace) -> AddedWord:
    """Raises LookupError where --like or --under names nothing known."""
    like = _get(lexicon, options.like) if options.like else None
    under = _get(lexicon, options.under) if options.under else None
    de, zh, en = (tuple(map(str.strip, names)) for names in (options.de, options.zh, options.en))
    return AddedWord(
        0,
        like or new_id(lexicon, next(iter(en), "")),
        de,
        zh,
        en,
        broader=under or "",
        isic=tuple(options.isic or (lexicon.isic(under) if under else ())),
        added_by=options.by,
    )


def _describe_class(isic: str) -> str:
    return f"ISIC {isic}, WZ 2008 {find_wz(isic)}, GB/T 4754 {'/'.join(find_gbt(isic))}"


def _get(lexicon: Lexicon, text: str) -> str:
    concept = find_concept(lexicon, text)
    if concept is None:
        raise LookupError(f"the lexicon has no concept for {text!r}")
    return concept.id


def _remove(store: Store, word_id: int) -> int:
    with store.write() as session:
        if words.remove(session, word_id):
            print(f"Removed {word_id}.")
            return 0
    return _refuse([f"no added word has the number {word_id}; see `isabot words list`"])


def _refuse(faults: list[str]) -> int:
    for fault in faults:
        print(f"isabot: {fault}", file=sys.stderr)
    return 2
