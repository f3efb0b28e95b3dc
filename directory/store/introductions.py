"""Introductions: stored as the domain has them, every change one version on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, exists, func, insert, select, true, update
from sqlalchemy.orm import Session

from directory.domain.company import CooperationKind
from directory.domain.introduction import (
    AGREED,
    AT_COMPANY,
    AT_DESK,
    OPEN,
    DeclineReason,
    Introduction,
    Party,
    Remark,
    Status,
)
from directory.store.errors import Conflict
from directory.store.models import CompanyRow, FreezeRow, IntroductionRow, MembershipRow, RemarkRow
from directory.store.statements import count_changed, insert_into, split

_TABLE = IntroductionRow.__table__


def find_introduction(session: Session, introduction_id: str) -> Introduction | None:
    """The introduction with this id. `asker_id` is 0 where its asker was deleted."""
    rows = session.execute(select(_TABLE).where(IntroductionRow.id == introduction_id)).all()
    return next(iter(_build_all(session, rows)), None)


def list_sent(session: Session, person_id: int) -> tuple[Introduction, ...]:
    """Requests of a person, newest first."""
    statement = select(_TABLE).where(IntroductionRow.asker_id == person_id).order_by(*_newest_first())
    return _build_all(session, session.execute(statement).all())


def list_received(session: Session, company_ids: Sequence[int]) -> tuple[Introduction, ...]:
    """Requests that have reached these entries, newest first."""
    statement = select(_TABLE).where(
        IntroductionRow.company_id.in_(company_ids), IntroductionRow.desk == Party.COMPANY.value
    )
    return _build_all(session, session.execute(statement.order_by(*_newest_first())).all())


def list_at_desk(session: Session, city_id: int | None) -> tuple[Introduction, ...]:
    """Open requests that lie with the agency of a city, or of any; the longest waiting first."""
    statement = (
        select(_TABLE)
        .join(CompanyRow, CompanyRow.id == IntroductionRow.company_id)
        .where(
            IntroductionRow.status.in_([status.value for status in AT_DESK]),
            true() if city_id is None else CompanyRow.city_id == city_id,
        )
    )
    oldest_first = (IntroductionRow.created_at, IntroductionRow.id)
    return _build_all(session, session.execute(statement.order_by(*oldest_first)).all())


def list_forwarded(session: Session, city_id: int | None) -> tuple[Introduction, ...]:
    """Requests that the agency of a city, or any, gave to their company in the chat; the latest first."""
    statement = (
        select(_TABLE)
        .join(CompanyRow, CompanyRow.id == IntroductionRow.company_id)
        .where(
            IntroductionRow.forwarded_at.is_not(None),
            IntroductionRow.desk == Party.COMPANY.value,
            true() if city_id is None else CompanyRow.city_id == city_id,
        )
    )
    latest_first = (IntroductionRow.forwarded_at.desc(), IntroductionRow.id)
    return _build_all(session, session.execute(statement.order_by(*latest_first)).all())


def list_orphaned(session: Session, limit: int = 100) -> tuple[Introduction, ...]:
    """Open requests that wait for a company for which nobody answers any more, oldest first."""
    statement = (
        select(_TABLE)
        .where(
            IntroductionRow.status.in_([status.value for status in AT_COMPANY]),
            IntroductionRow.company_id.not_in(select(MembershipRow.company_id)),
        )
        .order_by(IntroductionRow.created_at, IntroductionRow.id)
        .limit(limit)
    )
    return _build_all(session, session.execute(statement).all())


def list_answered(session: Session, person_id: int) -> tuple[Introduction, ...]:
    """Requests a person accepted or declined, newest first."""
    statement = select(_TABLE).where(IntroductionRow.answered_by == person_id).order_by(*_newest_first())
    return _build_all(session, session.execute(statement).all())


def list_unasked(session: Session, accepted_before: datetime, limit: int = 100) -> tuple[Introduction, ...]:
    """Introductions accepted at or before a moment whose sides were not yet asked what came of it."""
    statement = (
        select(_TABLE)
        .where(
            IntroductionRow.status.in_([status.value for status in AGREED]),
            IntroductionRow.closed_at <= accepted_before,
            IntroductionRow.followed_up_at.is_(None),
        )
        .order_by(IntroductionRow.closed_at, IntroductionRow.id)
        .limit(limit)
    )
    return _build_all(session, session.execute(statement).all())


def list_due(
    session: Session, due_before: datetime, *, reminded_before: datetime | None = None, limit: int = 100
) -> tuple[Introduction, ...]:
    """Open introductions whose deadline began to run at or before a moment, oldest first; no frozen asker's.

    Without `reminded_before` those not yet reminded; with it those reminded at or before that moment.
    """
    reminded = IntroductionRow.reminded_at
    due_from = func.coalesce(IntroductionRow.opened_at, IntroductionRow.created_at)
    statement = (
        select(_TABLE)
        .where(
            IntroductionRow.status.in_([status.value for status in OPEN]),
            due_from <= due_before,
            ~exists().where(FreezeRow.person_id == IntroductionRow.asker_id),
            reminded.is_(None) if reminded_before is None else reminded <= reminded_before,
        )
        .order_by(due_from, IntroductionRow.id)
        .limit(limit)
    )
    return _build_all(session, session.execute(statement).all())


def count_answers(session: Session) -> dict[int, tuple[int, int]]:
    """(requests settled, answered) of every entry; open, withdrawn and unreached ones do not count."""
    answered = IntroductionRow.status.in_([status.value for status in (*AGREED, Status.DECLINED)])
    statement = (
        select(
            IntroductionRow.company_id,
            func.count(),
            func.sum(case((answered, 1), else_=0)),
        )
        .where(answered | (IntroductionRow.status == Status.EXPIRED.value))
        .group_by(IntroductionRow.company_id)
    )
    return {int(one): (int(received), int(done)) for one, received, done in session.execute(statement)}


def create(session: Session, introduction: Introduction, author_id: int | None = None) -> None:
    """Store a new introduction; Conflict where its id exists already."""
    statement = (
        insert_into(session, IntroductionRow)
        .values(
            id=introduction.id,
            asker_id=introduction.asker_id,
            company_id=introduction.company_id,
            who=introduction.who,
            goal=introduction.goal,
            why=introduction.why,
            locale=introduction.locale,
            cooperation=introduction.cooperation.value if introduction.cooperation else None,
            topics=list(introduction.topics),
            created_at=introduction.created_at,
            version=introduction.version,
            **_read_progress(introduction),
        )
        .on_conflict_do_nothing()
        .returning(IntroductionRow.id)
    )
    if session.scalar(statement) is None:
        raise Conflict(f"introduction {introduction.id} exists")
    _add_remarks(session, introduction.id, introduction.remarks, author_id)


def change(session: Session, introduction: Introduction, author_id: int | None = None) -> None:
    """Store the next version; its texts stay as they were. New remarks are `author_id`'s words.

    Raises Conflict where the stored version is not the one before.
    """
    statement = update(IntroductionRow).where(
        IntroductionRow.id == introduction.id, IntroductionRow.version == introduction.version - 1
    )
    values = {"version": introduction.version, **_read_progress(introduction)}
    if not count_changed(session, statement.values(**values)):
        raise Conflict(f"introduction {introduction.id} is no longer at version {introduction.version - 1}")
    known = _list_remarks(session, [introduction.id]).get(introduction.id, [])
    _add_remarks(session, introduction.id, introduction.remarks[len(known) :], author_id)


def _newest_first() -> tuple[Any, ...]:
    return IntroductionRow.created_at.desc(), IntroductionRow.id


def _read_progress(introduction: Introduction) -> dict[str, Any]:
    return {
        "status": introduction.status.value,
        "answered_by": introduction.answered_by,
        "decline_reason": introduction.decline_reason.value if introduction.decline_reason else None,
        "reminded_at": introduction.reminded_at,
        "closed_at": introduction.closed_at,
        "desk": introduction.desk.value,
        "opened_at": introduction.opened_at,
        "passed_on_at": introduction.passed_on_at,
        "followed_up_at": introduction.followed_up_at,
        "forwarded_at": introduction.forwarded_at,
        "asker_shut_at": introduction.asker_shut_at,
        "answerer_shut_at": introduction.answerer_shut_at,
        "held_at": introduction.held_at,
    }


def _add_remarks(
    session: Session, introduction_id: str, remarks: Sequence[Remark], author_id: int | None
) -> None:
    for remark in remarks:
        session.execute(
            insert(RemarkRow).values(
                introduction_id=introduction_id,
                person_id=author_id,
                side=remark.side,
                text=remark.text,
                locale=remark.locale,
                said_at=remark.at,
            )
        )


def _list_remarks(session: Session, ids: Sequence[str]) -> dict[str, list[Remark]]:
    found: dict[str, list[Remark]] = {}
    for portion in split(ids):
        statement = select(RemarkRow.__table__).where(RemarkRow.introduction_id.in_(portion))
        for row in session.execute(statement.order_by(RemarkRow.id)):
            remark = Remark(row.side, row.text, row.locale, row.said_at)
            found.setdefault(row.introduction_id, []).append(remark)
    return found


def _build_all(session: Session, rows: Sequence[Row[Any]]) -> tuple[Introduction, ...]:
    remarks = _list_remarks(session, [row.id for row in rows])
    return tuple(
        Introduction(
            id=row.id,
            asker_id=row.asker_id or 0,
            company_id=row.company_id,
            who=row.who,
            goal=row.goal,
            why=row.why,
            locale=row.locale,
            created_at=row.created_at,
            cooperation=CooperationKind(row.cooperation) if row.cooperation else None,
            topics=tuple(row.topics),
            status=Status(row.status),
            answered_by=row.answered_by,
            decline_reason=DeclineReason(row.decline_reason) if row.decline_reason else None,
            remarks=tuple(remarks.get(row.id, ())),
            reminded_at=row.reminded_at,
            closed_at=row.closed_at,
            version=row.version,
            desk=Party(row.desk),
            opened_at=row.opened_at,
            passed_on_at=row.passed_on_at,
            followed_up_at=row.followed_up_at,
            forwarded_at=row.forwarded_at,
            asker_shut_at=row.asker_shut_at,
            answerer_shut_at=row.answerer_shut_at,
            held_at=row.held_at,
        )
        for row in rows
    )
