"""What time does to entries and claims that wait for an office: a reminder, then the secretariat is told.

Each office's officers read one message with a line for each city, when their office is open, at most once a
week. Whoever registered or claims is told once, openly, that it takes long.
"""

from collections import defaultdict
from datetime import datetime

from directory.domain.city import City
from directory.domain.commands import NoteEscalated, NoteReminded
from directory.domain.company import Company
from directory.domain.reviews import Task
from directory.domain.workdays import add_working_days, is_open, next_opening, workplace_of
from handlers.context import Context
from handlers.entries import label_company
from handlers.localizer import format_date
from handlers.messages import Notice, Outcome, Reply
from handlers.notices import Build, notify_owners, notify_person
from handlers.offices import find_agency, find_secretariat, name_office, tell_vacant

SHOWN_CITIES = 10


def remind(ctx: Context, officer_id: int, tasks: tuple[Task, ...]) -> Outcome | None:
    """Remind somebody in office of what waits there too long; None where nothing does, or all is closed."""
    days = ctx.limits.review_remind_after_working_days
    due = {
        city: found
        for city, found in _group_due(ctx, tasks, days).items()
        if officer_id in ctx.people.list_officers(city.id)
    }
    if not any(is_open(ctx.now, workplace_of(city)) for city in due):
        return None
    notices = notify_person(ctx, officer_id, _tell_office("overdue-for-officer", due))
    return Outcome(commands=(NoteReminded(officer_id),), notices=notices) if notices else None


def escalate(ctx: Context, tasks: tuple[Task, ...]) -> Outcome | None:
    """Tell the secretariat what agencies have left too long, and those who wait; None: nothing is due."""
    due = _group_due(ctx, tasks, ctx.limits.review_escalate_after_working_days)
    if not due:
        return None
    left = {city: found for city, found in due.items() if find_agency(ctx, city, 0)}
    agencies = {one for city in left for one in ctx.people.list_officers(city.id)}
    told = (one for one in ctx.people.list_secretariat() if one not in agencies)
    late = [(city, task) for city, found in due.items() for task in found]
    return Outcome(
        commands=tuple(NoteEscalated(task.company_id, task.claim_id) for _, task in late),
        notices=(
            *(
                notice
                for person_id in (told if left else ())
                for notice in notify_person(ctx, person_id, _tell_office("overdue-for-secretariat", left))
            ),
            *(notice for city, task in late for notice in _tell_waiting(ctx, city, task)),
        ),
    )


def describe_wait(ctx: Context, city: City, since: datetime, escalated_at: datetime | None) -> str:
    """Since when something waits, and for whom; for those who wait."""
    date = format_date(since, ctx.locale)
    agency, secretariat = find_agency(ctx, city, 0), find_secretariat(ctx, 0, ctx.locale)
    if not (agency or secretariat):
        return tell_vacant(ctx, city, "own-waiting-vacant", date=date).text
    key = "own-waiting-told" if agency and secretariat and escalated_at else "own-waiting"
    return ctx.text(key, date=date, office=name_office(ctx, city if agency else None))


def _group_due(ctx: Context, tasks: tuple[Task, ...], days: int) -> dict[City, list[Task]]:
    """City by city what has waited for `days` of its working days: from the next morning on, so together."""
    due: dict[City, list[Task]] = defaultdict(list)
    for task in tasks:
        if company := ctx.entries.find_company(task.company_id):
            city = ctx.entries.get_city(company.city_id)
            place = workplace_of(city)
            if ctx.now >= next_opening(add_working_days(task.since, days, place), place):
                due[city].append(task)
    return due


def _tell_office(key: str, due: dict[City, list[Task]]) -> Build:
    def build(officer: Context) -> tuple[Reply, ...]:
        lines = [
            officer.text(
                key,
                count=len(found),
                city=city.name(officer.locale),
                date=format_date(min(task.since for task in found), officer.locale),
                office=name_office(officer, city),
            )
            for city, found in list(due.items())[:SHOWN_CITIES]
        ]
        if len(due) > SHOWN_CITIES:
            lines.append(officer.text("overdue-more", count=len(due) - SHOWN_CITIES))
        queue = ((officer.choice("m:queue", "button-queue"),),)
        return (Reply("\n".join(lines), choices=queue),)

    return build


def _tell_waiting(ctx: Context, city: City, task: Task) -> tuple[Notice, ...]:
    """To whoever registered the entry, or claims it."""
    company = ctx.entries.find_company(task.company_id)
    if company is None:
        return ()
    build = _explain_delay(city, company, task)
    if task.claim_id is None:
        return notify_owners(ctx, company.id, build)
    claim = ctx.entries.find_claim(task.claim_id)
    return notify_person(ctx, claim.person_id, build) if claim else ()


def _explain_delay(city: City, company: Company, task: Task) -> Build:
    def build(owner: Context) -> tuple[Reply, ...]:
        agency, secretariat = find_agency(owner, city, 0), find_secretariat(owner, 0, owner.locale)
        name, date = label_company(owner, company), format_date(task.since, owner.locale)
        if not (agency or secretariat):
            return (tell_vacant(owner, city, "overdue-vacant", company=name, date=date),)
        key = "overdue-for-owner-told" if agency and secretariat else "overdue-for-owner"
        office = name_office(owner, city if agency else None)
        return (Reply(owner.text(key, company=name, date=date, office=office)),)

    return build
