"""Updates on their way to the bot: long polling or webhook, in order, repeated or shuffled as ordered."""

import asyncio
import itertools
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp

from tests.telegram.fake_text import ApiError
from tests.telegram.fake_world import Json

PARALLEL_POSTS = 40
RETRY_POST_S = 0.4
MAX_HELD_S = 0.5
POST_TIMEOUT_S = 30


@dataclass(eq=False)
class Waiting:
    """An update not yet taken. `copies` are the deliveries still to make."""

    update: Json
    lane: int
    copies: int
    not_before: float
    served: bool = False
    posting: bool = False


@dataclass
class Webhook:
    """What setWebhook set, and how it goes."""

    url: str = ""
    secret: str = ""
    allowed: list[str] = field(default_factory=list)
    max_connections: int = 40
    last_error: str = ""
    last_error_at: int = 0
    statuses: list[int] = field(default_factory=list)


class Feed:
    """The queue of updates. Lives in the server's event loop; `put` is safe from any thread.

    `copies`: each update is delivered so often. `shuffled`: updates of different chats overtake each
    other; within a chat order holds.
    """

    def __init__(self, seed: int = 7) -> None:
        self.copies = 1
        self.shuffled = False
        self.webhook = Webhook()
        self.conflicts = 0
        self.polls = 0
        self.waiting: list[Waiting] = []
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        self._coming = 0
        self._ids = itertools.count(880_000_001)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._woken: asyncio.Event | None = None
        self._poller: tuple[asyncio.Event, Callable[[], bool]] | None = None
        self._posts: set[asyncio.Task[None]] = set()
        self._allowed: list[str] = []

    def attach(self) -> None:
        """Live in the running event loop."""
        self._loop, self._woken = asyncio.get_running_loop(), asyncio.Event()

    def put(self, kind: str, content: Json, lane: int) -> int:
        """Queue an update of a chat (its `lane`); returns its update_id."""
        update_id = next(self._ids)
        held = self._random.uniform(0, MAX_HELD_S) if self.shuffled else 0.0
        update = {"update_id": update_id, kind: content}
        waiting = Waiting(update, lane, self.copies, time.monotonic() + held)
        assert self._loop is not None
        with self._lock:
            self._coming += 1
        self._loop.call_soon_threadsafe(self._take, waiting)
        return update_id

    @property
    def untaken(self) -> int:
        """How many updates the bot has not yet taken."""
        with self._lock:
            return len(self.waiting) + self._coming

    async def poll(
        self, offset: int, limit: int, timeout_s: float, allowed: list[str] | None, alive: Callable[[], bool]
    ) -> list[Json]:
        """getUpdates. `alive` tells whether the caller still waits. Raises ApiError on a conflict."""
        if self.webhook.url:
            raise ApiError(409, "Conflict: can't use getUpdates method while webhook is active; "
                                "use deleteWebhook to delete the webhook first")  # fmt: skip
        if self._poller is not None and self._poller[1]():
            self.conflicts += 1
            self._poller[0].set()
        ended = asyncio.Event()
        self._poller = mine = (ended, alive)
        self.polls += 1
        if allowed is not None:
            self._allowed = allowed
        self._confirm(offset)
        deadline = time.monotonic() + min(timeout_s, 50)
        try:
            while True:
                if ended.is_set():
                    raise ApiError(409, "Conflict: terminated by other getUpdates request; "
                                        "make sure that only one bot instance is running")  # fmt: skip
                self.waiting = [item for item in self.waiting if _is_allowed(item, self._allowed)]
                batch = self._ready()[:limit]
                if batch or time.monotonic() >= deadline or not alive():
                    for item in batch:
                        item.served = True
                    return [item.update for item in batch]
                await self._pause(0.05)
        finally:
            if self._poller is mine:
                self._poller = None

    async def run_webhook(self) -> None:
        """Post updates to the webhook, in order per chat, until cancelled."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=POST_TIMEOUT_S)) as client:
            while True:
                if self.webhook.url:
                    self._start_posts(client)
                await self._pause(0.05)

    def drop_all(self) -> None:
        """Forget what is queued (drop_pending_updates)."""
        self.waiting.clear()

    def _take(self, waiting: Waiting) -> None:
        with self._lock:
            self.waiting.append(waiting)
            self._coming -= 1
        assert self._woken is not None
        self._woken.set()

    async def _pause(self, seconds: float) -> None:
        assert self._woken is not None
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return
        self._woken.clear()

    def _confirm(self, offset: int) -> None:
        """Take off what the bot has got; what is to be delivered again stays."""
        if offset < 0:
            self.waiting = self.waiting[offset:]
        for item in list(self.waiting):
            if item.served and item.update["update_id"] < offset:
                item.copies -= 1
                item.served = False
                if item.copies <= 0:
                    self.waiting.remove(item)

    def _ready(self) -> list[Waiting]:
        """What may go out now: the first of its chat, and those behind it."""
        now, blocked, ready = time.monotonic(), set(), []
        for item in self.waiting:
            if item.lane in blocked:
                continue
            if item.not_before > now:
                blocked.add(item.lane)
            else:
                ready.append(item)
        return ready

    def _start_posts(self, client: aiohttp.ClientSession) -> None:
        busy = {item.lane for item in self.waiting if item.posting}
        for item in self._ready():
            if len(self._posts) >= min(PARALLEL_POSTS, self.webhook.max_connections):
                return
            if item.lane in busy:
                continue
            busy.add(item.lane)
            if not _is_allowed(item, self.webhook.allowed):
                self.waiting.remove(item)
                continue
            item.posting = True
            task = asyncio.create_task(self._post(client, item))
            self._posts.add(task)
            task.add_done_callback(self._posts.discard)

    async def _post(self, client: aiohttp.ClientSession, item: Waiting) -> None:
        """Two of several copies go out at the same moment, as retries do."""
        together = 2 if item.copies > 2 else 1
        results = await asyncio.gather(*(self._post_once(client, item) for _ in range(together)))
        good = sum(results)
        item.copies -= good
        item.posting = False
        if not good:
            item.not_before = time.monotonic() + RETRY_POST_S
        elif item.copies <= 0 and item in self.waiting:
            self.waiting.remove(item)
        assert self._woken is not None
        self._woken.set()

    async def _post_once(self, client: aiohttp.ClientSession, item: Waiting) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.secret} if self.webhook.secret else {}
        try:
            async with client.post(self.webhook.url, json=item.update, headers=headers) as answer:
                await answer.read()
                self.webhook.statuses.append(answer.status)
                if answer.status // 100 == 2:
                    return True
                self.webhook.last_error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self.webhook.last_error = f"Connection failed: {type(error).__name__}"
        self.webhook.last_error_at = int(time.time())
        return False


def _is_allowed(item: Waiting, allowed: list[str]) -> bool:
    return not allowed or any(kind in item.update for kind in allowed)
