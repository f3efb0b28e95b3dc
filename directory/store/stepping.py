"""Steps of an introduction: permitted by the party read inside the transaction, stored, audited."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.domain.commands import GiveContact, NoteLedTo, UpdateIntroduction
from directory.domain.company import Company
from directory.domain.fair_use import count_recent
from directory.domain.introduction import Event, Introduction, Party, Status, find_target
from directory.domain.parties import ACTS, find_office, find_party
from directory.domain.person import Person
from directory.domain.uses import Use
from directory.store import (
    audit,
    companies,
    given_contacts,
    introductions,
    led_to,
    permits,
    safety,
    withdrawals,
)
from directory.store.errors import Conflict, Forbidden, Refused
from directory.store.models_people import PersonRow


def step(session: Session, command: UpdateIntroduction, person: Person | None, now: datetime) -> None:
    """Store what an event made of an introduction. `person` None: time did it.

    Raises Conflict where another turn was faster or one side is frozen, Forbidden where the person may
    not let it happen, ConsentMissing where a contact would pass that nobody agreed to pass on.
    """
    after, event = command.introduction, command.event
    before, company = _read(session, after.id)
    if before.version != after.version - 1:
        raise Conflict(f"introduction {after.id} is no longer at version {after.version - 1}")
    party = find_party(before, event, person, company.city_id)
    if party is None or find_target(before, event) is not after.status:
        raise Forbidden(f"{event} is not permitted")
    if event is Event.ACCEPT:
        if any(safety.find_freeze(session, one or 0) for one in (after.asker_id, after.answered_by)):
            raise Conflict("one of the two sides was frozen in this moment")
        if not (party is Party.AGENCY and given_contacts.find(session, after.id)):
            permits.require(session, after.answered_by, Use.CONTACT)
        if not permits.is_allowed(session, after.asker_id, Use.CONTACT):
            raise Conflict("the asker has taken the consent back")  # read again, it is withdrawn
    if len(after.remarks) > len(before.remarks) or event is Event.TALK:
        if party is Party.AGENCY and person is not None:
            permits.require_standing(session, person.id, Use.OFFICE)
        else:
            permits.require(session, person.id if person else None, Use.ANSWER)
    if person is not None:
        require_quota(session, person.id, command.recent, now)
    introductions.change(session, after, person.id if person else None)
    if event in (Event.ASKER_SHUTS, Event.ANSWERER_SHUTS) and person is not None:
        other = after.answered_by if event is Event.ASKER_SHUTS else after.asker_id
        withdrawals.take_back_unsent(session, person.id, reader_id=other)
        if event is Event.ANSWERER_SHUTS:
            given_contacts.remove(session, after.id)
    office = find_office(person, event, company.city_id) if person and party is Party.AGENCY else None
    if person is not None and office is not None:
        audit.write(session, ACTS[event], office.role, now, person_id=person.id, company=company)


def require_quota(session: Session, person_id: int, recent: int | None, now: datetime) -> None:
    """Conflict where somebody has made more requests than were seen when the quota was looked at.

    The person's row is locked: of two chats of one person the second waits here, and counts the first.
    """
    if recent is None:
        return
    session.execute(select(PersonRow.id).where(PersonRow.id == person_id).with_for_update())
    if count_recent(introductions.list_sent(session, person_id), now) > recent:
        raise Conflict("another request of this person was faster")


def give_contact(session: Session, command: GiveContact, person: Person, now: datetime) -> None:
    """Keep a contact that a company gave to its agency, as the one who looks after the request there."""
    introduction, company = _read(session, command.introduction_id)
    if find_party(introduction, Event.ACCEPT, person, company.city_id) is not Party.AGENCY:
        raise Forbidden("only the agency in charge writes a contact down")
    if not (command.profile.who and command.profile.reachable):
        raise Refused("a contact has a name and a way to be reached")
    given_contacts.put(session, introduction.id, command.profile, person.id, now)


def note_led_to(session: Session, command: NoteLedTo, person: Person, now: datetime) -> None:
    """Keep what an introduction led to, as the side of this person sees it."""
    introduction, _ = _read(session, command.introduction_id)
    asked = person.id == introduction.asker_id
    answered = person.id == introduction.answered_by
    if not introduction.agreed or not (asked or answered):
        raise Forbidden("only the two sides of an agreed introduction say what it led to")
    led_to.note(session, introduction.id, "asker" if asked else "company", command.led_to, now)


def check_new(introduction: Introduction) -> None:
    """A request begins with the company or with its agency."""
    if introduction.status not in (Status.SENT, Status.AT_AGENCY):
        raise Refused("a new request waits for an answer")
    at_agency = introduction.status is Status.AT_AGENCY
    if introduction.desk is not (Party.AGENCY if at_agency else Party.COMPANY):
        raise Refused("a new request lies where it waits")


def _read(session: Session, introduction_id: str) -> tuple[Introduction, Company]:
    introduction = introductions.find_introduction(session, introduction_id)
    if introduction is None:
        raise Conflict(f"introduction {introduction_id} is gone")
    return introduction, companies.get_company(session, introduction.company_id)
