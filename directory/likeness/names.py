"""When two names in the same city are nearly the same: umlauts, legal forms, scripts, typing errors.

A number or a word that tells two names apart makes them two entries.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from directory.domain.city import City
from directory.likeness.words import LATIN_WORDS, TRANSLATIONS, find_words
from directory.search.normalize import HAN, fold, has_han, pinyin, tokens, without_legal_form

LONG_WORD = 8
_BRAND = 2
_LONGEST_BRAND = 12
_JOINING = frozenset(("und", "and", "the", "der", "die", "das"))


@dataclass(frozen=True, slots=True)
class PlainName:
    """A name as it is compared: Chinese characters, or Latin words; never both."""

    chinese: str = ""
    words: tuple[str, ...] = ()


class NameReader:
    """Takes off what does not tell names apart within one city: legal form, the city, its province."""

    def __init__(self, city: City) -> None:
        self._latin = {word for name in (city.name_de, city.name_en) for word in tokens(fold(name))}
        self._latin |= {"stadt", "city", "china", "deutschland", "germany", *_latin_region(city.region)}
        bare = [fold(name).rstrip("市区县") for name in (city.name_zh, *HAN.findall(city.region))]
        pieces = [piece for name in bare for piece in re.split("[市省]", name) if piece]
        self._chinese = re.compile("|".join(rf"{re.escape(piece)}[市省区县]?" for piece in pieces) or r"(?!)")

    def read(self, name: str) -> PlainName:
        """The plain form of a name; of a mixed one the Chinese part, with its digits and Latin letters."""
        plain = without_legal_form(fold(name))
        if has_han(plain):
            joined = "".join(tokens(plain))
            return PlainName(chinese=self._chinese.sub("", joined) or joined)
        words = [word for word in tokens(plain) if word not in _JOINING]
        own = tuple(word for word in words if word not in self._latin)
        return PlainName(words=own if any(map(_tells, own)) else tuple(words))


def _latin_region(region: str) -> list[str]:
    return [] if has_han(region) else tokens(fold(region))


def _tells(word: str) -> bool:
    return word not in LATIN_WORDS


def are_alike(one: PlainName, other: PlainName) -> bool:
    """Whether two names may be one."""
    if one.chinese and other.chinese:
        return one.chinese == other.chinese
    if one.words and other.words:
        return _words_alike(one.words, other.words)
    chinese, latin = (one, other) if one.chinese else (other, one)
    return bool(chinese.chinese and latin.words) and _scripts_alike(chinese.chinese, latin.words)


def _words_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if "".join(one) == "".join(other) or sorted(one) == sorted(other):
        return True
    if len(one) != len(other):
        return False
    different = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(different) == 1 and is_misspelt(*different[0])


def is_misspelt(one: str, other: str) -> bool:
    """Whether two long words differ by one typing error. Short ones and numbers tell names apart."""
    return (
        min(len(one), len(other)) >= LONG_WORD
        and one.isalpha()
        and other.isalpha()
        and OSA.distance(one, other, score_cutoff=1) <= 1
    )


def _scripts_alike(chinese: str, words: tuple[str, ...]) -> bool:
    """A Chinese name and its Latin form: the same brand in pinyin, then the same line of business."""
    if find_numbers(chinese) != find_numbers(" ".join(words)):
        return False
    return any(
        _same_business(chinese[syllables:], words[count:])
        for syllables, spelling in brand_spellings(chinese)
        for count in range(1, len(words) + 1)
        if "".join(words[:count]) == spelling
    )


@lru_cache(maxsize=10_000)
def brand_spellings(chinese: str) -> tuple[tuple[int, str], ...]:
    """The first two and more syllables of a Chinese name in pinyin: how many, and how written."""
    start = HAN.match(chinese)
    syllables = pinyin(start[0]) if start else []
    if start is None or len(syllables) != len(start[0]):
        return ()
    longest = min(len(syllables), _LONGEST_BRAND)
    return tuple((count, fold("".join(syllables[:count]))) for count in range(_BRAND, longest + 1))


def find_numbers(text: str) -> tuple[str, ...]:
    """The numbers in a name; other numbers make it another name."""
    return tuple(re.findall(r"\d+", text))


def _same_business(chinese: str, words: tuple[str, ...]) -> bool:
    """Whether what follows the brand says the same: only general words, and none against another."""
    general = find_words(chinese)
    if "".join(general) != re.sub(r"\d", "", chinese):
        return False
    words = tuple(word for word in words if not word.isdecimal())
    if not all(word in LATIN_WORDS for word in words):
        return False
    if not general or not words:
        return True
    translated = frozenset[str]().union(*(TRANSLATIONS[word] for word in general))
    unmet = any(not TRANSLATIONS[word] & set(words) for word in general)
    agreeing = translated & set(words)
    return bool(agreeing) and not (unmet and set(words) - translated)
