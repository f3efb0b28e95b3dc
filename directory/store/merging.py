"""Two entries that are one: what moves with a merge, and how it moves back."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.orm import Session

from directory.domain.company import Company, EntryStatus, Merge
from directory.domain.merges import FILLED
from directory.domain.roles import Role
from directory.store import companies, people
from directory.store.errors import Refused
from directory.store.models import (
    ClaimRow,
    CompanyRow,
    IntroductionRow,
    MembershipRow,
    MergeMoveRow,
    MergeRow,
)
from directory.store.statements import count_changed


def merge(session: Session, kept: Company, dropped: Company, now: datetime) -> None:
    """Let `dropped` live on in `kept`: requests and members move, what `kept` lacks is filled in.

    The external id of `dropped` stays known: an import that names it changes nothing.
    """
    if kept.id == dropped.id or kept.country is not dropped.country:
        raise Refused("only two entries of one country are merged")
    if EntryStatus.MERGED in (kept.status, dropped.status):
        raise Refused("the entry lives on in another already")
    rows = {row.id: row for row in session.execute(_read((kept.id, dropped.id)))}
    mine, theirs = rows[kept.id]._mapping, rows[dropped.id]._mapping
    filled = [name for name in FILLED if mine[name] in (None, "", []) and theirs[name] not in (None, "", [])]
    session.execute(
        insert(MergeRow).values(
            dropped_id=dropped.id,
            kept_id=kept.id,
            dropped_status=dropped.status.value,
            before={name: mine[name] for name in filled},
            merged_at=now,
        )
    )
    _move_introductions(session, kept.id, dropped.id)
    _move_members(session, kept.id, dropped.id, now)
    _move_claims(session, kept.id, dropped.id)
    _update(session, kept.id, now, **{name: theirs[name] for name in filled})
    _update(session, dropped.id, now, status=EntryStatus.MERGED.value, merged_into=kept.id)


def undo(session: Session, dropped_id: int, now: datetime) -> None:
    """Take a merge back. What was decided or written since stays where it is."""
    found = session.execute(select(MergeRow.__table__).where(MergeRow.dropped_id == dropped_id)).one_or_none()
    if found is None:
        raise Refused("the entry was not merged")
    (kept,) = session.execute(_read((found.kept_id,)))
    if kept.status == EntryStatus.MERGED.value:
        raise Refused("the entry that was kept lives on in another itself: take that merge back first")
    for move in session.execute(
        select(MergeMoveRow.__table__).where(MergeMoveRow.dropped_id == dropped_id)
    ).all():
        if move.introduction_id is not None:
            moved = update(IntroductionRow).where(
                IntroductionRow.id == move.introduction_id, IntroductionRow.company_id == kept.id
            )
            count_changed(session, moved.values(company_id=dropped_id, version=IntroductionRow.version + 1))
        elif move.person_id is not None:
            people.add_membership(session, move.person_id, dropped_id, now, Role(move.role))
            if move.joined:
                count_changed(session, _membership(kept.id, move.person_id))
    _update(session, kept.id, now, **found.before)
    _update(session, dropped_id, now, status=found.dropped_status, merged_into=None)
    session.execute(delete(MergeRow).where(MergeRow.dropped_id == dropped_id))


def find_merge(session: Session, dropped_id: int) -> Merge | None:
    """What an entry was merged into, and when."""
    row = session.execute(select(MergeRow.__table__).where(MergeRow.dropped_id == dropped_id)).one_or_none()
    return _build(session, row) if row else None


def list_merges(session: Session, kept_id: int) -> tuple[Merge, ...]:
    """What lives on in an entry, the latest first."""
    rows = session.execute(
        select(MergeRow.__table__)
        .where(MergeRow.kept_id == kept_id)
        .order_by(MergeRow.merged_at.desc(), MergeRow.dropped_id)
    )
    return tuple(_build(session, row) for row in rows.all())


def _build(session: Session, row: Row[Any]) -> Merge:
    moved = select(MergeMoveRow.person_id).where(
        MergeMoveRow.dropped_id == row.dropped_id, MergeMoveRow.person_id.is_not(None)
    )
    person_ids = session.scalars(moved.order_by(MergeMoveRow.person_id)).all()
    dropped = companies.get_company(session, row.dropped_id)
    return Merge(row.kept_id, dropped, row.merged_at, tuple(one for one in person_ids if one is not None))


def _move_introductions(session: Session, kept_id: int, dropped_id: int) -> None:
    ids = session.scalars(select(IntroductionRow.id).where(IntroductionRow.company_id == dropped_id)).all()
    for introduction_id in ids:
        _note(session, dropped_id, introduction_id=introduction_id)
    moved = update(IntroductionRow).where(IntroductionRow.company_id == dropped_id)
    count_changed(session, moved.values(company_id=kept_id, version=IntroductionRow.version + 1))


def _move_members(session: Session, kept_id: int, dropped_id: int, now: datetime) -> None:
    members = select(MembershipRow.person_id, MembershipRow.role)
    there = set(session.scalars(select(MembershipRow.person_id).where(MembershipRow.company_id == kept_id)))
    for row in session.execute(members.where(MembershipRow.company_id == dropped_id)).all():
        joined = row.person_id not in there
        _note(session, dropped_id, person_id=row.person_id, role=row.role, joined=joined)
        if joined:
            people.add_membership(session, row.person_id, kept_id, now, Role(row.role))
        count_changed(session, _membership(dropped_id, row.person_id))


def _move_claims(session: Session, kept_id: int, dropped_id: int) -> None:
    known = select(ClaimRow.person_id).where(ClaimRow.company_id == kept_id)
    others = ClaimRow.person_id.not_in(session.scalars(known).all())
    count_changed(
        session, update(ClaimRow).where(ClaimRow.company_id == dropped_id, others).values(company_id=kept_id)
    )
    count_changed(session, delete(ClaimRow).where(ClaimRow.company_id == dropped_id))


def _note(session: Session, dropped_id: int, **values: Any) -> None:
    defaults: dict[str, Any] = {"introduction_id": None, "person_id": None, "role": "", "joined": False}
    session.execute(insert(MergeMoveRow).values(dropped_id=dropped_id, **defaults | values))


def _membership(company_id: int, person_id: int) -> Any:
    return delete(MembershipRow).where(
        MembershipRow.company_id == company_id, MembershipRow.person_id == person_id
    )


def _read(ids: tuple[int, ...]) -> Any:
    return select(CompanyRow.__table__).where(CompanyRow.id.in_(ids))


def _update(session: Session, company_id: int, now: datetime, **values: Any) -> None:
    statement = update(CompanyRow).where(CompanyRow.id == company_id)
    count_changed(session, statement.values(updated_at=now, **values))
