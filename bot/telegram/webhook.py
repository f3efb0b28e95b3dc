"""Webhook: Telegram posts an update to /telegram. 200 says that it is committed, or that nobody wants it.

Anything but 200 makes Telegram post it again, for hours: so what cannot be read is put aside with 200
and counted, and only what could not be stored gets 503.
"""

import asyncio
import hmac
import json
import logging
from typing import Any

from aiohttp import web

from bot.faults import locate
from bot.telegram.receiving import Receiver
from directory.store.errors import StoreError

PATH = "/telegram"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY_BYTES = 1024 * 1024
BODY_WITHIN_S = 10.0
_LOG = logging.getLogger(__name__)


class Webhook:
    """The route that Telegram posts to."""

    def __init__(self, receiver: Receiver, secret: str) -> None:
        self._receiver = receiver
        self._secret = secret.encode()

    def add_routes(self, site: web.Application) -> None:
        """Add the route to `site`."""
        site.router.add_post(PATH, self.take)

    async def take(self, request: web.Request) -> web.Response:
        """Take one update."""
        if not is_secret(request.headers.get(HEADER, ""), self._secret):
            self._receiver.counts["forged"] += 1
            return web.Response(status=403)
        if not self._receiver.ready:
            return web.Response(status=503, headers={"Retry-After": "5"})
        body = await _read_body(request)
        raw = None if body is None else _read_json(body)
        try:
            await self._receiver.take(raw)
        except StoreError as error:
            _LOG.error("telegram: an update could not be stored and will come again: %s", error)
            return web.Response(status=503)
        except Exception as error:  # it would come again and again and fail as often
            _LOG.error("telegram: an update was put aside: %s", locate(error))
            self._receiver.counts["bad"] += 1
        return web.Response()


def is_secret(given: str, secret: bytes) -> bool:
    """Whether `given` is the secret, in a time that says nothing about how much of it is right."""
    return bool(secret) and hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret)


async def _read_body(request: web.Request) -> bytes | None:
    """The body; None where it is larger than any update or does not come."""
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_WITHIN_S):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > BODY_BYTES:
                    return None
    except (TimeoutError, web.RequestPayloadError, ConnectionError):
        return None
    return bytes(body)


def _read_json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
