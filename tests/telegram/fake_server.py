"""A Bot API server of our own: real HTTP on the loopback, Telegram's rules, faults on order.

    with FakeBotApi() as telegram:
        anna = telegram.user("Anna", "de")
        anna.write("/start")
        anna.wait_for("Guten Tag")
        anna.tap("Hilfe")

The server runs in a thread with its own event loop; users and groups are used from the test's thread.
"""

import asyncio
import json
import socket
import struct
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Any

from aiohttp import web

from tests.telegram.fake_faults import Fault, Faults, Kind
from tests.telegram.fake_feed import Feed
from tests.telegram.fake_limits import FloodGate, Limits
from tests.telegram.fake_methods import Methods
from tests.telegram.fake_people import FakeGroup, FakeUser
from tests.telegram.fake_text import ApiError
from tests.telegram.fake_world import BOT, Call, Json, World

TOKEN = "4242:AAfake-token_for-tests-0123456789abcdef"  # its shape is checked by clients
MAX_BODY = 50 * 1024 * 1024
SENDINGS = (
    "sendMessage",
    "sendContact",
    "sendDocument",
    "sendPhoto",
    "editMessageText",
    "editMessageReplyMarkup",
)


class FakeBotApi:
    """The server; start with `with`. `world`, `feed` and `faults` are open to tests."""

    def __init__(self, *, token: str = TOKEN, limits: Limits | None = None) -> None:
        self.token = token
        self.world = World(FloodGate(limits or Limits()))
        self.feed = Feed()
        self.faults = Faults()
        self.url = ""
        self.username = str(BOT["username"])
        self._methods = Methods(self.world, self.feed)
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._stopping: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="fake-bot-api", daemon=True)
        self._people = 0

    def __enter__(self) -> "FakeBotApi":
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError("the fake Bot API server did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._stopping is not None
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(15)

    def user(self, name: str, language: str = "de") -> FakeUser:
        """A person with Telegram who has not yet written to the bot."""
        self._people += 1
        return FakeUser(self.world, self.feed, 900_000_000 + self._people, name, language)

    def group(self, title: str) -> FakeGroup:
        """A group with the bot in it."""
        self._people += 1
        return FakeGroup(self.world, self.feed, -700_000_000 - self._people, title)

    def fail(self, kind: Kind, method: str = "", chat_id: int | None = None, **more: Any) -> Fault:
        """Order a fault, see `Fault`."""
        return self.faults.order(Fault(kind, method, chat_id, **more))

    @property
    def violations(self) -> list[str]:
        """What the bot sent too early or too often."""
        return self.world.gate.violations

    def calls(self, method: str = "", chat_id: int | None = None) -> list[Call]:
        """The log, filtered."""
        with self.world.changed:
            return [
                call
                for call in self.world.calls
                if method in ("", call.method) and chat_id in (None, call.chat_id)
            ]

    def wait_until_taken(self, timeout_s: float = 120.0) -> None:
        """Wait until the bot has taken every update."""
        deadline = time.monotonic() + timeout_s
        while self.feed.untaken:
            if time.monotonic() > deadline:
                raise AssertionError(f"{self.feed.untaken} updates were not taken in {timeout_s} s")
            time.sleep(0.02)

    def wait_until_polled(self, timeout_s: float = 30.0) -> None:
        """Wait until the bot has asked for updates."""
        deadline = time.monotonic() + timeout_s
        while not self.feed.polls:
            if time.monotonic() > deadline:
                raise AssertionError(f"nobody asked for updates in {timeout_s} s")
            time.sleep(0.02)

    def wait_until_quiet(self, quiet_s: float = 1.5, timeout_s: float = 60.0) -> None:
        """Wait until every update is taken and nothing was sent for a while."""
        self.wait_until_taken(timeout_s)
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            with self.world.changed:
                last = max((call.at for call in self.world.calls if call.method in SENDINGS), default=0.0)
            if time.monotonic() - last > quiet_s:
                return
            time.sleep(0.05)
        raise AssertionError("the bot does not stop sending")

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    async def _serve(self) -> None:
        self._stopping = asyncio.Event()
        self.feed.attach()
        site = web.Application(client_max_size=MAX_BODY)
        site.router.add_route("*", "/bot{token}/{method}", self._answer)
        runner = web.AppRunner(site, shutdown_timeout=0.2, access_log=None)
        await runner.setup()
        listener = web.TCPSite(runner, "127.0.0.1", 0, backlog=512)
        await listener.start()
        host, port = runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        webhook = asyncio.create_task(self.feed.run_webhook())
        self._ready.set()
        await self._stopping.wait()
        webhook.cancel()
        with suppress(asyncio.CancelledError):
            await webhook
        await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return _respond(ApiError(401, "Unauthorized"))
        method = request.match_info["method"]
        try:
            given = await _read_arguments(request)
        except ValueError:
            return _respond(ApiError(400, "Bad Request: can't parse the request body"))
        chat_id = _read_chat(given)
        fault = self.faults.take(method, chat_id, given)
        if fault is not None and (refused := await self._strike(fault, method, chat_id, given)) is not None:
            self._log(method, chat_id, given, refused.status, refused.description, fault.kind)
            return _respond(refused) if refused.status else _break(request)
        status, description, result = await self._call(method, given, request)
        self._log(method, chat_id, given, status, description, fault.kind if fault else "")
        if fault is not None and fault.kind == "lose":
            return _break(request)
        if fault is not None and fault.kind == "late":
            await self._wait(fault.seconds)
        if isinstance(result, ApiError):
            return _respond(result)
        return web.json_response({"ok": True, "result": result})

    async def _strike(self, fault: Fault, method: str, chat_id: int | None, given: Json) -> ApiError | None:
        """The refusal of a struck call, status 0 for a broken connection; None where it goes on."""
        match fault.kind:
            case "error":
                reasons = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}
                return ApiError(fault.status, reasons.get(fault.status, "Bad Request: something else"))
            case "flood":
                scope = None if fault.everybody else chat_id
                with self.world.changed:
                    return self.world.gate.close(scope, fault.seconds, time.monotonic())
            case "reset":
                return ApiError(0, "reset")
            case "hang":
                await self._wait(fault.seconds)
                return ApiError(0, "hung")
        return None

    async def _wait(self, seconds: float) -> None:
        assert self._stopping is not None
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    async def _call(self, method: str, given: Json, request: web.Request) -> tuple[int, str, Any]:
        try:
            if method.lower() == "getupdates":
                return 200, "", await self._poll(given, request)
            with self.world.changed:
                result = self._methods.call(method, given)
                self.world.changed.notify_all()
        except ApiError as error:
            return error.status, error.description, error
        return 200, "", result

    async def _poll(self, given: Json, request: web.Request) -> list[Json]:
        def alive() -> bool:
            transport = request.transport
            return transport is not None and not transport.is_closing()

        return await self.feed.poll(
            int(given.get("offset") or 0),
            max(1, min(100, int(given.get("limit") or 100))),
            float(given.get("timeout") or 0),
            given.get("allowed_updates"),
            alive,
        )

    def _log(
        self, method: str, chat_id: int | None, given: Json, status: int, description: str, struck: str
    ) -> None:
        with self.world.changed:
            self.world.calls.append(
                Call(method, chat_id, given, time.monotonic(), status, description, struck)
            )
            self.world.changed.notify_all()


