"""Taking a consent back: it holds at once, also for what is queued. The row stays, as a proof."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, or_, select, union, update
from sqlalchemy.orm import Session

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
    TranslationRow,
)
from directory.store.statements import count_changed

_PROFILE_RESTS_ON = (Purpose.INTRODUCTIONS, Purpose.REGISTRATION)


def withdraw(
    session: Session, person: Person, purpose: Purpose, topic: str, now: datetime, *, here: int | None = None
) -> None:
    """Take back a consent; what may not be done or kept without it ends, and what waits to go out goes.

    Introductions: open requests are withdrawn, and all of them lose the person's words. Registration: claims
    end, and unconfirmed entries that nobody else stands for go. Office: the office ends. Help: what was said
    to an office goes. News: what is queued is gone. Without the first two there is no profile and no entry
    to answer for; after each of them messages with name and contact go, and the words of the update that
    `here`, the conversation of this turn, answers. Abroad: all of it, for it is kept abroad.
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
    if purpose is not Purpose.NEWS:
        take_back_unsent(session, person_id, purpose=purpose)
    match purpose:
        case Purpose.INTRODUCTIONS:
            forgetting.forget_requests(session, person_id, now)
        case Purpose.REGISTRATION:
            count_changed(session, delete(ClaimRow).where(ClaimRow.person_id == person_id))
        case Purpose.OFFICE:
            count_changed(session, delete(OfficeRow).where(OfficeRow.person_id == person_id))
            take_back_from(session, person_id)
        case Purpose.HELP:
            handovers.forget_own(session, person_id)
        case Purpose.NEWS:
            recipients.unsubscribe(session, person_id, topic, now)


def take_back_unsent(
    session: Session, person_id: int, *, reader_id: int | None = None, purpose: Purpose | None = None
) -> None:
    """Parts with the person's data that have not arrived go, with those under way and to be translated.

    All of them, or those for one reader, or those passed on by one consent.
    """
    unsent = delete(OutboxRow).where(OutboxRow.about_person_id == person_id, _waits())
    waiting = delete(TranslationRow).where(TranslationRow.about_person_id == person_id)
    if reader_id is not None:
        read_by = select(ConversationRow.id).where(ConversationRow.person_id == reader_id)
        unsent = unsent.where(OutboxRow.conversation_id.in_(read_by))
        waiting = waiting.where(TranslationRow.conversation_id.in_(read_by))
    if purpose is not None:
        known = ("", purpose.value)
        unsent = unsent.where(OutboxRow.about_purpose.in_(known))
        waiting = waiting.where(TranslationRow.about_purpose.in_(known))
    count_changed(session, unsent)
    count_changed(session, waiting)


def take_back_from(session: Session, person_id: int) -> None:
    """What tells of others and waits for somebody who holds no office any more goes.

    It stays where it comes from the other side of the person's own introductions, or from an office.
    """
    mine = select(MembershipRow.company_id).where(MembershipRow.person_id == person_id)
    answered = or_(IntroductionRow.answered_by == person_id, IntroductionRow.company_id.in_(mine))
    others = union(
        select(IntroductionRow.asker_id).where(answered, IntroductionRow.asker_id.is_not(None)),
        select(IntroductionRow.answered_by).where(
            IntroductionRow.asker_id == person_id, IntroductionRow.answered_by.is_not(None)
        ),
    )
    own = select(ConversationRow.id).where(ConversationRow.person_id == person_id)
    unsent = delete(OutboxRow).where(OutboxRow.conversation_id.in_(own), _waits())
    by_office = or_(
        OutboxRow.about_purpose.in_((Purpose.HELP.value, Purpose.REGISTRATION.value)),
        and_(OutboxRow.about_purpose != Purpose.OFFICE.value, OutboxRow.about_person_id.not_in(others)),
    )
    count_changed(session, unsent.where(OutboxRow.about_person_id.is_not(None), by_office))


def _waits() -> ColumnElement[bool]:
    """Parts that have not arrived. One that is being sent goes as well: it is not tried again."""
    return OutboxRow.status.in_(("open", "parked"))
