"""The stored chat, as the web platform reads and writes it."""

import asyncio

from bot.intake import Intake
from bot.web.hub import StoredPart
from directory.domain.person import Address
from directory.store import conversations, letters
from directory.store.engine import Store
from directory.store.letters import SentPart
from handlers.messages import Update


class DatabaseLog:
    """Implements `bot.web.hub.ChatLog`. Database work happens in threads."""

    def __init__(self, store: Store, intake: Intake) -> None:
        self._store = store
        self._intake = intake

    async def receive(self, update: Update) -> bool:
        """Take an update in; False where it was a repeat. Committed when it returns."""
        return await asyncio.to_thread(self._intake.receive, update)

    async def history(self, address: Address, after_id: int, limit: int) -> list[StoredPart]:
        """At most `limit` delivered parts with id > `after_id`, oldest first."""
        return await asyncio.to_thread(self._read, address, after_id, limit)

    async def latest(self, address: Address, limit: int) -> list[StoredPart]:
        """The newest `limit` delivered parts, oldest of them first."""
        return await asyncio.to_thread(self._read, address, None, limit)

    def _read(self, address: Address, after_place: int | None, limit: int) -> list[StoredPart]:
        with self._store.read() as session:
            conversation = conversations.find_conversation(session, address)
            if conversation is None:
                return []
            parts: tuple[SentPart, ...]
            if after_place is None:
                parts = letters.list_latest(session, conversation.id, limit)
            else:
                parts = letters.list_after(session, conversation.id, after_place, limit)
        return [StoredPart(part.place, part.payload, part.created_at) for part in parts]
