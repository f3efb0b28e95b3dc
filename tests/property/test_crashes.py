"""Whatever dies at whichever commit: every update takes effect once, nothing is lost, nobody is told twice.

Proved by breaking the code: see the end of this text.
"""

import asyncio
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.domain.person import Address
from directory.store.engine import Store
from directory.store.errors import StoreError
from tests.conftest import PostgresForTests
from tests.property.crashing import LEASE_S, PEOPLE, Crash, Fault, Process, ReceiptKind, World, seat
from tests.property.invariants import check_all, check_introductions, check_privacy
from tests.property.replaying import paint, replay
from tests.property.talking import (
    CHOOSE,
    FORWARD,
    SAY,
    Move,
    ask_for_introduction,
    build_update,
    choose_who_is_next,
)

EXAMPLES = int(os.environ.get("CRASH_EXAMPLES", "30"))
DAYS = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Step:
    """A worker takes one turn or sends one part, and something may happen to it."""

    what: str
    fault: Fault | None
    receipt: ReceiptKind


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody writes, the workers do something, time passes."""

    who: Address | None
    move: Move
    copies: int
    together: bool
    lost: Fault | None
    repeat: int | None
    troubles: int
    steps: tuple[Step, ...]
    finish: bool
    wait_s: float
    tick: tuple[Fault | None, ...]


def mostly(usual, *others):
    return st.one_of(*[st.just(usual)] * 3, *others)


deaths = st.builds(Fault, st.sampled_from(("crash", "database")), st.integers(0, 3))
faults = st.builds(Fault, st.sampled_from(("crash", "crash", "database", "overtaken")), st.integers(0, 8))
receipts = mostly(
    "delivered",
    st.sampled_from(("lost", "raised", "raised_late", "uncertain", "later", "refused", "unreachable")),
)
steps = st.builds(Step, st.sampled_from(("turn", "send")), st.one_of(st.none(), faults), receipts)
moves = st.one_of(
    *[st.builds(Move, st.just(FORWARD), st.integers(0, 8))] * 8,
    st.builds(Move, st.just(CHOOSE), st.integers(0, 20)),
    st.builds(Move, st.just(SAY), st.integers(0, 10)),
)
acts = st.builds(
    Act,
    who=st.sampled_from((None, None, None, *PEOPLE)),
    move=moves,
    copies=mostly(1, st.integers(1, 3)),
    together=mostly(False, st.booleans()),
    lost=mostly(None, deaths),
    repeat=mostly(None, st.integers(0, 40)),
    troubles=mostly(0, mostly(0, mostly(0, st.integers(1, 4)))),
    steps=st.lists(steps, max_size=4).map(tuple),
    finish=mostly(True, st.booleans()),
    wait_s=mostly(0.0, st.sampled_from((0.0, 1.0, 6.0, 31.0, 31.0, 600.0, 8 * DAYS))),
    tick=mostly((), st.tuples(st.one_of(st.none(), deaths))),
)
plays = st.lists(acts, min_size=8, max_size=24)


def perform(world: World, act: Act) -> None:
    world.search.troubles = max(world.search.troubles, act.troubles)
    address = choose_who_is_next(world) if act.who is None else act.who
    update = build_update(world, address, act.move)
    if act.lost and not act.together:
        world.light(world.process.fuse, act.lost)
    world.write(update, act.copies, together=act.together)
    world.process.fuse.put_out()
    if act.repeat is not None:
        world.write(world.sent[act.repeat % len(world.sent)], act.copies, together=act.together)
    for step in act.steps:
        if step.what == "turn":
            world.turn(step.fault)
        else:
            world.send(step.fault, step.receipt)
    if act.finish:
        world.finish()
    world.clock.advance(act.wait_s)
    for fault in act.tick:
        world.tick(fault)


def play(store: Store, twin_store: Store, experienced: bool, acted: list[Act]) -> None:
    with World(store, experienced) as world, World(twin_store, experienced) as twin:
        last = 0
        if experienced:
            ask_for_introduction(world)
        for act in acted:
            perform(world, act)
            last = check_privacy(world, last)
        world.drain()
        check_privacy(world, last)
        check_all(world)
        replay(world.history, twin)
        assert paint(world) == paint(twin)


@pytest.fixture(scope="module")
def template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which everybody has taken a seat."""
    path = tmp_path_factory.mktemp("crashes") / "template.db"
    path.write_bytes(sqlite_template.read_bytes())
    store = Store(f"sqlite:///{path}")
    with store.write() as session:
        seat(session)
    store.close()
    return path


