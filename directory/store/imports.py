"""Imports brought on the pages: kept until they are written, and what they changed, to take them back."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlalchemy import Row, delete, exists, insert, or_, select, update
from sqlalchemy.orm import Session

from directory.domain.company import Company, CompanyContact, EntryStatus
from directory.store import audit, companies, contacts
from directory.store.brought_tables import mentions
from directory.store.errors import Refused
from directory.store.models import (
    ClaimRow,
    CompanyRow,
    ImportChangeRow,
    ImportRow,
    IntroductionRow,
    MembershipRow,
)
from directory.store.statements import count_changed, split

PREVIEW_KEPT = timedelta(days=1)
UNDO_KEPT = timedelta(days=30)
_TABLE = ImportRow.__table__


class ImportStatus(StrEnum):
    """Looked at, written, taken back."""

    PREVIEW = "preview"
    WRITTEN = "written"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """A file brought on the pages. `content` is empty once it is written. `city_ids` are those it names."""

    id: int
    file: str
    content: bytes
    skip_faulty: bool
    allow_duplicates: bool
    status: ImportStatus
    city_ids: tuple[int, ...]
    created: int
    updated: int
    brought_at: datetime
    written_at: datetime | None

    def is_within(self, city_ids: Collection[int] | None) -> bool:
        """Whether all its cities are among these (None: all). One that names no city is nobody's of these."""
        return city_ids is None or (bool(self.city_ids) and set(self.city_ids) <= set(city_ids))


def bring(
    session: Session,
    file: str,
    content: bytes,
    city_ids: Collection[int],
    person_id: int,
    now: datetime,
    *,
    skip_faulty: bool,
    allow_duplicates: bool,
) -> int:
    """Keep a file until it is written, at most a day; its number. Clears away what is past."""
    forget_past(session, now)
    values = {
        "person_id": person_id,
        "file": file,
        "content": content,
        "skip_faulty": skip_faulty,
        "allow_duplicates": allow_duplicates,
        "status": ImportStatus.PREVIEW.value,
        "city_ids": sorted(city_ids),
        "created": 0,
        "updated": 0,
        "brought_at": now,
        "written_at": None,
    }
    return int(session.execute(insert(ImportRow).values(**values).returning(ImportRow.id)).scalar_one())


def find_import(session: Session, import_id: int) -> BroughtFile | None:
    """The file with this number."""
    row = session.execute(select(_TABLE).where(ImportRow.id == import_id)).one_or_none()
    return _build(row) if row else None


def list_imports(
    session: Session, limit: int, sees: Callable[[BroughtFile], bool]
) -> tuple[BroughtFile, ...]:
    """The latest files that somebody `sees`, however many of others are later."""
    latest = select(_TABLE).order_by(ImportRow.id.desc()).execution_options(yield_per=50)
    with session.execute(latest) as rows:
        return tuple(islice(filter(sees, map(_build, rows)), limit))


def begin(session: Session, import_id: int, now: datetime) -> None:
    """Say that a file is being written, and let its content go. Refused where that was done."""
    waiting = update(ImportRow).where(
        ImportRow.id == import_id, ImportRow.status == ImportStatus.PREVIEW.value
    )
    values = {"status": ImportStatus.WRITTEN.value, "written_at": now, "content": b""}
    if not count_changed(session, waiting.values(**values)):
        raise Refused("the file was written already")


def finish(session: Session, import_id: int, created: int, updated: int) -> None:
    """Note what came of it."""
    row = update(ImportRow).where(ImportRow.id == import_id)
    count_changed(session, row.values(created=created, updated=updated))


def note_change(
    session: Session,
    import_id: int,
    company_id: int,
    before: Company | None,
    contact: CompanyContact,
    changed_at: datetime,
) -> None:
    """Keep what an entry was before the import changed it; nothing where it is new."""
    session.execute(
        insert(ImportChangeRow).values(
            import_id=import_id,
            company_id=company_id,
            before=companies.read_values(before) if before else None,
            contact=asdict(contact) if before else None,
            changed_at=changed_at,
        )
    )


