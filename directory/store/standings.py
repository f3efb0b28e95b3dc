"""Where entries stand with their agency, and which ones time has something to do with."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from directory.domain.company import Company
from directory.store import companies
from directory.store.models import CompanyRow, ConfirmationRow, MembershipRow


def put_standing(session: Session, before: Company, after: Company, now: datetime) -> None:
    """Store what an act made of an entry: its values, its standing, its confirmations."""
    standing = {
        "status": after.status.value,
        "confirmed_role": after.confirmed_role.value if after.confirmed_role else None,
        "fresh_at": after.fresh_at,
        "asked_at": after.asked_at,
        "waiting_since": after.waiting_since,
        "escalated_at": after.escalated_at,
    }
    changed = update(CompanyRow).where(CompanyRow.id == before.id)
    session.execute(changed.values(updated_at=now, **standing, **companies.read_values(after)))
    ended = [name for name in before.confirmed if name not in after.confirmed]
    session.execute(
        delete(ConfirmationRow).where(
            ConfirmationRow.company_id == before.id, ConfirmationRow.field.in_(ended)
        )
    )
    for name, one in after.confirmed.items():
        if before.confirmed.get(name) != one:
            companies.put_confirmation(session, before.id, name, one)


def list_aging(session: Session, fresh_before: datetime, limit: int) -> tuple[Company, ...]:
    """Entries that somebody answers for and nobody has stood up for since, the oldest first."""
    members = select(MembershipRow.company_id)
    due = and_(
        CompanyRow.asked_at.is_(None),
        CompanyRow.fresh_at <= fresh_before,
        CompanyRow.source != "sample",
        CompanyRow.id.in_(members),
    )
    return _list_by_age(session, due, CompanyRow.fresh_at, limit)


def list_unanswered(session: Session, asked_before: datetime, limit: int) -> tuple[Company, ...]:
    """Entries whose owners were asked before that moment and have not answered, the oldest first."""
    return _list_by_age(session, CompanyRow.asked_at <= asked_before, CompanyRow.asked_at, limit)


def list_silent_ids(session: Session, asked_before: datetime) -> list[int]:
    """Ids of the entries found in searches whose owners were asked before that moment and are silent."""
    silent = select(CompanyRow.id).where(companies.is_visible(), CompanyRow.asked_at <= asked_before)
    return list(session.scalars(silent))


def _list_by_age(
    session: Session, due: ColumnElement[bool], age: InstrumentedAttribute[datetime | None], limit: int
) -> tuple[Company, ...]:
    ids = select(CompanyRow.id).where(companies.is_visible(), due).order_by(age, CompanyRow.id).limit(limit)
    return companies.list_companies(session, session.scalars(ids).all())
