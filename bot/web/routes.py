"""The web chat's addresses, and what every answer carries."""

from aiohttp import web

from bot.web.client import WebAdapter
from bot.web.endpoints import Endpoints
from bot.web.events import HEARTBEAT_S, EventStreams
from bot.web.guard import SECURITY_HEADERS, TokenBuckets
from bot.web.hub import ChatLog
from bot.web.pages import STATIC, Pages, Translate
from bot.web.sessions import OWN_PANE, Sessions

STATIC_PREFIX = "/chat/static/"
STATIC_CACHE = "public, max-age=60, must-revalidate"


def add_routes(
    app: web.Application,
    adapter: WebAdapter,
    chat_log: ChatLog,
    *,
    demo: bool,
    translate: Translate,
    site: str = "",
    imprint_url: str = "",
    privacy_url: str = "",
    buckets: TokenBuckets | None = None,
    heartbeat_s: float = HEARTBEAT_S,
) -> None:
    """Add the chat to `app`. `site` is the public address ("https://…") if known; it secures cookies."""
    chat = Endpoints(
        sessions=Sessions(demo=demo, secure=site.startswith("https://")),
        streams=EventStreams(adapter.hub, chat_log, heartbeat_s),
        pages=Pages(translate, imprint_url=imprint_url, privacy_url=privacy_url),
        buckets=buckets or TokenBuckets(),
        site=site,
    )
    pane = f"/chat/{{pane:{'|'.join(chat.sessions.panes)}}}"
    app.router.add_get("/", chat.show_demo if demo else _redirect_home)
    app.router.add_get(pane, _add_slash)
    app.router.add_get(f"{pane}/", chat.show_page)
    app.router.add_post(f"{pane}/messages", chat.take_message)
    app.router.add_get(f"{pane}/events", chat.open_events, allow_head=False)
    app.router.add_static(STATIC_PREFIX, STATIC)
    app.on_response_prepare.append(_add_headers)
    app.on_shutdown.append(chat.close)


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    if request.path.startswith(STATIC_PREFIX):
        response.headers.setdefault("Cache-Control", STATIC_CACHE)
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)


async def _redirect_home(request: web.Request) -> web.Response:
    raise web.HTTPFound(request.rel_url.with_path(f"/chat/{OWN_PANE}/").with_query(request.query))


async def _add_slash(request: web.Request) -> web.Response:
    raise web.HTTPFound(request.rel_url.with_path(f"{request.path}/").with_query(request.query))