def undo(session: Session, import_id: int, now: datetime) -> tuple[audit.Entry, ...]:
    """Take an import back, all of it; the entries that are as before, not those that are gone.

    Refused where an entry has changed since, or somebody builds on it.
    """
    written = update(ImportRow).where(
        ImportRow.id == import_id, ImportRow.status == ImportStatus.WRITTEN.value
    )
    if not count_changed(session, written.values(status=ImportStatus.UNDONE.value)):
        raise Refused("there is nothing to take back")
    companies.hold_writers(session)
    if find_obstacle(session, import_id):
        raise Refused("entries have changed since")
    rows = session.execute(select(ImportChangeRow.__table__).where(ImportChangeRow.import_id == import_id))
    new, old = [], {}
    for row in rows.all():
        if row.before is None:
            new.append(row.company_id)
        else:
            old[row.company_id] = (row.before, row.contact)
    for company_id, (before, contact) in old.items():
        changed = update(CompanyRow).where(CompanyRow.id == company_id)
        count_changed(session, changed.values(updated_at=now, **before))
        if contact:  # else its person has been deleted since
            languages = tuple(contact.pop("languages"))
            contacts.put_contact(session, company_id, CompanyContact(**contact, languages=languages))
    count_changed(session, delete(ImportChangeRow).where(ImportChangeRow.import_id == import_id))
    for portion in split(new):
        count_changed(session, delete(CompanyRow).where(CompanyRow.id.in_(portion)))
    return tuple(_list_entries(session, old))


def _list_entries(session: Session, ids: Iterable[int]) -> Iterator[audit.Entry]:
    columns = select(CompanyRow.id, CompanyRow.external_id, CompanyRow.city_id)
    for portion in split(ids):
        for row in session.execute(columns.where(CompanyRow.id.in_(portion))):
            yield audit.Entry(row.id, row.external_id, row.city_id)


def find_obstacle(session: Session, import_id: int) -> str:
    """The external id of an entry for whose sake an import cannot be taken back; "" where it can."""
    later = exists().where(ImportChangeRow.company_id == CompanyRow.id, ImportChangeRow.import_id > import_id)
    used = or_(
        exists().where(IntroductionRow.company_id == CompanyRow.id),
        exists().where(MembershipRow.company_id == CompanyRow.id),
        exists().where(ClaimRow.company_id == CompanyRow.id),
        CompanyRow.status != EntryStatus.LISTED.value,
    )
    mine = ImportChangeRow.__table__.alias("mine")
    statement = (
        select(CompanyRow.external_id)
        .join(mine, mine.c.company_id == CompanyRow.id)
        .where(
            mine.c.import_id == import_id,
            or_(CompanyRow.updated_at != mine.c.changed_at, later, mine.c.before.is_(None) & used),
        )
    )
    return session.scalar(statement.limit(1)) or ""


def forget_contacts(session: Session, is_person: Callable[[str, str], bool]) -> None:
    """Take a contact person, known by e-mail and telephone, out of what takes imports back."""
    kept = select(ImportChangeRow.import_id, ImportChangeRow.company_id, ImportChangeRow.contact)
    for row in session.execute(kept.where(ImportChangeRow.before.is_not(None))).all():
        if row.contact and is_person(row.contact["email"], row.contact["phone"]):
            same = (ImportChangeRow.import_id == row.import_id) & (
                ImportChangeRow.company_id == row.company_id
            )
            count_changed(session, update(ImportChangeRow).where(same).values(contact=None))


def forget_previews(session: Session, email: str, digits: str) -> None:
    """Let go of files not yet written that name somebody: they would bring the contact person back."""
    waiting = select(ImportRow.id, ImportRow.content).where(ImportRow.status == ImportStatus.PREVIEW.value)
    for row in session.execute(waiting).all():
        if mentions(row.content, email, digits):
            count_changed(session, delete(ImportRow).where(ImportRow.id == row.id))


def forget_past(session: Session, now: datetime) -> None:
    """Files nobody wrote, and what was kept to take old imports back: both hold contact persons."""
    old = ImportRow.brought_at <= now - PREVIEW_KEPT
    waiting = ImportRow.status == ImportStatus.PREVIEW.value
    count_changed(session, delete(ImportRow).where(waiting, old))
    settled = select(ImportRow.id).where(ImportRow.written_at <= now - UNDO_KEPT)
    count_changed(session, delete(ImportChangeRow).where(ImportChangeRow.import_id.in_(settled)))


def _build(row: Row[Any]) -> BroughtFile:
    return BroughtFile(
        row.id,
        row.file,
        row.content,
        row.skip_faulty,
        row.allow_duplicates,
        ImportStatus(row.status),
        tuple(row.city_ids),
        row.created,
        row.updated,
        row.brought_at,
        row.written_at,
    )
