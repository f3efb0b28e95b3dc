"""Commands of the domain, carried out in the turn's transaction."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from directory.domain.commands import (
    Command,
    CreateIntroduction,
    DeletePerson,
    GiveConsent,
    NoteChoice,
    NoteSearch,
    SaveProfile,
    UpdateIntroduction,
    UseInvitation,
)
from directory.domain.introduction import Introduction, Status
from directory.domain.person import Consent, Person, Purpose
from directory.store import demand, introductions, invitations, people
from directory.store.conversations import get_conversation
from directory.store.errors import ConsentMissing, Refused
from directory.store.forgetting import delete_chat, delete_person


def apply(session: Session, command: Command, conversation_id: int | None, now: datetime) -> None:
    """Carry out one command of the person at a conversation. None: time did it, only to introductions.

    Raises ConsentMissing and Refused where a rule forbids it, Conflict where another turn was
    faster: then roll the whole turn back. Apply commands before appending the turn's parts.
    """
    match command:
        case UpdateIntroduction(introduction):
            _change(session, introduction, conversation_id)
        case _ if conversation_id is None:
            raise Refused(f"{type(command).__name__} needs a conversation")
        case GiveConsent():
            _give_consent(session, command, conversation_id, now)
        case SaveProfile(profile):
            people.save_profile(session, _agreed(session, conversation_id).id, profile)
        case CreateIntroduction(introduction):
            _create(session, introduction, conversation_id)
        case UseInvitation(code):
            person = _agreed(session, conversation_id)
            people.add_membership(session, person.id, invitations.use(session, code, now), now)
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


def _agreed(session: Session, conversation_id: int) -> Person:
    person = people.find_person_at(session, conversation_id)
    if person is None or not person.agreed_to(Purpose.INTRODUCTIONS):
        raise ConsentMissing(f"no consent for {Purpose.INTRODUCTIONS.value}")
    return person
