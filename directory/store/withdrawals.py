"""Taking a consent back: it holds at once, also for what is queued. The row stays, as a proof."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from directory.domain.introduction import OPEN, Status
from directory.domain.person import Person, Profile, Purpose
from directory.store import forgetting, handovers, people, recipients, unconfirmed
from directory.store.models import (
    ClaimRow,
    ConsentRow,
    ConversationRow,
    IntroductionRow,
    MembershipRow,
    MergeMoveRow,
    OfficeRow,
    OutboxRow,
)
from directory.store.statements import count_changed

_PROFILE_RESTS_ON = (Purpose.INTRODUCTIONS, Purpose.REGISTRATION)


def withdraw(
    session: Session, person: Person, purpose: Purpose, topic: str, now: datetime, *, here: int | None = None
) -> None:
    """Take back a consent; what may not be done or kept without it ends.

    Introductions: open requests are withdrawn, what waits to be sent with the person's data is gone.
    Registration: claims end, and unconfirmed entries that nobody else stands for go. Office: the office
    ends. Help: what was said to an office goes. News: what is queued is gone. Without the first two
    there is no profile and no entry to answer for; after each of them messages with name and contact
    go, and the words of the update that `here`, the conversation of this turn, answers. Abroad: all of
    it, for it is kept abroad.
    """
    purposes = tuple(Purpose) if purpose is Purpose.ABROAD else (purpose,)
    for one in purposes:
        _end(session, person.id, one, topic if one is purpose else "", now)
    left = [one for one in _PROFILE_RESTS_ON if one not in purposes and person.lets(one)]
    if not set(purposes) & set(_PROFILE_RESTS_ON):
        return
    forgetting.forget_said(session, person.id, here=here)
    if Purpose.REGISTRATION not in left:
        unconfirmed.forget(session, person.id, now)
    if not left:
        people.save_profile(session, person.id, Profile())
        for row in (MembershipRow, MergeMoveRow):
            count_changed(session, delete(row).where(row.person_id == person.id))


def _end(session: Session, person_id: int, purpose: Purpose, topic: str, now: datetime) -> None:
    standing = update(ConsentRow).where(
        ConsentRow.person_id == person_id,
        ConsentRow.purpose == purpose.value,
        ConsentRow.withdrawn_at.is_(None),
    )
    if topic:
        standing = standing.where(ConsentRow.topic == topic)
    count_changed(session, standing.values(withdrawn_at=now))
    match purpose:
        case Purpose.INTRODUCTIONS:
            _end_requests(session, person_id, now)
        case Purpose.REGISTRATION:
            count_changed(session, delete(ClaimRow).where(ClaimRow.person_id == person_id))
        case Purpose.OFFICE:
            count_changed(session, delete(OfficeRow).where(OfficeRow.person_id == person_id))
        case Purpose.HELP:
            handovers.forget_own(session, person_id)
        case Purpose.NEWS:
            recipients.unsubscribe(session, person_id, topic, now)


def _end_requests(session: Session, person_id: int, now: datetime) -> None:
    """Open requests of the person are withdrawn; parts with the person's data that have not gone out go."""
    mine = update(IntroductionRow).where(
        IntroductionRow.asker_id == person_id,
        IntroductionRow.status.in_([status.value for status in OPEN]),
    )
    ended = {"status": Status.WITHDRAWN.value, "closed_at": now, "version": IntroductionRow.version + 1}
    count_changed(session, mine.values(**ended))
    take_back_unsent(session, person_id, now)


def take_back_unsent(session: Session, person_id: int, now: datetime, reader_id: int | None = None) -> None:
    """Parts with the person's data that have not gone out go: all of them, or those for one reader."""
    unsent = delete(OutboxRow).where(OutboxRow.about_person_id == person_id)
    if reader_id is not None:
        read_by = select(ConversationRow.id).where(ConversationRow.person_id == reader_id)
        unsent = unsent.where(OutboxRow.conversation_id.in_(read_by))
    count_changed(session, unsent.where(*_waits(now)))


def _waits(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Parts that nobody is sending in this moment."""
    free = or_(OutboxRow.lease_until.is_(None), OutboxRow.lease_until <= now)
    return OutboxRow.status.in_(("open", "parked")), free
