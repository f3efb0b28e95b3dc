"""The addresses of the pages, what each does and for whom. There are no others."""

from collections.abc import Callable

from aiohttp import web

from bot.admin import (
    auditing,
    cities,
    companies,
    importing,
    introductions,
    news,
    overview,
    people,
    reviewing,
    signing_in,
    words,
)
from bot.admin.door import Door, Route
from bot.admin.live import Live
from bot.admin.showing import STATIC, Showing
from bot.admin.signing_in import SigningIn
from bot.admin.visit import Visit
from bot.clock import Clock
from bot.turns import Turns
from bot.web.guard import Proxies, TokenBuckets
from directory.store.engine import Store
from handlers.localizer import Localizer


def alliance(visit: Visit) -> bool:
    """For the secretariat only."""
    return visit.everywhere


ROUTES = (
    Route("GET", "/", overview.show),
    Route("GET", "/queue", reviewing.show),
    Route("POST", "/claims/{id}/{action}", reviewing.decide_claim),
    Route("GET", "/companies", companies.show),
    Route("GET", "/companies/{id}", companies.show_entry),
    Route("POST", "/companies/{id}/correct", companies.correct, keep=companies.keep),
    Route("POST", "/companies/{id}/invite", people.invite_for_entry),
    Route("POST", "/companies/{id}/{action}", reviewing.act, keep=companies.keep),
    Route("GET", "/introductions", introductions.show),
    Route("GET", "/news", news.show),
    Route("POST", "/news", news.save, keep=news.keep),
    Route("GET", "/news/new", news.compose),
    Route("GET", "/news/{id}", news.show_one),
    Route("POST", "/news/{id}", news.save, keep=news.keep),
    Route("GET", "/news/{id}/edit", news.edit),
    Route("GET", "/news/{id}/report.csv", news.download),
    Route("POST", "/news/{id}/me", news.send_to_me),
    Route("POST", "/news/{id}/{event}", news.happen),
    Route("GET", "/import", importing.show),
    Route("POST", "/import", importing.bring, prepare=importing.look),
    Route("GET", "/import/{id}", importing.show_one),
    Route("POST", "/import/{id}/write", importing.write, prepare=importing.look_again),
    Route("POST", "/import/{id}/undo", importing.undo),
    Route("GET", "/words", words.show),
    Route("POST", "/words", words.add, keep=words.show),
    Route("POST", "/words/{id}/remove", words.remove),
    Route("GET", "/people", people.show),
    Route("POST", "/people/invite", people.invite),
    Route("POST", "/people/offices/{id}/withdraw", people.withdraw),
    Route("POST", "/people/members/{company}/{person}/withdraw", people.withdraw_member),
    Route("GET", "/cities", cities.show),
    Route("POST", "/cities", cities.add, alliance, keep=cities.show),
    Route("GET", "/cities/{id}", cities.show_one, alliance),
    Route("POST", "/cities/{id}", cities.change, alliance, keep=cities.keep_one),
    Route("POST", "/cities/{id}/leave", cities.leave, alliance),
    Route("GET", "/audit", auditing.show),
    Route("GET", "/audit.csv", auditing.download),
    Route("POST", "/language", signing_in.speak),
    Route("POST", "/out", signing_in.end_here),
    Route("POST", "/out-everywhere", signing_in.end_everywhere),
)


def build_pages(
    store: Store,
    turns: Turns,
    localizer: Localizer,
    clock: Clock,
    *,
    site: str = "",
    written: Callable[[], None] = lambda: None,
    buckets: TokenBuckets | None = None,
    proxies: Proxies = (),
) -> web.Application:
    """The application under /admin. `site` is the public address if known; it secures cookies.

    `proxies` are believed when they say for whom they ask.
    """
    showing = Showing(localizer, secure=site.startswith("https://"))
    door = Door(store, turns, clock, site=site, written=written, buckets=buckets)
    entrance = SigningIn(store, showing, clock, site, buckets, proxies)
    app = web.Application(middlewares=[showing.guard])
    showing.set_up(app)
    app.router.add_get("/in/{code}", entrance.show)
    app.router.add_post("/in/{code}", entrance.enter)
    app.router.add_get("/bye", entrance.leave)
    app.router.add_static("/static", STATIC)
    live = Live(store, door)
    app.router.add_get("/news/{id}/events", live.follow, allow_head=False)
    app.on_shutdown.append(live.close)
    for route in ROUTES:
        app.router.add_route(route.method, route.path, door.answer(route, showing.finish))
    return app
