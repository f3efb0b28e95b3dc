"""Forgetting a person: everything he or she told us goes, what concerns others stays.

The account's id stays in the chat's row and in the keys of its updates until `retention` takes them,
so that the farewell reaches its reader and repeats of an update stay repeats.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from directory.domain.introduction import OPEN, Status
from directory.store import audit, demand, handovers, imports, recipients, safety, signins, unconfirmed
from directory.store.models import (
    CompanyContactRow,
    ConversationRow,
    GivenContactRow,
    InboxRow,
    IntroductionRow,
    OutboxRow,
    PersonRow,
    RemarkRow,
)
from directory.store.statements import count_changed, split


def delete_chat(session: Session, conversation_id: int, now: datetime) -> None:
    """Forget what was said in a conversation whose user is nobody we know. Append the farewell afterwards."""
    own = select(ConversationRow.id).where(ConversationRow.id == conversation_id)
    demand.forget(session, f"conversation {conversation_id}", now)
    marked = update(ConversationRow).where(ConversationRow.id == conversation_id)
    count_changed(session, marked.values(forgotten_at=now))
    count_changed(session, delete(OutboxRow).where(OutboxRow.conversation_id == conversation_id))
    _empty_updates(session, own, conversation_id)


def delete_person(session: Session, person_id: int, now: datetime, *, here: int | None = None) -> None:
    """Forget a person: profile, consents, roles, claims, words in introductions, audit log and messages.

    An entry that nobody else answers for goes too, as long as no agency has confirmed it. Open requests
    of the person are withdrawn. Updates keep their unique keys, without content, so that repeats stay
    repeats. The state of every conversation of the person is emptied, except in `here`, the conversation
    whose turn deletes and stores its next state itself. Parts appended before are gone; append the
    farewell afterwards.
    """
    _forget_searches(session, person_id, now)
    _forget_contacts(session, person_id)
    _forget_introductions(session, person_id, now)
    unconfirmed.forget(session, person_id, now)
    audit.forget_person(session, person_id)
    handovers.forget_person(session, person_id)
    safety.forget_words(session, person_id)
    recipients.forget(session, person_id, now)
    _forget_messages(session, person_id, here or 0)
    signins.end_all(session, person_id)
    own = ConversationRow.person_id == person_id
    emptied = update(ConversationRow).where(own, ConversationRow.id != (here or 0))
    count_changed(session, emptied.values(state=None, version=ConversationRow.version + 1))
    count_changed(session, update(ConversationRow).where(own).values(person_id=None, forgotten_at=now))
    count_changed(session, delete(PersonRow).where(PersonRow.id == person_id))


def _forget_searches(session: Session, person_id: int, now: datetime) -> None:
    """Nothing tells any more that the person asked for something, not even before saying who it is."""
    own = session.scalars(select(ConversationRow.id).where(ConversationRow.person_id == person_id))
    for who in (f"person {person_id}", *(f"conversation {one}" for one in own)):
        demand.forget(session, who, now)


def _forget_contacts(session: Session, person_id: int) -> None:
    """Contact persons that an import named and that are this person: by e-mail or telephone."""
    person = session.execute(select(PersonRow.email, PersonRow.phone).where(PersonRow.id == person_id)).one()
    email, phone = person.email.strip().lower(), _read_digits(person.phone)
    known = session.execute(
        select(CompanyContactRow.company_id, CompanyContactRow.email, CompanyContactRow.phone)
    )

    def is_person(known_email: str, known_phone: str) -> bool:
        same_email = bool(email) and known_email.strip().lower() == email
        return same_email or (bool(phone) and _read_digits(known_phone) == phone)

    same = [row.company_id for row in known if is_person(row.email, row.phone)]
    for portion in split(same):
        count_changed(session, delete(CompanyContactRow).where(CompanyContactRow.company_id.in_(portion)))
    imports.forget_contacts(session, is_person)
    imports.forget_previews(session, email, phone)


def _read_digits(phone: str) -> str:
    """The last digits of a number, however it is written; "" for none."""
    digits = "".join(sign for sign in phone if sign.isdecimal())
    return digits[-9:] if len(digits) >= 7 else ""


def forget_requests(session: Session, person_id: int, now: datetime) -> None:
    """Take the person's words out of introductions; open requests of the person are withdrawn, talks end."""
    said = select(RemarkRow.introduction_id).where(RemarkRow.person_id == person_id)
    touched = update(IntroductionRow).where(
        or_(IntroductionRow.answered_by == person_id, IntroductionRow.id.in_(said))
    )
    count_changed(session, touched.values(version=IntroductionRow.version + 1))
    count_changed(session, delete(RemarkRow).where(RemarkRow.person_id == person_id))
    talks = update(IntroductionRow).where(
        IntroductionRow.status == Status.TALKING.value,
        or_(IntroductionRow.asker_id == person_id, IntroductionRow.answered_by == person_id),
    )
    count_changed(session, talks.values(status=Status.ENDED.value))
    sent = update(IntroductionRow).where(IntroductionRow.asker_id == person_id)
    still_open = IntroductionRow.status.in_([status.value for status in OPEN])
    count_changed(session, sent.where(still_open).values(status=Status.WITHDRAWN.value, closed_at=now))
    count_changed(session, sent.values(who="", goal="", why="", version=IntroductionRow.version + 1))


def _forget_introductions(session: Session, person_id: int, now: datetime) -> None:
    asked = select(IntroductionRow.id).where(IntroductionRow.asker_id == person_id)
    count_changed(session, delete(GivenContactRow).where(GivenContactRow.introduction_id.in_(asked)))
    forget_requests(session, person_id, now)
    sent = update(IntroductionRow).where(IntroductionRow.asker_id == person_id)
    count_changed(session, sent.values(asker_id=None))


def _forget_messages(session: Session, person_id: int, here: int) -> None:
    own = select(ConversationRow.id).where(ConversationRow.person_id == person_id)
    parts = or_(OutboxRow.about_person_id == person_id, OutboxRow.conversation_id.in_(own))
    count_changed(session, delete(OutboxRow).where(parts))
    _empty_updates(session, own, here)


def forget_said(session: Session, person_id: int, *, here: int | None = None) -> None:
    """Take what was said by, to and about a person whose data are cleared; what is still to go out stays."""
    own = select(ConversationRow.id).where(ConversationRow.person_id == person_id)
    parts = or_(OutboxRow.about_person_id == person_id, OutboxRow.conversation_id.in_(own))
    settled = OutboxRow.status.not_in(("open", "parked"))
    count_changed(session, delete(OutboxRow).where(parts, settled))
    _empty_updates(session, own, here or 0)


def _empty_updates(session: Session, own: Select[Any], here: int) -> None:
    """Updates of conversations keep their keys and lose their words."""
    theirs = own.where(
        ConversationRow.platform == InboxRow.platform, ConversationRow.account == InboxRow.account
    ).correlate(InboxRow)
    # what waits for its turn is said to a stranger again and keeps its words; this turn's update does not
    under_work = and_(InboxRow.attempts > 0, theirs.where(ConversationRow.id == here).exists())
    updates = update(InboxRow).where(theirs.exists(), or_(InboxRow.status != "open", under_work))
    count_changed(session, updates.values(payload={}))
    dead = update(InboxRow).where(theirs.exists(), InboxRow.status == "dead")
    count_changed(session, dead.values(status="done"))
