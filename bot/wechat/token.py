"""The access token: one for all workers and processes, kept in one row, fetched by one of them.

Whoever finds it missing or soon over takes a lease by compare-and-swap and asks WeChat; the others go on
with what is still valid, or wait for the row. A holder that dies is replaced when its lease is over. After
a failure nobody asks for a while, so that not every message does.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from pydantic import TypeAdapter, ValidationError

from bot.clock import Clock
from bot.wechat.faults import NoToken, WeChatError, WeChatFault
from directory.store import settings
from directory.store.engine import Store
from directory.store.errors import StoreError

KEY = "wechat-token"
EARLY = timedelta(minutes=5)
"""So long before its end a token is replaced; WeChat lets both be used meanwhile."""
LEASE = timedelta(seconds=40)
"""Longer than two calls can take."""
FORCED_EVERY = timedelta(minutes=75)
"""WeChat withdraws a token at most twenty times a day."""
AFTER_FAULT = timedelta(seconds=60)
AFTER_NO_ANSWER = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(seconds=30)
AFTER_STORE_ERROR_S = 5.0
LOOK_S = 0.1
WAIT = timedelta(seconds=8)
"""For the one who fetches; after that the message is tried later."""
INVALID_CREDENTIAL = 40001
LONG_AGO = datetime.fromtimestamp(0, UTC)

Fetch = Callable[[bool], tuple[str, float]]
"""Asks WeChat for a token, by force if True: the token and its seconds. Raises WeChatError."""


@dataclass(frozen=True, slots=True)
class _Row:
    """`pause_until`, `failures`, `errcode`, `errmsg` tell of the last failure."""

    app_id: str
    token: str = ""
    expires_at: datetime = LONG_AGO
    lease_until: datetime = LONG_AGO
    holder: str = ""
    forced_at: datetime = LONG_AGO
    pause_until: datetime = LONG_AGO
    failures: int = 0
    errcode: int = 0
    errmsg: str = ""


_ROW = TypeAdapter(_Row)


class Tokens:
    """The account's access token. For worker threads: it waits for the database and for WeChat."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        app_id: str,
        fetch: Fetch,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._store = store
        self._clock = clock
        self._app_id = app_id
        self._fetch = fetch
        self._sleep = sleep

    def get(self) -> str:
        """A token that is valid now. Raises NoToken."""
        return self.refresh("")

    def refresh(self, failed: str) -> str:
        """A token other than `failed`, which WeChat has just refused. Raises NoToken."""
        try:
            give_up_at = self._clock() + WAIT
            while True:
                written, row = self._read()
                now = self._clock()
                usable = row.token if row.token != failed and row.expires_at > now else ""
                if usable and (row.expires_at > now + EARLY or max(row.pause_until, row.lease_until) > now):
                    return usable
                if row.pause_until > now:
                    raise NoToken((row.pause_until - now).total_seconds(), row.errcode, row.errmsg)
                if row.lease_until > now:
                    if now > give_up_at:
                        raise NoToken(AFTER_NO_ANSWER.total_seconds())
                    self._sleep(LOOK_S)
                    continue
                mine = replace(row, lease_until=now + LEASE, holder=secrets.token_hex(8))
                if self._swap(written, mine):
                    self._swap(_ROW.dump_json(mine).decode(), self._renew(mine, failed))
        except StoreError as error:
            raise NoToken(AFTER_STORE_ERROR_S) from error

    def _renew(self, row: _Row, failed: str) -> _Row:
        """Ask WeChat; the row as it is to be afterwards, without the lease."""
        row = replace(row, lease_until=LONG_AGO, holder="", token="" if row.token == failed else row.token)
        now = self._clock()
        try:
            token, seconds = self._fetch(False)
            if token == failed and now - row.forced_at >= FORCED_EVERY:
                row = replace(row, forced_at=now)
                token, seconds = self._fetch(True)
        except WeChatError as error:
            return _note_failure(row, error, self._clock())
        if token == failed:
            refused = WeChatFault(INVALID_CREDENTIAL, "WeChat refuses the token that it gives out")
            return _note_failure(row, refused, now)
        expires_at = now + timedelta(seconds=seconds)
        pause_until = now + LONGEST_PAUSE if expires_at <= now + EARLY else LONG_AGO
        return _Row(self._app_id, token, expires_at, forced_at=row.forced_at, pause_until=pause_until)

    def _read(self) -> tuple[str | None, _Row]:
        with self._store.read() as session:
            written = settings.find_value(session, KEY)
        try:
            row = _ROW.validate_json(written or "{}")
        except ValidationError:
            return written, _Row(self._app_id)
        return written, row if row.app_id == self._app_id else _Row(self._app_id)

    def _swap(self, expected: str | None, row: _Row) -> bool:
        with self._store.write() as session:
            return settings.swap_value(session, KEY, expected, _ROW.dump_json(row).decode())


def _note_failure(row: _Row, error: WeChatError, now: datetime) -> _Row:
    """A refusal is for the operator to mend; no answer may be over in a moment."""
    failures = row.failures + 1
    if isinstance(error, WeChatFault):
        pause, errcode, errmsg = AFTER_FAULT, error.errcode, error.errmsg
    else:
        pause, errcode, errmsg = min(AFTER_NO_ANSWER * 2 ** min(failures - 1, 9), LONGEST_PAUSE), 0, ""
    return replace(row, pause_until=now + pause, failures=failures, errcode=errcode, errmsg=errmsg)
