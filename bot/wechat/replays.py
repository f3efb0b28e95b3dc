"""Is a signed request of now, and new? WeChat repeats a push within seconds; nobody else repeats one.

In plain mode the body is not signed: there a signature belongs to the first body it came with.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable

FRESH_S = 300.0
REPEATED_WITHIN_S = 30.0
REMEMBERED = 50_000


class Replays:
    """Remembers the signatures of the last minutes, of this process."""

    def __init__(self, clock_s: Callable[[], float] = time.time) -> None:
        self._clock_s = clock_s
        self._seen: OrderedDict[str, tuple[float, bytes]] = OrderedDict()

    def is_fresh(self, timestamp: str) -> bool:
        """Whether a time in seconds since 1970 is about now."""
        written = timestamp if timestamp.isascii() and timestamp.isdecimal() and len(timestamp) < 12 else "0"
        return abs(self._clock_s() - int(written)) <= FRESH_S

    def admit(self, signature: str, body: bytes) -> bool:
        """Whether a signature is new, or comes again soon with the same body."""
        now, digest = self._clock_s(), hashlib.sha256(body).digest()
        while self._seen and (
            len(self._seen) >= REMEMBERED or now - next(iter(self._seen.values()))[0] > 2 * FRESH_S
        ):
            self._seen.popitem(last=False)
        first_at, first_digest = self._seen.setdefault(signature, (now, digest))
        return digest == first_digest and now - first_at <= REPEATED_WITHIN_S
