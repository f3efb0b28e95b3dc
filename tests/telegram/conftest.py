"""The Telegram tests: the story played by four processes at once, and a Bot API server."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.acceptance.process import copy_database
from tests.telegram.fake_server import FakeBotApi
from tests.telegram.service import Service
from tests.telegram.stories import Played, play


@pytest.fixture(scope="session")
def stories(
    sample_database: Path, invitation: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, "Future[Played]"]]:
    """The story by polling and by webhook, each with and without faults; played at the same time."""
    base = tmp_path_factory.mktemp("stories")

    def run(name: str) -> Played:
        telegram = stack.enter_context(FakeBotApi())
        service = Service(copy_database(sample_database, base / name), telegram, name.partition("-")[0])
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
