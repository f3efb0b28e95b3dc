"""The real server, killed in the middle of dialogues: nobody is answered twice, nobody is forgotten.

Fixed seed: kills fall 0 to 100 ms after a message was sent, while it is taken in, handled or delivered,
and some fall while the server starts again.
"""

import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.web.sessions import derive_account
from directory.domain.city import Country
from directory.domain.company import Company
from directory.domain.person import TEXT_VERSIONS, Address, Consent, Profile, Purpose
from directory.store import cities, companies, conversations, inbox, letters, people
from directory.store.engine import Store
from handlers.localizer import Localizer
from tests.acceptance.chatting import Page, Part
from tests.acceptance.process import START_WITHIN_S, environment, find_port
from tests.store_samples import NOW

SEED = 20261123
PATIENCE_S = 120
STOPPED_WITHIN_S = 30  # half of what a web server waits that nobody told otherwise
MESSAGES, DEATHS, SECOND_DEATHS = 13, 5, 4
LI_TOKEN = "L" * 43
LI = Address("web", derive_account(LI_TOKEN))
TEXT = Localizer().text
ANNAS_CONTACT = "Anna Weber, Export, anna@weber.example"
LIS_CONTACT = "liwei@tiles.example"


class Server:
    """`isabot serve` on a database of its own, started again as often as it is killed."""

    def __init__(self, folder: Path, lease_s: str) -> None:
        self._lease_s = lease_s
        self.url = f"sqlite:///{folder / 'isabot.db'}"
        self.folder = folder
        self.port = find_port()
        self.kills = 0
        self.process: subprocess.Popen[str] | None = None

    def launch(self) -> "subprocess.Popen[str]":
        """Start a process without waiting for anything."""
        settings = {
            "DATABASE__URL": self.url,
            "WEB__PORT": str(self.port),
            "WORKERS__LEASE_S": self._lease_s,
            "WORKERS__POLL_S": "0.1",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"],
            cwd=self.folder,
            env=environment(**settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        return self.process

    def start(self) -> None:
        """Start, and wait until it listens."""
        self.launch()
        until = time.monotonic() + START_WITHIN_S
        while time.monotonic() < until:
            assert self.process is not None
            assert self.process.poll() is None, self.process.communicate()[1]
            try:
                urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise AssertionError("the server does not listen")

    def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        self.process.kill()
        self.process.communicate()
        self.kills += 1

    def stop(self, how: signal.Signals) -> tuple[int, str]:
        """Exit code, what it said to standard error. Fails where it waits for pages that stay open."""
        assert self.process is not None
        self.process.send_signal(how)
        _, errors = self.process.communicate(timeout=STOPPED_WITHIN_S)
        return self.process.returncode, errors

    def close(self) -> None:
        """End what may still run."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.communicate()


@pytest.fixture
def prepare(tmp_path: Path, sqlite_template: Path) -> Iterator[Callable[..., Server]]:
    """Makes servers yet to be started, each in a folder of its own."""
    made: list[Server] = []

    def make(name: str, lease_s: str = "30") -> Server:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "isabot.db").write_bytes(sqlite_template.read_bytes())
        made.append(Server(folder, lease_s))
        fill(made[-1].url)
        return made[-1]

    yield make
    for server in made:
        server.close()


def fill(url: str) -> None:
    """One Chinese company, for which Li answers."""
    store = Store(url)
    with store.write() as session:
        cities.seed(session)
        city = next(city for city in cities.list_cities(session) if city.country is Country.CN)
        company = Company(
            0,
            "CN-1",
            Country.CN,
            city.id,
            "云陶润瓷砖有限公司",
            name_latin="Yuntaorun Tiles",
            offers=("瓷砖",),
        )
        company_id, _ = companies.upsert(session, company, NOW)
        conversation = conversations.load_or_create(session, LI, "zh", NOW)
        person = people.create_for(session, conversation.id, NOW)
        people.add_membership(session, person, company_id, NOW)
        for purpose in (Purpose.INTRODUCTIONS, Purpose.ABROAD):
            given = Consent(purpose, TEXT_VERSIONS[purpose], "zh", "web", NOW)
            people.add_consent(session, person, given)
        people.save_profile(session, person, Profile("李伟，总经理", LIS_CONTACT))
    store.close()


class Dialogue:
    """Two pages on a server that may die while they speak. Every message is sent until it was taken."""

    def __init__(self, server: Server, *, deadly: bool) -> None:
        self.anna, self.li = Page(server.port), Page(server.port, cookie=f"chat={LI_TOKEN}")
        self._server = server
        self._chance = random.Random(SEED)
        self._deadly = self._chance.sample(range(1, MESSAGES + 1), DEATHS) if deadly else []
        self._count = self._deaths = 0

    def say(self, page: Page, text: str, expected: str) -> None:
        """Write a message, and see it answered after all."""
        self._send(page, {"text": text, "lang": "de"}, text, expected)

    def tap(self, page: Page, choice: str, expected: str) -> None:
        """Tap the newest button whose id matches, and see that answered."""
        buttons = [button for part in page.list_parts() for button in _list_buttons(part)]
        button = next(button for button in reversed(buttons) if re.fullmatch(choice, button["id"]))
        fields = {"choice": button["id"], "label": button["label"]}
        self._send(page, fields, button["label"], expected)

    def wait_for(self, page: Page, expected: str) -> None:
        """Something said unasked."""
        assert page.follow(PATIENCE_S, lambda: expected in str(page.list_parts()))

    def _send(self, page: Page, fields: dict[str, str], said: str, expected: str) -> None:
        self._count += 1
        message_id, known = f"m{self._count}", len(page.parts)
        until = time.monotonic() + PATIENCE_S

        def is_answered() -> bool:
            """Behind what the page knew stand the own words, and behind these the answer."""
            fresh = page.list_parts()[known:]
            own = next((place for place, part in enumerate(fresh) if part.get("text") == said), len(fresh))
            return any(expected in str(part) for part in fresh[own + 1 :])

        if self._count in self._deadly:
            reader = threading.Thread(target=page.read, args=(is_answered,))
            sender = threading.Thread(target=page.post, args=(message_id,), kwargs=fields)
            reader.start()
            sender.start()
            self._die()
            sender.join()
            reader.join()
        while not page.post(message_id, **fields):
            assert time.monotonic() < until
        assert page.follow(PATIENCE_S, is_answered), f"no answer to {said}"

    def _die(self) -> None:
        time.sleep(self._chance.uniform(0, 0.1))
        self._server.kill()
        self._deaths += 1
        if self._deaths <= SECOND_DEATHS:
            self._server.launch()
            time.sleep(self._chance.uniform(0, 1.5))
            self._server.kill()
        self._server.start()


def _list_buttons(part: Part) -> list[dict[str, str]]:
    rows = [*part.get("choices", []), *(card["choices"] for card in part.get("cards", []))]
    return [button for row in rows for button in row]


def hold(dialogue: Dialogue) -> None:
    """Anna finds Li's company, asks for an introduction, is asked back, answers; Li accepts."""
    anna, li, say, tap = dialogue.anna, dialogue.li, dialogue.say, dialogue.tap
    anna.open()
    say(anna, "Fliesen", "Yuntaorun")
    tap(anna, "c:.*", "Yuntaorun")
    tap(anna, "i:.*", "Einverstanden")
    tap(anna, "ok:yes", "1/3")
    say(anna, ANNAS_CONTACT, "2/3")
    say(anna, "Großformatige Fliesen", "3/3")
    say(anna, "Ihre Formate passen zu uns", "s:send")
    tap(anna, "s:send", "Yuntaorun")
    dialogue.wait_for(li, "Großformatige Fliesen")
    tap(li, "q:.*:ask", "m:cancel")
    say(li, "每季度需要多少平方米？", TEXT("zh", "question-relayed"))
    dialogue.wait_for(anna, "每季度需要多少平方米")
    tap(anna, "q:.*:reply", "m:cancel")
    say(anna, "Etwa 2000", TEXT("de", "reply-relayed"))
    dialogue.wait_for(li, "Etwa 2000")
    tap(li, "q:.*:accept", "anna@weber.example")
    dialogue.wait_for(anna, LIS_CONTACT)


def read_again(page: Page) -> list[Part]:
    """What a page sees that was never open before."""
    fresh = Page(page.port, cookie=page.cookie)
    assert fresh.follow(PATIENCE_S, lambda: len(fresh.parts) >= len(page.parts))
    return fresh.list_parts()


def check_books(server: Server) -> None:
    """The database: every update done, every part sent, nothing under way, as soon as leases have lapsed."""
    store, until = Store(server.url), time.monotonic() + PATIENCE_S
    while True:
        with store.read() as session:
            updates, parts = inbox.count_by_status(session), letters.count_by_status(session)
        if updates.keys() == {"done"} and parts.keys() == {"sent"}:
            break
        assert time.monotonic() < until, (updates, parts)
        time.sleep(0.1)
    store.close()


def without_ids(parts: list[Part]) -> str:
    """The parts as text, the ids that are drawn left out."""
    return re.sub(r"'([qv]):[a-z0-9]{10}:", r"'\1:*:", "\n".join(map(str, parts)))


def test_whoever_is_killed_goes_on_as_if_nothing_had_happened(prepare: Callable[..., Server]) -> None:
    calm, wild = prepare("calm"), prepare("wild", "3")
    calm.start()
    reference = Dialogue(calm, deadly=False)
    hold(reference)
    code, errors = calm.stop(signal.SIGINT)
    assert (code, "Traceback" in errors) == (0, False)

    wild.start()
    dialogue = Dialogue(wild, deadly=True)
    hold(dialogue)
    assert wild.kills == DEATHS + SECOND_DEATHS
    for page, calm_page in ((dialogue.anna, reference.anna), (dialogue.li, reference.li)):
        assert page.faults == []
        assert without_ids(page.list_parts()) == without_ids(calm_page.list_parts())
        assert read_again(page) == page.list_parts()
    check_books(wild)


def test_the_server_stops_at_once_while_pages_are_open(prepare: Callable[..., Server]) -> None:
    server = prepare("stop")
    server.start()
    pages = [Page(server.port) for _ in range(3)]
    readers = []
    for page in pages:
        page.open()
        assert page.post("m1", text="Fliesen", lang="de")
        readers.append(threading.Thread(target=page.read, args=(lambda: False,)))
        readers[-1].start()
    until = time.monotonic() + PATIENCE_S
    while not all(page.parts for page in pages) and time.monotonic() < until:
        time.sleep(0.05)
    code, errors = server.stop(signal.SIGTERM)
    for reader in readers:
        reader.join()
    assert all(page.parts for page in pages)
    assert code == 0
    assert "Traceback" not in errors
    assert "ERROR" not in errors


def test_a_taken_port_is_said_in_one_line(prepare: Callable[..., Server]) -> None:
    server = prepare("port")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", server.port))
        taken.listen()
        _, errors = server.launch().communicate(timeout=60)
    assert server.process is not None
    assert server.process.returncode == 2
    assert errors.count("\n") == 1
    assert errors.startswith(f"isabot: Port {server.port} ")
