"""Roles given and taken by those in office: permitted by role, and written down, in the same transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, delete, func, select
from sqlalchemy.orm import Session

from directory.domain.company import Company
from directory.domain.person import Person
from directory.domain.roles import Act, Grant, Role, find_grant
from directory.domain.uses import Use
from directory.store import audit, companies, invitations, permits, withdrawals
from directory.store.errors import Forbidden, Refused
from directory.store.models import CompanyRow, MembershipRow, OfficeRow
from directory.store.overviews import Scope
from directory.store.statements import count_changed

INVITED_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role: an office (`id` names it), or for an entry."""

    person_id: int
    who: str
    role: Role
    since: datetime
    id: int = 0
    city_id: int | None = None
    company_id: int | None = None


def permit(session: Session, person: Person, act: Act, city_id: int | None) -> Grant:
    """The role under which a person may do this in a city. Raises Forbidden."""
    grant = find_grant(person.grants, act, city_id=city_id)
    if grant is None:
        raise Forbidden(f"{act} is not permitted")
    return grant


def invite(session: Session, grant: Grant, person: Person, now: datetime) -> str:
    """A one-time code for a role. Raises Forbidden, Refused where there is no such entry."""
    company: Company | None = None
    if grant.company_id is not None:
        company = companies.find_living(session, grant.company_id)
        if company is None:
            raise Refused("there is no such entry")
    city_id = company.city_id if company else grant.city_id
    acting = permit(session, person, Act.INVITE, city_id)
    audit.write(session, Act.INVITE, acting.role, now, person_id=person.id, city_id=city_id, company=company)
    return invitations.create_for(session, grant, now + INVITED_FOR, now)


def end_office(session: Session, office_id: int, person: Person, now: datetime) -> None:
    """Take an office from its holder. Raises Forbidden, Refused where it is gone."""
    row = session.execute(select(OfficeRow.__table__).where(OfficeRow.id == office_id)).one_or_none()
    if row is None:
        raise Refused("the office has ended")
    acting = permit(session, person, Act.END_OFFICE, row.city_id)
    count_changed(session, delete(OfficeRow).where(OfficeRow.id == office_id))
    left = select(OfficeRow.id).where(OfficeRow.person_id == row.person_id)
    if session.scalar(left.limit(1)) is None:
        withdrawals.take_back_from(session, row.person_id)
    audit.write(session, Act.END_OFFICE, acting.role, now, person_id=person.id, city_id=row.city_id)


def end_membership(session: Session, company_id: int, person_id: int, person: Person, now: datetime) -> None:
    """Let somebody answer for an entry no longer. Raises Forbidden, Refused where it is so already."""
    company = companies.find_company(session, company_id)
    if company is None:
        raise Refused("there is no such entry")
    acting = permit(session, person, Act.END_OFFICE, company.city_id)
    own = delete(MembershipRow).where(
        MembershipRow.company_id == company_id, MembershipRow.person_id == person_id
    )
    if not count_changed(session, own):
        raise Refused("nobody answers for it any more")
    audit.write(session, Act.END_OFFICE, acting.role, now, person_id=person.id, company=company)


def list_officers(session: Session, scope: Scope) -> tuple[Holder, ...]:
    """Those in office, the secretariat first; of an agency only those of its cities."""
    statement = select(OfficeRow.__table__)
    if scope is not None:
        statement = statement.where(OfficeRow.city_id.in_(scope))
    rows = session.execute(statement.order_by(OfficeRow.role.desc(), OfficeRow.city_id, OfficeRow.id))
    return tuple(_build(session, row, Use.OFFICE, id=row.id) for row in rows.all())


def count_members(session: Session, scope: Scope) -> int:
    """How many answer for entries, each counted once for every entry."""
    return session.scalar(_select_members(scope, func.count())) or 0


def list_members(session: Session, scope: Scope, limit: int, offset: int = 0) -> tuple[Holder, ...]:
    """Those who answer for entries, the latest first."""
    order = (MembershipRow.created_at.desc(), MembershipRow.company_id, MembershipRow.person_id)
    statement = _select_members(scope, MembershipRow.__table__, CompanyRow.city_id).order_by(*order)
    rows = session.execute(statement.offset(offset).limit(limit))
    return tuple(_build(session, row, Use.REVIEW, company_id=row.company_id) for row in rows.all())


def _select_members(scope: Scope, *columns: Any) -> Select[Any]:
    joined = MembershipRow.__table__.join(CompanyRow.__table__, CompanyRow.id == MembershipRow.company_id)
    statement = select(*columns).select_from(joined)
    return statement if scope is None else statement.where(CompanyRow.city_id.in_(scope))


def _build(session: Session, row: Row[Any], use: Use, **more: int) -> Holder:
    """Somebody with the name, as far as its person lets officials see it; else without."""
    profile = permits.find_contact(session, row.person_id, use)
    who = profile.who if profile else ""
    return Holder(row.person_id, who, Role(row.role), row.created_at, city_id=row.city_id, **more)
