"""The form of a news item: filled in from a mailing, and read into one."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.admin.visit import Visit, parse_number
from directory.domain.city import Country
from directory.domain.mailing import Audience, Mailing
from directory.domain.news import NewsItem, Occasion, Topic
from directory.store import cities
from handlers.entries import join
from handlers.localizer import LOCALES
from handlers.news_form import LAST_YEAR

ZONES = ("Europe/Berlin", "Asia/Shanghai")
LISTS = ("countries", "cities", "locales", "platforms")
PLATFORMS = ("telegram", "wechat", "web")
MOST_DAYS = 3650
LONGEST_TITLE, LONGEST_BODY, LONGEST_LINK = 120, 3000, 500
_LOCAL = "%Y-%m-%dT%H:%M"
_TYPED = (
    *(f"{kind}_{locale}" for locale in LOCALES for kind in ("title", "body")),
    *("topic", "link", "picture", "place", "begins", "ends", "event_zone", "seen_within_days"),
)


def build_form(
    visit: Visit, known: Mailing | None, wrong: dict[str, str] | None = None, *, typed: bool = False
) -> dict[str, Any]:
    """What the template shows; after a fault, or where that is asked for, what was `typed`.

    Where somebody else has saved since, beside it what is stored now. A form with a fault keeps the version
    it was filled in over: that it is another's now is said when it is saved.
    """
    values = _read_typed(visit) if wrong or typed else _write_values(known, visit)
    version = known.version if known else 0
    if wrong and known:
        version = parse_number(visit.given("version")) or 0
    choices = _list_choices(visit)
    for name in LISTS:  # what is no longer on offer, such as a city that has left, can still be taken out
        choices[name] += [
            (one, _name_unknown(visit, name, one)) for one in _list_unknown(visit, name, values[name])
        ]
    return {
        "known": known,
        "version": version,
        "values": values,
        "others": _list_others(visit, known, values, choices) if typed and known else {},
        "wrong": wrong or {},
        "topics": choices["topics"],
        "texts": [(one, visit.text(f"language-{one}")) for one in ("de", "zh", "en")],
        "zones": choices["zones"],
        "lists": [(name, visit.text(f"pages-audience-{name}"), choices[name]) for name in LISTS],
    }


def read_mailing(visit: Visit, known: Mailing | None) -> Mailing | dict[str, str]:
    """The mailing that the form means; or what is wrong, by field."""
    wrong: dict[str, str] = {}
    titles: dict[str, str] = {}
    bodies: dict[str, str] = {}
    for locale in LOCALES:
        for kind, most, texts in (("title", LONGEST_TITLE, titles), ("body", LONGEST_BODY, bodies)):
            text = visit.given(f"{kind}_{locale}")
            if kind == "title":
                text = " ".join(text.split())
            if len(text) > most:
                wrong[f"{kind}_{locale}"] = visit.text("too-long", limit=most, count=len(text))
            elif text:
                texts[locale] = text
    if not titles:
        wrong["title_de"] = visit.text("pages-news-title-missing")
    for name in ("link", "picture"):
        if not _is_address(visit.given(name)):
            wrong[name] = visit.text("pages-news-link-wrong")
    occasion = _read_occasion(visit, wrong)
    topic = visit.given("topic")
    audience = _read_audience(visit, wrong)
    if wrong or topic not in list(Topic):
        return wrong or {"topic": visit.text("please-choose")}
    item = NewsItem(
        known.id if known else 0,
        Topic(topic),
        titles,
        bodies,
        None,
        visit.given("link"),
        visit.given("picture"),
        occasion,
    )
    version = visit.given("version")
    by_mass = bool(visit.given("by_mass"))
    fresh = known or Mailing(item)
    shown = parse_number(version) or 0
    return replace(fresh, item=item, audience=audience, by_mass=by_mass, version=shown if known else 1)


def read_moment(text: str, zone: str) -> datetime | None:
    """A time as typed, on the clocks of a zone of ours; None where it is none."""
    try:
        local = datetime.strptime(text, _LOCAL)  # noqa: DTZ007 - the zone comes with the next line
        moment = local.replace(tzinfo=ZoneInfo(zone if zone in ZONES else ZONES[0])).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment.year <= LAST_YEAR else None


def _read_occasion(visit: Visit, wrong: dict[str, str]) -> Occasion | None:
    place, begins, ends = (visit.given(name) for name in ("place", "begins", "ends"))
    if not (place or begins or ends):
        return None
    zone = visit.given("event_zone")
    begins_at, ends_at = read_moment(begins, zone), read_moment(ends or begins, zone)
    if not place or begins_at is None or ends_at is None or ends_at < begins_at:
        wrong["begins"] = visit.text("pages-news-event-wrong")
        return None
    return Occasion(place[:LONGEST_TITLE], begins_at, ends_at, zone if zone in ZONES else ZONES[0])


def _read_audience(visit: Visit, wrong: dict[str, str]) -> Audience:
    """Whom the form means. What is not understood is wrong: left out it would mean everybody."""
    for name in LISTS:
        if unknown := _list_unknown(visit, name, visit.form.get(name, ())):
            named = [_name_unknown(visit, name, one) for one in unknown]
            wrong[name] = visit.text("pages-audience-unknown", values=join(visit.ctx, named))
    typed = visit.given("seen_within_days")
    days = parse_number(typed)
    if typed and (days is None or not 1 <= days <= MOST_DAYS):
        wrong["seen_within_days"] = visit.text("pages-audience-days-wrong", most=MOST_DAYS)
    chosen = {name: visit.form.get(name, ()) for name in LISTS}
    return Audience(
        tuple(one for one in Country if one.value in chosen["countries"]),
        tuple(city.id for city in visit.ctx.entries.list_cities() if str(city.id) in chosen["cities"]),
        tuple(one for one in LOCALES if one in chosen["locales"]),
        tuple(one for one in PLATFORMS if one in chosen["platforms"]),
        days if typed else None,
    )


def _list_choices(visit: Visit) -> dict[str, list[tuple[str, str]]]:
    members = visit.ctx.entries.list_cities()
    return {
        "countries": [(one.value, visit.text(f"country-{one}")) for one in Country],
        "cities": [(str(city.id), city.name(visit.ctx.locale)) for city in members],
        "locales": [(one, visit.text(f"language-{one}")) for one in LOCALES],
        "platforms": [(one, visit.text(f"platform-{one}")) for one in PLATFORMS],
        "topics": [(topic.value, visit.text(f"topic-{topic}")) for topic in Topic],
        "zones": [(zone, visit.text(f"zone-{zone.rpartition('/')[2].lower()}")) for zone in ZONES],
    }


def _list_unknown(visit: Visit, name: str, values: Iterable[str]) -> list[str]:
    known = {value for value, _ in _list_choices(visit)[name]}
    return [one for one in dict.fromkeys(values) if one not in known]


def _name_unknown(visit: Visit, name: str, value: str) -> str:
    """A city that has left by its name, anything else as it came."""
    left = (one for one in cities.list_cities(visit.session) if name == "cities" and str(one.id) == value)
    return next((one.name(visit.ctx.locale) for one in left), value)


def _list_others(
    visit: Visit, known: Mailing, typed: dict[str, Any], choices: dict[str, list[tuple[str, str]]]
) -> dict[str, str]:
    """What is stored now, by field, where it is not what was typed and somebody has saved since."""
    if parse_number(visit.given("version")) == known.version:
        return {}
    stored = _write_values(known, visit)
    typed = typed | {"ends": typed.get("ends") or typed.get("begins")}
    names = dict(choices["topics"] + choices["zones"])
    others = {}
    for name in (*_TYPED, *LISTS):
        was, now = typed.get(name) or "", stored.get(name) or ""
        if name in LISTS:
            labels = dict(choices[name])
            was, now = sorted(was), sorted(now)
            shown = join(visit.ctx, [labels[one] for one in now])
        else:
            was, now = str(was).strip(), str(now)
            shown = names.get(now, now.replace("T", " ") if name in ("begins", "ends") else now)
        if was != now:
            others[name] = shown or visit.text("pages-change-empty")
    return others


def _is_address(text: str) -> bool:
    if not text:
        return True
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.netloc) and text.isprintable() and len(text) <= LONGEST_LINK


def _read_typed(visit: Visit) -> dict[str, Any]:
    single = {name: next(iter(values), "") for name, values in visit.form.items()}
    return single | {name: list(visit.form.get(name, ())) for name in LISTS}


def _write_values(known: Mailing | None, visit: Visit) -> dict[str, Any]:
    if known is None:
        scope = visit.scope
        return {name: [] for name in LISTS} | {"cities": [str(one) for one in scope or ()]}
    item, audience = known.item, known.audience
    values: dict[str, Any] = {
        "topic": item.topic.value,
        "link": item.link,
        "picture": item.picture,
        "by_mass": "1" if known.by_mass else "",
        "countries": [one.value for one in audience.countries],
        "cities": [str(one) for one in audience.cities],
        "locales": list(audience.locales),
        "platforms": list(audience.platforms),
        "seen_within_days": audience.seen_within_days or "",
    }
    for locale in LOCALES:
        values[f"title_{locale}"] = item.titles.get(locale, "")
        values[f"body_{locale}"] = item.bodies.get(locale, "")
    if item.occasion:
        values |= {
            "place": item.occasion.place,
            "begins": f"{item.occasion.begins_there:{_LOCAL}}",
            "ends": f"{item.occasion.ends_there:{_LOCAL}}",
            "event_zone": item.occasion.zone,
        }
    return values
