"""Until when an introduction waits: in the working days of the side that has to answer."""

from datetime import datetime

from directory.domain.city import Country
from directory.domain.introduction import QUESTION_OPEN, Introduction
from directory.domain.workdays import ANYWHERE, Workplace, add_working_days, workplace_of
from handlers.context import Context


def reminds_at(ctx: Context, introduction: Introduction) -> datetime:
    """When the side whose turn it is is reminded."""
    days = ctx.limits.remind_after_working_days
    return add_working_days(introduction.due_from, days, find_workplace(ctx, introduction))


def expires_at(ctx: Context, introduction: Introduction) -> datetime:
    """When the request ends without an answer."""
    days = ctx.limits.expire_after_working_days
    return add_working_days(introduction.due_from, days, find_workplace(ctx, introduction))


def find_workplace(ctx: Context, introduction: Introduction) -> Workplace:
    """Where the side works that has to answer: the entry's city, or the asker's while a question is open."""
    if introduction.status in QUESTION_OPEN:
        return workplace_of_person(ctx, introduction.asker_id, introduction.locale)
    company = ctx.entries.find_company(introduction.company_id)
    return workplace_of(ctx.entries.get_city(company.city_id)) if company else ANYWHERE


def workplace_of_person(ctx: Context, person_id: int, locale: str) -> Workplace:
    """Where a person works: the city of the own entry, else the country of the language."""
    person = ctx.people.find_person(person_id)
    for company_id in person.company_ids if person else ():
        if company := ctx.entries.find_company(company_id):
            return workplace_of(ctx.entries.get_city(company.city_id))
    return Workplace({"de": Country.DE, "zh": Country.CN}.get(locale))
