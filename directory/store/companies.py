"""Entries of the directory: reading, writing from imports, confirmations, contacts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from directory.domain.city import Country
from directory.domain.company import Company, CompanyContact, Confirmation, CooperationKind, EntryKind
from directory.store.models import CompanyContactRow, CompanyRow, ConfirmationRow
from directory.store.statements import count_changed, insert_into, is_postgres, split

_TABLE = CompanyRow.__table__
_LISTS = ("offers", "seeks", "cooperation", "industries", "certificates")
_TEXTS = ("name", "name_latin", "website", "description_de", "description_zh", "description_en", "source")


class Change(StrEnum):
    """What storing an entry came to."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


def find_company(session: Session, company_id: int) -> Company | None:
    """The entry with this id."""
    return next(iter(list_companies(session, (company_id,))), None)


def get_company(session: Session, company_id: int) -> Company:
    """The entry with this id; KeyError where there is none."""
    company = find_company(session, company_id)
    if company is None:
        raise KeyError(company_id)
    return company


def find_by_external_id(session: Session, external_id: str) -> Company | None:
    """The entry an import knows by this id."""
    rows = session.execute(select(_TABLE).where(CompanyRow.external_id == external_id)).all()
    return next(iter(_build_all(session, rows)), None)


def list_by_external_ids(session: Session, external_ids: Iterable[str]) -> dict[str, Company]:
    """The entries an import knows by these ids."""
    found: dict[str, Company] = {}
    for portion in split(external_ids):
        rows = session.execute(select(_TABLE).where(CompanyRow.external_id.in_(portion))).all()
        found.update((company.external_id, company) for company in _build_all(session, rows))
    return found


def list_names(session: Session) -> Iterator[tuple[str, int, str, str, str]]:
    """External id, city, name, Latin name and website of every entry: what tells duplicates."""
    columns = ("external_id", "city_id", "name", "name_latin", "website")
    statement = select(*(_TABLE.c[name] for name in columns)).order_by(CompanyRow.id)
    for row in session.execute(statement.execution_options(yield_per=1000)):
        yield row.external_id, row.city_id, row.name, row.name_latin, row.website


def list_companies(session: Session, ids: Iterable[int]) -> tuple[Company, ...]:
    """The entries with these ids, in their order; unknown ids are left out."""
    wanted = list(dict.fromkeys(ids))
    found: dict[int, Company] = {}
    for portion in split(wanted):
        rows = session.execute(select(_TABLE).where(CompanyRow.id.in_(portion))).all()
        found.update((company.id, company) for company in _build_all(session, rows))
    return tuple(found[company_id] for company_id in wanted if company_id in found)


def iterate(session: Session, *, country: Country | None = None) -> Iterator[Company]:
    """All entries by id, read in portions."""
    last_id = 0
    while True:
        statement = select(_TABLE).where(CompanyRow.id > last_id).order_by(CompanyRow.id).limit(500)
        if country is not None:
            statement = statement.where(CompanyRow.country == country.value)
        rows = session.execute(statement).all()
        if not rows:
            return
        yield from _build_all(session, rows)
        last_id = rows[-1].id


def iterate_stamps(session: Session, since: datetime | None = None) -> Iterator[tuple[int, datetime]]:
    """Id and last change of every entry, or of those changed since: enough to see what an index lacks."""
    statement = select(CompanyRow.id, CompanyRow.updated_at)
    if since is not None:
        statement = statement.where(CompanyRow.updated_at >= since)
    for row in session.execute(statement.execution_options(yield_per=5000)):
        yield row.id, row.updated_at


def count_all(session: Session) -> int:
    """How many entries there are."""
    return session.execute(select(func.count()).select_from(CompanyRow)).scalar_one()


def upsert(session: Session, company: Company, now: datetime) -> tuple[int, Change]:
    """Store an entry under its `external_id`; its id, and what changed.

    `id`, `updated_at` and `confirmed` of the value are not taken over. A confirmation ends where
    its field has a new value.
    """
    values = _read_values(company)
    known = session.execute(select(_TABLE).where(CompanyRow.external_id == company.external_id)).one_or_none()
    if known is None:
        stamped = insert(CompanyRow).values(
            external_id=company.external_id, created_at=now, updated_at=now, **values
        )
        return session.execute(stamped.returning(CompanyRow.id)).scalar_one(), Change.ADDED
    changed = [name for name, value in values.items() if getattr(known, name) != value]
    if not changed:
        return known.id, Change.SAME
    session.execute(update(CompanyRow).where(CompanyRow.id == known.id).values(updated_at=now, **values))
    session.execute(
        delete(ConfirmationRow).where(
            ConfirmationRow.company_id == known.id, ConfirmationRow.field.in_(changed)
        )
    )
    return known.id, Change.CHANGED


