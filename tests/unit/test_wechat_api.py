"""Calls with the token: a refused one is replaced once, calls run beside the loop, none goes out late."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from pydantic import SecretStr

from bot.clock import read_clock
from bot.config_wechat import WeChatSettings
from bot.wechat import api as api_module
from bot.wechat.api import WeChatApi, build_api
from bot.wechat.faults import NoToken, NotSent, WeChatFault
from directory.store.engine import Store
from tests.unit.wechat_server import Answer, ScriptedServer, Seen

SEND = "message/custom/send"
OK = {"errcode": 0, "errmsg": "ok"}


class FakeAccount:
    """Gives tokens out, and refuses those in `refused` with `errcode`."""

    def __init__(self) -> None:
        self.number = 1
        self.refused: set[str] = set()
        self.refuses_all = False
        self.errcode = 40001
        self.on_send: Callable[[], Answer] = lambda: OK

    def answer(self, seen: Seen) -> Answer:
        if seen.path.endswith("stable_token"):
            self.number += bool(seen.payload["force_refresh"])
            return {"access_token": f"t{self.number}", "expires_in": 7200}
        if self.refuses_all or seen.token in self.refused:
            return {"errcode": self.errcode, "errmsg": "invalid credential"}
        return self.on_send()


@pytest.fixture
def account() -> FakeAccount:
    return FakeAccount()


@pytest.fixture
def server(account: FakeAccount) -> Iterator[ScriptedServer]:
    with closing(ScriptedServer(choose=account.answer)) as running:
        yield running


@pytest.fixture
def api(store: Store, server: ScriptedServer) -> Iterator[WeChatApi]:
    given = WeChatSettings(
        app_id="wx123456", app_secret=SecretStr("s"), token=SecretStr("abc"), mode="plain", api_url=server.url
    )
    built = build_api(given, store, read_clock)
    yield built
    built.close_now()


def list_calls(server: ScriptedServer) -> list[str]:
    """Each call as its last word and the token used."""
    return [f"{seen.path.rpartition('/')[2]} {seen.token}".strip() for seen in server.seen]


async def test_a_call_fetches_the_token_once(api: WeChatApi, server: ScriptedServer) -> None:
    assert await api.call(SEND, {"touser": "o1"}) == OK
    assert await api.call("menu/get") == OK
    assert list_calls(server) == ["stable_token", "send t1", "get t1"]


@pytest.mark.parametrize("errcode", [40001, 40014, 42001])
async def test_a_refused_token_is_replaced_and_the_call_made_again(
    api: WeChatApi, server: ScriptedServer, account: FakeAccount, errcode: int
) -> None:
    account.refused, account.errcode = {"t1"}, errcode
    assert await api.call(SEND, {"touser": "o1"}) == OK
    assert list_calls(server) == ["stable_token", "send t1", "stable_token", "stable_token", "send t2"]


async def test_a_token_refused_for_ever_is_replaced_once_and_that_is_the_end(
    api: WeChatApi, server: ScriptedServer, account: FakeAccount
) -> None:
    account.refuses_all = True
    with pytest.raises(WeChatFault, match="40001"):
        await api.call(SEND, {"touser": "o1"})
    assert list_calls(server).count("stable_token") == 3  # to begin with, again, and by force
    assert [call for call in list_calls(server) if "send" in call] == ["send t1", "send t2"]
    for _ in range(3):
        with pytest.raises((WeChatFault, NoToken)):
            await api.call(SEND, {"touser": "o1"})
    assert [seen.payload.get("force_refresh") for seen in server.seen].count(True) == 1
    assert len(server.seen) <= 8


async def test_another_refusal_is_not_tried_again(
    api: WeChatApi, server: ScriptedServer, account: FakeAccount
) -> None:
    account.errcode, account.refuses_all = 45015, True
    with pytest.raises(WeChatFault, match="45015"):
        await api.call(SEND, {"touser": "o1"})
    assert list_calls(server) == ["stable_token", "send t1"]


async def test_calls_run_beside_each_other_and_beside_the_loop(api: WeChatApi, account: FakeAccount) -> None:
    together = threading.Barrier(4)
    await api.call("menu/get")

    def wait_for_the_others() -> Answer:
        together.wait(10)
        return OK

    account.on_send = wait_for_the_others
    assert await asyncio.gather(*(api.call(SEND, {"n": n}) for n in range(4))) == [OK] * 4


async def test_what_could_not_go_out_in_time_does_not_go_out(
    api: WeChatApi, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_module, "BEGIN_WITHIN_S", -1.0)
    with pytest.raises(NotSent, match="too late"):
        await api.call(SEND, {"touser": "o1"})
    assert list_calls(server) == ["stable_token"]
