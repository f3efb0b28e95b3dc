"""How fresh an entry is: when its owners are asked whether it is still true, and what silence leads to.

after 6 months ──▶ asked ──30 days──▶ sinks ──60 days──▶ hidden, and the agency is told
"""

from datetime import datetime, timedelta
from enum import StrEnum

from directory.domain.company import Company

ASK_AFTER = timedelta(days=183)
SINK_AFTER = timedelta(days=30)
HIDE_AFTER = timedelta(days=60)


class Freshness(StrEnum):
    """Where an entry stands: `SUNK` ranks below others, `OVERDUE` is to be hidden."""

    FRESH = "fresh"
    DUE = "due"
    ASKED = "asked"
    SUNK = "sunk"
    OVERDUE = "overdue"


def measure(company: Company, now: datetime) -> Freshness:
    """The freshness of an entry; a fictional one and one that was never stored are always fresh."""
    if company.asked_at is not None:
        silent = now - company.asked_at
        if silent >= HIDE_AFTER:
            return Freshness.OVERDUE
        return Freshness.SUNK if silent >= SINK_AFTER else Freshness.ASKED
    if company.fresh_at is None or company.is_sample or now - company.fresh_at < ASK_AFTER:
        return Freshness.FRESH
    return Freshness.DUE
