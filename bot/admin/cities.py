"""Member cities: joined, changed, left. What the secretariat does here, the shell does by `isabot city`."""

import re
from dataclasses import replace
from typing import Any

from bot.admin.visit import Answer, Go, NotHere, Page, Visit
from directory.domain.city import City, Country
from directory.domain.roles import Act, Role
from directory.store import appointing, cities, city_acts
from directory.store.errors import Forbidden
from handlers import office_changes
from handlers.messages import Outcome

_DATE = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")
FIELDS = ("name_zh", "name_en", "region", "member_since", "status", "agency", "page", "source_url")
LONGEST = 200


def show(visit: Visit) -> Page:
    """All cities; agencies see where they belong, the secretariat also what it can do."""
    rows = [
        {"city": city, "name": city.name(visit.ctx.locale), "country": visit.text(f"country-{city.country}")}
        for city in cities.list_cities(visit.session)
    ]
    countries = [(one.value, visit.text(f"country-{one}")) for one in Country]
    typed = {name: visit.given(name) for name in ("country", "name_de", *FIELDS)}
    return Page("cities.html", {"rows": rows, "countries": countries, "typed": typed})


def show_one(visit: Visit) -> Page:
    """A city's facts, to be changed."""
    city = _get(visit)
    facts = {name: getattr(city, name) for name in FIELDS}
    return Page("city.html", {"city": city, "name": city.name(visit.ctx.locale), "facts": facts})


def keep_one(visit: Visit) -> Page:
    """A city's facts as they were typed."""
    page = show_one(visit)
    return replace(page, values=page.values | {"facts": _read(visit)})


def add(visit: Visit) -> Answer:
    """A new member, or one that comes back."""
    role = _permit(visit, Act.ADD_CITY, None)
    country, german = visit.given("country"), visit.given("name_de")[:LONGEST]
    facts = _read(visit)
    if country not in list(Country) or not (german and facts["name_zh"] and facts["name_en"]):
        return _refuse(visit, show(visit), "pages-city-names-missing")
    known = next((one for one in cities.list_cities(visit.session) if one.name_de == german), None)
    if known is not None and known.is_member:
        return _refuse(visit, show(visit), "pages-city-known")
    if not _DATE.fullmatch(facts["member_since"]):
        return _refuse(visit, show(visit), "pages-date-wrong")
    joined = facts["member_since"] or visit.ctx.now.date().isoformat()
    city = City(0, Country(country), german, **facts | {"member_since": joined, "status": "member"})
    city_acts.put(visit.session, city, Act.ADD_CITY, role, visit.ctx.now, person_id=visit.person.id)
    return Go("/admin/cities", visit.text("pages-city-added", city=city.name(visit.ctx.locale)))


def change(visit: Visit) -> Answer:
    """New facts; another agency in charge ends the roles of the one before, unless they are to stay."""
    city = _get(visit)
    role = _permit(visit, Act.CHANGE_CITY, city.id)
    facts, here = _read(visit), f"/admin/cities/{city.id}"
    if not (facts["name_zh"] and facts["name_en"]):
        return _refuse(visit, keep_one(visit), "pages-city-names-missing")
    if not _DATE.fullmatch(facts["member_since"]):
        return _refuse(visit, keep_one(visit), "pages-date-wrong")
    changed = tuple(name for name in FIELDS if facts[name] != getattr(city, name))
    if not changed:
        return Go(here, visit.text("nothing-changed"))
    acting, now = visit.person.id, visit.ctx.now
    values: dict[str, Any] = dict(facts)
    after = replace(city, **values)
    city_acts.put(visit.session, after, Act.CHANGE_CITY, role, now, person_id=acting, fields=changed)
    if "agency" in changed:
        ends = not visit.given("keep")
        ended = city_acts.end_offices(visit.session, city, role, now, person_id=acting) if ends else ()
        visit.carry_out(Outcome(notices=office_changes.tell(visit.ctx, after, ended)))
    return Go(here, visit.text("pages-saved"))


def leave(visit: Visit) -> Answer:
    """A city leaves: its entries are kept and no longer found, its agency's roles end."""
    city = _get(visit)
    role = _permit(visit, Act.LEAVE_CITY, city.id)
    if not city.is_member:
        return Go(f"/admin/cities/{city.id}", visit.text("nothing-changed"))
    acting, now = visit.person.id, visit.ctx.now
    left = replace(city, left_on=now.date().isoformat())
    city_acts.put(visit.session, left, Act.LEAVE_CITY, role, now, person_id=acting)
    ended = city_acts.end_offices(visit.session, city, role, now, person_id=acting)
    visit.carry_out(Outcome(notices=office_changes.tell(visit.ctx, left, ended)))
    return Go("/admin/cities", visit.text("pages-city-left", city=city.name(visit.ctx.locale)))


def _refuse(visit: Visit, page: Page, key: str) -> Page:
    return replace(page, values=page.values | {"warning": visit.text(key)}, status=422)


def _permit(visit: Visit, act: Act, city_id: int | None) -> Role:
    return appointing.permit(visit.session, visit.person, act, city_id).role


def _get(visit: Visit) -> City:
    city_id = visit.number("id")
    found = next((one for one in cities.list_cities(visit.session) if one.id == city_id), None)
    if found is None:
        raise NotHere(visit.path["id"])
    if not visit.may(Act.CHANGE_CITY, city_id):
        raise Forbidden("cities")
    return found


def _read(visit: Visit) -> dict[str, str]:
    return {name: " ".join(visit.given(name)[:LONGEST].split()) for name in FIELDS}