async def _read_arguments(request: web.Request) -> Json:
    """Arguments from the query, a form, a multipart form (files as (name, bytes)) or JSON."""
    given: Json = {key: _read_value(value) for key, value in request.query.items()}
    if request.content_type == "application/json":
        body = await request.json()
        if not isinstance(body, dict):
            raise ValueError("not an object")
        return given | body
    files: dict[str, tuple[str, bytes]] = {}
    for key, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[key] = (value.filename, value.file.read())
        else:
            given[key] = value if key in _PLAIN else _read_value(str(value))
    for key, value in given.items():
        if isinstance(value, str) and value.startswith("attach://"):
            given[key] = files.get(value.removeprefix("attach://"), value)
    return given | {key: value for key, value in files.items() if key not in given}


_PLAIN = {
    "text", "caption", "parse_mode", "phone_number", "first_name", "last_name", "vcard", "name",
    "description", "short_description", "language_code", "callback_query_id", "inline_query_id", "url",
    "secret_token",
}  # fmt: skip


def _read_value(text: str) -> Any:
    """Numbers, booleans, arrays and objects come as JSON text in forms."""
    if text[:1] in "{[" or text in ("true", "false"):
        with suppress(ValueError):
            return json.loads(text)
    return text


def _read_chat(given: Json) -> int | None:
    try:
        return int(given["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None


def _respond(error: ApiError) -> web.Response:
    body: Json = {"ok": False, "error_code": error.status, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return web.json_response(body, status=error.status)


def _break(request: web.Request) -> web.StreamResponse:
    """Reset the connection without a word."""
    transport = request.transport
    if transport is not None:
        connection = transport.get_extra_info("socket")
        if connection is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response(status=500)
