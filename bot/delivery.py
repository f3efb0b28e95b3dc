"""Delivery: claim the oldest open part, send it, settle it by its receipt. The only retry policy."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot import pacing, windows
from bot.adapter import Adapter, Delivered, Receipt, Refused, RetryLater, Uncertain
from bot.clock import Clock
from bot.faults import locate
from directory.domain.mailing import RecipientStatus
from directory.store import conversations, outbox, receipts, recipients
from directory.store.engine import Store
from directory.store.errors import StoreError
from directory.store.outbox import ClaimedPart
from directory.store.pacing import Place

MAX_ATTEMPTS = 12
MAX_AGE = timedelta(days=2)
MAX_PAUSE_S = 600.0
AFTER_UNCERTAIN = timedelta(seconds=5)
PUT_BACK_AT_ONCE = 50
NO_PLACE = Place(0.0, is_taken=False)
SETTLE_PAUSES_S = (0.2, 1.0)
_LOG = logging.getLogger(__name__)


class Delivery:
    """Sends parts, in order per conversation. Safe to run in several tasks and processes.

    `wake_in` is told in how many seconds it is worth looking again.
    """

    def __init__(
        self,
        store: Store,
        adapters: Mapping[str, Adapter],
        served: Collection[str],
        clock: Clock,
        lease_s: float = 30.0,
        wake_in: Callable[[float], None] = lambda seconds: None,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._adapters = adapters
        self._served = list(served)
        self._repeatable = [name for name in served if adapters[name].capabilities.repeatable]
        self._clock = clock
        self._lease_s = lease_s
        self._wake_in = wake_in
        self._pause = pause
        self._departures = pacing.Departures(clock, pause)
        self.sends_news = True
        """Whether this installation may send mailings: a copy of a database may not."""
        self._under_way = 0
        self._closing = False

    async def run_next(self, accounts: Collection[str] | None = None, *, news: bool = True) -> bool:
        """Deliver one part, if there is one. True where something was claimed. Raises StoreError.

        `news` False leaves mailings to others.
        """
        if self._closing:
            return False
        self._under_way += 1
        try:
            claimed, place, waits = await asyncio.to_thread(self._claim, accounts, news)
            for wait_s in waits:
                self._wake_in(wait_s)
            if claimed is None:
                return False
            if place.wait_s:
                await self._pause(place.wait_s)
            adapter = self._adapters[claimed.address.platform]
            await self._departures.wait(adapter)
            receipt = await self._deliver(adapter, claimed)
            await self._store_receipt(adapter, claimed, receipt, place.is_trial)
            if isinstance(receipt, RetryLater):
                self._wake_in(receipt.after_s)
            adapter.settled(claimed.address)
            return True
        finally:
            self._under_way -= 1

    async def close(self, within_s: float) -> None:
        """Claim nothing more, and wait until what is being sent has its receipt."""
        self._closing = True
        for _ in range(int(within_s / 0.02)):
            if not self._under_way:
                return
            await asyncio.sleep(0.02)

    async def _deliver(self, adapter: Adapter, claimed: ClaimedPart) -> Receipt:
        try:
            async with asyncio.timeout(self._lease_s * 0.8):
                return await adapter.deliver(claimed.address, claimed.payload, claimed.id)
        except TimeoutError:
            return Uncertain("no answer in time")
        except Exception as error:
            _LOG.error("delivery failed: part %s: %s", claimed.id, locate(error))
            return Uncertain(type(error).__name__)

    async def _store_receipt(
        self, adapter: Adapter, claimed: ClaimedPart, receipt: Receipt, is_trial: bool
    ) -> None:
        """Settle; again where the database is busy: a receipt that gets lost makes the part uncertain."""
        for pause_s in SETTLE_PAUSES_S:
            try:
                return await asyncio.to_thread(self._settle, adapter, claimed, receipt, is_trial)
            except StoreError as error:
                _LOG.warning("the receipt of part %s is stored later: %s", claimed.id, error)
                await asyncio.sleep(pause_s)
        return await asyncio.to_thread(self._settle, adapter, claimed, receipt, is_trial)

    def _claim(
        self, accounts: Collection[str] | None = None, news: bool = True
    ) -> tuple[ClaimedPart | None, Place, list[float]]:
        """The next part, and when it goes; and in how many seconds others may.

        A part whose chat must wait is put back; that is no attempt and stops no other chat.
        """
        with self._store.write() as session:
            now = self._clock()  # read here: it may have taken a while to get in
            free = pacing.find_open(session, self._adapters, self._served, now)
            waits = [free.wait_s] if free.wait_s else []
            for_news = free.for_news if news and self.sends_news else ()
            for _ in range(PUT_BACK_AT_ONCE):
                claimed = outbox.claim(
                    session, now, self._lease_s, free.platforms, accounts, self._repeatable, for_news
                )
                if claimed is None:
                    return None, NO_PLACE, waits
                adapter = self._adapters[claimed.address.platform]
                if claimed.recipient_id is not None and self._is_unwanted(session, claimed, now):
                    continue
                place = pacing.take(session, adapter, claimed, now)
                if place.is_taken:
                    if windows.take(session, adapter, claimed, now):
                        return claimed, place, waits
                    if place.is_trial:
                        pacing.end_trial(session, adapter, now)
                    continue
                waits.append(place.wait_s)
                outbox.put_back(session, claimed, now + timedelta(seconds=place.wait_s))
            return None, NO_PLACE, [*waits, pacing.SOON_S]

    def _is_unwanted(self, session: Session, claimed: ClaimedPart, now: datetime) -> bool:
        """Whether a part of a mailing must not be sent any more; it is taken out then."""
        recipient_id = claimed.recipient_id or 0
        objection = recipients.find_objection(session, recipient_id)
        if objection is None:
            return False
        outbox.drop(session, claimed)
        ended = None if objection is RecipientStatus.PLANNED else now
        recipients.mark(session, [recipient_id], objection, ended)
        return True

    def _settle(self, adapter: Adapter, claimed: ClaimedPart, receipt: Receipt, is_trial: bool) -> None:
        now = self._clock()
        with self._store.write() as session:
            if is_trial and not isinstance(receipt, Uncertain):
                pacing.end_trial(session, adapter)
            match receipt:
                case Delivered(message_id):
                    receipts.settle_delivered(session, claimed, now, message_id)
                case RetryLater() as later:
                    taken_at = claimed.lease_until - timedelta(seconds=self._lease_s)
                    windows.give_back(session, adapter, claimed, taken_at, now)
                    pacing.hold(session, adapter, claimed.address, later, now)
                    if later.moved_to:
                        conversations.move(session, claimed.address, later.moved_to)
                    self._settle_later(session, claimed, later)
                case Uncertain(reason):
                    receipts.settle_uncertain(session, claimed, now, now + AFTER_UNCERTAIN, reason)
                case Refused(reason, waits=True):
                    windows.close(session, adapter, claimed, now, reason)
                case Refused(reason, unreachable):
                    receipts.settle_refused(session, claimed, now, reason, unreachable=unreachable)
            pacing.settle(session, adapter, claimed.address, now)

    def _settle_later(self, session: Session, claimed: ClaimedPart, later: RetryLater) -> None:
        now = self._clock()
        if self._is_too_late(claimed, later):
            receipts.settle_dead(session, claimed, now, later.reason)
            return
        factor = 2 ** (claimed.attempts - 1) if later.counts else 1
        pause_s = max(later.after_s, min(later.after_s * factor, MAX_PAUSE_S))
        retry_at = now + timedelta(seconds=pause_s)
        receipts.settle_retry_later(
            session, claimed, retry_at, later.reason, counts=later.counts, instead=later.instead
        )

    def _is_too_late(self, claimed: ClaimedPart, later: RetryLater) -> bool:
        worn_out = later.counts and claimed.attempts >= MAX_ATTEMPTS
        return worn_out or self._clock() - claimed.created_at > MAX_AGE
