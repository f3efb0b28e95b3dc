"""SQLite: one writer of this process at a time; those who come while one is at work share its commit.

A commit waits for the disk, longer than a write takes. Each write is a savepoint: it fails alone, and it
returns only when the commit that it shares is done. SQLite's own way of waiting is slow and unfair.
Statements fail alone; a failing flush of mapped objects would end it for all, and nobody adds any.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from directory.store.errors import StoreError

SHARE_AT_MOST = 16


class SharedCommits:
    """Gives out sessions to write in, on one connection of `engine` at a time. Safe in all threads."""

    def __init__(self, engine: Engine, patience_s: float) -> None:
        self._engine = engine
        self._patience_s = patience_s
        self._changed = threading.Condition()
        self._busy = False
        self._waiting = 0
        self._open: _Group | None = None

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session whose writes are stored on return, or not at all. Raises StoreError."""
        group = self._enter()
        try:
            with group.join() as session:
                yield session
        finally:
            self._leave(group)
        group.wait()

    def _enter(self) -> "_Group":
        with self._changed:
            self._waiting += 1
            try:
                if not self._changed.wait_for(lambda: not self._busy, self._patience_s):
                    raise StoreError("The database is locked: another write of this process takes too long")
                self._busy = True
            finally:
                self._waiting -= 1
        try:
            if self._open is None:
                self._open = _Group(self._engine.connect())
        except BaseException:
            self._let_in()
            raise
        return self._open

    def _leave(self, group: "_Group") -> None:
        group.size += 1
        with self._changed:
            if self._waiting and group.size < SHARE_AT_MOST and group.is_alive:
                self._busy = False
                self._changed.notify()
                return
        self._open = None
        try:
            group.commit()
        finally:
            self._let_in()

    def _let_in(self) -> None:
        with self._changed:
            self._busy = False
            self._changed.notify()


class _Group:
    """Writes that are committed together."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.size = 0
        self._done = threading.Event()
        self._failure: BaseException | None = None
        try:
            connection.begin()
        except BaseException:
            connection.close()
            raise

    @contextmanager
    def join(self) -> Iterator[Session]:
        """A session for one of them. The driver's own savepoint: SQLAlchemy's costs thrice as much."""
        driver = self._driver
        driver.execute("SAVEPOINT one")
        session = Session(self.connection, join_transaction_mode="rollback_only", expire_on_commit=False)
        try:
            yield session
            session.flush()
        except BaseException:
            if self.is_alive:
                driver.execute("ROLLBACK TO one")
            raise
        finally:
            session.close()
            if self.is_alive:
                driver.execute("RELEASE one")

    @property
    def _driver(self) -> Any:
        return self.connection.connection.driver_connection

    @property
    def is_alive(self) -> bool:
        """Whether SQLite still has the transaction: a full disk ends it, with all that was in it."""
        if self.connection.invalidated:
            return False
        return bool(self._driver.in_transaction)

    def commit(self) -> None:
        """Store all of it, or note for everybody that it was not."""
        try:
            if self.is_alive:
                self.connection.commit()
            else:
                self._failure = StoreError("The database gave up a write that others shared")
        except BaseException as error:
            self._failure = error
        finally:
            if self._failure is not None:
                self.connection.invalidate()
            self.connection.close()
            self._done.set()

    def wait(self) -> None:
        """Return when it is stored; raise what kept it from being stored."""
        self._done.wait()
        if self._failure is not None:
            raise self._failure
