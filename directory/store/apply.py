"""Commands of the domain, carried out in the turn's transaction."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from directory.domain.commands import (
    AskOwners,
    Command,
    CreateIntroduction,
    DeletePerson,
    GiveConsent,
    HideUnanswered,
    NoteChoice,
    NoteSearch,
    OpenPages,
    SaveProfile,
    UpdateIntroduction,
    UseInvitation,
)
from directory.domain.introduction import Introduction, Status
from directory.domain.person import Consent, Person, Purpose
from directory.domain.roles import OFFICES, Act
from directory.store import acts, audit, demand, introductions, invitations, offices, people, signins
from directory.store.conversations import get_conversation
from directory.store.errors import ConsentMissing, Forbidden, Refused
from directory.store.forgetting import delete_chat, delete_person


def apply(session: Session, command: Command, conversation_id: int | None, now: datetime) -> None:
    """Carry out one command of the person at a conversation. None: time did it, only what it may do.

    Raises ConsentMissing and Refused where a rule forbids it, Conflict where another turn was
    faster: then roll the whole turn back. Apply commands before appending the turn's parts.
    """
    match command:
        case UpdateIntroduction(introduction):
            _change(session, introduction, conversation_id)
        case AskOwners() | HideUnanswered():
            if conversation_id is not None:
                raise Refused("only time does this")
            acts.let_time_pass(session, command, now)
        case _ if conversation_id is None:
            raise Refused(f"{type(command).__name__} needs a conversation")
        case GiveConsent():
            _give_consent(session, command, conversation_id, now)
        case SaveProfile(profile, purpose):
            people.save_profile(session, _agreed(session, conversation_id, purpose).id, profile, purpose)
        case CreateIntroduction(introduction):
            _create(session, introduction, conversation_id)
        case UseInvitation(code):
            _join(session, code, conversation_id, now)
        case OpenPages(code_hash):
            official = people.find_person_at(session, conversation_id)
            if official is None or not official.offices:
                raise Forbidden("the pages are for those in office")
            signins.make_link(session, conversation_id, code_hash, now)
        case NoteSearch(asked, met):
            demand.note_search(session, asked, _who(session, conversation_id), now, met=met)
        case NoteChoice(asked, company_id):
            demand.note_choice(session, asked, company_id, now)
        case DeletePerson():
            demand.forget(session, _who(session, conversation_id), now)
            if known := people.find_person_at(session, conversation_id):
                delete_person(session, known.id, now, here=conversation_id)
            else:
                delete_chat(session, conversation_id)
        case _:
            acting = people.find_person_at(session, conversation_id)
            if acting is None:
                raise ConsentMissing("nobody we know acts on entries")
            acts.carry_out(session, command, acting, now)


def _who(session: Session, conversation_id: int) -> str:
    """A name of the person at a conversation, or of the conversation where nobody is known."""
    person = people.find_person_at(session, conversation_id)
    return f"person {person.id}" if person else f"conversation {conversation_id}"


def _give_consent(session: Session, command: GiveConsent, conversation_id: int, now: datetime) -> None:
    consent = Consent(
        purpose=command.purpose,
        text_version=command.text_version,
        locale=command.locale,
        platform=get_conversation(session, conversation_id).address.platform,
        given_at=now,
    )
    people.add_consent(session, people.create_for(session, conversation_id, now), consent)


def _join(session: Session, code: str, conversation_id: int, now: datetime) -> None:
    """Take the role an invitation stands for."""
    grant = invitations.use(session, code, now)
    official = grant.role in OFFICES
    person = _agreed(session, conversation_id, Purpose.OFFICE if official else Purpose.INTRODUCTIONS)
    if grant.company_id is not None:
        people.add_membership(session, person.id, grant.company_id, now, grant.role)
        return
    offices.add(session, person.id, grant, now)
    audit.write(session, Act.TAKE_OFFICE, grant.role, now, person_id=person.id, city_id=grant.city_id)


def _create(session: Session, introduction: Introduction, conversation_id: int) -> None:
    person = _agreed(session, conversation_id)
    if introduction.asker_id not in (0, person.id):
        raise Refused("an introduction is asked for by the person who writes")
    introductions.create(session, replace(introduction, asker_id=person.id), person.id)


def _change(session: Session, introduction: Introduction, conversation_id: int | None) -> None:
    if introduction.status is Status.ACCEPTED:
        people.require_consent(session, introduction.answered_by, Purpose.INTRODUCTIONS)
    author = None if conversation_id is None else people.find_person_at(session, conversation_id)
    introductions.change(session, introduction, author.id if author else None)


def _agreed(session: Session, conversation_id: int, purpose: Purpose = Purpose.INTRODUCTIONS) -> Person:
    person = people.find_person_at(session, conversation_id)
    if person is None or not person.agreed_to(purpose):
        raise ConsentMissing(f"no consent for {purpose.value}")
    return person
