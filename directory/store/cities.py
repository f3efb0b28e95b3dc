"""Member cities: stored from `directory/cities.tsv`, read as domain values."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, true
from sqlalchemy.orm import Session

from directory.cities import read_cities
from directory.domain.city import City, Country
from directory.store.models import CityRow
from directory.store.statements import insert_into

_TABLE = CityRow.__table__


def seed(session: Session) -> tuple[City, ...]:
    """Store the member cities of the list shipped with the program; all stored cities afterwards.

    Repeating it changes nothing; a newer list updates facts and keeps ids. A city that was edited
    here stays as it is.
    """
    put_cities(session, read_cities())
    return list_cities(session)


def put_cities(session: Session, cities: Iterable[City], edited_at: datetime | None = None) -> None:
    """Store cities under country and German name; ids of the values are not taken over.

    Without `edited_at` those that were edited here are left alone.
    """
    for city in cities:
        values = asdict(city) | {"country": city.country.value, "edited_at": edited_at}
        del values["id"]
        statement = insert_into(session, CityRow).values(**values)
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["country", "name_de"],
                set_={name: value for name, value in values.items() if name not in ("country", "name_de")},
                where=CityRow.edited_at.is_(None) if edited_at is None else true(),
            )
        )


def list_cities(session: Session) -> tuple[City, ...]:
    """All cities, also those that have left; Germany first, by name."""
    rows = session.execute(select(_TABLE).order_by(CityRow.country.desc(), CityRow.name_en, CityRow.id))
    return tuple(_build(row) for row in rows)


def get_city(session: Session, city_id: int) -> City:
    """The city with this id; KeyError where there is none."""
    row = session.execute(select(_TABLE).where(CityRow.id == city_id)).one_or_none()
    if row is None:
        raise KeyError(city_id)
    return _build(row)


def _build(row: Row[Any]) -> City:
    values = dict(row._mapping)
    del values["edited_at"]
    return City(**values | {"country": Country(values["country"])})
