"""Everything stored about a person, table by table: what a table is linked to a person by says the schema.

A table that comes later is found here without being named.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, func, or_, select
from sqlalchemy.orm import Session

from directory.domain.holdings import Holdings, Line, Row
from directory.domain.introduction import Remark
from directory.domain.person import Address
from directory.store import audit
from directory.store.models import Base, ConversationRow, InboxRow, OutboxRow, PersonRow, RemarkRow

TOLD_APART = frozenset(
    {
        *("people", "consents", "conversations", "memberships", "offices", "claims"),
        *("introductions", "remarks", "audit", "inbox", "outbox"),
        *("handovers", "handover_lines", "freezes"),
    }
)
"""Tables whose rows "my data" tells in words; of all others it shows the rows as they are."""
SHOWN_LINES = 2000
_SPOKEN = ("text", "title", "subtitle", "description", "lines", "cards", "parts", "caption")


def read_holdings(session: Session, person_id: int) -> Holdings:
    """What a person has said in introductions, done officially, what was passed on, and all other rows."""
    said = select(RemarkRow.__table__).where(RemarkRow.person_id == person_id).order_by(RemarkRow.id)
    passed_on = select(func.count()).where(OutboxRow.about_person_id == person_id)
    remembered = select(ConversationRow.state).where(
        ConversationRow.person_id == person_id, ConversationRow.state.is_not(None)
    )
    return Holdings(
        tuple(Remark(row.side, row.text, row.locale, row.said_at) for row in session.execute(said)),
        audit.list_of_person(session, person_id),
        session.scalar(passed_on) or 0,
        tuple(_list_rows(session, person_id)),
        tuple(session.scalars(remembered.order_by(ConversationRow.id))),
    )


def read_chat(session: Session, address: Address) -> tuple[Line, ...]:
    """What was said in a chat, in the order of time, as far as it is still stored."""
    heard = (
        select(InboxRow.received_at, InboxRow.payload)
        .where(InboxRow.platform == address.platform, InboxRow.account == address.account)
        .order_by(InboxRow.id.desc())
        .limit(SHOWN_LINES)
    )
    told = (
        select(OutboxRow.created_at, OutboxRow.payload)
        .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
        .where(
            ConversationRow.platform == address.platform,
            ConversationRow.account == address.account,
            OutboxRow.kind == "say",
        )
        .order_by(OutboxRow.id.desc())
        .limit(SHOWN_LINES)
    )
    lines = [
        Line(at, True, payload.get("text") or payload.get("choice", ""))
        for at, payload in _run(session, heard)
    ]
    lines += [Line(at, False, " / ".join(_list_words(payload))) for at, payload in _run(session, told)]
    return tuple(sorted((line for line in lines if line.text), key=lambda line: line.at))


def is_linked(table: Table, person_id: int) -> ColumnElement[bool] | None:
    """The rows of a table that belong to a person; None where it has none of anybody's."""
    own = select(ConversationRow.id).where(ConversationRow.person_id == person_id)
    found: list[ColumnElement[bool]] = []
    for column in table.columns:
        targets = {key.column.table.name for key in column.foreign_keys}
        if "people" in targets:
            found.append(column == person_id)
        elif "conversations" in targets:
            found.append(column.in_(own))
    if {"platform", "account"} <= set(table.columns.keys()):
        here = and_(
            ConversationRow.platform == table.c.platform,
            ConversationRow.account == table.c.account,
            ConversationRow.person_id == person_id,
        )
        found.append(select(ConversationRow.id).where(here).exists())
    if table is PersonRow.__table__:
        found.append(table.c.id == person_id)
    return or_(*found) if found else None


def _list_rows(session: Session, person_id: int) -> Iterator[Row]:
    for table in Base.metadata.sorted_tables:
        linked = None if table.name in TOLD_APART else is_linked(table, person_id)
        if linked is None:
            continue
        for row in session.execute(select(table).where(linked)):
            values = (f"{name} = {value}" for name, value in row._mapping.items() if value not in (None, ""))
            yield Row(table.name, "; ".join(values))


def _run(session: Session, statement: Any) -> Iterator[tuple[Any, dict[str, Any]]]:
    for row in session.execute(statement):
        yield row[0], row[1]


def _list_words(value: Any, key: str = "") -> Iterator[str]:
    """The readable texts of a part, whichever platform made it."""
    match value:
        case str() if key in _SPOKEN:
            yield " ".join(value.split())
        case list():
            for one in value:
                yield from _list_words(one, key)
        case dict():
            for name, one in value.items():
                yield from _list_words(one, name)
