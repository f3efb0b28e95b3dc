"""Texts, words, dates and the guess at a language."""

from datetime import UTC, datetime

import pytest

from handlers.localizer import LOCALES, Localizer, format_date, format_moment, guess_locale

LOCALIZER = Localizer()
LATE = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de", "6–7 von 7 Treffern für „LED“"),
        ("zh", "“LED”共 7 条结果，第 6–7 条"),
        ("en", "6–7 of 7 results for “LED”"),
    ],
)
def test_a_text_is_filled_with_its_arguments(locale: str, text: str) -> None:
    shown = LOCALIZER.text(locale, "results-heading", first=6, last=7, count=7, words="LED")
    assert " ".join(shown.split()) == text


@pytest.mark.parametrize(
    ("who", "until", "text"),
    [
        ("联盟秘书处", "11月24日", "尚未回复：联盟秘书处仍在等待。现已承诺在 11月24日前回复。"),
        ("WFG Ölde", "10:30", "尚未回复：WFG Ölde 仍在等待。现已承诺在 10:30 前回复。"),
        ("云陶（佛山）", "明天", "尚未回复：云陶（佛山）仍在等待。现已承诺在明天前回复。"),
    ],
)
def test_chinese_has_a_space_beside_latin_and_none_beside_han(who: str, until: str, text: str) -> None:
    assert LOCALIZER.text("zh", "handover-for-officer-again", who=who, until=until) == text


@pytest.mark.parametrize("said", ["在Solingen生产", "在 Solingen 生产", "3台，LED灯"])
def test_what_somebody_wrote_keeps_its_spaces(said: str) -> None:
    assert LOCALIZER.text("zh", "handover-line", who="陈莉", text=said) == f"陈莉：{said}"


def test_english_knows_singular_and_plural() -> None:
    assert LOCALIZER.text("en", "results-heading-all", count=1, words="LED") == "1 result for “LED”"
    assert LOCALIZER.text("en", "results-heading-all", count=2, words="LED") == "2 results for “LED”"


def test_an_unknown_language_reads_english() -> None:
    assert LOCALIZER.text("fr", "button-help") == "Help"


@pytest.mark.parametrize("locale", LOCALES)
def test_a_missing_key_or_argument_is_an_error_that_names_it(locale: str) -> None:
    with pytest.raises(KeyError, match="no-such-key"):
        LOCALIZER.text(locale, "no-such-key")
    with pytest.raises(KeyError, match="too-long"):
        LOCALIZER.text(locale, "too-long", limit=5)


def test_arguments_carry_no_invisible_marks_and_are_never_read_as_patterns() -> None:
    shown = LOCALIZER.text("de", "reason-name", found="{ $evil } \u4e2d")
    assert shown == "Name „{ $evil } \u4e2d“"


def test_words_of_all_languages_count_together_without_case() -> None:
    assert {"hilfe", "帮助", "help", "?"} <= LOCALIZER.words("words-help")
    assert LOCALIZER.words("words-help") is LOCALIZER.words("words-help")


@pytest.mark.parametrize(
    ("locale", "text"),
    [("de", "1.1.2027"), ("zh", "2027年1月1日"), ("en", "31 Dec 2026"), ("fr", "31 Dec 2026")],
)
def test_a_date_is_that_of_the_readers_country(locale: str, text: str) -> None:
    assert format_date(LATE, locale) == text


@pytest.mark.parametrize(
    ("locale", "text"),
    [("de", "1.1.2027, 00:30"), ("zh", "2027年1月1日 07:30"), ("en", "31 Dec 2026, 23:30 UTC")],
)
def test_a_moment_is_on_the_clocks_of_the_readers_country(locale: str, text: str) -> None:
    assert format_moment(LATE, locale) == text


@pytest.mark.parametrize(
    ("hints", "locale"),
    [
        (["de-AT"], "de"),
        (["zh_CN"], "zh"),
        (["ZH-Hant-TW"], "zh"),
        ([" en "], "en"),
        (["fr-FR", "de"], "de"),
        (["", "fr"], "en"),
        ([], "en"),
        (["deutsch"], "en"),
    ],
)
def test_the_first_language_tag_we_speak_is_taken(hints: list[str], locale: str) -> None:
    assert guess_locale(hints) == locale


def test_the_fallback_can_be_none() -> None:
    assert guess_locale(["fr"], fallback="") == ""
