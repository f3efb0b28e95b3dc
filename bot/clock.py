"""The time, as one callable that tests can replace."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def read_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)
