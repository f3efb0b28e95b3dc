"""Commands of the domain, carried out in the turn's transaction."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from directory.domain.city import Country
from directory.domain.commands import (
    AdvanceNews,
    Command,
    CreateIntroduction,
    DeletePerson,
    GiveConsent,
    GiveContact,
    MakeLink,
    NoteChoice,
    NoteEscalated,
    NoteInChina,
    NoteLedTo,
    NoteReminded,
    NoteSearch,
    SaveNews,
    SaveProfile,
    UpdateIntroduction,
    UseInvitation,
    WithdrawConsent,
)
from directory.domain.entry_commands import AskOwners, HideUnanswered
from directory.domain.introduction import Introduction
from directory.domain.links import Opens
from directory.domain.person import Consent, Person, Profile, Purpose
from directory.domain.roles import OFFICES, Act, Grant
from directory.domain.safety_commands import (
    BlockSender,
    DecideReport,
    FileReport,
    NoteHeld,
    PutHandover,
    Unfreeze,
)
from directory.domain.uses import Use
from directory.domain.whereabouts import is_reached_in_china
from directory.store import (
    acts,
    audit,
    cities,
    companies,
    demand,
    handovers,
    introductions,
    invitations,
    links,
    news_acts,
    offices,
    people,
    permits,
    safety,
    stepping,
    withdrawals,
)
from directory.store.conversations import get_conversation
from directory.store.errors import ConsentMissing, Forbidden, Refused
from directory.store.forgetting import delete_chat, delete_person


def apply(session: Session, command: Command, conversation_id: int | None, now: datetime) -> None:
    """Carry out one command of the person at a conversation. None: time did it, only what it may do.

    Raises ConsentMissing and Refused where a rule forbids it, Conflict where another turn was
    faster: then roll the whole turn back. Apply commands before appending the turn's parts.
    """
    match command:
        case UpdateIntroduction():
            acting = None if conversation_id is None else _known(session, conversation_id)
            stepping.step(session, command, acting, now)
        case PutHandover(handover):
            acting = None if conversation_id is None else _known(session, conversation_id)
            handovers.put(session, handover, acting, now)
        case AskOwners() | HideUnanswered() | NoteReminded() | NoteEscalated():
            if conversation_id is not None:
                raise Refused("only time does this")
            acts.let_time_pass(session, command, now)
        case _ if conversation_id is None:
            raise Refused(f"{type(command).__name__} needs a conversation")
        case GiveConsent():
            _give_consent(session, command, conversation_id, now)
        case WithdrawConsent(purpose, topic):
            if known := people.find_person_at(session, conversation_id):
                withdrawals.withdraw(session, known, purpose, topic, now, here=conversation_id)
        case NoteInChina():
            people.note_in_china(session, _known(session, conversation_id).id)
        case SaveProfile(profile, purpose):
            _save_profile(session, profile, purpose, conversation_id)
        case CreateIntroduction(introduction, recent):
            _create(session, introduction, conversation_id, recent, now)
        case GiveContact():
            stepping.give_contact(session, command, _known(session, conversation_id), now)
        case NoteLedTo():
            stepping.note_led_to(session, command, _known(session, conversation_id), now)
        case UseInvitation(code):
            _join(session, code, conversation_id, now)
        case MakeLink():
            _make_link(session, command, conversation_id, now)
        case NoteSearch(asked, met):
            demand.note_search(session, asked, _who(session, conversation_id), now, met=met)
        case NoteChoice(asked, company_id):
            demand.note_choice(session, asked, company_id, now)
        case DeletePerson():
            if known := people.find_person_at(session, conversation_id):
                delete_person(session, known.id, now, here=conversation_id)
            else:
                delete_chat(session, conversation_id, now)
        case FileReport() | DecideReport() | Unfreeze() | BlockSender() | NoteHeld():
            safety.carry_out(session, command, _known(session, conversation_id), now)
        case _:
            acting = _known(session, conversation_id)
            if isinstance(command, SaveNews | AdvanceNews):
                news_acts.carry_out(session, command, acting, now)
                return
            acts.carry_out(session, command, acting, now)


def _who(session: Session, conversation_id: int) -> str:
    """A name of the person at a conversation, or of the conversation where nobody is known."""
    person_id = people.find_person_id_at(session, conversation_id)
    return f"conversation {conversation_id}" if person_id is None else f"person {person_id}"


def _give_consent(session: Session, command: GiveConsent, conversation_id: int, now: datetime) -> None:
    consent = Consent(
        purpose=command.purpose,
        text_version=command.text_version,
        locale=command.locale,
        platform=get_conversation(session, conversation_id).address.platform,
        given_at=now,
        topic=command.topic,
    )
    people.add_consent(session, people.create_for(session, conversation_id, now), consent)


def _save_profile(session: Session, profile: Profile, purpose: Purpose, conversation_id: int) -> None:
    """A number of China is not stored abroad before that was agreed to."""
    if is_reached_in_china(profile):
        people.note_in_china(session, _known(session, conversation_id).id)
    use = Use.REGISTER if purpose is Purpose.REGISTRATION else Use.REQUEST
    people.save_profile(session, _permitted(session, conversation_id, use).id, profile)


def _join(session: Session, code: str, conversation_id: int, now: datetime) -> None:
    """Take the role an invitation stands for."""
    grant = invitations.use(session, code, now)
    official = grant.role in OFFICES
    use = Use.OFFICE if official else Use.ANSWER
    person = _permitted(session, conversation_id, use, home=_find_home(session, grant))
    if grant.company_id is not None:
        people.add_membership(session, person.id, grant.company_id, now, grant.role)
        return
    offices.add(session, person.id, grant, now)
    audit.write(session, Act.TAKE_OFFICE, grant.role, now, person_id=person.id, city_id=grant.city_id)


def _find_home(session: Session, grant: Grant) -> Country | None:
    """Where the city or entry of a role is."""
    if grant.city_id is not None:
        return cities.get_city(session, grant.city_id).country
    company = companies.find_living(session, grant.company_id) if grant.company_id is not None else None
    return company.country if company else None


def _create(
    session: Session, introduction: Introduction, conversation_id: int, recent: int | None, now: datetime
) -> None:
    company = companies.find_living(session, introduction.company_id)
    person = _permitted(session, conversation_id, Use.REQUEST, other=company.country if company else None)
    safety.require_free(session, person.id)
    if introduction.asker_id not in (0, person.id):
        raise Refused("an introduction is asked for by the person who writes")
    stepping.check_new(introduction)
    stepping.require_quota(session, person.id, recent, now)
    introductions.create(session, replace(introduction, asker_id=person.id), person.id)


def _make_link(session: Session, command: MakeLink, conversation_id: int, now: datetime) -> None:
    person = _known(session, conversation_id)
    if command.opens is Opens.PAGES and not person.offices:
        raise Forbidden("the pages are for those in office")
    links.make(session, conversation_id, command.opens, command.code_hash, now)


def _known(session: Session, conversation_id: int) -> Person:
    person = people.find_person_at(session, conversation_id)
    if person is None:
        raise ConsentMissing("nobody we know acts")
    return person


def _permitted(
    session: Session,
    conversation_id: int,
    use: Use,
    *,
    home: Country | None = None,
    other: Country | None = None,
) -> Person:
    """The person at a conversation, once everything is agreed to that the use rests on."""
    person = people.find_person_at(session, conversation_id)
    return permits.require(session, person.id if person else None, use, home=home, other=other)
