"""Pictures of news items in the web chat: from our own origin, and fetched only from the internet."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.pictures import LARGEST_BYTES, Pictures, find_media_type, is_global
from bot.web.picture import add_picture_route, build_address

Client = TestClient[web.Request, web.Application]
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100
ANSWERS = {
    "/a.png": PNG,
    "/a.jpg": b"\xff\xd8\xff\xe0" + b"0" * 100,
    "/a.webp": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "/a.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "/large.png": PNG + b"0" * LARGEST_BYTES,
}


@asynccontextmanager
async def open_site(
    *, is_public: bool
) -> AsyncIterator[tuple[TestClient[web.Request, web.Application], str]]:
    """Our site, and where others have their pictures."""

    async def show(request: web.Request) -> web.Response:
        if request.path == "/moved.png":
            raise web.HTTPFound("/a.png")
        if request.path == "/broken.png":
            return web.Response(status=500, body=PNG)
        return web.Response(body=ANSWERS[request.path])

    there, here = web.Application(), web.Application()
    there.router.add_get("/{path:.*}", show)
    async with TestServer(there) as others:
        base = str(others.make_url("")).rstrip("/")
        pictures = Pictures(lambda address: is_public) if is_public else Pictures()
        add_picture_route(here, pictures, lambda url: url.startswith(base) and "secret" not in url)
        async with TestClient(TestServer(here)) as client:
            yield client, base


@pytest.mark.parametrize(
    ("path", "media_type"),
    [("/a.png", "image/png"), ("/a.jpg", "image/jpeg"), ("/a.webp", "image/webp")],
)
async def test_a_picture_of_an_item_is_shown_from_our_own_origin(path: str, media_type: str) -> None:
    async with open_site(is_public=True) as (client, base):
        for _ in range(2):
            answer = await client.get(build_address(base + path))
            assert (answer.status, answer.content_type) == (200, media_type)
            assert await answer.read() == ANSWERS[path]


@pytest.mark.parametrize("path", ["/a.svg", "/large.png", "/moved.png", "/broken.png", "/a.png?secret"])
async def test_what_is_no_picture_of_an_item_is_not_shown(path: str) -> None:
    async with open_site(is_public=True) as (client, base):
        assert (await client.get(build_address(base + path))).status == 404


async def test_nothing_is_fetched_from_a_network_of_ours() -> None:
    async with open_site(is_public=False) as (client, base):
        assert (await client.get(build_address(f"{base}/a.png"))).status == 404
        named = base.replace("127.0.0.1", "localhost")
        assert await Pictures().find_picture(f"{named}/a.png") is None
        assert await Pictures(lambda address: True).find_picture(f"{named}/a.png") is not None


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.0.0.1", "fd00::1"]
)
def test_addresses_of_ours(address: str) -> None:
    assert not is_global(address)
    assert is_global("93.184.216.34")


def test_by_its_first_bytes() -> None:
    assert [find_media_type(one) for one in (b"GIF89a", b"", b"RIFF1234WAVE", b"<html>")] == [
        "image/gif",
        "",
        "",
        "",
    ]
