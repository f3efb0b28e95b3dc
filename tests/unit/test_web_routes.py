"""Requests to the chat: taken, refused, and what every answer carries."""

import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_network
from typing import Any

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from yarl import URL

from bot.web.client import WebAdapter
from bot.web.guard import TokenBuckets, find_client
from bot.web.routes import add_routes
from bot.web.sessions import derive_account
from directory.domain.person import Address
from handlers.messages import Update, UpdateKind
from tests.unit.web_fakes import FakeChatLog, translate

Client = TestClient[web.Request, web.Application]


@asynccontextmanager
async def open_chat(*, demo: bool = False, **options: Any) -> AsyncIterator[tuple[Client, FakeChatLog]]:
    adapter = WebAdapter()
    log = FakeChatLog(adapter)
    app = web.Application()
    add_routes(app, adapter, log, demo=demo, translate=translate, **options)
    async with TestClient(TestServer(app)) as client:
        yield client, log


async def post(client: Client, body: Any, pane: str = "left", **headers: str) -> ClientResponse:
    data = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
    headers = {"Content-Type": "application/json"} | {key.replace("_", "-"): headers[key] for key in headers}
    return await client.post(f"/chat/{pane}/messages", data=data, headers=headers)


async def test_a_message_is_taken_once():
    async with open_chat(demo=True) as (client, log):
        first = await post(client, {"id": "1", "text": "Fliesen"})
        again = await post(client, {"id": "1", "text": "Fliesen"})
        assert (first.status, await first.json()) == (202, {"accepted": True, "repeat": False})
        assert (again.status, await again.json()) == (202, {"accepted": True, "repeat": True})
        assert log.updates == [Update("m:1", Address("web", "demo-left"), UpdateKind.TEXT, text="Fliesen")]


async def test_the_cookie_makes_the_account():
    async with open_chat() as (client, log):
        assert (await post(client, {"id": "1", "text": "hi"}, "me")).status == 401
        page = await client.get("/chat/me/")
        cookie = page.cookies["chat"]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/chat/me")
        assert not cookie["secure"]
        assert (await post(client, {"id": "1", "text": "hi"}, "me")).status == 202
        assert [update.address.account for update in log.updates] == [derive_account(cookie.value)]
        assert len(derive_account(cookie.value)) == 32
        renewed = (await client.get("/chat/me/")).cookies["chat"]
        assert renewed.value == cookie.value


async def test_the_cookie_is_secure_where_the_site_is():
    async with open_chat(site="https://chat.example.org") as (client, _):
        assert (await client.get("/chat/me/")).cookies["chat"]["secure"]


async def test_a_forged_cookie_is_replaced():
    async with open_chat() as (client, _):
        page = await client.get("/chat/me/", headers={"Cookie": "chat=short"})
        assert len(page.cookies["chat"].value) == 43


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
async def test_other_sites_are_refused(headers: dict[str, str]) -> None:
    async with open_chat(demo=True) as (client, log):
        answer = await post(client, {"id": "1", "text": "hi"}, **headers)
        assert (answer.status, (await answer.json())["error"]) == (403, "foreign_origin")
        events = await client.get("/chat/left/events", headers={"Sec-Fetch-Site": "cross-site"})
        assert events.status == 403
        assert log.updates == []


@pytest.mark.parametrize("site", ["", "https://chat.example.org"])
async def test_our_own_page_is_not_refused(site: str) -> None:
    async with open_chat(demo=True, site=site) as (client, _):
        origin = site or f"http://{client.host}:{client.port}"
        answer = await post(client, {"id": "1", "text": "hi"}, Origin=origin, Sec_Fetch_Site="same-origin")
        assert answer.status == 202


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"id": "1", "text": "x" * 4001}, 400, "too_long"),
        (b"{", 400, "bad_json"),
        (b" " * 16_385, 413, "too_large"),
        (b" " * 2_000_000, 413, "too_large"),
    ],
)
async def test_refused_bodies(body: Any, status: int, code: str) -> None:
    async with open_chat(demo=True) as (client, log):
        answer = await post(client, body)
        told = await answer.json()
        assert (answer.status, told["error"], told["accepted"]) == (status, code, False)
        assert log.updates == []


