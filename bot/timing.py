"""What time does to introductions, handovers, entries and their queues; each in its own transaction."""

import logging
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.faults import locate
from bot.turns import Turns
from directory.domain.company import Company
from directory.domain.freshness import ASK_AFTER, HIDE_AFTER
from directory.domain.handover import ANSWER_WITHIN_WORKING_DAYS, ENDS_AFTER_WORKING_DAYS, Handover
from directory.domain.introduction import Introduction
from directory.domain.mailing import Mailing
from directory.domain.reviews import Task
from directory.store import handovers, introductions, offices, standings, tasks
from directory.store.engine import Store
from directory.store.errors import Conflict
from handlers import freshening, handover_timers, newsroom, overdue, timers
from handlers.context import Context, Limits
from handlers.messages import Outcome

BATCH = 200
_LOG = logging.getLogger(__name__)


class Timing:
    """Looks for introductions, handovers and entries on which something is due."""

    def __init__(self, store: Store, turns: Turns, limits: Limits, clock: Clock) -> None:
        self._store = store
        self._turns = turns
        self._limits = limits
        self._clock = clock

    def run(self) -> int:
        """Do what is due now, oldest first; says how much. Raises StoreError."""
        done = sum(self._settle_introduction(one) for one in self._list_candidates())
        done += sum(self._settle_handover(one) for one in self._list_handovers())
        aging, unanswered = self._list_entries()
        done += sum(self._ask_owners(company) for company in aging)
        done += sum(self._hide(companies) for companies in unanswered)
        officers, waiting, untold = self._list_unreviewed()
        done += sum(self._remind(officer_id, waiting) for officer_id in officers)
        return done + (self._escalate(untold) if untold else 0)

    def _list_candidates(self) -> tuple[Introduction, ...]:
        """Those that may be due: working days are never fewer calendar days."""
        now = self._clock()
        with self._store.read() as session:
            unreminded = introductions.list_due(
                session,
                due_before=now - timedelta(days=self._limits.remind_after_working_days),
                limit=BATCH,
            )
            reminded = introductions.list_due(
                session,
                due_before=now - timedelta(days=self._limits.expire_after_working_days),
                reminded_before=now,
                limit=BATCH,
            )
            orphaned = introductions.list_orphaned(session, BATCH)
            accepted = introductions.list_unasked(
                session, now - timedelta(days=self._limits.follow_up_after_days), BATCH
            )
        return tuple({one.id: one for one in orphaned + unreminded + reminded + accepted}.values())

    def _list_entries(self) -> tuple[tuple[Company, ...], list[tuple[Company, ...]]]:
        """Entries whose owners are to be asked, and those without an answer, city by city."""
        now = self._clock()
        by_city: dict[int, list[Company]] = defaultdict(list)
        with self._store.read() as session:
            aging = standings.list_aging(session, now - ASK_AFTER, BATCH)
            for company in standings.list_unanswered(session, now - HIDE_AFTER, BATCH):
                by_city[company.city_id].append(company)
        return aging, [tuple(companies) for companies in by_city.values()]

    def _list_unreviewed(self) -> tuple[tuple[int, ...], tuple[Task, ...], tuple[Task, ...]]:
        """Who in office may be reminded, of what, and what nobody was told of; as far as it may be due."""
        now = self._clock()
        late = now - timedelta(days=self._limits.review_remind_after_working_days)
        too_late = now - timedelta(days=self._limits.review_escalate_after_working_days)
        with self._store.read() as session:
            waiting = tasks.list_unreviewed(session, late)
            officers = offices.list_unreminded(session, now) if waiting else ()
            return officers, waiting, tasks.list_unreviewed(session, too_late, untold=True)

    def _list_handovers(self) -> tuple[Handover, ...]:
        """Those that may be due: working days are never fewer calendar days."""
        now = self._clock()
        waiting = now - timedelta(days=ANSWER_WITHIN_WORKING_DAYS)
        quiet = now - timedelta(days=ENDS_AFTER_WORKING_DAYS)
        with self._store.read() as session:
            return handovers.list_due(session, waiting, quiet, BATCH)

    def _settle_handover(self, handover: Handover) -> bool:
        return self._settle(lambda context: handover_timers.check(context, handover))

    def _settle_introduction(self, introduction: Introduction) -> bool:
        return self._settle(lambda context: timers.check(context, introduction))

    def _ask_owners(self, company: Company) -> bool:
        return self._settle(lambda context: freshening.ask(context, company))

    def _hide(self, companies: tuple[Company, ...]) -> bool:
        return self._settle(lambda context: freshening.hide(context, companies))

    def _remind(self, officer_id: int, waiting: tuple[Task, ...]) -> bool:
        return self._settle(lambda context: overdue.remind(context, officer_id, waiting))

    def _escalate(self, untold: tuple[Task, ...]) -> bool:
        return self._settle(lambda context: overdue.escalate(context, untold))

    def tell_author(self, session: Session, mailing: Mailing) -> None:
        """Tell a mailing's author what became of it, in the same transaction."""
        self._turns.carry_out(session, newsroom.tell_by_time(self._turns.build_unasked(session), mailing))

    def _settle(self, check: Callable[[Context], Outcome | None]) -> bool:
        try:
            with self._store.read() as session:
                outcome = check(self._turns.build_unasked(session))
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
