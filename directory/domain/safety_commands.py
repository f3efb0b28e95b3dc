"""Writes about people who ask for a person, and about abuse, as values; see commands.py."""

from dataclasses import dataclass

from directory.domain.handover import Handover
from directory.domain.safety import Report


@dataclass(frozen=True, slots=True)
class PutHandover:
    """Store a new handover or its next version; a conflict if another turn was faster.

    Its person does so, an officer in charge, or time.
    """

    handover: Handover


@dataclass(frozen=True, slots=True)
class FileReport:
    """Report the other side of a request; one of each person for each request."""

    report: Report


@dataclass(frozen=True, slots=True)
class DecideReport:
    """Freeze the sender that a report is about, or see no fault."""

    report_id: str
    freeze: bool


@dataclass(frozen=True, slots=True)
class Unfreeze:
    """Let a person write to others again."""

    person_id: int


@dataclass(frozen=True, slots=True)
class BlockSender:
    """Take nothing more from a person, or again (`blocked` False)."""

    person_id: int
    blocked: bool = True


@dataclass(frozen=True, slots=True)
class NoteHeld:
    """Note that an office is told of a yes that a freeze holds; a conflict where it was told."""

    introduction_id: str


SafetyCommand = PutHandover | FileReport | DecideReport | Unfreeze | BlockSender | NoteHeld
