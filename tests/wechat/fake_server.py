"""A WeChat platform of our own: real HTTP on the loopback, its rules in both directions, faults on order.

    with FakeWechat() as wechat:
        wechat.connect("http://127.0.0.1:8080/wechat")
        chen = wechat.user("陈莉")
        chen.follow()
        chen.wait_for("您好")
        chen.say("瓷砖")
        chen.tap_link(1)

The server runs in a thread with its own event loop; users are used from the test's thread.
"""

import asyncio
import json
import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any

from aiohttp import web

from tests.wechat.fake_errors import ApiError
from tests.wechat.fake_faults import ApiKind, Fault, Faults, PushFault, PushKind
from tests.wechat.fake_methods import TOKENS, Methods, read_body
from tests.wechat.fake_people import FakeUser
from tests.wechat.fake_push import Push, Pusher
from tests.wechat.fake_world import Account, Call, Json, World

MAX_BODY = 20 * 1024 * 1024
SENDINGS = ("/message/custom/send", "/message/template/send", "/message/subscribe/bizsend")
_PAGE = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


class FakeWechat:
    """The platform; start with `with`. `account`, `world`, `faults` and `pusher` are open to tests.

    `clock` gives the time of its rules and of what it signs; the deadline of a push is real time.
    """

    def __init__(self, account: Account | None = None, clock: Callable[[], float] = time.time) -> None:
        self.account = account or Account()
        self.world = World(self.account, clock)
        self.faults = Faults()
        self.pusher = Pusher(self.world, self.faults)
        self.url = ""
        self.methods = Methods(self.world, self.pusher.put)
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._stopping: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="fake-wechat", daemon=True)

    def __enter__(self) -> "FakeWechat":
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError("the fake WeChat platform did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._stopping is not None
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(15)

    def connect(self, url: str) -> None:
        """Enter our server's address on the administrator's page, which shakes hands before it takes it."""
        wrong = asyncio.run_coroutine_threadsafe(self.pusher.greet(url), self._loop).result(30)
        if wrong:
            raise AssertionError(f"the platform refuses {url}: {wrong}")
        self.world.callback_url = url

    def user(self, name: str, language: str = "zh_CN") -> FakeUser:
        """A person with WeChat who does not follow the account yet."""
        return FakeUser(self.world, self.pusher, self.world.add_person(name, language))

    def fail(self, kind: ApiKind, path: str = "", openid: str = "", **more: Any) -> Fault:
        """Order a fault of the API, see `Fault`; `path` by its end, such as "custom/send"."""
        fault = Fault(kind, path, openid, **more)
        self.faults.order(fault)
        return fault

    def disturb(self, kind: PushKind, openid: str = "", **more: Any) -> PushFault:
        """Order a fault of the next pushes, see `PushFault`."""
        fault = PushFault(kind, openid, **more)
        self.faults.order(fault)
        return fault

    @property
    def violations(self) -> list[str]:
        """Service messages sent although the window was closed or used up, and that could be known."""
        with self.world.changed:
            return list(self.world.violations)

    def calls(self, path: str = "", openid: str = "") -> list[Call]:
        """The log, filtered; `path` by its end."""
        with self.world.changed:
            return [
                call for call in self.world.calls if call.path.endswith(path) and openid in ("", call.openid)
            ]

    def wait_pushed(self, timeout_s: float = 60.0) -> list[Push]:
        """Wait until no push is under way; all pushes."""
        deadline = time.monotonic() + timeout_s
        with self.world.changed:
            pushes = list(self.pusher.pushes)
        for push in pushes:
            push.wait(max(0.1, deadline - time.monotonic()))
        return pushes

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    async def _serve(self) -> None:
        self._stopping = asyncio.Event()
        self.pusher.attach()
        site = web.Application(client_max_size=MAX_BODY)
        site.router.add_route("*", "/{path:.*}", self._answer)
        runner = web.AppRunner(site, shutdown_timeout=0.2, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, backlog=512).start()
        host, port = runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        self._ready.set()
        await self._stopping.wait()
        await self.pusher.close()
        await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        path, query = request.path, dict(request.query)
        body: Json | bytes = await _read_form(request) if request.content_type.startswith("multipart") else (
            await request.read()
        )  # fmt: skip
        known = _peek(body)
        openid = str(known.get("touser") or query.get("openid") or "")
        fault = self.faults.take(path, openid, known)
        struck = fault.kind if fault is not None else ""
        answer: Json = {}
        errcode = 0
        if fault is None or fault.kind in ("lose", "error"):
            answer, errcode = self._call(request.method, path, query, body, fault)
        else:
            errcode = -1
        logged = known | {"secret": "…"} if path in TOKENS else known
        with self.world.changed:
            call = Call(
                path, openid, logged, self.world.now(), errcode, struck, query.get("access_token", "")
            )
            self.world.calls.append(call)
            self.world.changed.notify_all()
        if fault is not None and fault.kind != "error":
            return await self._strike(fault, request)
        return web.Response(
            body=json.dumps(answer, ensure_ascii=False).encode(),
            headers={"Content-Type": "application/json; encoding=utf-8"},
        )

    def _call(
        self, verb: str, path: str, query: Json, body: Json | bytes, fault: Fault | None
    ) -> tuple[Json, int]:
        if fault is not None and fault.kind == "error":
            return ApiError(fault.errcode).to_json(), fault.errcode
        try:
            with self.world.changed:
                answer = self.methods.call(verb, path, query, body)
                self.world.changed.notify_all()
        except ApiError as error:
            return error.to_json(), error.errcode
        return answer, 0

    async def _strike(self, fault: Fault, request: web.Request) -> web.StreamResponse:
        match fault.kind:
            case "status":
                return web.Response(status=fault.status, text=_PAGE, content_type="text/html")
            case "garbage":
                return web.Response(text=_PAGE, content_type="text/html")
            case "hang":
                assert self._stopping is not None
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), fault.seconds)
        return _break(request)


async def _read_form(request: web.Request) -> Json:
    form: Json = {}
    for key, value in (await request.post()).items():
        form[key] = (value.filename, value.file.read()) if isinstance(value, web.FileField) else value
    return form


def _peek(body: Json | bytes) -> Json:
    """The body as far as it can be read, for faults and the log."""
    try:
        return read_body(body)
    except ApiError:
        return {}


def _break(request: web.Request) -> web.StreamResponse:
    """Reset the connection without a word."""
    transport = request.transport
    if transport is not None:
        connection = transport.get_extra_info("socket")
        if connection is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response(status=500)
