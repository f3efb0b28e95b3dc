"""A small alliance whose processes die at chosen moments.

A `World` is one database, two fake platforms and three people. A `Process` is what a restart makes anew.
"""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.delivery import Delivery
from bot.intake import Intake
from bot.rendering import read_memory
from bot.timing import Timing
from bot.turns import Turns
from bot.wake import Bell
from directory.domain.person import Address
from directory.store import companies, conversations
from directory.store.conversations import Conversation
from directory.store.engine import Store
from directory.store.errors import StoreError
from directory.store.models import ConversationRow, InboxRow, OutboxRow
from handlers.context import Context, Limits
from handlers.messages import Memory, Update
from tests.property.crashing import (
    LEASE_S,
    Arrival,
    Crash,
    CrashingStore,
    FakePlatform,
    FakeSearch,
    Fault,
    Fuse,
    MovingClock,
    ReceiptKind,
)
from tests.property.players import (
    ANNA,
    CHEN,
    LOCALIZER,
    agree,
    list_unreachable,
    seat,
)


class WatchedTurns(Turns):
    """Turns that note which conversations could not be reached when the handler looked.

    Ids are not drawn but told by whose turn it is, so that two worlds can be compared. `broken` makes
    every turn fail.
    """

    unreachable: frozenset[Address] = frozenset()
    broken = False

    def build_context(
        self, session: Session, conversation: Conversation, locale: str, memory: Memory
    ) -> Context:
        self.unreachable = list_unreachable(session)
        if self.broken:
            raise RuntimeError("the handler failed")
        context = super().build_context(session, conversation, locale, memory)
        return replace(context, new_id=lambda: f"{conversation.address.account}{conversation.version}")


