"""The sender is killed at random moments: nobody gets an item twice, nobody is left out."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bot.clock import read_clock
from directory.domain.mailing import MailingStatus, RecipientStatus
from directory.store import mailings, recipients
from directory.store.engine import Store
from tests.news.samples import put_mailing, put_subscribers

RECIPIENTS = int(os.environ.get("NEWS_RECIPIENTS", "2000"))
KILLS = int(os.environ.get("NEWS_KILLS", "50"))
LONGEST_S = 120.0


class FakePlatform(ThreadingHTTPServer):
    """Counts what arrived, by account; refuses every seventh call at first, so that some are tried again."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.arrived: Counter[str] = Counter()
        self.calls = 0
        self.lock = threading.Lock()
        self.url = f"http://127.0.0.1:{self.server_port}/"
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def wait(self, wanted: float) -> bool:
        """Wait until so many have arrived; True where nothing has come for a while before that."""
        seen = -1
        while seen != (seen := sum(self.arrived.values())):
            for _ in range(60):
                if sum(self.arrived.values()) >= wanted:
                    return False
                time.sleep(0.005)
        return True

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that was killed is no error of ours."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, FakePlatform)
        account = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with server.lock:
            server.calls += 1
            taken = server.calls % 7 != 0
            server.arrived[account] += taken
        self.send_response(200 if taken else 503)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *given: object) -> None:
        pass


def test_a_sender_killed_again_and_again_reaches_everybody_once(
    sqlite_template: Path, tmp_path: Path
) -> None:
    path = tmp_path / "isabot.db"
    path.write_bytes(sqlite_template.read_bytes())
    store = Store(f"sqlite:///{path}")
    with store.write() as session:
        put_subscribers(session, RECIPIENTS, read_clock())
        news_id = put_mailing(session, read_clock())
    platform, chance = FakePlatform(), random.Random(7)
    arguments = [sys.executable, "-m", "tests.news.sender", store.url, platform.url]
    nursery = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert nursery.stdin and nursery.stdout
    kills, began = 0, time.monotonic()
    try:
        while time.monotonic() - began < LONGEST_S:
            nursery.stdin.write("start\n")
            nursery.stdin.flush()
            sender = int(nursery.stdout.readline())
            before = sum(platform.arrived.values())
            share = RECIPIENTS / (KILLS + 1)
            wanted = before + chance.uniform(0, 2 * share) if kills < KILLS else RECIPIENTS * 2
            while platform.wait(wanted) and not is_over(store, news_id):
                pass
            time.sleep(chance.uniform(0, 0.02))
            over = is_over(store, news_id)
            os.kill(sender, signal.SIGKILL)
            assert nursery.stdout.readline() == "ended\n"
            if over:
                break
            kills += 1
    finally:
        nursery.stdin.close()
        nursery.wait(timeout=10)
        nursery.stdout.close()
        platform.shutdown()
        platform.server_close()
    with store.read() as session:
        rows = recipients.list_recipients(session, news_id, 0, RECIPIENTS + 1)
        mailing = mailings.find_mailing(session, news_id)
    store.close()
    assert mailing is not None and mailing.status is MailingStatus.FINISHED
    assert len(rows) == RECIPIENTS and kills >= KILLS * 0.6
    assert max(platform.arrived.values()) == 1, "somebody got it twice"
    uncertain = sum(row.status is RecipientStatus.UNCERTAIN for row in rows)
    sent = sum(row.status is RecipientStatus.SENT for row in rows)
    assert sent + uncertain == RECIPIENTS
    assert sent <= sum(platform.arrived.values()) <= sent + uncertain, "somebody is missing"
    assert uncertain <= kills * 8  # at most what was under way


def is_over(store: Store, news_id: int) -> bool:
    with store.read() as session:
        mailing = mailings.find_mailing(session, news_id)
    return mailing is not None and mailing.status is MailingStatus.FINISHED