@contextmanager
def open_copy(template: Path) -> Iterator[Store]:
    with TemporaryDirectory(prefix="crash-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "world.db"
        path.write_bytes(template.read_bytes())
        store = Store(f"sqlite:///{path}")
        yield store
        store.close()


def explore(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The same examples in every run, unless CRASH_EXAMPLES asks for others."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize="CRASH_EXAMPLES" not in os.environ,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )


@explore(EXAMPLES)
@given(experienced=st.booleans(), acted=plays)
def test_crashes_change_nothing_on_sqlite(template: Path, experienced: bool, acted: list[Act]) -> None:
    with open_copy(template) as store, open_copy(template) as twin:
        play(store, twin, experienced, acted)


@explore(max(4, EXAMPLES // 8))
@given(experienced=st.booleans(), acted=plays)
def test_crashes_change_nothing_on_postgresql(
    template: Path, postgres: PostgresForTests, experienced: bool, acted: list[Act]
) -> None:
    url = postgres.create()
    store = Store(url)
    try:
        with open_copy(template) as twin:
            play(store, twin, experienced, acted)
    finally:
        store.close()
        postgres.drop(url)


RECEIPTS: tuple[ReceiptKind, ...] = ("lost", "raised", "raised_late", "uncertain", "later")


def work(world: World, what: str, seed: int, stop: threading.Event) -> None:
    """A worker that dies, sleeps over its lease, loses the database and gets bad receipts now and then."""
    chance, process = random.Random(seed), Process(world)
    with asyncio.Runner() as runner:
        while not stop.is_set():
            boundary = chance.randrange(9)
            match chance.randrange(20):
                case 0 | 1:
                    world.light(process.fuse, Fault("crash", boundary))
                case 2:
                    world.light(process.fuse, Fault("database", boundary))
                case 3:
                    process.fuse.light(boundary, lambda: world.clock.advance(LEASE_S + 1))
            for platform in process.platforms.values():
                platform.receipt = chance.choice(RECEIPTS) if chance.random() < 0.1 else "delivered"
            try:
                if what == "turn":
                    worked = process.turns.run_next()
                else:
                    worked = runner.run(process.delivery.run_next())
            except Crash:
                process, worked = Process(world), True
            except StoreError:
                worked = True
            process.fuse.put_out()
            if not worked:
                time.sleep(0.002)


def test_two_workers_of_each_kind_at_once(store: Store) -> None:
    chance, stop = random.Random(20261123), threading.Event()
    with World(store, experienced=True) as world:
        workers = [
            threading.Thread(target=work, args=(world, what, seed, stop))
            for seed, what in enumerate(("turn", "turn", "send", "send"))
        ]
        for worker in workers:
            worker.start()
        for _ in range(45):
            address = choose_who_is_next(world) if chance.random() < 0.7 else chance.choice(PEOPLE)
            update = build_update(world, address, Move(FORWARD, chance.randrange(9)))
            world.write(update, chance.randint(1, 3), together=chance.random() < 0.3)
            until = time.monotonic() + chance.choice((0.0, 0.2, 0.2))
            while world.count_open() and time.monotonic() < until:
                time.sleep(0.005)
            world.clock.advance(chance.choice((0, 1, 6)))
        stop.set()
        for worker in workers:
            worker.join()
        world.catch_up()
        world.drain()
        assert world.crashes >= 5, "the test is too tame"
        check_all(world)
        check_privacy(world, 0)
        check_introductions(world)
