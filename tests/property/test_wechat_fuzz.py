"""The endpoint of WeChat against what no WeChat sends: bytes, XML, signatures, sizes, headers, methods."""

import asyncio
import gc
import logging
import random
import shutil
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from aiohttp import web

from bot.clock import read_clock
from bot.config_wechat import WeChatSettings
from bot.intake import Intake
from bot.serving import is_our_fault
from bot.wake import Bell
from bot.wechat.answering import Answer, Answers
from bot.wechat.client import WeChatAdapter
from bot.wechat.envelope import Envelope
from bot.wechat.parse import Contact
from bot.wechat.webhook import BODY_BYTES, Webhook
from directory.store.engine import Store
from handlers.messages import Reply
from tests.wechat.fake_push import build_request
from tests.wechat.fake_world import Account

REQUESTS = 3000
AT_ONCE = 32
WAIT_S = 2.0
GROWTH_BYTES = 32 * 1024 * 1024
BAD_STATUS = {400, 403, 404, 405, 411, 413, 414, 417, 431}
ACCOUNT = Account()
CONTENTS = (
    "瓷砖", "]]>", "\x00\x08\x1b[31m", "\ud83d", "😀" * 50, "<a href='x'>", "&amp;&#0;&#xD800;", "1" * 5000,
    "{0} %s $x", "", " ", "'; DROP TABLE inbox; --", "\u202e\u2066abc", "/start inv-x",
    "/start c-99999999999", "【收到不支持的消息类型，暂无法显示】",
)  # fmt: skip
BROKEN_XML = (
    "", "<", "<xml>", "<xml/>", "<xml></xml>", "<xml>x</xml>", "<XML><a/></XML>", "not xml", "<?xml?>",
    "<xml><FromUserName><b>x</b></FromUserName><MsgType>text</MsgType></xml>",
    "<xml><FromUserName>a</FromUserName><FromUserName>b</FromUserName><MsgType>text</MsgType></xml>",
    "<xml>" + "<a>" * 5000 + "</a>" * 5000 + "</xml>", "<xml>" + "<a/>" * 9000 + "</xml>",
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><xml><a>&b;</a></xml>',
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><FromUserName>&a;</FromUserName></xml>',
    '<?xml version="1.0" encoding="utf-16"?><xml><FromUserName>a</FromUserName></xml>',
    '<?xml version="9.9" encoding="no-such"?><xml><FromUserName>a</FromUserName></xml>',
    "<xml><FromUserName a='1' b='2'>x</FromUserName><MsgType>event</MsgType></xml>",
    "<xml xmlns='u:1'><x:MsgType xmlns:x='u:2'>text</x:MsgType></xml>", "\ufeff<xml><a>1</a></xml>",
)  # fmt: skip


