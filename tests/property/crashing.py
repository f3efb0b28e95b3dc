"""What dies and how: the fuse at every boundary of a step, and the store and the platforms that pass it.

Boundaries are: before a transaction begins, before it commits, after it has, before a part is sent, after
it arrived. What a lit fuse does there is a `Fault`: the process dies, the database fails, or another
worker overtakes after the lease ran out.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

from bot.adapter import Capabilities, Delivered, Part, Receipt, Refused, RetryLater, Uncertain
from directory.domain.company import Company
from directory.domain.person import Address
from directory.search.question import Filters, Question
from directory.search.result import Hit, Result
from directory.store.engine import Store
from handlers.messages import Choice, Reply
from tests.property.players import MORNING

LEASE_S = 30.0
POISON = "Gift"

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

    def __init__(self, name: str, fuse: Fuse, arrivals: list[Arrival]) -> None:
        self.name = name
        buttons = name == "alpha"
        self.capabilities = Capabilities(4000, buttons=buttons, cards=False, echoes_input=buttons)
        self.receipt: ReceiptKind = "delivered"
        self._fuse = fuse
        self._arrivals = arrivals

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

    def classify(self, term: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return (), ()

    def concept_name(self, concept_id: str, locale: str) -> str:
        return ""
