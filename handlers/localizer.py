"""Texts in German, Chinese and English, from the Fluent catalogues in `locales`."""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle, FluentResource

LOCALES = ("de", "zh", "en")
_ZONES = {"de": ZoneInfo("Europe/Berlin"), "zh": ZoneInfo("Asia/Shanghai"), "en": ZoneInfo("UTC")}
_DATE_FORMATS = {
    "de": "{0.day}.{0.month}.{0.year}",
    "zh": "{0.year}年{0.month}月{0.day}日",
    "en": "{0.day} {1} {0.year}",
}
_EDGE = re.compile("[\u2068\u2069 ]*[\u2068\u2069][\u2068\u2069 ]*")
"""Where a value begins or ends: Fluent marks it with isolates."""
_UNMARKED = {0x2068: None, 0x2069: None}
_HAN = re.compile("[\u3400-\u9fff]")
_WIDE = re.compile("[\u3000-\u9fff\uff00-\uffef“”…]")
_LATIN = re.compile("[0-9A-Za-z\u00c0-\u024f]")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class Localizer:
    """Looks texts up by locale and key. A missing key is a KeyError; the catalogues are checked."""

    def __init__(self) -> None:
        self._bundles = {locale: _load_bundle(locale) for locale in LOCALES}
        self._words: dict[str, frozenset[str]] = {}

    def text(self, locale: str, key: str, **arguments: str | int) -> str:
        """The text of `key` in `locale`; unknown locales read English."""
        bundle = self._bundles.get(locale, self._bundles["en"])
        pattern = bundle.get_message(key).value if bundle.has_message(key) else None
        if pattern is None:
            raise KeyError(key)
        text, errors = bundle.format_pattern(pattern, dict(arguments))
        if errors:
            raise KeyError(f"{locale} {key}: {errors[0]}")
        return set_spaces(str(text)) if locale == "zh" else str(text)

    def keys(self, locale: str) -> frozenset[str]:
        """All keys of a catalogue."""
        return frozenset(self._bundles[locale]._messages)

    def words(self, key: str) -> frozenset[str]:
        """The words of a `|` separated list, of all languages together, case folded."""
        if key not in self._words:
            self._words[key] = frozenset(
                word.strip().casefold() for locale in LOCALES for word in self.text(locale, key).split("|")
            )
        return self._words[key]


def set_spaces(text: str) -> str:
    """A Chinese text whose values are marked: a space between Han and Latin letters or digits, else none.

    Only where a value meets the text around it: what somebody wrote, and the gap between two values, stay.
    """
    return _EDGE.sub(_space, text)


def _space(edge: re.Match[str]) -> str:
    before, after = edge.string[: edge.start()][-1:], edge.string[edge.end() :][:1]
    if (_HAN.match(before) and _LATIN.match(after)) or (_LATIN.match(before) and _HAN.match(after)):
        return " "
    if _WIDE.match(before) and _WIDE.match(after) and not {*"\u2068\u2069"} <= {*edge[0]}:
        return ""
    return edge[0].translate(_UNMARKED)


def format_date(moment: datetime, locale: str) -> str:
    """The day of `moment` as written in `locale`, in that country's time zone."""
    local = moment.astimezone(zone_of(locale))
    return _DATE_FORMATS.get(locale, _DATE_FORMATS["en"]).format(local, _MONTHS[local.month - 1])


def zone_of(locale: str) -> ZoneInfo:
    """The clocks that a reader of `locale` lives by; in English there is no one country: UTC."""
    return _ZONES.get(locale, _ZONES["en"])


def format_moment(moment: datetime, locale: str) -> str:
    """Day and time of `moment` on the clocks of the reader's country; in English it says that it is UTC."""
    written = format_time(moment.astimezone(zone_of(locale)), locale)
    return written if locale in ("de", "zh") else f"{written} UTC"


def format_time(moment: datetime, locale: str) -> str:
    """Day and time of `moment` on its own clocks, as written in `locale`."""
    day = _DATE_FORMATS.get(locale, _DATE_FORMATS["en"]).format(moment, _MONTHS[moment.month - 1])
    return f"{day} {moment:%H:%M}" if locale == "zh" else f"{day}, {moment:%H:%M}"


def format_span(begins: datetime, ends: datetime, locale: str) -> str:
    """From when to when, on their own clocks."""
    last = f"{ends:%H:%M}" if begins.date() == ends.date() else format_time(ends, locale)
    return f"{format_time(begins, locale)} – {last}"


def guess_locale(hints: Iterable[str], fallback: str = "en") -> str:
    """The first language tag ("de-AT", "zh_CN") that names one of our locales, else `fallback`."""
    for hint in hints:
        locale = hint.replace("_", "-").split("-")[0].strip().lower()
        if locale in LOCALES:
            return locale
    return fallback


@cache
def _load_bundle(locale: str) -> FluentBundle:
    """The catalogue of a language; read once in a process, since nobody changes it."""
    bundle = FluentBundle([locale], use_isolating=locale == "zh")
    for file in sorted(resources.files("locales").iterdir(), key=lambda item: item.name):
        if file.name == f"{locale}.ftl" or file.name.endswith(f".{locale}.ftl"):
            bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle
