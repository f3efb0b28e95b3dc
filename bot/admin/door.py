"""The one door to the pages: session, form token, rate and role are checked here for every page there is."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, TypeVar

from aiohttp import web
from sqlalchemy.orm import Session

from bot.admin.requests import TooLarge, Unreadable, find_way_back, read_form, read_query, read_typed
from bot.admin.signed_in import derive_csrf, find_token, hash_token, is_csrf
from bot.admin.visit import Answer, Form, Go, NotHere, Page, Upload, Visit
from bot.clock import Clock
from bot.faults import locate
from bot.indexing import SearchNotReady
from bot.turns import Turns
from bot.web.guard import TokenBuckets, is_foreign
from directory.domain.signins import PageSession
from directory.store import conversations, signins
from directory.store.engine import Store
from directory.store.errors import Conflict, Forbidden, Refused, StoreError
from handlers.messages import Memory
from handlers.states import Idle

SEEN_EVERY = timedelta(minutes=1)
_LOG = logging.getLogger(__name__)

Allows = Callable[[Visit], bool]
T = TypeVar("T")


def anybody(visit: Visit) -> bool:
    """A page for everybody who holds an office."""
    return bool(visit.person.offices)


@dataclass(frozen=True, slots=True)
class Route:
    """A page: its address below /admin, what it does, and for whom. A POST runs in one transaction.

    `prepare` does before it what takes long and only reads; `show` finds the result in the visit. `keep`
    shows a form again as it was filled in, where it could not be taken: nothing that was typed is lost.
    """

    method: str
    path: str
    show: Callable[[Visit], Answer]
    allows: Allows = anybody
    prepare: Callable[[Visit], Any] | None = None
    keep: Callable[[Visit], Page] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, read."""

    token: str
    path: Mapping[str, str]
    query: Form
    form: Form = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)
    prepared: Any = None
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """An answer, the language it is in, and the visit's proof for its forms."""

    answer: Answer
    locale: str
    csrf: str
    offices: tuple[str, ...] = ()
    everywhere: bool = False


class SignedOut(Exception):
    """Nobody is signed in here, or no longer, or without an office. `typed`: a form that came, to be kept."""

    def __init__(self, typed: Form | None = None) -> None:
        super().__init__()
        self.typed = typed or {}


class Fault(Exception):
    """The page cannot be shown; `code` names the words for it. `locale` "" where nobody is known."""

    def __init__(self, status: int, code: str, wait_s: int = 0, *, locale: str = "") -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.wait_s = wait_s
        self.locale = locale


