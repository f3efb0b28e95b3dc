"""`isabot city`: member cities join, change and leave, without touching code. Every act is audited."""

import argparse
import re
import sys
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from bot.app import App
from bot.clock import read_clock
from bot.config import Config
from bot.opening import open_store
from bot.turns import MAX_CONFLICTS
from bot.writing import open_app
from directory.cities import CityNames
from directory.domain.city import City, Country
from directory.domain.roles import Act, Role
from directory.store import cities, city_acts
from directory.store.errors import Conflict
from handlers import office_changes
from handlers.messages import Outcome

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_CHANGEABLE = ("name_zh", "name_en", "region", "member_since", "status", "agency", "page", "source_url")


class CityRefused(Exception):
    """What was asked for makes no sense; the message says what to do."""


@dataclass(frozen=True, slots=True)
class _Done:
    """What is printed; the city whose officers are told, and whose office has ended."""

    said: str
    city: City | None = None
    ended: tuple[int, ...] = ()


def run_city(config: Config, options: argparse.Namespace) -> int:
    """Run one of the city commands. Raises StoreError, Conflict where others keep writing to the chats."""
    if options.action == "list":
        return _list(config)
    app = open_app(config)
    try:
        for attempt in range(MAX_CONFLICTS):
            try:
                print(_carry_out(app, options))
                break
            except Conflict:  # an officer chats in this moment
                if attempt == MAX_CONFLICTS - 1:
                    raise
    except CityRefused as error:
        print(f"isabot: {error}", file=sys.stderr)
        return 2
    finally:
        app.store.close()
    return 0


def _list(config: Config) -> int:
    store = open_store(config)
    try:
        with store.read() as session:
            for city in cities.list_cities(session):
                print(_describe(city))
    finally:
        store.close()
    return 0


def _carry_out(app: App, options: argparse.Namespace) -> str:
    """Store what was asked for, and in the same transaction what officers read about it."""
    act = {"add": _add, "change": _change, "leave": _leave}[options.action]
    with app.store.write() as session:
        done = act(session, options)
        if done.city is not None:
            told = office_changes.tell(app.turns.build_unasked(session), done.city, done.ended)
            app.turns.carry_out(session, Outcome(notices=told))
    return done.said


def _add(session: Session, options: argparse.Namespace) -> _Done:
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
    return _Done(f"{city.name_de} is a member since {city.member_since}. The search knows it within seconds.")


def _change(session: Session, options: argparse.Namespace) -> _Done:
    """New facts; another agency in charge ends the roles of the one before."""
    city = _get(session, options.city)
    facts = _read_facts(options)
    if not facts:
        raise CityRefused("say what to change, for instance --agency NAME")
    after = replace(city, **facts)
    _put(session, after, Act.CHANGE_CITY, tuple(facts))
    changed = f"{city.name_de}: {', '.join(f'{name} {value!r}' for name, value in facts.items())}."
    if after.agency == city.agency:
        return _Done(changed)
    if options.keep_officers:
        return _Done(changed, after)
    ended = _end_offices(session, city)
    invite = f"Invite the new agency: isabot invite --agency {city.name_en!r}"
    return _Done(f"{changed} {_count(ended)} {invite}", after, ended)


def _leave(session: Session, options: argparse.Namespace) -> _Done:
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
    left = replace(city, left_on=left_on)
    _put(session, left, Act.LEAVE_CITY)
    ended = _end_offices(session, city)
    said = (
        f"{city.name_de} has left on {left_on}. Its entries are kept and no longer found. {_count(ended)} "
        "If it comes back: isabot city add"
    )
    return _Done(said, left, ended)


def _end_offices(session: Session, city: City) -> tuple[int, ...]:
    return city_acts.end_offices(session, city, Role.OPERATOR, read_clock())


def _count(ended: tuple[int, ...]) -> str:
    return f"{len(ended)} persons acted for its agency and no longer do; they are told in the chat."


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
