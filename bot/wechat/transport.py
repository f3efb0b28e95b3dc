"""One call of WeChat's API over HTTP: wechatpy's client, with time-outs and its faults told apart.

What the library does by itself is turned off: it asks for tokens at a fixed address, repeats a call for
ever when its token is refused, and follows redirects with the token in the address.
"""

import json
import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import requests
from urllib3.exceptions import HTTPError
from wechatpy import WeChatClient
from wechatpy.exceptions import WeChatClientException

from bot.wechat.connecting import build_session, is_before_sending
from bot.wechat.faults import AnswerLost, NotSent, ServerBusy, WeChatError, WeChatFault

CONNECT_TIMEOUT_S = 4.0
READ_TIMEOUT_S = 8.0
BUSY = -1


class Transport(WeChatClient):  # type: ignore[misc]
    """Calls by path, several threads at once. `api_url` is "https://api.weixin.qq.com" or a double's."""

    def __init__(self, app_id: str, app_secret: str, api_url: str, connections: int = 1) -> None:
        silence_libraries()
        timeout = (CONNECT_TIMEOUT_S, READ_TIMEOUT_S)
        super().__init__(app_id, app_secret, timeout=timeout, auto_retry=False)
        self._api_url = api_url.rstrip("/")
        self._http = build_session(connections)
        self._http.hooks["response"].append(self._note_time)
        self.clock_skew_s: float | None = None
        """By how much our clock is ahead of the server's, as of its last answer; None if it never said."""

    def make(self, path: str, payload: dict[str, Any] | None, token: str = "") -> dict[str, Any]:
        """POST `payload`, or GET without one, to a path such as "menu/create". Raises WeChatError.

        A path that begins with "/" is not below /cgi-bin.
        """
        url = self._api_url + (path if path.startswith("/") else f"/cgi-bin/{path}")
        request: dict[str, Any] = {
            "params": {"access_token": token} if token else None,
            "allow_redirects": False,
        }
        if payload is not None:
            request["data"] = json.dumps(payload, ensure_ascii=False).encode(errors="replace")
            request["headers"] = {"Content-Type": "application/json; charset=utf-8"}
        try:
            answer = self._request("get" if payload is None else "post", url, **request)
        except WeChatClientException as error:
            raise _read_fault(error) from None  # its own text and context hold the token
        except requests.RequestException as error:
            name = type(error).__name__
            raise (NotSent(name) if is_before_sending(error) else AnswerLost(name)) from None
        except (HTTPError, ValueError, TypeError, RecursionError):
            raise AnswerLost("not in the form of an answer") from None
        if not isinstance(answer, dict):
            raise AnswerLost("no JSON object")
        return answer

    def fetch_token(self, force: bool = False) -> tuple[str, float]:
        """An access token and for how many seconds it is valid. Raises WeChatError.

        `force` makes WeChat withdraw the one there is; that is allowed twenty times a day.
        """
        wanted = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        answer = self.make("stable_token", wanted | {"force_refresh": force})
        token, seconds = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(token, str) or not token or not isinstance(seconds, int | float) or seconds <= 0:
            raise AnswerLost("no token in the answer")
        return token, float(seconds)

    def close(self) -> None:
        """Give all connections back."""
        self._http.close()

    def _note_time(self, response: requests.Response, **_given: Any) -> None:
        try:
            said = parsedate_to_datetime(response.headers.get("Date", ""))
        except ValueError:
            return
        if said.tzinfo is not None:
            self.clock_skew_s = (datetime.now(UTC) - said).total_seconds()


def silence_libraries() -> None:
    """They log addresses with the token in them."""
    for name in ("urllib3", "requests", "wechatpy"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _read_fault(error: WeChatClientException) -> WeChatError:
    if error.errcode == BUSY:
        return ServerBusy(BUSY, str(error.errmsg))
    if error.errcode is not None:
        return WeChatFault(error.errcode, str(error.errmsg), _find_job(error.response))
    status = error.response.status_code if error.response is not None else 0
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return NotSent(f"HTTP {status}")
    return AnswerLost(f"HTTP {status}")


def _find_job(response: requests.Response | None) -> str:
    """The number of the mass send that a refusal names."""
    try:
        answer = response.json() if response is not None else None
    except ValueError:
        return ""
    return str(answer.get("msg_id", "")) if isinstance(answer, dict) else ""
