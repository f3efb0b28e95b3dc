"""Member cities: stored from `directory/cities.tsv`, read as domain values."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, select, true
from sqlalchemy.orm import Session

from directory.cities import read_cities
from directory.domain.city import City, Country
from directory.store.models import CityRow
from directory.store.statements import insert_into, run

_FACTS = tuple(column.name for column in CityRow.__table__.columns if column.name != "edited_at")
_READ = select(*(CityRow.__table__.c[name] for name in _FACTS))
_ALL = _READ.order_by(CityRow.country.desc(), CityRow.name_en, CityRow.id)
_BY_ID = _READ.where(CityRow.id == bindparam("of"))


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
    return tuple(_build(*row) for row in run(session, _ALL))


def get_city(session: Session, city_id: int) -> City:
    """The city with this id; KeyError where there is none."""
    row = run(session, _BY_ID, of=city_id).one_or_none()
    if row is None:
        raise KeyError(city_id)
    return _build(*row)


@lru_cache(maxsize=1024)
def _build(*row: Any) -> City:
    """Cities are read with every card and hardly ever change."""
    return City(**dict(zip(_FACTS, row, strict=True)) | {"country": Country(row[_FACTS.index("country")])})
