"""Acts on mailings: decided with the roles and the mailing read inside the transaction, stored, audited."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from directory.domain.commands import AdvanceNews, SaveNews
from directory.domain.mailing import BY_TIME, Mailing, MailingEvent, MailingStatus, advance, edit
from directory.domain.news_acts import ACTS, STOPS, find_office, find_permit
from directory.domain.person import Person
from directory.domain.roles import Act, Grant
from directory.domain.uses import Use
from directory.store import audit, cities, mailings, permits, recipients
from directory.store.errors import Conflict, Forbidden, Refused


def carry_out(session: Session, command: SaveNews | AdvanceNews, person: Person, now: datetime) -> Mailing:
    """Do what an official wants done to a mailing; the mailing after it.

    Raises Forbidden where no office permits it, Conflict where the mailing is no longer as it was shown,
    Refused where it makes no sense any more.
    """
    permits.require_standing(session, person.id, Use.OFFICE)
    if isinstance(command, SaveNews):
        saved = _save(session, command.mailing, person, now)
        if command.then is None:
            return saved
        next_step = AdvanceNews(saved.id, command.then, saved.version, command.send_at)
        return _advance(session, next_step, person, now)
    return _advance(session, command, person, now)


def let_time_pass(session: Session, mailing: Mailing, event: MailingEvent, now: datetime) -> Mailing:
    """What the clock or the sender does to a mailing. Raises Conflict where somebody was faster."""
    after = advance(mailing, event, now)
    if after is None or event not in BY_TIME:
        raise Conflict(f"mailing {mailing.id} is {mailing.status}")
    mailings.change(session, after, now)
    if after.status is MailingStatus.PAUSED:
        recipients.withdraw(session, mailing.id)
    return after


def _save(session: Session, wanted: Mailing, person: Person, now: datetime) -> Mailing:
    office = find_office(person)
    if office is None:
        raise Forbidden("news are written in an office")
    if not wanted.id:
        return _create(session, wanted, person, office, now)
    known = mailings.hold(session, wanted.id)
    if known is None:
        raise Refused(f"there is no mailing {wanted.id}")
    _permit(session, person, known, Act.WRITE_NEWS, now)
    if known.version != wanted.version:
        raise Conflict(f"mailing {wanted.id} has changed")
    after = edit(known, wanted.item, wanted.audience, by_mass=wanted.by_mass)
    if after is None:
        raise Refused(f"mailing {wanted.id} is no draft")
    after = replace(after, author_id=person.id)  # whoever wrote last is not the one to approve
    mailings.change(session, after, now)
    return after


def _create(session: Session, wanted: Mailing, person: Person, office: Grant, now: datetime) -> Mailing:
    fresh = replace(
        wanted, author_id=person.id, city_id=office.city_id, approved_by=None, status=MailingStatus.DRAFT
    )
    created = mailings.create(session, fresh, now)
    _write_down(session, Act.WRITE_NEWS, office, person, created, now)
    return created


def _advance(session: Session, command: AdvanceNews, person: Person, now: datetime) -> Mailing:
    known = mailings.hold(session, command.news_id)
    if known is None:
        raise Refused(f"there is no mailing {command.news_id}")
    if command.event not in ACTS:
        raise Forbidden(f"{command.event} is done by time")
    _permit(session, person, known, ACTS[command.event], now)
    if known.version != command.version and command.event not in STOPS:
        raise Conflict(f"mailing {known.id} has changed")
    after = advance(known, command.event, now, approved_by=person.id, send_at=command.send_at)
    if after is None:
        raise Refused(f"{command.event} does not fit: {known.status}")
    mailings.change(session, after, now)
    match command.event:
        case MailingEvent.PAUSE:
            recipients.withdraw(session, known.id)
        case MailingEvent.CANCEL:
            recipients.cancel(session, known.id, now)
    return after


def _permit(session: Session, person: Person, mailing: Mailing, act: Act, now: datetime) -> None:
    members = [city for city in cities.list_cities(session) if city.is_member]
    office = find_permit(person, mailing, act, members)
    if office is None:
        raise Forbidden(f"{act} is not permitted")
    _write_down(session, act, office, person, mailing, now)


def _write_down(
    session: Session, act: Act, office: Grant, person: Person, mailing: Mailing, now: datetime
) -> None:
    city_id = office.city_id if office.city_id is not None else mailing.city_id
    audit.write(
        session,
        act,
        office.role,
        now,
        person_id=person.id,
        city_id=city_id,
        fields=(f"news {mailing.id}",),
    )
