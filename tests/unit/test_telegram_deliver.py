"""Delivering over real HTTP against the fake Bot API server: every fault gets the right receipt."""

import logging
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from bot.adapter import Delivered, Receipt, Refused, RetryLater, Uncertain
from bot.telegram.api import build_api
from bot.telegram.client import TelegramAdapter
from directory.domain.person import Address
from handlers.messages import Choice, ContactCard, Document, Reply
from tests.telegram.fake_people import FakeUser
from tests.telegram.fake_server import TOKEN, FakeBotApi


@pytest.fixture(scope="module")
def telegram() -> Iterator[FakeBotApi]:
    with FakeBotApi() as server:
        yield server


@pytest_asyncio.fixture
async def adapter(telegram: FakeBotApi) -> AsyncIterator[TelegramAdapter]:
    telegram.faults.clear()
    made = TelegramAdapter(TOKEN, telegram.url, username=telegram.username)
    yield made
    await made.close()


@pytest.fixture
def anna(telegram: FakeBotApi) -> FakeUser:
    user = telegram.user("Anna")
    user.chat.started = True
    return user


async def say(adapter: TelegramAdapter, user: FakeUser, reply: Reply, origin: str = "") -> list[Receipt]:
    address = Address("telegram", str(user.id))
    parts = adapter.render(reply, "de", 1, origin)
    return [await adapter.deliver(address, part, number) for number, part in enumerate(parts)]


async def test_everything_that_can_be_said_arrives(adapter: TelegramAdapter, anna: FakeUser) -> None:
    reply = Reply(
        "Hallo <&>",
        choices=((Choice("c:1", "Ansehen"),),),
        contact=ContactCard("陈莉", "云陶", "c@x.example", "+86 757"),
        document=Document("daten.txt", "text/plain", "Größe"),
    )
    receipts = await say(adapter, anna, reply)
    assert all(isinstance(receipt, Delivered) and receipt.message_id for receipt in receipts)
    assert [message.kind for message in anna.messages] == ["text", "contact", "text", "document"]
    assert anna.messages[0].text == "Hallo <&>"
    assert anna.messages[3].file.decode() == "Größe"


async def test_a_message_is_replaced_and_replacing_it_again_is_fine(
    adapter: TelegramAdapter, anna: FakeUser
) -> None:
    (first,) = await say(adapter, anna, Reply("1", slot="results"))
    assert isinstance(first, Delivered)
    for _ in range(2):
        assert await say(adapter, anna, Reply("2", slot="results"), first.message_id) == [first]
    assert anna.texts == ["2"]
    anna.messages[0].frozen = True
    (receipt,) = await say(adapter, anna, Reply("3", slot="results"), first.message_id)
    assert isinstance(receipt, RetryLater)
    assert receipt.instead is not None
    assert (receipt.counts, receipt.after_s, receipt.instead["method"]) == (False, 0, "sendMessage")


@pytest.mark.parametrize(
    ("kind", "status", "receipt"),
    [
        ("flood", 429, RetryLater(3, "too many requests", counts=False, holds="chat")),
        ("error", 500, RetryLater(2, "server error 500")),
        ("error", 502, Uncertain("no answer: ServerFault")),
        ("reset", 0, Uncertain("no answer: ReadError")),
        ("lose", 0, Uncertain("no answer: ReadError")),
    ],
)
async def test_a_fault_has_its_receipt(
    telegram: FakeBotApi,
    adapter: TelegramAdapter,
    anna: FakeUser,
    kind: str,
    status: int,
    receipt: Receipt,
) -> None:
    telegram.fail(kind, "sendMessage", anna.id, status=status, seconds=3)  # type: ignore[arg-type]
    assert await say(adapter, anna, Reply("x")) == [receipt]
    assert len(anna.messages) == (1 if kind == "lose" else 0)


async def test_who_blocks_is_unreachable_and_who_moved_is_found(
    telegram: FakeBotApi, adapter: TelegramAdapter, anna: FakeUser
) -> None:
    anna.block(told=False)
    assert await say(adapter, anna, Reply("x")) == [Refused("bot was blocked by the user", unreachable=True)]
    unknown = Address("telegram", "123456")
    part = adapter.render(Reply("x"), "de")[0]
    assert await adapter.deliver(unknown, part, 1) == Refused("Chat not found", unreachable=True)
    group = telegram.group("Wächst")
    old = group.id
    new = group.upgrade()
    assert await adapter.deliver(Address("telegram", str(old)), part, 1) == RetryLater(
        0, "the group has moved", counts=False, moved_to=str(new)
    )
    assert isinstance(await adapter.deliver(Address("telegram", str(new)), part, 1), Delivered)


async def test_no_connection_means_not_sent(anna: FakeUser) -> None:
    adapter = TelegramAdapter(TOKEN, "http://127.0.0.1:9")
    (receipt,) = await say(adapter, anna, Reply("x"))
    assert receipt == RetryLater(3, "not sent: ConnectError", counts=False, holds="platform")
    await adapter.close()


async def test_a_wrong_token_stops_all_and_is_said_once(
    telegram: FakeBotApi, anna: FakeUser, caplog: pytest.LogCaptureFixture
) -> None:
    adapter = TelegramAdapter("1:wrong", telegram.url)
    with caplog.at_level(logging.DEBUG):
        for _ in range(3):
            (receipt,) = await say(adapter, anna, Reply("geheim"))
            assert receipt == RetryLater(60, "token refused", counts=False, holds="platform")
    said = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert len(said) == 1
    assert "token is refused" in said[0]
    assert all("1:wrong" not in record.getMessage() for record in caplog.records)
    assert all("geheim" not in record.getMessage() for record in caplog.records)
    await adapter.close()


async def test_a_server_without_a_method_is_no_wrong_token(
    telegram: FakeBotApi, adapter: TelegramAdapter, anna: FakeUser
) -> None:
    part = {"method": "sendHologram", "text": "x"}
    receipt = await adapter.deliver(Address("telegram", str(anna.id)), part, 1)
    assert receipt == Refused("the server does not know the method")


async def test_the_clock_of_the_server_is_noted(telegram: FakeBotApi) -> None:
    api = build_api(TOKEN, telegram.url + "/")
    assert api.clock_skew_s is None
    await api.call("getMe", {})
    assert api.clock_skew_s is not None
    assert abs(api.clock_skew_s) < 5
    for request in api.requests:
        await request.shutdown()
