"""Starts `isabot` as a process of its own, the way a user does."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

START_WITHIN_S = 180


def find_port() -> int:
    """A port that is free right now, and not one that the kernel may give to somebody in a moment."""
    while True:
        port = 10_000 + secrets.randbelow(20_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def environment(**settings: str) -> dict[str, str]:
    """This environment without settings of ours but the given ones (`WEB__PORT="9000"`)."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ISABOT__")}
    return kept | {f"ISABOT__{key}": value for key, value in settings.items()}


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
