"""What time does: nothing, a reminder for whose turn it is, an end that says whose answer was missing."""

from dataclasses import replace

import pytest

from directory.domain.introduction import Status
from handlers.localizer import LOCALES
from tests.unit.dialogue import (
    ANNA_WHO,
    FOSHAN_TILES,
    Dialogue,
    K,
    Shows,
    Tap,
    W,
    address_of,
    begin,
    press,
    send_request,
    verify_dialog,
    verify_heard,
)

each_pair = pytest.mark.parametrize(
    ("locale", "receiver"), [(mine, theirs) for mine in LOCALES for theirs in LOCALES]
)
AT = {"de": 0, "zh": 1, "en": 2}
FIVE_WORKING_DAYS, FIFTEEN_WORKING_DAYS = 7, 21  # from a Monday
QUESTION = W("Welche Menge?", "需要多少？", "Which quantity?")
INCOMING = Shows((K("request-heading", company=FOSHAN_TILES),))


def waiting(locale: str, receiver: str) -> tuple[Dialogue, str]:
    """A request that waits for the company."""
    dialogue = begin(locale, receiver=receiver)
    introduction_id = send_request(dialogue)
    dialogue.heard("chen")
    return dialogue, introduction_id


def asked_back(locale: str, receiver: str) -> tuple[Dialogue, str]:
    """A request that waits for the asker."""
    dialogue, introduction_id = waiting(locale, receiver)
    for said in (press("button-ask-back"), QUESTION):
        dialogue.say("chen", said)
    dialogue.heard("anna")
    return dialogue, introduction_id


@each_pair
def test_before_the_fifth_working_day_nobody_is_reminded(locale: str, receiver: str) -> None:
    dialogue, _ = waiting(locale, receiver)
    for days in (0, 1, 3, 2.9):
        dialogue.wait(days)
        assert not dialogue.tick()
    assert not dialogue.heard("chen") and not dialogue.heard("anna")


@each_pair
def test_the_company_is_reminded_once_with_the_request_and_its_buttons(locale: str, receiver: str) -> None:
    dialogue, _ = waiting(locale, receiver)
    dialogue.wait(FIVE_WORKING_DAYS)
    assert dialogue.tick()
    verify_heard(dialogue, "chen", K("reminder-for-company", who=ANNA_WHO[AT[locale]]), INCOMING)
    assert not dialogue.tick() and not dialogue.heard("anna")
    verify_dialog(dialogue, "chen", [(K("button-decline"), K("answer-reason"), "answering:reason")])


@each_pair
def test_where_a_question_is_open_the_asker_is_reminded_and_can_reply_at_once(
    locale: str, receiver: str
) -> None:
    dialogue, _ = asked_back(locale, receiver)
    dialogue.wait(FIVE_WORKING_DAYS)
    assert dialogue.tick()
    verify_heard(dialogue, "anna", K("reminder-for-asker", company=FOSHAN_TILES))
    assert not dialogue.heard("chen")
    verify_dialog(dialogue, "anna", [(K("button-reply"), K("answer-reply"), "answering:reply")])


@each_pair
def test_after_fifteen_working_days_a_request_ends_and_both_sides_are_told(
    locale: str, receiver: str
) -> None:
    dialogue, introduction_id = waiting(locale, receiver)
    dialogue.wait(FIFTEEN_WORKING_DAYS)
    assert dialogue.tick()
    verify_heard(dialogue, "anna", K("expired-for-asker", company=FOSHAN_TILES))
    verify_heard(dialogue, "chen", K("expired-for-company", who=ANNA_WHO[AT[locale]]))
    assert dialogue.world.introductions[introduction_id].status is Status.EXPIRED
    assert not dialogue.tick()


@each_pair
def test_where_the_askers_answer_was_missing_the_company_is_not_blamed(locale: str, receiver: str) -> None:
    dialogue, _ = asked_back(locale, receiver)
    dialogue.wait(FIFTEEN_WORKING_DAYS)
    assert dialogue.tick()
    verify_heard(dialogue, "anna", K("question-expired-for-asker", company=FOSHAN_TILES))
    verify_heard(dialogue, "chen", K("question-expired-for-company", who=ANNA_WHO[AT[locale]]))


@each_pair
def test_a_question_asked_at_the_end_of_the_time_leaves_the_asker_the_full_time(
    locale: str, receiver: str
) -> None:
    dialogue, introduction_id = waiting(locale, receiver)
    dialogue.wait(FIFTEEN_WORKING_DAYS - 3)  # a Friday
    dialogue.tick()
    for said in (Tap(f"q:{introduction_id}:ask"), QUESTION):
        dialogue.say("chen", said)
    dialogue.wait(FIVE_WORKING_DAYS - 1)
    assert not dialogue.tick()
    dialogue.heard("anna")
    dialogue.wait(1)
    assert dialogue.tick()
    verify_heard(dialogue, "anna", K("reminder-for-asker", company=FOSHAN_TILES))
    assert dialogue.world.introductions[introduction_id].status is Status.ASKED


@each_pair
def test_buttons_of_an_ended_request_show_that_it_ended(locale: str, receiver: str) -> None:
    dialogue, introduction_id = waiting(locale, receiver)
    dialogue.wait(FIFTEEN_WORKING_DAYS)
    dialogue.tick()
    ended = K("status-expired", date=W("14.12.2026", "2026年12月14日", "14 Dec 2026"))
    verify_dialog(
        dialogue,
        "chen",
        [(Tap(f"q:{introduction_id}:accept"), [K("request-closed"), Shows((ended,))], None)],
    )


def test_nothing_is_due_for_a_request_that_is_closed() -> None:
    dialogue, introduction_id = waiting("de", "zh")
    dialogue.say("anna", Tap(f"q:{introduction_id}:withdraw"))
    dialogue.wait(100)
    assert not dialogue.tick()


def test_a_request_ends_even_where_nobody_can_be_told() -> None:
    dialogue, introduction_id = waiting("de", "zh")
    for name in ("anna", "chen"):
        talk = dialogue.world.talks[address_of(name)]
        dialogue.world.talks[talk.address] = replace(talk, reachable=False)
    dialogue.wait(FIFTEEN_WORKING_DAYS)
    assert dialogue.tick()
    assert dialogue.world.introductions[introduction_id].status is Status.EXPIRED


def test_a_reminder_that_was_missed_is_not_sent_together_with_the_end() -> None:
    dialogue, _ = waiting("de", "zh")
    dialogue.wait(FIFTEEN_WORKING_DAYS + 3)
    dialogue.tick()
    assert len(dialogue.heard("chen")) == 1
