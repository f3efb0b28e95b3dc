"""Handovers: stored as the domain has them, every change one version on, by whoever may make it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from directory.domain.handover import Handover, Line, Subject
from directory.domain.person import Person
from directory.domain.roles import Act, find_grant
from directory.domain.uses import Use
from directory.store import audit, permits
from directory.store.errors import Conflict, Forbidden, Refused
from directory.store.models import HandoverLineRow, HandoverRow
from directory.store.statements import count_changed, split

_TABLE = HandoverRow.__table__


def find_handover(session: Session, handover_id: str) -> Handover | None:
    """The handover with this id."""
    rows = session.execute(select(_TABLE).where(HandoverRow.id == handover_id)).all()
    return next(iter(_build_all(session, rows)), None)


def list_of_person(session: Session, person_id: int) -> tuple[Handover, ...]:
    """The handovers a person asked for, newest first."""
    statement = select(_TABLE).where(HandoverRow.person_id == person_id)
    ordered = statement.order_by(HandoverRow.opened_at.desc(), HandoverRow.id)
    return _build_all(session, session.execute(ordered).all())


def list_open(session: Session, limit: int, *, city_id: int | None = None) -> tuple[Handover, ...]:
    """Open handovers, those that wait longest first; only those of an agency where a city is named."""
    statement = select(_TABLE).where(HandoverRow.closed_at.is_(None))
    if city_id is not None:
        statement = statement.where(HandoverRow.city_id == city_id)
    waits = HandoverRow.waiting_since
    ordered = statement.order_by(waits.is_(None), waits, HandoverRow.id).limit(limit)
    return _build_all(session, session.execute(ordered).all())


def list_due(
    session: Session, waiting_before: datetime, quiet_before: datetime, limit: int
) -> tuple[Handover, ...]:
    """Open ones on which something may be due: nobody answered since, or nobody wrote since."""
    waits = (HandoverRow.waiting_since <= waiting_before) & HandoverRow.escalated.is_(False)
    statement = select(_TABLE).where(
        HandoverRow.closed_at.is_(None), or_(waits, HandoverRow.last_at <= quiet_before)
    )
    ordered = statement.order_by(HandoverRow.last_at, HandoverRow.id).limit(limit)
    return _build_all(session, session.execute(ordered).all())


def put(session: Session, handover: Handover, acting: Person | None, now: datetime) -> None:
    """Store a new handover or its next version; `acting` None: time does it, and says nothing.

    Raises ConsentMissing, Forbidden or Refused where a rule forbids it, Conflict where another was faster.
    """
    stored = find_handover(session, handover.id)
    if stored is None:
        _create(session, handover, acting)
        return
    _permit(session, stored, handover, acting, now)
    changed = update(HandoverRow).where(
        HandoverRow.id == handover.id, HandoverRow.version == handover.version - 1
    )
    if not count_changed(session, changed.values(version=handover.version, **_read_progress(handover))):
        raise Conflict(f"handover {handover.id} is no longer at version {handover.version - 1}")
    _add_lines(session, handover.id, handover.lines[len(stored.lines) :])


def end_objections(session: Session, person_id: int, now: datetime) -> None:
    """What was objected to is lifted: the conversations about it have ended."""
    own = update(HandoverRow).where(
        HandoverRow.person_id == person_id,
        HandoverRow.subject == Subject.OBJECTION.value,
        HandoverRow.closed_at.is_(None),
    )
    ended = {"closed_at": now, "waiting_since": None, "version": HandoverRow.version + 1}
    count_changed(session, own.values(**ended))


def forget_own(session: Session, person_id: int) -> None:
    """The handovers a person asked for go, with all that was said."""
    count_changed(session, delete(HandoverRow).where(HandoverRow.person_id == person_id))


def forget_person(session: Session, person_id: int) -> None:
    """What a person asked for goes with all that was said; what an officer said goes from the others'."""
    forget_own(session, person_id)
    said = select(HandoverLineRow.handover_id).where(HandoverLineRow.person_id == person_id)
    touched = update(HandoverRow).where(or_(HandoverRow.id.in_(said), HandoverRow.officer_id == person_id))
    count_changed(session, touched.values(version=HandoverRow.version + 1, officer_id=None))
    count_changed(session, delete(HandoverLineRow).where(HandoverLineRow.person_id == person_id))


def _create(session: Session, handover: Handover, acting: Person | None) -> None:
    if acting is None or handover.person_id != acting.id or handover.version != 1:
        raise Refused("a handover is opened by the person who writes")
    permits.require(session, acting.id, Use.HELP)
    session.execute(
        insert(HandoverRow).values(
            id=handover.id,
            person_id=handover.person_id,
            city_id=handover.city_id,
            subject=handover.subject.value,
            opened_at=handover.opened_at,
            version=handover.version,
            **_read_progress(handover),
        )
    )
    _add_lines(session, handover.id, handover.lines)


def _permit(
    session: Session, stored: Handover, after: Handover, acting: Person | None, now: datetime
) -> None:
    """See that whoever acts may: its person, an officer in charge, or time, which only moves or ends it."""
    added = after.lines[len(stored.lines) :]
    if acting is None:
        if added:
            raise Refused("time says nothing")
        return
    if any(line.author_id != acting.id for line in added):
        raise Refused("everybody speaks for himself")
    if acting.id == stored.person_id and not any(line.from_officer for line in added):
        return
    grant = find_grant(acting.grants, Act.ASSIST, city_id=stored.city_id)
    if grant is None:
        raise Forbidden(f"{Act.ASSIST} is not permitted")
    audit.write(session, Act.ASSIST, grant.role, now, person_id=acting.id, city_id=stored.city_id)


def _read_progress(handover: Handover) -> dict[str, Any]:
    return {
        "last_at": handover.last_at,
        "waiting_since": handover.waiting_since,
        "escalated": handover.escalated,
        "officer_id": handover.officer_id,
        "closed_at": handover.closed_at,
    }


def _add_lines(session: Session, handover_id: str, lines: Sequence[Line]) -> None:
    for line in lines:
        session.execute(
            insert(HandoverLineRow).values(
                handover_id=handover_id,
                person_id=line.author_id,
                from_officer=line.from_officer,
                text=line.text,
                locale=line.locale,
                said_at=line.at,
            )
        )


def _build_all(session: Session, rows: Sequence[Row[Any]]) -> tuple[Handover, ...]:
    lines: dict[str, list[Line]] = {row.id: [] for row in rows}
    for portion in split(lines):
        statement = select(HandoverLineRow.__table__).where(HandoverLineRow.handover_id.in_(portion))
        for row in session.execute(statement.order_by(HandoverLineRow.id)):
            line = Line(row.from_officer, row.person_id, row.text, row.locale, row.said_at)
            lines[row.handover_id].append(line)
    return tuple(
        Handover(
            id=row.id,
            person_id=row.person_id,
            city_id=row.city_id,
            opened_at=row.opened_at,
            last_at=row.last_at,
            subject=Subject(row.subject),
            waiting_since=row.waiting_since,
            escalated=row.escalated,
            officer_id=row.officer_id,
            closed_at=row.closed_at,
            lines=tuple(lines[row.id]),
            version=row.version,
        )
        for row in rows
    )
