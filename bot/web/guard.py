"""What protects the chat: response headers, a look at where a request comes from, a rate limit."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from ipaddress import IPv4Network, IPv6Network, ip_address

CONTENT_POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; frame-ancestors 'self'"
)
Proxies = Collection[IPv4Network | IPv6Network]
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


def find_client(remote: str, forwarded: str, trusted: Proxies) -> str:
    """Whom a request comes from, to limit the pace by: an IPv4 address, or a network that one household has.

    `forwarded` is X-Forwarded-For: every proxy adds on the right whom it was asked by. It is read from the
    right, and only as far as proxies of ours wrote it; what stands left of that anybody may have made up.
    """
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    client = remote
    try:
        while hops and any(ip_address(client) in network for network in trusted):
            ip_address(hops[-1])
            client = hops.pop()
        address = ip_address(client)
    except ValueError:
        return client
    mapped = getattr(address, "ipv4_mapped", None) or address
    return str(mapped) if mapped.version == 4 else str(IPv6Network((mapped, 64), strict=False))


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
