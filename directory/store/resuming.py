"""Requests that a freeze holds: an office is told once of a yes, and no deadline runs meanwhile."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory.domain.introduction import AT_COMPANY, OPEN, Event, Introduction
from directory.domain.parties import find_party
from directory.domain.person import Person
from directory.domain.safety import Freeze, resume
from directory.store import companies, introductions, people
from directory.store.errors import Conflict, Forbidden
from directory.store.models import FreezeRow, IntroductionRow, MembershipRow


def note_held(session: Session, introduction_id: str, person: Person, now: datetime) -> None:
    """Remember that an office is told of a yes that is held. Conflict where it was told already."""
    introduction = introductions.find_introduction(session, introduction_id)
    if introduction is None or introduction.held_at is not None:
        raise Conflict(f"introduction {introduction_id} is gone, or its office was told")
    city_id = companies.get_company(session, introduction.company_id).city_id
    if find_party(introduction, Event.ACCEPT, person, city_id) is None:
        raise Forbidden("nobody else says yes")
    introductions.change(session, replace(introduction, held_at=now, version=introduction.version + 1))


def resume_all(session: Session, lifted: Freeze, now: datetime) -> None:
    """Let what this freeze, which is gone, has held go on.

    A request is held while its asker is frozen, or all who answer for its company.
    """
    own = select(MembershipRow.company_id).where(MembershipRow.person_id == lifted.person_id)
    concerned = select(IntroductionRow.id).where(
        IntroductionRow.status.in_([status.value for status in OPEN]),
        or_(IntroductionRow.asker_id == lifted.person_id, IntroductionRow.company_id.in_(own)),
    )
    for introduction_id in session.scalars(concerned.order_by(IntroductionRow.id)).all():
        introduction = introductions.find_introduction(session, introduction_id)
        after = _resume(session, introduction, lifted, now) if introduction else None
        if introduction and after and after != replace(introduction, version=after.version):
            introductions.change(session, after)


def _resume(session: Session, introduction: Introduction, lifted: Freeze, now: datetime) -> Introduction:
    """Where the other side holds it, too, its time begins when that one's does."""
    asks = introduction.asker_id == lifted.person_id
    by_company = _find_company_freeze(session, introduction, lifted)
    by_asker = lifted.at if asks else _find_start(session, introduction.asker_id)
    began, other = (by_asker, by_company) if asks else (by_company, by_asker)
    if began is None:
        return replace(introduction, held_at=None, version=introduction.version + 1)
    return resume(introduction, began, other or now)


def _find_company_freeze(session: Session, introduction: Introduction, lifted: Freeze) -> datetime | None:
    """Since when nobody of the company can answer; None where somebody can, or its agency has to."""
    owners = people.list_members(session, introduction.company_id)
    if introduction.status not in AT_COMPANY or not owners:
        return None
    known = {lifted.person_id: lifted.at}
    starts = [known.get(owner) or _find_start(session, owner) for owner in owners]
    frozen = [start for start in starts if start is not None]
    return max(frozen) if len(frozen) == len(owners) else None


def _find_start(session: Session, person_id: int) -> datetime | None:
    return session.scalar(select(FreezeRow.at).where(FreezeRow.person_id == person_id))
