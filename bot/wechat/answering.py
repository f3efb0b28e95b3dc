"""The answer to a push: the turn runs while WeChat waits, and everybody who asks for it gets the same.

A push that comes again joins the work under way, or reads the answer that was reserved for the first one;
so does one that comes after a restart, or to another process. What is too late for WeChat leaves as any
other message. Where nothing can be sent later, WeChat is left waiting until it asks again.
"""

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from bot.adapter import Part
from bot.clock import Clock
from bot.faults import locate
from bot.intake import Intake
from bot.turns import Turns
from bot.wechat.parse import Contact
from directory.domain.person import Address
from directory.store import inbox, waiting
from directory.store.engine import Store
from directory.store.errors import StoreError
from directory.store.inbox import ClaimedUpdate

GIVEN_UP_S = 30.0
LEASE_S = 5.0
"""How long the turn is ours. Short: WeChat may ask again because the process that had it has died."""
STORING_THREADS = 2
FIRST_LOOK_S, LONGEST_LOOK_S = 0.02, 0.25
TYPING_AFTER_S = 1.2
SETTLE_PAUSES_S = (0.0, 0.2, 1.0)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a push: parts reserved for it under the inbox's id of the update."""

    update_id: int
    parts: tuple[Part, ...]


@dataclass(slots=True)
class _Work:
    """The work on one update, whether it is committed, and how many requests wait for it."""

    task: "asyncio.Task[Answer | None]"
    stored: threading.Event
    waiting: int = 0
    tries: int = field(default=0)


