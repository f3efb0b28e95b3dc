"""Answers as HTTP: templates filled, ways on, downloads, kind words for what went wrong, and the headers."""

import base64
import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp_jinja2
import jinja2
from aiohttp import web
from markupsafe import Markup

from bot.admin.door import Fault, Seen, SignedOut
from bot.admin.signed_in import SAID, put_cookie
from bot.admin.visit import Download, Form, Go
from bot.faults import locate
from bot.web.pages import choose_locale
from directory.domain.visible import strip_hidden
from handlers.localizer import LOCALES, Localizer, format_date, format_moment

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"
CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # without it browsers send no Origin with our own forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}
LANG_TAGS = {"de": "de", "zh": "zh-Hans", "en": "en"}
LANGUAGE_NAMES = {"de": "Deutsch", "zh": "中文", "en": "English"}
NAVIGATION = ("overview", "queue", "companies", "introductions", "news", "import", "words", "people")
FOR_ALL = ("cities", "audit")
FAULTS = (
    "signed-out",
    "link-over",
    "data-over",
    "goodbye",
    "not-here",
    "forbidden",
    "foreign",
    "stale-form",
    "too-many",
    "too-large",
    "not-ready",
    "bad-request",
    "broken",
)
_BY_STATUS = {404: "not-here", 405: "not-here", 413: "too-large"}
SAID_S = 60
_LOG = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Showing:
    """Turns answers into responses. `secure`: the site is reached by https.

    `root` is where the application is; `headers` go in the place of those of the same name.
    """

    def __init__(
        self,
        localizer: Localizer,
        *,
        secure: bool = False,
        root: str = "/admin",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._localizer = localizer
        self.secure = secure
        self._root = root
        self._headers = HEADERS | dict(headers or {})

    def set_up(self, app: web.Application) -> None:
        """Give the application its templates."""
        aiohttp_jinja2.setup(
            app,
            loader=jinja2.FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_show,
        )

    def finish(self, request: web.Request, seen: Seen) -> web.StreamResponse:
        """The response to somebody signed in."""
        match seen.answer:
            case Go(path, said):
                response = web.Response(status=303, headers={"Location": path})
                if said:
                    worded = base64.urlsafe_b64encode(said[:900].encode()).decode()
                    put_cookie(response, SAID, worded, secure=self.secure, max_age_s=SAID_S)
                return response
            case Download(name, media_type, content):
                headers = {"Content-Type": media_type, "Content-Disposition": name_file("attachment", name)}
                return web.Response(body=content, headers=headers)
            case page:
                said = _read_said(request)
                values = page.values | {
                    "csrf": seen.csrf,
                    "offices": seen.offices,
                    "everywhere": seen.everywhere,
                    "navigation": (*NAVIGATION, *FOR_ALL),
                    "said": said,
                }
                response = self.render(request, page.template, seen.locale, values, page.status)
                if said:
                    response.del_cookie(SAID, path="/admin")
                return response

    def render(
        self, request: web.Request, template: str, locale: str, values: dict[str, Any], status: int = 200
    ) -> web.Response:
        """A template in a language."""
        words = {
            "t": partial(self._localizer.text, locale),
            "locale": locale,
            "lang": LANG_TAGS[locale],
            "languages": [(one, LANG_TAGS[one], LANGUAGE_NAMES[one]) for one in LOCALES],
            "day": partial(format_date, locale=locale),
            "moment": partial(format_moment, locale=locale),
            "here": request.path_qs,
            "root": self._root,
            "section": request.path.removeprefix("/admin").strip("/").partition("/")[0] or "overview",
            "said": "",
            "csrf": "",
            "navigation": (),
        }
        return aiohttp_jinja2.render_template(template, request, words | values, status=status)

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Kind pages for what goes wrong; the headers on everything."""
        try:
            response = await handler(request)
        except SignedOut as error:
            response = self.explain(request, 401, "signed-out", typed=error.typed)
        except Fault as fault:
            response = self.explain(request, fault.status, fault.code, fault.wait_s, fault.locale)
        except web.HTTPException as error:
            if error.status < 400:
                raise
            response = self.explain(request, error.status, _BY_STATUS.get(error.status, "bad-request"))
        except Exception as error:
            _LOG.error("page failed: %s %s: %s", request.method, _find_path(request), locate(error))
            response = self.explain(request, 500, "broken")
        for name, value in self._headers.items():
            response.headers[name] = value
        if "/static/" in request.path and response.status < 400:
            response.headers["Cache-Control"] = "public, max-age=60, must-revalidate"
        return response

    def explain(
        self,
        request: web.Request,
        status: int,
        code: str,
        wait_s: int = 0,
        locale: str = "",
        typed: Form | None = None,
    ) -> web.Response:
        """A page that says what is wrong and what to do; a form that was `typed` waits on it."""
        locale = locale or choose_locale(
            request.query.get("lang", ""), request.headers.get("Accept-Language", "")
        )
        text = self._localizer.text(locale, f"pages-fault-{code}")
        values = {
            "title": self._localizer.text(locale, f"pages-fault-title-{code}"),
            "text": text,
            "typed": [
                (name, one)
                for name, all_of_it in (typed or {}).items()
                if name != "csrf"
                for one in all_of_it
            ],
            "way": request.path,
        }
        response = self.render(request, "fault.html", locale, values, status)
        if wait_s:
            response.headers["Retry-After"] = str(wait_s)
        return response


def name_file(way: str, name: str) -> str:
    """The header that names a file, and says whether to save it ("attachment") or to show it ("inline")."""
    return f"{way}; filename*=UTF-8''{quote(name)}"


def _show(value: Any) -> Any:
    """What a template writes; a macro's own writing was looked at before."""
    return strip_hidden(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _find_path(request: web.Request) -> str:
    """The route, without what people may have put into the address."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else ""


def _read_said(request: web.Request) -> str:
    try:
        return base64.urlsafe_b64decode(request.cookies.get(SAID, "").encode()).decode()
    except ValueError:
        return ""
