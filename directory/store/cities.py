"""Member cities: stored from `directory/cities.tsv`, read as domain values."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from directory.cities import read_cities
from directory.domain.city import City, Country
from directory.store.models import CityRow
from directory.store.statements import insert_into

_TABLE = CityRow.__table__


def seed(session: Session) -> tuple[City, ...]:
    """Store the member cities of the list shipped with the program; all stored cities afterwards.

    Repeating it changes nothing; a newer list updates facts and keeps ids.
    """
    put_cities(session, read_cities())
    return list_cities(session)


def put_cities(session: Session, cities: Iterable[City]) -> None:
    """Store cities under country and German name; ids of the values are not taken over."""
    for city in cities:
        values = asdict(city) | {"country": city.country.value}
        del values["id"]
        statement = insert_into(session, CityRow).values(**values)
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["country", "name_de"],
                set_={name: value for name, value in values.items() if name not in ("country", "name_de")},
            )
        )


def list_cities(session: Session) -> tuple[City, ...]:
    """All member cities, Germany first, by name."""
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
    return City(**values | {"country": Country(values["country"])})
