"""Links that sign in to the pages once, and the sessions they open. Secrets are kept as hashes only."""

from datetime import datetime

from sqlalchemy import Update, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from directory.domain.signins import IDLE_END, LATEST_END, LINK_VALID, PageSession
from directory.store.conversations import get_conversation
from directory.store.models import ConversationRow, PageSessionRow, SignInRow
from directory.store.statements import count_changed

_TABLE = PageSessionRow.__table__


def make_link(session: Session, conversation_id: int, code_hash: str, now: datetime) -> None:
    """Store a link; the one asked for before in this conversation ends, and what is past is cleared away."""
    count_changed(session, delete(SignInRow).where(SignInRow.conversation_id == conversation_id))
    forget_past(session, now)
    session.execute(
        insert(SignInRow).values(
            code_hash=code_hash, conversation_id=conversation_id, expires_at=now + LINK_VALID
        )
    )


def forget_past(session: Session, now: datetime) -> None:
    """Clear away links and sessions that have ended."""
    count_changed(session, delete(SignInRow).where(SignInRow.expires_at <= now))
    past = or_(PageSessionRow.seen_at <= now - IDLE_END, PageSessionRow.created_at <= now - LATEST_END)
    count_changed(session, delete(PageSessionRow).where(past))


def is_valid(session: Session, code_hash: str, now: datetime) -> bool:
    """Whether a link would sign in now."""
    valid = (SignInRow.code_hash == code_hash, SignInRow.expires_at > now)
    return session.scalar(select(SignInRow.code_hash).where(*valid)) is not None


def open_session(session: Session, code_hash: str, token_hash: str, now: datetime) -> bool:
    """End a link and open its session; False where the link is unknown, used or too old."""
    used = delete(SignInRow).where(SignInRow.code_hash == code_hash, SignInRow.expires_at > now)
    conversation_id = session.scalar(used.returning(SignInRow.conversation_id))
    if conversation_id is None:
        return False
    session.execute(
        insert(PageSessionRow).values(
            token_hash=token_hash,
            conversation_id=conversation_id,
            locale=get_conversation(session, conversation_id).locale,
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
    count_changed(session, delete(SignInRow).where(SignInRow.conversation_id.in_(own)))


def _own(token_hash: str) -> Update:
    return update(PageSessionRow).where(PageSessionRow.token_hash == token_hash)
