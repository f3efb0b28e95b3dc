"""What time does: reminders and ends of introductions, each in a transaction of its own."""

import logging
from datetime import timedelta

from bot.clock import Clock
from bot.faults import locate
from bot.turns import Turns
from directory.domain.introduction import Introduction
from directory.domain.person import Address
from directory.store import introductions
from directory.store.conversations import Conversation
from directory.store.engine import Store
from directory.store.errors import Conflict
from handlers import timers
from handlers.context import Limits
from handlers.messages import Memory

BATCH = 200
_LOG = logging.getLogger(__name__)


class Timing:
    """Looks for introductions on which something is due."""

    def __init__(self, store: Store, turns: Turns, limits: Limits, clock: Clock) -> None:
        self._store = store
        self._turns = turns
        self._limits = limits
        self._clock = clock

    def run(self) -> int:
        """Remind and end what is due now, oldest first; says how many. Raises StoreError."""
        return sum(self._settle(introduction) for introduction in self._list_candidates())

    def _list_candidates(self) -> tuple[Introduction, ...]:
        """Those that may be due: working days are never fewer calendar days."""
        now = self._clock()
        with self._store.read() as session:
            unreminded = introductions.list_due(
                session,
                created_before=now - timedelta(days=self._limits.remind_after_working_days),
                limit=BATCH,
            )
            reminded = introductions.list_due(
                session,
                created_before=now - timedelta(days=self._limits.expire_after_working_days),
                reminded_before=now,
                limit=BATCH,
            )
        return unreminded + reminded

    def _settle(self, introduction: Introduction) -> bool:
        nobody = Conversation(0, Address("", ""), "en", None, 0, None, True, self._clock())
        try:
            with self._store.read() as session:
                context = self._turns.build_context(session, nobody, "en", Memory())
                outcome = timers.check(context, introduction)
            if outcome is None:
                return False
            with self._store.write() as session:
                self._turns.carry_out(session, outcome)
        except Conflict:
            return False  # somebody answered in this moment; the next run sees it
        except Exception as error:
            _LOG.error("timer failed: %s", locate(error))
            return False
        return True
