"""Counts and lists for the pages of officials, within the cities they look after (None: all)."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from directory.domain.company import VISIBLE, EntryStatus
from directory.domain.freshness import ASK_AFTER, SINK_AFTER
from directory.domain.introduction import OPEN, Introduction, Status
from directory.domain.person import Purpose
from directory.store import introductions, permits
from directory.store.models import (
    CompanyRow,
    ConsentRow,
    ConversationRow,
    IntroductionRow,
    MembershipRow,
    OfficeRow,
)

Scope = Sequence[int] | None
_SEARCHED = (
    "name",
    "name_latin",
    "external_id",
    "description_de",
    "description_zh",
    "description_en",
    "registration",
    "website",
)


def count_entries(session: Session, scope: Scope, status: str, words: str) -> int:
    """How many entries there are."""
    statement = _choose(select(func.count()).select_from(CompanyRow), scope, status, words)
    return int(session.execute(statement).scalar_one())


def list_entries(
    session: Session, scope: Scope, status: str, words: str, offset: int, limit: int
) -> tuple[int, ...]:
    """Ids of entries, the latest changed first."""
    statement = _choose(select(CompanyRow.id), scope, status, words)
    newest = statement.order_by(CompanyRow.updated_at.desc(), CompanyRow.id)
    return tuple(session.scalars(newest.offset(offset).limit(limit)))


def count_by_freshness(session: Session, scope: Scope, now: datetime) -> dict[int, tuple[int, int, int]]:
    """(fresh, to be asked or asked, long silent) of the entries found in searches, by city."""
    old = (CompanyRow.fresh_at <= now - ASK_AFTER) & (CompanyRow.source != "sample")
    level = case(
        (CompanyRow.asked_at <= now - SINK_AFTER, 2), (CompanyRow.asked_at.is_not(None) | old, 1), else_=0
    ).label("level")
    statement = _within(select(CompanyRow.city_id, level, func.count().label("entries")), scope)
    statement = statement.where(CompanyRow.status.in_([one.value for one in VISIBLE]))
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in session.execute(statement.group_by(CompanyRow.city_id, level)):
        counts[row.city_id][row.level] = row.entries
    return {city_id: (one[0], one[1], one[2]) for city_id, one in counts.items()}


def count_by_status(session: Session, scope: Scope) -> dict[str, int]:
    """How many entries stand where."""
    statement = _within(select(CompanyRow.status, func.count()), scope).group_by(CompanyRow.status)
    return {str(status): int(count) for status, count in session.execute(statement)}


def list_introductions(session: Session, scope: Scope, *, limit: int, offset: int = 0) -> list[Introduction]:
    """Introductions to entries in scope, the newest first."""
    ids = _introductions(select(IntroductionRow.id), scope)
    newest = ids.order_by(IntroductionRow.created_at.desc(), IntroductionRow.id).offset(offset).limit(limit)
    found = (introductions.find_introduction(session, one) for one in session.scalars(newest))
    return [one for one in found if one is not None]


def count_introductions(session: Session, scope: Scope) -> dict[str, int]:
    """How many introductions stand where."""
    statement = _introductions(select(IntroductionRow.status, func.count()), scope)
    return {str(status): int(count) for status, count in session.execute(statement.group_by("status"))}


def count_by_month(session: Session, scope: Scope, since: datetime) -> dict[str, tuple[int, int]]:
    """(requests, of them accepted) by the month of the request, "2026-11"."""
    statement = _introductions(select(IntroductionRow.created_at, IntroductionRow.status), scope)
    asked: Counter[str] = Counter()
    accepted: Counter[str] = Counter()
    for row in session.execute(statement.where(IntroductionRow.created_at >= since)):
        month = f"{row.created_at:%Y-%m}"
        asked[month] += 1
        accepted[month] += row.status == Status.ACCEPTED.value
    return {month: (asked[month], accepted[month]) for month in asked}


def find_median_days(session: Session, scope: Scope, since: datetime) -> dict[str, float]:
    """Days from a request to its acceptance, in the middle: by the month of the request, and "" for all.

    Months in which nothing was accepted are missing.
    """
    statement = _introductions(select(IntroductionRow.created_at, IntroductionRow.closed_at), scope).where(
        IntroductionRow.status == Status.ACCEPTED.value,
        IntroductionRow.closed_at.is_not(None),
        IntroductionRow.created_at >= since,
    )
    days: dict[str, list[float]] = defaultdict(list)
    for row in session.execute(statement):
        for month in ("", f"{row.created_at:%Y-%m}"):
            days[month].append((row.closed_at - row.created_at).total_seconds() / 86400)
    return {month: median(found) for month, found in days.items()}


def count_open(session: Session, scope: Scope) -> int:
    """Introductions that wait for somebody."""
    counts = count_introductions(session, scope)
    return sum(counts.get(status.value, 0) for status in OPEN)


def count_subscribers(session: Session, scope: Scope) -> dict[tuple[str, str], int]:
    """How many can be sent news, by topic and platform; in scope: those who answer for an entry or hold an
    office there. Everybody counts at the address that can be reached, then the one used last.
    """
    order = (ConversationRow.reachable.desc(), ConversationRow.last_seen_at.desc(), ConversationRow.id.desc())
    rank = func.row_number().over(partition_by=ConversationRow.person_id, order_by=order)
    addresses = select(ConversationRow.person_id, ConversationRow.platform, rank.label("rank"))
    if scope is not None:
        answering = select(MembershipRow.person_id).join(
            CompanyRow, CompanyRow.id == MembershipRow.company_id
        )
        officers = select(OfficeRow.person_id).where(OfficeRow.city_id.in_(scope))
        inside = answering.where(CompanyRow.city_id.in_(scope)).union(officers).subquery()
        addresses = addresses.join(inside, inside.c.person_id == ConversationRow.person_id)
    at, given = addresses.subquery(), aliased(ConsentRow)
    statement = (
        select(given.topic, at.c.platform, func.count(at.c.person_id.distinct()))
        .join(given, given.person_id == at.c.person_id)
        .where(at.c.rank == 1, permits.lets_send_agreed_news(session, at.c.person_id))
        .where(given.purpose == Purpose.NEWS.value, given.withdrawn_at.is_(None))
        .group_by(given.topic, at.c.platform)
    )
    return {(row[0], row[1]): int(row[2]) for row in session.execute(statement)}


def _choose(statement: Any, scope: Scope, status: str, words: str) -> Any:
    statement = _within(statement, scope)
    if status:
        statement = statement.where(CompanyRow.status == status)
    else:
        statement = statement.where(CompanyRow.status != EntryStatus.MERGED.value)
    for word in words.split()[:6]:
        statement = statement.where(_says(word))
    return statement


def _says(word: str) -> ColumnElement[bool]:
    columns = [getattr(CompanyRow, name) for name in _SEARCHED]
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def _within(statement: Any, scope: Scope) -> Any:
    return statement if scope is None else statement.where(CompanyRow.city_id.in_(scope))


def _introductions(statement: Any, scope: Scope) -> Any:
    if scope is None:
        return statement
    inside = select(CompanyRow.id).where(CompanyRow.city_id.in_(scope))
    return statement.where(IntroductionRow.company_id.in_(inside))
