"""Conversations: one address, where its dialogue stands, and whose it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from directory.domain.person import Address
from directory.store.columns import Json
from directory.store.errors import Conflict
from directory.store.models import ConversationRow
from directory.store.statements import count_changed, insert_into

_TABLE = ConversationRow.__table__


@dataclass(frozen=True, slots=True)
class Conversation:
    """A stored conversation. `state` None: nothing said yet. `version` rises with every save."""

    id: int
    address: Address
    locale: str
    state: Json | None
    version: int
    person_id: int | None
    reachable: bool
    last_seen_at: datetime


def find_conversation(session: Session, address: Address) -> Conversation | None:
    """The conversation at an address."""
    row = session.execute(
        select(_TABLE).where(
            ConversationRow.platform == address.platform, ConversationRow.account == address.account
        )
    ).one_or_none()
    return _build(row) if row else None


def get_conversation(session: Session, conversation_id: int) -> Conversation:
    """The conversation with this id; KeyError where there is none."""
    row = session.execute(select(_TABLE).where(ConversationRow.id == conversation_id)).one_or_none()
    if row is None:
        raise KeyError(conversation_id)
    return _build(row)


def load_or_create(session: Session, address: Address, locale_hint: str, now: datetime) -> Conversation:
    """The conversation at an address; a new one starts in `locale_hint`. Needs a write session."""
    session.execute(
        insert_into(session, ConversationRow)
        .values(
            platform=address.platform,
            account=address.account,
            locale=locale_hint,
            state=None,
            created_at=now,
            updated_at=now,
            last_seen_at=now,
        )
        .on_conflict_do_nothing()
    )
    found = find_conversation(session, address)
    if found is None:
        raise KeyError(address)
    return found


def save(
    session: Session,
    conversation_id: int,
    version: int,
    *,
    state: Json | None,
    locale: str,
    now: datetime,
    seen: bool = True,
) -> None:
    """Store what a turn made of a conversation read at `version`, one version on.

    `state` None leaves the state, `locale` "" the language; `seen` says that its user wrote.
    Raises Conflict where another turn was faster: then nothing of this turn may be stored.
    """
    values: dict[str, Any] = {"version": version + 1, "updated_at": now}
    if seen:
        values["last_seen_at"] = now
    if state is not None:
        values["state"] = state
    if locale:
        values["locale"] = locale
    statement = (
        update(ConversationRow)
        .where(ConversationRow.id == conversation_id, ConversationRow.version == version)
        .values(**values)
    )
    if not count_changed(session, statement):
        raise Conflict(f"conversation {conversation_id} is no longer at version {version}")


def _build(row: Row[Any]) -> Conversation:
    return Conversation(
        id=row.id,
        address=Address(row.platform, row.account),
        locale=row.locale,
        state=row.state,
        version=row.version,
        person_id=row.person_id,
        reachable=row.reachable,
        last_seen_at=row.last_seen_at,
    )
