"""First contact, languages, help, and what is said to things nobody can answer."""

import pytest

from handlers.localizer import LOCALES
from handlers.messages import Reply
from handlers.states import Browsing
from tests.unit.dialogue import (
    LOCALIZER,
    Dialogue,
    K,
    Press,
    Sends,
    Shows,
    Start,
    Tap,
    W,
    begin,
    press,
    verify_dialog,
    verify_replies,
)
from tests.unit.fakes import KNIVES

each_language = pytest.mark.parametrize("locale", LOCALES)

TILES_WANTED = W("Keramikfliesen", "瓷砖", "ceramic tiles")
HELP_WORD = W("Hilfe", "帮助", "help")
NAMES = {"de": "Deutsch", "zh": "中文", "en": "English"}


def labels(reply: Reply) -> list[str]:
    return [choice.label for row in reply.choices for choice in row]


@each_language
def test_start_greets_in_the_hinted_language_with_two_examples_and_the_other_languages(locale: str) -> None:
    dialogue = Dialogue()
    replies = dialogue.say("anna", Start(hint=f"{locale}-XX"))
    verify_replies(replies, K("welcome"), locale, "start")
    others = [NAMES[other] for other in ("de", "zh", "en") if other != locale]
    examples = [K(f"example-{number}").text(locale) for number in (1, 2)]
    assert labels(replies[0]) == [*examples, *others, K("button-help").text(locale)]
    assert dialogue.locale("anna") == locale


def test_start_without_a_known_language_greets_in_english() -> None:
    dialogue = Dialogue()
    verify_dialog(dialogue, "anna", [(Start(hint="fr-FR"), K("welcome"), "idle")])
    assert dialogue.locale("anna") == "en"


@pytest.mark.parametrize("hint", [*LOCALES, "fr", ""])
@each_language
def test_who_starts_with_a_question_is_answered_in_its_language_whatever_the_device_says(
    locale: str, hint: str
) -> None:
    dialogue = Dialogue()
    replies = dialogue.say("anna", getattr(TILES_WANTED, locale), hint=hint)
    assert replies[0].text == K("welcome-short").text(locale)
    assert labels(replies[0]) == [name for other, name in NAMES.items() if other != locale]
    assert replies[1].cards and isinstance(dialogue.state("anna"), Browsing)


@each_language
def test_a_first_word_of_politeness_is_answered_with_a_question_and_examples(locale: str) -> None:
    dialogue = Dialogue()
    hello = W("Guten Tag", "你好", "Hello")
    verify_replies(
        dialogue.say("anna", getattr(hello, locale)),
        [K("welcome-short"), K("no-question")],
        locale,
        "hello",
    )


@each_language
def test_the_first_tap_on_a_language_greets_again_in_it(locale: str) -> None:
    dialogue = Dialogue()
    dialogue.say("anna", Start(hint="en" if locale != "en" else "de"))
    verify_dialog(dialogue, "anna", [(Tap(f"l:{locale}"), K("language-changed"), "idle")])
    assert dialogue.locale("anna") == locale
    stranger = Dialogue()
    verify_dialog(stranger, "ben", [(Tap(f"l:{locale}"), K("welcome"), "idle")])


@pytest.mark.parametrize(
    ("word", "target"),
    [("Deutsch", "de"), ("中文", "zh"), ("汉语", "zh"), ("in English", "en"), ("英语", "en")],
)
@each_language
def test_a_language_is_changed_by_its_name_in_any_language(locale: str, word: str, target: str) -> None:
    dialogue = begin(locale)
    replies = dialogue.say("anna", word)
    verify_replies(replies, K("language-changed"), target, word)


@each_language
def test_help_explains_and_its_buttons_lead_on(locale: str) -> None:
    verify_dialog(
        begin(locale),
        "anna",
        [
            (HELP_WORD, K("help"), "idle"),
            (press("button-language"), K("choose-language"), "idle"),
            ("/help", K("help"), "idle"),
            (press("button-requests"), K("requests-none"), "idle"),
            ("?", K("help"), "idle"),
            (press("button-data"), K("data-none"), "idle"),
            ("／帮助", K("help"), "idle"),
            (press("button-news"), K("news-none"), "idle"),
        ],
    )


@each_language
@pytest.mark.parametrize(
    ("name", "key"),
    [("help", "help"), ("requests", "requests-none"), ("news", "news-none"), ("data", "data-none"),
     ("language", "choose-language"), ("delete", "delete-ask"), ("cancel", "nothing-to-cancel"),
     ("back", "nothing-to-cancel"), ("search", "search-how"), ("start", "welcome")],
)  # fmt: skip
def test_every_command_word_of_every_language_is_understood_in_every_language(
    locale: str, name: str, key: str
) -> None:
    for word in LOCALIZER.words(f"words-{name}"):
        dialogue = begin(locale)
        verify_dialog(dialogue, "anna", [(word, K(key), None)])
        verify_dialog(begin(locale), "anna", [(f"{word.upper()}!".removeprefix("?!") or word, K(key), None)])


