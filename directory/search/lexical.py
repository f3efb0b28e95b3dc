"""Strings: character n-grams of names and of terms, and the close comparison of names."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from directory.search import ranking, wordlists
from directory.search.normalize import HAN, fold, has_han, pinyin, stem, tokens, without_legal_form
from directory.search.postings import Floats, Postings, top_rows
from directory.search.roles import without_role

SHORTEST_INITIALS = 4
_WORTH_A_LOOK = 0.25
_STOP = wordlists.STOP_GERMAN | wordlists.STOP_ENGLISH


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name as it is compared: words with spaces, and joined; in Chinese characters; by its initials."""

    spaced: str
    joined: str
    han: bool = False
    initials: bool = False


def name_forms(name: str) -> tuple[NameForm, ...]:
    """A name without its legal form; a Chinese one also in pinyin and by its initials."""
    plain = without_legal_form(fold(name))
    joined = "".join(tokens(plain))
    if not joined:
        return ()
    if not has_han(plain):
        return (NameForm(" ".join(tokens(plain)), joined),)
    syllables = pinyin(plain)
    latin = NameForm(fold(" ".join(syllables)), fold("".join(syllables)))
    short = "".join(one[0] for one in pinyin(plain.replace("市", "")))
    return NameForm(joined, joined, True), latin, NameForm(short, short, initials=True)


def name_grams(forms: Iterable[NameForm]) -> list[str]:
    """Trigrams of Latin forms, one and two Han characters of Chinese ones."""
    return list({gram for form in forms for gram in _grams(form.joined)})


def _grams(joined: str) -> list[str]:
    grams = [
        run[i : i + size]
        for run in HAN.findall(joined)
        for size in (1, 2)
        for i in range(len(run) - size + 1)
    ]
    for run in HAN.split(joined):
        padded = f"^{run}" if run else ""
        grams += [padded[i : i + 3] for i in range(max(len(padded) - 2, min(1, len(padded))))]
    return grams


def term_features(text: str) -> list[str]:
    """Features of an offer, a wish or a piece of a description: stems, their trigrams, Han bigrams."""
    features: list[str] = []
    for token in tokens(fold(text)):
        if has_han(token):
            features += [token[i : i + 2] for i in range(max(1, len(token) - 1))]
        elif token not in _STOP:
            root = stem(without_role(token) or token)
            features.append(f"={root}")
            features += [root[i : i + 3] for i in range(len(root) - 2)]
    return features


def name_score(asked: NameForm, name: NameForm) -> float:
    """How alike two names are, 0 to 1; parts of a name count by half."""
    if asked.han != name.han:
        return 0.0
    if name.initials:  # fsrh: nobody misspells initials, and few people type all of them
        begins = len(asked.joined) >= SHORTEST_INITIALS and name.joined.startswith(asked.joined)
        return 0.9 * begins
    if asked.han:
        whole, part = fuzz.ratio(asked.joined, name.joined), fuzz.partial_ratio(asked.joined, name.joined)
    else:
        whole = max(fuzz.token_sort_ratio(asked.spaced, name.spaced), fuzz.ratio(asked.joined, name.joined))
        part = max(
            fuzz.token_set_ratio(asked.spaced, name.spaced), fuzz.partial_ratio(asked.joined, name.joined)
        )
    if len(name.joined) < len(asked.joined) / 2:
        part = min(part, whole)
    return float(whole + 0.5 * part) / 150.0


class NameIndex:
    """Names of all rows: cheap candidates by n-grams, then a close look."""

    def __init__(self) -> None:
        self._postings = Postings()
        self._forms: list[tuple[NameForm, ...]] = []

    def add(self, forms: tuple[NameForm, ...]) -> None:
        """Append a row."""
        self._postings.add(name_grams(forms))
        self._forms.append(forms)

    def remove(self, row: int) -> None:
        """Forget a row; its number is not used again."""
        self._postings.count(name_grams(self._forms[row]), -1)
        self._forms[row] = ()

    def pack(self) -> None:
        """Compact after many additions."""
        self._postings.pack()

    def find(self, asked: tuple[NameForm, ...], allowed: np.ndarray, limit: int) -> dict[int, float]:
        """Rows whose names come closest, with their likeness 0 to 1."""
        if not asked:
            return {}
        scores: Floats = self._postings.scores(_grams(asked[0].joined)) * allowed
        rows = top_rows(scores, limit, float(scores.max(initial=0.0)) * _WORTH_A_LOOK)
        found = {row: self.likeness(row, asked[0]) for row in rows[scores[rows] > 0].tolist()}
        parts = [row for row in found if self.has_part(row, asked[0])]
        few = len(parts) <= ranking.NAME_PART_FEW
        least = ranking.NAME_PART_RARE if few else ranking.NAME_PART_COMMON
        return found | {row: max(found[row], least) for row in parts}

    def has_part(self, row: int, asked: NameForm) -> bool:
        """Whether all that is asked stands in a name: whole words, or at least two Han characters."""
        if asked.han:
            return len(asked.joined) >= 2 and any(asked.joined in form.joined for form in self._forms[row])
        if len(asked.joined) < 4:
            return False
        spelt = (form.spaced for form in self._forms[row] if not form.han and not form.initials)
        return any(f" {asked.spaced} " in f" {spaced} " for spaced in spelt)

    def likeness(self, row: int, asked: NameForm) -> float:
        """How alike a row's names and the asked name are, 0 to 1."""
        return max((name_score(asked, form) for form in self._forms[row]), default=0.0)
