"""Chatting by keyboard alone: "go on", numbers in any script, what a tap on a line says, other spellings."""

from dataclasses import replace

import pytest

from handlers.choosing import find_offered
from handlers.localizer import LOCALES
from handlers.messages import Choice
from handlers.states import Browsing
from tests.unit.dialogue import (
    Dialogue,
    K,
    Row,
    Said,
    Sends,
    Shows,
    Tap,
    W,
    begin,
    each,
    press,
    verify_dialog,
)
from tests.unit.fakes import TILES

each_language = pytest.mark.parametrize("locale", LOCALES)
GO_ON = (
    W("weiter", "继续", "continue"),
    W("Weiter!", "继续。", "Continue."),
    W("mehr", "更多", "more"),
    W("WEITER", "繼續", "go on"),
    W("weiter", "jixu", "next"),
)
TILES_CN = W("Keramikfliesen China", "中国 瓷砖", "ceramic tiles China")
WORDS = W("Keramikfliesen", "瓷砖", "ceramic tiles")
FROM_CHINA = K("filters-active", filters=K("country-CN"))
FIRST, SIXTH = (
    Shows((K("results-heading", words=WORDS, count=7, first=first, last=last), FROM_CHINA))
    for first, last in ((1, 5), (6, 7))
)
ANYTHING: tuple[Said, ...] = (
    ".",
    "😀",
    W("egal", "哦", "whatever"),
    W("xyz", "随便", "abc"),
    W("Weiter!", "繼續", "go on"),
    Sends("sticker"),
)
DETAILS = K("button-details")


def tap_line(number: str, key: str) -> W:
    """What a tap on a numbered line says."""
    return W(*(f"{number}{K(key).text(locale)}" for locale in ("de", "zh", "en")))


def browse(locale: str) -> Dialogue:
    """Anna, on a platform without buttons, looks at five results of seven."""
    dialogue = begin(locale, numbered=True)
    verify_dialog(dialogue, "anna", [(TILES_CN, FIRST, "browsing")])
    return dialogue


# Going on


@each_language
@pytest.mark.parametrize("said", GO_ON)
def test_going_on_turns_the_page_of_an_open_search(locale: str, said: W) -> None:
    verify_dialog(browse(locale), "anna", [(said, SIXTH, "browsing")])


@each_language
@pytest.mark.parametrize("said", GO_ON)
def test_going_on_with_nothing_to_go_on_to_is_told_so(locale: str, said: W) -> None:
    verify_dialog(begin(locale, numbered=True), "anna", [(said, K("nothing-waits"), "idle")])


@each_language
@pytest.mark.parametrize("said", [words for words in GO_ON if words.zh != "更多"])
def test_going_on_shows_what_waits_and_turns_no_page(locale: str, said: W) -> None:
    """The platform shows it behind the answer, so there is none."""
    dialogue = browse(locale)
    offered = dialogue.offered("anna")
    dialogue.waiting["anna"] = 2
    verify_dialog(dialogue, "anna", [(said, (), "browsing")])
    assert dialogue.offered("anna") == offered
    dialogue.waiting["anna"] = 0
    verify_dialog(dialogue, "anna", [(said, SIXTH, "browsing")])


@each_language
def test_going_on_in_a_draft_shows_what_waits_and_keeps_the_draft(locale: str) -> None:
    dialogue = begin(locale, numbered=True)
    dialogue.say("anna", Tap(f"i:{TILES}"))
    dialogue.say("anna", press("button-agree"))
    dialogue.waiting["anna"] = 1
    verify_dialog(dialogue, "anna", [(W("weiter", "继续", "continue"), (), "drafting:who")])


@each_language
@pytest.mark.parametrize("said", ANYTHING)
def test_anything_goes_on_while_something_waits(locale: str, said: Said) -> None:
    dialogue = begin(locale, numbered=True)
    dialogue.waiting["anna"] = 1
    verify_dialog(dialogue, "anna", [(said, (), "idle")])
    dialogue = browse(locale)
    dialogue.waiting["anna"] = 1
    verify_dialog(dialogue, "anna", [(said, (), "browsing")])


@each_language
def test_what_means_something_is_answered_although_something_waits(locale: str) -> None:
    dialogue = begin(locale, numbered=True)
    dialogue.waiting["anna"] = 1
    rows: list[Row] = [
        (W("/hilfe", "/帮助", "/help"), K("help"), None),
        (TILES_CN, FIRST, "browsing"),
        (W("7", "７", "七"), K("filter-menu"), "browsing"),
        (W("meine Anfragen", "我的请求", "my requests"), K("requests-none"), "browsing"),
    ]
    verify_dialog(dialogue, "anna", rows)


@each_language
def test_with_nothing_waiting_a_picture_is_told_to_be_no_words(locale: str) -> None:
    verify_dialog(begin(locale, numbered=True), "anna", [(Sends("sticker"), K("unsupported"), None)])


