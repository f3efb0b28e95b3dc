"""The audit log: written once, read, never deleted. The person can be taken out, the act stays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from directory.domain.audit import Record
from directory.domain.company import Company
from directory.domain.roles import Act, Role
from directory.store.models import AuditRow
from directory.store.statements import count_changed, split

_TABLE = AuditRow.__table__
_BY_FILE = (Act.IMPORT.value, Act.UNDO_IMPORT.value)
_OF_AN_ENTRY = AuditRow.act.in_(_BY_FILE) & AuditRow.company_id.is_not(None)
"""An import stands in the log once for every city; what it did to an entry, in that entry's history."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that an act concerned among many, and which of its fields."""

    company_id: int
    external_id: str
    city_id: int
    fields: tuple[str, ...] = ()


def write(
    session: Session,
    act: Act,
    role: Role,
    now: datetime,
    *,
    person_id: int | None = None,
    city_id: int | None = None,
    company: Company | None = None,
    fields: Sequence[str] = (),
    words: str = "",
) -> None:
    """Add an act; the city is the entry's where none is named."""
    session.execute(
        insert(AuditRow).values(
            at=now,
            act=act.value,
            role=role.value,
            person_id=person_id,
            city_id=company.city_id if city_id is None and company else city_id,
            company_id=company.id if company else None,
            entry=company.external_id if company else "",
            fields=list(fields),
            words=words,
        )
    )


def write_many(
    session: Session,
    act: Act,
    now: datetime,
    entries: Iterable[Entry],
    roles: Mapping[int, Role],
    *,
    person_id: int | None = None,
    words: str = "",
) -> None:
    """Add the same act to many entries, in the role that `roles` names for the city of each."""
    rows = [
        {
            "at": now,
            "act": act.value,
            "role": roles[one.city_id].value,
            "person_id": person_id,
            "city_id": one.city_id,
            "company_id": one.company_id,
            "entry": one.external_id,
            "fields": list(one.fields),
            "words": words,
        }
        for one in entries
    ]
    for portion in split(rows):
        session.execute(insert(AuditRow), portion)


def list_records(
    session: Session,
    limit: int,
    *,
    city_id: int | None = None,
    company_id: int | None = None,
    since: datetime | None = None,
    city_ids: Sequence[int] | None = None,
    act: Act | None = None,
    before_id: int | None = None,
) -> tuple[Record, ...]:
    """The latest acts, newest first; of `city_ids` only, where they are given, and older than `before_id`.

    What an import did to each of its entries is listed for that entry only.
    """
    statement = select(_TABLE).order_by(AuditRow.id.desc()).limit(limit)
    if city_id is not None:
        statement = statement.where(AuditRow.city_id == city_id)
    if company_id is not None:
        statement = statement.where(AuditRow.company_id == company_id)
    else:
        statement = statement.where(~_OF_AN_ENTRY)
    if since is not None:
        statement = statement.where(AuditRow.at >= since)
    if city_ids is not None:
        statement = statement.where(AuditRow.city_id.in_(city_ids))
    if act is not None:
        statement = statement.where(AuditRow.act == act.value)
    if before_id is not None:
        statement = statement.where(AuditRow.id < before_id)
    return tuple(_build(row) for row in session.execute(statement))


def list_of_person(session: Session, person_id: int) -> tuple[Record, ...]:
    """What a person did, oldest first; an import counts once."""
    own = select(_TABLE).where(AuditRow.person_id == person_id, ~_OF_AN_ENTRY)
    statement = own.order_by(AuditRow.id)
    return tuple(_build(row) for row in session.execute(statement))


def _build(row: Row[Any]) -> Record:
    return Record(
        row.id,
        row.at,
        Act(row.act),
        Role(row.role),
        row.person_id,
        row.city_id,
        row.company_id,
        row.entry,
        tuple(row.fields),
        row.words,
    )


def find_words(session: Session, company_id: int, act: Act) -> str:
    """What was said with the latest act of this kind to an entry."""
    statement = select(AuditRow.words).where(AuditRow.company_id == company_id, AuditRow.act == act.value)
    return session.scalar(statement.order_by(AuditRow.id.desc()).limit(1)) or ""


def forget_person(session: Session, person_id: int) -> None:
    """Take a person and that person's words out; role, city, entry, act and time stay."""
    own = update(AuditRow).where(AuditRow.person_id == person_id)
    count_changed(session, own.values(person_id=None, words=""))