def hold_writers(session: Session) -> None:
    """Let nobody else change entries or confirmations until this transaction ends (SQLite does so anyway)."""
    if is_postgres(session):
        session.execute(text("LOCK TABLE companies, confirmations IN SHARE ROW EXCLUSIVE MODE"))


def add_many(session: Session, companies: Sequence[Company], now: datetime) -> dict[str, int]:
    """Store entries whose external ids are new, in their order; the id each was given."""
    ids: dict[str, int] = {}
    statement = insert(CompanyRow).returning(
        CompanyRow.external_id, CompanyRow.id, sort_by_parameter_order=True
    )
    for portion in split(companies):
        stamp = {"created_at": now, "updated_at": now}
        values = [{"external_id": one.external_id, **stamp, **_read_values(one)} for one in portion]
        ids.update((row.external_id, row.id) for row in session.execute(statement, values))
    return ids


def change_many(session: Session, companies: Sequence[Company], now: datetime) -> None:
    """Store new values of entries by their id. Confirmations stay: confirmed fields are not to differ."""
    for portion in split(companies):
        values = [{"id": one.id, "updated_at": now, **_read_values(one)} for one in portion]
        session.execute(update(CompanyRow), values)


def confirm(session: Session, company_id: int, fields: Sequence[str], by: str, now: datetime) -> None:
    """Note that somebody checked fields of an entry. KeyError where there is no such entry."""
    touched = update(CompanyRow).where(CompanyRow.id == company_id).values(updated_at=now)
    if not count_changed(session, touched):
        raise KeyError(company_id)
    for name in fields:
        statement = insert_into(session, ConfirmationRow).values(
            company_id=company_id, field=name, confirmed_by=by, confirmed_at=now
        )
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["company_id", "field"],
                set_={"confirmed_by": by, "confirmed_at": now},
            )
        )


def list_contacts(session: Session, company_ids: Iterable[int]) -> dict[int, CompanyContact]:
    """The contact persons that imports named for these entries."""
    table = CompanyContactRow.__table__
    return {
        row.company_id: _build_contact(row)
        for portion in split(company_ids)
        for row in session.execute(select(table).where(CompanyContactRow.company_id.in_(portion)))
    }


def find_contact(session: Session, company_id: int) -> CompanyContact | None:
    """The contact person an import named for an entry."""
    return list_contacts(session, (company_id,)).get(company_id)


def put_contact(session: Session, company_id: int, contact: CompanyContact | None) -> None:
    """Store the contact person of an entry; None or an empty one removes what is there."""
    put_contacts(session, {company_id: contact or CompanyContact()})


def put_contacts(session: Session, contacts: Mapping[int, CompanyContact]) -> None:
    """Store the contact persons of entries, over what is there; empty ones are removed."""
    for portion in split(contacts):
        session.execute(delete(CompanyContactRow).where(CompanyContactRow.company_id.in_(portion)))
        values = [
            {"company_id": company_id, **asdict(contacts[company_id])}
            | {"languages": list(contacts[company_id].languages)}
            for company_id in portion
            if contacts[company_id] != CompanyContact()
        ]
        if values:
            session.execute(insert(CompanyContactRow), values)


def _build_contact(row: Row[Any]) -> CompanyContact:
    return CompanyContact(row.name, row.role, row.email, row.phone, tuple(row.languages))


def _read_values(company: Company) -> dict[str, Any]:
    return {
        **{name: getattr(company, name) for name in _TEXTS},
        **{name: [str(item) for item in getattr(company, name)] for name in _LISTS},
        "country": company.country.value,
        "city_id": company.city_id,
        "kind": company.kind.value,
        "employees": company.employees,
        "founded": company.founded,
    }


def _build_all(session: Session, rows: Sequence[Row[Any]]) -> Iterator[Company]:
    confirmed: dict[int, dict[str, Confirmation]] = {}
    for portion in split(row.id for row in rows):
        for item in session.execute(
            select(ConfirmationRow.__table__).where(ConfirmationRow.company_id.in_(portion))
        ):
            confirmation = Confirmation(item.confirmed_by, item.confirmed_at)
            confirmed.setdefault(item.company_id, {})[item.field] = confirmation
    for row in rows:
        yield Company(
            id=row.id,
            external_id=row.external_id,
            city_id=row.city_id,
            country=Country(row.country),
            kind=EntryKind(row.kind),
            employees=row.employees,
            founded=row.founded,
            offers=tuple(row.offers),
            seeks=tuple(row.seeks),
            cooperation=tuple(CooperationKind(item) for item in row.cooperation),
            industries=tuple(row.industries),
            certificates=tuple(row.certificates),
            updated_at=row.updated_at,
            confirmed=confirmed.get(row.id, {}),
            **{name: getattr(row, name) for name in _TEXTS},
        )
