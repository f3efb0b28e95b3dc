"""Pictures of news items, fetched for readers: from our own origin, so that no other learns who reads.

Only addresses that lead out into the internet are fetched, and only what is a picture is passed on.
"""

import asyncio
import ipaddress
import logging
import socket
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

LARGEST_BYTES = 5_000_000
KEPT_BYTES = 20_000_000
WITHIN_S = 10.0
AT_ONCE = 4
_KINDS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"GIF8", "image/gif"))
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and its media type, as its first bytes say."""

    content: bytes
    media_type: str


class Pictures:
    """Fetches pictures and keeps the newest. `is_public` says whether a host's address may be asked."""

    def __init__(self, is_public: Callable[[str], bool] | None = None) -> None:
        self._is_public = is_public or is_global
        self._kept: OrderedDict[str, Picture] = OrderedDict()
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def find_picture(self, url: str) -> Picture | None:
        """The picture at an address; None where there is none that may be shown."""
        async with self._turn:
            if (known := self._kept.get(url)) is None:
                known = await self._fetch(url)
            if known is not None:
                self._keep(url, known)
        return known

    async def _fetch(self, url: str) -> Picture | None:
        host = urlsplit(url).hostname or ""
        if is_address(host) and not self._is_public(host):
            return None
        connector = TCPConnector(resolver=_PublicResolver(self._is_public))
        timeout = ClientTimeout(WITHIN_S)
        try:
            async with (
                ClientSession(connector=connector, timeout=timeout) as session,
                session.get(url, allow_redirects=False) as answer,
            ):
                content = await _read(answer)
        except (ClientError, TimeoutError, OSError, ValueError) as error:
            _LOG.info("a picture of a news item could not be fetched: %s", type(error).__name__)
            return None
        media_type = find_media_type(content) if answer.status == 200 else ""
        return Picture(content, media_type) if media_type else None

    def _keep(self, url: str, picture: Picture) -> None:
        self._kept[url] = picture
        self._kept.move_to_end(url)
        while sum(len(one.content) for one in self._kept.values()) > KEPT_BYTES:
            self._kept.popitem(last=False)


async def _read(answer: ClientResponse) -> bytes:
    """The body; nothing of one that is too large."""
    content = bytearray()
    async for chunk in answer.content.iter_any():
        content += chunk
        if len(content) > LARGEST_BYTES:
            return b""
    return bytes(content)


def find_media_type(content: bytes) -> str:
    """What kind of picture it is; "" for anything else, such as SVG, which can hold scripts."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _KINDS if content.startswith(start)), "")


def is_address(host: str) -> bool:
    """Whether a host is given as a number."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_global(address: str) -> bool:
    """Whether an address lies in the internet, not in a network of ours."""
    return ipaddress.ip_address(address).is_global


class _PublicResolver(AbstractResolver):
    """Knows no host in a network of ours, whatever its name says."""

    def __init__(self, is_public: Callable[[str], bool]) -> None:
        self._is_public, self._ask = is_public, ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._ask.resolve(host, port, family)
        public = [one for one in found if self._is_public(one["host"])]
        if not public:
            raise OSError("not in the internet")
        return public

    async def close(self) -> None:
        await self._ask.close()
