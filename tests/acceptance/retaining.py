"""A process that runs the nightly retention and kills itself at a chosen step, forked from a nursery.

The nursery lives a night through and prints which of its steps are commits; all others are statements.
Then it reads at which step the next one dies, and prints by which signal that ended.
"""

import os
import signal
import sys
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import event

from bot.config import PrivacySettings
from bot.retention import Retention
from bot.turns import Turns
from bot.web.client import WebAdapter
from directory.store.engine import Store
from handlers.context import Limits
from handlers.localizer import Localizer
from tests.store_samples import NOW
from tests.unit.fakes import FakeSearch

BATCH = 5
NIGHT = (NOW + timedelta(days=1)).replace(hour=2)
LOCALIZER = Localizer()


def build(store: Store, now: datetime, holder: str) -> Retention:
    """Retention as a process of this name runs it at that time."""
    adapters = {"web": WebAdapter()}
    turns = Turns(store, adapters, ["web"], FakeSearch(()), LOCALIZER, Limits(), lambda: now)
    return Retention(store, turns, PrivacySettings(), lambda: now, holder, BATCH)


class Night:
    """Runs a night, and dies of its `deadly` step."""

    def __init__(self, url: str) -> None:
        self.deadly = self.count = 0
        self.commits: list[int] = []
        self._store = Store(url)
        event.listen(self._store.engine, "before_cursor_execute", self._note)
        event.listen(self._store.engine, "commit", self._note_commit)

    def run(self) -> None:
        build(self._store, NIGHT, "one").run_nightly()
        self._store.close()

    def _note(self, *_: Any) -> None:
        self.count += 1
        if self.count == self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    def _note_commit(self, *_: Any) -> None:
        self._note()
        self.commits.append(self.count)


def main() -> None:
    night = Night(sys.argv[1])
    night.run()
    print(*night.commits, flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            night.count, night.deadly = 0, int(line)
            night.run()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.WTERMSIG(status), flush=True)


if __name__ == "__main__":
    main()