async def test_only_json_is_taken():
    async with open_chat(demo=True) as (client, _):
        answer = await client.post("/chat/left/messages", data=b"{}", headers={"Content-Type": "text/plain"})
        assert answer.status == 415


async def test_too_many_messages_wait():
    async with open_chat(demo=True, buckets=TokenBuckets(capacity=2, per_s=0.1)) as (client, _):
        answers = [await post(client, {"id": str(number), "text": "hi"}) for number in range(3)]
        assert [answer.status for answer in answers] == [202, 202, 429]
        assert answers[2].headers["Retry-After"] == "10"
        assert (await post(client, {"id": "1", "text": "hi"}, "right")).status == 202


PROXIES = (ip_network("10.0.0.0/8"), ip_network("::1"))


@pytest.mark.parametrize(
    ("remote", "forwarded", "client"),
    [
        ("198.51.100.7", "", "198.51.100.7"),
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),  # no proxy of ours: may say what it likes
        ("10.1.1.1", "203.0.113.9", "203.0.113.9"),
        ("10.1.1.1", "6.6.6.6, 203.0.113.9", "203.0.113.9"),  # the left was there before our proxy came
        ("10.1.1.1", "203.0.113.9, 10.2.2.2", "203.0.113.9"),  # two of ours in a row
        ("10.1.1.1", "<script>", "10.1.1.1"),
        ("10.1.1.1", "10.2.2.2", "10.2.2.2"),
        ("::1", "2001:db8:1:2:3::4", "2001:db8:1:2::/64"),  # of these a household has any number
        ("::1", "::ffff:203.0.113.9", "203.0.113.9"),
        ("", "203.0.113.9", ""),
    ],
)
def test_a_client_is_known_behind_our_own_proxies_only(remote: str, forwarded: str, client: str) -> None:
    assert find_client(remote, forwarded, PROXIES) == client


def test_buckets_refill_and_forget_the_idle():
    now = 0.0
    buckets = TokenBuckets(capacity=1, per_s=0.5, keys=2, clock=lambda: now)
    assert [buckets.take("a"), buckets.take("a"), buckets.take("b")] == [0, 2, 0]
    now = 1.0
    assert buckets.take("a") == 1
    now = 2.0
    assert buckets.take("a") == 0
    assert buckets.take("c") == 0  # "b" is forgotten, "a" is not
    assert buckets.take("a") == 2


@pytest.mark.parametrize(
    ("demo", "path", "status"),
    [
        (False, "/chat/me/", 200),
        (False, "/chat/left/", 404),
        (True, "/chat/left/", 200),
        (True, "/chat/right/", 200),
        (True, "/chat/other/", 404),
        (True, "/chat/left/messages", 405),
        (True, "/chat/static/chat.css", 200),
        (True, "/chat/static/", 403),
    ],
)
async def test_every_answer_carries_the_headers(demo: bool, path: str, status: int) -> None:
    async with open_chat(demo=demo) as (client, _):
        answer = await client.get(path)
        assert answer.status == status
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        expected = "public, max-age=60, must-revalidate" if "static" in path else "no-store"
        assert answer.headers["Cache-Control"] == expected


@pytest.mark.parametrize("path", ["../routes.py", "%2e%2e/routes.py", "..%2froutes.py", "%2fetc%2fpasswd"])
async def test_only_static_files_are_static(path: str) -> None:
    async with open_chat() as (client, _):
        answer = await client.get(URL(f"/chat/static/{path}", encoded=True))
        assert answer.status in (403, 404)


async def test_static_files_are_asked_for_again_by_etag():
    async with open_chat() as (client, _):
        first = await client.get("/chat/static/chat.js")
        again = await client.get("/chat/static/chat.js", headers={"If-None-Match": first.headers["ETag"]})
        assert (first.status, again.status) == (200, 304)


@pytest.mark.parametrize(("path", "target"), [("/", "/chat/me/"), ("/chat/me", "/chat/me/")])
async def test_the_way_to_the_chat_keeps_the_deep_link(path: str, target: str) -> None:
    async with open_chat() as (client, _):
        answer = await client.get(f"{path}?start=c-7&lang=de", allow_redirects=False)
        assert (answer.status, answer.headers["Location"]) == (302, f"{target}?start=c-7&lang=de")
