"""Where a request to an entry lies: with its own people, or with the agency of its city."""

from directory.domain.agency_first import find_kind
from directory.domain.company import Company, CooperationKind
from directory.domain.introduction import AGENCY_FIRST, Party
from directory.domain.roles import Role
from handlers.context import Context


def find_desk(
    ctx: Context, company: Company, cooperation: CooperationKind | None, *words: str
) -> Party | None:
    """Who reads a request to the entry first; None where nobody can be written to here.

    Its own people, unless the kind chosen or the request's own words go to the agency first; without them
    the agency of its city, else the secretariat.
    """
    first = cooperation in AGENCY_FIRST or find_kind(" \n".join(words)) is not None
    company_reads = _can_read(ctx, ctx.people.list_owners(company.id))
    agency_reads = _can_read(ctx, ctx.people.list_officers(company.city_id))
    if company_reads and not (agency_reads and first):
        return Party.COMPANY
    return Party.AGENCY if agency_reads else None


def is_in_chat(ctx: Context, company: Company) -> bool:
    """Whether somebody of the company itself can be written to."""
    return _can_read(ctx, ctx.people.list_owners(company.id))


def name_desk(ctx: Context, city_id: int) -> str:
    """Who looks after a city's requests: its agency by name, else the secretariat."""
    city = ctx.entries.get_city(city_id)
    for person_id in ctx.people.list_officers(city_id):
        person = ctx.people.find_person(person_id)
        if person and any(grant.role is Role.AGENCY and grant.city_id == city_id for grant in person.grants):
            return city.agency or ctx.text("agency-of-city", city=city.name(ctx.locale))
    return ctx.text("office-secretariat")


def _can_read(ctx: Context, person_ids: tuple[int, ...]) -> bool:
    """Somebody else than the one who asks."""
    me = ctx.person.id if ctx.person else None
    return any(one != me and ctx.people.list_destinations(one) for one in person_ids)