@each_language
def test_commands_with_a_bot_name_or_a_wide_space_are_understood(locale: str) -> None:
    dialogue = begin(locale)
    verify_dialog(dialogue, "anna", [("/help@isabot", K("help"), "idle")])
    assert dialogue.say("anna", "/搜索\u3000瓷砖")[0].cards
    verify_dialog(dialogue, "anna", [("/start c-999", K("company-gone"), "browsing")])


@each_language
def test_unknown_commands_empty_texts_and_photos_are_answered_kindly_and_change_nothing(locale: str) -> None:
    verify_dialog(
        begin(locale),
        "anna",
        [
            ("/frobnicate", K("unknown-command"), "idle"),
            ("   ", K("no-question"), "idle"),
            (Sends("photo"), K("unsupported"), "idle"),
            (Sends("voice"), K("unsupported"), "idle"),
            (Sends("link"), K("unsupported-other"), "idle"),
        ],
    )


@each_language
@pytest.mark.parametrize(
    "choice",
    ["p:0", "p:s", "p:²", "f:menu", "f:city:3", "ok:yes", "s:send", "k:supply", "r:not_now", "d:yes", "c:²",
     "c:99999999999999999999", "i:", "x:9", "l:fr", "m:nonsense", "q:abc", "", ":::", "zz"],
)  # fmt: skip
def test_a_button_of_another_time_or_of_nobody_is_explained_and_harms_nothing(
    locale: str, choice: str
) -> None:
    verify_dialog(begin(locale), "anna", [(Tap(choice), K("stale-button"), "idle")])


@each_language
def test_an_example_of_the_greeting_is_searched_for(locale: str) -> None:
    dialogue = begin(locale)
    example = W("example-1", "example-1", "example-2")
    dialogue.say("anna", Press(getattr(example, locale)))
    state = dialogue.state("anna")
    assert isinstance(state, Browsing)


@each_language
@pytest.mark.parametrize("number", ["3", "３", "三", "3.", "3)", "3、", "③"])
def test_numbered_platforms_take_the_number_in_any_script(locale: str, number: str) -> None:
    dialogue = begin(locale, numbered=True)
    third = dialogue.offered("anna")[2]
    dialogue.say("anna", number)
    assert f"l:{dialogue.locale('anna')}" == third.id


@each_language
@pytest.mark.parametrize("number", ["1", "１", "一"])
def test_a_number_counts_the_buttons_where_they_carry_none(locale: str, number: str) -> None:
    dialogue = begin(locale)
    first, twin = dialogue.offered("anna")[0], dialogue.fork()
    assert dialogue.say("anna", number) == twin.say("anna", Tap(first.id))


@each_language
def test_a_number_that_is_not_offered_keeps_the_results_on_numbered_platforms(locale: str) -> None:
    dialogue = begin(locale, numbered=True)
    dialogue.say("anna", TILES_WANTED)
    offered = dialogue.offered("anna")
    verify_dialog(dialogue, "anna", [("99", K("please-choose"), "browsing")])
    assert dialogue.offered("anna") == offered


@each_language
def test_a_label_typed_in_words_is_the_button(locale: str) -> None:
    dialogue = begin(locale)
    verify_dialog(
        dialogue,
        "anna",
        [
            (HELP_WORD, K("help"), "idle"),
            (K("button-requests"), K("requests-none"), "idle"),
            (TILES_WANTED, first_page(locale), "browsing"),
            (K("button-filter"), K("filter-menu"), "browsing"),
        ],
    )


def first_page(locale: str) -> Shows:
    """The first page of tiles as somebody at home in `locale` sees it."""
    words, count = getattr(TILES_WANTED, locale), {"de": 7, "zh": 1, "en": 8}[locale]
    heading = K("results-heading-all", words=words, count=count)
    if count > 5:
        heading = K("results-heading", words=words, count=count, first=1, last=5)
    country = {"de": "CN", "zh": "DE"}.get(locale)
    active = (K("filters-active", filters=K(f"country-{country}")),) if country else ()
    return Shows((heading, *active))


@each_language
def test_pinyin_may_have_spaces_in_it(locale: str) -> None:
    dialogue = begin(locale)
    assert dialogue.say("anna", "Wo de qing qiu")[0].text == K("requests-none").text(locale)


@each_language
def test_an_invitations_code_alone_is_enough_and_never_searched_for(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.world.invitations["ABCD-EFGH-JKMN"] = KNIVES
    shown = dialogue.say("anna", "abcd-efgh-jkmn")
    assert len(shown) == 2 and dialogue.state("anna").tag == "joining"
    dialogue.say("anna", press("button-disagree"))
    assert dialogue.say("anna", "ZZZZ-EFGH-JKMN")[0].text == K("invitation-invalid").text(locale)
    assert dialogue.world.noted == ()
