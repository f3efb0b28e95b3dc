"""Whatever dies at whichever commit: every update takes effect once, nothing is lost, nobody is told twice.

A run with crashes must come to exactly what the same updates come to where nothing fails (`replaying`),
and keep what `invariants` says. CRASH_EXAMPLES=200 tries that many other plays instead of the usual few.

Proved by breaking the code; each of these makes a test here fail:
- the inbox finished without its fence, in another transaction, or already at the claim;
- commands or notices stored in another transaction than the state;
- the version of a conversation or of an introduction not compared;
- a part settled without its fence, or already at the claim (sent before the receipt is known);
- an interrupted sending not counted, or an exception while sending taken for "it did not arrive";
- updates or parts handed out without looking at those before them;
- repeats taken in, updates acknowledged that were not stored, leases that never run out;
- parts not parked, parked parts not revived; contact data shown before both agreed.
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
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from directory.domain.person import Address
from directory.store.engine import Store
from directory.store.errors import StoreError
from directory.store.forgetting import delete_person
from directory.store.models import InboxRow
from handlers.messages import Update, UpdateKind
from tests.conftest import PostgresForTests
from tests.property.crashing import (
    LEASE_S,
    Crash,
    Fault,
    FaultKind,
    ReceiptKind,
)
from tests.property.invariants import check_all, check_introductions, check_privacy, list_agreed, list_parts
from tests.property.players import (
    ANNA,
    CHEN,
    LI,
    LOCALIZER,
    PEOPLE,
    find_person,
    seat,
)
from tests.property.replaying import paint, replay
from tests.property.talking import (
    CHOOSE,
    FORWARD,
    SAY,
    STORY,
    Move,
    ask_for_introduction,
    build_update,
    choose_who_is_next,
)
from tests.property.world import Process, World

EXAMPLES = int(os.environ.get("CRASH_EXAMPLES", "8"))
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


def mostly(usual: Any, *others: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The usual, and now and then something else."""
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


@explore(max(3, EXAMPLES // 8))
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


def tell(world: World, kind: FaultKind | None = None, boundary: int = 0) -> None:
    """The story, with this fault in the first attempt at every turn and at every part."""
    fault = Fault(kind, boundary) if kind else None
    for address, move in STORY:
        world.write(build_update(world, address, move))
        world.turn(fault)
        world.clock.advance(LEASE_S + 1)
        while world.turn():
            pass
        for _ in range(world.count_open()):
            world.send(fault if kind != "database" else None)
            world.clock.advance(LEASE_S + 1)
            world.send()
    world.drain()


EVERYWHERE: list[tuple[FaultKind, int]] = [("crash", boundary) for boundary in range(8)]
AROUND_THE_COMMIT: list[tuple[FaultKind, int]] = [
    *[("database", boundary) for boundary in (1, 4, 5)],
    *[("overtaken", boundary) for boundary in (2, 3, 5)],
]


@pytest.fixture(scope="module")
def undisturbed(template: Path) -> str:
    """What the story comes to where nothing fails."""
    with open_copy(template) as store, World(store) as world:
        tell(world)
        [introduction] = list_agreed(world)
        assert introduction == {ANNA, CHEN}
        assert len(world.history) == len(STORY)
        return paint(world)


@pytest.mark.parametrize(("kind", "boundary"), [*EVERYWHERE, *AROUND_THE_COMMIT])
def test_a_fault_in_every_turn_changes_nothing(
    template: Path, undisturbed: str, kind: FaultKind, boundary: int
) -> None:
    with open_copy(template) as store, World(store) as world:
        tell(world, kind, boundary)
        check_all(world)
        assert paint(world) == undisturbed


def test_what_was_parked_comes_at_the_next_contact(template: Path) -> None:
    with open_copy(template) as store, World(store) as world:
        world.write(Update("1", ANNA, UpdateKind.TEXT, "Fliesen"))
        world.turn()
        world.send(receipt="unreachable")
        world.finish()
        assert world.arrivals == []
        assert {part.status for part in list_parts(world)[ANNA] if part.kind == "say"} == {"parked"}
        world.clock.advance(60)
        world.write(Update("2", ANNA, UpdateKind.TEXT, "/help"))
        world.drain()
        parts = list_parts(world)[ANNA]
        assert [arrival.part_id for arrival in world.arrivals] == [part.id for part in parts]
        check_all(world)


@pytest.mark.parametrize("first", [CHEN, ANNA], ids=["colleague", "asker"])
@pytest.mark.parametrize("number", [0, 1, 2], ids=["accept", "decline", "ask"])
def test_two_turns_that_meet_leave_one_truth(template: Path, first: Address, number: int) -> None:
    with open_copy(template) as store, World(store, experienced=True) as world:
        ask_for_introduction(world)
        for address in (first, LI):
            if number:
                world.write(build_update(world, address, Move(FORWARD, number)))
                world.finish()
        for address in (first, LI):
            world.write(build_update(world, address, Move(FORWARD, 0)))
        other = Process(world)
        world.process.fuse.light(3, lambda: other.turns.run_next([LI.account]))
        world.process.turns.run_next([first.account])
        world.catch_up()
        world.drain()
        check_all(world)
        check_introductions(world)
        check_privacy(world, 0)


def test_a_turn_that_another_chat_made_stale_is_repeated_at_once(template: Path) -> None:
    """Chen accepts here and deletes everything elsewhere: no failure, the turn is read afresh."""
    with open_copy(template) as store, World(store, experienced=True) as world:
        ask_for_introduction(world)
        world.write(build_update(world, CHEN, Move(FORWARD, 0)))

        def delete_elsewhere() -> None:
            with store.write() as session:
                delete_person(session, find_person(session, CHEN), world.clock())

        world.process.fuse.light(3, delete_elsewhere)  # between reading and storing
        world.turn()
        assert not list_agreed(world)
        with store.read() as session:
            latest = session.execute(select(InboxRow.__table__).order_by(InboxRow.id.desc())).first()
        assert latest is not None
        assert (latest.account, latest.status, latest.attempts, latest.error) == ("chen", "done", 1, "")


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
        for _ in range(30):
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


def test_an_update_that_kills_every_process_is_given_up(
    template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(text: str, locale: str) -> None:
        raise Crash

    with open_copy(template) as store, World(store) as world:
        deadly, next_one = (
            Update(name, ANNA, UpdateKind.TEXT, text) for name, text in (("1", "Fliesen"), ("2", "/help"))
        )
        world.write(deadly)
        world.write(next_one)
        monkeypatch.setattr(world.search, "understand", die)
        world.drain()
        assert [(done.update, done.dead) for done in world.history] == [(deadly, True), (next_one, False)]
        [apology, *_] = [part for part in list_parts(world)[ANNA] if part.kind == "say"]
        assert apology.payload["text"] == LOCALIZER.text("de", "turn-failed")
