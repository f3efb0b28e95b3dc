"""A city gets another agency, or leaves: whose office ends is told, and who looks after it from now on."""

from directory.domain.city import City
from directory.domain.roles import Grant, Role
from handlers.context import Context
from handlers.messages import Notice, Reply
from handlers.notices import Build, notify_person
from handlers.offices import name_office, name_secretariat


def tell(ctx: Context, city: City, ended: tuple[int, ...]) -> tuple[Notice, ...]:
    """What everybody concerned reads once `city` is stored as given; `ended`: whose office that has ended.

    Read after that: the secretariat stands in where offices have ended; where they stay, the agency has
    another name. Not to whoever did it.
    """
    member = city.is_member
    ends = "office-ended" if member else "office-ended-left"
    begins = ("office-passes" if member else "office-passes-left") if ended else "office-renamed"
    here = [one for one in ctx.people.list_officers(city.id) if one not in ended]
    if not ended:
        here = [one for one in here if _acts_for(ctx, one, city)]
    told = [
        *((one, _build(ends, city)) for one in ended),
        *((one, _build(begins, city)) for one in here),
    ]
    me = ctx.person.id if ctx.person else None
    return tuple(notice for one, build in told if one != me for notice in notify_person(ctx, one, build))


def _acts_for(ctx: Context, person_id: int, city: City) -> bool:
    person = ctx.people.find_person(person_id)
    return person is not None and Grant(Role.AGENCY, city_id=city.id) in person.grants


def _build(key: str, city: City) -> Build:
    def build(officer: Context) -> tuple[Reply, ...]:
        text = officer.text(
            key,
            city=city.name(officer.locale),
            agency=name_office(officer, city),
            next=name_secretariat(officer),
        )
        return (Reply(text),)

    return build
