"""Signing in by a one-time link, signing out, and the language of the pages."""

import asyncio

from aiohttp import web

from bot.admin.door import Fault
from bot.admin.requests import find_way_back
from bot.admin.showing import Showing
from bot.admin.signed_in import draw_token, find_token, hash_token, sign_in, sign_out
from bot.admin.visit import Answer, Go, Visit
from bot.clock import Clock
from bot.web.guard import Proxies, TokenBuckets, find_client, is_foreign
from bot.web.pages import choose_locale
from directory.domain.signins import hash_secret
from directory.store import signins
from directory.store.engine import Store
from handlers.localizer import LOCALES


class SigningIn:
    """The pages that nobody needs to be signed in for. Opening a link does nothing: previews may."""

    def __init__(
        self,
        store: Store,
        showing: Showing,
        clock: Clock,
        site: str,
        buckets: TokenBuckets | None = None,
        proxies: Proxies = (),
    ) -> None:
        self._store = store
        self._showing = showing
        self._clock = clock
        self._site = site
        self._proxies = proxies
        self._buckets = buckets or TokenBuckets(capacity=20, per_s=0.5)

    async def show(self, request: web.Request) -> web.Response:
        """The button that signs in, where the link is still good."""
        code = self._read_code(request)
        if not await asyncio.to_thread(self._is_valid, code):
            raise Fault(410, "link-over")
        locale = choose_locale(request.query.get("lang", ""), request.headers.get("Accept-Language", ""))
        return self._showing.render(request, "sign_in.html", locale, {})

    async def enter(self, request: web.Request) -> web.Response:
        """Use the link and begin a session."""
        if is_foreign(request.headers, self._site):
            raise Fault(403, "foreign")
        code, token = self._read_code(request), draw_token()
        if not await asyncio.to_thread(self._open, code, token):
            raise Fault(410, "link-over")
        response = web.Response(status=303, headers={"Location": "/admin/"})
        sign_in(response, token, secure=self._showing.secure)
        return response

    async def leave(self, request: web.Request) -> web.Response:
        """Say goodbye to somebody who has signed out; the cookie goes."""
        response = self._showing.explain(request, 200, "goodbye")
        if find_token(request):
            sign_out(response)
        return response

    def _read_code(self, request: web.Request) -> str:
        forwarded = ",".join(request.headers.getall("X-Forwarded-For", ()))
        if wait_s := self._buckets.take(find_client(request.remote or "", forwarded, self._proxies)):
            raise Fault(429, "too-many", wait_s)
        return request.match_info["code"]

    def _is_valid(self, code: str) -> bool:
        with self._store.read() as session:
            return signins.is_valid(session, hash_secret(code), self._clock())

    def _open(self, code: str, token: str) -> bool:
        with self._store.write() as session:
            return signins.open_session(session, hash_secret(code), hash_token(token), self._clock())


def end_here(visit: Visit) -> Answer:
    """Sign out at this browser."""
    signins.end(visit.session, visit.token_hash)
    return Go("/admin/bye")


def end_everywhere(visit: Visit) -> Answer:
    """Sign out at all browsers; links not yet used end too."""
    signins.end_all(visit.session, visit.person.id)
    return Go("/admin/bye")


def speak(visit: Visit) -> Answer:
    """Change the language of the pages."""
    locale = visit.given("locale")
    if locale in LOCALES:
        signins.change_locale(visit.session, visit.token_hash, locale)
    return Go(find_way_back(visit.form))
