"""Mass sends: which readers one call reaches, and what became of it.

open ──called──▶ open (again under the same guard) ──▶ sent | refused
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, insert, or_, select, update
from sqlalchemy.orm import Session

from directory.domain.mailing import MailingStatus, RecipientStatus
from directory.store import mass_results, permits, recipients
from directory.store.columns import Json
from directory.store.models import ConversationRow, MailingRow, MassSendRow, NewsRow, RecipientRow
from directory.store.statements import count_changed

PER_MONTH = 4
"""How many mass messages of a service account WeChat shows one reader in a calendar month of China."""
PER_CALL = 10_000
LEAST = 2
GIVEN_UP_AFTER_S = 20 * 3600
"""WeChat remembers a guard for a day: later a repetition might be a double."""
_CHINA = ZoneInfo("Asia/Shanghai")
_QUEUED = RecipientStatus.QUEUED.value


@dataclass(frozen=True, slots=True)
class ClaimedMass:
    """A call to be made. `guard` is the same whenever it is made."""

    id: int
    platform: str
    payload: Json
    accounts: tuple[str, ...]

    @property
    def guard(self) -> str:
        """What WeChat knows a repetition by."""
        return f"isabot-news-{self.id}"


def count_in_month(session: Session, conversation_id: int, now: datetime) -> int:
    """How many mass messages a reader got in this month, or is to get."""
    which = (RecipientRow.conversation_id == conversation_id, *_counted_in_month(now))
    return session.scalar(select(func.count()).where(*which)) or 0


def select_exhausted(now: datetime) -> Select[int | None]:
    """The conversations that may get no more mass messages in this month."""
    chosen = select(RecipientRow.conversation_id).where(*_counted_in_month(now))
    return chosen.group_by(RecipientRow.conversation_id).having(func.count() >= PER_MONTH)


def _counted_in_month(now: datetime) -> tuple[ColumnElement[bool], ...]:
    there = now.astimezone(_CHINA).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    done = RecipientRow.status.in_(("sent", "uncertain")) & (RecipientRow.settled_at >= there.astimezone(UTC))
    return RecipientRow.way == "mass", or_(RecipientRow.status == _QUEUED, done)


def list_gathered(session: Session, news_id: int) -> tuple[tuple[str, str], ...]:
    """(platform, language) of those who wait to be put into a call."""
    rows = session.execute(
        select(RecipientRow.platform, RecipientRow.locale).where(*_gathered(news_id)).distinct()
    )
    return tuple((row.platform, row.locale) for row in rows)


def create(session: Session, news_id: int, platform: str, locale: str, payload: Json, now: datetime) -> None:
    """Put those gathered into calls; too few for one are planned again, another way."""
    which = (*_gathered(news_id), RecipientRow.platform == platform, RecipientRow.locale == locale)
    ids = session.scalars(select(RecipientRow.id).where(*which).order_by(RecipientRow.id)).all()
    for start in range(0, len(ids), PER_CALL):
        portion = ids[start : start + PER_CALL]
        if len(portion) < LEAST:
            recipients.mark(session, portion, RecipientStatus.PLANNED, None, way="contact")
            continue
        values = {"news_id": news_id, "payload": payload | {"platform": platform}, "status": "open"}
        made = insert(MassSendRow).values(**values, created_at=now).returning(MassSendRow.id)
        mass_id = session.execute(made).scalar_one()
        first, last = portion[0], portion[-1]
        rows = update(RecipientRow).where(*which, RecipientRow.id >= first, RecipientRow.id <= last)
        count_changed(session, rows.values(mass_id=mass_id))


def claim(session: Session, now: datetime, again_at: datetime) -> ClaimedMass | None:
    """The next call to be made, or to be made again at `again_at` where it gets no answer."""
    row = session.execute(
        select(MassSendRow.__table__, NewsRow.topic)
        .join(NewsRow, NewsRow.id == MassSendRow.news_id)
        .join(MailingRow, MailingRow.news_id == MassSendRow.news_id)
        .where(
            MassSendRow.status == "open",
            or_(MassSendRow.not_before.is_(None), MassSendRow.not_before <= now),
            or_(MassSendRow.not_before.is_not(None), MailingRow.status == MailingStatus.SENDING.value),
        )
        .order_by(MassSendRow.id)
        .limit(1)
        .with_for_update(of=MassSendRow, skip_locked=True)
    ).one_or_none()
    if row is None:
        return None
    if (now - row.created_at).total_seconds() > GIVEN_UP_AFTER_S:
        _settle(session, row.id, "refused")
        _mark(session, row.id, RecipientStatus.UNCERTAIN, now, "no answer for a day")
        return None
    if row.not_before is None:  # the first time: whoever has left since is left out
        gone = update(RecipientRow).where(
            RecipientRow.mass_id == row.id,
            RecipientRow.status == _QUEUED,
            ~permits.lets_send_news(session, RecipientRow.person_id, row.topic),
        )
        count_changed(session, gone.values(status=RecipientStatus.UNSUBSCRIBED.value, settled_at=now))
    called = update(MassSendRow).where(MassSendRow.id == row.id)
    count_changed(session, called.values(not_before=again_at))
    accounts = session.scalars(
        select(ConversationRow.account)
        .join(RecipientRow, RecipientRow.conversation_id == ConversationRow.id)
        .where(RecipientRow.mass_id == row.id, RecipientRow.status == _QUEUED)
        .order_by(RecipientRow.id)
    ).all()
    if len(accounts) < LEAST:
        settle_refused(session, row.id, now, "too few")
        return None
    return ClaimedMass(row.id, row.payload["platform"], row.payload, tuple(accounts))


def settle_sent(session: Session, mass_id: int, now: datetime, job: str = "") -> None:
    """WeChat has taken it for all of them, and will say under the number `job` what became of it."""
    _settle(session, mass_id, "sent")
    _mark(session, mass_id, RecipientStatus.SENT, now, "")
    if job:
        mass_results.name_job(session, mass_id, job, now)


def settle_refused(session: Session, mass_id: int, now: datetime, reason: str) -> None:
    """WeChat sends nothing: they are planned again, for their next contact."""
    _settle(session, mass_id, "refused")
    again = update(RecipientRow).where(RecipientRow.mass_id == mass_id, RecipientRow.status == _QUEUED)
    planned = {"status": RecipientStatus.PLANNED.value, "way": "contact", "reason": reason, "mass_id": None}
    count_changed(session, again.values(**planned))


def put_off(session: Session, mass_id: int, not_before: datetime) -> None:
    """It is to be made again later."""
    later = update(MassSendRow).where(MassSendRow.id == mass_id)
    count_changed(session, later.values(not_before=not_before))


def _gathered(news_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        RecipientRow.news_id == news_id,
        RecipientRow.status == _QUEUED,
        RecipientRow.way == "mass",
        RecipientRow.mass_id.is_(None),
    )


def _settle(session: Session, mass_id: int, status: str) -> None:
    count_changed(session, update(MassSendRow).where(MassSendRow.id == mass_id).values(status=status))


def _mark(session: Session, mass_id: int, status: RecipientStatus, now: datetime, reason: str) -> None:
    own = update(RecipientRow).where(RecipientRow.mass_id == mass_id, RecipientRow.status == _QUEUED)
    count_changed(session, own.values(status=status.value, settled_at=now, reason=reason))
