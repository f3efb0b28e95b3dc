"""Speaks to the web chat as a browser does: a cookie, messages, a stream of events."""

import http.client
import json
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

Part = dict[str, Any]
TIMEOUT_S = 60
Enough = Callable[[], bool]


@dataclass
class Page:
    """One page of the web chat. It keeps its cookie, and what it has seen, over any restart."""

    port: int
    pane: str = "me"
    cookie: str = ""
    parts: dict[int, Part] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def open(self) -> None:
        """Load the page; the first time the server gives the cookie."""
        status, cookie = self._ask("GET", f"/chat/{self.pane}/")
        assert status == 200
        given = SimpleCookie(cookie)
        self.cookie = f"chat={given['chat'].value}"

    def post(self, message_id: str, **fields: str) -> bool:
        """Send one message; False where the server did not say that it took it."""
        try:
            body = json.dumps({"id": message_id, **fields})
            status, _ = self._ask("POST", f"/chat/{self.pane}/messages", body)
        except (OSError, http.client.HTTPException):
            return False
        assert status == 202
        return True

    def follow(self, seconds: float, enough: Enough) -> bool:
        """Read on over broken streams until `enough` says so; False where it never does in this time."""
        until = time.monotonic() + seconds
        while not enough() and time.monotonic() < until:
            self.read(enough)
            time.sleep(0.02)
        return enough()

    def read(self, enough: Enough) -> None:
        """Read one stream of events from where reading ended, until `enough` says so or it breaks."""
        headers = {"Cookie": self.cookie}
        if self.parts:
            headers["Last-Event-ID"] = str(max(self.parts))
        try:
            with closing(self._connect()) as connection:
                connection.request("GET", f"/chat/{self.pane}/events", headers=headers)
                with connection.getresponse() as response:
                    assert response.status == 200
                    self._read_events(response, enough)
        except (OSError, http.client.HTTPException):
            return

    def _read_events(self, response: http.client.HTTPResponse, enough: Enough) -> None:
        event: dict[str, str] = {}
        while not enough():
            line = response.readline().decode()
            if not line:
                return
            if line.strip():
                name, _, value = line.strip().partition(": ")
                event[name] = value
            else:
                self._take(event)
                event = {}

    def list_parts(self) -> list[Part]:
        """What the page shows, in order."""
        return [self.parts[place] for place in sorted(self.parts)]

    def _take(self, event: dict[str, str]) -> None:
        if event.get("event") == "restart":
            self.faults.append("the server forgot what it had shown")
        if "id" not in event:
            return
        place = int(event["id"])
        if place in self.parts:
            self.faults.append(f"place {place} came twice")
        if self.parts and place < max(self.parts):
            self.faults.append(f"place {place} came late")
        self.parts[place] = json.loads(event["data"])["part"]

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        """Status and given cookie."""
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        with closing(self._connect()) as connection:
            connection.request(method, path, body, headers)
            with connection.getresponse() as response:
                response.read()
                return response.status, response.headers["Set-Cookie"] or ""

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)
