"""How much somebody may write to strangers: requests a day, and the same text to many. Pure.

Who asks well is answered, and may ask more: the quota moves from `start` towards `most` with the rate of
answers, or towards `least` without any.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from rapidfuzz import fuzz

from directory.domain.introduction import Introduction, Status

EXPERIENCE = 5
"""So many settled requests weigh as much as the benefit of the doubt."""

ALIKE = 92.0
"""Likeness, 0 to 100, from which two texts count as the same one."""

SHORTEST = 12
"""Signs below which a text says too little to be "the same"; a Chinese one counts double."""

LOOKS_BACK = timedelta(days=30)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FairUse:
    """Requests within 24 hours: to begin with, at least, at most; the same text to so many entries."""

    start: int = 5
    least: int = 2
    most: int = 20
    warn_after_same_text: int = 3
    stop_after_same_text: int = 5


def count_quota(answered: int, settled: int, rules: FairUse) -> int:
    """Requests within 24 hours for somebody of whose `settled` requests so many were `answered`.

    An answer is a yes or a no; expired ones are settled without one, withdrawn and open ones count not.
    """
    if settled <= 0:
        return rules.start
    rate = min(answered, settled) / settled
    aim = rules.least + (rules.most - rules.least) * rate
    return round((rules.start * EXPERIENCE + aim * settled) / (EXPERIENCE + settled))


def count_settled(sent: Iterable[Introduction]) -> tuple[int, int]:
    """(answered, settled) of these requests."""
    states = [one.status for one in sent]
    answered = sum(status in (Status.ACCEPTED, Status.DECLINED) for status in states)
    return answered, answered + states.count(Status.EXPIRED)


def count_recent(sent: Iterable[Introduction], now: datetime) -> int:
    """Requests made, or made again, within the last 24 hours, whatever became of them."""
    made = (
        moment
        for one in sent
        for moment in (one.created_at, *(said.at for said in one.remarks if said.side == "again"))
    )
    return sum(now - moment < DAY for moment in made)


def count_same(introduction: Introduction, sent: Iterable[Introduction], now: datetime) -> int:
    """How many other entries were written the same within a month."""
    text = normalise(introduction)
    if sum(2 if ord(sign) > 0x2E80 else 1 for sign in text) < SHORTEST:
        return 0
    recent = (one for one in sent if now - one.created_at < LOOKS_BACK)
    return len(
        {
            one.company_id
            for one in recent
            if one.company_id != introduction.company_id and is_same(text, normalise(one))
        }
    )


def is_same(text: str, other: str) -> bool:
    """Whether two normalised texts are one, but for a name or a word."""
    return fuzz.ratio(text, other, score_cutoff=ALIKE) > 0


def normalise(introduction: Introduction) -> str:
    """The free text of a request without case, width, spaces and punctuation."""
    plain = unicodedata.normalize("NFKC", f"{introduction.goal} {introduction.why}").casefold()
    return "".join(sign for sign in plain if sign.isalnum())
