"""Speaks to the web chat as a browser does: a cookie, messages, a stream of events."""

import http.client
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

Part = dict[str, Any]
TIMEOUT_S = 20
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
        response = self._ask("GET", f"/chat/{self.pane}/")
        assert response.status == 200
        given = SimpleCookie(response.headers["Set-Cookie"])
        self.cookie = f"chat={given['chat'].value}"

    def post(self, message_id: str, **fields: str) -> bool:
        """Send one message; False where the server did not say that it took it."""
        try:
            body = json.dumps({"id": message_id, **fields})
            response = self._ask("POST", f"/chat/{self.pane}/messages", body)
        except (OSError, http.client.HTTPException):
            return False
        assert response.status == 202, response.status
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
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)
            headers = {"Cookie": self.cookie}
            if self.parts:
                headers["Last-Event-ID"] = str(max(self.parts))
            connection.request("GET", f"/chat/{self.pane}/events", headers=headers)
            response = connection.getresponse()
            assert response.status == 200
            event: dict[str, str] = {}
            while not enough():
                line = response.readline().decode()
                if not line:
                    return
                if line.strip():
                    name, _, value = line.strip().partition(": ")
                    event[name] = value
                    continue
                self._take(event)
                event = {}
            connection.close()
        except (OSError, http.client.HTTPException):
            return

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

    def _ask(self, method: str, path: str, body: str | None = None) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        response.read()
        connection.close()
        return response
