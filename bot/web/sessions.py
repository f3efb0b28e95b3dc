"""Who is chatting: a random token in a cookie, one per pane; its hash is the account."""

import hashlib
import re
import secrets

from aiohttp import web

COOKIE = "chat"
COOKIE_AGE_S = 180 * 24 * 3600
OWN_PANE = "me"
DEMO_ACCOUNTS = {pane: f"demo-{pane}" for pane in ("left", "right", "office")}

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def derive_account(token: str) -> str:
    """The account of a token. The token itself is never stored or logged."""
    return hashlib.sha256(token.encode()).hexdigest()[:32]


class Sessions:
    """Finds the account of a request and keeps its cookie fresh."""

    def __init__(self, *, demo: bool, secure: bool) -> None:
        self._fixed = DEMO_ACCOUNTS if demo else {}
        self._secure = secure

    @property
    def panes(self) -> tuple[str, ...]:
        """Panes that exist: one's own, in the demo also its phones."""
        return (OWN_PANE, *self._fixed)

    def find_account(self, request: web.Request) -> str | None:
        """The account chatting in this pane, or None without a valid cookie."""
        pane = request.match_info["pane"]
        if pane in self._fixed:
            return self._fixed[pane]
        token = _find_token(request)
        return derive_account(token) if token else None

    def renew(self, request: web.Request, response: web.Response) -> None:
        """Give the browser its cookie, new or with its time extended."""
        pane = request.match_info["pane"]
        if pane in self._fixed:
            return
        response.set_cookie(
            COOKIE,
            _find_token(request) or secrets.token_urlsafe(32),
            max_age=COOKIE_AGE_S,
            path=f"/chat/{pane}",
            httponly=True,
            samesite="Lax",
            secure=self._secure,
        )


def _find_token(request: web.Request) -> str | None:
    token = request.cookies.get(COOKIE, "")
    return token if _TOKEN.fullmatch(token) else None
