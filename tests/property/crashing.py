"""A small alliance whose process dies at chosen moments: the machinery of the crash tests.

A `World` is one database, two fake platforms and three people. A `Process` is what a restart makes
anew. Its store and its platforms pass a `Fuse` at every boundary: before a transaction begins, before
it commits, after it has, before a part is sent, after it arrived. What a lit fuse does there is a
`Fault`: the process dies, the database fails, or another worker overtakes after the lease ran out.
"""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.adapter import Capabilities, Delivered, Part, Receipt, Refused, RetryLater, Uncertain
from bot.delivery import Delivery
from bot.intake import Intake
from bot.timing import Timing
from bot.turns import Turns, read_memory
from bot.wake import Bell
from directory.domain.city import City, Country
from directory.domain.company import Company, CooperationKind
from directory.domain.person import Address, Consent, Profile, Purpose
from directory.search.question import Filters, Question
from directory.search.result import Hit, Result
from directory.store import cities, companies, conversations, people
from directory.store.conversations import Conversation
from directory.store.engine import Store
from directory.store.errors import StoreError
from directory.store.models import ConversationRow, InboxRow, OutboxRow
from handlers.context import Context, Limits
from handlers.localizer import Localizer
from handlers.messages import Choice, Memory, Reply, Update

LEASE_S = 30.0
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # a Monday; no midnight is near in either country
POISON = "Gift"
LOCALIZER = Localizer()

ANNA, CHEN, LI = Address("alpha", "anna"), Address("beta", "chen"), Address("alpha", "li")
PEOPLE = (ANNA, CHEN, LI)
LOCALES = {ANNA: "de", CHEN: "zh", LI: "zh"}
PROFILES = {
    ANNA: Profile("Anna Weber, Export", "anna@weber.example", "+49 212 5551234"),
    CHEN: Profile("陈莉，出口经理", "chenli@tiles.example", wechat="chenli_88"),
    LI: Profile("李伟，总经理", "liwei@tiles.example", "+86 757 00001234"),
}
INTRODUCED_AS = {
    ANNA: "Anna Weber, Export, anna@weber.example, +49 212 5551234",
    CHEN: "陈莉，出口经理，chenli@tiles.example，微信 chenli_88",
    LI: "李伟，总经理，liwei@tiles.example，+86 757 00001234",
}
CONTACT_DATA = {
    address: tuple(datum for datum in (profile.email, profile.phone, profile.wechat) if datum)
    for address, profile in PROFILES.items()
}

FaultKind = Literal["crash", "database", "overtaken"]
ReceiptKind = Literal[
    "delivered", "lost", "raised", "raised_late", "uncertain", "later", "refused", "unreachable"
]


class Crash(BaseException):
    """The process dies here."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens at which boundary of a step, counted from 0."""

    kind: FaultKind
    boundary: int


class Fuse:
    """Counts the boundaries of a step and goes off at the one it was lit for."""

    def __init__(self) -> None:
        self._left = -1
        self._act: Callable[[], object] = lambda: None
        self._waits_outside = False

    def light(self, boundary: int, act: Callable[[], object], *, waits_outside: bool = False) -> None:
        """Run `act` at this boundary, or (`waits_outside`) at the next one outside a transaction."""
        self._left, self._act, self._waits_outside = boundary, act, waits_outside

    def put_out(self) -> None:
        self._left = -1

    def burn(self, *, inside: bool) -> None:
        """A boundary is passed, inside a transaction or outside."""
        if self._left < 0 or (self._left == 0 and inside and self._waits_outside):
            return
        self._left -= 1
        if self._left < 0:
            self._act()


class CrashingStore(Store):
    """A process's way to the shared database, past its fuse."""

    def __init__(self, store: Store, fuse: Fuse) -> None:
        self.__dict__.update(store.__dict__)
        self._fuse = fuse

    @contextmanager
    def write(self) -> Iterator[Session]:
        self._fuse.burn(inside=False)
        with super().write() as session:
            yield session
            session.flush()
            self._fuse.burn(inside=True)
        self._fuse.burn(inside=False)


class MovingClock:
    """The time, moved by hand; all processes share it."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A part that reached its reader. `at` counts arrivals."""

    address: Address
    part_id: int
    part: Part


