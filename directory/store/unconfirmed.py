"""Unconfirmed entries go with the last person who stands for them: no agency has ever said they are true."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, delete, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from directory.domain.company import EntryStatus
from directory.domain.roles import Act
from directory.store.models import (
    AuditRow,
    CompanyRow,
    IntroductionRow,
    MembershipRow,
    MergeMoveRow,
    MergeRow,
)
from directory.store.statements import count_changed

_UNCONFIRMED = (EntryStatus.PENDING.value, EntryStatus.RETURNED.value)


def forget(session: Session, person_id: int, now: datetime) -> None:
    """Take the unconfirmed entries that nobody but this person stands for, or has registered.

    One that a request or a merge points at is hidden instead. One that was merged meanwhile cannot be
    brought back any more.
    """
    _forget_merges(session, person_id)
    mine = select(MembershipRow.company_id).where(MembershipRow.person_id == person_id)
    others = select(MembershipRow.company_id).where(MembershipRow.person_id != person_id)
    alone = and_(
        or_(CompanyRow.id.in_(mine), CompanyRow.id.in_(_registered_by(person_id))),
        CompanyRow.id.not_in(others),
        CompanyRow.status.in_(_UNCONFIRMED),
    )
    used = CompanyRow.id.in_(
        select(IntroductionRow.company_id).union(select(MergeRow.kept_id), select(MergeRow.dropped_id))
    )
    hidden = update(CompanyRow).where(alone, used)
    count_changed(session, hidden.values(status=EntryStatus.HIDDEN.value, updated_at=now))
    count_changed(session, delete(CompanyRow).where(alone, ~used))


def _registered_by(person_id: int) -> Select[Any]:
    return select(AuditRow.company_id).where(
        AuditRow.person_id == person_id,
        AuditRow.act == Act.REGISTER.value,
        AuditRow.company_id.is_not(None),
    )


def _forget_merges(session: Session, person_id: int) -> None:
    """Nobody takes a merge back that would bring such an entry back."""
    moved, other = aliased(MergeMoveRow), aliased(MergeMoveRow)
    mine = exists().where(moved.dropped_id == MergeRow.dropped_id, moved.person_id == person_id)
    others = exists().where(other.dropped_id == MergeRow.dropped_id, other.person_id != person_id)
    gone = delete(MergeRow).where(
        or_(mine, MergeRow.dropped_id.in_(_registered_by(person_id))),
        ~others,
        MergeRow.dropped_status.in_(_UNCONFIRMED),
    )
    count_changed(session, gone)
