"""What was asked for, by quarter. Who asked is never stored: a hash under a key that is thrown away tells
only whether the same person has asked for the same thing before."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Row, Update, bindparam, delete, select, update
from sqlalchemy.orm import Session

from directory.domain.demand import SHOWN_FROM_PEOPLE, Asked, Demand, find_period
from directory.store.models import DemandMarkRow, DemandRow, SettingRow
from directory.store.settings import find_value, swap_value
from directory.store.statements import count_changed, insert_for, is_postgres, run

KEPT_DAYS = 400
_KEY = "demand-key:"
_UNMET = "unmet"
_EMPTY: dict[str, Any] = {
    "words": [],
    "languages": {},
    "chosen": {},
    "times": 0,
    "unmet": 0,
    "people": 0,
    "unmet_people": 0,
}
_KEY_COLUMNS = ("period", "subject", "home_city_id", "country", "city_id")


def note_search(session: Session, asked: Asked, who: str, now: datetime, *, met: bool) -> None:
    """Count a question; `who` is any name of the asker that stays the same for a quarter."""
    key = _get_key(session, find_period(now), now)
    row = _load(session, key, asked, now)
    if row is None:
        return
    people = row.people + _is_new(session, key, row, who)
    unmet_people = row.unmet_people + (not met and _is_new(session, key, row, who, _UNMET))
    told = people >= SHOWN_FROM_PEOPLE and not asked.concept_id and asked.words not in row.words
    _save(
        session,
        row,
        times=row.times + 1,
        unmet=row.unmet + (not met),
        people=people,
        unmet_people=unmet_people,
        languages=_count(row.languages, asked.language),
        words=[*row.words, asked.words] if told else row.words,
    )


def note_choice(session: Session, asked: Asked, company_id: int, now: datetime) -> None:
    """Count that an entry was opened from the results of a question."""
    key = _get_key(session, find_period(now), now)
    if (row := _load(session, key, asked, now)) is not None:
        _save(session, row, chosen=_count(row.chosen, str(company_id)))


def list_demand(session: Session, *, least_people: int = SHOWN_FROM_PEOPLE) -> tuple[Demand, ...]:
    """What at least so many different people asked for, most often unmet first."""
    statement = select(DemandRow).where(DemandRow.people >= max(least_people, SHOWN_FROM_PEOPLE))
    rows = session.scalars(statement.order_by(DemandRow.unmet.desc(), DemandRow.times.desc()))
    return tuple(
        Demand(
            row.period,
            "" if row.subject.startswith("#") else row.subject,
            row.words[0] if row.words else "",
            row.home_city_id,
            row.country,
            row.city_id,
            row.people,
            row.times,
            row.unmet,
            row.unmet_people,
            dict(row.languages),
            {int(company_id): times for company_id, times in row.chosen.items()},
        )
        for row in rows
    )


def list_unmet(session: Session) -> tuple[Demand, ...]:
    """What at least five different people asked for and did not find, most often first."""
    return tuple(one for one in list_demand(session) if one.unmet_people >= SHOWN_FROM_PEOPLE)


def forget(session: Session, who: str, now: datetime) -> None:
    """Take away what tells that somebody has asked before; the counts stay."""
    period = find_period(now)
    key = find_value(session, _KEY + period)
    if key is None:
        return
    rows = session.scalars(select(DemandRow).where(DemandRow.period == period))
    marks = [_mark(key, row, who, *kind) for row in rows for kind in ((), (_UNMET,))]
    gone = delete(DemandMarkRow).where(DemandMarkRow.period == period, DemandMarkRow.mark.in_(marks))
    count_changed(session, gone)


def _load(session: Session, key: str, asked: Asked, now: datetime) -> Row[Any] | None:
    """The row of a question, made where it is missing and locked; None for one that is not counted."""
    if not asked.concept_id and not asked.words:
        return None
    subject = asked.concept_id or "#" + _hash(key, asked.words)
    where = (find_period(now), subject, asked.home_city_id, asked.country, asked.city_id)
    statement = _build_load(is_postgres(session))
    return run(session, statement, **dict(zip(_KEY_COLUMNS, where, strict=True)), **_EMPTY).one()


@cache
def _build_load(postgres: bool) -> Any:
    """Changes nothing of a row that is there, but holds it and gives it back."""
    made = insert_for(DemandRow, postgres=postgres)
    same = {"times": DemandRow.times}
    return made.on_conflict_do_update(index_elements=_KEY_COLUMNS, set_=same).returning(DemandRow.__table__)


def _save(session: Session, row: Row[Any], **values: object) -> None:
    where = {f"of_{name}": getattr(row, name) for name in _KEY_COLUMNS}
    run(session, _build_save(tuple(values)), **where, **values)


@cache
def _build_save(columns: tuple[str, ...]) -> Update:
    here = [getattr(DemandRow, name) == bindparam(f"of_{name}") for name in _KEY_COLUMNS]
    return update(DemandRow).where(*here).values({name: bindparam(name) for name in columns})


def _is_new(session: Session, key: str, row: Row[Any], who: str, *kind: str) -> bool:
    """Whether somebody asks for the first time, or of this kind; marks that they have."""
    mark = _mark(key, row, who, *kind)
    made = run(session, _build_mark(is_postgres(session)), period=row.period, mark=mark)
    return made.first() is not None


@cache
def _build_mark(postgres: bool) -> Any:
    made = insert_for(DemandMarkRow, postgres=postgres)
    return made.on_conflict_do_nothing().returning(DemandMarkRow.mark)


def _get_key(session: Session, period: str, now: datetime) -> str:
    """This quarter's key. The first question of a quarter makes it and clears away older ones."""
    known = find_value(session, _KEY + period)
    if known is not None:
        return known
    session.execute(delete(DemandMarkRow).where(DemandMarkRow.period != period))
    session.execute(delete(SettingRow).where(SettingRow.key.startswith(_KEY)))
    oldest = find_period(now - timedelta(days=KEPT_DAYS))
    session.execute(delete(DemandRow).where(DemandRow.period < oldest))
    swap_value(session, _KEY + period, None, secrets.token_hex(32))
    return find_value(session, _KEY + period) or ""


def _mark(key: str, row: Row[Any] | DemandRow, who: str, *kind: str) -> str:
    return _hash(key, who, *(str(getattr(row, name)) for name in _KEY_COLUMNS), *kind)


def _hash(key: str, *parts: str) -> str:
    return hmac.new(bytes.fromhex(key), "\0".join(parts).encode(), hashlib.sha256).hexdigest()[:32]


def _count(counts: dict[str, int], key: str) -> dict[str, int]:
    return {**counts, key: counts.get(key, 0) + 1}
