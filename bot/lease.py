"""What only one process does at a time: by a lease in the database that its holder keeps renewing."""

from datetime import datetime, timedelta

from bot.clock import Clock
from directory.store import settings
from directory.store.engine import Store


class Lease:
    """The right to do what `key` names, for `seconds` at a time. `holder` is a name nobody else has."""

    def __init__(self, store: Store, clock: Clock, key: str, holder: str, seconds: float) -> None:
        self._store = store
        self._clock = clock
        self._key = key
        self._holder = holder
        self._seconds = seconds

    def take(self) -> bool:
        """Take or renew it; False while somebody else holds it. Raises StoreError."""
        now = self._clock()
        until = now + timedelta(seconds=self._seconds)
        with self._store.write() as session:
            held = settings.find_value(session, self._key)
            holder, end = _read(held)
            if holder not in ("", self._holder) and end > now:
                return False
            return settings.swap_value(session, self._key, held, f"{self._holder} {until.isoformat()}")

    def release(self) -> None:
        """Give it back, if it is ours. Raises StoreError."""
        with self._store.write() as session:
            held = settings.find_value(session, self._key)
            if _read(held)[0] == self._holder:
                settings.swap_value(session, self._key, held, f"{self._holder} {self._clock().isoformat()}")


def _read(value: str | None) -> tuple[str, datetime]:
    holder, _, end = (value or "").partition(" ")
    return holder, datetime.fromisoformat(end or "1970-01-01T00:00:00+00:00")
