"""The few statements that need a word about the database below."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, CursorResult, Delete, Executable, Update, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.elements import BindParameter

from directory.store.columns import Base

T = TypeVar("T")
CHUNK = 500


def is_postgres(session: Session) -> bool:
    """Whether the session talks to PostgreSQL."""
    return session.get_bind().dialect.name == "postgresql"


def insert_into(session: Session, table: type[Base]) -> Any:
    """An INSERT that knows ON CONFLICT, for the session's database."""
    return insert_for(table, postgres=is_postgres(session))


def insert_for(table: type[Base], *, postgres: bool) -> Any:
    """An INSERT that knows ON CONFLICT, for one of the two databases."""
    return postgresql.insert(table) if postgres else sqlite.insert(table)


def count_changed(session: Session, statement: Update | Delete) -> int:
    """Run a write and say how many rows it met."""
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", result).rowcount


def run(session: Session, statement: Executable, **values: Any) -> "CursorResult[Any]":
    """Execute a statement that was built once, with `bindparam`s: for what every turn does.

    Building a statement costs more than its execution; rows come as they are, without objects.
    """
    session.flush()
    return session.connection().execute(statement, values)


def constant(text: str) -> BindParameter[str]:
    """A word of ours written into the statement itself, so that partial indexes are used."""
    return literal(text, literal_execute=True)


def unindexed(column: InstrumentedAttribute[str]) -> ColumnElement[str]:
    """A column to filter by, not to search by: the rows then come in order and one is enough."""
    return column + ""


def split(items: Iterable[T]) -> Iterator[Sequence[T]]:
    """Portions small enough for one statement."""
    iterator = iter(items)
    while portion := list(islice(iterator, CHUNK)):
        yield portion
