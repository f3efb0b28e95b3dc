"""Who may do what to a mailing. Pure; asked by the store in the transaction, by handlers for what to offer.

The secretariat writes to everybody. An agency writes to its own city, or proposes an item for more cities.
Whoever approves such an item is another official: of the secretariat, or of a city that it goes to.
"""

from collections.abc import Collection, Iterable

from directory.domain.city import City
from directory.domain.mailing import Audience, Mailing, MailingEvent, MailingStatus
from directory.domain.person import Person
from directory.domain.roles import OFFICES, Act, Grant, Role, find_grant

ACTS: dict[MailingEvent, Act] = {
    MailingEvent.SUBMIT: Act.SUBMIT_NEWS,
    MailingEvent.SCHEDULE: Act.SEND_NEWS,
    MailingEvent.APPROVE: Act.APPROVE_NEWS,
    MailingEvent.REJECT: Act.REJECT_NEWS,
    MailingEvent.PAUSE: Act.STOP_NEWS,
    MailingEvent.RESUME: Act.RESUME_NEWS,
    MailingEvent.CANCEL: Act.CANCEL_NEWS,
}

STOPS = (MailingEvent.PAUSE, MailingEvent.CANCEL)
"""What holds whatever version was shown: whoever wants a mailing stopped does not mean one version of it."""


def find_office(person: Person) -> Grant | None:
    """The office in which somebody writes news: the secretariat's before an agency's."""
    held = sorted(person.offices, key=lambda grant: grant.role is not Role.SECRETARIAT)
    return held[0] if held else None


def list_reached(audience: Audience, cities: Iterable[City]) -> tuple[int, ...]:
    """The ids of those cities that an audience stands in."""
    return tuple(
        city.id
        for city in cities
        if (not audience.cities or city.id in audience.cities)
        and (not audience.countries or city.country in audience.countries)
    )


def may_count(person: Person, audience: Audience, cities: Iterable[City]) -> bool:
    """Whether a person may know about each of those whom an audience reaches: all in cities of their own."""
    if any(grant.role is Role.SECRETARIAT for grant in person.offices):
        return True
    return set(list_reached(audience, cities)) <= {grant.city_id for grant in person.offices}


def find_permit(person: Person, mailing: Mailing, act: Act, cities: Iterable[City]) -> Grant | None:
    """The office under which a person may do `act` to a mailing; None where none permits it.

    `cities` are all those of the alliance.
    """
    held = [grant for grant in person.grants if grant.role in OFFICES]
    if act in (Act.APPROVE_NEWS, Act.REJECT_NEWS):
        if person.id == mailing.author_id:
            return None
        reached = list_reached(mailing.audience, cities)
    else:
        reached = () if mailing.city_id is None else (mailing.city_id,)
    for city_id in (None, *reached):
        if grant := find_grant(held, act, city_id=city_id):
            return grant
    return None


def may_see(person: Person, mailing: Mailing, cities: Collection[City]) -> bool:
    """Whether a mailing may be shown to a person: a draft to its own office only, later also for approval.

    What was cancelled before anybody agreed to it, or got it, is its own office's again: a draft thrown away.
    """
    thrown_away = mailing.status is MailingStatus.CANCELLED and not (
        mailing.approved_by or mailing.item.published_at
    )
    own = thrown_away or mailing.status is MailingStatus.DRAFT
    acts = (Act.WRITE_NEWS,) if own else (Act.WRITE_NEWS, Act.APPROVE_NEWS)
    return any(find_permit(person, mailing, act, cities) for act in acts)
