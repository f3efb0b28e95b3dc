"""Telegram's flood limits, counted on its side: 429 for who exceeds them or comes back too early."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field

from tests.telegram.fake_text import ApiError

IN_FLIGHT_S = 0.5
"""Calls under way while a 429 was answered are refused, but nobody's fault."""


@dataclass(frozen=True)
class Limits:
    """One message a second per chat, about 30 overall, 20 a minute per group.

    Tolerances absorb what a loaded machine does to evenly spaced calls. `speed` divides all times.
    """

    per_chat_s: float = 1.0
    chat_burst: int = 3
    overall_per_s: int = 30
    overall_slack: int = 10
    group_per_minute: int = 20
    speed: float = 1.0


@dataclass
class FloodGate:
    """Counts sendings; `violations` says what the bot did wrong, not what tests made us say."""

    limits: Limits = field(default_factory=Limits)
    violations: list[str] = field(default_factory=list)
    _chats: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _overall: deque[float] = field(default_factory=deque)
    _closed: dict[int | None, tuple[float, float]] = field(default_factory=dict)

    def close(self, chat_id: int | None, seconds: float, now: float) -> ApiError:
        """Refuse a chat (None: all chats) for a while; the answer that says so."""
        self._closed[chat_id] = (now, now + seconds)
        return _too_many(seconds)

    def check(self, chat_id: int, now: float, what: str) -> None:
        """Count a sending. Raises ApiError where it comes too early or is one too many."""
        for scope in (chat_id, None):
            since, until = self._closed.get(scope, (0.0, 0.0))
            if now >= until:
                continue
            whom = "all chats" if scope is None else f"chat {scope}"
            if now > since + IN_FLIGHT_S:
                self.violations.append(f"{what} to {chat_id} came {until - now:.2f} s too early for {whom}")
            raise _too_many(until - now)
        limits, recent = self.limits, self._chats[chat_id]
        group = chat_id < 0
        minute = 60.0 / limits.speed
        _forget(recent, now - minute)
        _forget(self._overall, now - 1.0 / limits.speed)
        gap = limits.per_chat_s / limits.speed
        burst = [moment for moment in recent if moment > now - gap * limits.chat_burst]
        if len(burst) > limits.chat_burst:
            self._complain(
                f"{what}: {len(burst) + 1} to chat {chat_id} in {limits.chat_burst} s", chat_id, gap, now
            )
        if group and len(recent) >= limits.group_per_minute:
            self._complain(f"{what}: more than {limits.group_per_minute} a minute to group {chat_id}",
                           chat_id, recent[0] + minute - now, now)  # fmt: skip
        if len(self._overall) >= limits.overall_per_s + limits.overall_slack:
            self._complain(f"{what}: {len(self._overall) + 1} messages in one second", None, 1.0, now)
        recent.append(now)
        self._overall.append(now)

    def _complain(self, violation: str, scope: int | None, seconds: float, now: float) -> None:
        self.violations.append(violation)
        raise self.close(scope, seconds, now)


def _too_many(seconds: float) -> ApiError:
    after = max(1, math.ceil(seconds))
    return ApiError(429, f"Too Many Requests: retry after {after}", retry_after=after)


def _forget(moments: deque[float], before: float) -> None:
    while moments and moments[0] <= before:
        moments.popleft()
