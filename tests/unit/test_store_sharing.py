"""SQLite's writers share commits: all that a writer was told is stored, and each fails alone."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError

from directory.store import settings
from directory.store.engine import Store
from directory.store.errors import StoreError
from tests.store_samples import put_company


@pytest.fixture
def store(sqlite_template: Path, tmp_path: Path) -> Store:
    path = tmp_path / "isabot.db"
    path.write_bytes(sqlite_template.read_bytes())
    return Store(f"sqlite:///{path}")


class Crowd:
    """Writers that come while another is at work; they get in together."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.commits = 0
        self.outcomes: dict[str, BaseException | None] = {}
        event.listen(store.engine, "commit", self._count)

    def write(self, name: str, then: Callable[[], None] = lambda: None) -> None:
        try:
            with self.store.write() as session:
                settings.put_value(session, name, "1")
                then()
        except (StoreError, RuntimeError, SQLAlchemyError) as error:
            self.outcomes[name] = error
        else:
            self.outcomes[name] = None

    def run(self, *writes: tuple[str, Callable[[], None]]) -> None:
        """Let them all come while the first is at work."""
        in_work, all_wait = threading.Event(), threading.Event()

        def hold() -> None:
            in_work.set()
            assert all_wait.wait(5)

        threads = [threading.Thread(target=self.write, args=("first", hold))]
        threads[0].start()
        assert in_work.wait(5)
        threads += [threading.Thread(target=self.write, args=one) for one in writes]
        for thread in threads[1:]:
            thread.start()
        wait_until(lambda: self.store._shared._waiting == len(writes))
        all_wait.set()
        for thread in threads:
            thread.join(10)

    def stored(self) -> set[str]:
        with self.store.read() as session:
            names = ("first", "a", "b", "c", *map(str, range(40)))
            return {name for name in names if settings.find_value(session, name)}

    def _count(self, connection: object) -> None:
        self.commits += 1


def wait_until(condition: Callable[[], bool]) -> None:
    for _ in range(500):
        if condition():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it did not happen")


def fail() -> None:
    raise RuntimeError("mine alone")


def nothing() -> None:
    pass


def test_who_waits_shares_one_commit(store: Store) -> None:
    crowd = Crowd(store)
    crowd.run(("a", nothing), ("b", nothing), ("c", nothing))
    assert crowd.outcomes == dict.fromkeys(("first", "a", "b", "c"))
    assert crowd.stored() == {"first", "a", "b", "c"}
    assert crowd.commits == 1


def test_a_crowd_is_committed_in_portions(store: Store) -> None:
    crowd = Crowd(store)
    crowd.run(*((str(number), nothing) for number in range(40)))
    assert len(crowd.stored()) == 41
    assert crowd.commits == 3


def test_one_alone_commits_at_once(store: Store) -> None:
    crowd = Crowd(store)
    for name in ("a", "b"):
        crowd.write(name)
        assert name in crowd.stored()
    assert crowd.commits == 2


def test_who_fails_fails_alone_wherever_it_stands(store: Store) -> None:
    crowd = Crowd(store)
    crowd.run(("a", fail), ("b", nothing), ("c", fail))
    assert [type(crowd.outcomes[name]) for name in "abc"] == [RuntimeError, type(None), RuntimeError]
    assert crowd.stored() == {"first", "b"}


def test_a_statement_that_is_refused_is_the_failure_of_its_writer(store: Store) -> None:
    crowd = Crowd(store)

    def break_rule() -> None:
        with store.write() as session:  # never reached by two at once: the next writer's turn
            put_company(session, city_id=999)

    with pytest.raises(SQLAlchemyError):
        break_rule()
    crowd.run(("a", nothing))
    assert crowd.stored() == {"first", "a"}


def test_a_commit_that_fails_is_told_to_all_who_shared_it(store: Store) -> None:
    crowd = Crowd(store)
    failures = [StoreError("disk full")]

    def refuse(connection: object) -> None:
        if failures:
            raise failures.pop()

    event.listen(store.engine, "commit", refuse)
    crowd.run(("a", nothing), ("b", nothing))
    assert {type(outcome) for outcome in crowd.outcomes.values()} == {StoreError}
    assert crowd.stored() == set()
    crowd.write("c")
    assert crowd.stored() == {"c"}


def test_a_transaction_that_sqlite_gave_up_is_told_to_all_who_shared_it(store: Store) -> None:
    """A full disk rolls everything back, what others wrote before as well."""
    crowd = Crowd(store)

    def give_up() -> None:
        group = store._shared._open
        assert group is not None
        group.connection.connection.driver_connection.rollback()  # type: ignore[union-attr]
        raise RuntimeError

    crowd.run(("a", give_up), ("b", nothing))
    assert isinstance(crowd.outcomes["first"], StoreError)
    assert crowd.outcomes["a"] is not None
    assert crowd.stored() == {"b"}, "who came after it begins anew"
    assert crowd.outcomes["b"] is None


def test_who_waits_too_long_is_told_and_leaves_nothing_open(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store._shared._patience_s = 0.05
    crowd = Crowd(store)

    def outlast() -> None:
        waiting = threading.Thread(target=crowd.write, args=("b",))
        waiting.start()
        waiting.join(5)

    crowd.write("a", outlast)
    assert isinstance(crowd.outcomes["b"], StoreError)
    assert "takes too long" in str(crowd.outcomes["b"])
    assert crowd.outcomes["a"] is None
    assert crowd.stored() == {"a"}


def test_nobody_waits_while_the_log_waits_to_be_emptied(store: Store) -> None:
    with store.write() as session:
        settings.put_value(session, "a", "1")
    impatient = sqlite3.connect(str(store.file), timeout=0.5, isolation_level=None)
    folded: list[bool] = []
    folding = threading.Thread(target=lambda: folded.append(store.fold(30)))
    with store.read() as session:
        settings.find_value(session, "a")
        folding.start()
        for _ in range(20):  # each would be told that the database is locked
            impatient.execute("BEGIN IMMEDIATE")
            impatient.execute("ROLLBACK")
            threading.Event().wait(0.02)
    impatient.close()
    folding.join(10)
    assert folded == [True]
    assert Path(f"{store.file}-wal").stat().st_size == 0
