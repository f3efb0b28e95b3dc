"""Find member cities and the two countries inside a sentence, in any language and with small errors."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from rapidfuzz.distance import OSA

from directory.domain.city import City, Country
from directory.search.normalize import clean, fold, has_han, pinyin, simplified, tokens

_BRACKETS = re.compile(r"\s*[(（].*?[)）]")
_TAIL = re.compile(r"\s+(?:am|an der|im|i\.|a\.|v\.|ob der|in der)\s.*$|/.*$")
_COUNTRIES_LATIN = {
    "china": Country.CN, "chinesisch": Country.CN, "chinese": Country.CN, "prc": Country.CN,
    "volksrepublik": Country.CN, "zhongguo": Country.CN, "deutschland": Country.DE, "deutsch": Country.DE,
    "germany": Country.DE, "german": Country.DE, "bundesrepublik": Country.DE, "deguo": Country.DE,
}  # fmt: skip
_TONGUES = frozenset(("chinesisch", "chinese", "deutsch", "german"))
_COUNTRIES_CHINESE = {
    "中华人民共和国": Country.CN, "中国": Country.CN, "德意志": Country.DE, "德国": Country.DE,
}  # fmt: skip
# In use beside the official names, and too far from them to be recognised by their sound.
_ALSO_CHINESE = {
    "路德维希港": ("路德维希哈芬", "路德维希沙芬"),
    "纽伦堡": ("纽伦贝格",),
    "科隆": ("科伦",),
    "弗莱堡": ("弗莱布格",),
    "索林根": ("佐林根",),
    "哥廷根": ("哥丁根", "格丁根"),
    "巴特洪堡": ("巴特霍姆堡", "巴登洪堡"),
    "吕塞尔斯海姆": ("鲁塞尔斯海姆", "鲁塞尔海姆"),
}
_BEFORE = frozenset(
    (
        "in",
        "aus",
        "bei",
        "um",
        "nahe",
        "from",
        "near",
        "at",
        "around",
        "nach",
        "raum",
        "region",
        "stadt",
        "of",
    )
)
_DISTRICT = re.compile(r"^[\u4e00-\u9fff]{2,3}[区县](?=[\u4e00-\u9fff]{3})")
# Where languages are meant, "Chinesisch" and "German" are no places.
_LANGUAGES = re.compile(
    r"^(?:ubersetz|dolmetsch|sprach|fremdsprach|translat|interpret|language|lektor|untertitel|simultan)"
)
_ADJECTIVE = re.compile(r"(e|en|er|es|em|n)?$")


@dataclass(frozen=True, slots=True)
class Places:
    """The city and country a sentence names, and the sentence without them."""

    city_id: int | None
    country: Country | None
    rest: str


class PlaceFinder:
    """Knows the names of the member cities."""

    def __init__(self, cities: Iterable[City], phrases: Iterable[str] = ()) -> None:
        """`phrases`: names of things; a city's name inside one of them is no place (Eau de Cologne)."""
        self._latin: dict[tuple[str, ...], City] = {}
        self._chinese: dict[str, City] = {}
        for city in cities:
            for name in _latin_names(city):
                key = tuple(tokens(fold(name)))
                if key and not has_han(name):
                    self._latin.setdefault(key, city)
            for name in _chinese_names(city.name_zh):
                self._chinese.setdefault(name, city)
        self._longest_first = sorted(self._chinese, key=lambda name: (-len(name), name))
        self._chinese_starts = {name[:2] for name in self._chinese}
        self._long_chinese = [(name, frozenset(name)) for name in self._longest_first if len(name) > 2]
        self._like: dict[str, list[tuple[str, City]]] = {}  # single words by their first letter
        for key, city in self._latin.items():
            if len(key) == 1 and len(key[0]) >= 5:
                self._like.setdefault(key[0][0], []).append((key[0], city))
        self._things = {
            key
            for phrase in phrases
            if len(key := tuple(tokens(fold(phrase)))) > 1 and any((word,) in self._latin for word in key)
        }

    def find(self, text: str) -> Places:
        """The first city and the first country named."""
        text = simplified(clean(text))
        city, text = self._cut_chinese_city(text)
        country, text = _cut_chinese_country(text)
        words = [(found.group(), found.start(), found.end()) for found in re.finditer(r"[^\W_]+", text)]
        folded = [fold(word) for word, _, _ in words]
        spoken = any(map(_LANGUAGES.match, folded))
        holes: list[tuple[int, int]] = []
        at, told = 0, country is not None
        while at < len(words):
            used = 0
            if length := self._thing_at(folded, at):
                at += length
                continue
            if city is None and not has_han(folded[at]):
                city, used = self._latin_city(folded, at)
            if not used and (named := _latin_country(folded[at], spoken=spoken)):
                used, here = 1, at > 0 and folded[at - 1] in _BEFORE
                if country is None or (here and not told):
                    country, told = named, told or here
            if used:
                first = at - 1 if at and folded[at - 1] in _BEFORE else at
                holes.append((words[first][1], words[at + used - 1][2]))
            at += used or 1
        for start, end in reversed(holes):
            text = f"{text[:start]} {text[end:]}"
        if city is not None and country is not city.country:
            country = None  # "German food in Foshan": the city says where to look
        return Places(city.id if city else None, country, " ".join(text.split()))

    def _thing_at(self, words: list[str], at: int) -> int:
        """How many words from here on are the name of a thing that only sounds like a place."""
        return next((n for n in (4, 3, 2) if tuple(words[at : at + n]) in self._things), 0)

    def without_city(self, name: str) -> str:
        """A company's name without the city (and the district) that it begins with."""
        city, rest = self._cut_chinese_city(simplified(clean(name)))
        if city is None:
            words = name.split()
            _, used = self._latin_city([fold(word) for word in words], 0) if words else (None, 0)
            return " ".join(words[used:])
        return _DISTRICT.sub("", rest.strip())

    def _cut_chinese_city(self, text: str) -> tuple[City | None, str]:
        if not has_han(text):
            return None, text
        if not self._chinese_starts.isdisjoint(map(add, text, text[1:])):
            for name in self._longest_first:
                start = text.find(name)
                if start >= 0:
                    end = start + len(name)
                    if text[end : end + 1] in ("市", "县", "区"):
                        end += 1
                    return self._chinese[name], f"{text[:start]} {text[end:]}"
        return self._cut_city_by_sound(text)

    def _cut_city_by_sound(self, text: str) -> tuple[City | None, str]:
        """A city whose name stands there in other characters of the same sound, as foreign names often do."""
        for name, signs in self._long_chinese:
            if 2 * len(signs.intersection(text)) < len(name):
                continue  # nothing that would need a look at the sounds
            if found := _find_by_sound(name, text):
                start, end = found
                return self._chinese[name], f"{text[:start]} {text[end:]}"
        return None, text

    def _latin_city(self, words: list[str], at: int) -> tuple[City | None, int]:
        for length in (4, 3, 2, 1):
            city = self._latin.get(tuple(words[at : at + length]))
            if city and at + length <= len(words):
                return city, length
        word = words[at]
        allowed = 1 if len(word) < 9 else 2
        told = at > 0 and words[at - 1] in _BEFORE
        if len(word) < (5 if told else 7):
            return None, 0
        for name, city in self._like.get(word[0], ()):
            if OSA.distance(name, word, score_cutoff=allowed) <= allowed:
                return city, 1
        return None, 0


