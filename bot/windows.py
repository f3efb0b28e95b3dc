"""Windows: on some platforms we may send only for a while after the user's last contact, and only so much.

Delivery asks here before it sends. A part that may not be sent is parked until the next contact; where
the platform knows a way, the user is told once that something waits.
"""

from datetime import datetime
from typing import Protocol, runtime_checkable

from sqlalchemy.orm import Session

from bot.adapter import Adapter, Part
from directory.store import allowances, outbox, waiting
from directory.store.conversations import get_conversation
from directory.store.outbox import ClaimedPart

KEPT_FOR_ANSWERS = 2
"""So many of a window's messages are never used for news."""


@runtime_checkable
class Windowed(Protocol):
    """What an adapter has beside the port where its platform has windows."""

    can_push: bool
    """Whether anything may be sent that is not an answer in the user's own request."""

    def needs_window(self, part: Part) -> bool:
        """Whether a part is sent within the user's window; others have rules of their own."""

    def build_nudge(self, locale: str) -> Part | None:
        """The part that tells a user whose window is closed that something waits."""


def take(session: Session, adapter: Adapter, claimed: ClaimedPart, now: datetime) -> bool:
    """Take a place for a part; where there is none, park it."""
    if not isinstance(adapter, Windowed) or not adapter.needs_window(claimed.payload):
        return True
    if (
        adapter.can_push
        and _has_room(session, claimed, now)
        and allowances.take(session, claimed.address, now)
    ):
        return True
    park(session, adapter, claimed, now, "no window")
    return False


def _has_room(session: Session, claimed: ClaimedPart, now: datetime) -> bool:
    """News leaves room for answers."""
    if claimed.lane == outbox.CONVERSATION:
        return True
    return allowances.count_left(session, claimed.address, now) > KEPT_FOR_ANSWERS


def give_back(session: Session, adapter: Adapter, claimed: ClaimedPart, now: datetime) -> None:
    """A part was not sent after all."""
    if isinstance(adapter, Windowed) and adapter.needs_window(claimed.payload):
        allowances.give_back(session, claimed.address, now)


def close(session: Session, adapter: Adapter, claimed: ClaimedPart, now: datetime, reason: str) -> None:
    """The platform says that the window is closed."""
    allowances.close_window(session, claimed.address)
    park(session, adapter, claimed, now, reason)


def park(session: Session, adapter: Adapter, claimed: ClaimedPart, now: datetime, reason: str) -> None:
    """Let a part wait for the user's next contact; that was no attempt."""
    held = outbox.close(
        session,
        claimed,
        status="parked",
        settled_at=now,
        reason=reason,
        attempts=claimed.attempts - 1,
        uncertain_count=claimed.uncertain_count,
    )
    if not held or claimed.update_ref is not None or claimed.kind != waiting.SAY:
        return
    if not isinstance(adapter, Windowed) or waiting.is_nudged(session, claimed.conversation_id):
        return
    locale = get_conversation(session, claimed.conversation_id).locale
    if nudge := adapter.build_nudge(locale):
        outbox.append(session, claimed.conversation_id, [nudge], now=now, kind=waiting.NUDGE)
