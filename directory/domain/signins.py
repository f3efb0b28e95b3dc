"""Signing in to the pages: a one-time link out of the official's own chat, then a session that ends."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

LINK_VALID = timedelta(minutes=10)
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


def hash_secret(secret: str) -> str:
    """What is stored of a link or a session: its SHA-256. The secret itself is long and random."""
    return hashlib.sha256(secret.encode("utf-8", "ignore")).hexdigest()
