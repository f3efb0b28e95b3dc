"""Entries of the directory: reading, writing from imports, confirmations."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from directory.domain.city import Country
from directory.domain.company import (
    VISIBLE,
    BusinessRole,
    Company,
    Confirmation,
    CooperationKind,
    EntryKind,
    EntryStatus,
)
from directory.store.models import CityRow, CompanyRow, ConfirmationRow
from directory.store.statements import count_changed, insert_into, is_postgres, run, split

_TABLE = CompanyRow.__table__
_BY_IDS = select(_TABLE).where(CompanyRow.id.in_(bindparam("ids", expanding=True)))
_CONFIRMED = select(ConfirmationRow.__table__).where(
    ConfirmationRow.company_id.in_(bindparam("ids", expanding=True))
)
_LISTS = ("offers", "seeks", "cooperation", "industries", "certificates")
_TEXTS = (
    "name",
    "name_latin",
    "website",
    "description_de",
    "description_zh",
    "description_en",
    "source",
    "registration",
)


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
    """The entry an import knows by this id; of a merged one the entry that it lives on in."""
    company_id = session.scalar(select(CompanyRow.id).where(CompanyRow.external_id == external_id))
    return None if company_id is None else find_living(session, company_id)


def find_living(session: Session, company_id: int) -> Company | None:
    """The entry with this id; of a merged one the entry that it lives on in."""
    return list_living(session, (company_id,)).get(company_id)


def list_living(session: Session, ids: Iterable[int]) -> dict[int, Company]:
    """Entries by the id asked for, in that order; for a merged one the entry that it lives on in."""
    found = {company.id: company for company in list_companies(session, ids)}
    for company_id, company in found.items():
        living: Company | None = company
        while living is not None and living.merged_into is not None:
            living = find_company(session, living.merged_into)
        if living is not None:
            found[company_id] = living
    return found


def list_by_external_ids(session: Session, external_ids: Iterable[str]) -> dict[str, Company]:
    """The entries an import knows by these ids."""
    found: dict[str, Company] = {}
    for portion in split(external_ids):
        rows = session.execute(select(_TABLE).where(CompanyRow.external_id.in_(portion))).all()
        found.update((company.external_id, company) for company in _build_all(session, rows))
    return found


def list_with_number(session: Session, number: str) -> tuple[Company, ...]:
    """The entries with this registration number, in whatever city; none where it is ""."""
    if not number:
        return ()
    standing = (CompanyRow.registration == number) & (CompanyRow.status != EntryStatus.MERGED.value)
    rows = session.execute(select(_TABLE).where(standing).order_by(CompanyRow.id)).all()
    return tuple(_build_all(session, rows))


def list_names(session: Session, city_id: int | None = None) -> Iterator[tuple[str, int, str, str, str]]:
    """External id, city, name, Latin name and website of the entries: what tells duplicates."""
    columns = ("external_id", "city_id", "name", "name_latin", "website")
    statement = select(*(_TABLE.c[name] for name in columns)).order_by(CompanyRow.id)
    statement = statement.where(CompanyRow.status != EntryStatus.MERGED.value)
    if city_id is not None:
        statement = statement.where(CompanyRow.city_id == city_id)
    for row in session.execute(statement.execution_options(yield_per=1000)):
        yield row.external_id, row.city_id, row.name, row.name_latin, row.website


def list_companies(session: Session, ids: Iterable[int]) -> tuple[Company, ...]:
    """The entries with these ids, in their order; unknown ids are left out."""
    wanted = list(dict.fromkeys(ids))
    found: dict[int, Company] = {}
    for portion in split(wanted):
        rows = run(session, _BY_IDS, ids=portion).all()
        found.update((company.id, company) for company in _build_all(session, rows))
    return tuple(found[company_id] for company_id in wanted if company_id in found)


def iterate(session: Session, *, country: Country | None = None, visible: bool = False) -> Iterator[Company]:
    """All entries by id, read in portions; only those found in searches with `visible`."""
    last_id = 0
    while True:
        statement = select(_TABLE).where(CompanyRow.id > last_id).order_by(CompanyRow.id).limit(500)
        if country is not None:
            statement = statement.where(CompanyRow.country == country.value)
        if visible:
            statement = statement.where(is_visible())
        rows = session.execute(statement).all()
        if not rows:
            return
        yield from _build_all(session, rows)
        last_id = rows[-1].id


def iterate_stamps(session: Session, since: datetime | None = None) -> Iterator[tuple[int, datetime]]:
    """Id and last change of every entry found in searches, or of those changed since."""
    statement = select(CompanyRow.id, CompanyRow.updated_at).where(is_visible())
    if since is not None:
        statement = statement.where(CompanyRow.updated_at >= since)
    for row in session.execute(statement.execution_options(yield_per=5000)):
        yield row.id, row.updated_at


def count_all(session: Session) -> int:
    """How many entries are found in searches."""
    return session.execute(select(func.count()).select_from(CompanyRow).where(is_visible())).scalar_one()


def is_visible() -> ColumnElement[bool]:
    """The condition for what is found in searches: listed, in a city that has not left."""
    members = select(CityRow.id).where(CityRow.left_on == "")
    return and_(CompanyRow.status.in_([status.value for status in VISIBLE]), CompanyRow.city_id.in_(members))


def upsert(session: Session, company: Company, now: datetime) -> tuple[int, Change]:
    """Store an entry under its `external_id`; its id, and what changed.

    `id`, `updated_at` and `confirmed` of the value are not taken over, its status only for a new entry.
    A confirmation ends where its field has a new value.
    """
    values = read_values(company)
    known = session.execute(select(_TABLE).where(CompanyRow.external_id == company.external_id)).one_or_none()
    if known is None:
        stamped = insert(CompanyRow).values(
            external_id=company.external_id, **_read_standing(company, now), **values
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
        values = [
            {"external_id": one.external_id, **_read_standing(one, now), **read_values(one)}
            for one in portion
        ]
        ids.update((row.external_id, row.id) for row in session.execute(statement, values))
    return ids


def change_many(session: Session, companies: Sequence[Company], now: datetime) -> None:
    """Store new values of entries by their id. Confirmations stay: confirmed fields are not to differ."""
    for portion in split(companies):
        values = [{"id": one.id, "updated_at": now, **read_values(one)} for one in portion]
        session.execute(update(CompanyRow), values)


def confirm(session: Session, company_id: int, fields: Sequence[str], by: str, now: datetime) -> None:
    """Note that somebody checked fields of an entry. KeyError where there is no such entry."""
    touched = update(CompanyRow).where(CompanyRow.id == company_id).values(updated_at=now)
    if not count_changed(session, touched):
        raise KeyError(company_id)
    for name in fields:
        put_confirmation(session, company_id, name, Confirmation(by, now))


def put_confirmation(session: Session, company_id: int, name: str, one: Confirmation) -> None:
    """Store who checked a field, over what is there."""
    said = {"confirmed_by": one.by, "confirmed_at": one.at}
    statement = insert_into(session, ConfirmationRow).values(company_id=company_id, field=name, **said)
    session.execute(statement.on_conflict_do_update(index_elements=["company_id", "field"], set_=said))


def read_values(company: Company) -> dict[str, Any]:
    """The columns that say what an entry is, not where it stands."""
    return {
        **{name: getattr(company, name) for name in _TEXTS},
        **{name: [str(item) for item in getattr(company, name)] for name in _LISTS},
        "country": company.country.value,
        "city_id": company.city_id,
        "kind": company.kind.value,
        "employees": company.employees,
        "founded": company.founded,
        "declared_role": company.declared_role.value if company.declared_role else None,
    }


def _read_standing(company: Company, now: datetime) -> dict[str, Any]:
    """What a new entry begins with."""
    return {"status": company.status.value, "created_at": now, "updated_at": now, "fresh_at": now}


def _build_all(session: Session, rows: Sequence[Row[Any]]) -> Iterator[Company]:
    confirmed: dict[int, dict[str, Confirmation]] = {}
    for portion in split(row.id for row in rows):
        for item in run(session, _CONFIRMED, ids=portion):
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
            declared_role=BusinessRole(row.declared_role) if row.declared_role else None,
            confirmed_role=BusinessRole(row.confirmed_role) if row.confirmed_role else None,
            status=EntryStatus(row.status),
            fresh_at=row.fresh_at,
            asked_at=row.asked_at,
            merged_into=row.merged_into,
            **{name: getattr(row, name) for name in _TEXTS},
        )
