"""Answers given in the platform's own request: which parts go into it, and what follows.

On such platforms a user's contact is answered first with what it was about; then comes what has waited
for it. The parts of the answer are held for the platform: it asks again when an answer was lost.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from sqlalchemy.orm import Session

from bot.adapter import Part
from directory.store import allowances, waiting
from directory.store.columns import Json
from directory.store.inbox import ClaimedUpdate
from directory.store.waiting import WaitingPart
from handlers.messages import Choice

HELD_S = 20.0
"""How long after the update its answer is kept for the platform, which asks for fifteen seconds."""


@runtime_checkable
class Answering(Protocol):
    """What an adapter has beside the port where updates are answered in the request that brings them."""

    can_push: bool
    """Whether anything can be sent later."""

    @property
    def answers_within_s(self) -> float:
        """How long after an update its answer can still be given in the request."""

    def list_choices(self, part: Part) -> tuple[Choice, ...]:
        """The choices that a part numbers."""

    def number(self, part: Part, first: int) -> Part:
        """The part with its choices numbered from `first`."""

    def count_fitting(self, parts: Sequence[Part]) -> int:
        """How many of the first parts go into one answer."""

    def remark(self, part: Part, locale: str, rest: int, others: int, allowed: int) -> Part:
        """The part with a word on what follows it.

        `rest` parts of the same answer and `others` that have waited; `allowed` can be sent now.
        """


def count_waiting(session: Session, adapter: object, conversation_id: int) -> int:
    """How many parts wait for the user's next contact; 0 where the platform lets us speak at any time."""
    if not isinstance(adapter, Answering):
        return 0
    return waiting.count_waiting(session, conversation_id, parked_only=adapter.can_push)


class Queue:
    """What waits in one conversation, while a turn puts its answer before it."""

    def __init__(self, session: Session, adapter: Answering, conversation_id: int) -> None:
        self._session = session
        self._adapter = adapter
        self._waiting = waiting.withdraw(session, conversation_id)

    def line_up(
        self,
        claimed: ClaimedUpdate,
        answer: Sequence[tuple[int, Json]],
        offered: tuple[Choice, ...],
        locale: str,
        now: datetime,
        most_offered: int,
    ) -> tuple[Choice, ...]:
        """Put what waits behind the answer (id, payload), numbered on; all choices on offer then."""
        numbered, offered = self._number(offered, most_offered)
        behind = waiting.restore(self._session, numbered)
        if now < claimed.received_at + timedelta(seconds=self._adapter.answers_within_s):
            all_parts = [*answer, *zip(behind, (payload for _, payload in numbered), strict=True)]
            self._reserve(claimed, all_parts, len(answer), locale, now)
        return offered

    def _number(
        self, offered: tuple[Choice, ...], most_offered: int
    ) -> tuple[list[tuple[WaitingPart, Json]], tuple[Choice, ...]]:
        """The waiting parts with numbers that mean what is on offer, and what is on offer then."""
        numbered = []
        for part in self._waiting:
            choices = self._adapter.list_choices(part.payload)
            first = _find_run(offered, choices)
            if first is None:
                if len(offered) + len(choices) > most_offered:
                    offered = ()
                first = len(offered) + 1
                offered += choices
            numbered.append((part, self._adapter.number(part.payload, first)))
        return numbered, offered

    def _reserve(
        self,
        claimed: ClaimedUpdate,
        parts: Sequence[tuple[int, Json]],
        own: int,
        locale: str,
        now: datetime,
    ) -> None:
        """Hold the first parts as the answer; the last of them says what follows."""
        count = self._adapter.count_fitting([payload for _, payload in parts])
        if own:
            count = min(count, own)
        if not count:
            return
        taken = list(parts[:count])
        rest, others = max(0, own - count), len(parts) - max(own, count)
        allowed = allowances.count_left(self._session, claimed.address, now)
        number, payload = taken[-1]
        taken[-1] = (number, self._adapter.remark(payload, locale, rest, others, allowed))
        held_until = max(claimed.received_at, now - timedelta(seconds=HELD_S / 2)) + timedelta(seconds=HELD_S)
        waiting.reserve(self._session, claimed.id, taken, held_until)


def _find_run(offered: tuple[Choice, ...], choices: tuple[Choice, ...]) -> int | None:
    """The number of the first of `choices`, where all of them are on offer one after the other."""
    if not choices:
        return 1
    for start in range(len(offered) - len(choices) + 1):
        if offered[start : start + len(choices)] == choices:
            return start + 1
    return None
