"""Turns: claim the oldest update of a conversation, handle it, store everything it leads to at once.

One transaction holds the conversation's next version, the commands, the outbox rows and the inbox
tick. Whatever goes wrong before its commit leaves the update open for the next attempt.
"""

import logging
import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from bot.adapter import Adapter, Part
from bot.clock import Clock
from bot.faults import locate
from bot.indexing import SearchNotReady
from bot.newsdesk import NewsDesk
from bot.passive import Answering, Queue, count_waiting
from bot.posting import MAX_OFFERED, append_notice
from bot.rendering import read_memory, render_all
from directory.domain.person import PLATFORMS_IN_CHINA, Address
from directory.store import conversations, inbox, letters, outbox, people, receipts, wake
from directory.store.apply import apply
from directory.store.conversations import Conversation
from directory.store.engine import Store
from directory.store.errors import Conflict
from directory.store.inbox import ClaimedUpdate
from directory.store.views import SnapshotView
from handlers import choosing, router
from handlers.context import Context, Limits
from handlers.localizer import LOCALES, Localizer, guess_locale
from handlers.messages import (
    MEMORY_JSON,
    UPDATE_JSON,
    Memory,
    Outcome,
    Reply,
    Update,
    UpdateKind,
    find_looked_at,
)
from handlers.ports import Search

