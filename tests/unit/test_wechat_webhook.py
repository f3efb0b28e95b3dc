"""The address that WeChat calls: statuses, counters, tries, and when an answer counts as taken."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient, TestServer

from bot.adapter import Part
from bot.config_wechat import WeChatSettings
from bot.wechat.answering import Answer, Answers
from bot.wechat.client import WeChatAdapter
from bot.wechat.envelope import Envelope
from bot.wechat.parse import MESSAGE, TOUCH, Contact
from bot.wechat.render import render_reply
from bot.wechat.webhook import ANSWERED_WITHIN_S, PATH, TAKEN_WITHIN_S, TRIES, Webhook
from directory.store.errors import StoreError
from handlers.messages import Reply
from tests.unit.test_wechat_answering import wait_until
from tests.wechat import fake_crypt
from tests.wechat.fake_answers import read_answer
from tests.wechat.fake_push import build_request
from tests.wechat.fake_world import Account
from tests.wechat.fake_xml import build_xml

Client = TestClient[web.Request, web.Application]
HEAD = {"ToUserName": Account.gh_id, "FromUserName": "oA", "CreateTime": 1795000000}
TEXT = HEAD | {"MsgType": "text", "Content": "瓷砖", "MsgId": 7}


class ScriptedAnswers(Answers):
    """Answers as it is told."""

    def __init__(self) -> None:
        self.asked: list[tuple[Contact, float, bool]] = []
        self.settled: list[Answer] = []
        self.released: list[Answer] = []
        self.goes_on = asyncio.Event()
        self.goes_on.set()
        self.answer: Callable[[], Answer | None] = lambda: build_answer("您好")

    async def find(self, contact: Contact, within_s: float, *, final: bool) -> Answer | None:
        self.asked.append((contact, within_s, final))
        await self.goes_on.wait()
        return self.answer()

    def settle(self, answer: Answer) -> None:
        self.settled.append(answer)

    def release(self, answer: Answer) -> None:
        self.released.append(answer)


def build_answer(*texts: str) -> Answer:
    parts: list[Part] = [part for text in texts for part in render_reply(Reply(text), 1)]
    return Answer(12, tuple(parts))


class Endpoint:
    """The webhook, a client that posts as the platform would, and what it led to."""

    def __init__(self, **given: str) -> None:
        self.account = Account()
        keys = {"app_id": self.account.app_id, "app_secret": "s", "token": self.account.token}
        given = keys | {"aes_key": self.account.aes_key} | given
        self.answers = ScriptedAnswers()
        settings = WeChatSettings.model_validate(given)
        self.adapter = WeChatAdapter(settings)
        self.webhook = Webhook(self.adapter, Envelope(settings), self.answers)
        self.client: Client | ClientSession

    async def post(self, fields: dict[str, Any]) -> tuple[int, bytes]:
        query, body = build_request(self.account, build_xml(fields), "oA", time.time())
        async with self.client.post(PATH, params=query, data=body) as answer:
            return answer.status, await answer.read()

    def count(self) -> "Counter[str]":
        return +self.webhook.counts


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    made = Endpoint()
    site = web.Application()
    made.webhook.add_routes(site)
    async with TestClient(TestServer(site)) as client:
        made.client = client
        yield made


async def test_a_push_is_answered_sealed_and_counts_as_taken(endpoint: Endpoint) -> None:
    endpoint.answers.answer = lambda: build_answer("一", "二")
    status, body = await endpoint.post(TEXT)
    shown = read_answer(body, "oA", endpoint.account)
    assert status == 200
    assert shown is not None
    assert (shown.type, shown.source) == ("text", "一\n\n二")
    ((contact, within_s, final),) = endpoint.answers.asked
    assert (contact.update.text, contact.opens, final) == ("瓷砖", (MESSAGE,), True)
    assert 0 < within_s <= ANSWERED_WITHIN_S
    assert [answer.update_id for answer in endpoint.answers.settled] == [12]
    assert endpoint.count() == {"taken": 1}


async def test_nothing_to_say_is_success_in_plain_and_nothing_was_taken(endpoint: Endpoint) -> None:
    for answer in (None, Answer(12, ())):
        endpoint.answers.answer = lambda answer=answer: answer  # type: ignore[misc]
        assert await endpoint.post(TEXT) == (200, b"success")
    assert endpoint.answers.settled == []


async def test_an_article_is_a_news_message(endpoint: Endpoint) -> None:
    part = {"type": "news", "title": "T]]>", "description": "D", "url": "https://a.example", "picture": ""}
    endpoint.answers.answer = lambda: Answer(12, (part,))
    shown = read_answer((await endpoint.post(TEXT))[1], "oA", endpoint.account)
    assert shown is not None
    assert (shown.type, shown.content["title"]) == ("news", "T]]>")


@pytest.mark.parametrize(
    ("fields", "opens"),
    [
        (HEAD | {"MsgType": "event", "Event": "subscribe", "EventKey": ""}, (TOUCH,)),
        (HEAD | {"MsgType": "event", "Event": "unsubscribe", "EventKey": ""}, ()),
    ],
)
async def test_events_that_mean_something_are_contacts(
    endpoint: Endpoint, fields: dict[str, Any], opens: tuple[Any, ...]
) -> None:
    await endpoint.post(fields)
    assert endpoint.answers.asked[0][0].opens == opens


async def test_an_event_that_leads_to_nothing_is_told_so_and_counted(endpoint: Endpoint) -> None:
    event = HEAD | {"MsgType": "event", "Event": "PUBLISHJOBFINISH"}
    assert await endpoint.post(event) == (200, b"success")
    assert endpoint.count() == {"ignored": 1}
    assert endpoint.answers.asked == []


async def test_what_wechat_never_sends_is_refused_and_counted(endpoint: Endpoint) -> None:
    assert (await endpoint.post({"MsgType": "text"}))[0] == 400
    query, body = build_request(endpoint.account, build_xml(TEXT), "oA", time.time())
    for name, status in (("msg_signature", 403), ("timestamp", 403), ("nonce", 403), ("openid", 200)):
        async with endpoint.client.post(PATH, params=query | {name: "1"}, data=body) as answer:
            assert answer.status == status, name
    async with endpoint.client.post(PATH, params=query, data=b"") as answer:
        assert answer.status == 400
    for method in ("HEAD", "PUT", "DELETE"):
        async with endpoint.client.request(method, PATH, params=query) as answer:
            assert answer.status == 405
    assert endpoint.count() == {"bad": 2, "forged": 3, "taken": 1}


async def test_the_console_check_is_echoed_in_plain_text(endpoint: Endpoint) -> None:
    stamp = str(int(time.time()))
    signature = fake_crypt.sign(endpoint.account.token, stamp, "7")
    query = {"signature": signature, "timestamp": stamp, "nonce": "7", "echostr": "<b>47</b>"}
    async with endpoint.client.get(PATH, params=query) as answer:
        assert (answer.status, await answer.text(), answer.content_type) == (200, "<b>47</b>", "text/plain")
    async with endpoint.client.get(PATH, params=query | {"nonce": "8"}) as answer:
        assert (answer.status, await answer.text()) == (403, "")
    assert endpoint.count() == {"forged": 1}


async def test_what_could_not_be_stored_is_asked_for_again(
    endpoint: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> Answer | None:
        raise StoreError("locked")

    endpoint.answers.answer = fail
    assert (await endpoint.post(TEXT))[0] == 503
    assert "will come again" in caplog.text


async def test_what_fails_otherwise_would_fail_again_and_is_put_aside(
    endpoint: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> Answer | None:
        raise KeyError("geheim")

    endpoint.answers.answer = fail
    assert await endpoint.post(TEXT) == (200, b"success")
    assert endpoint.count() == {"taken": 1, "failed": 1}
    assert "KeyError at" in caplog.text
    assert "geheim" not in caplog.text


async def test_tries_are_counted_per_push_and_with_messages_to_come_every_try_is_the_last(
    endpoint: Endpoint,
) -> None:
    for fields in (TEXT, TEXT, TEXT | {"MsgId": 8}, TEXT | {"FromUserName": "oB"}):
        await endpoint.post(fields)
    assert [final for _, _, final in endpoint.answers.asked] == [True] * 4
    assert endpoint.count() == {"taken": 3, "repeated": 1}


async def test_where_nothing_can_be_sent_later_only_the_third_try_is_the_last(endpoint: Endpoint) -> None:
    endpoint.adapter._give_answers_only()

    def fail() -> Answer | None:
        raise TimeoutError

    endpoint.answers.answer = fail
    assert [(await endpoint.post(TEXT))[0] for _ in range(3)] == [503, 503, 503]
    assert [final for _, _, final in endpoint.answers.asked] == [False, False, True]
    assert endpoint.answers.asked[0][1] > ANSWERED_WITHIN_S, "WeChat is left waiting"


async def test_an_answer_that_came_too_late_does_not_count_as_taken(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.wechat.webhook.TAKEN_WITHIN_S", -1.0)
    assert read_answer((await endpoint.post(TEXT))[1], "oA", endpoint.account)
    assert endpoint.answers.settled == []
    assert TAKEN_WITHIN_S == 5.0


async def test_an_answer_to_nobody_does_not_count_as_taken(endpoint: Endpoint) -> None:
    hung_up, asked = asyncio.Event(), asyncio.Event()

    async def find(contact: Contact, within_s: float, *, final: bool) -> Answer | None:
        asked.set()
        await asyncio.wait_for(hung_up.wait(), 5)
        return build_answer("x")

    endpoint.answers.find = find  # type: ignore[method-assign]
    query, body = build_request(endpoint.account, build_xml(TEXT), "oA", time.time())
    request = asyncio.create_task(endpoint.client.post(PATH, params=query, data=body))
    await asyncio.wait_for(asked.wait(), 5)
    request.cancel()
    await asyncio.gather(request, return_exceptions=True)
    await asyncio.sleep(0.1)
    hung_up.set()
    await asyncio.sleep(0.1)
    assert endpoint.answers.settled == []


@pytest.fixture
async def running() -> AsyncIterator[Endpoint]:
    """As in the running process: whoever hangs up stops no work."""
    made, site = Endpoint(), web.Application()
    made.webhook.add_routes(site)
    runner = web.AppRunner(site)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}") as made.client:
        yield made
    await runner.cleanup()


async def test_an_answer_that_no_try_could_be_given_is_released_at_the_last(running: Endpoint) -> None:
    answers = running.answers
    for number in range(1, TRIES + 1):
        answers.goes_on.clear()
        cut_off = asyncio.create_task(running.post(TEXT))
        await wait_until(lambda number=number: len(answers.asked) == number)  # type: ignore[misc]
        cut_off.cancel()
        await asyncio.gather(cut_off, return_exceptions=True)
        await asyncio.sleep(0.05)  # the server sees that nobody listens
        assert answers.released == []
        answers.goes_on.set()
        await asyncio.sleep(0.05)
    await wait_until(lambda: bool(answers.released))
    assert [answer.update_id for answer in answers.released] == [12]
    assert answers.settled == []
