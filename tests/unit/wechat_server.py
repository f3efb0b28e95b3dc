"""A server that answers as it is told, call by call, to see what our side does on the wire."""

import json
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Answer = dict[str, Any] | bytes | int | str
"""JSON; a body; a status; or "close" instead of an answer, or "hang" until the end."""


@dataclass(frozen=True)
class Seen:
    """One request as it arrived, and on which connection."""

    method: str
    path: str
    token: str
    payload: Any
    connection: tuple[str, int]


class ScriptedServer(ThreadingHTTPServer):
    """Gives `answers` in turn, the last one for ever; `choose` decides by the request instead."""

    daemon_threads = True

    def __init__(self, *answers: Answer, choose: Callable[[Seen], Answer] | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self._answers = list(answers)
        self._choose = choose
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self.seen: list[Seen] = []
        self.over = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_port}"
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def next_answer(self, seen: Seen) -> Answer:
        """Note the request; what to answer."""
        with self._lock:
            self.seen.append(seen)
            if not self._choose:
                return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return self._choose(seen)

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def drop_connections(self) -> None:
        """Close what is kept open between calls, as a server does after a while."""
        for connection in list(self._open):
            connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End, with all connections."""
        self.over.set()
        self.shutdown()
        self._thread.join()
        self.drop_connections()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: ScriptedServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        address = urlsplit(self.path)
        token = parse_qs(address.query).get("access_token", [""])[0]
        payload = json.loads(body) if body else None
        seen = Seen(self.command, address.path, token, payload, self.client_address)
        answer = self.server.next_answer(seen)
        if answer == "close":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        elif answer == "hang":
            self.close_connection = True
            self.server.over.wait()
        else:
            self._send(answer)

    do_GET = do_POST

    def _send(self, answer: Answer) -> None:
        status = answer if isinstance(answer, int) else 200
        body = answer if isinstance(answer, bytes) else b""
        if isinstance(answer, dict):
            body = json.dumps(answer, ensure_ascii=False).encode()
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing: tests look for themselves."""
