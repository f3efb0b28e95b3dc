"""Contacts that companies gave to their agency, each to be passed on for one introduction."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory.domain.person import Profile
from directory.store.models import GivenContactRow
from directory.store.statements import count_changed, insert_into


def find(session: Session, introduction_id: str) -> Profile | None:
    """The contact given for an introduction."""
    statement = select(GivenContactRow.__table__).where(GivenContactRow.introduction_id == introduction_id)
    row = session.execute(statement).one_or_none()
    return Profile(who=row.who, email=row.email, phone=row.phone, wechat=row.wechat) if row else None


def remove(session: Session, introduction_id: str) -> None:
    """Let go of the contact given for an introduction."""
    count_changed(session, delete(GivenContactRow).where(GivenContactRow.introduction_id == introduction_id))


def put(session: Session, introduction_id: str, profile: Profile, noted_by: int, now: datetime) -> None:
    """Keep the contact a company gave to its agency; a later one replaces it."""
    values = {
        "who": profile.who,
        "email": profile.email,
        "phone": profile.phone,
        "wechat": profile.wechat,
        "noted_by": noted_by,
        "given_at": now,
    }
    statement = insert_into(session, GivenContactRow).values(introduction_id=introduction_id, **values)
    session.execute(statement.on_conflict_do_update(index_elements=["introduction_id"], set_=values))
