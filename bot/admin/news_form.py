"""The form of a news item: filled in from a mailing, and read into one."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.admin.visit import Visit, parse_number
from directory.domain.city import Country
from directory.domain.mailing import Audience, Mailing
from directory.domain.news import NewsItem, Occasion, Topic
from handlers.localizer import LOCALES

ZONES = ("Europe/Berlin", "Asia/Shanghai")
LISTS = ("countries", "cities", "locales", "platforms")
PLATFORMS = ("telegram", "wechat", "web")
LONGEST_TITLE, LONGEST_BODY, LONGEST_LINK = 120, 3000, 500
_LOCAL = "%Y-%m-%dT%H:%M"


def build_form(
    visit: Visit, known: Mailing | None, wrong: dict[str, str] | None = None, *, typed: bool = False
) -> dict[str, Any]:
    """What the template shows; after a fault, or where that is asked for, what was `typed`."""
    values = _read_typed(visit) if wrong or typed else _write_values(known, visit)
    locale = visit.ctx.locale
    cities = [(str(city.id), city.name(locale)) for city in visit.ctx.entries.list_cities()]
    choices = {
        "countries": [(one.value, visit.text(f"country-{one}")) for one in Country],
        "cities": cities,
        "locales": [(one, visit.text(f"language-{one}")) for one in LOCALES],
        "platforms": [(one, visit.text(f"platform-{one}")) for one in PLATFORMS],
    }
    return {
        "known": known,
        "values": values,
        "wrong": wrong or {},
        "topics": [(topic.value, visit.text(f"topic-{topic}")) for topic in Topic],
        "texts": [(one, visit.text(f"language-{one}")) for one in ("de", "zh", "en")],
        "zones": [(zone, visit.text(f"zone-{zone.rpartition('/')[2].lower()}")) for zone in ZONES],
        "lists": [(name, visit.text(f"pages-audience-{name}"), choices[name]) for name in LISTS],
    }


def read_mailing(visit: Visit, known: Mailing | None) -> Mailing | dict[str, str]:
    """The mailing that the form means; or what is wrong, by field."""
    wrong: dict[str, str] = {}
    titles: dict[str, str] = {}
    bodies: dict[str, str] = {}
    for locale in LOCALES:
        for kind, most, texts in (("title", LONGEST_TITLE, titles), ("body", LONGEST_BODY, bodies)):
            text = visit.given(f"{kind}_{locale}").replace("\r\n", "\n")
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
    audience = _read_audience(visit)
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
        return local.replace(tzinfo=ZoneInfo(zone if zone in ZONES else ZONES[0])).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


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


def _read_audience(visit: Visit) -> Audience:
    known = {str(city.id): city.id for city in visit.ctx.entries.list_cities()}
    days = parse_number(visit.given("seen_within_days"))
    return Audience(
        tuple(one for one in Country if one.value in visit.form.get("countries", ())),
        tuple(known[one] for one in visit.form.get("cities", ()) if one in known),
        tuple(one for one in LOCALES if one in visit.form.get("locales", ())),
        tuple(one for one in PLATFORMS if one in visit.form.get("platforms", ())),
        min(days, 3650) if days else None,
    )


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
