"""The way in: an update is stored and committed before anybody is told that it was taken."""

from collections.abc import Sequence

from bot.clock import Clock
from bot.wake import Bell
from directory.domain.person import Address
from directory.store import allowances, conversations, inbox, wake
from directory.store.allowances import Allowance
from directory.store.engine import Store
from handlers.messages import UPDATE_JSON, Update


class Intake:
    """Takes updates in, each once, and rings for the turns."""

    def __init__(self, store: Store, clock: Clock, bell: Bell) -> None:
        self._store = store
        self._clock = clock
        self._bell = bell

    def move(self, address: Address, account: str) -> None:
        """The chat at `address` has another account from now on. Committed on return. Raises StoreError."""
        with self._store.write() as session:
            conversations.move(session, address, account)
        self._bell.ring()

    def receive(self, update: Update, opens: Sequence[Allowance] = ()) -> bool:
        """Store `update`; False where it is a repeat. Committed on return. Raises StoreError.

        `opens` is what this contact of the user allows us to send.
        """
        with self._store.write() as session:
            payload = UPDATE_JSON.dump_python(update, mode="json")
            taken = inbox.receive(session, update.address, update.id, payload, self._clock())
            if taken:
                allowances.open_window(session, update.address, opens, self._clock())
                wake.notify(session, "inbox")
        self._bell.ring()
        return taken
