"""The Bot API over HTTP: python-telegram-bot's Bot, asked for raw JSON, its faults told apart.

What the library's own errors do not tell is added here: the exact `retry_after`, and whether a server
error came from Telegram, which then has done nothing, or from something in between.
"""

import json
import logging
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import httpx
from telegram import Bot
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.request import BaseRequest, HTTPXRequest, RequestData

CONNECT_TIMEOUT_S = 5.0
WRITE_TIMEOUT_S = 5.0
READ_TIMEOUT_S = 10.0
POOL_TIMEOUT_S = 2.0
CONNECTIONS = 64
DEFAULT_RETRY_AFTER_S = 5.0
RESTARTING = "restart"
_UNKNOWN_METHOD = re.compile(
    r"\bmethod\b.*\bnot (found|supported|implemented|available)|(unknown|unsupported|no such) (api )?method"
    r"|^not implemented",
    re.IGNORECASE,
)


class Flood(TelegramError):
    """429: wait exactly `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__("Too Many Requests")
        self.seconds = seconds


class ServerFault(NetworkError):
    """5xx. `done_nothing`: Telegram itself says that it failed, so the request was not carried out."""

    def __init__(self, status: int, *, done_nothing: bool) -> None:
        super().__init__(f"server error {status}")
        self.status = status
        self.done_nothing = done_nothing


class NoSuchMethod(TelegramError):
    """The server does not know this method: one of one's own may know only the usual ones."""

    def __init__(self) -> None:
        super().__init__("no such method")


class ExactRequest(HTTPXRequest):
    """HTTP that keeps what the library's errors would lose."""

    def __init__(self, connections: int = CONNECTIONS) -> None:
        self._clock_skew_s: float | None = None
        super().__init__(
            connection_pool_size=connections,
            connect_timeout=CONNECT_TIMEOUT_S,
            write_timeout=WRITE_TIMEOUT_S,
            media_write_timeout=WRITE_TIMEOUT_S,
            read_timeout=READ_TIMEOUT_S,
            pool_timeout=POOL_TIMEOUT_S,
            httpx_kwargs={"event_hooks": {"response": [self._note_time]}},
        )

    @property
    def clock_skew_s(self) -> float | None:
        """By how much our clock is ahead of the server's, as of its last answer; None if it never said."""
        return self._clock_skew_s

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """As the library does it; 429 and faults that it has no word for raise ours."""
        status, body = await super().do_request(
            url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
        )
        answer = _read_answer(body)
        if status < HTTPStatus.BAD_REQUEST:
            if answer.get("ok") is not False:
                return status, body if "result" in answer else _complete(answer)
            status = _read_status(answer)
        description = str(answer.get("description") or answer.get("message") or "")
        if status == HTTPStatus.NOT_IMPLEMENTED or _UNKNOWN_METHOD.search(description):
            raise NoSuchMethod
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            raise Flood(_read_retry_after(answer))
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            from_telegram = answer.get("ok") is False and status in (500, 503)
            raise ServerFault(status, done_nothing=from_telegram and RESTARTING not in description.lower())
        if status not in (400, 401, 403, 404, 409):
            raise BadRequest(f"Bad Request: HTTP {status}")
        return status, body

    async def _note_time(self, response: httpx.Response) -> None:
        try:
            said = parsedate_to_datetime(response.headers.get("Date", ""))
        except ValueError:
            return
        if said.tzinfo is not None:
            self._clock_skew_s = (datetime.now(UTC) - said).total_seconds()


class BotApi(Bot):
    """A Bot whose every method is called by name and answers as the server did."""

    async def call(self, method: str, params: dict[str, Any], *, read_timeout_s: float | None = None) -> Any:
        """Call a method; its `result`. Raises TelegramError."""
        if read_timeout_s is None:
            return await self._post(method, dict(params))
        return await self._post(method, dict(params), read_timeout=read_timeout_s)

    @property
    def requests(self) -> tuple[BaseRequest, ...]:
        """What holds connections."""
        return self._request

    @property
    def clock_skew_s(self) -> float | None:
        """By how much our clock is ahead of Telegram's; None before the first answer."""
        request = self._request[1]
        return request.clock_skew_s if isinstance(request, ExactRequest) else None


def build_api(token: str, api_url: str) -> BotApi:
    """A client that has not yet talked to anybody. `api_url` is "https://api.telegram.org" or a double's."""
    silence_libraries()
    base = api_url.rstrip("/")
    return BotApi(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=ExactRequest(),
        get_updates_request=ExactRequest(connections=2),
    )


def silence_libraries() -> None:
    """httpx logs addresses with the token in them, the library bodies with texts in them: neither here."""
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL)


def _read_answer(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _complete(answer: dict[str, Any]) -> bytes:
    """An answer that says only "ok", as the library takes it. Raises TelegramError for what is none."""
    if answer.get("ok") is not True:
        raise TelegramError("Invalid server response")
    return json.dumps(answer | {"result": None}).encode()


def _read_status(answer: dict[str, Any]) -> int:
    """The status of a no that came with HTTP 200, as a server of one's own may say it."""
    status = answer.get("error_code")
    return status if isinstance(status, int) and 400 <= status < 600 else HTTPStatus.BAD_REQUEST


def _read_retry_after(answer: dict[str, Any]) -> float:
    parameters = answer.get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return float(seconds) if isinstance(seconds, int | float) and seconds > 0 else DEFAULT_RETRY_AFTER_S