class FakeAnswers(Answers):
    """Stores what got through, as the real one does, and answers at once."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self.released = 0
        self.contacts: list[Contact] = []
        self.settled = 0

    async def find(self, contact: Contact, within_s: float, *, final: bool) -> Answer | None:
        self.contacts.append(contact)
        await asyncio.to_thread(self._intake.receive, contact.update, contact.opens)
        return Answer(1, tuple(WeChatAdapter().render(Reply(contact.update.text or "…"), "zh"))[:1])

    def settle(self, answer: Answer) -> None:
        self.settled += 1

    def release(self, answer: Answer) -> None:
        self.released += 1


class Site:
    """The webhook on a port of its own."""

    def __init__(self, port: int, webhook: Webhook, answers: FakeAnswers) -> None:
        self.port, self.webhook, self.answers = port, webhook, answers

    async def send(self, raw: bytes, *, pause_s: float = 0.0) -> int:
        """The status of the answer to these bytes; 0 where there is none: they may be half a request.

        With a pause the last byte comes later.
        """
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(raw[:-1] if pause_s else raw)
            if pause_s:
                await asyncio.sleep(pause_s)
                writer.write(raw[-1:])
            line = await asyncio.wait_for(reader.readline(), WAIT_S)
        except (ConnectionError, TimeoutError):
            return 0
        finally:
            writer.close()
        return int(line.split()[1]) if line.startswith(b"HTTP/") else 0


@pytest.fixture
async def site(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Site]:
    path = shutil.copy(sqlite_template, tmp_path / "isabot.db")
    store = Store(f"sqlite:///{path}")
    given = WeChatSettings.model_validate(
        {"app_id": ACCOUNT.app_id, "app_secret": "s", "token": ACCOUNT.token, "aes_key": ACCOUNT.aes_key}
    )
    answers = FakeAnswers(Intake(store, read_clock, Bell()))
    webhook = Webhook(WeChatAdapter(given), Envelope(given), answers)
    application = web.Application()
    webhook.add_routes(application)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    logging.getLogger("aiohttp.server").addFilter(is_our_fault)  # as the running process does
    yield Site(runner.addresses[0][1], webhook, answers)
    logging.getLogger("aiohttp.server").removeFilter(is_our_fault)
    await runner.cleanup()
    store.close()


async def test_nothing_breaks_the_endpoint_or_fills_the_memory(
    site: Site, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.wechat.webhook.BODY_WITHIN_S", 0.5)
    caplog.set_level(logging.INFO)
    chance, statuses, free = random.Random(20261125), Counter[int](), asyncio.Semaphore(AT_ONCE)

    async def send() -> None:
        async with free:
            statuses[await site.send(chance.choice(KINDS)(chance))] += 1

    sizes = []
    for _ in range(2):
        await asyncio.gather(*(send() for _ in range(REQUESTS // 2)))
        gc.collect()
        sizes.append(read_size())
    assert set(statuses) <= {0, 100, 200} | BAD_STATUS, statuses
    assert statuses[200] > REQUESTS / 20
    assert statuses[400] > REQUESTS / 10
    assert statuses[403] > REQUESTS / 10
    counts = site.webhook.counts
    assert counts["bad"] + counts["forged"] + counts["ignored"] + counts["taken"] > REQUESTS / 2
    assert counts["failed"] == 0
    assert len(site.answers.contacts) > REQUESTS / 20
    assert [record.getMessage() for record in caplog.records if record.name != "asyncio"] == []
    assert sizes[1] - sizes[0] < GROWTH_BYTES


async def test_a_body_that_does_not_come_is_not_waited_for(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.wechat.webhook.BODY_WITHIN_S", 0.2)
    raw = build_post(*build_request(ACCOUNT, build_xml("瓷砖", "1"), "oA", time.time()))
    assert await site.send(raw, pause_s=0.5) == 400
    assert await site.send(raw) == 200


async def test_a_body_larger_than_any_push_is_not_read_to_its_end(site: Site) -> None:
    query, _ = build_request(ACCOUNT, build_xml("瓷砖", "1"), "oA", time.time())
    assert await site.send(build_post(query, b"<" * (BODY_BYTES + 1))) == 400
    head = build_post(query, b"").replace(b"Content-Length: 0", b"Content-Length: 999999999999")
    assert await site.send(head + b"x") == 400


# Requests


def send_signed(chance: random.Random) -> bytes:
    """Well signed and sealed; what is inside may be anything."""
    makers: tuple[Callable[[], str], ...] = (
        lambda: build_xml(chance.choice(CONTENTS), str(chance.randrange(2**70))),
        lambda: build_event(chance),
        lambda: chance.choice(BROKEN_XML),
        lambda: damage(build_xml("瓷砖", "1"), chance),
    )
    xml = chance.choice(makers)().encode("utf-8", "replace").decode()
    return build_post(*build_request(ACCOUNT, xml, "oA", time.time()))


def send_unsealed(chance: random.Random) -> bytes:
    """Well signed for the query alone, with a body that nobody sealed."""
    query, _ = build_request(ACCOUNT, "<xml></xml>", "oA", time.time())
    bodies = (chance.choice(BROKEN_XML), build_xml("瓷砖", "1"), "<xml><Encrypt>AAAA</Encrypt></xml>")
    return build_post(query, chance.choice(bodies).encode("utf-8", "replace"))


def send_damaged(chance: random.Random) -> bytes:
    """A good push with some of its bytes changed."""
    query, body = build_request(ACCOUNT, build_xml("瓷砖", "1"), "oA", time.time())
    raw = bytearray(build_post(query, body))
    for _ in range(chance.randrange(1, 6)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def send_strange_query(chance: random.Random) -> bytes:
    """A good body under a query that is missing, doubled, stale or no text."""
    query, body = build_request(ACCOUNT, build_xml("瓷砖", "1"), "oA", time.time())
    name = chance.choice(list(query))
    value = chance.choice((
        "", "0", "-1", "１７９５", "9" * 4000, "\x00", "é", str(int(time.time()) - 9999), "NaN", "1e9", "%FF",
    ))  # fmt: skip
    match chance.randrange(4):
        case 0:
            del query[name]
        case 1:
            query[name] = value
        case 2:
            return build_post(query, body, more=f"&{name}={quote(value)}")
        case _:
            query = {}
    return build_post(query, body)


def send_strange_headers(chance: random.Random) -> bytes:
    """HTTP itself bent."""
    query, body = build_request(ACCOUNT, build_xml("瓷砖", "1"), "oA", time.time())
    lines = chance.choice((
        "Content-Encoding: gzip", "Content-Encoding: deflate", "Content-Encoding: br", "Content-Type: \x01",
        "Transfer-Encoding: chunked", "Transfer-Encoding: x", "Expect: 100-continue", "Expect: nonsense",
        "Content-Type: multipart/form-data; boundary=x", "Content-Type: text/xml; charset=no-such", ": x",
        "X: " + "y" * 9000, "Content-Length: 5", "Content-Length: -1", "Host: ", "Upgrade: websocket",
        "Connection: upgrade",
    ))  # fmt: skip
    return build_post(query, body, headers=f"{lines}\r\n")


def send_other_method(chance: random.Random) -> bytes:
    """Another method, or none."""
    query, body = build_request(ACCOUNT, build_xml("瓷砖", "1"), "oA", time.time())
    method = chance.choice(
        ("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "", "\x16\x03")
    )
    return build_post(query, body, method=method)


def send_bytes(chance: random.Random) -> bytes:
    """No HTTP at all, or a body of bytes."""
    junk = chance.randbytes(chance.choice((1, 17, 999, 70_000)))
    if chance.random() < 0.3:
        return junk
    query, _ = build_request(ACCOUNT, "<xml></xml>", "oA", time.time())
    return build_post(query, junk)


KINDS: tuple[Callable[[random.Random], bytes], ...] = (
    send_signed, send_signed, send_unsealed, send_damaged, send_strange_query, send_strange_headers,
    send_other_method, send_bytes,
)  # fmt: skip


def build_post(
    query: dict[str, str], body: bytes, *, method: str = "POST", headers: str = "", more: str = ""
) -> bytes:
    """A request as bytes."""
    head = (
        f"{method} /wechat?{urlencode(query, errors='replace')}{more} HTTP/1.1\r\n"
        f"Host: x\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    )
    return head.encode("utf-8", "replace") + body


def build_xml(content: str, number: str) -> str:
    """A text message; what is in it is not escaped."""
    return (
        f"<xml><ToUserName>gh</ToUserName><FromUserName>oA</FromUserName><CreateTime>1</CreateTime>"
        f"<MsgType>text</MsgType><Content><![CDATA[{content}]]></Content><MsgId>{number}</MsgId></xml>"
    )


def build_event(chance: random.Random) -> str:
    """An event, known or not, with fields that are not what they should be."""
    event = chance.choice(("subscribe", "SCAN", "CLICK", "unsubscribe", "VIEW", "", "x" * 999, "LOCATION"))
    key = chance.choice(
        ("", "qrscene_", "qrscene_c-1", "m:help", "x:9", "i:1", "\u202e", "q:a:b:c", "9" * 999)
    )
    kind = chance.choice(("event", "EVENT", "location", "voice", "link", "image", ""))
    place = chance.choice(("nan", "inf", "-1e999", "23.1", "", "x", "1" * 400))
    return (
        f"<xml><FromUserName>oA</FromUserName><CreateTime>{chance.choice(('1', place))}</CreateTime>"
        f"<MsgType>{kind}</MsgType><MsgId>{chance.randrange(99)}</MsgId><Event>{event}</Event><EventKey>{key}</EventKey><Location_X>{place}</Location_X>"
        f"<Location_Y>{place}</Location_Y><Recognition>{key}</Recognition></xml>"
    )


def damage(text: str, chance: random.Random) -> str:
    """The text with a piece of it gone or doubled."""
    start = chance.randrange(len(text))
    piece = text[start : start + chance.randrange(40)]
    return text.replace(piece, chance.choice(("", piece * 2)), 1)


def read_size() -> int:
    """The memory of this process that is in use, in bytes (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
