"""What an entry's standing adds to its place: fresh, confirmed, answering. Nothing here can be bought."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from directory.search import ranking
from directory.search.arrays import Floats, Rows
from directory.search.columns import Columns
from directory.search.entries import build_stamp
from directory.search.result import StandingKind

FRESH_FOR = timedelta(days=365)
Merits = NDArray[np.bool_]  # a row for each `StandingKind`
_POINTS = np.array([ranking.STANDING[kind] for kind in StandingKind], np.float32)


@dataclass(frozen=True, slots=True)
class Standings:
    """What the standing of an entry is judged by.

    A change or a confirmation counts from `since` on (microseconds since 1970); `answering` holds the ids
    of those that answer requests, ascending.
    """

    since: int
    answering: Rows

    def judge(self, columns: Columns, rows: Rows) -> Merits:
        """Which merits some rows have."""
        answers = np.zeros(len(rows), bool)
        if len(self.answering):
            company = columns.company[rows]
            at = np.minimum(np.searchsorted(self.answering, company), len(self.answering) - 1)
            answers = self.answering[at] == company
        return np.stack((columns.stamp[rows] >= self.since, columns.confirmed[rows] >= self.since, answers))


UNKNOWN = Standings(np.iinfo(np.int64).max, np.zeros(0, np.int64))


def build_standings(now: datetime, answers: Mapping[int, tuple[int, int]]) -> Standings:
    """The standings at a time; `answers` holds (requests received, answered) by entry id."""
    answering = [
        company_id
        for company_id, (received, answered) in answers.items()
        if answered > 0 and answered >= ranking.ANSWERS_SHARE * received
    ]
    return Standings(build_stamp(now - FRESH_FOR), np.array(sorted(answering), np.int64))


def add_points(merits: Merits) -> Floats:
    """What the merits add to a score, in points of 100."""
    return np.asarray(_POINTS @ merits, np.float32)


def list_kinds(merits: Merits, at: int) -> tuple[StandingKind, ...]:
    """The merits of one row."""
    return tuple(kind for kind, earned in zip(StandingKind, merits[:, at].tolist(), strict=True) if earned)
