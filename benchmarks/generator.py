"""Directories of any size with German and Chinese names that look real, and texts of a real vocabulary.

The same seed gives the same directory. Product words come from the lexicon, frequent ones far more often
than others (Zipf); modifiers and years make many more distinct terms than there are concepts.
"""

import random
import tomllib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from directory.domain.city import City, Country
from directory.domain.company import Company, CooperationKind
from directory.search.concepts import Lexicon
from directory.search.normalize import pinyin

_WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_STEMS, _ENDINGS, _BRANDS, _BRANCHES = (
    _WORDS[key].split() for key in ("stems", "endings", "brands", "branches")
)
_TRADES, _ENGLISH, _LEGAL = (_WORDS[key].split() for key in ("trades", "english", "legal"))
_HAN = "".join(_WORDS["han"].split())


class Generator:
    """Makes companies 1 to n of the given cities."""

    def __init__(self, cities: tuple[City, ...], lexicon: Lexicon, seed: int = 5) -> None:
        self._seed = seed
        self._cities = {country: [c for c in cities if c.country is country] for country in Country}
        order = random.Random(seed)
        concepts = list(lexicon.concepts.values())
        order.shuffle(concepts)
        self._words = {
            language: [name for concept in concepts for name in concept.names[language]]
            for language in ("de", "zh")
        }

    @cached_property
    def _surnames(self) -> list[str]:
        return [stem + ending for stem in _STEMS for ending in _ENDINGS]

    def companies(self, count: int) -> Iterator[Company]:
        """The first `count` companies, one half German, one half Chinese."""
        chance = random.Random(self._seed)
        for number in range(1, count + 1):
            yield self._german(number, chance) if number % 2 else self._chinese(number, chance)

    def _german(self, number: int, chance: random.Random) -> Company:
        city = chance.choice(self._cities[Country.DE])
        surname, branch = chance.choice(self._surnames), chance.choice(_BRANCHES)
        brand = chance.choice(_BRANDS) + chance.choice(self._surnames[:400]).lower()
        name = chance.choice(
            (
                f"{surname} {branch}",
                f"{surname} & {chance.choice(self._surnames)} {branch}",
                f"{brand} {branch}",
                f"{surname} & Söhne {branch}",
                f"{branch} {surname} {city.name_de}",
            )
        )
        offers, text = self._content(chance, "de", "german")
        return Company(
            number,
            f"g{number}",
            Country.DE,
            city.id,
            f"{name} {chance.choice(_WORDS['forms'])}",
            description_de=text,
            offers=offers,
            seeks=offers[-1:] if chance.random() < 0.3 else (),
            cooperation=tuple(chance.sample(list(CooperationKind), chance.randrange(3))),
        )

    def _chinese(self, number: int, chance: random.Random) -> Company:
        city = chance.choice(self._cities[Country.CN])
        brand = "".join(chance.choice(_HAN) for _ in range(chance.choice((2, 3, 3, 4))))
        at = chance.randrange(len(_TRADES))
        place = city.name_zh.split("（")[0].rstrip("市")
        offers, text = self._content(chance, "zh", "chinese")
        latin = f"{''.join(pinyin_of(brand)).capitalize()} {_ENGLISH[at % len(_ENGLISH)].replace('-', ' ')}"
        return Company(
            number,
            f"g{number}",
            Country.CN,
            city.id,
            f"{place}{brand}{_TRADES[at]}{chance.choice(_LEGAL)}",
            name_latin=f"{city.name_en.split(',')[0]} {latin} Co., Ltd.",
            description_zh=text,
            offers=offers,
            seeks=offers[-1:] if chance.random() < 0.3 else (),
            cooperation=tuple(chance.sample(list(CooperationKind), chance.randrange(3))),
        )

    def _content(self, chance: random.Random, language: str, kind: str) -> tuple[tuple[str, ...], str]:
        words = self._words[language]

        def word() -> str:
            return words[min(int(len(words) * chance.random() ** 7), len(words) - 1)]

        def offer() -> str:
            way = chance.choice(_WORDS[f"{kind}_words"]) if chance.random() < 0.2 else "{}"
            return str(way.format(word()))

        offers = tuple(offer() for _ in range(chance.randint(2, 5)))
        if chance.random() >= 0.3:
            return offers, ""
        text = chance.choice(_WORDS[f"{kind}_texts"]).format(
            one=word(),
            two=word(),
            place=chance.choice(_WORDS[f"{kind}_places"]),
            year=chance.randrange(1880, 2020),
            number=chance.randrange(2, 9),
        )
        return offers, text


_SYLLABLES: dict[str, str] = {}


def pinyin_of(brand: str) -> list[str]:
    """Syllables of a brand; a million names are too many to look up each."""
    for char in brand:
        if char not in _SYLLABLES:
            _SYLLABLES[char] = "".join(pinyin(char))
    return [_SYLLABLES[char] for char in brand]
