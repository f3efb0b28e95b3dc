"""Texts that wait for a machine to translate them: taken by a lease, gone when that is done or given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from directory.domain.person import Purpose
from directory.store.models import TranslationRow
from directory.store.statements import count_changed

_TABLE = TranslationRow.__table__


@dataclass(frozen=True, slots=True)
class WaitingText:
    """A text for a conversation: from `source` to `target`, tried `attempts` times with this one."""

    id: int
    conversation_id: int
    about_person_id: int | None
    about_purpose: str
    text: str
    source: str
    target: str
    attempts: int


def add(
    session: Session,
    conversation_id: int,
    about: int | None,
    text: str,
    source: str,
    target: str,
    now: datetime,
    about_purpose: Purpose = Purpose.INTRODUCTIONS,
) -> None:
    """Let a text wait for its translation."""
    session.execute(
        insert(TranslationRow).values(
            conversation_id=conversation_id,
            about_person_id=about,
            about_purpose=about_purpose.value,
            text=text,
            source=source,
            target=target,
            created_at=now,
            attempts=0,
        )
    )


def claim(session: Session, now: datetime, lease_s: float) -> WaitingText | None:
    """The oldest text that is due; nobody else takes it until the lease ends."""
    due = or_(TranslationRow.not_before.is_(None), TranslationRow.not_before <= now)
    oldest = select(_TABLE).where(due).order_by(TranslationRow.id).limit(1).with_for_update(skip_locked=True)
    row = session.execute(oldest).one_or_none()
    if row is None:
        return None
    taken = update(TranslationRow).where(TranslationRow.id == row.id)
    until = now + timedelta(seconds=lease_s)
    count_changed(session, taken.values(not_before=until, attempts=row.attempts + 1))
    return WaitingText(
        id=row.id,
        conversation_id=row.conversation_id,
        about_person_id=row.about_person_id,
        about_purpose=row.about_purpose,
        text=row.text,
        source=row.source,
        target=row.target,
        attempts=row.attempts + 1,
    )


def retry(session: Session, waiting: WaitingText, at: datetime) -> None:
    """Try again then."""
    again = update(TranslationRow).where(TranslationRow.id == waiting.id)
    count_changed(session, again.values(not_before=at))


def settle(session: Session, waiting: WaitingText) -> bool:
    """Done or given up; False where somebody else did it, or the person was deleted meanwhile."""
    same = (TranslationRow.id == waiting.id) & (TranslationRow.attempts == waiting.attempts)
    return count_changed(session, delete(TranslationRow).where(same)) > 0
