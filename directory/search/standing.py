"""What an entry's standing does to its place: fresh, confirmed, answering, or silent. None can be bought."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
_BEST, _WORST = float(_POINTS.clip(min=0).sum()), float(_POINTS.clip(max=0).sum())


@dataclass(frozen=True, slots=True)
class Standings:
    """What the standing of an entry is judged by.

    A change or a confirmation counts from `since` on (microseconds since 1970); `answering` holds the ids
    of those that answer requests, `silent` of those whose owners do not say that they are still true, both
    ascending.
    """

    since: int
    answering: Rows
    silent: Rows = field(default_factory=lambda: np.zeros(0, np.int64))

    def judge(self, columns: Columns, rows: Rows) -> Merits:
        """Which merits some rows have."""
        company = columns.company[rows]
        silent = _is_among(company, self.silent)
        fresh = (columns.stamp[rows] >= self.since) & ~silent
        confirmed = columns.confirmed[rows] >= self.since
        return np.stack((fresh, confirmed, _is_among(company, self.answering), silent))

    @property
    def spread(self) -> float:
        """Points between the best standing and the worst."""
        return _BEST - (_WORST if len(self.silent) else 0.0)


def _is_among(ids: Rows, known: Rows) -> NDArray[np.bool_]:
    if not len(known):
        return np.zeros(len(ids), bool)
    found = known[np.minimum(np.searchsorted(known, ids), len(known) - 1)] == ids
    return np.asarray(found, np.bool_)


UNKNOWN = Standings(np.iinfo(np.int64).max, np.zeros(0, np.int64))


def build_standings(
    now: datetime, answers: Mapping[int, tuple[int, int]], silent: Iterable[int] = ()
) -> Standings:
    """The standings at a time; `answers` holds (requests received, answered) by entry id."""
    answering = [
        company_id
        for company_id, (received, answered) in answers.items()
        if answered > 0 and answered >= ranking.ANSWERS_SHARE * received
    ]
    return Standings(
        build_stamp(now - FRESH_FOR),
        np.array(sorted(answering), np.int64),
        np.array(sorted(silent), np.int64),
    )


def add_points(merits: Merits) -> Floats:
    """What the merits add to a score, in points of 100."""
    return np.asarray(_POINTS @ merits, np.float32)


def list_kinds(merits: Merits, at: int) -> tuple[StandingKind, ...]:
    """The merits of one row."""
    return tuple(kind for kind, earned in zip(StandingKind, merits[:, at].tolist(), strict=True) if earned)
