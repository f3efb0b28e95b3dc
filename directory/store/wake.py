"""Waking other processes through PostgreSQL's NOTIFY; on SQLite one process serves, and nothing is needed."""

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from directory.store.engine import Store
from directory.store.statements import is_postgres

LOOK_FOR_STOP_S = 1.0
RECONNECT_S = 5.0
_LOG = logging.getLogger(__name__)


def notify(session: Session, channel: str) -> None:
    """Wake the listeners of `channel` when this transaction is committed."""
    if is_postgres(session):
        session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": channel})


def listen(
    store: Store, channels: Sequence[str], on_wake: Callable[[str], None], stop: threading.Event
) -> None:
    """Call `on_wake` with the channel of every notification, until `stop`: for a thread of its own.

    After a lost connection it connects again and wakes every channel once. Returns at once on SQLite.
    """
    while not stop.is_set() and store.engine.dialect.name == "postgresql":
        try:
            _listen_once(store, channels, on_wake, stop)
        except (DBAPIError, OSError, _driver_error(store)) as error:
            _LOG.warning("listening for notifications was interrupted: %s", type(error).__name__)
            stop.wait(RECONNECT_S)


def _listen_once(
    store: Store, channels: Sequence[str], on_wake: Callable[[str], None], stop: threading.Event
) -> None:
    pooled = store.engine.raw_connection()
    connection: Any = pooled.driver_connection
    pooled.detach()  # ours alone from now on: the pool must not hand out a listening connection
    try:
        connection.rollback()
        connection.autocommit = True
        for channel in channels:
            connection.execute(f'LISTEN "{channel}"')
        for channel in channels:
            on_wake(channel)
        while not stop.is_set():
            for notification in connection.notifies(timeout=LOOK_FOR_STOP_S, stop_after=1):
                on_wake(notification.channel)
    finally:
        connection.close()


def _driver_error(store: Store) -> type[Exception]:
    error: type[Exception] = store.engine.dialect.loaded_dbapi.Error
    return error