class FakePlatform:
    """Implements `bot.adapter.Adapter`; with buttons and echoes, or with numbers and neither."""

    def __init__(self, name: str, fuse: Fuse, arrivals: list[Arrival], revived: Counter[int]) -> None:
        self.name = name
        buttons = name == "alpha"
        self.capabilities = Capabilities(4000, buttons=buttons, cards=False, echoes_input=buttons)
        self.receipt: ReceiptKind = "delivered"
        self._fuse = fuse
        self._arrivals = arrivals
        self._revived = revived

    def render(self, reply: Reply, locale: str, first_number: int = 1, origin: str = "") -> list[Part]:
        """One part per text, card, contact and document."""
        number, parts = first_number, []
        for card in reply.cards:
            parts.append(self._say("\n".join((card.title, card.subtitle, *card.lines)), card.choices, number))
            number += len(card.choices)
        if reply.contact:
            contact = reply.contact
            parts.append({"contact": [contact.who, contact.email, contact.phone, contact.wechat]})
        if reply.document:
            parts.append({"document": reply.document.content})
        below = tuple(choice for row in reply.choices for choice in row)
        if reply.text or below:
            parts.append(self._say(reply.text, below, number))
        return parts

    def _say(self, text: str, choices: tuple[Choice, ...], first: int) -> Part:
        if self.capabilities.buttons:
            return {"text": text, "choices": [choice.id for choice in choices]}
        lines = [f"[{number}] {choice.label}" for number, choice in enumerate(choices, first)]
        return {"text": "\n".join((text, *lines)), "choices": [choice.id for choice in choices]}

    def render_echo(self, text: str) -> list[Part]:
        return [{"said": text}] if text else []

    async def deliver(self, address: Address, part: Part, part_id: int) -> Receipt:
        """Do with the part what `receipt` says, once."""
        kind, self.receipt = self.receipt, "delivered"
        self._fuse.burn(inside=False)
        if kind in ("delivered", "lost", "raised_late"):
            self._arrivals.append(Arrival(address, part_id, part))
            self._fuse.burn(inside=False)
        match kind:
            case "lost" | "uncertain":
                return Uncertain("no answer")
            case "raised" | "raised_late":
                raise OSError("the connection broke")
            case "later":
                return RetryLater(3, "too many requests")
            case "refused":
                return Refused("bad part")
            case "unreachable":
                self._revived[part_id] += sum(arrival.part_id == part_id for arrival in self._arrivals)
                return Refused("blocked", unreachable=True)
        return Delivered(str(part_id))

    def settled(self, address: Address) -> None:
        """Nobody waits."""


class FakeSearch:
    """Finds every entry of the country asked for; fails as often as `troubles` says, always on poison."""

    def __init__(self, entries: Sequence[Company]) -> None:
        self.troubles = 0
        self._entries = entries

    def understand(self, text: str, locale: str) -> Question:
        if self.troubles or POISON in text:
            self.troubles = max(0, self.troubles - 1)
            raise RuntimeError("the encoder failed")
        return Question(text, text, "zh" if any(sign >= "\u4e00" for sign in text) else locale)

    def search(self, question: Question, filters: Filters, limit: int) -> Result:
        found = [entry for entry in self._entries if filters.country in (None, entry.country)]
        return Result(question, tuple(Hit(entry.id, 90.0, True) for entry in found[:limit]))

    def find_concepts(self, text: str) -> tuple[str, ...]:
        return ()

    def translate(self, term: str, locale: str) -> tuple[str, bool]:
        return "", False

    def concept_name(self, concept_id: str, locale: str) -> str:
        return ""


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
        self.platforms = {
            name: FakePlatform(name, self.fuse, world.arrivals, world.revived) for name in ("alpha", "beta")
        }
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
    `revived` counts, by part, arrivals that the database forgot when it parked the part afterwards.
    """

    store: Store
    experienced: bool = False
    clock: MovingClock = field(default_factory=MovingClock)
    arrivals: list[Arrival] = field(default_factory=list)
    sent: list[Update] = field(default_factory=list)
    acknowledged: set[tuple[Address, str]] = field(default_factory=set)
    history: list[Done] = field(default_factory=list)
    revived: Counter[int] = field(default_factory=Counter)
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


def seat(session: Session) -> tuple[Company, ...]:
    """Two entries in China, one in Germany, and who answers for them. Only Li has agreed so far."""
    cities.put_cities(
        session,
        [
            City(0, Country.DE, "Solingen", "索林根", "Solingen"),
            City(0, Country.CN, "Foshan", "佛山", "Foshan"),
        ],
    )
    city_ids = {city.country: city.id for city in cities.list_cities(session)}
    entries = (
        ("CN-1", Country.CN, "云陶瓷砖有限公司", "Yuntao Tiles", (CHEN, LI)),
        ("CN-2", Country.CN, "南海岩板厂", "Nanhai Slabs", (LI,)),
        ("DE-1", Country.DE, "Klingenwerk GmbH", "", (ANNA,)),
    )
    for address in PEOPLE:
        conversation = conversations.load_or_create(session, address, LOCALES[address], MORNING)
        people.create_for(session, conversation.id, MORNING)
    for external_id, country, name, latin, members in entries:
        company = Company(
            0,
            external_id,
            country,
            city_ids[country],
            name,
            name_latin=latin,
            cooperation=(CooperationKind.SUPPLY,),
        )
        company_id, _ = companies.upsert(session, company, MORNING)
        for address in members:
            people.add_membership(session, find_person(session, address), company_id, MORNING)
    agree(session, LI)
    return tuple(companies.iterate(session))


def agree(session: Session, address: Address) -> None:
    """The person there has consented and said how to be reached."""
    person = find_person(session, address)
    consent = Consent(
        Purpose.INTRODUCTIONS, Limits().consent_version, LOCALES[address], address.platform, MORNING
    )
    people.add_consent(session, person, consent)
    people.save_profile(session, person, PROFILES[address])


def list_unreachable(session: Session) -> frozenset[Address]:
    """The addresses that refused to be written to."""
    rows = session.execute(
        select(ConversationRow.platform, ConversationRow.account).where(~ConversationRow.reachable)
    )
    return frozenset(Address(row.platform, row.account) for row in rows)


def find_person(session: Session, address: Address) -> int:
    """The id of the person who chats there."""
    conversation = conversations.find_conversation(session, address)
    assert conversation is not None
    assert conversation.person_id is not None
    return conversation.person_id
