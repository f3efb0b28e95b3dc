"""Who holds which role; invitations by one-time code; roles withdrawn."""

from typing import Any

from bot.admin.paging import SIZE, build_pager
from bot.admin.reviewing import get_company
from bot.admin.visit import Answer, Go, NotHere, Page, Visit
from directory.domain.person import Purpose
from directory.domain.roles import Act, Grant, Role
from directory.store import appointing
from directory.store.appointing import Holder
from handlers.entries import label_company


def show(visit: Visit) -> Answer:
    """Those in office and those who answer for entries, in scope."""
    officers = [_describe(visit, one) for one in appointing.list_officers(visit.session, visit.scope)]
    pager = build_pager(visit, appointing.count_members(visit.session, visit.scope))
    holders = appointing.list_members(visit.session, visit.scope, SIZE, pager.offset)
    members = [_describe(visit, one) for one in holders]
    cities = [(city.id, city.name(visit.ctx.locale)) for city in visit.list_cities()]
    return Page("people.html", {"officers": officers, "members": members, "cities": cities, "page": pager})


def invite(visit: Visit) -> Answer:
    """A code for an agency or the secretariat, shown this once."""
    target = visit.given("for")
    if target == "secretariat":
        return _show_code(visit, Grant(Role.SECRETARIAT), visit.text("pages-secretariat"))
    city = next((one for one in visit.ctx.entries.list_cities() if str(one.id) == target), None)
    if city is None:
        raise NotHere(target)
    return _show_code(visit, Grant(Role.AGENCY, city_id=city.id), city.name(visit.ctx.locale))


def invite_for_entry(visit: Visit) -> Answer:
    """A code to answer for an entry, shown this once."""
    company = get_company(visit)
    return _show_code(visit, Grant(Role.MEMBER, company_id=company.id), label_company(visit.ctx, company))


def withdraw(visit: Visit) -> Answer:
    """End an office."""
    office_id = visit.number("id")
    appointing.end_office(visit.session, office_id, visit.person, visit.ctx.now)
    return Go("/admin/people", visit.text("pages-withdrawn"))


def withdraw_member(visit: Visit) -> Answer:
    """Let somebody answer for an entry no longer."""
    company_id, person_id = visit.number("company"), visit.number("person")
    appointing.end_membership(visit.session, company_id, person_id, visit.person, visit.ctx.now)
    return Go("/admin/people", visit.text("pages-withdrawn"))


def _show_code(visit: Visit, grant: Grant, name: str) -> Page:
    code = appointing.invite(visit.session, grant, visit.person, visit.ctx.now)
    return Page("invitation.html", {"line": f"/start inv-{code}", "name": name})


def _describe(visit: Visit, holder: Holder) -> dict[str, Any]:
    """A person's name only where it was given for that; of who answers for an entry, where it may be read."""
    cities = {city.id: city.name(visit.ctx.locale) for city in visit.ctx.entries.list_cities()}
    company = visit.ctx.entries.find_company(holder.company_id or 0)
    purpose = Purpose.OFFICE if holder.company_id is None else Purpose.REGISTRATION
    person = visit.ctx.people.find_person(holder.person_id) if holder.who else None
    named = holder.who if person is not None and person.lets(purpose) else ""
    return {
        "id": holder.id,
        "person_id": holder.person_id,
        "who": named or visit.text("pages-unnamed", number=holder.person_id),
        "role": visit.text(f"pages-role-{holder.role}"),
        "since": holder.since,
        "place": cities.get(holder.city_id or 0, ""),
        "company_id": holder.company_id,
        "company": label_company(visit.ctx, company) if company else "",
        "mine": holder.person_id == visit.person.id,
        "may": visit.may(Act.END_OFFICE, holder.city_id),
    }
