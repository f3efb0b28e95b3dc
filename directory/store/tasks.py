"""What waits for an agency: claims, new and changed entries, faded confirmations, unanswered questions."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, true, update
from sqlalchemy.orm import Session

from directory.domain.company import BADGE_FADES_AFTER, VISIBLE, EntryStatus
from directory.domain.reviews import Task, TaskKind
from directory.store.errors import Conflict
from directory.store.models import ClaimRow, CompanyRow, ConfirmationRow
from directory.store.statements import count_changed


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
    handed_in = func.coalesce(CompanyRow.waiting_since, CompanyRow.updated_at)
    for kind, status, since in (
        (TaskKind.NEW, EntryStatus.PENDING, handed_in),
        (TaskKind.CHANGED, EntryStatus.CHANGED, CompanyRow.updated_at),
    ):
        waiting = select(CompanyRow.id, since.label("since")).where(CompanyRow.status == status.value)
        for row in session.execute(_within(waiting, city_id)):
            yield Task(kind, row.id, row.since)
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


def list_unreviewed(session: Session, since_before: datetime, *, untold: bool = False) -> tuple[Task, ...]:
    """Claims and new entries that have waited since that moment or longer, the oldest first.

    `untold`: only those of which it was not yet told how long they wait.
    """
    claims = select(ClaimRow.company_id, ClaimRow.created_at, ClaimRow.id).where(
        ClaimRow.created_at <= since_before, ClaimRow.escalated_at.is_(None) if untold else true()
    )
    entries = select(CompanyRow.id, CompanyRow.waiting_since).where(
        CompanyRow.status == EntryStatus.PENDING.value,
        CompanyRow.waiting_since <= since_before,
        CompanyRow.escalated_at.is_(None) if untold else true(),
    )
    found = [
        *(Task(TaskKind.CLAIM, row.company_id, row.created_at, row.id) for row in session.execute(claims)),
        *(Task(TaskKind.NEW, row.id, row.waiting_since) for row in session.execute(entries)),
    ]
    return tuple(sorted(found, key=lambda task: (task.since, task.company_id)))


def note_escalated(session: Session, company_id: int, claim_id: int | None, now: datetime) -> None:
    """Remember that it was told how long an entry, or a claim, waits. Conflict where it no longer does."""
    entry = update(CompanyRow).where(
        CompanyRow.id == company_id,
        CompanyRow.status == EntryStatus.PENDING.value,
        CompanyRow.escalated_at.is_(None),
    )
    claim = update(ClaimRow).where(ClaimRow.id == claim_id, ClaimRow.escalated_at.is_(None))
    if not count_changed(session, (entry if claim_id is None else claim).values(escalated_at=now)):
        raise Conflict(f"entry {company_id} waits no longer, or it was told")


def _within(statement: Any, city_id: int | None) -> Any:
    return statement if city_id is None else statement.where(CompanyRow.city_id == city_id)
