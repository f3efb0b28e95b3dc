"""The real process, `isabot serve`, talking to the fake Bot API server; and a look into its database."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.acceptance import process
from tests.telegram.fake_server import SENDINGS, FakeBotApi

START_WITHIN_S = 180
SECRET = "a-secret_token-for-webhooks"
LEASE_S = 8


@dataclass(frozen=True)
class StoredPart:
    """A row of the outbox, with the account it is for."""

    id: int
    account: str
    status: str
    attempts: int
    uncertain_count: int
    place: int | None
    reason: str


class Service:
    """One process on a database in `folder`. `mode` is polling or webhook."""

    def __init__(self, folder: Path, telegram: FakeBotApi, mode: str = "polling", **settings: str) -> None:
        self.folder = folder
        self.telegram = telegram
        self.port = process.find_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = folder / "isabot.db"
        self.settings = {
            "DATABASE__URL": f"sqlite:///{self.database}",
            "WEB__PORT": str(self.port),
            "WORKERS__LEASE_S": str(LEASE_S),
            "TELEGRAM__TOKEN": telegram.token,
            "TELEGRAM__API_URL": telegram.url,
            "TELEGRAM__MODE": mode,
        } | settings
        if mode == "webhook":
            self.settings |= {
                "TELEGRAM__WEBHOOK_SECRET": SECRET,
                "TELEGRAM__WEBHOOK_URL": f"{self.url}/telegram",
            }
        self._process: subprocess.Popen[str] | None = None
        self._lines: list[str] = []
        self._announced = threading.Event()

    def __enter__(self) -> "Service":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is None:
            return
        code = self.stop()
        if kind is None:
            assert code == 0, self.log

    def start(self) -> None:
        """Start it; returns once it says where it is."""
        self._announced.clear()
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-m", "bot", "serve"],
            cwd=self.folder,
            env=process.environment(**self.settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()
        if not self._announced.wait(START_WITHIN_S) or self._process.poll() is not None:
            self._process.kill()
            raise AssertionError(f"the process did not start:\n{self.log}")

    def stop(self) -> int:
        """End it as by Ctrl-C; its exit code."""
        return self._end(signal.SIGINT)

    def kill(self) -> None:
        """End it as by a power cut."""
        self._end(signal.SIGKILL)

    @property
    def log(self) -> str:
        """All it has printed."""
        return "".join(self._lines)

    def run(self, *arguments: str) -> str:
        """Run another `isabot` command on the same database; what it prints."""
        done = process.run(self.folder, *arguments, **self.settings)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def post_update(self, body: bytes, secret: str | None = SECRET) -> int:
        """Post to the webhook as somebody; the HTTP status."""
        headers = {"Content-Type": "application/json"}
        if secret is not None:
            headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        request = urllib.request.Request(f"{self.url}/telegram", data=body, headers=headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code

    def read(self, path: str) -> str:
        """A page of its web server."""
        with urllib.request.urlopen(f"{self.url}{path}", timeout=20) as answer:
            return str(answer.read().decode())

    def list_parts(self, account: int | str | None = None) -> list[StoredPart]:
        """The outbox for an account, or for all, in order."""
        rows = self._query(
            "SELECT o.id, c.account, o.status, o.attempts, o.uncertain_count, o.place, o.reason "
            "FROM outbox o JOIN conversations c ON c.id = o.conversation_id ORDER BY o.id"
        )
        parts = [StoredPart(*row) for row in rows]
        return [part for part in parts if account is None or part.account == str(account)]

    def wait_settled(self, account: int | str | None = None, timeout_s: float = 120.0) -> list[StoredPart]:
        """Wait until nothing is open; the parts."""
        deadline = time.monotonic() + timeout_s
        while True:
            parts = self.list_parts(account)
            waiting = [part for part in parts if part.status == "open"]
            if not waiting:
                return parts
            if time.monotonic() > deadline:
                raise AssertionError(f"still open after {timeout_s} s: {waiting}")
            time.sleep(0.1)

    def is_reachable(self, account: int) -> bool:
        """Whether the conversation is written to."""
        rows = self._query("SELECT reachable FROM conversations WHERE account = ?", str(account))
        return bool(rows and rows[0][0])

    def count_updates(self) -> dict[str, int]:
        """Inbox rows by status."""
        return dict(self._query("SELECT status, count(*) FROM inbox GROUP BY status"))

    def _query(self, statement: str, *values: str) -> list[Any]:
        connection = sqlite3.connect(self.database, timeout=20)
        try:
            return connection.execute(statement, values).fetchall()
        finally:
            connection.close()

    def _end(self, number: signal.Signals) -> int:
        running, self._process = self._process, None
        assert running is not None
        running.send_signal(number)
        try:
            return running.wait(60)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait(10)
            raise

    def _listen(self, running: "subprocess.Popen[str]") -> None:
        assert running.stdout is not None
        with running.stdout:
            for line in running.stdout:
                self._lines.append(line)
                if f"http://127.0.0.1:{self.port}" in line:
                    self._announced.set()
        self._announced.set()


def copy_database(template: Path, folder: Path) -> Path:
    """A folder with its own copy of a database."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(template, folder / "isabot.db")
    return folder


def check_nothing_lost_or_doubled(service: Service, account: int) -> None:
    """What the outbox says was sent is what Telegram accepted; more often only where it was uncertain."""
    parts = service.wait_settled(account)
    accepted = [
        call
        for call in service.telegram.calls(chat_id=account)
        if call.method in SENDINGS and call.status == 200
    ]
    allowed = sum(1 + part.uncertain_count for part in parts)
    sent = [part for part in parts if part.status == "sent"]
    assert {part.status for part in parts} <= {"sent", "uncertain"}, parts
    assert len(sent) <= len(accepted) <= allowed, (parts, accepted)
    places = [part.place for part in sent]
    assert places == sorted(places, key=lambda place: place or 0), "parts overtook each other"
