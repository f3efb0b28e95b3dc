"""For how many days things are kept; consents say it, the nightly retention does it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Periods:
    """How long things are kept, in days; see `[privacy]` in config.toml."""

    inbox: int = 30
    outbox: int = 90
    introductions: int = 365
    strangers: int = 365
    inactive: int = 730
    answer: int = 30
    withdrawn: int = 1095
    invitations: int = 30
    cases: int = 365
