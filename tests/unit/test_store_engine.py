"""Readers see one moment and write nothing; writers store all or nothing; listeners are woken."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from directory.store import companies, settings
from directory.store.engine import Store
from directory.store.errors import StoreError
from directory.store.wake import listen, notify
from tests.store_samples import NOW, put_company, put_conversation


def test_a_writer_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.write() as session:
        settings.put_value(session, "a", "1")
        raise RuntimeError
    with store.read() as session:
        assert settings.find_value(session, "a") is None


def test_a_reader_sees_one_moment(store: Store) -> None:
    with store.write() as session:
        settings.put_value(session, "a", "before")
    with store.read() as reader:
        assert settings.find_value(reader, "a") == "before"
        with store.write() as session:
            settings.put_value(session, "a", "after")
        assert settings.find_value(reader, "a") == "before"
    with store.read() as reader:
        assert settings.find_value(reader, "a") == "after"


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises((StoreError, SQLAlchemyError)), store.read() as session:
        settings.put_value(session, "a", "1")
    with store.write() as session:
        settings.put_value(session, "a", "2")


def test_writers_wait_for_each_other(store: Store) -> None:
    """Read, think, write: no increment is lost where two threads do it."""

    def count_up() -> None:
        for _ in range(20):
            done = False
            while not done:
                with store.write() as session:
                    value = settings.find_value(session, "n")
                    done = settings.swap_value(session, "n", value, str(int(value or 0) + 1))

    threads = [threading.Thread(target=count_up, daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as session:
        assert settings.find_value(session, "n") == "60"


def test_foreign_keys_hold(store: Store) -> None:
    with pytest.raises(SQLAlchemyError), store.write() as session:
        put_company(session, city_id=999)


def test_what_no_database_takes_is_dropped(store: Store) -> None:
    with store.write() as session:
        company_id = put_company(session, name="Mess\0er\ud83d")
        put_conversation(session, "a\0b")
    with store.read() as session:
        assert companies.get_company(session, company_id).name == "Messer"


def test_times_need_a_zone(store: Store) -> None:
    with pytest.raises((ValueError, SQLAlchemyError)), store.write() as session:
        companies.confirm(session, put_company(session), ["name"], "x", NOW.replace(tzinfo=None))


def test_a_locked_sqlite_database_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'isabot.db'}"
    first, second = Store(url), Store(url)
    first.upgrade()
    with first.write():
        with second.engine.connect() as connection:
            connection.execute(text("PRAGMA busy_timeout=10"))
        with pytest.raises(StoreError, match="locked"), second.write():
            pass
    first.close()
    second.close()


def test_listeners_are_woken_on_commit(store: Store) -> None:
    woken: list[str] = []
    stop = threading.Event()
    thread = threading.Thread(
        target=listen, args=(store, ["inbox", "outbox"], woken.append, stop), daemon=True
    )
    thread.start()
    if store.engine.dialect.name == "sqlite":
        thread.join(timeout=5)
        assert not thread.is_alive()
        return
    _wait_for(lambda: len(woken) == 2)  # once each on connecting
    woken.clear()
    with pytest.raises(RuntimeError), store.write() as session:
        notify(session, "inbox")
        raise RuntimeError
    with store.write() as session:
        notify(session, "outbox")
        assert woken == []
    _wait_for(lambda: woken == ["outbox"])
    stop.set()
    thread.join(timeout=5)
    assert not thread.is_alive()


def _wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)
