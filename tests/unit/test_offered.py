"""What a number may mean after an answer without choices."""

from handlers.choosing import list_offered
from handlers.messages import Choice, Outcome, Reply

CONFIRM, SHOW, YES = Choice("a:confirm:7", "Confirm"), Choice("c:3", "View"), Choice("ok:yes", "I agree")
BEFORE = (CONFIRM, SHOW, YES)
EMPTY = (Reply("No request lies with your office."),)


def test_a_number_to_another_list_confirms_nothing_of_the_list_before() -> None:
    assert list_offered(Outcome(EMPTY, moves_on=True), BEFORE) == (SHOW,)


def test_a_hint_takes_nothing_off() -> None:
    assert list_offered(Outcome((Reply("Which one?"),)), BEFORE) == BEFORE


def test_choices_of_the_answer_take_the_place_of_those_before() -> None:
    assert list_offered(Outcome((Reply("Which?", choices=((SHOW,),)),)), BEFORE) == (SHOW,)
