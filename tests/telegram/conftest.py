"""A small directory for the Telegram tests: made once, copied for every process."""

import csv
import io
import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from importlib import resources
from pathlib import Path

import pytest

from bot.clock import read_clock
from bot.indexing import Indexing
from directory.importing import import_table
from directory.store.cities import seed
from directory.store.engine import Store
from tests.acceptance import process
from tests.telegram.fake_server import FakeBotApi
from tests.telegram.service import Service, copy_database
from tests.telegram.stories import Played, play

GERMAN, CHINESE = 2, 8
HOSTILE = '<b>Böse & Söhne</i> <script>"GmbH" {0} %s _*`['
SLAB = "sample-cn-002"


def write_directory() -> str:
    """CSV: the first sample companies of both countries and one whose name attacks."""
    rows: list[dict[str, str]] = []
    for name, count in (("companies_de.csv", GERMAN), ("companies_cn.csv", CHINESE)):
        text = (resources.files("directory.samples") / name).read_text(encoding="utf-8")
        rows.extend(list(csv.DictReader(io.StringIO(text)))[:count])
    hostile = dict.fromkeys(rows[0], "") | {
        "external_id": "hostile-de",
        "country": "DE",
        "city": "Solingen",
        "name": HOSTILE,
        "description_de": "Wir fertigen <Rasierhobel> & „Pinsel“ &lt;b&gt; </code>",
        "offers": "Rasierhobel <a href='x'>;Pinsel",
    }
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows([*rows, hostile])
    return out.getvalue()


@pytest.fixture(scope="session", autouse=True)
def this_checkout() -> Iterator[None]:
    """Processes run the code beside these tests, whatever is installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
        yield


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the directory, its vectors computed."""
    path = tmp_path_factory.mktemp("telegram") / "isabot.db"
    store = Store(f"sqlite:///{path}")
    store.upgrade()
    with store.write() as session:
        seed(session)
        import_table(session, write_directory(), source="sample", now=read_clock())
    Indexing(store, None, read_clock).build()
    store.close()
    return path


@pytest.fixture(scope="session")
def invitation(template: Path) -> str:
    """A code for the slab maker in Foshan, as the secretariat makes it; good once in every copy."""
    made = process.run(template.parent, "invite", SLAB, DATABASE__URL=f"sqlite:///{template}")
    found = re.search(r"/start (inv-\S+)", made.stdout)
    assert found, made.stderr
    return found.group(1)


@pytest.fixture(scope="session")
def stories(
    template: Path, invitation: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, "Future[Played]"]]:
    """The story by polling and by webhook, each with and without faults; played at the same time."""
    base = tmp_path_factory.mktemp("stories")

    def run(name: str) -> Played:
        telegram = stack.enter_context(FakeBotApi())
        service = Service(copy_database(template, base / name), telegram, name.partition("-")[0])
        stack.enter_context(service)
        return play(telegram, service, invitation, faulty=name.endswith("faults"))

    names = ("polling", "webhook", "polling-faults", "webhook-faults")
    with ExitStack() as stack, ThreadPoolExecutor(len(names)) as pool:
        yield {name: pool.submit(run, name) for name in names}


@pytest.fixture(scope="session")
def polling(stories: dict[str, "Future[Played]"]) -> Played:
    """The service by polling, after the story."""
    return stories["polling"].result()


@pytest.fixture(scope="session")
def webhook(stories: dict[str, "Future[Played]"]) -> Played:
    """The service by webhook, after the story."""
    return stories["webhook"].result()


@pytest.fixture
def telegram() -> Iterator[FakeBotApi]:
    """A Bot API server with Telegram's limits."""
    with FakeBotApi() as server:
        yield server
