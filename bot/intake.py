"""The way in: an update is stored and committed before anybody is told that it was taken."""

from bot.clock import Clock
from bot.wake import Bell
from directory.store import inbox, wake
from directory.store.engine import Store
from handlers.messages import UPDATE_JSON, Update


class Intake:
    """Takes updates in, each once, and rings for the turns."""

    def __init__(self, store: Store, clock: Clock, bell: Bell) -> None:
        self._store = store
        self._clock = clock
        self._bell = bell

    def receive(self, update: Update) -> bool:
        """Store `update`; False where it is a repeat. Committed on return. Raises StoreError."""
        with self._store.write() as session:
            payload = UPDATE_JSON.dump_python(update, mode="json")
            taken = inbox.receive(session, update.address, update.id, payload, self._clock())
            if taken:
                wake.notify(session, "inbox")
        self._bell.ring()
        return taken
