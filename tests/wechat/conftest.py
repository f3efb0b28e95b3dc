"""The WeChat tests: a platform with an account, and the story played by three processes at once."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.process import copy_database
from tests.telegram.fake_server import FakeBotApi
from tests.wechat.fake_crypt import make_aes_key
from tests.wechat.fake_server import FakeWechat
from tests.wechat.fake_world import Account
from tests.wechat.service import Service
from tests.wechat.stories import Played, play

TEMPLATE = "tNEWREQUEST0000000000000000000000000000000"
SITE = "https://isa.example"
LONG_PAGE = 10
"""So many results do not fit into a message."""
ACCOUNTS = {
    "window": Account(mode="safe"),
    "notice": Account(mode="compatible", templates={TEMPLATE: ["thing1", "time2"]}),
    "passive": Account(mode="plain"),
}
SETTINGS: dict[str, dict[str, Any]] = {
    "window": {},
    "notice": {"template_id": TEMPLATE},
    "passive": {"customer_service": "off"},
}


@pytest.fixture
def wechat() -> Iterator[FakeWechat]:
    """A platform with WeChat's rules and the real clock; `Service` connects a process with it."""
    with FakeWechat() as platform:
        yield platform


@pytest.fixture(scope="session")
def service(sample_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A process that may send within windows; its key is being changed, the platform has the old one."""
    with FakeWechat() as platform:
        folder = copy_database(sample_database, tmp_path_factory.mktemp("wechat"))
        old = platform.account.aes_key
        settings: dict[str, Any] = {
            "WECHAT__AES_KEY": make_aes_key(),
            "CHAT__PAGE_SIZE": str(LONG_PAGE),
            "WEB__SITE": SITE,
        }
        with Service(folder, platform, previous_aes_key=old, **settings) as running:
            yield running
        assert platform.violations == []


@pytest.fixture(scope="session")
def stories(
    sample_database: Path, invitation: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, "Future[Played]"]]:
    """The story with an account of each kind: it may send within windows, also notices, or answers only."""
    base = tmp_path_factory.mktemp("wechat-stories")

    def run(name: str) -> Played:
        wechat = stack.enter_context(FakeWechat(ACCOUNTS[name]))
        telegram = stack.enter_context(FakeBotApi())
        folder = copy_database(sample_database, base / name)
        service = Service(folder, wechat, telegram=telegram, **SETTINGS[name])
        stack.enter_context(service)
        return play(telegram, wechat, service, invitation)

    with ExitStack() as stack, ThreadPoolExecutor(len(ACCOUNTS)) as pool:
        yield {name: pool.submit(run, name) for name in ACCOUNTS}


@pytest.fixture(scope="session")
def window(stories: dict[str, "Future[Played]"]) -> Played:
    """The account that may send within windows, after the story. Safe mode."""
    return stories["window"].result()


@pytest.fixture(scope="session")
def notice(stories: dict[str, "Future[Played]"]) -> Played:
    """The account that may also send notices, after the story. Compatible mode."""
    return stories["notice"].result()


@pytest.fixture(scope="session")
def passive(stories: dict[str, "Future[Played]"]) -> Played:
    """The account that gives answers only, after the story. Plain mode."""
    return stories["passive"].result()
