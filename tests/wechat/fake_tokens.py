"""Access tokens: handed out, renewed, expired and revoked as the platform does it."""

import itertools
import secrets
from dataclasses import dataclass, field

from tests.wechat.fake_errors import ApiError

LIVES_S = 7200
EARLY_S = 300
FORCED_GAP_S = 30.0
FORCED_PER_DAY = 20


@dataclass
class Token:
    """A token and its fate: valid `until` then; replaced or not."""

    value: str
    until: float
    replaced: bool = False


@dataclass
class Tokens:
    """All tokens of the account. Those of `stable_token` and of `token` do not touch each other."""

    issued: dict[str, Token] = field(default_factory=dict)
    stable: Token | None = None
    classic: Token | None = None
    forced_at: list[float] = field(default_factory=list)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(60))

    def give_stable(self, now: float, *, force: bool) -> tuple[str, int]:
        """Token and seconds left. Normal mode renews only in the last five minutes and keeps the old one
        valid; force mode replaces it at once, but not twice within 30 s, and 20 times a day."""
        current = self.stable
        if force and not (current and self.forced_at and now - self.forced_at[-1] < FORCED_GAP_S):
            self.forced_at = [moment for moment in self.forced_at if now - moment < 86400]
            if len(self.forced_at) >= FORCED_PER_DAY:
                raise ApiError(45009)
            self.forced_at.append(now)
            for token in filter(None, [current]):
                token.replaced = True
            self.stable = current = self._issue(now)
        if current is None or current.replaced or current.until - now < EARLY_S:
            self.stable = current = self._issue(now)
        return current.value, int(current.until - now)

    def give_classic(self, now: float) -> tuple[str, int]:
        """A new token each time; the one before lives five minutes longer at most."""
        if self.classic:
            self.classic.until = min(self.classic.until, now + EARLY_S)
        self.classic = self._issue(now)
        return self.classic.value, LIVES_S

    def check(self, value: str | None, now: float) -> None:
        """Raises ApiError for a token that does not open the door."""
        if not value:
            raise ApiError(41001)
        if len(value) < 100:
            raise ApiError(40014)
        token = self.issued.get(value)
        if token is None or token.replaced:
            raise ApiError(40001)
        if now >= token.until:
            raise ApiError(42001)

    def expire(self) -> None:
        """All tokens are over, earlier than was said: 42001."""
        for token in self.issued.values():
            token.until = 0.0

    def revoke(self) -> None:
        """All tokens were replaced by somebody else: 40001."""
        for token in self.issued.values():
            token.replaced = True

    def _issue(self, now: float) -> Token:
        value = f"{next(self._numbers)}_{secrets.token_urlsafe(99)}"
        self.issued[value] = Token(value, now + LIVES_S)
        return self.issued[value]
