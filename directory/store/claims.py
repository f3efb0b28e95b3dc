"""Claims: somebody says to answer for an entry that exists."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.orm import Session

from directory.domain.company import Claim
from directory.store.models import ClaimRow
from directory.store.statements import count_changed, insert_into

_TABLE = ClaimRow.__table__


def add(session: Session, company_id: int, person_id: int, now: datetime) -> None:
    """Store a claim; the same one again stays as it was."""
    statement = insert_into(session, ClaimRow).values(
        company_id=company_id, person_id=person_id, created_at=now
    )
    session.execute(statement.on_conflict_do_nothing())


def find_claim(session: Session, claim_id: int) -> Claim | None:
    """The open claim with this id."""
    row = session.execute(select(_TABLE).where(ClaimRow.id == claim_id)).one_or_none()
    return _build(row) if row else None


def list_of_person(session: Session, person_id: int) -> tuple[Claim, ...]:
    """The open claims of a person, oldest first."""
    rows = session.execute(select(_TABLE).where(ClaimRow.person_id == person_id).order_by(ClaimRow.id))
    return tuple(_build(row) for row in rows)


def end(session: Session, claim_id: int) -> bool:
    """Take a claim off; False where somebody was faster."""
    return bool(count_changed(session, delete(ClaimRow).where(ClaimRow.id == claim_id)))


def _build(row: Row[Any]) -> Claim:
    return Claim(row.id, row.company_id, row.person_id, row.created_at, row.escalated_at)
