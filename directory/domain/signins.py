"""Sessions of the pages: a one-time link out of the official's own chat opens one, and it ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta

IDLE_END = timedelta(minutes=30)
LATEST_END = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class PageSession:
    """Somebody signed in at a browser, acting as at the conversation the link was asked for in."""

    conversation_id: int
    locale: str
    created_at: datetime
    seen_at: datetime

    def is_over(self, now: datetime) -> bool:
        """Idle for too long, or too old."""
        return now - self.seen_at >= IDLE_END or now - self.created_at >= LATEST_END
