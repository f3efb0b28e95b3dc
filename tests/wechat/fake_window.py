"""How many customer-service messages a user may still get: the 48-hour and the one-minute window."""

from dataclasses import dataclass

MESSAGE_S, MESSAGE_COUNT = 48 * 3600.0, 5
EVENT_S, EVENT_COUNT = 60.0, 3


@dataclass
class Grant:
    """So many messages until then."""

    count: int = 0
    until: float = 0.0


class Window:
    """The grants of one user. A user's message opens one, a follow, menu click or scan the other.

    Each act renews its own grant. Nobody says from which of two open grants a message is taken, so it
    is taken from both: whoever keeps this rule keeps every other.
    """

    def __init__(self) -> None:
        self._message = Grant()
        self._event = Grant()

    def open_by_message(self, now: float) -> None:
        """The user has written."""
        self._message = Grant(MESSAGE_COUNT, now + MESSAGE_S)

    def open_by_event(self, now: float) -> None:
        """The user has followed, tapped a menu button or scanned a code."""
        self._event = Grant(EVENT_COUNT, now + EVENT_S)

    def close(self) -> None:
        """As if the time were over."""
        self._message, self._event = Grant(), Grant()

    def pass_time(self, seconds: float) -> None:
        """Let the window grow older by `seconds`, whatever the clock says."""
        self._message.until -= seconds
        self._event.until -= seconds

    def is_open(self, now: float) -> bool:
        """Whether a grant is in force, used up or not."""
        return any(grant.until > now for grant in (self._message, self._event))

    def count_left(self, now: float) -> int:
        """Messages that would be taken now."""
        return max((grant.count for grant in (self._message, self._event) if grant.until > now), default=0)

    def take(self, now: float) -> None:
        """Use one up; `count_left` must not be 0."""
        for grant in (self._message, self._event):
            if grant.until > now:
                grant.count = max(0, grant.count - 1)
