"""Roles of persons: memberships of entries, and offices held for a city or the alliance."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from directory.domain.roles import Grant, Role
from directory.store.models import MembershipRow, OfficeRow
from directory.store.statements import count_changed, run

_JOINED = (
    select(MembershipRow.role, MembershipRow.company_id)
    .where(MembershipRow.person_id == bindparam("of"))
    .order_by(MembershipRow.created_at, MembershipRow.company_id)
)
_HELD = (
    select(OfficeRow.role, OfficeRow.city_id)
    .where(OfficeRow.person_id == bindparam("of"))
    .order_by(OfficeRow.id)
)


def list_grants(session: Session, person_id: int) -> tuple[Grant, ...]:
    """All roles of a person: entries first, in the order in which they were joined."""
    return (
        *(Grant(Role(row.role), company_id=row.company_id) for row in run(session, _JOINED, of=person_id)),
        *(Grant(Role(row.role), city_id=row.city_id) for row in run(session, _HELD, of=person_id)),
    )


def list_holders(session: Session, role: Role, city_id: int | None) -> tuple[int, ...]:
    """Persons who hold an office; `city_id` None for the secretariat."""
    statement = select(OfficeRow.person_id).where(OfficeRow.role == role.value)
    statement = statement.where(
        OfficeRow.city_id.is_(None) if city_id is None else OfficeRow.city_id == city_id
    )
    return tuple(session.scalars(statement.distinct().order_by(OfficeRow.person_id)))


def add(session: Session, person_id: int, grant: Grant, now: datetime) -> None:
    """Give a person an office; the same one twice is one."""
    if grant in list_grants(session, person_id):
        return
    session.execute(
        insert(OfficeRow).values(
            person_id=person_id, role=grant.role.value, city_id=grant.city_id, created_at=now
        )
    )


def end_all(session: Session, city_id: int) -> int:
    """Nobody is the agency of this city any more; how many were."""
    return count_changed(session, delete(OfficeRow).where(OfficeRow.city_id == city_id))
