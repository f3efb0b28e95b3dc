"""What officials write for a news item, taken apart: texts, addresses, an occasion, cities, a time. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from directory.cities import CityNames
from directory.domain.city import City, Country
from directory.domain.mailing import Audience
from directory.domain.news import Occasion

TITLE_CHARACTERS = 100
LAST_YEAR = 2100
"""Later is a slip of the pen; the last hours of the year 9999 are none on the clocks of the other country."""
ZONES = {
    "berlin": "Europe/Berlin",
    "deutschland": "Europe/Berlin",
    "germany": "Europe/Berlin",
    "柏林": "Europe/Berlin",
    "德国": "Europe/Berlin",
    "peking": "Asia/Shanghai",
    "beijing": "Asia/Shanghai",
    "china": "Asia/Shanghai",
    "北京": "Asia/Shanghai",
    "中国": "Asia/Shanghai",
}
_ADDRESS = re.compile(r"https://[^\s<>\"]+")
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp)(?:\?\S*)?$", re.IGNORECASE)
_MOMENT = r"(\d{4})-(\d{1,2})-(\d{1,2})[ T,]+(\d{1,2}):(\d{2})"
_WHEN = re.compile(rf"{_MOMENT}\s*,?\s*(\S*)")
_OCCASION = re.compile(
    rf"{_MOMENT}\s*[-–—~～至]\s*(?:(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})[ T]+)?(\d{{1,2}}):(\d{{2}})"
)
PLATFORMS = {"telegram": "Telegram", "wechat": "WeChat", "web": "Web"}
_AUDIENCES: dict[str, dict[str, object]] = {
    "countries": {
        **dict.fromkeys(("deutschland", "germany", "德国"), Country.DE),
        **dict.fromkeys(("china", "中国"), Country.CN),
    },
    "locales": {
        **dict.fromkeys(("deutsch", "german", "德语", "德文"), "de"),
        **dict.fromkeys(("chinesisch", "chinese", "中文"), "zh"),
        **dict.fromkeys(("englisch", "english", "英语", "英文"), "en"),
    },
    "platforms": {
        "telegram": "telegram",
        **dict.fromkeys(("wechat", "微信"), "wechat"),
        **dict.fromkeys(("web", "webchat", "网页"), "web"),
    },
}
_DAYS = re.compile(r"([0-9]{1,4})\s*(?:tage?n?|days?|天)")
_SEPARATOR = re.compile(r"\s*[;,；，、]\s*")


@dataclass(frozen=True, slots=True)
class Extras:
    """What goes with the texts of an item."""

    link: str = ""
    picture: str = ""
    occasion: Occasion | None = None


def parse_text(text: str) -> tuple[str, str]:
    """(title, body): the first line, and the rest. A title that is too long gives ("", "")."""
    title, _, body = text.strip().partition("\n")
    title = " ".join(title.split())
    return (title, body.strip()) if len(title) <= TITLE_CHARACTERS else ("", "")


def parse_extras(text: str) -> Extras | None:
    """An address, the address of a picture, an occasion, in any order; None where something is left over.

    An occasion is "2027-04-20 10:00 - 17:00; Hannover; Berlin": from, to, place, time zone.
    """
    addresses = _ADDRESS.findall(text)
    pictures = [one for one in addresses if _PICTURE.search(one)]
    links = [one for one in addresses if one not in pictures]
    rest = _ADDRESS.sub(" ", text).strip(" \n;；")
    occasion = parse_occasion(rest) if rest else None
    if len(links) > 1 or len(pictures) > 1 or (rest and occasion is None):
        return None
    return Extras("".join(links), "".join(pictures), occasion)


def parse_occasion(text: str) -> Occasion | None:
    """An occasion; None where it is none, or ends before it begins."""
    text = _plain_moment(text)
    found = _OCCASION.match(text)
    if found is None:
        return None
    places = [part for part in _SEPARATOR.split(text[found.end() :]) if part]
    zone = ZONES.get(places[-1].casefold()) if len(places) > 1 else None
    if zone is None:
        return None
    year, month, day, hour, minute, *last = found.groups()
    last_day = tuple(last[:3]) if last[0] else (year, month, day)
    begins = _read_moment((year, month, day, hour, minute), zone)
    ends = _read_moment((*last_day, *last[3:]), zone)
    if begins is None or ends is None or ends <= begins:
        return None
    return Occasion(", ".join(places[:-1]), begins, ends, zone)


def parse_when(text: str) -> datetime | None:
    """A moment with its zone, "2026-12-01 09:00 Berlin"; None without a zone we know."""
    found = _WHEN.fullmatch(_plain_moment(text))
    zone = ZONES.get(found[6].casefold()) if found else None
    return _read_moment(found.groups()[:5], zone) if found and zone else None


def parse_audience(text: str, cities: Iterable[City]) -> Audience | None:
    """Cities or countries by name, in any language, and beside them languages, platforms and "90 Tage".

    None where a word is none of them.
    """
    names = CityNames(cities)
    found: dict[str, list[Any]] = {"cities": [], "countries": [], "locales": [], "platforms": []}
    days: int | None = None
    for word in (one for one in _SEPARATOR.split(text.strip()) if one):
        plain = word.casefold()
        if named := next((kind for kind, known in _AUDIENCES.items() if plain in known), ""):
            found[named].append(_AUDIENCES[named][plain])
        elif (counted := _DAYS.fullmatch(plain)) and days is None and int(counted[1]):
            days = int(counted[1])
        elif (city := names.find(word)) is not None:
            found["cities"].append(city.id)
        else:
            return None
    if found["cities"] and found["countries"]:  # together they would mean their overlap
        return None
    chosen = {kind: tuple(dict.fromkeys(values)) for kind, values in found.items()}
    return Audience(**chosen, seen_within_days=days) if any(found.values()) or days else None


def _plain_moment(text: str) -> str:
    """A moment as people of either country write it, as the patterns read it: 2026年12月1日 9:00 北京."""
    text = unicodedata.normalize("NFKC", text.strip())
    text = re.sub(r"(\d{4})年(\d{1,2})月(\d{1,2})日\s*", r"\1-\2-\3 ", text)
    text = re.sub(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)", r"\3-\2-\1", text)
    text = re.sub(r"(\d{1,2})[点时](?:(\d{1,2})分?)?", lambda found: f"{found[1]}:{found[2] or '00'}", text)
    text = re.sub(r"\s+uhr(?![a-z])", "", text, flags=re.IGNORECASE)
    return re.sub(r"时间$", "", text)


def _read_moment(digits: Iterable[str | None], zone: str) -> datetime | None:
    try:
        year, month, day, hour, minute = (int(one or "") for one in digits)
        moment = datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone))
    except ValueError:
        return None
    return moment if year <= LAST_YEAR else None
