"""Mass sends: one call for many readers in WeChat, out of the four a reader may get in a month.

The id that a call is guarded by is kept before it is made: repeated after a crash, WeChat recognises it and
sends nothing twice. What cannot be sent this way waits for the reader's next contact.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from sqlalchemy.orm import Session

from bot import pacing
from bot.adapter import Adapter, Delivered, Part, Receipt, Refused, RetryLater
from bot.clock import Clock
from bot.windows import KEPT_FOR_ANSWERS
from directory.domain.mailing import Mailing
from directory.domain.news import NewsItem
from directory.domain.person import Address
from directory.store import allowances, mass_sends
from directory.store.engine import Store
from directory.store.recipients import Recipient
from handlers.calendar_entry import build_entry
from handlers.localizer import Localizer
from handlers.messages import Reply
from handlers.news import build_replies

AFTER_UNCERTAIN_S = 30.0


@runtime_checkable
class MassSending(Protocol):
    """What an adapter has beside the port where one call can reach many readers."""

    can_push: bool

    def build_mass(self, replies: Sequence[Reply], locale: str) -> Part:
        """The part that says `replies` to many: nothing in it is answered by number."""

    async def send_mass(self, part: Part, accounts: Sequence[str], guard: str) -> Receipt:
        """Send it; Delivered with the platform's number of it. The same `guard` again sends nothing."""


def render_mass(adapter: MassSending, localizer: Localizer, item: NewsItem, locale: str) -> Part:
    """The one part for many readers of a language, to be sent and to be previewed."""
    replies = build_replies(localizer, item, locale)
    entry = build_entry(item, locale)  # the button that gives it is none here
    return adapter.build_mass([replace(reply, document=entry) for reply in replies], locale)


def may_get_mass(
    session: Session, adapter: Adapter, address: Address, one: Recipient, now: datetime, parts: int
) -> bool:
    """Whether a mass send is the best way to a reader: no window takes the item whole, the month does."""
    if not isinstance(adapter, MassSending):
        return False
    if adapter.can_push and allowances.count_left(session, address, now) >= KEPT_FOR_ANSWERS + parts:
        return False
    return mass_sends.count_in_month(session, one.conversation_id or 0, now) < mass_sends.PER_MONTH


class Masses:
    """Gathers the readers of a mailing into calls, and makes them one at a time."""

    def __init__(
        self, store: Store, adapters: Mapping[str, Adapter], localizer: Localizer, clock: Clock
    ) -> None:
        self._store = store
        self._adapters = adapters
        self._localizer = localizer
        self._clock = clock

    def gather(self, session: Session, mailing: Mailing) -> None:
        """Everybody has been looked at: those that a mass send is to reach are put into calls."""
        for platform, locale in mass_sends.list_gathered(session, mailing.id):
            adapter = self._adapters[platform]
            if isinstance(adapter, MassSending):
                part = render_mass(adapter, self._localizer, mailing.item, locale)
                mass_sends.create(session, mailing.id, platform, locale, part, self._clock())

    async def run_next(self) -> bool:
        """Make one call that is due, if there is one."""
        claimed = await asyncio.to_thread(self._claim)
        if claimed is None:
            return False
        adapter = self._adapters[claimed.platform]
        if not isinstance(adapter, MassSending):
            return False
        receipt = await adapter.send_mass(claimed.payload, claimed.accounts, claimed.guard)
        await asyncio.to_thread(self._settle, claimed.id, receipt)
        return True

    def _claim(self) -> mass_sends.ClaimedMass | None:
        now = self._clock()
        with self._store.write() as session:
            massing = (adapter for adapter in self._adapters.values() if isinstance(adapter, MassSending))
            if any(pacing.find_held(session, adapter, now) for adapter in massing):
                return None  # the platform refuses everything: the one message that tries is enough
            return mass_sends.claim(session, now, now + timedelta(seconds=AFTER_UNCERTAIN_S))

    def _settle(self, mass_id: int, receipt: Receipt) -> None:
        now = self._clock()
        with self._store.write() as session:
            match receipt:
                case Delivered(job):
                    mass_sends.settle_sent(session, mass_id, now, job)
                case Refused(reason):
                    mass_sends.settle_refused(session, mass_id, now, reason)
                case RetryLater(after_s=after_s):
                    mass_sends.put_off(session, mass_id, now + timedelta(seconds=after_s))