class Answers:
    """Works out the answers to pushes. `written` is called when parts may be open for delivery.

    `show_typing` is called for a user whose answer takes longer than a moment.
    """

    def __init__(
        self,
        store: Store,
        intake: Intake,
        turns: Turns,
        clock: Clock,
        written: Callable[[], None],
        show_typing: Callable[[Address], Awaitable[None]],
    ) -> None:
        self._store = store
        self._intake = intake
        self._turns = turns
        self._clock = clock
        self._written = written
        self._show_typing = show_typing
        self._under_way: dict[tuple[Address, str], _Work] = {}
        # In the rush after a restart turns wait long; that a push is stored shall not wait for them.
        self._storing = ThreadPoolExecutor(STORING_THREADS, "wechat-storing")
        self._taken: list[int] = []
        self._settling = False
        self._errands: set[asyncio.Task[None]] = set()

    async def find(self, contact: Contact, within_s: float, *, final: bool) -> Answer | None:
        """The answer to a push; None where it is not ready within `within_s` or there is none.

        `final`: WeChat will not ask again, so what is not ready by then is sent as any other message.
        Raises StoreError where the update could not be stored, TimeoutError where it is not stored yet, or
        not ready and WeChat is to ask again.
        """
        key = (contact.update.address, contact.update.id)
        work = self._under_way.get(key)
        if work is None:
            stored = threading.Event()
            task = asyncio.create_task(self._work(contact, stored))
            work = self._under_way[key] = _Work(task, stored)
            task.add_done_callback(lambda done: self._forget(key, done))
        work.waiting += 1
        try:
            async with asyncio.timeout(within_s):
                return await asyncio.shield(work.task)
        except TimeoutError:
            if not final or not work.stored.is_set():  # nobody is told "taken" before the commit
                raise
            if work.waiting == 1:
                self._run(self._release_later(work.task))
            return None
        finally:
            work.waiting -= 1

    def settle(self, answer: Answer) -> None:
        """WeChat took the answer."""
        self._taken.append(answer.update_id)
        if not self._settling:
            self._settling = True
            self._run(self._settle())

    def release(self, answer: Answer) -> None:
        """WeChat could not be given the answer and asks no more: it goes its usual way."""
        self._run(self._release_now(answer))

    async def stop(self) -> None:
        """Let what is nearly done end; what is not is left to the leases."""
        tasks = [*self._errands, *(work.task for work in self._under_way.values())]
        if tasks:
            await asyncio.wait(tasks, timeout=2.0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self, contact: Contact, stored: threading.Event) -> Answer | None:
        """Store the update and see its turn done, here or elsewhere; then read what was reserved."""
        typing = asyncio.create_task(self._type(contact.update.address))
        try:
            return await self._await_turn(contact, stored)
        finally:
            typing.cancel()

    async def _await_turn(self, contact: Contact, stored: threading.Event) -> Answer | None:
        pause_s = FIRST_LOOK_S
        give_up_at = asyncio.get_running_loop().time() + GIVEN_UP_S
        receive = partial(self._intake.receive_first, contact.update, contact.opens, LEASE_S)
        claimed = await asyncio.get_running_loop().run_in_executor(self._storing, receive)
        stored.set()
        known, answer = await asyncio.to_thread(self._begin, contact, claimed)
        while known and answer is None and asyncio.get_running_loop().time() < give_up_at:
            took, known, answer = await asyncio.to_thread(self._go_on, contact)
            if not took:
                await asyncio.sleep(pause_s)
                pause_s = min(pause_s * 1.5, LONGEST_LOOK_S)
        return answer

    async def _type(self, address: Address) -> None:
        await asyncio.sleep(TYPING_AFTER_S)
        await self._show_typing(address)

    def _begin(self, contact: Contact, claimed: ClaimedUpdate | None) -> tuple[bool, Answer | None]:
        """The turn at once, where nothing of its user's is before it."""
        if claimed is not None:
            try:
                self._turns.handle(claimed)
            except StoreError as error:
                _LOG.error("wechat: %s", error)
        return self._look(contact)

    def _go_on(self, contact: Contact) -> tuple[bool, bool, Answer | None]:
        """The next turn of the same user, if it is free; whether it was, and what `_look` sees then."""
        try:
            took = self._turns.run_next([contact.update.address.account])
        except StoreError as error:
            _LOG.error("wechat: %s", error)
            took = False
        return took, *self._look(contact)

    def _look(self, contact: Contact) -> tuple[bool, Answer | None]:
        """Whether the update is there, and its answer once its turn is done."""
        with self._store.read() as session:
            found = inbox.find_update(session, contact.update.address, contact.update.id)
            if found is None:
                return False, None
            update_id, status = found
            if status == "open":
                return True, None
            return True, Answer(update_id, waiting.list_answer(session, update_id))

    async def _release_later(self, task: "asyncio.Task[Answer | None]") -> None:
        """What was reserved for a request that is over goes its usual way."""
        answer = await task
        if answer is not None and answer.parts:
            await self._release_now(answer)

    async def _release_now(self, answer: Answer) -> None:
        await asyncio.to_thread(self._release, answer)
        self._written()

    def _release(self, answer: Answer) -> None:
        with self._store.write() as session:
            waiting.release(session, answer.update_id)

    async def _settle(self) -> None:
        """Mark what was taken; what is taken meanwhile is marked together, in one write."""
        try:
            while self._taken:
                taken, self._taken = self._taken, []
                await self._mark_surely(taken)
        finally:
            self._settling = False

    async def _mark_surely(self, update_ids: Sequence[int]) -> None:
        for pause_s in SETTLE_PAUSES_S:
            await asyncio.sleep(pause_s)
            try:
                if await asyncio.to_thread(self._mark_taken, update_ids):
                    self._written()
            except StoreError as error:
                _LOG.warning("wechat: an answer is marked as given later: %s", error)
            else:
                return

    def _mark_taken(self, update_ids: Sequence[int]) -> bool:
        """Whether more waits to be sent behind one of these answers."""
        with self._store.write() as session:
            for update_id in update_ids:
                waiting.settle_answer(session, update_id, self._clock())
            return any(waiting.is_followed(session, update_id) for update_id in update_ids)

    def _forget(self, key: tuple[Address, str], done: "asyncio.Task[Answer | None]") -> None:
        self._under_way.pop(key, None)
        if not done.cancelled() and (error := done.exception()) and not isinstance(error, StoreError):
            _LOG.error("wechat: %s", locate(error))

    def _run(self, errand: "asyncio.coroutines.Coroutine[None, None, None]") -> None:  # type: ignore[name-defined]
        task = asyncio.create_task(errand)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)
