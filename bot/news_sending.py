"""Sending mailings: begin when it is time, write the ledger, feed the outbox in small portions, finish.

The outbox gets more only as it runs low, so claims stay cheap and a pause takes effect at once. Every
step is one transaction: whoever continues after a crash finds each recipient planned, queued or done.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.adapter import Adapter, Part
from bot.clock import Clock
from bot.news_mass import Masses, may_get_mass
from bot.news_rendering import render_item
from bot.posting import append_notice
from directory.domain.mailing import Mailing, MailingEvent, MailingStatus, RecipientStatus
from directory.domain.person import Address, Destination
from directory.store import mailings, news_acts, outbox, recipients, settings, wake
from directory.store.engine import Store
from directory.store.errors import Conflict
from directory.store.recipients import Recipient
from handlers.localizer import Localizer
from handlers.messages import Notice
from handlers.news import build_replies

LISTED_AT_ONCE = 5_000
FED_AT_ONCE = 250
KEPT_QUEUED = 500
PAUSE_S = 0.1
NOTED_EVERY = timedelta(seconds=30)
_AT_WORK = "news-at-work"
NOT_SERVED = "not served here"
_LOG = logging.getLogger(__name__)

Tell = Callable[[Session, Mailing], None]
"""Tells a mailing's author what became of it, in the same transaction."""


