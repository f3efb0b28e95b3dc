"""The store: one database, its readers and writers, its schema. SQLite or PostgreSQL."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, InterfaceError, NoSuchModuleError, OperationalError
from sqlalchemy.orm import Session

from directory.store.errors import StoreError
from directory.store.sharing import SharedCommits

BUSY_TIMEOUT_S = 10
FOLD_PAUSE_S = 0.1
MIGRATIONS = Path(__file__).parent / "migrations"
_UPGRADE_LOCK = 7_102_016


class Store:
    """A database by its URL: `sqlite:///file` or `postgresql://…`. Constructing connects to nothing.

    Sessions are for one thread and one short transaction; never wait for the network inside.
    """

    def __init__(self, url: str) -> None:
        self._url = _read_url(url)
        self._is_sqlite = self._url.get_backend_name() == "sqlite"
        self._engine = _build_engine(self._url, self._is_sqlite)
        if self._is_sqlite:
            self._reader = self._engine.execution_options(access="read")
            self._writer = self._engine.execution_options(access="write")
            self._shared = SharedCommits(self._writer, BUSY_TIMEOUT_S)
        else:
            self._reader = self._engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            self._writer = self._engine.execution_options(isolation_level="READ COMMITTED")

    @property
    def url(self) -> str:
        """Where the database is, for another process of ours; it may hold a password."""
        return self._url.render_as_string(hide_password=False)

    @property
    def file(self) -> Path | None:
        """The file of an SQLite database."""
        return Path(self._url.database or "") if self._is_sqlite else None

    @property
    def engine(self) -> Engine:
        """The engine below, for waking and for tests."""
        return self._engine

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A read-only session that sees one moment. Raises StoreError if the database fails."""
        with _failures(self._url), Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session whose writes are stored together at the end, or not at all on an exception.

        Raises StoreError if the database fails; nothing is stored then.
        """
        if self._is_sqlite:
            with _failures(self._url), self._shared.write() as session:
                yield session
            return
        sessions = Session(self._writer, expire_on_commit=False)
        with _failures(self._url), sessions as session, session.begin():
            session.connection()  # begins now, not with the first statement
            yield session

    def upgrade(self, revision: str = "head") -> None:
        """Bring the schema to this version of the program; a database that is newer is refused.

        Raises StoreError. Creates the folder of an SQLite file. Several processes may call it at once.
        """
        if self._is_sqlite:
            Path(self._url.database or "").parent.mkdir(parents=True, exist_ok=True)
        if revision == "head" and self.find_revision() == find_latest():
            return
        from directory.store import schema  # noqa: PLC0415 - a third of a second: only where it is needed

        with self._schema_work() as connection:
            schema.upgrade(connection, revision)

    def downgrade(self, revision: str = "base") -> None:
        """Take the schema back to `revision`; data of later tables is lost. Raises StoreError."""
        from directory.store import schema  # noqa: PLC0415

        with self._schema_work() as connection:
            schema.downgrade(connection, revision)

    def find_revision(self) -> str | None:
        """The schema's revision; None for an empty database. Raises StoreError."""
        with _failures(self._url), self._reader.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
            return found

    def fold(self, patience_s: float = BUSY_TIMEOUT_S) -> bool:
        """Let SQLite's file beside the database, where what was deleted still stands, be emptied.

        Waits for a moment without readers, and keeps nobody from writing meanwhile. False where there was
        none. Raises StoreError.
        """
        if not self._is_sqlite:
            return True
        until = time.monotonic() + patience_s
        with _failures(self._url), self._engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            # SQLite's own way of waiting would hold the lock of the writers.
            driver.execute("PRAGMA busy_timeout=0")
            try:
                while driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                    if time.monotonic() > until:
                        return False
                    time.sleep(FOLD_PAUSE_S)
            finally:
                driver.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_S * 1000}")
        return True

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    @contextmanager
    def _schema_work(self) -> Iterator[Connection]:
        engine = self._engine.execution_options(access="schema") if self._is_sqlite else self._writer
        try:
            with _failures(self._url), engine.begin() as connection:
                if not self._is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
                yield connection
        finally:
            self._engine.dispose()


def find_latest() -> str:
    """The revision of the newest migration: their files are named by it."""
    files = (MIGRATIONS / "versions").glob("[0-9]*_*.py")
    return max(file.name.partition("_")[0] for file in files)


def _read_url(text_url: str) -> URL:
    try:
        url = make_url(text_url)
    except ArgumentError as error:
        raise StoreError(
            "database.url is not a database URL; expected sqlite:///file or postgresql://…"
        ) from error
    if url.drivername in {"postgres", "postgresql"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}:
        raise StoreError(f"database.url: {url.drivername} is not supported; use sqlite or postgresql")
    if url.get_backend_name() == "sqlite" and (not url.database or ":memory:" in url.database):
        raise StoreError("database.url: an SQLite database needs a file (sqlite:///isabot.db)")
    return url


def _build_engine(url: URL, is_sqlite: bool) -> Engine:
    try:
        if not is_sqlite:
            return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": BUSY_TIMEOUT_S})
        engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_S})
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError("PostgreSQL needs the driver: pip install 'isabot[postgres]'") from error
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver opens no transactions: we do, below
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")  # what was acknowledged survives a power cut
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_S * 1000}")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")  # what people delete is overwritten


def _begin_sqlite(connection: Connection) -> None:
    access = connection.get_execution_options().get("access", "read")
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA query_only={'ON' if access == 'read' else 'OFF'}")
    if access == "schema":  # tables are rebuilt by copying; the pool is emptied afterwards
        driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute("BEGIN" if access == "read" else "BEGIN IMMEDIATE")


@contextmanager
def _failures(url: URL) -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, sqlite3.OperationalError) as error:
        cause = error if isinstance(error, sqlite3.Error) else error.orig
        reason = str(cause).strip().splitlines()[0] if cause else type(error).__name__
        where = url.render_as_string(hide_password=True)
        raise StoreError(f"The database {where} does not answer as it should: {reason}") from error