class Door:
    """Lets in who may come in. `written` is called after a POST: there may be parts to deliver."""

    def __init__(
        self,
        store: Store,
        turns: Turns,
        clock: Clock,
        *,
        site: str,
        written: Callable[[], None] = lambda: None,
        buckets: TokenBuckets | None = None,
    ) -> None:
        self._store = store
        self._turns = turns
        self._clock = clock
        self._site = site
        self._written = written
        self._buckets = buckets or TokenBuckets(capacity=60, per_s=2)

    def answer(
        self, route: Route, finish: Callable[[web.Request, Seen], web.StreamResponse]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """The web server's handler of a page. It raises SignedOut and Fault."""

        async def handle(request: web.Request) -> web.StreamResponse:
            asked = await self._read(request, route)
            try:
                seen = await asyncio.to_thread(self.run, route, asked)
            except SignedOut as error:
                raise SignedOut(asked.form if route.keep else None) from error
            if route.method == "POST":
                self._written()
            return finish(request, seen)

        return handle

    def run(self, route: Route, asked: Asked) -> Seen:
        """Show a page, or do what a form says, in one transaction. Raises SignedOut and Fault."""
        writes, locale = route.method == "POST", ""
        if not writes:
            self._keep_alive(asked.token)
        if asked.is_stale:
            return self._send_back(route, asked, "pages-form-old")
        try:
            if route.prepare is not None:
                with self._store.read() as session:
                    visit = self.enter(session, asked)
                    locale = visit.ctx.locale
                    asked = replace(asked, prepared=_show(route, visit, route.prepare))
            with self._store.write() if writes else self._store.read() as session:
                visit = self.enter(session, asked)
                locale = visit.ctx.locale
                return _seen(visit, _show(route, visit, route.show), asked)
        except NotHere as error:
            raise Fault(404, "not-here", locale=locale) from error
        except Forbidden as error:
            raise Fault(403, "forbidden", locale=locale) from error
        except Conflict:
            key = "pages-changed-meanwhile" if route.keep else "pages-moved-on"  # nothing was typed
            return self._send_back(route, asked, key)
        except Refused:
            return self._send_back(route, asked, "pages-refused")
        except (SearchNotReady, StoreError) as error:
            _LOG.warning("page not shown: %s: %s", route.path, locate(error))
            raise Fault(503, "not-ready", locale=locale) from error

    def enter(self, session: Session, asked: Asked) -> Visit:
        """The visit of whoever is signed in. Raises SignedOut; a role that was withdrawn is none."""
        known = signins.find_session(session, hash_token(asked.token), self._clock())
        if known is None:
            raise SignedOut
        conversation = conversations.get_conversation(session, known.conversation_id)
        memory = Memory(Idle())
        ctx = self._turns.build_context(session, conversation, _choose(known), memory)
        if ctx.person is None or not ctx.person.offices:
            raise SignedOut
        return Visit(
            session,
            ctx,
            ctx.person,
            conversation.id,
            self._turns,
            asked.path,
            asked.query,
            asked.form,
            asked.uploads,
            hash_token(asked.token),
            asked.prepared,
        )

    async def read_get(self, request: web.Request) -> Asked:
        """A request for a page, read. Raises SignedOut without a cookie, Fault where they come too fast."""
        token = find_token(request)
        if token is None:
            raise SignedOut
        if wait_s := self._buckets.take(hash_token(token)):
            raise Fault(429, "too-many", wait_s)
        return Asked(token, dict(request.match_info), read_query(request))

    async def _read(self, request: web.Request, route: Route) -> Asked:
        if route.method != "POST":
            return await self.read_get(request)
        is_ours = not is_foreign(request.headers, self._site)
        try:
            asked = await self.read_get(request)
        except SignedOut as error:
            raise SignedOut(await read_typed(request) if route.keep and is_ours else None) from error
        if not is_ours:
            raise Fault(403, "foreign")
        try:
            form, uploads = await read_form(request)
        except TooLarge as error:
            raise Fault(413, "too-large") from error
        except Unreadable as error:
            raise Fault(400, "bad-request") from error
        is_stale = not is_csrf(asked.token, next(iter(form.get("csrf", ())), ""))
        if is_stale and route.keep is None:
            raise Fault(403, "stale-form")
        return replace(asked, form=form, uploads=uploads, is_stale=is_stale)

    def _keep_alive(self, token: str) -> None:
        now, key = self._clock(), hash_token(token)
        with self._store.read() as session:
            known = signins.find_session(session, key, now)
        if known is not None and now - known.seen_at >= SEEN_EVERY:
            with self._store.write() as session:
                signins.keep_alive(session, key, now)

    def _send_back(self, route: Route, asked: Asked, key: str) -> Seen:
        """Nothing was stored: the page is shown as it is now, with what was typed, and says so.

        A form without our proof is shown too, not taken: whoever filled it in sees it and decides.
        """
        with self._store.read() as session:
            visit = self.enter(session, asked)
            if route.keep is None:
                return _seen(visit, Go(find_way_back(asked.form), visit.text(key)), asked)
            try:
                page = _show(route, visit, route.keep)
            except NotHere as error:
                raise Fault(404, "not-here", locale=visit.ctx.locale) from error
            except Forbidden as error:
                raise Fault(403, "forbidden", locale=visit.ctx.locale) from error
            warned = replace(page, values=page.values | {"warning": visit.text(key)})
            return _seen(visit, replace(warned, status=403 if asked.is_stale else 409), asked)


def _show(route: Route, visit: Visit, show: Callable[[Visit], T]) -> T:
    if not route.allows(visit):
        raise Forbidden(route.path)
    return show(visit)


def _choose(known: PageSession) -> str:
    return known.locale or "en"


def _seen(visit: Visit, answer: Answer, asked: Asked) -> Seen:
    if isinstance(answer, Page):
        answer.values.setdefault("path", asked.path)
    cities = {city.id: city for city in visit.ctx.entries.list_cities()}
    offices = tuple(
        cities[grant.city_id].name(visit.ctx.locale)
        if grant.city_id in cities
        else visit.text("pages-secretariat")
        for grant in visit.person.offices
    )
    return Seen(answer, visit.ctx.locale, derive_csrf(asked.token), offices, visit.everywhere)
