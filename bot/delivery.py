"""Delivery: claim the oldest open part, send it, settle it by its receipt. The only retry policy."""

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
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

MAX_ATTEMPTS = 12
MAX_AGE = timedelta(days=2)
MAX_PAUSE_S = 600.0
AFTER_UNCERTAIN = timedelta(seconds=5)
PUT_BACK_AT_ONCE = 50
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
    ) -> None:
        self._store = store
        self._adapters = adapters
        self._served = list(served)
        self._repeatable = [name for name in served if adapters[name].capabilities.repeatable]
        self._clock = clock
        self._lease_s = lease_s
        self._wake_in = wake_in
        self.sends_news = True
        """Whether this installation may send mailings: a copy of a database may not."""
        self._under_way = 0
        self._closing = False

    async def run_next(self, accounts: Collection[str] | None = None) -> bool:
        """Deliver one part, if there is one. True where something was claimed. Raises StoreError."""
        if self._closing:
            return False
        self._under_way += 1
        try:
            claimed, wait_s = await asyncio.to_thread(self._claim, accounts)
            if wait_s:
                self._wake_in(wait_s)
            if claimed is None:
                return False
            adapter = self._adapters[claimed.address.platform]
            receipt = await self._deliver(adapter, claimed)
            await self._store_receipt(adapter, claimed, receipt)
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

    async def _store_receipt(self, adapter: Adapter, claimed: ClaimedPart, receipt: Receipt) -> None:
        """Settle; again where the database is busy: a receipt that gets lost makes the part uncertain."""
        for pause_s in SETTLE_PAUSES_S:
            try:
                return await asyncio.to_thread(self._settle, adapter, claimed, receipt)
            except StoreError as error:
                _LOG.warning("the receipt of part %s is stored later: %s", claimed.id, error)
                await asyncio.sleep(pause_s)
        return await asyncio.to_thread(self._settle, adapter, claimed, receipt)

    def _claim(self, accounts: Collection[str] | None) -> tuple[ClaimedPart | None, float]:
        """The next part that may be sent now; and in how many seconds another one may, 0 if none waits.

        A part whose chat must wait is put back; that is no attempt and stops no other chat.
        """
        now = self._clock()
        with self._store.write() as session:
            platforms, first_wait_s = pacing.close_full(session, self._adapters, self._served, now)
            waits = [first_wait_s] if first_wait_s else []
            for _ in range(PUT_BACK_AT_ONCE):
                claimed = outbox.claim(
                    session,
                    now,
                    self._lease_s,
                    platforms,
                    accounts,
                    self._repeatable,
                    outbox.BROADCAST if self.sends_news else outbox.CONVERSATION,
                )
                if claimed is None:
                    return None, min(waits, default=0.0)
                if claimed.recipient_id is not None and self._is_unwanted(session, claimed, now):
                    continue
                wait_s = pacing.take(session, self._adapters[claimed.address.platform], claimed.address, now)
                if not wait_s:
                    if windows.take(session, self._adapters[claimed.address.platform], claimed, now):
                        return claimed, min(waits, default=0.0)
                    continue
                waits.append(wait_s)
                outbox.put_back(session, claimed, now + timedelta(seconds=wait_s))
            return None, 0.001

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

    def _settle(self, adapter: Adapter, claimed: ClaimedPart, receipt: Receipt) -> None:
        now = self._clock()
        with self._store.write() as session:
            match receipt:
                case Delivered(message_id):
                    receipts.settle_delivered(session, claimed, now, message_id)
                case RetryLater() as later:
                    windows.give_back(session, adapter, claimed, now)
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
