"""The daily quota against the answer rate; the same text to many."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain.fair_use import FairUse, count_quota, count_recent, count_same, count_settled
from directory.domain.introduction import Introduction, Remark, Status

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
RULES = FairUse()


def sent(company_id: int, goal: str = "Wir suchen Fliesen in Großformat.", days: float = 1) -> Introduction:
    made_at = NOW - timedelta(days=days)
    return Introduction(f"r{company_id}", 1, company_id, "Wer", goal, "Passt zu uns.", "de", made_at)


@pytest.mark.parametrize(
    ("answered", "settled", "quota"),
    [(0, 0, 5), (1, 1, 8), (0, 1, 4), (5, 5, 12), (0, 5, 4), (0, 50, 2), (50, 50, 19), (25, 50, 10)],
)
def test_the_quota_follows_the_answers(answered: int, settled: int, quota: int) -> None:
    assert count_quota(answered, settled, RULES) == quota


@settings(max_examples=100)
@given(st.integers(0, 300), st.integers(0, 300))
def test_another_answer_never_lowers_the_quota_and_it_keeps_its_bounds(answered: int, missed: int) -> None:
    settled = answered + missed
    quota = count_quota(answered, settled, RULES)
    assert RULES.least <= quota <= RULES.most
    assert count_quota(answered + 1, settled + 1, RULES) >= quota
    if missed:
        assert count_quota(answered + 1, settled, RULES) >= quota


def test_yes_and_no_are_answers_and_what_is_open_or_taken_back_counts_not() -> None:
    states = (Status.ACCEPTED, Status.DECLINED, Status.EXPIRED, Status.SENT, Status.ASKED, Status.WITHDRAWN)
    assert count_settled(replace(sent(1), status=status) for status in states) == (2, 3)


def test_a_day_has_24_hours() -> None:
    assert count_recent([sent(1, days=0.99), sent(2, days=1), sent(3, days=0)], NOW) == 2


def test_a_request_made_again_counts_anew() -> None:
    reasons = [Remark("again", "Jetzt passt es.", "de", NOW - timedelta(hours=hours)) for hours in (1, 30)]
    again = [replace(sent(1, days=40), remarks=(reason,)) for reason in reasons]
    asked = replace(sent(2, days=40), remarks=(Remark("asker", "Ja.", "de", NOW),))
    assert count_recent([*again, asked], NOW) == 1


@pytest.mark.parametrize(
    ("goal", "same"),
    [
        ("Wir suchen Fliesen in Großformat.", 1),
        ("wir  suchen FLIESEN, in Großformat!!", 1),
        ("Ｗｉｒ suchen Fliesen in Großformat", 1),
        ("Wir suchen Fliesen im Großformat.", 1),
        ("Wir liefern Pumpen für Wasserwerke.", 0),
    ],
)
def test_the_same_text_is_known_again(goal: str, same: int) -> None:
    assert count_same(sent(9, goal), [sent(1)], NOW) == same


def test_the_same_text_counts_entries_within_a_month_and_not_the_one_it_goes_to() -> None:
    earlier = [sent(1), sent(1), sent(2), sent(3, days=31), sent(9)]
    assert count_same(sent(9), earlier, NOW) == 2


def test_texts_too_short_to_tell_apart_are_never_the_same() -> None:
    short = [replace(sent(number), goal="Fliesen", why="") for number in (1, 2, 3)]
    assert count_same(short[0], short[1:], NOW) == 0
