"""The way from the platform to us: pushes in three modes, five seconds, three tries."""

import asyncio
import time
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field

import aiohttp

from tests.wechat import fake_crypt
from tests.wechat.fake_answers import BadAnswer, read_answer
from tests.wechat.fake_faults import Faults, PushFault
from tests.wechat.fake_world import FAULT_TEXT, Account, Json, Mode, Shown, World
from tests.wechat.fake_xml import build_xml

DEADLINE_S = 5.0
TRIES = 3
UNSEEN = {"unsubscribe", "VIEW", "LOCATION", "TEMPLATESENDJOBFINISH", "MASSSENDJOBFINISH",
          "PUBLISHJOBFINISH", "view_miniprogram", "subscribe_msg_sent_event", "subscribe_msg_change_event",
          "subscribe_msg_popup_event"}  # fmt: skip
"""Events to whose failure no user is witness."""


@dataclass(eq=False)
class Try:
    """One delivery of a push. Times are monotonic, in seconds; `status` 0: no answer came in time."""

    started_at: float
    ended_at: float = 0.0
    status: int = 0
    body: bytes = b""
    lost: bool = False

    @property
    def took_s(self) -> float:
        """How long it went on."""
        return self.ended_at - self.started_at

    @property
    def is_answered(self) -> bool:
        """Whether the platform got an answer it can read on."""
        return self.status == 200 and not self.lost


@dataclass(eq=False)
class Push:
    """A message or event on its way to us. `reply` is what was shown for it; `fault` says why not."""

    openid: str
    fields: Json
    tries: list[Try] = field(default_factory=list)
    reply: Shown | None = None
    fault: str = ""
    finished: "Future[None]" = field(default_factory=Future)

    def wait(self, timeout_s: float = 30.0) -> "Push":
        """Wait until the platform is done with it, whatever the outcome."""
        self.finished.result(timeout_s)
        return self


def build_request(account: Account, xml: str, openid: str, now: float, mode: Mode | None = None) -> tuple[
    dict[str, str], bytes
]:  # fmt: skip
    """Query and body as the platform posts them; signed and encrypted anew with every call."""
    mode = mode or account.mode
    stamp, nonce = str(int(now)), fake_crypt.draw_nonce()
    query = {
        "signature": fake_crypt.sign(account.token, stamp, nonce),
        "timestamp": stamp,
        "nonce": nonce,
        "openid": openid,
    }
    if mode == "plain":
        return query, xml.encode()
    secret = fake_crypt.encrypt(xml, account.aes_key, account.app_id)
    query |= {
        "encrypt_type": "aes",
        "msg_signature": fake_crypt.sign(account.token, stamp, nonce, secret),
    }
    if mode == "compatible":
        return query, (xml.removesuffix("</xml>") + build_xml({"Encrypt": secret})[5:]).encode()
    return query, build_xml({"ToUserName": account.gh_id, "Encrypt": secret}).encode()


class Pusher:
    """Delivers pushes. Lives in the server's event loop; `put` is safe from any thread."""

    def __init__(self, world: World, faults: Faults) -> None:
        self.deadline_s = DEADLINE_S
        self.pushes: list[Push] = []
        self._world = world
        self._faults = faults
        self._loop: asyncio.AbstractEventLoop | None = None
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def attach(self) -> None:
        """Live in the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, force_close=True))

    async def close(self) -> None:
        """Give up what is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session:
            await self._session.close()

    def put(self, openid: str, fields: Json) -> Push:
        """Push as soon as may be. Without a server address nothing is pushed, as with the real one."""
        common = {
            "ToUserName": self._world.account.gh_id,
            "FromUserName": openid,
            "CreateTime": int(self._world.now()),
        }
        if "Event" in fields:
            common["MsgType"] = "event"
        push = Push(openid, common | fields)
        with self._world.changed:
            self.pushes.append(push)
        if not self._world.callback_url:
            push.finished.set_result(None)
            return push
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._start, push)
        return push

    async def greet(self, url: str) -> str:
        """The handshake; what was wrong with the answer, "" if nothing."""
        stamp, nonce, echo = str(int(self._world.now())), fake_crypt.draw_nonce(), fake_crypt.draw_nonce()
        signature = fake_crypt.sign(self._world.account.token, stamp, nonce)
        query = {"signature": signature, "echostr": echo, "timestamp": stamp, "nonce": nonce}
        assert self._session is not None
        async with self._session.get(
            url, params=query, timeout=aiohttp.ClientTimeout(total=self.deadline_s)
        ) as answer:
            body = await answer.text()
        if answer.status == 200 and body == echo:
            return ""
        return f"{answer.status}, {body[:80]!r} instead of the echostr"

    def _start(self, push: Push) -> None:
        assert self._loop is not None
        task = self._loop.create_task(self._deliver(push))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, push: Push) -> None:
        try:
            await self._run_tries(push, self._faults.take_push(push.openid, push.fields))
            self._show(push)
        finally:
            push.finished.set_result(None)

    async def _run_tries(self, push: Push, fault: PushFault | None) -> None:
        xml = build_xml(push.fields)
        if fault is not None and fault.kind == "copies":
            await asyncio.gather(*(
                self._try(push, xml, wait_s=number * fault.seconds) for number in range(fault.tries)
            ))  # fmt: skip
            return
        for number in range(TRIES):
            struck = fault if fault is not None and number < fault.tries else None
            if (await self._try(push, xml, struck)).is_answered:
                return
            while fault is not None and fault.again is not None and not fault.again.is_set():  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    async def _try(self, push: Push, xml: str, fault: PushFault | None = None, wait_s: float = 0.0) -> Try:
        await asyncio.sleep(wait_s)
        query, body = build_request(self._world.account, xml, push.openid, self._world.now())
        deadline_s = fault.seconds if fault is not None and fault.kind == "cut" else self.deadline_s
        tried = Try(time.monotonic())
        push.tries.append(tried)
        assert self._session is not None
        with suppress(TimeoutError, aiohttp.ClientError):
            async with self._session.post(
                self._world.callback_url,
                params=query,
                data=body,
                headers={"Content-Type": "text/xml", "User-Agent": "Mozilla/4.0"},
                timeout=aiohttp.ClientTimeout(total=deadline_s),
            ) as answer:
                tried.body = await answer.read()
                tried.status = answer.status
        tried.ended_at = time.monotonic()
        tried.lost = fault is not None and fault.kind == "lose"
        return tried

    def _show(self, push: Push) -> None:
        """The first answer counts; without one the user reads of a fault."""
        person = self._world.people.get(push.openid)
        try:
            push.reply = read_answer(_choose(push.tries).body, push.openid, self._world.account)
        except BadAnswer as error:
            push.fault = str(error)
            if person and person.follows and push.fields.get("Event", "") not in UNSEEN:
                self._world.show(person, Shown("fault", "text", FAULT_TEXT))
            return
        if push.reply is not None and person and person.follows:
            self._world.show(person, push.reply)


def _choose(tries: list[Try]) -> Try:
    answered = [each for each in tries if each.is_answered]
    if not answered:
        raise BadAnswer(f"no answer in {len(tries)} tries")
    return min(answered, key=lambda each: each.ended_at)
