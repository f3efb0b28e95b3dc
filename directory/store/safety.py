"""Reports, freezes and blocks: roles are read in the transaction, and every decision is written down."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from directory.domain.person import Person
from directory.domain.roles import Act, Role, find_grant
from directory.domain.safety import Freeze, Report
from directory.domain.safety_commands import BlockSender, DecideReport, FileReport, NoteHeld, Unfreeze
from directory.store import audit, handovers, introductions, people, resuming
from directory.store.errors import Conflict, Forbidden, Refused
from directory.store.models import BlockRow, FreezeRow, PersonRow, ReportRow
from directory.store.statements import count_changed, insert_into

_REPORTS = ReportRow.__table__


def find_report(session: Session, report_id: str) -> Report | None:
    """The report with this id."""
    row = session.execute(select(_REPORTS).where(ReportRow.id == report_id)).one_or_none()
    return _build(row) if row else None


def find_filed(session: Session, introduction_id: str, reporter_id: int) -> Report | None:
    """What a person has reported about a request."""
    statement = select(_REPORTS).where(
        ReportRow.introduction_id == introduction_id, ReportRow.reporter_id == reporter_id
    )
    row = session.execute(statement.order_by(ReportRow.at).limit(1)).one_or_none()
    return _build(row) if row else None


def forget_words(session: Session, person_id: int) -> None:
    """What was said by a person, or about one, in reports; that there was a report stays."""
    theirs = or_(ReportRow.reporter_id == person_id, ReportRow.accused_id == person_id)
    count_changed(session, update(ReportRow).where(theirs).values(words=""))


def list_open_reports(session: Session, city_id: int | None, limit: int) -> tuple[Report, ...]:
    """Reports that wait for the agency of a city, or everywhere; the oldest first."""
    statement = select(_REPORTS).where(ReportRow.decided_at.is_(None), ReportRow.accused_id.is_not(None))
    if city_id is not None:
        statement = statement.where(ReportRow.city_id == city_id)
    ordered = statement.order_by(ReportRow.at, ReportRow.id).limit(limit)
    return tuple(_build(row) for row in session.execute(ordered))


def find_freeze(session: Session, person_id: int) -> Freeze | None:
    """Whether and why a person may not write to others."""
    row = session.execute(select(FreezeRow.__table__).where(FreezeRow.person_id == person_id)).one_or_none()
    return Freeze(row.person_id, row.city_id, Role(row.role), row.report_id, row.at) if row else None


def require_free(session: Session, person_id: int) -> None:
    """Raises Refused where the person is frozen."""
    if find_freeze(session, person_id) is not None:
        raise Refused("this sender is frozen")


def list_blocked(session: Session, person_id: int) -> tuple[int, ...]:
    """Persons of whom this one takes nothing."""
    statement = select(BlockRow.blocked_id).where(BlockRow.person_id == person_id)
    return tuple(session.scalars(statement.order_by(BlockRow.blocked_id)))


def carry_out(
    session: Session,
    command: FileReport | DecideReport | Unfreeze | BlockSender | NoteHeld,
    acting: Person,
    now: datetime,
) -> None:
    """Do what a person wants done about another.

    Raises Forbidden where no role permits it, Conflict where somebody was faster, Refused where it makes
    no sense.
    """
    match command:
        case FileReport(report):
            _file(session, report, acting)
        case DecideReport(report_id, freeze):
            _decide(session, report_id, freeze, acting, now)
        case Unfreeze(person_id):
            held = find_freeze(session, person_id)
            if held is None:
                raise Conflict(f"person {person_id} is not frozen")
            _permit(session, acting, Act.UNFREEZE, held.city_id, held.report_id, now)
            count_changed(session, delete(FreezeRow).where(FreezeRow.person_id == person_id))
            resuming.resume_all(session, held, now)
            handovers.end_objections(session, person_id, now)
        case NoteHeld(introduction_id):
            resuming.note_held(session, introduction_id, acting, now)
        case BlockSender(person_id, blocked):
            _block(session, acting.id, person_id, blocked, now)


def _file(session: Session, report: Report, acting: Person) -> None:
    introduction = introductions.find_introduction(session, report.introduction_id)
    if introduction is None or report.reporter_id != acting.id:
        raise Refused("a report is filed by who was written to")
    sides = {introduction.asker_id, introduction.answered_by}
    sides |= set(people.list_members(session, introduction.company_id))
    if acting.id not in sides or report.accused_id not in sides or report.accused_id == acting.id:
        raise Refused("a report is about the other side of a request")
    twice = select(ReportRow.id).where(
        ReportRow.introduction_id == report.introduction_id,
        ReportRow.reporter_id == acting.id,
    )
    if session.scalar(twice.limit(1)) is not None:
        return
    session.execute(
        insert(ReportRow).values(
            id=report.id,
            introduction_id=report.introduction_id,
            reporter_id=acting.id,
            accused_id=report.accused_id,
            city_id=report.city_id,
            at=report.at,
            words=report.words,
            locale=report.locale,
        )
    )


def _decide(session: Session, report_id: str, freeze: bool, acting: Person, now: datetime) -> None:
    report = find_report(session, report_id)
    if report is None or report.accused_id is None:
        raise Refused("there is nobody left to decide about")
    act = Act.FREEZE if freeze else Act.DISMISS
    grant = _permit(session, acting, act, report.city_id, report.id, now)
    decided = update(ReportRow).where(ReportRow.id == report_id, ReportRow.decided_at.is_(None))
    if not count_changed(session, decided.values(decided_at=now)):
        raise Conflict(f"report {report_id} is decided")
    if freeze:
        frozen = insert_into(session, FreezeRow).values(
            person_id=report.accused_id, city_id=report.city_id, role=grant.value, report_id=report.id, at=now
        )
        session.execute(frozen.on_conflict_do_nothing())


def _block(session: Session, person_id: int, blocked_id: int, blocked: bool, now: datetime) -> None:
    if person_id == blocked_id or session.get(PersonRow, blocked_id) is None:
        raise Refused("there is nobody to block")
    if blocked:
        row = insert_into(session, BlockRow).values(person_id=person_id, blocked_id=blocked_id, at=now)
        session.execute(row.on_conflict_do_nothing())
    else:
        gone = delete(BlockRow).where(BlockRow.person_id == person_id, BlockRow.blocked_id == blocked_id)
        count_changed(session, gone)


def _permit(session: Session, acting: Person, act: Act, city_id: int, report_id: str, now: datetime) -> Role:
    """See that a role permits the act, and write it down; the report's id says what it was about."""
    grant = find_grant(acting.grants, act, city_id=city_id)
    if grant is None:
        raise Forbidden(f"{act} is not permitted")
    audit.write(
        session, act, grant.role, now, person_id=acting.id, city_id=city_id, fields=(f"report {report_id}",)
    )
    return grant.role


def _build(row: Row[Any]) -> Report:
    return Report(
        row.id, row.introduction_id, row.reporter_id, row.accused_id, row.city_id, row.at, row.decided_at,
        row.words, row.locale,
    )  # fmt: skip
