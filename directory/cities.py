"""Names of the member cities: the list shipped with the program, and who is meant by a name.

No database here: `directory.store.cities` stores what `read_cities` gives.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import process, utils
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import WRatio
from zhconv_rs import zhconv

from directory.domain.city import City, Country

HERE = Path(__file__).parent
LONGEST_NAME = 120
_MOST_TOKENS = 10
_NEAR = 65

_STATES_DE = {
    "Nordrhein-Westfalen": "nordrhein westfalen nrw nw north rhine westphalia",
    "Bayern": "bayern by bavaria mittelfranken oberbayern",
    "Hessen": "hessen he hesse",
    "Rheinland-Pfalz": "rheinland pfalz rp rhineland palatinate",
    "Sachsen": "sachsen sn saxony",
    "Baden-Württemberg": "baden württemberg bw",
    "Niedersachsen": "niedersachsen ni nds lower saxony",
    "Hamburg": "hh freie und hansestadt",
}
_AROUND = {
    Country.DE: "deutschland germany brd de d stadt city of region "
    "a am an der i im in v vd vdh vor h br brsg rh m",
    Country.CN: "china cn prc vr pr p r province provinz city stadt district stadtbezirk bezirk of shi qu",
}
_MORE_NAMES = {
    "Rhein-Kreis Neuss": ("Neuss", "Kreis Neuss", "诺伊斯", "诺伊斯县"),
    "Fulda (Region)": ("Landkreis Fulda",),
    "Nürnberg": ("Nuernberg",),
}
_TAIL = re.compile(r"\s*[(,/].*$|\s+(?:am|im|v\.)\s.*$")
_HAN = re.compile(r"[㐀-鿿]+")
_DISTRICT = re.compile(r"^(?P<city>.+)市(?P<district>.+)区$")
_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|[aeiouv])"
)
_PINYIN = re.compile(f"(?:{_SYLLABLE})+")
_CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))


def read_cities() -> tuple[City, ...]:
    """The member cities of `cities.tsv`, with id 0. Empty stays empty."""
    with (HERE / "cities.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(
            City(
                id=0,
                country=Country(row["country"]),
                name_de=row["city_de"],
                name_zh=row["city_zh"],
                name_en=row["city_en"],
                region=row["province_or_state"],
                member_since=row["member_since"],
                status=row["status"],
                agency=row["agency"],
                source_url=row["source_url"],
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is compared for one city: joined Latin names, words that may stand around them, Chinese names."""

    city: City
    latin: frozenset[str]
    around: frozenset[str]
    chinese: frozenset[str]


class CityNames:
    """Finds the member city that a name means, in three languages and with small errors."""

    def __init__(self, cities: Iterable[City]) -> None:
        self._known = tuple(_know(city) for city in cities)

    def find(self, text: str) -> City | None:
        """The city `text` names; None where it is no member, another known place, or open to doubt."""
        text = unicodedata.normalize("NFKC", text).strip()
        if not text or len(text) > LONGEST_NAME:
            return None
        plain = zhconv(text, "zh-hans")
        chinese = "".join(_HAN.findall(plain))
        latin = _HAN.sub(" ", plain)
        has_latin = any(letter.isalpha() for letter in latin)
        if not chinese:
            return self._find_latin(latin)
        found = self._find_chinese(chinese)
        if has_latin and found is not self._find_latin(latin):
            return None
        return found

    def _find_latin(self, text: str) -> City | None:
        spellings = _spellings(text)
        if len(spellings[0]) > _MOST_TOKENS:
            return None
        exact = {
            known.city.id or id(known): known.city
            for known in self._known
            if any(
                run in known.latin
                for tokens in spellings
                for run in _runs(tokens, known.around | known.latin)
            )
        }
        if exact:
            return next(iter(exact.values())) if len(exact) == 1 else None
        distances = [
            (distance, known.city)
            for known in self._known
            if (distance := _latin_distance(spellings, known)) is not None
        ]
        return _only_nearest(distances)

    def _find_chinese(self, text: str) -> City | None:
        exact = [known.city for known in self._known if text in known.chinese]
        if exact or text in _other_places():
            return exact[0] if len(exact) == 1 else None
        # a Chinese name with another character is another place; a German one is perhaps transcribed
        similar = [
            (1, known.city)
            for known in self._known
            if known.city.country is Country.DE
            and any(_allowed(text, name) and _distance(text, name) <= 1 for name in known.chinese)
        ]
        return _only_nearest(similar)


def list_near(cities: Iterable[City], text: str, limit: int) -> tuple[City, ...]:
    """The cities whose spelling comes near `text`, the nearest first; a guess, to be asked about."""
    named = [(city, name) for city in cities for name in (city.name_de, city.name_en, city.name_zh)]
    found = process.extract(
        text[:LONGEST_NAME],
        [name for _, name in named],
        scorer=WRatio,
        processor=utils.default_process,
        score_cutoff=_NEAR,
        limit=3 * limit,
    )
    return tuple({named[position][0].id: named[position][0] for _, _, position in found}.values())[:limit]


