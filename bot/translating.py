"""Translations follow the originals: nothing waits for a machine, and nothing is lost with one.

A notice goes out at once, in its author's words. Where a translator is configured the text waits in the
database as well; what comes of it is a message of its own, marked, or one that says that nothing came.
"""

import logging
from datetime import timedelta

from bot.clock import Clock
from bot.faults import locate
from bot.translators import TranslationFailed, Translator
from bot.turns import Turns
from directory.domain.person import Destination, Purpose
from directory.store import translations
from directory.store.conversations import get_conversation
from directory.store.engine import Store
from directory.store.translations import WaitingText
from handlers.localizer import Localizer
from handlers.messages import Notice, Outcome, Reply

MAX_ATTEMPTS = 3
RETRY_AFTER_S = 10
LEASE_S = 60.0
_LOG = logging.getLogger(__name__)


class Translating:
    """Translates what waits, one text at a time. Safe to run in several processes."""

    def __init__(
        self, store: Store, turns: Turns, translator: Translator, localizer: Localizer, clock: Clock
    ) -> None:
        self._store = store
        self._turns = turns
        self._translator = translator
        self._localizer = localizer
        self._clock = clock

    def run_next(self) -> bool:
        """Translate one text, if one is due. True where one was. Raises StoreError."""
        with self._store.write() as session:
            waiting = translations.claim(session, self._clock(), LEASE_S)
        if waiting is None:
            return False
        try:
            translated = self._translator.translate(waiting.text, waiting.source, waiting.target)
        except TranslationFailed as error:
            _LOG.warning("translation %s, attempt %s: %s", waiting.id, waiting.attempts, error)
            if error.again and waiting.attempts < MAX_ATTEMPTS:
                self._put_off(waiting)
                return True
            translated = ""
        except Exception as error:
            _LOG.error("translation %s failed: %s", waiting.id, locate(error))
            translated = ""
        self._tell(waiting, translated.strip())
        return True

    def _put_off(self, waiting: WaitingText) -> None:
        with self._store.write() as session:
            pause = timedelta(seconds=RETRY_AFTER_S * waiting.attempts)
            translations.retry(session, waiting, self._clock() + pause)

    def _tell(self, waiting: WaitingText, translated: str) -> None:
        """The translation, or that there is none; in the transaction that ends the waiting."""
        text = self._localizer.text
        said = text(waiting.target, "translated", text=translated) if translated else ""
        reply = Reply(said or text(waiting.target, "not-translated"))
        with self._store.write() as session:
            if translations.settle(session, waiting):
                rests_on = Purpose(waiting.about_purpose or Purpose.INTRODUCTIONS)
                conversation = get_conversation(session, waiting.conversation_id)
                to = Destination(conversation.address, conversation.locale)
                notice = Notice(to, (reply,), waiting.about_person_id, rests_on=rests_on)
                self._turns.carry_out(session, Outcome(notices=(notice,)))
