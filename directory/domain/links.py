"""One-time links out of a chat: what each opens, for how long it is good. Kept is a hash only."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Opens(StrEnum):
    """What a link opens, once."""

    PAGES = "pages"
    DATA = "data"
    CHAT = "chat"


VALID = {
    Opens.PAGES: timedelta(minutes=10),
    Opens.DATA: timedelta(minutes=15),
    Opens.CHAT: timedelta(minutes=15),
}
OWN_DATA = (Opens.DATA, Opens.CHAT)
"""What hands out somebody's own data as a file, where the platform has none."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link that is still good: what it opens, and the conversation it was asked for in."""

    opens: Opens
    conversation_id: int


def hash_secret(secret: str) -> str:
    """What is stored of a link or a session: its SHA-256. The secret itself is long and random."""
    return hashlib.sha256(secret.encode("utf-8", "ignore")).hexdigest()