class NewsSending:
    """Sends what is due. Safe to run in several processes.

    `may_send` says whether this installation may send news: a copy of a database may not.
    """

    def __init__(
        self,
        store: Store,
        adapters: Mapping[str, Adapter],
        served: Collection[str],
        localizer: Localizer,
        clock: Clock,
        may_send: Callable[[], bool] = lambda: True,
        tell: Tell = lambda session, mailing: None,
        written: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._adapters = adapters
        self._served = frozenset(served)
        self._localizer = localizer
        self._clock = clock
        self._may_send = may_send
        self._tell = tell
        self._written = written
        self._rendered: dict[tuple[int, str, str], list[Part]] = {}
        self._masses = Masses(store, adapters, localizer, clock)

    async def step(self) -> bool:
        """One round over everything that is due; True where there is more to do. Raises StoreError."""
        at_work = await asyncio.to_thread(self.run)
        if at_work:
            await self._masses.run_next()
            await asyncio.sleep(PAUSE_S)
        return at_work

    def pause_interrupted(self) -> None:
        """What nobody has gone on with for longer than its grace is not sent late: its author is asked.

        Notes that this process is at work. Raises StoreError.
        """
        now = self._clock()
        with self._store.read() as session:
            begun = [one for one in mailings.list_due(session, now) if one.status is MailingStatus.SENDING]
            noted = settings.find_value(session, _AT_WORK) if begun else None
        if not begun or not self._may_send():
            return
        at_work = datetime.fromisoformat(noted) if noted else now - NOTED_EVERY
        for mailing in begun:
            if now - max(at_work, mailing.send_at or at_work) > mailing.grace:
                with suppress(Conflict):
                    self._settle(mailing, MailingEvent.MISS)
        if now - at_work >= NOTED_EVERY:
            with self._store.write() as session:
                settings.put_value(session, _AT_WORK, now.isoformat())

    def run(self) -> bool:
        """One round, without mass sends; whether anything is being sent."""
        self.pause_interrupted()
        with self._store.read() as session:
            due = mailings.list_due(session, self._clock())
        if not due or not self._may_send():
            return False
        at_work = False
        for mailing in due:
            try:
                at_work = self._advance(mailing) or at_work
            except Conflict:
                at_work = True  # somebody acts on it in this moment: look again
        return at_work

    def _advance(self, mailing: Mailing) -> bool:
        now = self._clock()
        if mailing.status is MailingStatus.SCHEDULED:
            event = MailingEvent.MISS if mailing.is_missed(now) else MailingEvent.START
            self._settle(mailing, event)
            return event is MailingEvent.START
        with self._store.write() as session:
            held = mailings.hold(session, mailing.id)
            if held is None or held.status is not MailingStatus.SENDING:
                return False
            if not recipients.is_listed(session, held.id):
                recipients.list_more(session, held, now, LISTED_AT_ONCE)
                return True
            fed = self._feed(session, held)
            if fed or recipients.count_undecided(session, held.id):
                return True
        self._settle(mailing, MailingEvent.FINISH)
        self._rendered.clear()
        return False

    def _settle(self, mailing: Mailing, event: MailingEvent) -> None:
        with self._store.write() as session:
            after = news_acts.let_time_pass(session, mailing, event, self._clock())
            if event is not MailingEvent.START:
                self._tell(session, after)
                wake.notify(session, "outbox")
        self._written()

    def _feed(self, session: Session, mailing: Mailing) -> bool:
        """Move the next portion from the ledger to the outbox; whether there was one, or room for none."""
        if recipients.count_queued(session) > KEPT_QUEUED - FED_AT_ONCE:
            return True
        planned = recipients.list_planned(session, mailing.id, FED_AT_ONCE)
        if not planned:
            self._masses.gather(session, mailing)
            return False
        now = self._clock()
        willing = recipients.list_willing(session, mailing.item.topic.value, planned)
        accounts = recipients.list_reachable(session, planned)
        alike: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
        by_way: dict[str, list[int]] = defaultdict(list)
        refused: dict[str, list[int]] = defaultdict(list)
        for one in planned:
            if one.id not in willing:
                refused["unsubscribed"].append(one.id)
            elif one.platform not in self._served:
                refused[NOT_SERVED].append(one.id)
            elif one.id not in accounts or one.conversation_id is None:
                refused[recipients.UNREACHABLE].append(one.id)
            else:
                by_way[self._queue(session, mailing, one, accounts[one.id], alike)].append(one.id)
        for (platform, locale), conversations in alike.items():
            for part in self._render(mailing, platform, locale):
                outbox.append_same(session, conversations, part, now)
        recipients.mark(session, refused.pop("unsubscribed", ()), RecipientStatus.UNSUBSCRIBED, now)
        for reason, ids in refused.items():
            recipients.mark(session, ids, RecipientStatus.REFUSED, now, reason=reason)
        for way, ids in by_way.items():
            recipients.mark(session, ids, RecipientStatus.QUEUED, None, way=way)
        wake.notify(session, "outbox")
        self._written()
        return True

    def _queue(
        self,
        session: Session,
        mailing: Mailing,
        one: Recipient,
        account: str,
        alike: dict[tuple[str, str], dict[int, int]],
    ) -> str:
        """Queue one recipient's part, or note it among those that are alike; the way it goes."""
        adapter = self._adapters[one.platform]
        if adapter.capabilities.buttons:
            alike[one.platform, one.locale][one.id] = one.conversation_id or 0
            return "push"
        address = Address(one.platform, account)
        by_mass = mailing.by_mass and one.way != "contact"
        parts = len(self._render(mailing, one.platform, one.locale)) if by_mass else 0
        if by_mass and may_get_mass(session, adapter, address, one, self._clock(), parts):
            return "mass"
        replies = build_replies(self._localizer, mailing.item, one.locale)
        append_notice(
            session,
            self._adapters,
            Notice(Destination(address, one.locale), replies),
            self._clock(),
            lane=outbox.BROADCAST,
            recipient_id=one.id,
        )
        return one.way

    def _render(self, mailing: Mailing, platform: str, locale: str) -> list[Part]:
        """The parts of an item, which are the same for all readers of a language."""
        key = (mailing.id, platform, locale)
        if key not in self._rendered:
            adapter = self._adapters[platform]
            self._rendered[key] = render_item(adapter, self._localizer, mailing.item, locale)
        return self._rendered[key]
