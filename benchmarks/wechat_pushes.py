"""Pushes at a steady rate against `isabot serve`, and against a server that only repeats what it is told.

usage: python -m benchmarks.wechat_pushes [--rate 50] [--seconds 60] [--users 300] [--echo-seconds 10]

Everything on one machine: the platform's double takes its share of the cores. Exit code 1 where an answer
is missing or takes longer than a second; CPU per push is that of the serving process alone.
"""

import argparse
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from bot.clock import read_clock
from bot.indexing import Indexing
from bot.wechat.menu import build_menu
from directory.importing import import_table
from directory.store.cities import seed
from directory.store.engine import Store
from handlers.localizer import Localizer
from tests.acceptance.process import CHECKOUT, find_port
from tests.wechat.fake_people import FakeUser
from tests.wechat.fake_push import Push
from tests.wechat.fake_server import FakeWechat
from tests.wechat.service import PATH, Service

WITHIN_S = 1.0
SEED = 20261125
QUESTIONS = (
    "德国 机床厂家", "瓷砖经销商", "工业机器人 供应商", "想找索林根的厨房刀具", "氢能 德国",
    "佛山有哪些瓷砖厂", "自动化 合作", "模具 亚琛", "医疗器械", "陶瓷 機床", "ＬＥＤ照明", "包装机械",
    "传感器", "锂电池 技术合作", "五金", "激光切割", "铝型材", "没有的东西 xyzzy", "Robotik",
    "water treatment", "ceramic tiles Foshan", "CNC machine tools Germany", "Keramikfliesen China",
    "Messer Solingen", "Vertriebspartner für Pumpen",
)  # fmt: skip
KEYS = ("m:help", "m:requests", "m:news", "x:1", "x:2", "m:search")


@dataclass(frozen=True)
class Measured:
    """One run. Times in seconds, CPU of the serving process."""

    name: str
    pushes: list[Push]
    cpu_s: float

    @property
    def took_s(self) -> list[float]:
        """From the first try to the answer, in order of size."""
        return sorted(push.tries[-1].ended_at - push.tries[0].started_at for push in self.pushes)

    @property
    def late(self) -> int:
        """How many answers took longer than a second."""
        return sum(took_s > WITHIN_S for took_s in self.took_s)

    @property
    def failed(self) -> int:
        """How many pushes were not answered, or only when they came again."""
        return sum(push.reply is None or len(push.tries) > 1 for push in self.pushes)

    def describe(self) -> str:
        """A line of the table."""
        took = self.took_s
        return (
            f"{self.name:8} {len(took):6} {1000 * statistics.median(took):8.0f}"
            f" {1000 * took[int(0.95 * len(took))]:8.0f} {1000 * took[-1]:8.0f} {self.late:6} {self.failed:6}"
            f" {1000 * self.cpu_s / len(took):12.1f}"
        )


def build_database(folder: Path) -> None:
    """The sample directory, with its vectors."""
    store = Store(f"sqlite:///{folder / 'isabot.db'}")
    store.upgrade()
    with store.write() as session:
        seed(session)
        for name in ("companies_de.csv", "companies_cn.csv"):
            text = (resources.files("directory.samples") / name).read_text(encoding="utf-8")
            import_table(session, text, source="sample", now=read_clock())
    Indexing(store, None, read_clock).build()
    store.close()


def act(user: FakeUser, chance: random.Random) -> Push:
    """Something that people do, as often as they do it."""
    what = chance.random()
    if what < 0.4:
        return user.say(chance.choice(QUESTIONS))
    if what < 0.6:
        return user.say(chance.choice(("1", "２", "三", "4", "5", "下一页")))
    if what < 0.75 and (links := [link for shown in user.shown[-2:] for link in shown.menu]):
        chosen = chance.choice(links)
        return user.message("text", Content=chosen.says, bizmsgmenuid=chosen.id)
    if what < 0.85:
        return user.tap(chance.choice(KEYS))
    if what < 0.95:
        return user.say("继续")
    return user.send_voice() if what < 0.98 else user.send_place(23.02, 113.12)


def run(name: str, users: list[FakeUser], rate: float, seconds: float, pid: int) -> Measured:
    """Push so often a second, whatever the answers take; wait for the last."""
    chance = random.Random(SEED)
    before_s, start_s = read_cpu_s(pid), time.monotonic()
    pushes = []
    for number in range(int(rate * seconds)):
        time.sleep(max(0.0, start_s + number / rate - time.monotonic()))
        pushes.append(act(chance.choice(users), chance))
    for push in pushes:
        push.wait()
    return Measured(name, pushes, read_cpu_s(pid) - before_s)


def read_cpu_s(pid: int) -> float:
    """The CPU seconds that a process has used, all its threads (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def echoing(wechat: FakeWechat) -> Iterator[int]:
    """The server that repeats, at the account's address; its process id."""
    port, account = find_port(), wechat.account
    arguments = (str(port), account.token, account.aes_key, account.app_id)
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.wechat_echo", *arguments], cwd=CHECKOUT)
    try:
        wait_for_port(port)
        wechat.connect(f"http://127.0.0.1:{port}{PATH}")
        yield process.pid
    finally:
        process.terminate()
        process.wait(10)


def wait_for_port(port: int) -> None:
    """Wait until somebody listens."""
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server that repeats did not start")


def wait_until_ready(service: Service) -> None:
    """Wait until the search index is built."""
    for _ in range(600):
        with suppress(urllib.error.HTTPError):
            service.read("/readyz")
            return
        time.sleep(0.1)
    raise SystemExit("the service did not become ready")


def wait_until_sent(service: Service, timeout_s: float = 30.0) -> int:
    """Wait until nothing is left to send; says how many parts still are."""
    deadline = time.monotonic() + timeout_s
    while left := sum(part.status == "open" for part in service.list_parts()):
        if time.monotonic() > deadline:
            return left
        time.sleep(0.5)
    return 0


def follow(users: list[FakeUser], rate: float) -> None:
    """Everybody follows and has been greeted."""
    pushes = []
    for user in users:
        pushes.append(user.follow())
        time.sleep(1 / rate)
    for push in pushes:
        push.wait(60)


def main() -> int:
    """Print the table; 0 where every answer came within a second."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--users", type=int, default=300)
    parser.add_argument("--echo-seconds", type=float, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, FakeWechat() as wechat:
        build_database(Path(folder))
        wechat.world.menu = build_menu("zh", Localizer().text) | {"menuid": 1}
        users = [wechat.user(f"U{number}") for number in range(options.users)]
        with Service(Path(folder), wechat) as service:
            wait_until_ready(service)
            follow(users, options.rate / 2)
            measured = run("isabot", users, options.rate, options.seconds, service.pid)
            still_open = wait_until_sent(service)
            log = service.log
        with echoing(wechat) as pid:
            baseline = run("echo", users, options.rate, options.echo_seconds, pid)
        faults = [push.fault for push in measured.pushes if push.fault]
    print(
        f"{options.rate:.0f} pushes a second, {options.users} users; milliseconds; "
        f"load {os.getloadavg()[0]:.1f}"
    )
    print("         pushes   median      p95      max   >1 s failed  CPU per push")
    print(baseline.describe())
    print(measured.describe())
    if still_open:
        faults.append(f"{still_open} parts were not sent half a minute later")
    complaints = [*faults, *(line for line in log.splitlines() if " ERROR " in line or " WARNING " in line)]
    print(*complaints[:10], sep="\n")
    return 1 if measured.late or measured.failed or complaints else 0


if __name__ == "__main__":
    sys.exit(main())
