"""Delivery: claim the oldest open part, send it, settle it by its receipt. The only retry policy."""

import asyncio
import logging
from collections.abc import Collection, Mapping
from datetime import timedelta

from bot.adapter import Adapter, Delivered, Receipt, Refused, RetryLater, Uncertain
from bot.clock import Clock
from bot.faults import locate
from directory.store import outbox, receipts
from directory.store.engine import Store
from directory.store.outbox import ClaimedPart

MAX_ATTEMPTS = 12
MAX_AGE = timedelta(days=2)
AFTER_UNCERTAIN = timedelta(seconds=5)
_LOG = logging.getLogger(__name__)


class Delivery:
    """Sends parts, in order per conversation. Safe to run in several tasks and processes."""

    def __init__(
        self,
        store: Store,
        adapters: Mapping[str, Adapter],
        served: Collection[str],
        clock: Clock,
        lease_s: float = 30.0,
    ) -> None:
        self._store = store
        self._adapters = adapters
        self._served = list(served)
        self._clock = clock
        self._lease_s = lease_s

    async def run_next(self, accounts: Collection[str] | None = None) -> bool:
        """Deliver one part, if there is one. True where something was claimed. Raises StoreError."""
        claimed = await asyncio.to_thread(self._claim, accounts)
        if claimed is None:
            return False
        adapter = self._adapters[claimed.address.platform]
        try:
            async with asyncio.timeout(self._lease_s * 0.8):
                receipt = await adapter.deliver(claimed.address, claimed.payload, claimed.id)
        except TimeoutError:
            receipt = Uncertain("no answer in time")
        except Exception as error:
            _LOG.error("delivery failed: part %s: %s", claimed.id, locate(error))
            receipt = Uncertain(type(error).__name__)
        await asyncio.to_thread(self._settle, claimed, receipt)
        adapter.settled(claimed.address)
        return True

    def _claim(self, accounts: Collection[str] | None) -> ClaimedPart | None:
        with self._store.write() as session:
            return outbox.claim(session, self._clock(), self._lease_s, self._served, accounts)

    def _settle(self, claimed: ClaimedPart, receipt: Receipt) -> None:
        now = self._clock()
        with self._store.write() as session:
            match receipt:
                case Delivered(message_id):
                    receipts.settle_delivered(session, claimed, now, message_id)
                case RetryLater(_, reason) if self._is_too_late(claimed):
                    receipts.settle_dead(session, claimed, now, reason)
                case RetryLater(after_s, reason):
                    receipts.settle_retry_later(session, claimed, now + timedelta(seconds=after_s), reason)
                case Uncertain(reason):
                    receipts.settle_uncertain(session, claimed, now, now + AFTER_UNCERTAIN, reason)
                case Refused(reason, unreachable):
                    receipts.settle_refused(session, claimed, now, reason, unreachable=unreachable)

    def _is_too_late(self, claimed: ClaimedPart) -> bool:
        return claimed.attempts >= MAX_ATTEMPTS or self._clock() - claimed.created_at > MAX_AGE
