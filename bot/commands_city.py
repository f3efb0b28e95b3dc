"""`isabot city`: member cities join, change and leave, without touching code. Every act is audited."""

import argparse
import re
import sys
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from bot.clock import read_clock
from bot.config import Config
from bot.opening import open_store
from directory.cities import CityNames
from directory.domain.city import City, Country
from directory.domain.roles import Act, Role
from directory.store import cities, city_acts

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_CHANGEABLE = ("name_zh", "name_en", "region", "member_since", "status", "agency", "page", "source_url")


class CityRefused(Exception):
    """What was asked for makes no sense; the message says what to do."""


def run_city(config: Config, options: argparse.Namespace) -> int:
    """Run one of the city commands. Raises StoreError."""
    store = open_store(config)
    try:
        if options.action == "list":
            with store.read() as session:
                for city in cities.list_cities(session):
                    print(_describe(city))
            return 0
        with store.write() as session:
            act = {"add": _add, "change": _change, "leave": _leave}[options.action]
            print(act(session, options))
    except CityRefused as error:
        print(f"isabot: {error}", file=sys.stderr)
        return 2
    finally:
        store.close()
    return 0


def _add(session: Session, options: argparse.Namespace) -> str:
    """A new member, or one that comes back."""
    country = Country(options.country)
    names = {"name_de": options.name_de, "name_zh": options.name_zh, "name_en": options.name_en}
    if missing := [name for name, value in names.items() if not (value or "").strip()]:
        raise CityRefused(
            f"a city needs its name in three languages: --{missing[0].replace('_', '-')} is missing"
        )
    known = next((city for city in cities.list_cities(session) if city.name_de == options.name_de), None)
    if known is not None and known.is_member:
        raise CityRefused(f"{known.name_de} is a member already; to correct it: isabot city change")
    facts = _read_facts(options)
    today = read_clock().date().isoformat()
    city = City(0, country, **names, **{"member_since": today, "status": "member", **facts})
    _put(session, city, Act.ADD_CITY)
    return f"{city.name_de} is a member since {city.member_since}. The search knows it within seconds."


def _change(session: Session, options: argparse.Namespace) -> str:
    """New facts; another agency in charge ends the roles of the one before."""
    city = _get(session, options.city)
    facts = _read_facts(options)
    if not facts:
        raise CityRefused("say what to change, for instance --agency NAME")
    _put(session, replace(city, **facts), Act.CHANGE_CITY, tuple(facts))
    changed = f"{city.name_de}: {', '.join(f'{name} {value!r}' for name, value in facts.items())}."
    if facts.get("agency", city.agency) == city.agency or options.keep_officers:
        return changed
    ended = _end_offices(session, city)
    return f"{changed} {ended} Invite the new agency: isabot invite --agency {city.name_en!r}"


def _leave(session: Session, options: argparse.Namespace) -> str:
    """Entries of a city that has left are kept, but not found any more."""
    city = _get(session, options.city)
    if not city.is_member:
        raise CityRefused(f"{city.name_de} has left already, on {city.left_on}")
    today = read_clock().date().isoformat()
    left_on = _read_date(options.on) if options.on else today
    if left_on > today[: len(left_on)]:
        raise CityRefused(
            f"{left_on} has not come yet, and leaving takes effect at once: run this on the day, "
            "or give the day on which it has left"
        )
    _put(session, replace(city, left_on=left_on), Act.LEAVE_CITY)
    ended = _end_offices(session, city)
    return (
        f"{city.name_de} has left on {left_on}. Its entries are kept and no longer found. {ended} "
        "If it comes back: isabot city add"
    )


def _end_offices(session: Session, city: City) -> str:
    """The roles of a city's agency end; who had them is not told here, the agency will have been."""
    count = city_acts.end_offices(session, city, Role.OPERATOR, read_clock())
    return f"{count} persons acted for its agency and no longer do."


def _put(session: Session, city: City, act: Act, fields: tuple[str, ...] = ()) -> None:
    city_acts.put(session, city, act, Role.OPERATOR, read_clock(), fields=fields)


def find_city(session: Session, name: str) -> City | None:
    """The city that a name means, also one that has left."""
    return CityNames(cities.list_cities(session)).find(name)


def _get(session: Session, name: str) -> City:
    city = find_city(session, name)
    if city is None:
        raise CityRefused(f"there is no city {name!r}; isabot city list shows them all")
    return city


def _read_facts(options: argparse.Namespace) -> dict[str, Any]:
    facts: dict[str, Any] = {
        name: value.strip() for name in _CHANGEABLE if (value := getattr(options, name)) is not None
    }
    if "member_since" in facts:
        facts["member_since"] = _read_date(facts["member_since"])
    for name in ("name_zh", "name_en"):
        if options.action == "add" or facts.get(name) == "":
            facts.pop(name, None)
    return facts


def _read_date(text: str) -> str:
    if not _DATE.fullmatch(text):
        raise CityRefused(f"{text!r} is no date; write 2026-11-25, 2026-11 or 2026")
    return text


def _describe(city: City) -> str:
    state = f"left on {city.left_on}" if city.left_on else f"{city.status or 'member'}, {city.member_since}"
    agency = city.agency or "no agency named"
    return f"{city.country}  {city.name_de} · {city.name_zh} · {city.name_en}  {state}  {agency}"
