"""A Bot API server of somebody else's, as crude as those that people write for their tests.

It never lets a poll wait, hands out every update once, knows only a few methods, leaves out whatever it
may, and counts from 1 again after a restart.
"""

import asyncio
import json
import threading
import time
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl

from tests.acceptance.process import find_port

WITHIN_S = 120.0
USUAL = ("getMe", "getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery")
Answer = tuple[int, Any]
UNKNOWN: dict[str, Answer] = {
    "500 and a message": (500, {"message": "API method is not supported."}),
    "404": (404, {"ok": False, "error_code": 404, "description": "Not Found"}),
    "501": (501, "nothing like that here"),
    "200 and a no": (200, {"ok": False, "error_code": 404, "description": "Not Found: method not found"}),
}
"""How such servers say that they do not know a method."""


class StandIn:
    """The server, HTTP/1.0 without any header that can be left out; start with `with`, `restart` at will."""

    token = "sampleToken"

    def __init__(self, unknown: Answer = UNKNOWN["500 and a message"]) -> None:
        self.unknown = unknown
        self.port = find_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.said: list[tuple[str, dict[str, str]]] = []
        self.polls = 0
        self._waiting: list[dict[str, Any]] = []
        self._number = 0
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> "StandIn":
        self._thread.start()
        self._await(self._open())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._await(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def restart(self, away_s: float) -> None:
        """Go away, forget everything, come back and count from the beginning."""
        self._await(self._close())
        time.sleep(away_s)
        self._waiting, self._number = [], 0
        self._await(self._open())

    def write(self, text: str) -> None:
        """A message with hardly anything in it."""
        self._put("message", {"chat": {"id": 1}, "text": text, "date": int(time.time())})

    def tap(self, data: str, message_id: int | None = None) -> None:
        """A tap; without `message_id` not even the message is told."""
        message = {"message": {"message_id": message_id, "chat": {"id": 1}}} if message_id else {}
        self._put("callback_query", {"id": "7", "from": {"id": 1}, "data": data, **message})

    def wait_for(self, words: str, after: int = 0) -> int:
        """Wait for a call that says `words`; its number, counted from 1. `after`: of those after that one."""
        deadline = time.monotonic() + WITHIN_S
        while time.monotonic() < deadline:
            for number, (_, form) in enumerate(self.said[after:], after + 1):
                if words in str(form):
                    return number
            time.sleep(0.05)
        raise AssertionError(f"{words} did not come after {self.said[after:]}")

    def _put(self, kind: str, content: dict[str, Any]) -> None:
        self._number += 1
        self._waiting.append({"update_id": self._number, kind: content})

    def _await(self, work: Any) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _open(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)

    async def _close(self) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
        except asyncio.IncompleteReadError:  # a connection that nobody used
            return writer.close()
        length = next(int(line[15:]) for line in head.lower().split("\r\n") if line[:15] == "content-length:")
        form = dict(parse_qsl((await reader.readexactly(length)).decode(errors="replace")))
        status, answer = self._answer(head.split()[1].rpartition("/")[2], form)
        body = answer if isinstance(answer, str) else json.dumps(answer)
        writer.write(f"HTTP/1.0 {status} X\r\n\r\n{body}".encode())
        await writer.drain()
        return writer.close()

    def _answer(self, method: str, form: dict[str, str]) -> Answer:
        if method not in USUAL:
            return self.unknown
        match method:
            case "getMe":
                return 200, {"ok": True, "result": {"id": 666}}
            case "getUpdates":
                self.polls += 1
                offset = int(form.get("offset", 0))
                handed_out = [update for update in self._waiting if update["update_id"] >= offset]
                self._waiting = [update for update in self._waiting if update["update_id"] < offset]
                return 200, {"ok": True, "result": handed_out}
            case "answerCallbackQuery":
                return 200, {"ok": True}
        self.said.append((method, form))
        return 200, {
            "ok": True,
            "result": {"message_id": len(self.said)} if method == "sendMessage" else True,
        }
