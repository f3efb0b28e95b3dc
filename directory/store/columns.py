"""Column kinds shared by all tables: ids, times in UTC, texts any database accepts, JSON."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

Json = dict[str, Any]


class UtcTime(TypeDecorator[datetime]):
    """A moment, always timezone-aware UTC in Python; naive values raise ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("times in the store are timezone-aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: SQLite forgets the zone, PostgreSQL answers in the session's."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text. NUL and lone surrogates, which people can send and databases refuse, are dropped."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """To the database: valid UTF-8 without NUL."""
        return value if value is None else clean(value)


def clean(text: str) -> str:
    """`text` without NUL and lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


Id = BigInteger().with_variant(Integer(), "sqlite")
"""Ids count up and are never given twice (SQLite tables with ids say `sqlite_autoincrement`)."""

NEVER_REUSED = {"sqlite_autoincrement": True}


class Base(DeclarativeBase):
    """Parent of all tables; names constraints alike on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Words(),
        datetime: UtcTime(),
        Json: JSON(none_as_null=True),
        dict[str, str]: JSON(none_as_null=True),
        dict[str, int]: JSON(none_as_null=True),
        list[str]: JSON(none_as_null=True),
        list[int]: JSON(none_as_null=True),
    }
