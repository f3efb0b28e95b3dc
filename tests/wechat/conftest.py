"""The WeChat tests: a platform with an account in safe mode."""

from collections.abc import Iterator

import pytest

from tests.wechat.fake_server import FakeWechat


@pytest.fixture
def wechat() -> Iterator[FakeWechat]:
    """A platform with WeChat's rules and the real clock; `Service` connects a process with it."""
    with FakeWechat() as platform:
        yield platform
