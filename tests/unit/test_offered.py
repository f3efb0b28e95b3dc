"""What a number may mean after an answer without choices."""

from directory.domain.person import Address
from handlers.choosing import list_offered
from handlers.messages import Choice, Outcome, Reply, Update, UpdateKind

HERE = Address("wechat", "a")
CONFIRM, SHOW, YES = Choice("a:confirm:7", "Confirm"), Choice("c:3", "View"), Choice("ok:yes", "I agree")
BEFORE = (CONFIRM, SHOW, YES)
EMPTY = Outcome((Reply("No request lies with your office."),))


def update(kind: UpdateKind) -> Update:
    return Update("1", HERE, kind, text="/requests")


def test_a_number_after_an_empty_list_confirms_nothing_of_the_list_before() -> None:
    assert list_offered(update(UpdateKind.TEXT), EMPTY, BEFORE) == (SHOW,)


def test_a_sticker_or_silence_takes_nothing_off() -> None:
    assert list_offered(update(UpdateKind.UNSUPPORTED), EMPTY, BEFORE) == BEFORE
    assert list_offered(update(UpdateKind.TEXT), Outcome(), BEFORE) == BEFORE


def test_choices_of_the_answer_take_the_place_of_those_before() -> None:
    answer = Outcome((Reply("Which?", choices=((SHOW,),)),))
    assert list_offered(update(UpdateKind.TEXT), answer, BEFORE) == (SHOW,)
