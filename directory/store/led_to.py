"""What introductions led to: one word of each side, counted without persons."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.domain.introduction import LedTo
from directory.store.models import CompanyRow, IntroductionRow, LedToRow
from directory.store.statements import insert_into


def note(session: Session, introduction_id: str, side: str, led_to: LedTo, now: datetime) -> None:
    """Keep what a side said; its last word counts."""
    values = {"led_to": led_to.value, "said_at": now}
    statement = insert_into(session, LedToRow).values(introduction_id=introduction_id, side=side, **values)
    session.execute(statement.on_conflict_do_update(index_elements=["introduction_id", "side"], set_=values))


def count(
    session: Session, *, since: datetime | None = None, city_id: int | None = None
) -> dict[tuple[str, LedTo], int]:
    """How many introductions led to what, by side, accepted since then and to entries of a city."""
    statement = (
        select(LedToRow.side, LedToRow.led_to, func.count())
        .join(IntroductionRow, IntroductionRow.id == LedToRow.introduction_id)
        .join(CompanyRow, CompanyRow.id == IntroductionRow.company_id)
        .group_by(LedToRow.side, LedToRow.led_to)
    )
    if since is not None:
        statement = statement.where(IntroductionRow.closed_at >= since)
    if city_id is not None:
        statement = statement.where(CompanyRow.city_id == city_id)
    return {(side, LedTo(said)): int(times) for side, said, times in session.execute(statement)}