MAX_ATTEMPTS = 4
MAX_CLAIMS = 12
MAX_CONFLICTS = 5
RETRY_AFTER_S = 5
AFTER_NOT_READY_S = 2
SENTENCE = 3
_ID_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_LOG = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Another worker has the update now: nothing of this turn may be stored."""


class NeverFinished(Exception):
    """Handling an update ended neither well nor badly, time after time: it kills processes, or hangs."""


def draw_id() -> str:
    """A short random id, easy to read aloud, hard to guess (49 bits)."""
    return "".join(secrets.choice(_ID_ALPHABET) for _ in range(10))


class Turns:
    """Handles updates, one conversation at a time. Safe to run in several threads and processes.

    `adapters` are all platforms that can be written to; updates are taken from those `served` here.
    `written` is called when there may be parts to deliver, in the thread that wrote them. `translates`:
    foreign text of notices waits for its translation.
    """

    def __init__(
        self,
        store: Store,
        adapters: Mapping[str, Adapter],
        served: Collection[str],
        search: Search,
        localizer: Localizer,
        limits: Limits,
        clock: Clock,
        lease_s: float = 30.0,
        written: Callable[[], None] = lambda: None,
        *,
        translates: bool = False,
    ) -> None:
        self._store = store
        self._adapters = adapters
        self._served = list(served)
        self._search = search
        self._localizer = localizer
        self._limits = limits
        self._clock = clock
        self._lease_s = lease_s
        self._written = written
        self._translates = translates

    def run_next(self, accounts: Collection[str] | None = None) -> bool:
        """Handle one update, if there is one. True where something was claimed. Raises StoreError."""
        with self._store.write() as session:
            claimed = inbox.claim(session, self._clock(), self._lease_s, self._served, accounts)
        if claimed is None:
            return False
        self.handle(claimed)
        return True

    def handle(self, claimed: ClaimedUpdate) -> None:
        """Handle an update that was claimed for this. Raises StoreError."""
        try:
            self._settle(claimed)
        except LeaseLost:
            _LOG.warning("turn given to another worker: update %s, attempt %s", claimed.id, claimed.attempts)
        except Exception as error:
            level = logging.INFO if _is_only_early(error, claimed) else logging.ERROR
            _LOG.log(
                level, "turn failed: update %s, attempt %s: %s", claimed.id, claimed.attempts, locate(error)
            )
            self._give_up_or_retry(claimed, error)

    def carry_out(self, session: Session, outcome: Outcome, conversation_id: int | None = None) -> None:
        """Store an outcome that answers no update: a timer's, or one of the pages as at a conversation."""
        now = self._clock()
        for command in outcome.commands:
            apply(session, command, conversation_id, now)
        for notice in outcome.notices:
            append_notice(session, self._adapters, notice, self._clock(), translates=self._translates)
        wake.notify(session, "outbox")

    def build_context(
        self, session: Session, conversation: Conversation, locale: str, memory: Memory
    ) -> Context:
        """What a handler may see: one snapshot of the database, in one language."""
        view = SnapshotView(session, self._clock())
        person_id = conversation.person_id
        adapter = self._adapters.get(conversation.address.platform)
        return Context(
            address=conversation.address,
            locale=locale,
            state=memory.state,
            person=people.find_person(session, person_id) if person_id is not None else None,
            now=self._clock(),
            new_id=draw_id,
            localizer=self._localizer,
            entries=view,
            people=view,
            introductions=view,
            safety=view,
            search=self._search,
            news=NewsDesk(session, self._adapters, self._served, self._localizer, self._clock()),
            offered=memory.offered,
            looked_at=memory.looked_at,
            waiting=count_waiting(session, adapter, conversation.id),
            numbered=adapter is not None and not adapter.capabilities.buttons,
            files=adapter is None or adapter.capabilities.files,
            limits=self._limits,
        )

    def build_unasked(self, session: Session) -> Context:
        """The same for what is said without being asked, as nobody sees it."""
        nobody = Conversation(0, Address("", ""), "en", None, 0, None, True, self._clock())
        return self.build_context(session, nobody, "en", Memory())

    def _settle(self, claimed: ClaimedUpdate) -> None:
        """Handle and store; again from the start where another turn was faster."""
        if claimed.attempts > MAX_CLAIMS:
            raise NeverFinished
        update = replace(UPDATE_JSON.validate_python(claimed.payload), address=claimed.address)
        for attempt in range(MAX_CONFLICTS):
            try:
                return self._turn(claimed, update)
            except Conflict:
                if attempt == MAX_CONFLICTS - 1:
                    raise
        return None

    def _turn(self, claimed: ClaimedUpdate, update: Update) -> None:
        with self._store.read() as session:
            conversation = conversations.find_conversation(session, update.address)
            if conversation is None:
                conversation = self._create(update.address)
            memory = read_memory(conversation)
            locale = self._choose_locale(conversation, update)
            outcome = router.handle(self.build_context(session, conversation, locale, memory), update)
        with self._store.write() as session:
            to_send = self._store_outcome(session, claimed, update, conversation, memory, locale, outcome)
        if to_send:
            self._written()

    def _store_outcome(
        self,
        session: Session,
        claimed: ClaimedUpdate,
        update: Update,
        conversation: Conversation,
        memory: Memory,
        locale: str,
        outcome: Outcome,
    ) -> bool:
        """Store all that a turn leads to; whether delivery may have something to do now."""
        now = self._clock()
        conversations.require_version(session, conversation.id, conversation.version)
        adapter = self._adapters[update.address.platform]
        slot = letters.find_slot(session, conversation.id, update.origin) if update.origin else ""
        spoken_in = outcome.locale or locale
        if update.kind is UpdateKind.LEFT:
            receipts.retire(session, conversation.id, now)
        else:
            receipts.revive(session, conversation.id)
        for command in outcome.commands:
            apply(session, command, conversation.id, now)
        to_send, queue = True, None
        if isinstance(adapter, Answering) and update.kind is not UpdateKind.LEFT:
            queue = Queue(session, adapter, conversation.id)
        if adapter.capabilities.echoes_input and update.kind is not UpdateKind.START:
            echo = adapter.render_echo(update.text)
            outbox.append(session, conversation.id, echo, now=now, kind="echo", update_ref=claimed.id)
        answer: list[tuple[int, Part]] = []
        for reply, parts in render_all(adapter, outcome.replies, spoken_in, 1, slot, update.origin):
            ids = outbox.append(
                session,
                conversation.id,
                parts,
                now=now,
                update_ref=claimed.id,
                about_person_id=reply.about,
                about_purpose=reply.rests_on,
            )
            answer.extend(zip(ids, parts, strict=True))
        offered = choosing.list_offered(outcome, memory.offered)[:MAX_OFFERED]
        if queue is not None:
            offered = queue.line_up(claimed, answer, offered, spoken_in, now, MAX_OFFERED)
            to_send = bool(outcome.notices) or not queue.holds
        forgotten = any(reply.clears for reply in outcome.replies)
        looked_at = None if forgotten else find_looked_at(outcome.replies) or memory.looked_at
        remembered = Memory(outcome.state or memory.state, offered, looked_at)
        conversations.save(
            session,
            conversation.id,
            conversation.version,
            state=MEMORY_JSON.dump_python(remembered, mode="json"),
            locale=spoken_in,
            now=now,
            seen=update.kind is not UpdateKind.LEFT,
        )
        for notice in outcome.notices:
            append_notice(session, self._adapters, notice, self._clock(), translates=self._translates)
        if to_send:
            wake.notify(session, "outbox")
        if not inbox.finish(session, claimed, now):
            raise LeaseLost
        return to_send

    def _create(self, address: Address) -> Conversation:
        with self._store.write() as session:
            return conversations.load_or_create(session, address, "", self._clock())

    def _choose_locale(self, conversation: Conversation, update: Update) -> str:
        """The language on file, else what the platform says, else what the text looks like."""
        if conversation.locale in LOCALES:
            return conversation.locale
        hint = guess_locale([update.locale_hint], fallback="")
        in_china = hint in ("", "zh") and update.address.platform in PLATFORMS_IN_CHINA
        if in_china and len(update.text.split()) < SENTENCE:
            return "zh"  # a brand or a product in Latin letters makes nobody a German
        said = update.text.strip()
        if update.kind is UpdateKind.TEXT and said and not said.startswith("/"):
            return self._search.understand(update.text, hint or "en").language
        return hint or "en"

    def _give_up_or_retry(self, claimed: ClaimedUpdate, error: Exception) -> None:
        """Put the update back, or after the last attempt say so to its user and let the next one pass."""
        now = self._clock()
        if _is_only_early(error, claimed):
            with self._store.write() as session:
                soon = now + timedelta(seconds=AFTER_NOT_READY_S)
                inbox.fail(session, claimed, now, retry_at=soon, error=type(error).__name__, counts=False)
            return
        failures = claimed.failures + 1
        last = failures >= MAX_ATTEMPTS or isinstance(error, NeverFinished)
        with self._store.write() as session:
            retry_at = None if last else now + timedelta(seconds=RETRY_AFTER_S * failures)
            held = inbox.fail(session, claimed, now, retry_at=retry_at, error=type(error).__name__)
            if not (held and last):
                return
            conversation = conversations.load_or_create(session, claimed.address, "", now)
            locale = conversation.locale if conversation.locale in LOCALES else "en"
            apology = Reply(self._localizer.text(locale, "turn-failed"))
            parts = self._adapters[claimed.address.platform].render(apology, locale)
            outbox.append(session, conversation.id, parts, now=now, update_ref=claimed.id)
        self._written()


def _is_only_early(error: Exception, claimed: ClaimedUpdate) -> bool:
    """Whether the search is only being built: nobody's failure."""
    return isinstance(error, SearchNotReady) and claimed.attempts < MAX_CLAIMS
