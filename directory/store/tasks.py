"""What waits for an agency: claims, new and changed entries, faded confirmations, unanswered questions."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.domain.company import BADGE_FADES_AFTER, VISIBLE, EntryStatus
from directory.domain.reviews import Task, TaskKind
from directory.store.models import ClaimRow, CompanyRow, ConfirmationRow


def list_tasks(session: Session, city_id: int | None, now: datetime) -> tuple[Task, ...]:
    """What waits in a city, or everywhere: the most urgent kind first, then the oldest."""
    found = _collect(session, city_id, now)
    order = list(TaskKind)
    return tuple(sorted(found, key=lambda task: (order.index(task.kind), task.since, task.company_id)))


def _collect(session: Session, city_id: int | None, now: datetime) -> Iterator[Task]:
    claims = select(ClaimRow.company_id, ClaimRow.created_at, ClaimRow.id).join(
        CompanyRow, CompanyRow.id == ClaimRow.company_id
    )
    for row in session.execute(_within(claims, city_id)):
        yield Task(TaskKind.CLAIM, row.company_id, row.created_at, row.id)
    for kind, status in ((TaskKind.NEW, EntryStatus.PENDING), (TaskKind.CHANGED, EntryStatus.CHANGED)):
        waiting = select(CompanyRow.id, CompanyRow.updated_at).where(CompanyRow.status == status.value)
        for row in session.execute(_within(waiting, city_id)):
            yield Task(kind, row.id, row.updated_at)
    newest = func.max(ConfirmationRow.confirmed_at)
    faded = (
        select(ConfirmationRow.company_id, newest.label("newest"))
        .join(CompanyRow, CompanyRow.id == ConfirmationRow.company_id)
        .where(CompanyRow.status.in_([status.value for status in VISIBLE]), CompanyRow.source != "sample")
        .group_by(ConfirmationRow.company_id)
        .having(newest <= now - BADGE_FADES_AFTER)
    )
    for row in session.execute(_within(faded, city_id)):
        yield Task(TaskKind.FADED, row.company_id, row.newest + BADGE_FADES_AFTER)
    hidden = select(CompanyRow.id, CompanyRow.updated_at).where(
        CompanyRow.status == EntryStatus.HIDDEN.value, CompanyRow.asked_at.is_not(None)
    )
    for row in session.execute(_within(hidden, city_id)):
        yield Task(TaskKind.UNANSWERED, row.id, row.updated_at)


def _within(statement: Any, city_id: int | None) -> Any:
    return statement if city_id is None else statement.where(CompanyRow.city_id == city_id)
