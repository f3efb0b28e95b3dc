"""One-time links out of a chat. Their secrets are kept as hashes only, and each opens one kind of thing."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.orm import Session

from directory.domain.links import VALID, Link, Opens
from directory.store.models import ConversationRow, LinkRow
from directory.store.statements import count_changed


def make(session: Session, conversation_id: int, opens: Opens, code_hash: str, now: datetime) -> None:
    """Store a link; the one of its kind asked for before in this conversation ends, and past ones go."""
    before = (LinkRow.conversation_id == conversation_id, LinkRow.opens == opens.value)
    count_changed(session, delete(LinkRow).where(*before))
    forget_past(session, now)
    session.execute(
        insert(LinkRow).values(
            code_hash=code_hash,
            opens=opens.value,
            conversation_id=conversation_id,
            expires_at=now + VALID[opens],
        )
    )


def find(session: Session, code_hash: str, opens: Collection[Opens], now: datetime) -> Link | None:
    """The link, where it would open one of these now. To look is not to use."""
    found = select(LinkRow.opens, LinkRow.conversation_id).where(*_is_good(code_hash, opens, now))
    row = session.execute(found).one_or_none()
    return Link(Opens(row.opens), row.conversation_id) if row else None


def use(session: Session, code_hash: str, opens: Collection[Opens], now: datetime) -> Link | None:
    """End a link and say what it opens; None where it is unknown, used, too old or opens something else."""
    used = delete(LinkRow).where(*_is_good(code_hash, opens, now))
    row = session.execute(used.returning(LinkRow.opens, LinkRow.conversation_id)).one_or_none()
    return Link(Opens(row.opens), row.conversation_id) if row else None


def forget_past(session: Session, now: datetime) -> None:
    """Clear away links that were not used in time."""
    count_changed(session, delete(LinkRow).where(LinkRow.expires_at <= now))


def end_all(session: Session, person_id: int) -> None:
    """End all links of a person that are not yet used."""
    own = select(ConversationRow.id).where(ConversationRow.person_id == person_id)
    count_changed(session, delete(LinkRow).where(LinkRow.conversation_id.in_(own)))


def _is_good(code_hash: str, opens: Collection[Opens], now: datetime) -> tuple[ColumnElement[bool], ...]:
    kinds = LinkRow.opens.in_([one.value for one in opens])
    return LinkRow.code_hash == code_hash, kinds, LinkRow.expires_at > now
