"""/wechat: the check of the address (GET), and what users send, answered in the same request (POST).

400 or 403 and a counter for all that WeChat did not send; 200 once the update is committed. 503 makes
WeChat ask again: for what could not be stored, and where an answer that is not ready can be given only
in a request.
"""

import asyncio
import logging
import time
from collections import Counter, OrderedDict
from collections.abc import Callable

from aiohttp import web

from bot.faults import locate
from bot.wechat.answering import Answer, Answers
from bot.wechat.client import WeChatAdapter
from bot.wechat.envelope import Envelope, Forged, Opened
from bot.wechat.parse import Contact, Ignored, parse_push
from bot.wechat.push_xml import BadPush, build_answer, read_field
from directory.store.errors import StoreError
from directory.store.mass_results import MassResult

PATH = "/wechat"
BODY_BYTES = 256 * 1024
BODY_WITHIN_S = 3.0
ANSWERED_WITHIN_S = 4.5
TAKEN_WITHIN_S = 5.0
TRIES = 3
"""How often WeChat asks."""
REMEMBERED_TRIES = 10_000
_LOG = logging.getLogger(__name__)


class Webhook:
    """The routes that WeChat calls. `counts` says how many pushes of which sort came.

    `note_result` is told what became of a mass send; it may raise StoreError.
    """

    def __init__(
        self,
        adapter: WeChatAdapter,
        envelope: Envelope,
        answers: Answers,
        clock_s: Callable[[], float] = time.time,
        note_result: Callable[[MassResult], object] = lambda result: None,
    ) -> None:
        self.counts: Counter[str] = Counter()
        self._adapter = adapter
        self._envelope = envelope
        self._answers = answers
        self._clock_s = clock_s
        self._note_result = note_result
        self._tries: OrderedDict[tuple[str, str], int] = OrderedDict()

    def add_routes(self, site: web.Application) -> None:
        """Add the routes to `site`."""
        site.router.add_get(PATH, self.greet, allow_head=False)
        site.router.add_post(PATH, self.take)

    async def greet(self, request: web.Request) -> web.Response:
        """Answer the console's check."""
        try:
            return web.Response(text=self._envelope.check_handshake(request.query))
        except Forged as error:
            return self._refuse(403, "forged", str(error))

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Take one push."""
        came_at = time.monotonic()
        try:
            opened = self._envelope.open(request.query, await _read_body(request))
            meant = parse_push(opened.fields)
        except Forged as error:
            return self._refuse(403, "forged", str(error))
        except BadPush as error:
            return self._refuse(400, "bad", str(error))
        if isinstance(meant, Ignored):
            if meant.bad:
                return self._refuse(400, "bad", meant.reason)
            self.counts["ignored"] += 1
            return web.Response(text="success")
        try:
            if isinstance(meant, MassResult):
                await asyncio.to_thread(self._note_result, meant)
                self.counts["taken"] += 1
                return web.Response(text="success")
            answer = await self._find(meant, came_at)
        except StoreError as error:
            _LOG.error("wechat: a push could not be stored and will come again: %s", error)
            return web.Response(status=503)
        except TimeoutError:
            return web.Response(status=503)
        except Exception as error:  # it would come again and fail again
            _LOG.error("wechat: a push was put aside: %s", locate(error))
            self.counts["failed"] += 1
            return web.Response(text="success")
        return await self._give(request, opened, meant, answer, came_at)

    async def _find(self, contact: Contact, came_at: float) -> Answer | None:
        tries = self._count_try(contact)
        self.counts["taken" if tries == 1 else "repeated"] += 1
        final = self._adapter.can_push or tries >= TRIES
        within_s = ANSWERED_WITHIN_S if final else TAKEN_WITHIN_S
        return await self._answers.find(
            contact, max(0.1, within_s - (time.monotonic() - came_at)), final=final
        )

    async def _give(
        self, request: web.Request, opened: Opened, contact: Contact, answer: Answer | None, came_at: float
    ) -> web.StreamResponse:
        """Write the answer; it counts as taken when it went out in time. After the last try it is sent."""
        to, sender = read_field(opened.fields, "FromUserName"), read_field(opened.fields, "ToUserName")
        parts = answer.parts if answer else ()
        text = build_answer(parts, to, sender, int(self._clock_s()))
        response = web.Response(
            text=opened.seal(text), content_type="text/plain" if text == "success" else "application/xml"
        )
        if answer is None or not parts:
            return response
        try:
            await response.prepare(request)
            await response.write_eof()
        except (ConnectionError, asyncio.CancelledError):
            if self._tries.get(_key(contact), 0) >= TRIES:
                self._answers.release(answer)
            return response
        if request.transport is not None and time.monotonic() - came_at < TAKEN_WITHIN_S:
            self._answers.settle(answer)
        return response

    def _count_try(self, contact: Contact) -> int:
        """Which try of the same push this is, as far as this process remembers."""
        key = _key(contact)
        self._tries[key] = self._tries.pop(key, 0) + 1
        while len(self._tries) > REMEMBERED_TRIES:
            self._tries.popitem(last=False)
        return self._tries[key]

    def _refuse(self, status: int, sort: str, reason: str) -> web.Response:
        self.counts[sort] += 1
        _LOG.debug("wechat: a request was refused: %s", reason)
        return web.Response(status=status)


def _key(contact: Contact) -> tuple[str, str]:
    return contact.update.address.account, contact.update.id


async def _read_body(request: web.Request) -> bytes:
    """The body. Raises BadPush where it is larger than any push or does not come."""
    body = bytearray()
    if (request.content_length or 0) > BODY_BYTES:
        raise BadPush("too large")
    try:
        async with asyncio.timeout(BODY_WITHIN_S):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > BODY_BYTES:
                    raise BadPush("too large")
    except (TimeoutError, web.RequestPayloadError, ConnectionError, ValueError) as error:
        raise BadPush(f"not read: {type(error).__name__}") from None
    return bytes(body)
