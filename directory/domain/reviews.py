"""What waits for a city's agency."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

REMIND_AGAIN_AFTER = timedelta(days=7)
"""Whoever is in office is reminded of what waits at most this often."""


class TaskKind(StrEnum):
    """Why an entry waits, the most urgent first."""

    CLAIM = "claim"
    NEW = "new"
    CHANGED = "changed"
    FADED = "faded"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Task:
    """An entry that waits, and since when; with the claim, where it is about one."""

    kind: TaskKind
    company_id: int
    since: datetime
    claim_id: int | None = None
