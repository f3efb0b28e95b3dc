"""The state machine of an introduction: every status and event, and what a step changes."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from directory.domain.introduction import (
    OPEN,
    TRANSITIONS,
    DeclineReason,
    Event,
    Introduction,
    Remark,
    Status,
    advance,
)
from directory.domain.workdays import add_working_days

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
CLOSED = frozenset(Status) - frozenset(OPEN)
REQUEST = Introduction("abc", 1, 2, "who", "goal", "why", "de", NOW)

EXPECTED = {
    (Status.SENT, Event.ASK): Status.ASKED,
    (Status.ASKED, Event.REPLY): Status.SENT,
    (Status.SENT, Event.REMIND): Status.SENT,
    (Status.ASKED, Event.REMIND): Status.ASKED,
    (Status.SENT, Event.ACCEPT): Status.ACCEPTED,
    (Status.ASKED, Event.ACCEPT): Status.ACCEPTED,
    (Status.SENT, Event.DECLINE): Status.DECLINED,
    (Status.ASKED, Event.DECLINE): Status.DECLINED,
    (Status.SENT, Event.WITHDRAW): Status.WITHDRAWN,
    (Status.ASKED, Event.WITHDRAW): Status.WITHDRAWN,
    (Status.SENT, Event.EXPIRE): Status.EXPIRED,
    (Status.ASKED, Event.EXPIRE): Status.EXPIRED,
}


def in_status(status: Status) -> Introduction:
    return Introduction("abc", 1, 2, "who", "goal", "why", "de", NOW, status=status, version=7)


@pytest.mark.parametrize(("status", "event"), list(product(Status, Event)))
def test_every_event_leads_where_the_table_says_or_nowhere(status: Status, event: Event) -> None:
    after = advance(in_status(status), event, LATER)
    assert (after.status if after else None) == EXPECTED.get((status, event))


@pytest.mark.parametrize(("status", "event"), list(product(sorted(CLOSED), Event)))
def test_nothing_happens_to_a_closed_request(status: Status, event: Event) -> None:
    assert not in_status(status).is_open
    assert advance(in_status(status), event, LATER) is None


@pytest.mark.parametrize(("status", "event"), list(TRANSITIONS))
def test_a_step_raises_the_version_by_one_and_leaves_the_words_alone(status: Status, event: Event) -> None:
    before = in_status(status)
    after = advance(before, event, LATER)
    assert after and after.version == 8
    assert (after.id, after.asker_id, after.company_id) == (before.id, before.asker_id, before.company_id)
    assert (after.who, after.goal, after.why, after.locale, after.created_at) == (
        "who", "goal", "why", "de", NOW,
    )  # fmt: skip
    assert after.closed_at == (LATER if after.status in CLOSED else None)
    assert after.reminded_at == (LATER if event is Event.REMIND else None)


def test_remarks_add_up_and_who_answered_stays() -> None:
    question, answer = Remark("company", "?", "zh", NOW), Remark("asker", "!", "de", LATER)
    asked = advance(REQUEST, Event.ASK, NOW, remark=question)
    replied = asked and advance(asked, Event.REPLY, LATER, remark=answer)
    declined = replied and advance(
        replied, Event.DECLINE, LATER, answered_by=5, decline_reason=DeclineReason.NOT_NOW
    )
    assert declined and declined.remarks == (question, answer)
    assert (declined.answered_by, declined.decline_reason) == (5, DeclineReason.NOT_NOW)


def test_a_reminder_is_remembered_through_later_steps() -> None:
    reminded = advance(REQUEST, Event.REMIND, NOW)
    asked = reminded and advance(reminded, Event.ASK, LATER)
    assert asked and asked.reminded_at == NOW


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (23, 0, (11, 23)),
        (23, 1, (11, 24)),
        (23, 5, (11, 30)),
        (23, 15, (12, 14)),
        (27, 1, (11, 30)),
        (28, 1, (11, 30)),
        (29, 5, (12, 4)),
    ],
)
def test_working_days_skip_the_weekend(day: int, days: int, expected: tuple[int, int]) -> None:
    moment = add_working_days(datetime(2026, 11, day, 9, 30, tzinfo=UTC), days)
    assert (moment.month, moment.day, moment.hour, moment.minute) == (*expected, 9, 30)
