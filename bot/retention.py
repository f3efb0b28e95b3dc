"""Retention: every night what is kept no longer goes, batch by batch; one process does it, any can go on.

What is logged and printed are counts by rule, never whom they concern.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.config import PrivacySettings
from bot.faults import locate
from bot.lease import Lease
from bot.turns import Turns
from directory.domain.periods import Periods
from directory.domain.person import Address
from directory.store import retention, settings
from directory.store.conversations import Conversation
from directory.store.engine import Store
from directory.store.errors import Conflict
from directory.store.retention import RULES, Rule
from handlers import privacy
from handlers.context import Context
from handlers.messages import Memory, Outcome
from handlers.notices import notify_person

BATCH = 100
HOUR = 1  # UTC: the night in Germany, early morning in China
LEASE_S = 600.0
_DONE = "retention-done"
_ALL = 1_000_000
_LOG = logging.getLogger(__name__)


class Retention:
    """Asks people who have long been silent, and takes what the rules say is due."""

    def __init__(
        self, store: Store, turns: Turns, kept: PrivacySettings, clock: Clock, holder: str, batch: int = BATCH
    ) -> None:
        self._store = store
        self._turns = turns
        self._periods = build_periods(kept)
        self._clock = clock
        self._lease = Lease(store, clock, "retention", holder, LEASE_S)
        self._batch = batch

    def run_nightly(self) -> int:
        """Run once a day, as soon as it is night; how many rows were met. Raises StoreError."""
        now = self._clock()
        today = f"{now:%Y-%m-%d}"
        if now.hour < HOUR or self._find_last() == today or not self._lease.take():
            return 0
        try:
            counts = self.run()
            with self._store.write() as session:
                settings.put_value(session, _DONE, today)
        finally:
            self._lease.release()
        _LOG.info("retention: %s", describe(counts))
        return sum(counts.values())

    def run(self) -> dict[str, int]:
        """Take everything that is due, in small batches; how much, by rule. Raises StoreError."""
        counts = {"people asked": self._ask_silent(), "silent people": self._delete_unanswered()}
        for rule in RULES:
            counts[rule.name] = sum(self._take(rule))
        with self._store.write() as session:
            retention.clear_pages(session, self._clock())
        self._store.fold()  # waits for readers; where one stays too long, the next night does it
        return counts

    def count(self) -> dict[str, int]:
        """What would go now, by rule, and who would be asked. Raises StoreError."""
        now = self._clock()
        with self._store.read() as session:
            counts = {
                "people asked": len(retention.list_silent(session, self._periods, now, _ALL)),
                "silent people": len(retention.list_unanswered(session, self._periods, now, _ALL)),
            }
            for rule in RULES:
                counts[rule.name] = retention.count_due(session, rule, self._periods, now)
        return counts

    def _take(self, rule: Rule) -> Iterator[int]:
        while self._lease.take():  # else somebody else goes on
            with self._store.write() as session:
                taken = retention.take_batch(session, rule, self._periods, self._clock(), self._batch)
            yield taken
            if taken < self._batch:
                return

    def _ask_silent(self) -> int:
        """Ask once; whoever writes anything is kept."""
        now = self._clock()
        with self._store.write() as session:
            retention.forget_questions(session)
        with self._store.read() as session:
            silent = retention.list_silent(session, self._periods, now, self._batch)
        until = now + timedelta(days=self._periods.answer)

        def ask(session: Session, person_id: int) -> Outcome:
            ctx = self._see(session, None)
            return Outcome(notices=notify_person(ctx, person_id, lambda one: privacy.ask_to_keep(one, until)))

        return sum(self._do(person_id, ask, retention.mark_asked) for person_id in silent)

    def _delete_unanswered(self) -> int:
        """Delete those who were asked and stayed silent; who was given their contact data is told."""
        with self._store.read() as session:
            silent = retention.list_unanswered(session, self._periods, self._clock(), self._batch)

        def tell(session: Session, person_id: int) -> Outcome:
            return Outcome(notices=privacy.tell_deleted(self._see(session, person_id)))

        return sum(self._do(person_id, tell, retention.delete_unanswered) for person_id in silent)

    def _do(
        self,
        person_id: int,
        tell: Callable[[Session, int], Outcome],
        write: Callable[[Session, int, datetime], bool],
    ) -> bool:
        """Write something about a person and what is said of it, together; False where it no longer fits."""
        try:
            with self._store.read() as session:
                outcome = tell(session, person_id)
            with self._store.write() as session:
                if not write(session, person_id, self._clock()):
                    return False
                self._turns.carry_out(session, outcome)
        except Conflict:
            return False  # somebody writes in this moment; the next night sees it
        except Exception as error:
            _LOG.error("retention failed: %s", locate(error))
            return False
        return True

    def _see(self, session: Session, person_id: int | None) -> Context:
        nobody = Conversation(0, Address("", ""), "en", None, 0, person_id, True, self._clock())
        return self._turns.build_context(session, nobody, "en", Memory())

    def _find_last(self) -> str | None:
        with self._store.read() as session:
            return settings.find_value(session, _DONE)


def build_periods(kept: PrivacySettings) -> Periods:
    """The periods of the configuration."""
    return Periods(
        inbox=kept.inbox_days,
        outbox=kept.outbox_days,
        introductions=kept.introductions_days,
        strangers=kept.strangers_days,
        inactive=kept.inactive_days,
        answer=kept.answer_days,
        withdrawn=kept.withdrawn_days,
        invitations=kept.invitations_days,
        cases=kept.cases_days,
    )


def describe(counts: dict[str, int]) -> str:
    """Counts in one line; that nothing was due is said, too."""
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nothing was due"
