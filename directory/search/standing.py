"""What an entry's standing adds to its place: fresh, confirmed, answering. Nothing here can be bought."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from directory.domain.company import Company
from directory.search import ranking
from directory.search.result import StandingKind

FRESH_FOR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Standing:
    """Which merits an entry has, and what they add to its score."""

    kinds: tuple[StandingKind, ...] = ()

    @property
    def bonus(self) -> float:
        """Points of 100."""
        return sum(ranking.STANDING[kind] for kind in self.kinds)


def judge_standing(company: Company, now: datetime, answers: Mapping[int, tuple[int, int]]) -> Standing:
    """The standing of an entry; `answers` holds (requests received, answered) by entry id."""
    received, answered = answers.get(company.id, (0, 0))
    merits = {
        StandingKind.FRESH: company.updated_at is not None and now - company.updated_at <= FRESH_FOR,
        StandingKind.CONFIRMED: any(now - one.at <= FRESH_FOR for one in company.confirmed.values()),
        StandingKind.ANSWERS: answered > 0 and answered >= ranking.ANSWERS_SHARE * received,
    }
    return Standing(tuple(kind for kind, earned in merits.items() if earned))