def _only_nearest(distances: list[tuple[int, City]]) -> City | None:
    if not distances:
        return None
    least = min(distance for distance, _ in distances)
    nearest = [city for distance, city in distances if distance == least]
    return nearest[0] if len(nearest) == 1 else None


def _latin_distance(spellings: tuple[tuple[str, ...], ...], known: _Known) -> int | None:
    least: int | None = None
    for tokens in spellings:
        for run in _runs(tokens, known.around | known.latin):
            for name in known.latin:
                distance = _misspelt(run, name, known.city.country)
                if distance is not None and (least is None or distance < least):
                    least = distance
    return least


def _misspelt(run: str, name: str, country: Country) -> int | None:
    """By how many errors `run` may be `name`; None where that is too far, or another place is as near."""
    if country is Country.CN and _PINYIN.fullmatch(run):
        # well-formed pinyin is another place, unless it differs only as southern tongues do
        if run in _other_places() or _southern(run) != _southern(name):
            return None
        return 1
    distance = _distance(run, name)
    others = min((OSA.distance(run, other) for other in _other_places()), default=distance + 1)
    if run[0] != name[0] or distance > _allowed(run, name) or others <= distance:
        return None
    return distance


def _distance(text: str, name: str) -> int:
    allowed = _allowed(text, name)
    return OSA.distance(text, name, score_cutoff=allowed)


def _allowed(text: str, name: str) -> int:
    length = min(len(text), len(name))
    return 0 if length < 5 else 1 if length < 9 else 2


def _southern(pinyin: str) -> str:
    for exact, loose in _CONFUSED:
        pinyin = pinyin.replace(exact, loose)
    return pinyin


def _runs(tokens: tuple[str, ...], around: frozenset[str]) -> Iterator[str]:
    """Neighbouring tokens joined, where all other tokens may stand around the name."""
    for first in range(len(tokens)):
        if not all(_stands_around(token, around) for token in tokens[:first]):
            return
        for end in range(len(tokens), first, -1):
            yield "".join(tokens[first:end])
            if not _stands_around(tokens[end - 1], around):
                break


def _stands_around(token: str, around: frozenset[str]) -> bool:
    return token in around or (
        len(token) > 5
        and any(len(word) > 5 and token[0] == word[0] and _distance(token, word) <= 1 for word in around)
    )


def _know(city: City) -> _Known:
    names = [city.name_de, city.name_en]
    names += [form for name in names if (form := _TAIL.sub("", name).removesuffix(" District"))]
    more = _MORE_NAMES.get(city.name_de, ())
    names += [name for name in more if not _HAN.search(name)]
    bases = {_TAIL.sub("", name).removesuffix(" District") for name in names}
    latin = {"".join(tokens) for name in bases for tokens in _spellings(name)}
    region = _HAN.sub(" ", city.region)
    words = " ".join(
        (city.name_de, city.name_en, _STATES_DE.get(region.strip(), region), _AROUND[city.country])
    )
    own = {token for name in bases for tokens in _spellings(name) for token in tokens}
    around = {token for tokens in _spellings(words) for token in tokens} - own
    chinese = set(_chinese_names(city)) | {name for name in more if _HAN.search(name)}
    return _Known(city, frozenset(latin), frozenset(around), frozenset(chinese))


def _chinese_names(city: City) -> Iterator[str]:
    name = "".join(_HAN.findall(city.name_zh))
    if match := _DISTRICT.match(name):
        base, suffixes = match["district"], ["", "区"]
        parents = ["", match["city"], match["city"] + "市"]
    else:
        base, suffixes, parents = name.rstrip("市县"), ["", "市", "县", "地区"], [""]
    countries = ("", "中国" if city.country is Country.CN else "德国")
    province = "".join(_HAN.findall(city.region))
    short = re.sub("(?:壮族)?自治区$|省$", "", province)
    for country in countries:
        for region in {"", province, short}:
            for parent in parents:
                for suffix in suffixes:
                    yield country + region + parent + base + suffix


def _spellings(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of `text` without accents: ä as a, and ä as ae."""
    text = re.sub(r"['’‘ʼ`´]", "", text.casefold())
    return tuple(
        tuple(re.findall(r"[a-z0-9]+", _without_accents(form)))
        for form in (text, text.translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"}))
    )


def _without_accents(text: str) -> str:
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    )


@cache
def _other_places() -> frozenset[str]:
    lines = (HERE / "other_places.tsv").read_text(encoding="utf-8").splitlines()[2:]
    names = {line.split("\t")[1] for line in lines}
    return frozenset(
        form
        for name in names
        for form in ([name] if _HAN.search(name) else ["".join(tokens) for tokens in _spellings(name)])
    )
