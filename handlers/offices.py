"""Which office is in charge of whom, how it is called, and by when it answers."""

from dataclasses import dataclass
from datetime import datetime

from directory.domain.city import City, Country
from directory.domain.handover import ANSWER_WITHIN_WORKING_DAYS, Handover
from directory.domain.roles import Grant, Role
from directory.domain.workdays import Workplace, answer_by, workplace_of
from handlers.context import Context
from handlers.deadlines import workplace_of_person
from handlers.localizer import format_time
from handlers.messages import Reply
from handlers.states import Answering, Drafting, Registering


@dataclass(frozen=True, slots=True)
class Office:
    """Those who act for a city's agency; `city` None: for the secretariat. `officers` can be written to."""

    city: City | None
    officers: tuple[int, ...]
    workplace: Workplace


def find_city(ctx: Context) -> City | None:
    """The city in charge: of the own entry, of the one being registered, else of the one last looked at.

    Of several own entries the first whose agency is in office.
    """
    if own := _list_own_cities(ctx):
        me = ctx.person.id if ctx.person else 0
        return next((city for city in own if find_agency(ctx, city, me)), own[0])
    seen: list[int | None] = []
    match ctx.state:
        case Registering(form=form) if form.city_id is not None:
            return ctx.entries.get_city(form.city_id)
        case Drafting(draft=draft):
            seen.append(draft.company_id)
        case Answering(introduction_id=introduction_id):
            introduction = ctx.introductions.find_introduction(introduction_id)
            seen.append(introduction.company_id if introduction else None)
    for company_id in (*seen, ctx.looked_at):
        company = ctx.entries.find_company(company_id) if company_id is not None else None
        if company is not None:
            return ctx.entries.get_city(company.city_id)
    return None


def _list_own_cities(ctx: Context) -> tuple[City, ...]:
    ids = ctx.person.company_ids if ctx.person else ()
    own = [company for company_id in ids if (company := ctx.entries.find_company(company_id))]
    return tuple(ctx.entries.get_city(city_id) for city_id in dict.fromkeys(one.city_id for one in own))


def choose_office(ctx: Context, city: City | None) -> Office | None:
    """The city's agency, else the secretariat; None where nobody is in office."""
    me = ctx.person.id if ctx.person else 0
    of_city = find_agency(ctx, city, me) if city else None
    return of_city or find_secretariat(ctx, me, ctx.locale)


def find_agency(ctx: Context, city: City, person_id: int) -> Office | None:
    """Those who act for the agency of a city, without the person who asks; None where nobody does."""
    role = Grant(Role.AGENCY, city_id=city.id)
    acting = tuple(
        person_id
        for person_id in _reachable(ctx, ctx.people.list_officers(city.id), person_id)
        if (person := ctx.people.find_person(person_id)) and role in person.grants
    )
    return Office(city, acting, workplace_of(city)) if acting else None


def find_secretariat(ctx: Context, person_id: int, locale: str) -> Office | None:
    """Those who act for the secretariat; None where nobody does.

    It works on both sides, and answers by the calendar of whoever asks: a person and a language.
    """
    acting = _reachable(ctx, ctx.people.list_secretariat(), person_id)
    place = workplace_of_person(ctx, person_id, locale)
    return Office(None, acting, place if place.country else Workplace(Country.CN)) if acting else None


def office_of(ctx: Context, handover: Handover) -> Office | None:
    """The office that has to answer now; None where nobody is left in it."""
    secretariat = secretariat_of(ctx, handover)
    if handover.with_secretariat and secretariat:
        return secretariat
    if handover.city_id is None:
        return secretariat
    return find_agency(ctx, ctx.entries.get_city(handover.city_id), handover.person_id) or secretariat


def list_listening(ctx: Context, handover: Handover) -> tuple[int, ...]:
    """Who hears the next word: the officer who has answered, else everybody in the office."""
    if handover.officer_id:
        return (handover.officer_id,)
    office = office_of(ctx, handover)
    return office.officers if office else ()


def secretariat_of(ctx: Context, handover: Handover) -> Office | None:
    """The secretariat, as it answers the person of a handover."""
    locale = handover.lines[0].locale if handover.lines else ctx.locale
    return find_secretariat(ctx, handover.person_id, locale)


def name_office(ctx: Context, city: City | None) -> str:
    """The office as people know it, in the language of the conversation."""
    if city is None:
        return ctx.text("role-secretariat")
    return city.agency or ctx.text("agency-of-city", city=city.name(ctx.locale))


def name_secretariat(ctx: Context) -> str:
    """The secretariat in full, and how it is reached outside of the chat, where that was configured."""
    name = ctx.limits.recipient or ctx.text("recipient-default")
    contact = ctx.limits.recipient_contact
    return ctx.text("secretariat-with-contact", name=name, contact=contact) if contact else name


def tell_vacant(ctx: Context, city: City | None, key: str, **more: str) -> Reply:
    """Nobody is in office: who is in charge outside of the chat, where that one is found, and who is next."""
    where = (city.page if city else "") or ctx.text("speaking-no-page")
    return Reply(ctx.text(key, who=name_office(ctx, city), where=where, next=name_secretariat(ctx), **more))


def tell_until(ctx: Context, since: datetime, office: Office) -> str:
    """By when the office answers what came in at `since`: local time, and whose."""
    moment = answer_by(since, office.workplace, ANSWER_WITHIN_WORKING_DAYS)
    time = format_time(moment.astimezone(office.workplace.zone), ctx.locale)
    country = office.workplace.country or Country.CN
    place = office.city.name(ctx.locale) if office.city else ctx.text(f"country-{country}")
    return ctx.text("local-time", time=time, place=place)


def _reachable(ctx: Context, person_ids: tuple[int, ...], person_id: int) -> tuple[int, ...]:
    """Without the person who asks, and without those nobody can write to."""
    return tuple(one for one in person_ids if one != person_id and ctx.people.list_destinations(one))