@each_language
def test_a_picture_in_a_draft_is_no_answer_although_something_waits(locale: str) -> None:
    dialogue = begin(locale, numbered=True)
    dialogue.say("anna", Tap(f"i:{TILES}"))
    dialogue.waiting["anna"] = 1
    replies = dialogue.say("anna", Sends("photo"))
    assert replies[0].text == K("unsupported").text(locale)
    assert len(replies) > 1, "the open question is asked again"


# Numbers and lines


@each_language
@pytest.mark.parametrize(
    "number",
    [
        "6",
        "６",
        "六",
        " 6 ",
        "6.",
        "６．",
        "6。",
        "六、",
        "6)",
        "６）",
        "⑥",
        "6!",
        "第六个",
        "选6",
        "die sechste",
        "the sixth one",
        "Nr. 6",
    ],
)
def test_a_number_in_any_script_means_its_line(locale: str, number: str) -> None:
    verify_dialog(browse(locale), "anna", [(each(number), SIXTH, "browsing")])


@each_language
@pytest.mark.parametrize("number", ["6.", "６．", "6. ", "6．"])
def test_a_tap_on_a_line_says_its_number_and_label(locale: str, number: str) -> None:
    verify_dialog(browse(locale), "anna", [(tap_line(number, "button-more"), SIXTH, "browsing")])


@each_language
@pytest.mark.parametrize("number", [1, 2, 5])
def test_lines_with_the_same_label_are_told_apart_by_their_number(locale: str, number: int) -> None:
    dialogue = browse(locale)
    verify_dialog(dialogue, "anna", [(DETAILS, K("which-one"), "browsing")])
    wanted = dialogue.world.companies[int(dialogue.offered("anna")[number - 1].id.removeprefix("c:"))]
    (reply,) = dialogue.say("anna", tap_line(f"{number}.", "button-details"))
    assert reply.cards[0].title in (wanted.name, wanted.name_latin)


@each_language
@pytest.mark.parametrize(
    "said", [tap_line("7.", "button-more"), tap_line("1.", "button-more"), tap_line("99.", "button-details")]
)
def test_a_line_of_another_message_is_not_taken_for_this_ones(locale: str, said: W) -> None:
    """A tap on a line of yesterday's: that number means something else today."""
    dialogue = browse(locale)
    dialogue.say("anna", said)
    state = dialogue.state("anna")
    assert isinstance(state, Browsing)
    assert state.words == getattr(said, locale), "these are words like any others"


@each_language
@pytest.mark.parametrize("number", ["0", "8", "八", "99", "０"])
def test_a_number_that_is_not_offered_chooses_nothing(locale: str, number: str) -> None:
    dialogue = browse(locale)
    before = dialogue.state("anna")
    dialogue.say("anna", number)
    after = dialogue.state("anna")
    assert isinstance(before, Browsing) and isinstance(after, Browsing)
    assert after.offset == 0 and (after == before or after.words == number)


# Other spellings


@pytest.mark.parametrize(
    "said", ["幫助", "使用說明", "BANGZHU", "ｂａｎｇｚｈｕ", "／帮助", "/bangzhu", "帮助！", "幫助。"]
)
def test_chinese_commands_in_traditional_signs_pinyin_and_full_width(said: str) -> None:
    verify_dialog(begin("zh", numbered=True), "anna", [(each(said), K("help"), None)])


@pytest.mark.parametrize("said", ["更多", "6.更多", "６．更多", "下一頁"])
def test_labels_and_words_of_paging(said: str) -> None:
    verify_dialog(browse("zh"), "anna", [(each(said), SIXTH, "browsing")])


@pytest.mark.parametrize(("said", "key"), [("篩選", "filter-menu"), ("7.篩選", "filter-menu")])
def test_labels_in_traditional_signs_are_the_same_labels(said: str, key: str) -> None:
    verify_dialog(browse("zh"), "anna", [(each(said), K(key), "browsing")])


@pytest.mark.parametrize(("said", "locale"), [("德語", "de"), ("英語", "en"), ("漢語", "zh")])
def test_languages_are_named_in_traditional_signs(said: str, locale: str) -> None:
    dialogue = browse("zh")
    dialogue.say("anna", said)
    assert dialogue.locale("anna") == locale


@each_language
def test_taps_on_the_menu_are_choices_at_any_time(locale: str) -> None:
    """A key of the menu is the id of a choice, offered or not."""
    rows: list[Row] = [
        (Tap("m:help"), K("help"), "browsing"),
        (Tap("m:requests"), K("requests-none"), "browsing"),
        (Tap("m:search"), K("search-how"), "idle"),
        (Tap("m:nonsense"), K("stale-button"), "idle"),
    ]
    verify_dialog(browse(locale), "anna", rows)


def test_the_last_one_is_the_last_of_the_results_wherever_they_stand() -> None:
    ctx = begin("en", numbered=True).context_of("anna")
    ids = ("q:r1:accept", "m:help", "c:7", "c:8", "p:5")
    ctx = replace(ctx, offered=tuple(Choice(one, one) for one in ids))
    assert find_offered(ctx, "the last one") == ("c:8",)
