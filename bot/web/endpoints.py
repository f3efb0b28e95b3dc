"""What the web chat answers to each request."""

from dataclasses import dataclass

from aiohttp import web

from bot.web.client import PLATFORM
from bot.web.events import EventStreams, parse_position
from bot.web.guard import TokenBuckets, is_foreign
from bot.web.pages import Pages, choose_locale
from bot.web.parse import Rejected, parse_message
from bot.web.sessions import Sessions
from directory.domain.person import Address

BODY_BYTES = 16 * 1024


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The handlers of one application."""

    sessions: Sessions
    streams: EventStreams
    pages: Pages
    buckets: TokenBuckets
    site: str

    async def show_demo(self, request: web.Request) -> web.Response:
        """The demo page."""
        return web.Response(text=self.pages.demo(_choose_locale(request)), content_type="text/html")

    async def show_page(self, request: web.Request) -> web.Response:
        """The chat page; the browser gets its cookie here."""
        page = self.pages.chat(_choose_locale(request), request.match_info["pane"])
        response = web.Response(text=page, content_type="text/html")
        self.sessions.renew(request, response)
        return response

    async def take_message(self, request: web.Request) -> web.Response:
        """Take in one message. 202 means: it is committed."""
        if is_foreign(request.headers, self.site):
            return _refuse(403, "foreign_origin", "Messages are taken from our own page only.")
        if request.content_type != "application/json":
            return _refuse(415, "bad_media_type", "The body must be application/json.")
        address = self._find_address(request)
        if address is None:
            return _refuse(401, "no_session", "Open the chat page first; it sets the cookie.")
        body = await _read_body(request)
        if body is None:
            return _refuse(413, "too_large", f"The body is larger than {BODY_BYTES} bytes.")
        update = parse_message(body, address)
        if isinstance(update, Rejected):
            return _refuse(400, update.code, update.message)
        wait_s = self.buckets.take(address.account)
        if wait_s:
            refusal = _refuse(429, "too_many", "Too many messages; try again later.")
            refusal.headers["Retry-After"] = str(wait_s)
            return refusal
        fresh = await self.streams.log.receive(update)
        return web.json_response({"accepted": True, "repeat": not fresh}, status=202)

    async def open_events(self, request: web.Request) -> web.StreamResponse:
        """The event stream of a page."""
        if is_foreign(request.headers, self.site):
            return _refuse(403, "foreign_origin", "Events go to our own page only.")
        address = self._find_address(request)
        if address is None:
            return _refuse(401, "no_session", "Open the chat page first; it sets the cookie.")
        try:
            after_id = parse_position(request)
        except ValueError:
            return _refuse(400, "bad_position", "The last event id must be a number.")
        return await self.streams.answer(request, address, after_id)

    async def close(self, app: web.Application) -> None:
        """End all event streams, so that the server can stop."""
        self.streams.hub.close()

    def _find_address(self, request: web.Request) -> Address | None:
        account = self.sessions.find_account(request)
        return Address(PLATFORM, account) if account else None


async def _read_body(request: web.Request) -> bytes | None:
    """The body; None where it is too large or cannot be unpacked."""
    body = bytearray()
    try:
        async for chunk in request.content.iter_any():
            body += chunk
            if len(body) > BODY_BYTES:
                return None
    except web.RequestPayloadError:
        return None
    return bytes(body)


def _choose_locale(request: web.Request) -> str:
    return choose_locale(request.query.get("lang", ""), request.headers.get("Accept-Language", ""))


def _refuse(status: int, code: str, message: str) -> web.Response:
    return web.json_response({"accepted": False, "error": code, "message": message}, status=status)
