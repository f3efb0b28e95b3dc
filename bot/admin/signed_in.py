"""The cookie of somebody signed in, and the token that proves a form is our own."""

import hashlib
import hmac
import re
import secrets

from aiohttp import web

from directory.domain.links import hash_secret
from directory.domain.signins import LATEST_END

COOKIE = "pages"
SAID = "pages-said"
PATH = "/admin"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def draw_token() -> str:
    """A new secret for a cookie."""
    return secrets.token_urlsafe(32)


def find_token(request: web.BaseRequest) -> str | None:
    """The cookie's secret, where it has the shape of one."""
    token = request.cookies.get(COOKIE, "")
    return token if _TOKEN.fullmatch(token) else None


def hash_token(token: str) -> str:
    """What the database knows of a cookie."""
    return hash_secret(token)


def derive_csrf(token: str) -> str:
    """What every form of a session carries: known to our pages only, different for every session."""
    return hashlib.sha256(f"csrf {token}".encode()).hexdigest()


def is_csrf(token: str, given: str) -> bool:
    """Whether a form carries the right proof."""
    return hmac.compare_digest(derive_csrf(token).encode(), given.encode("utf-8", "ignore"))


def put_cookie(response: web.StreamResponse, name: str, value: str, *, secure: bool, max_age_s: int) -> None:
    """Set one of our cookies: for the pages only, not for scripts, never sent from elsewhere."""
    response.set_cookie(
        name, value, max_age=max_age_s, path=PATH, httponly=True, samesite="Strict", secure=secure
    )


def sign_in(response: web.StreamResponse, token: str, *, secure: bool) -> None:
    """Give the browser its session."""
    put_cookie(response, COOKIE, token, secure=secure, max_age_s=int(LATEST_END.total_seconds()))


def sign_out(response: web.StreamResponse) -> None:
    """Take the session from the browser."""
    response.del_cookie(COOKIE, path=PATH)
