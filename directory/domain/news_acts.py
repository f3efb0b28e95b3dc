"""Who may do what to a mailing. Pure; asked by the store in the transaction, by handlers for what to offer.

The secretariat writes to everybody. An agency writes to its own city, or proposes an item for more cities.
Whoever approves such an item is another official: of the secretariat, or of a city that it goes to.
"""

from collections.abc import Iterable

from directory.domain.mailing import Mailing, MailingEvent
from directory.domain.person import Person
from directory.domain.roles import OFFICES, Act, Grant, Role, find_grant

ACTS: dict[MailingEvent, Act] = {
    MailingEvent.SUBMIT: Act.WRITE_NEWS,
    MailingEvent.SCHEDULE: Act.SEND_NEWS,
    MailingEvent.APPROVE: Act.APPROVE_NEWS,
    MailingEvent.REJECT: Act.APPROVE_NEWS,
    MailingEvent.PAUSE: Act.STOP_NEWS,
    MailingEvent.RESUME: Act.SEND_NEWS,
    MailingEvent.CANCEL: Act.STOP_NEWS,
}


def find_office(person: Person) -> Grant | None:
    """The office in which somebody writes news: the secretariat's before an agency's."""
    held = sorted(person.offices, key=lambda grant: grant.role is not Role.SECRETARIAT)
    return held[0] if held else None


def find_permit(person: Person, mailing: Mailing, act: Act, city_ids: Iterable[int]) -> Grant | None:
    """The office under which a person may do `act` to a mailing; None where none permits it.

    `city_ids` are all cities of the alliance, for a mailing that leaves none out.
    """
    held = [grant for grant in person.grants if grant.role in OFFICES]
    if act is Act.APPROVE_NEWS:
        if person.id == mailing.author_id:
            return None
        reached = mailing.audience.cities or tuple(city_ids)
    else:
        reached = () if mailing.city_id is None else (mailing.city_id,)
    for city_id in (None, *reached):
        if grant := find_grant(held, act, city_id=city_id):
            return grant
    return None


def may_see(person: Person, mailing: Mailing, city_ids: Iterable[int]) -> bool:
    """Whether a mailing that is not yet published may be shown to a person: own city's, or to be approved."""
    return any(find_permit(person, mailing, act, city_ids) for act in (Act.WRITE_NEWS, Act.APPROVE_NEWS))
