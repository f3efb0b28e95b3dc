"""A handover: a person asked for a person, an office answers in the chat, the assistant is silent meanwhile.

opened ──answered──▶ quiet ──the person writes──▶ waiting
waiting ──one working day──▶ with the secretariat
any ──either side ends it, or ten working days without a word──▶ closed
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

ANSWER_WITHIN_WORKING_DAYS = 1
ENDS_AFTER_WORKING_DAYS = 10


class Subject(StrEnum):
    """Why somebody wants to speak to a person."""

    HELP = "help"
    OBJECTION = "objection"


@dataclass(frozen=True, slots=True)
class Line:
    """One message, in its author's own words and language. Without an author once that one was deleted."""

    from_officer: bool
    author_id: int | None
    text: str
    locale: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Handover:
    """A conversation between a person and an office.

    `city_id` None, or `escalated`: the secretariat's. `waiting_since` is the time of the first message
    that nobody has answered, None where nobody waits. `officer_id` is who answered last. `version` rises
    with every change and guards against lost updates.
    """

    id: str
    person_id: int
    city_id: int | None
    opened_at: datetime
    last_at: datetime
    subject: Subject = Subject.HELP
    waiting_since: datetime | None = None
    escalated: bool = False
    officer_id: int | None = None
    closed_at: datetime | None = None
    lines: tuple[Line, ...] = ()
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Neither side has ended it."""
        return self.closed_at is None

    @property
    def with_secretariat(self) -> bool:
        """Whether the secretariat has to answer."""
        return self.escalated or self.city_id is None


def open_handover(
    handover_id: str, person_id: int, city_id: int | None, subject: Subject, first: Line
) -> Handover:
    """A new one, with what the person wrote first."""
    return Handover(
        handover_id, person_id, city_id, first.at, first.at, subject, waiting_since=first.at, lines=(first,)
    )


def add_line(handover: Handover, line: Line) -> Handover | None:
    """What was said; None where it is closed. An officer's answer ends the waiting."""
    if not handover.is_open:
        return None
    return replace(
        handover,
        lines=(*handover.lines, line),
        last_at=line.at,
        waiting_since=None if line.from_officer else handover.waiting_since or line.at,
        officer_id=line.author_id if line.from_officer else handover.officer_id,
        version=handover.version + 1,
    )


def escalate(handover: Handover, now: datetime) -> Handover | None:
    """To the secretariat, once, where somebody waits; None where that makes no sense."""
    if not handover.is_open or handover.escalated or handover.waiting_since is None:
        return None
    return replace(handover, escalated=True, waiting_since=now, officer_id=None, version=handover.version + 1)


def close(handover: Handover, now: datetime) -> Handover | None:
    """Ended; None where it already is."""
    if not handover.is_open:
        return None
    return replace(handover, closed_at=now, waiting_since=None, version=handover.version + 1)
