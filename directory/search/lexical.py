"""Names as they are compared, and how alike two of them are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from directory.search.arrays import Floats
from directory.search.normalize import fold, has_han, join_umlauts, pinyin, tokens, without_legal_form


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name as it is compared: folded words with spaces between.

    `han`: in Chinese characters; `initials`: the first letters of a Chinese name's pinyin.
    """

    spaced: str
    han: bool = False
    initials: bool = False

    @property
    def joined(self) -> str:
        """The same without spaces."""
        return join_words(self.spaced)


def join_words(spaced: str) -> str:
    """Folded words without spaces. Where two meet as in "xu er", fold like the word typed in one."""
    return join_umlauts(spaced.replace(" ", ""))


@lru_cache(maxsize=256)
def asked_form(name: str) -> NameForm | None:
    """A name as it was typed, without its legal form; None where no letter is in it."""
    words = tokens(without_legal_form(fold(name)))
    if not words:
        return None
    han = any(map(has_han, words))
    return NameForm(("" if han else " ").join(words), han)


def name_forms(name: str) -> tuple[NameForm, ...]:
    """A name without its legal form; a Chinese one also in pinyin and by its initials."""
    form = asked_form(name)
    if form is None or not form.han:
        return (form,) if form else ()
    initials = "".join(syllable[0] for syllable in pinyin(form.spaced.replace("市", "")))
    return form, NameForm(fold(" ".join(pinyin(form.spaced)))), NameForm(initials, initials=True)


def score_names(asked: NameForm, names: Sequence[str]) -> Floats:
    """How alike the asked name and others of its script are, 0 to 1; parts of a name count by half.

    `names` are spaced forms. All are compared in one call, which lets other threads run.
    """
    typed = asked.joined
    joined = names if asked.han else [join_words(name) for name in names]
    whole = _score(fuzz.ratio, typed, joined)
    part = _score(fuzz.partial_ratio, typed, joined)
    if not asked.han:
        whole = np.maximum(whole, _score(fuzz.token_sort_ratio, asked.spaced, names))
        part = np.maximum(part, _score(fuzz.token_set_ratio, asked.spaced, names))
    short = np.fromiter(map(len, joined), np.int64, len(joined)) < len(typed) / 2
    part = np.where(short, np.minimum(part, whole), part)
    return np.asarray((whole + np.float32(0.5) * part) / np.float32(150), np.float32)


def _score(scorer: Any, asked: str, names: Sequence[str]) -> Floats:
    return np.asarray(process.cdist((asked,), names, scorer=scorer)[0], np.float32)


def have_part(asked: NameForm, names: Sequence[str]) -> list[bool]:
    """Which spaced names hold all that is asked: whole words, or at least two Han characters."""
    typed, words = asked.joined, f" {asked.spaced} "
    if len(typed) < (2 if asked.han else 4):
        return [False] * len(names)
    return [typed in name if asked.han else words in f" {name} " for name in names]
