"""The card of an entry: translated where we know the words, marked as original where we do not."""

from dataclasses import replace

import pytest

from handlers.localizer import LOCALES
from tests.unit.dialogue import (
    Answer,
    Dialogue,
    K,
    Row,
    Shows,
    Start,
    Tap,
    W,
    begin,
    each,
    press,
    verify_dialog,
)
from tests.unit.fakes import AGENCY, KNIVES, TILES

each_language = pytest.mark.parametrize("locale", LOCALES)

YUNTAO = W("Foshan Yuntao Ceramics Co., Ltd.", "佛山云陶陶瓷有限公司", "Foshan Yuntao Ceramics Co., Ltd.")
CONFIRMED_ON = W("23.11.2026", "2026年11月23日", "23 Nov 2026")


def card(*lines: K | W, title: W = YUNTAO) -> Shows:
    return Shows((), (title,), lines)


@each_language
def test_offers_are_translated_with_the_original_beside_and_unknown_words_stay(locale: str) -> None:
    offers = W("Keramikfliesen (瓷砖), 岩板", "瓷砖、岩板", "ceramic tiles (瓷砖), 岩板")
    seeks = W("Küchenmesser (厨房刀具)", "厨房刀具", "kitchen knives (厨房刀具)")
    kinds = W(
        "Lieferung, Joint Venture, Austausch (Bildung, Sport, Kultur)",
        "供货、合资、交流（培训、体育、文化）",
        "supply, joint venture, exchange (training, sport, culture)",
    )
    facts = W("200 Beschäftigte, gegründet 1998", "员工 200 人、1998 年成立", "200 employees, founded 1998")
    shown = card(
        W(
            "„生产大规格瓷砖。“ (Original: Chinesisch)",
            "生产大规格瓷砖。",
            "“生产大规格瓷砖。” (original: Chinese)",
        ),
        K("entry-offers", value=offers),
        K("entry-seeks", value=seeks),
        K("entry-cooperation", value=kinds),
        K("entry-certificates", value="ISO 9001"),
        facts,
        each("https://yuntao.example"),
        K("source-confirmed", by="佛山经促局", date=CONFIRMED_ON),
    )
    verify_dialog(begin(locale), "anna", [(Tap(f"c:{TILES}"), shown, "idle")])


@each_language
def test_a_description_in_the_readers_language_is_shown_without_a_mark_and_samples_are_named(
    locale: str,
) -> None:
    shown = card(
        W("Küchenmesser aus Solingen.", "索林根厨房刀具。", "Kitchen knives from Solingen."),
        W("Solingen, Deutschland · Muster", "德国 索林根 · 示例", "Solingen, Germany · sample"),
        K("source-sample"),
        title=each("Klingenwerk Solingen GmbH"),
    )
    verify_dialog(begin(locale), "anna", [(Tap(f"c:{KNIVES}"), shown, "idle")])


@each_language
def test_an_agency_is_named_as_one_and_an_unchecked_entry_says_so(locale: str) -> None:
    shown = card(
        K("source-unconfirmed"),
        W(
            "佛山投资促进局 · Wirtschaftsförderung · Foshan, China",
            "经济促进机构 · 中国 佛山",
            "佛山投资促进局 · business development agency · Foshan, China",
        ),
        title=W("Foshan Investment Bureau", "佛山投资促进局", "Foshan Investment Bureau"),
    )
    verify_dialog(begin(locale), "anna", [(Tap(f"c:{AGENCY}"), shown, "idle")])


@each_language
def test_a_card_opened_from_the_results_leads_back_to_the_same_page(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.say("anna", W("Keramikfliesen China", "中国 瓷砖", "ceramic tiles China"))
    dialogue.say("anna", press("button-more"))
    before = dialogue.state("anna")
    dialogue.say("anna", press("button-details", 2))
    replies = dialogue.say("anna", press("button-to-results"))
    assert [shown.title for shown in replies[0].cards] == ["瓷砖15厂", "瓷砖16厂"]
    assert dialogue.state("anna") == before


@each_language
def test_nobody_is_introduced_to_the_own_company(locale: str) -> None:
    dialogue = Dialogue()
    dialogue.add_member("chen", locale, TILES)
    replies = dialogue.say("chen", Tap(f"c:{TILES}"))
    assert not replies[0].cards[0].choices
    verify_dialog(dialogue, "chen", [(Tap(f"i:{TILES}"), K("introduce-own-company"), None)])


@each_language
@pytest.mark.parametrize("said", [Tap("c:999"), Tap("i:999"), Start("c-999")])
def test_an_entry_that_was_removed_is_reported_as_gone(locale: str, said: Tap | Start) -> None:
    gone: Answer = K("company-gone")
    rows: list[Row] = [(said, gone, "idle")]
    verify_dialog(begin(locale), "anna", rows)


@pytest.mark.parametrize("payload", ["c-", "c-x", "c-²", "c-12345678901234567890", "nonsense"])
def test_a_deep_link_that_makes_no_sense_is_a_plain_start(payload: str) -> None:
    verify_dialog(begin("de"), "anna", [(Start(payload), K("welcome"), "idle")])


def test_a_long_description_is_cut_between_words_and_never_inside_one() -> None:
    dialogue = begin("de")
    text = "Feinsteinzeug " * 30
    dialogue.world.companies[KNIVES] = replace(dialogue.world.companies[KNIVES], description_de=text)
    replies = dialogue.say("anna", "Küchenmesser Solingen")
    shown = replies[0].cards[0].lines[0]
    assert shown.endswith("Feinsteinzeug …") and len(shown) <= 142
