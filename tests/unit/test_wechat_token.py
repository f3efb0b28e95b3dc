"""The access token: one fetch for all, early replacement, refreshing once, failures, crashes."""

import json
import logging
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import read_clock
from bot.wechat.faults import AnswerLost, NoToken, NotSent, WeChatError, WeChatFault
from bot.wechat.token import KEY, Tokens
from directory.store import settings
from directory.store.engine import Store

START = datetime(2026, 11, 23, 8, tzinfo=UTC)


class Killed(BaseException):
    """The process ends in the middle of a fetch."""


class FakeWeChat:
    """Gives tokens out as `stable_token` does. Waiting moves its clock."""

    def __init__(self) -> None:
        self.now = START
        self.current = "t1"
        self.until = START + timedelta(hours=2)
        self.calls: list[bool] = []
        self.fault: BaseException | None = None

    def clock(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def fetch(self, force: bool) -> tuple[str, float]:
        self.calls.append(force)
        if self.fault:
            raise self.fault
        if force or self.until - self.now < timedelta(minutes=5):
            self.current = f"t{int(self.current[1:]) + 1}"
            self.until = self.now + timedelta(hours=2)
        return self.current, (self.until - self.now).total_seconds()

    def pass_on(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def wechat() -> FakeWeChat:
    return FakeWeChat()


def build(store: Store, wechat: FakeWeChat, app_id: str = "wx1") -> Tokens:
    return Tokens(store, wechat.clock, app_id, wechat.fetch, wechat.sleep)


def test_many_threads_of_two_processes_ask_once(database_url: str) -> None:
    stores = [Store(database_url), Store(database_url)]
    asked = Counter[str]()
    begun = threading.Event()

    def fetch(force: bool) -> tuple[str, float]:
        asked["fetch"] += 1
        begun.wait(0.3)  # long enough for all to find the lease taken
        return "token", 7200

    everybody = [Tokens(stores[number % 2], read_clock, "wx1", fetch) for number in range(12)]
    with ThreadPoolExecutor(len(everybody)) as threads:
        tokens = list(threads.map(lambda one: one.get(), everybody))
        asked["second"] = sum(threads.map(lambda one: one.refresh("older") != "token", everybody))
        renewed = list(threads.map(lambda one: one.get(), everybody))
    assert set(tokens) | set(renewed) == {"token"}
    assert asked == {"fetch": 1, "second": 0}
    for store in stores:
        store.close()


def test_a_token_is_kept_until_five_minutes_before_its_end(store: Store, wechat: FakeWeChat) -> None:
    tokens = build(store, wechat)
    assert [tokens.get(), tokens.get()] == ["t1", "t1"]
    wechat.pass_on(minutes=114)
    assert build(store, wechat).get() == "t1"
    assert len(wechat.calls) == 1
    wechat.pass_on(minutes=2)
    assert [tokens.get(), tokens.get()] == ["t2", "t2"]
    assert wechat.calls == [False, False]


def test_while_a_token_is_being_replaced_the_others_use_the_old_one(store: Store, wechat: FakeWeChat) -> None:
    tokens = build(store, wechat)
    tokens.get()
    wechat.pass_on(minutes=117)
    seen: list[str] = []

    def fetch(force: bool) -> tuple[str, float]:
        seen.append(tokens.get())
        return "t2", 7200.0

    assert Tokens(store, wechat.clock, "wx1", fetch, wechat.sleep).get() == "t2"
    assert seen == ["t1"]
    assert tokens.get() == "t2"


def test_a_token_that_wechat_keeps_to_its_end_is_not_asked_for_again_and_again(
    store: Store, wechat: FakeWeChat
) -> None:
    asked: list[bool] = []

    def fetch(force: bool) -> tuple[str, float]:
        asked.append(force)
        return "t1", 200.0

    tokens = Tokens(store, wechat.clock, "wx1", fetch, wechat.sleep)
    assert [tokens.get() for _ in range(5)] == ["t1"] * 5
    assert len(asked) == 1
    wechat.pass_on(seconds=31)
    assert tokens.get() == "t1"
    assert len(asked) == 2


def test_refreshing_takes_what_somebody_else_has_fetched(store: Store, wechat: FakeWeChat) -> None:
    tokens = build(store, wechat)
    assert tokens.get() == "t1"
    wechat.current = "t5"
    assert tokens.refresh("t1") == "t5"
    assert tokens.refresh("t1") == "t5"
    assert build(store, wechat).refresh("t1") == "t5"
    assert wechat.calls == [False, False]


def test_force_is_used_only_when_the_failed_token_comes_back_and_then_not_for_long(
    store: Store, wechat: FakeWeChat
) -> None:
    tokens = build(store, wechat)
    assert tokens.refresh(tokens.get()) == "t2"
    assert wechat.calls == [False, False, True]
    with pytest.raises(NoToken) as caught:
        tokens.refresh("t2")
    assert (caught.value.errcode, caught.value.after_s) == (40001, 60)
    assert wechat.calls == [False, False, True, False]
    with pytest.raises(NoToken):  # the refused token is not handed out meanwhile
        tokens.get()
    wechat.pass_on(minutes=76)
    assert tokens.refresh(tokens.get()) == "t3"
    assert wechat.calls[4:] == [False, False, True]


def test_a_token_refused_for_ever_costs_less_than_twenty_withdrawals_a_day(
    store: Store, wechat: FakeWeChat
) -> None:
    tokens = build(store, wechat)
    for _ in range(24 * 12):
        wechat.pass_on(minutes=5)
        try:
            tokens.refresh(tokens.get())
        except NoToken:
            continue
    assert 0 < wechat.calls.count(True) <= 20


@pytest.mark.parametrize("errcode", [40013, 40125, 40164])
def test_a_refusal_is_remembered_for_a_minute_by_all(store: Store, wechat: FakeWeChat, errcode: int) -> None:
    wechat.fault = WeChatFault(errcode, "invalid ip 203.0.113.7, not in whitelist rid: 1")
    for _ in range(5):
        with pytest.raises(NoToken, match=str(errcode)) as caught:
            build(store, wechat).get()
        assert caught.value.errcode == errcode
        assert "203.0.113.7" in caught.value.errmsg
        assert "203.0.113.7" not in str(caught.value)
    assert len(wechat.calls) == 1
    wechat.pass_on(seconds=61)
    wechat.fault = None
    assert build(store, wechat).get() == "t1"


@pytest.mark.parametrize("fault", [NotSent("ConnectTimeout"), AnswerLost("ReadTimeout")])
def test_without_an_answer_the_pauses_grow(store: Store, wechat: FakeWeChat, fault: WeChatError) -> None:
    wechat.fault = fault
    pauses = []
    for _ in range(12):
        with pytest.raises(NoToken) as caught:
            build(store, wechat).get()
        assert caught.value.errcode == 0
        pauses.append(caught.value.after_s)
        wechat.pass_on(seconds=caught.value.after_s)
    assert pauses[:7] == [1, 2, 4, 8, 16, 30, 30]
    wechat.fault = None
    assert build(store, wechat).get() == "t1"
    wechat.fault = fault
    wechat.pass_on(hours=3)
    with pytest.raises(NoToken) as caught:
        build(store, wechat).get()
    assert caught.value.after_s == 1


def test_while_wechat_does_not_answer_a_valid_token_goes_on(store: Store, wechat: FakeWeChat) -> None:
    tokens = build(store, wechat)
    tokens.get()
    wechat.pass_on(minutes=116)
    wechat.fault = NotSent("ConnectTimeout")
    assert [tokens.get() for _ in range(5)] == ["t1"] * 5
    assert len(wechat.calls) == 2
    wechat.pass_on(minutes=5)
    with pytest.raises(NoToken):
        tokens.get()


def test_a_holder_that_dies_is_replaced(store: Store, wechat: FakeWeChat) -> None:
    wechat.fault = Killed()
    with pytest.raises(Killed):
        build(store, wechat).get()
    wechat.fault = None
    with pytest.raises(NoToken):  # others wait, but not so long that their own work is late
        build(store, wechat).get()
    assert len(wechat.calls) == 1
    assert wechat.now - START < timedelta(seconds=10)
    wechat.pass_on(seconds=35)
    assert build(store, wechat).get() == "t1"


def test_a_holder_that_comes_too_late_changes_nothing(store: Store, wechat: FakeWeChat) -> None:
    def fetch_slowly(force: bool) -> tuple[str, float]:
        wechat.pass_on(seconds=41)
        assert build(store, wechat).get() == "t1"
        return "stale", 7200.0

    assert Tokens(store, wechat.clock, "wx1", fetch_slowly, wechat.sleep).get() == "t1"


def test_the_token_of_another_account_is_not_used(store: Store, wechat: FakeWeChat) -> None:
    assert build(store, wechat).get() == "t1"
    wechat.current = "t7"
    assert build(store, wechat, "wx2").get() == "t7"


@pytest.mark.parametrize("written", ["", "{}", "not JSON", '{"app_id": "wx1", "expires_at": "x"}'])
def test_a_row_that_cannot_be_read_is_replaced(store: Store, wechat: FakeWeChat, written: str) -> None:
    with store.write() as session:
        settings.put_value(session, KEY, written)
    assert build(store, wechat).get() == "t1"


def test_a_database_that_fails_is_no_token(wechat: FakeWeChat, tmp_path: object) -> None:
    store = Store(f"sqlite:///{tmp_path}/none/isabot.db")
    with pytest.raises(NoToken):
        build(store, wechat).get()
    store.close()


def test_the_token_is_in_the_row_and_nowhere_else(
    store: Store, wechat: FakeWeChat, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    build(store, wechat).get()
    with store.read() as session:
        row = json.loads(settings.find_value(session, KEY) or "")
    assert (row["token"], row["holder"]) == ("t1", "")
    assert "t1" not in caplog.text
