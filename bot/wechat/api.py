"""WeChat's API for the rest of isabot: a call by path and payload, off the event loop, with the token."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bot.clock import Clock
from bot.config_wechat import WeChatSettings
from bot.wechat.faults import NotSent, WeChatFault
from bot.wechat.token import Tokens
from bot.wechat.transport import Transport
from directory.store.engine import Store

THREADS = 8
TOKEN_REFUSED = frozenset({40001, 40014, 42001})
BEGIN_WITHIN_S = 12.0
"""A call that could not go out by then does not: its part's lease may be over before the answer comes."""


class WeChatApi:
    """Calls with the account's token. Constructing it talks to nobody."""

    def __init__(self, transport: Transport, tokens: Tokens) -> None:
        self._transport = transport
        self._tokens = tokens
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="wechat")

    async def call(self, path: str, payload: dict[str, Any] | None = None) -> dict[str, Any]:
        """As `call_now`, in a thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self.call_now, path, payload, time.monotonic())

    def call_now(
        self, path: str, payload: dict[str, Any] | None = None, asked_at: float | None = None
    ) -> dict[str, Any]:
        """POST `payload`, or GET without one, to a path such as "message/custom/send"; the answer.

        A token that is refused is replaced once, and the call made once more. Raises WeChatError.
        """
        latest = (time.monotonic() if asked_at is None else asked_at) + BEGIN_WITHIN_S
        token = self._tokens.get()
        try:
            return self._make(path, payload, token, latest)
        except WeChatFault as error:
            if error.errcode not in TOKEN_REFUSED:
                raise
        return self._make(path, payload, self._tokens.refresh(token), latest)

    async def close(self) -> None:
        """Take no more calls; give the connections back once those under way have ended."""
        await asyncio.to_thread(self.close_now)

    def close_now(self) -> None:
        """As `close`; waits for the calls under way."""
        self._threads.shutdown(cancel_futures=True)
        self._transport.close()

    def _make(self, path: str, payload: dict[str, Any] | None, token: str, latest: float) -> dict[str, Any]:
        if time.monotonic() > latest:
            raise NotSent("too late")
        return self._transport.make(path, payload, token)


def build_api(given: WeChatSettings, store: Store, clock: Clock) -> WeChatApi:
    """The API of the account that is configured, its token shared through `store`."""
    secret = given.app_secret.get_secret_value()
    transport = Transport(given.app_id, secret, given.api_url, THREADS)
    return WeChatApi(transport, Tokens(store, clock, given.app_id, transport.fetch_token))