def _find_by_sound(name: str, text: str) -> tuple[int, int] | None:
    """Where a text has something that begins and sounds like a name, its 市 included.

    Three characters have to sound alike; longer names may differ in one letter of six, and in length.
    """
    wanted, heard = _sounds(name), _sounds(text)
    spelt = "".join(wanted)
    letters, syllables = (len(spelt) // 6, (len(name) - 2) // 2) if len(name) > 3 else (0, 0)
    sizes = range(len(name) - syllables, len(name) + syllables + 1)
    for size in sorted(sizes, key=lambda size: abs(size - len(name))):
        for start in range(len(text) - size + 1):
            written = heard[start : start + size]
            if written[0] == wanted[0] and OSA.distance("".join(written), spelt) <= letters:
                return start, start + size + (text[start + size : start + size + 1] == "市")
    return None


@lru_cache(maxsize=256)
def _sounds(text: str) -> tuple[str, ...]:
    """A syllable for each character, -ng as -n and without tones; other signs stay."""
    return tuple(
        next(iter(pinyin(sign)), sign).replace("ng", "n") if has_han(sign) else sign for sign in text
    )


def _latin_names(city: City) -> set[str]:
    names = set()
    if "市" in city.name_zh.rstrip("市") and (upper := _BRACKETS.search(city.name_de)):
        names.add(upper.group().strip(" ()（）"))  # Shenzhen means the member district Bao'an
    for name in (city.name_de, city.name_en):
        plain = _BRACKETS.sub("", name).split(",")[0].strip()
        for form in (plain, _TAIL.sub("", plain), re.sub(r"\s+District$", "", plain), plain.replace("'", "")):
            if form and form not in ("Bad",):
                names.add(form)
    return names


def _chinese_names(name: str) -> set[str]:
    plain = simplified(_BRACKETS.sub("", name)).replace("-", "")
    names = {plain, plain.rstrip("市县"), *_ALSO_CHINESE.get(plain, ())}
    if plain.endswith("区") and "市" in plain:
        upper, district = plain[:-1].split("市", 1)
        names |= {upper, district, f"{district}区", f"{upper}{district}"}
    return {one for one in names if len(one) >= 2}


def _cut_chinese_country(text: str) -> tuple[Country | None, str]:
    """The country after 在, 来自 …, else the first one named; both go."""
    named = [(text.find(word), word) for word in _COUNTRIES_CHINESE if word in text]
    if not named:
        return None, text
    after = re.search(rf"(?:在|来自|从|进入|位于)({'|'.join(_COUNTRIES_CHINESE)})", text)
    country = _COUNTRIES_CHINESE[after.group(1) if after else min(named)[1]]
    for _, word in named:
        text = text.replace(word, " ")
    return country, text


def _latin_country(word: str, *, spoken: bool) -> Country | None:
    """The country of a word; where languages are `spoken` of, its adjective is none."""
    if spoken and word in _TONGUES:
        return None
    return _COUNTRIES_LATIN.get(word) or _COUNTRIES_LATIN.get(_ADJECTIVE.sub("", word, count=1))