class Process:
    """Everything that a restart makes anew. Not one thing in it survives."""

    def __init__(self, world: "World") -> None:
        self.fuse = Fuse()
        store = CrashingStore(world.store, self.fuse)
        self.platforms = {name: FakePlatform(name, self.fuse, world.arrivals) for name in ("alpha", "beta")}
        limits, served = Limits(), list(self.platforms)
        self.intake = Intake(store, world.clock, Bell())
        self.turns = WatchedTurns(
            store, self.platforms, served, world.search, LOCALIZER, limits, world.clock, LEASE_S
        )
        self.delivery = Delivery(store, self.platforms, served, world.clock, LEASE_S)
        self.timing = Timing(store, self.turns, limits, world.clock)


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that took effect, in the order in which it did: an update's turn, or a timer's run."""

    at: datetime
    unreachable: frozenset[Address]
    update: Update | None
    dead: bool = False


@dataclass
class World:
    """One database and what is around it. Use as a context manager.

    `experienced`: all have agreed already, so that requests are quickly made and answered.
    """

    store: Store
    experienced: bool = False
    clock: MovingClock = field(default_factory=MovingClock)
    arrivals: list[Arrival] = field(default_factory=list)
    sent: list[Update] = field(default_factory=list)
    acknowledged: set[tuple[Address, str]] = field(default_factory=set)
    history: list[Done] = field(default_factory=list)
    crashes: int = 0
    troubles: int = 0

    def __post_init__(self) -> None:
        with self.store.write() as session:
            seated = tuple(companies.iterate(session)) or seat(session)
            if self.experienced:
                for address in (ANNA, CHEN):
                    agree(session, address)
        self.search = FakeSearch(seated)
        self.process = Process(self)
        self._settled: set[int] = set()
        self._runner = asyncio.Runner()

    def __enter__(self) -> "World":
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.close()

    def write(self, update: Update, copies: int = 1, *, together: bool = False) -> None:
        """The platform brings an update, so many times, one after another or all at once."""
        if update not in self.sent:
            self.sent.append(update)
        if together:
            fresh = self._bring_together(update, copies)
        else:
            fresh = [self._bring(update) for _ in range(copies)]
        known = (update.address, update.id) in self.acknowledged
        assert sum(fresh) <= (0 if known else 1), "an update was taken in twice"
        self.acknowledged.add((update.address, update.id))

    def turn(self, fault: Fault | None = None) -> bool:
        """One worker handles one update. True where it had work."""
        process = self.process
        worked = self._guarded(lambda process: process.turns.run_next(), fault)
        self.note(process)
        return worked

    def send(self, fault: Fault | None = None, receipt: ReceiptKind = "delivered") -> bool:
        """One worker sends one part. True where it had work."""

        def deliver(process: Process) -> bool:
            for platform in process.platforms.values():
                platform.receipt = receipt
            return self._runner.run(process.delivery.run_next())

        return self._guarded(deliver, fault)

    def tick(self, fault: Fault | None = None) -> None:
        """The timers run; after a fault once more, as they do after every restart."""
        done: list[int] = []

        def run(process: Process) -> bool:
            done.append(process.timing.run())
            return True

        with self.store.read() as session:
            unreachable = list_unreachable(session)
        for each in (fault, None):
            self._guarded(run, each)
        self.history.append(Done(self.clock.now, unreachable, None))

    def finish(self) -> None:
        """Do all that can be done now."""
        worked = True
        while worked:
            worked = False
            while self.turn():
                worked = True
            while self.send():
                worked = True

    def drain(self) -> None:
        """Nothing fails any more: do all there is to do, waiting for every lease and every retry."""
        self.process, self.search.troubles = Process(self), 0
        for _ in range(40):
            self.finish()
            if not self.count_open():
                return
            self.clock.advance(LEASE_S + 1)
        raise AssertionError("something is open for ever")

    def find_memory(self, address: Address) -> Memory:
        """What the conversation remembers."""
        with self.store.read() as session:
            conversation = conversations.find_conversation(session, address)
            return Memory() if conversation is None else read_memory(conversation)

    def set_unreachable(self, unreachable: frozenset[Address]) -> None:
        with self.store.write() as session:
            session.execute(update(ConversationRow).values(reachable=True))
            for address in unreachable:
                session.execute(
                    update(ConversationRow)
                    .where(
                        ConversationRow.platform == address.platform,
                        ConversationRow.account == address.account,
                    )
                    .values(reachable=False)
                )

    def _bring(self, update: Update) -> bool:
        """Bring an update until somebody says that it was taken: True where that was news there."""
        while True:
            try:
                return self.process.intake.receive(update)
            except Crash:
                self._restart()
            except StoreError:
                self.process.fuse.put_out()

    def _bring_together(self, update: Update, copies: int) -> list[bool]:
        fresh: list[bool] = []
        intake = Process(self).intake
        threads = [
            threading.Thread(target=lambda: fresh.append(intake.receive(update))) for _ in range(copies)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(fresh) == copies
        return fresh

    def _guarded(self, step: Callable[[Process], bool], fault: Fault | None) -> bool:
        """Run a step of the process as its loop does, with a fault in it."""
        process = self.process
        if fault is not None:
            self.light(process.fuse, fault)
        try:
            worked = step(process)
        except Crash:
            self._restart()
            worked = True
        except StoreError:  # the loop says so, pauses and goes on
            worked = True
        process.fuse.put_out()
        return worked

    def light(self, fuse: Fuse, fault: Fault) -> None:
        """Prepare a fault for the next step."""

        def die() -> None:
            self.crashes += 1
            raise Crash

        def fail() -> None:
            self.troubles += 1
            raise StoreError("the database went away")

        act = {"crash": die, "database": fail, "overtaken": self._overtake}[fault.kind]
        fuse.light(fault.boundary, act, waits_outside=fault.kind == "overtaken")

    def _overtake(self) -> None:
        """A worker of another process takes what is under work here, its lease having run out.

        It keeps to conversations under work, so that the order of effects stays the order of turns.
        """
        self.note(self.process)
        with self.store.read() as session:
            held = select(InboxRow.account).where(InboxRow.lease_until > self.clock.now)
            accounts = list(session.scalars(held)) or None
        self.clock.advance(LEASE_S + 1)
        other, faults = Process(self), []

        def work() -> None:
            try:
                other.turns.run_next(accounts)
                self.note(other)
                for _ in range(2):
                    asyncio.run(other.delivery.run_next())
            except Exception as error:
                faults.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        assert not faults, faults

    def note(self, process: Process) -> None:
        """Add to the history what has just taken effect."""
        with self.store.read() as session:
            rows = session.execute(
                select(InboxRow.__table__).where(InboxRow.status != "open").order_by(InboxRow.id)
            ).all()
        fresh = [row for row in rows if row.id not in self._settled]
        assert len(fresh) <= 1, "one step, one update"
        for row in fresh:
            self._settled.add(row.id)
            address = Address(row.platform, row.account)
            said = next(each for each in self.sent if (each.address, each.id) == (address, row.update_id))
            unreachable = process.turns.unreachable
            self.history.append(Done(row.done_at, unreachable, said, dead=row.status == "dead"))

    def catch_up(self) -> None:
        """Let what others did be known, without a history of it."""
        with self.store.read() as session:
            self._settled.update(session.scalars(select(InboxRow.id).where(InboxRow.status != "open")))

    def _restart(self) -> None:
        self.process = Process(self)

    def count_open(self) -> int:
        """Updates to handle, and parts to send to somebody who can be reached."""
        with self.store.read() as session:
            updates = session.scalar(select(func.count()).where(InboxRow.status == "open")) or 0
            parts = session.scalar(
                select(func.count())
                .select_from(OutboxRow)
                .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
                .where(OutboxRow.status == "open", ConversationRow.reachable)
            )
            return updates + (parts or 0)
