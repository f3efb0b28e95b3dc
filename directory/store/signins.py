"""Sessions of the pages, opened by one-time links. The cookie's secret is kept as a hash only."""

from datetime import datetime

from sqlalchemy import Update, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from directory.domain.links import Opens
from directory.domain.signins import IDLE_END, LATEST_END, PageSession
from directory.store import links
from directory.store.conversations import get_conversation
from directory.store.models import ConversationRow, PageSessionRow
from directory.store.statements import count_changed

_TABLE = PageSessionRow.__table__


def forget_past(session: Session, now: datetime) -> None:
    """Clear away sessions that have ended."""
    past = or_(PageSessionRow.seen_at <= now - IDLE_END, PageSessionRow.created_at <= now - LATEST_END)
    count_changed(session, delete(PageSessionRow).where(past))


def open_session(session: Session, code_hash: str, token_hash: str, now: datetime) -> bool:
    """End a link and open its session; False where the link is unknown, used or too old."""
    link = links.use(session, code_hash, (Opens.PAGES,), now)
    if link is None:
        return False
    forget_past(session, now)
    session.execute(
        insert(PageSessionRow).values(
            token_hash=token_hash,
            conversation_id=link.conversation_id,
            locale=get_conversation(session, link.conversation_id).locale,
            created_at=now,
            seen_at=now,
        )
    )
    return True


def find_session(session: Session, token_hash: str, now: datetime) -> PageSession | None:
    """The session of a cookie, as long as it has not ended."""
    row = session.execute(select(_TABLE).where(PageSessionRow.token_hash == token_hash)).one_or_none()
    if row is None:
        return None
    found = PageSession(row.conversation_id, row.locale, row.created_at, row.seen_at)
    return None if found.is_over(now) else found


def keep_alive(session: Session, token_hash: str, now: datetime) -> None:
    """Note that the session was used."""
    count_changed(session, _own(token_hash).values(seen_at=now))


def change_locale(session: Session, token_hash: str, locale: str) -> None:
    """Let the pages speak another language."""
    count_changed(session, _own(token_hash).values(locale=locale))


def end(session: Session, token_hash: str) -> None:
    """Sign out here."""
    count_changed(session, delete(PageSessionRow).where(PageSessionRow.token_hash == token_hash))


def end_all(session: Session, person_id: int) -> None:
    """Sign a person out everywhere; links not yet used end as well."""
    own = select(ConversationRow.id).where(ConversationRow.person_id == person_id)
    count_changed(session, delete(PageSessionRow).where(PageSessionRow.conversation_id.in_(own)))
    links.end_all(session, person_id)


def _own(token_hash: str) -> Update:
    return update(PageSessionRow).where(PageSessionRow.token_hash == token_hash)
