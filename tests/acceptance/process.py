"""Starts `isabot` as a process of its own, the way a user does; looks into its database."""

import io
import os
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from unittest import mock

from bot.cli import main

CHECKOUT = str(Path(__file__).parents[2])
START_WITHIN_S = 180
LEASE_S = 8


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


def find_port() -> int:
    """A port that is free right now, and not one that the kernel may give to somebody in a moment."""
    while True:
        port = 10_000 + secrets.randbelow(20_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def environment(**settings: str) -> dict[str, str]:
    """This environment without settings of ours but the given ones (`WEB__PORT="9000"`).

    Processes run the code beside these tests, whatever is installed.
    """
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ISABOT__")}
    return kept | {"PYTHONPATH": CHECKOUT} | {f"ISABOT__{key}": value for key, value in settings.items()}


def run(folder: Path, *arguments: str, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run one command in `folder` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment(**settings),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def run_here(folder: Path, *arguments: str, stdin: str = "", **settings: str) -> Ran:
    """Run one command like `run`, but in this process: what is slow to load is loaded once for all."""
    before, threads, source = Path.cwd(), set(threading.enumerate()), sys.stdin
    out, errors = io.StringIO(), io.StringIO()
    try:
        os.chdir(folder)
        sys.stdin = io.StringIO(stdin)
        with (
            mock.patch.dict(os.environ, environment(**settings), clear=True),
            redirect_stdout(out),
            redirect_stderr(errors),
        ):
            code = main(arguments)
        for thread in set(threading.enumerate()) - threads:
            thread.join()
    finally:
        os.chdir(before)
        sys.stdin = source
    return Ran(code, out.getvalue(), errors.getvalue())


@contextmanager
def running(folder: Path, *arguments: str, **settings: str) -> Iterator[str]:
    """A server in `folder`, from the moment it says where it is; ended as by Ctrl-C. Yields its URL."""
    port = find_port()
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "bot", *arguments],
        cwd=folder,
        env=environment(WEB__PORT=str(port), **settings),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        _wait_for_announcement(process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 0


def _wait_for_announcement(process: "subprocess.Popen[str]") -> None:
    assert process.stdout is not None
    deadline = time.monotonic() + START_WITHIN_S
    while time.monotonic() < deadline:
        line = process.stdout.readline()
        if "http://" in line:
            return
        if not line:
            raise AssertionError(f"the process ended with {process.wait()}")
    raise AssertionError("the process did not start in time")


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


class Served:
    """`isabot serve` on a database in `folder`; start with `with` or `start`."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port = find_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = folder / "isabot.db"
        self.settings = {
            "DATABASE__URL": f"sqlite:///{self.database}",
            "WEB__PORT": str(self.port),
            "WORKERS__LEASE_S": str(LEASE_S),
        } | settings
        self._process: subprocess.Popen[str] | None = None
        self._lines: list[str] = []
        self._announced = threading.Event()

    def __enter__(self) -> Self:
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
            env=environment(**self.settings),
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

    def tell(self, number: signal.Signals) -> None:
        """Send it a signal."""
        assert self._process is not None
        self._process.send_signal(number)

    @property
    def pid(self) -> int:
        """The id of the process that runs."""
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> str:
        """All it has printed."""
        return "".join(self._lines)

    def run(self, *arguments: str) -> str:
        """Run another `isabot` command on the same database; what it prints."""
        done = run(self.folder, *arguments, **self.settings)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def post(
        self, path: str, body: bytes, headers: Mapping[str, str], query: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Post to its web server as somebody; HTTP status and body of the answer."""
        url = f"{self.url}{path}" + (f"?{urllib.parse.urlencode(query)}" if query else "")
        request = urllib.request.Request(url, data=body, headers=dict(headers), method="POST")
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return int(answer.status), answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

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
        if running is self._process:  # and not one that was ended and has a successor
            self._announced.set()


def copy_database(database: Path, folder: Path) -> Path:
    """A folder with its own copy of a database."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(database, folder / "isabot.db")
    return folder
