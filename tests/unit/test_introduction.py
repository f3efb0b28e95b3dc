"""The state machine of an introduction: every status and event, and what a step changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from directory.domain.introduction import (
    AT_DESK,
    OPEN,
    TRANSITIONS,
    DeclineReason,
    Event,
    Introduction,
    Party,
    Remark,
    Status,
    advance,
    find_next,
    may_reopen,
)
from directory.domain.parties import find_party
from directory.domain.person import Person
from directory.domain.roles import Grant, Role
from directory.domain.workdays import add_working_days

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
CLOSED = frozenset(Status) - frozenset(OPEN)
REQUEST = Introduction("abc", 1, 2, "who", "goal", "why", "de", NOW)

# from where: what may happen, who lets it happen, where it leads ("=": it stays)
OPEN_ENDS = {"withdraw": ("asker", "withdrawn"), "expire": ("time", "expired"), "remind": ("time", "=")}
AT_COMPANY = OPEN_ENDS | {"accept": ("company", "accepted"), "decline": ("company", "declined")}
AT_AGENCY = OPEN_ENDS | {
    "accept": ("agency", "accepted"),
    "decline": ("agency", "declined"),
    "unreached": ("agency", "unreached"),
    "forward": ("agency", "sent"),
}
ASK = {"ask": ("agency", "agency_asked")}
SHUT = {"asker_shuts": ("asker", "="), "answerer_shuts": ("answerer", "=")}
AFTER = SHUT | {"follow_up": ("time", "=")}
TALK = AFTER | {"talk": ("asker answerer", "talking")}
AGAIN = {"reopen": ("asker", "sent"), "reopen_via_agency": ("asker", "at_agency")}
EXPECTED: dict[str, dict[str, tuple[str, str]]] = {
    "sent": AT_COMPANY | {"ask": ("company", "asked"), "hand_over": ("time", "at_agency")},
    "asked": AT_COMPANY | {"reply": ("asker", "sent"), "hand_over": ("time", "at_agency")},
    "at_agency": AT_AGENCY | ASK | {"pass_on": ("agency", "passed_on")},
    "passed_on": AT_AGENCY | ASK,
    "agency_asked": AT_AGENCY | {"reply": ("asker", "at_agency")},
    "accepted": TALK,
    "talking": TALK | {"end": ("asker answerer", "ended")},
    "ended": AFTER,
    "declined": AGAIN,
    "withdrawn": AGAIN,
    "expired": AGAIN,
    "unreached": AGAIN,
}


def in_status(status: Status) -> Introduction:
    return Introduction("abc", 1, 2, "who", "goal", "why", "de", NOW, status=status, version=7)


def test_the_table_names_every_status_and_every_event() -> None:
    assert set(EXPECTED) == set(Status)
    assert {event for steps in EXPECTED.values() for event in steps} == set(Event)


@pytest.mark.parametrize(("status", "event"), list(product(Status, Event)))
def test_every_event_leads_where_the_table_says_or_nowhere(status: Status, event: Event) -> None:
    after = advance(in_status(status), event, LATER)
    step = TRANSITIONS.get((status, event))
    who, to = EXPECTED[status].get(event, ("", ""))
    assert (after.status if after else "") == (status if to == "=" else to)
    assert (set(step.who) if step else set()) == set(who.split())


@pytest.mark.parametrize(("status", "event"), list(product(Status, Event)))
@pytest.mark.parametrize("party", list(Party))
def test_only_who_the_table_names_may_let_it_happen(party: Party, status: Status, event: Event) -> None:
    desk = Party.AGENCY if status in AT_DESK else Party.COMPANY
    introduction = replace(in_status(status), desk=desk, answered_by=4)
    city = 9
    people = {
        Party.ASKER: Person(1, company_ids=(2,), grants=(Grant(Role.AGENCY, city_id=city),)),
        Party.COMPANY: Person(3, company_ids=(2,)),
        Party.AGENCY: Person(5, grants=(Grant(Role.AGENCY, city_id=city),)),
        Party.ANSWERER: Person(4),
        Party.TIME: None,
    }
    allowed = party in EXPECTED[status].get(event, ("", ""))[0].split()
    assert (find_party(introduction, event, people[party], city) is party) == allowed
    assert find_party(introduction, event, Person(6, company_ids=(7,)), city) is None
    if party is Party.AGENCY:
        assert find_party(introduction, event, people[party], city + 1) is None


@pytest.mark.parametrize("status", sorted(CLOSED))
def test_a_closed_request_is_neither_answered_nor_reminded_of(status: Status) -> None:
    assert not in_status(status).is_open
    for event in (
        Event.ACCEPT,
        Event.DECLINE,
        Event.ASK,
        Event.REPLY,
        Event.WITHDRAW,
        Event.EXPIRE,
        Event.REMIND,
    ):
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
    if status in OPEN or after.status in OPEN:
        assert after.closed_at == (LATER if after.status in CLOSED else None)
    else:
        assert after.closed_at == before.closed_at, "when both agreed is remembered"
    assert after.reminded_at == (LATER if event is Event.REMIND else None)
    if after.status in OPEN:
        assert after.desk is (Party.AGENCY if after.status in AT_DESK else Party.COMPANY)


@pytest.mark.parametrize("event", [Event.REOPEN, Event.REOPEN_VIA_AGENCY, Event.FORWARD, Event.HAND_OVER])
def test_where_it_begins_anew_the_deadline_does_too_and_the_old_answer_goes(event: Event) -> None:
    status = {Event.FORWARD: Status.PASSED_ON, Event.HAND_OVER: Status.SENT}.get(event, Status.DECLINED)
    before = replace(
        in_status(status), reminded_at=NOW, passed_on_at=NOW, closed_at=NOW, answered_by=5,
        decline_reason=DeclineReason.NOT_NOW,
    )  # fmt: skip
    after = advance(before, event, LATER)
    assert after and (after.due_from, after.reminded_at, after.passed_on_at) == (LATER, None, None)
    assert after.closed_at is None
    if status is Status.DECLINED:
        assert (after.answered_by, after.decline_reason) == (None, None)


@pytest.mark.parametrize(
    ("status", "reason", "again"),
    [
        (Status.EXPIRED, None, True),
        (Status.WITHDRAWN, None, True),
        (Status.UNREACHED, None, True),
        (Status.DECLINED, DeclineReason.NOT_NOW, True),
        (Status.DECLINED, DeclineReason.NO_CAPACITY, True),
        (Status.DECLINED, DeclineReason.NOT_OUR_FIELD, False),
        (Status.DECLINED, DeclineReason.HAVE_PARTNER, False),
        (Status.DECLINED, DeclineReason.NO_REASON, False),
        (Status.SENT, None, False),
        (Status.TALKING, None, False),
    ],
)
def test_what_is_not_closed_for_good_can_be_asked_again_after_some_weeks(
    status: Status, reason: DeclineReason | None, again: bool
) -> None:
    introduction = replace(in_status(status), decline_reason=reason, opened_at=LATER)
    assert may_reopen(introduction) is again
    assert not may_reopen(replace(introduction, who="")), "whose words are gone is not made again"
    failed = not introduction.is_open and not introduction.agreed
    assert find_next([introduction], 2, 4) == (NOW + timedelta(weeks=4) if failed else None)
    assert find_next([introduction], 3, 4) is None, "another company"


def test_the_weeks_run_from_the_last_time_it_was_made() -> None:
    reason = Remark("again", "Jetzt passt es.", "de", NOW + timedelta(days=30))
    again = replace(in_status(Status.EXPIRED), remarks=(reason,))
    assert find_next([again, in_status(Status.WITHDRAWN)], 2, 4) == NOW + timedelta(days=58)


def test_remarks_add_up_and_who_answered_stays() -> None:
    question, answer = Remark("company", "?", "zh", NOW), Remark("asker", "!", "de", LATER)
    asked = advance(REQUEST, Event.ASK, NOW, remark=question)
    replied = asked and advance(asked, Event.REPLY, LATER, remark=answer)
    declined = replied and advance(
        replied, Event.DECLINE, LATER, answered_by=5, decline_reason=DeclineReason.NOT_NOW
    )
    assert declined and declined.remarks == (question, answer)
    assert (declined.answered_by, declined.decline_reason) == (5, DeclineReason.NOT_NOW)


def test_whose_turn_it_becomes_has_the_full_time_and_a_reminder_of_its_own() -> None:
    reminded = advance(REQUEST, Event.REMIND, NOW)
    asked = reminded and advance(reminded, Event.ASK, LATER)
    assert asked and (asked.reminded_at, asked.due_from) == (None, LATER)
    replied = advance(replace(asked, reminded_at=LATER), Event.REPLY, LATER + timedelta(hours=1))
    assert replied and (replied.reminded_at, replied.due_from) == (None, LATER + timedelta(hours=1))


def test_a_question_of_the_agency_does_not_undo_that_it_passed_the_request_on() -> None:
    passed_on = advance(replace(in_status(Status.AT_AGENCY), desk=Party.AGENCY), Event.PASS_ON, NOW)
    asked = passed_on and advance(passed_on, Event.ASK, LATER)
    replied = asked and advance(asked, Event.REPLY, LATER)
    assert replied and (replied.status, replied.passed_on_at) == (Status.PASSED_ON, NOW)


def test_that_an_agency_forwarded_it_is_remembered_until_it_is_made_again() -> None:
    forwarded = advance(in_status(Status.AT_AGENCY), Event.FORWARD, LATER)
    ended = forwarded and advance(forwarded, Event.EXPIRE, LATER)
    again = ended and advance(ended, Event.REOPEN, LATER)
    assert ended and again and (ended.forwarded_at, again.forwarded_at) == (LATER, None)


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
