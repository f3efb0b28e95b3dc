"""Member cities join, change and leave: stored, and written down, in one transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from directory.domain.city import City
from directory.domain.roles import Act, Role
from directory.store import audit, cities, offices


def put(
    session: Session,
    city: City,
    act: Act,
    role: Role,
    now: datetime,
    *,
    person_id: int | None = None,
    fields: tuple[str, ...] = (),
) -> City:
    """Store a city under country and German name; as it is afterwards."""
    cities.put_cities(session, [city], edited_at=now)
    stored = next(
        one
        for one in cities.list_cities(session)
        if (one.country, one.name_de) == (city.country, city.name_de)
    )
    audit.write(session, act, role, now, person_id=person_id, city_id=stored.id, fields=fields)
    return stored


def end_offices(
    session: Session, city: City, role: Role, now: datetime, *, person_id: int | None = None
) -> tuple[int, ...]:
    """The roles of a city's agency end; who had one."""
    holders = offices.list_holders(session, Role.AGENCY, city.id)
    if offices.end_all(session, city.id):
        audit.write(session, Act.END_OFFICE, role, now, person_id=person_id, city_id=city.id)
    return holders
