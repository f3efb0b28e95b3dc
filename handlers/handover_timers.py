"""What time does to a handover: to the secretariat after a working day, an end after ten without a word."""

from directory.domain.handover import (
    ANSWER_WITHIN_WORKING_DAYS,
    ENDS_AFTER_WORKING_DAYS,
    Handover,
    close,
    escalate,
)
from directory.domain.person import Purpose
from directory.domain.safety_commands import PutHandover
from directory.domain.workdays import ANYWHERE, add_working_days, answer_by, workplace_of
from handlers import handover_lines
from handlers.context import Context
from handlers.messages import Outcome, Reply
from handlers.notices import notify_person
from handlers.offices import list_listening, name_office, office_of, secretariat_of, tell_until, tell_vacant


def check(ctx: Context, handover: Handover) -> Outcome | None:
    """What is due now; None where nothing is."""
    city = ctx.entries.get_city(handover.city_id) if handover.city_id else None
    office = office_of(ctx, handover)
    workplace = office.workplace if office else workplace_of(city) if city else ANYWHERE
    if ctx.now >= add_working_days(handover.last_at, ENDS_AFTER_WORKING_DAYS, workplace):
        return _close(ctx, handover)
    waits = handover.waiting_since
    if waits is None or ctx.now < answer_by(waits, workplace, ANSWER_WITHIN_WORKING_DAYS):
        return None
    return _escalate(ctx, handover)


def _escalate(ctx: Context, handover: Handover) -> Outcome | None:
    """To the secretariat; where that is nobody, or has it already, the same office is reminded."""
    updated = escalate(handover, ctx.now)
    if updated is None:
        return None
    secretariat = None if handover.city_id is None else secretariat_of(ctx, handover)
    office = secretariat or office_of(ctx, handover)
    city = ctx.entries.get_city(handover.city_id) if handover.city_id else None

    def tell_person(person: Context) -> tuple[Reply, ...]:
        if office is None:
            return (tell_vacant(person, city, "handover-vacant"),)
        until = tell_until(person, ctx.now, office)
        key = "handover-escalated" if secretariat else "handover-reminded"
        return (Reply(person.text(key, who=name_office(person, office.city), until=until)),)

    return Outcome(
        commands=(PutHandover(updated),),
        notices=(
            *notify_person(ctx, handover.person_id, tell_person),
            *(
                handover_lines.tell_office(ctx, office, updated, "handover-for-officer-again")
                if office
                else ()
            ),
        ),
    )


def _close(ctx: Context, handover: Handover) -> Outcome | None:
    updated = close(handover, ctx.now)
    if updated is None:
        return None

    def tell_person(person: Context) -> tuple[Reply, ...]:
        return (Reply(person.text("handover-lapsed")),)

    def tell_officer(officer: Context) -> tuple[Reply, ...]:
        return (Reply(officer.text("lapsed-for-officer", who=handover_lines.name_person(officer, updated))),)

    return Outcome(
        commands=(PutHandover(updated),),
        notices=(
            *notify_person(ctx, handover.person_id, tell_person),
            *(
                notice
                for officer_id in list_listening(ctx, handover)
                for notice in notify_person(ctx, officer_id, tell_officer, handover.person_id, Purpose.HELP)
            ),
        ),
    )
