"""Conversations: one address, where its dialogue stands, and whose it is."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Update, bindparam, delete, select, update
from sqlalchemy.orm import Session

from directory.domain.person import Address
from directory.store.columns import Json
from directory.store.errors import Conflict
from directory.store.models import ConversationRow, InboxRow, OutboxRow
from directory.store.statements import count_changed, insert_for, is_postgres, run

_TABLE = ConversationRow.__table__
_BY_ADDRESS = select(_TABLE).where(
    ConversationRow.platform == bindparam("platform"), ConversationRow.account == bindparam("account")
)
_HERE = (ConversationRow.id == bindparam("of"), ConversationRow.version == bindparam("read_at"))
_AT_VERSION = select(ConversationRow.id).where(*_HERE)


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
    row = run(session, _BY_ADDRESS, platform=address.platform, account=address.account).one_or_none()
    return _build(row) if row else None


def get_conversation(session: Session, conversation_id: int) -> Conversation:
    """The conversation with this id; KeyError where there is none."""
    row = session.execute(select(_TABLE).where(ConversationRow.id == conversation_id)).one_or_none()
    if row is None:
        raise KeyError(conversation_id)
    return _build(row)


def load_or_create(session: Session, address: Address, locale_hint: str, now: datetime) -> Conversation:
    """The conversation at an address; a new one starts in `locale_hint`. Needs a write session."""
    run(
        session,
        _build_insert(is_postgres(session)),
        platform=address.platform,
        account=address.account,
        locale=locale_hint,
        state=None,
        created_at=now,
        updated_at=now,
        last_seen_at=now,
    )
    found = find_conversation(session, address)
    if found is None:
        raise KeyError(address)
    return found


def require_version(session: Session, conversation_id: int, version: int) -> None:
    """Raises Conflict where the conversation is no longer at `version`; `save` has the last word on it.

    Ask before applying commands: a stale turn is to be repeated, not refused for what it no longer finds.
    """
    if run(session, _AT_VERSION, of=conversation_id, read_at=version).first() is None:
        raise Conflict(f"conversation {conversation_id} is no longer at version {version}")


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
    values: dict[str, Any] = {"updated_at": now}
    if seen:
        values["last_seen_at"] = now
    if state is not None:
        values["state"] = state
    if locale:
        values["locale"] = locale
    statement = _build_save(tuple(values))
    if not run(session, statement, of=conversation_id, read_at=version, **values).rowcount:
        raise Conflict(f"conversation {conversation_id} is no longer at version {version}")


def move(session: Session, address: Address, account: str) -> None:
    """The chat at `address` has another account from now on; what waits there goes along.

    Where the new account has a conversation already, that one goes on and the old one ends in it.
    """
    old, new = find_conversation(session, address), Address(address.platform, account)
    known = select(InboxRow.update_id).where(InboxRow.platform == new.platform, InboxRow.account == account)
    waiting = update(InboxRow).where(
        InboxRow.platform == address.platform,
        InboxRow.account == address.account,
        InboxRow.status == "open",
        InboxRow.update_id.not_in(known),
    )
    count_changed(session, waiting.values(account=account))
    if old is None:
        return
    there = find_conversation(session, new)
    if there is None:
        moved = update(ConversationRow).where(ConversationRow.id == old.id)
        count_changed(session, moved.values(account=account, version=ConversationRow.version + 1))
        return
    open_parts = update(OutboxRow).where(OutboxRow.conversation_id == old.id)
    count_changed(
        session, open_parts.where(OutboxRow.status.in_(("open", "parked"))).values(conversation_id=there.id)
    )
    count_changed(session, delete(ConversationRow).where(ConversationRow.id == old.id))


@cache
def _build_insert(postgres: bool) -> Any:
    return insert_for(ConversationRow, postgres=postgres).on_conflict_do_nothing()


@cache
def _build_save(columns: tuple[str, ...]) -> Update:
    values: dict[str, Any] = {name: bindparam(name) for name in columns}
    return update(ConversationRow).where(*_HERE).values(version=ConversationRow.version + 1, **values)


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
