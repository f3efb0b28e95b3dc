"""Signing in by a one-time link, signing out, and the language of the pages."""

import asyncio

from aiohttp import web

from bot.admin.door import Fault
from bot.admin.entrance import Entrance
from bot.admin.requests import find_way_back
from bot.admin.showing import Showing
from bot.admin.signed_in import draw_token, find_token, hash_token, sign_in, sign_out
from bot.admin.visit import Answer, Go, Visit
from bot.clock import Clock
from bot.web.guard import Proxies, TokenBuckets, is_foreign
from bot.web.pages import choose_locale
from directory.domain.links import Opens
from directory.store import signins
from directory.store.engine import Store
from handlers.localizer import LOCALES


class SigningIn:
    """The pages that nobody needs to be signed in for."""

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
        self._entrance = Entrance(store, clock, (Opens.PAGES,), "link-over", buckets, proxies)

    async def show(self, request: web.Request) -> web.Response:
        """The button that signs in, where the link is still good."""
        await self._entrance.look(request)
        locale = choose_locale(request.query.get("lang", ""), request.headers.get("Accept-Language", ""))
        return self._showing.render(request, "sign_in.html", locale, {})

    async def enter(self, request: web.Request) -> web.Response:
        """Use the link and begin a session."""
        if is_foreign(request.headers, self._site):
            raise Fault(403, "foreign")
        code_hash, token = self._entrance.read(request), draw_token()
        if not await asyncio.to_thread(self._open, code_hash, token):
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

    def _open(self, code_hash: str, token: str) -> bool:
        with self._store.write() as session:
            return signins.open_session(session, code_hash, hash_token(token), self._clock())


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
