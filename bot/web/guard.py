"""What protects the chat: response headers, a look at where a request comes from, a rate limit."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping

CONTENT_POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; frame-ancestors 'self'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def is_foreign(headers: Mapping[str, str], site: str) -> bool:
    """Whether another site's page made this request. `site` is our public address, if configured."""
    if headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        return True
    origin = headers.get("Origin")
    own = {headers.get("Host", "").lower(), site.partition("://")[2].rstrip("/").lower()} - {""}
    return origin is not None and origin.partition("://")[2].lower() not in own


class TokenBuckets:
    """So many messages at once, then so many per second, by key. Forgets whoever was idle longest."""

    def __init__(
        self,
        capacity: float = 30,
        per_s: float = 1,
        keys: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._capacity = capacity
        self._per_s = per_s
        self._keys = keys
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> int:
        """0 where one more is fine, else the whole seconds to wait."""
        now = self._clock()
        level, seen_at = self._buckets.pop(key, (self._capacity, now))
        level = min(self._capacity, level + (now - seen_at) * self._per_s)
        wait_s = 0 if level >= 1 else math.ceil((1 - level) / self._per_s)
        self._buckets[key] = (level if wait_s else level - 1, now)
        if len(self._buckets) > self._keys:
            self._buckets.popitem(last=False)
        return wait_s
