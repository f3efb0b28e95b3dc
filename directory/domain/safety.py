"""Reports of abuse, and what an office makes of them: a sender who may not write to others any more."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from directory.domain.introduction import Introduction
from directory.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody reports the other side of a request; the agency of the entry's city decides.

    Ids of persons are None once they were deleted. `words`, in `locale`: what happened, as the reporter
    says it; "" where nothing was said.
    """

    id: str
    introduction_id: str
    reporter_id: int | None
    accused_id: int | None
    city_id: int
    at: datetime
    decided_at: datetime | None = None
    words: str = ""
    locale: str = ""


@dataclass(frozen=True, slots=True)
class Freeze:
    """A sender who is frozen: by which office of which city, since when, for which report."""

    person_id: int
    city_id: int
    role: Role
    report_id: str
    at: datetime


def resume(introduction: Introduction, held_from: datetime, held_until: datetime) -> Introduction:
    """The introduction, one version on, after a freeze held it for a while that counts for no deadline."""
    held = max(timedelta(0), held_until - max(held_from, introduction.due_from))
    opened_at = introduction.due_from + held if held else introduction.opened_at
    return replace(introduction, opened_at=opened_at, held_at=None, version=introduction.version + 1)
