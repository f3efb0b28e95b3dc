"""Searching: results and pages, filters on and off, nothing found, and what ends a search."""

import pytest

from directory.domain.city import Country
from directory.domain.commands import NoteChoice, NoteSearch
from directory.domain.company import CooperationKind
from directory.domain.demand import Asked
from directory.search.question import Filters
from handlers.localizer import LOCALES
from handlers.states import Browsing, Drafting
from tests.unit.dialogue import (
    Answer,
    Argument,
    Dialogue,
    K,
    Row,
    Shows,
    Start,
    Tap,
    W,
    begin,
    press,
    resolve,
    verify_dialog,
)
from tests.unit.fakes import AGENCY, KNIVES, NEARLY_TILES, SOLINGEN, TILES

each_language = pytest.mark.parametrize("locale", LOCALES)

YUNTAO = W("Foshan Yuntao Ceramics Co., Ltd.", "佛山云陶陶瓷有限公司", "Foshan Yuntao Ceramics Co., Ltd.")
TILES_CN = W("Keramikfliesen China", "中国 瓷砖", "ceramic tiles China")
WORDS = W("Keramikfliesen", "瓷砖", "ceramic tiles")
KNIVES_WORDS = W("Küchenmesser", "厨房刀具", "kitchen knives")
CITY_FOSHAN = W("Foshan", "佛山", "Foshan")
CITY_CHAOZHOU = W("Chaozhou", "潮州", "Chaozhou")
CITY_SOLINGEN = W("Solingen", "索林根", "Solingen")
CHINA = K("country-CN")


AT = {"de": 0, "zh": 1, "en": 2}


def heading(count: int, first: int, last: int, words: Argument = WORDS) -> K:
    if first == 1 and last == count:
        return K("results-heading-all", words=words, count=count)
    return K("results-heading", words=words, count=count, first=first, last=last)


class Filtered(K):
    """ "Filter: China · Foshan"."""

    def __init__(self, *names: Argument) -> None:
        super().__init__("filters-active")
        self.names = names

    def text(self, locale: str) -> str:
        names = " · ".join(str(resolve(name, locale)) for name in self.names)
        return K("filters-active", filters=names).text(locale)


def page(count: int, first: int, last: int, *filters: Argument, words: Argument = WORDS) -> Shows:
    return Shows((heading(count, first, last, words), Filtered(*filters)))


def filters_of(dialogue: Dialogue) -> Filters:
    state = dialogue.state("anna")
    assert isinstance(state, Browsing)
    return state.filters


@each_language
def test_a_question_brings_five_cards_the_next_page_the_rest_and_back_again(locale: str) -> None:
    rows: list[Row] = [
        (TILES_CN, page(7, 1, 5, CHINA), "browsing"),
        (press("button-more"), page(7, 6, 7, CHINA), "browsing"),
        (press("button-previous"), page(7, 1, 5, CHINA), "browsing"),
    ]
    dialogue = begin(locale)
    verify_dialog(dialogue, "anna", rows)
    replies = dialogue.say("anna", TILES_CN)
    assert [card.title for card in replies[0].cards] == [YUNTAO[AT[locale]]] + [
        f"瓷砖{number}厂" for number in range(11, 15)
    ]
    assert replies[0].slot == "results"


@each_language
def test_a_card_says_what_was_found_and_why_in_the_readers_language(locale: str) -> None:
    asked = W("„Keramikfliesen“ = 瓷砖", "“瓷砖”", "“ceramic tiles” = 瓷砖")
    summary = W(
        "Bietet: Keramikfliesen (瓷砖), 岩板", "生产大规格瓷砖。", "Offers: ceramic tiles (瓷砖), 岩板"
    )
    where = W("佛山云陶陶瓷有限公司 · Foshan, China", "中国 佛山", "佛山云陶陶瓷有限公司 · Foshan, China")
    shows = Shows((heading(7, 1, 5), Filtered(CHINA)), lines=(summary, where, K("why-found", reasons=asked)))
    verify_dialog(begin(locale), "anna", [(TILES_CN, shows, "browsing")])


@each_language
def test_the_search_looks_in_the_other_country_unless_a_place_is_named(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.say("anna", KNIVES_WORDS)
    assert filters_of(dialogue).country is {"de": Country.CN, "zh": Country.DE}.get(locale)
    dialogue.say("anna", W("Küchenmesser Solingen", "索林根 厨房刀具", "kitchen knives Solingen"))
    assert filters_of(dialogue) == Filters(country=Country.DE, city_id=SOLINGEN)


def test_who_answers_for_a_company_is_at_home_where_it_is_whatever_the_language() -> None:
    dialogue = Dialogue()
    dialogue.add_member("chen", "de", TILES)
    dialogue.say("chen", "Küchenmesser")
    state = dialogue.state("chen")
    assert isinstance(state, Browsing) and state.filters.country is Country.DE


@each_language
def test_nothing_found_names_the_filters_whose_removal_would_help(locale: str) -> None:
    solingen_tiles = W("Keramikfliesen Solingen", "索林根 瓷砖", "ceramic tiles Solingen")
    germany = K("country-DE")
    nothing: Answer = Shows(
        (K("nothing-found", words=WORDS), Filtered(germany, CITY_SOLINGEN), K("nothing-found-wider"))
    )
    dialogue = begin(locale)
    verify_dialog(
        dialogue,
        "anna",
        [
            (solingen_tiles, nothing, "browsing"),
            (
                press("button-without-filter", name=CITY_SOLINGEN, count=1),
                page(1, 1, 1, germany),
                "browsing",
            ),
        ],
    )


@each_language
def test_what_comes_near_is_shown_on_request_only(locale: str) -> None:
    nothing = Shows((K("nothing-found", words=NEARLY_TILES), Filtered(CHINA), K("nothing-found-rephrase")))
    related = Shows((K("results-heading-related", words=NEARLY_TILES), Filtered(CHINA)), lines=())
    verify_dialog(
        begin(locale),
        "anna",
        [
            (f"{NEARLY_TILES} China", nothing, "browsing"),
            (K("button-related", count=7), related, "browsing"),
            (
                "Xyzzy China",
                Shows((K("nothing-found", words="Xyzzy"), Filtered(CHINA), K("nothing-found-rephrase"))),
                "browsing",
            ),
        ],
    )


@each_language
def test_nothing_found_at_all_asks_for_other_words_and_the_next_question_starts_afresh(locale: str) -> None:
    nothing = Shows((K("nothing-found", words="Xyzzy"), Filtered(CHINA), K("nothing-found-rephrase")))
    verify_dialog(
        begin(locale),
        "anna",
        [("Xyzzy China", nothing, "browsing"), (TILES_CN, page(7, 1, 5, CHINA), "browsing")],
    )


@each_language
@pytest.mark.parametrize(
    "name", ["Xyzzy GmbH & Co. KG", "Xyzzy e.K.", "Xyzzy Co., Ltd.", "晨光五金制品有限公司"]
)
def test_who_looks_for_a_company_that_is_not_here_may_register_it(locale: str, name: str) -> None:
    (reply,) = begin(locale).say("anna", name)
    assert "m:register" in {choice.id for row in reply.choices for choice in row}


@each_language
def test_a_question_for_all_there_is_leaves_the_open_search(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.say("anna", WORDS)
    dialogue.say("anna", W("alles in Foshan", "佛山 的全部", "everything in Foshan"))
    state = dialogue.state("anna")
    assert isinstance(state, Browsing)
    assert state.words == ""
    assert state.filters.city_id


INTRODUCE = W("Ich möchte mich vorstellen lassen", "我想请求引荐", "Could you introduce me please?")
CONTACT = W("Ich möchte Kontakt aufnehmen", "请帮我联系这家公司", "I would like to get in touch")


@each_language
@pytest.mark.parametrize("wish", [INTRODUCE, CONTACT])
def test_a_sentence_can_press_the_button_of_the_entry_that_is_open(locale: str, wish: W) -> None:
    dialogue = begin(locale)
    dialogue.say("anna", f"/start c-{TILES}")
    dialogue.say("anna", wish)
    assert isinstance(dialogue.state("anna"), Drafting)


def test_a_sentence_for_the_button_of_an_entry_does_nothing_where_none_is_open() -> None:
    (reply,) = begin("de").say("anna", "Ich möchte Kontakt aufnehmen")
    assert reply.text.startswith("Zu „Ich möchte Kontakt aufnehmen“")


def test_a_long_question_is_repeated_in_short() -> None:
    (reply,) = begin("de").say("anna", "Xyzzy " * 40 + "China")
    assert f"„{'Xyzzy ' * 10}…“" in reply.text


@each_language
def test_politeness_between_two_searches_is_answered_politely(locale: str) -> None:
    thanks = W("Danke!", "谢谢", "Thanks!")
    verify_dialog(
        begin(locale),
        "anna",
        [(TILES_CN, page(7, 1, 5, CHINA), "browsing"), (thanks, K("no-question"), "idle")],
    )


@each_language
def test_a_town_written_alone_narrows_the_open_search_and_a_button_takes_it_off(locale: str) -> None:
    verify_dialog(
        begin(locale),
        "anna",
        [
            (TILES_CN, page(7, 1, 5, CHINA), "browsing"),
            (CITY_CHAOZHOU, page(3, 1, 3, CHINA, CITY_CHAOZHOU), "browsing"),
            (CITY_FOSHAN, page(4, 1, 4, CHINA, CITY_FOSHAN), "browsing"),
            (press("button-filter"), K("filter-menu"), "browsing"),
            (press("button-remove-filter", name=CITY_FOSHAN), page(7, 1, 5, CHINA), "browsing"),
        ],
    )


@each_language
def test_filters_are_chosen_from_values_that_say_how_many_they_leave(locale: str) -> None:
    supply, ceramics = K("cooperation-supply"), K("field-ceramics")
    verify_dialog(
        begin(locale),
        "anna",
        [
            (TILES_CN, page(7, 1, 5, CHINA), "browsing"),
            (press("button-filter"), K("filter-menu"), "browsing"),
            (press("button-filter-city"), K("filter-choose-city"), "browsing"),
            (
                press("filter-value", name=CITY_CHAOZHOU, count=3),
                page(3, 1, 3, CHINA, CITY_CHAOZHOU),
                "browsing",
            ),
            (press("button-filter"), K("filter-menu"), "browsing"),
            (press("button-filter-cooperation"), K("filter-no-values"), "browsing"),
            (press("button-back"), K("filter-menu"), "browsing"),
            (press("button-remove-filter", name=CITY_CHAOZHOU), page(7, 1, 5, CHINA), "browsing"),
            (Tap("f:cooperation"), K("filter-choose-cooperation"), "browsing"),
            (press("filter-value", name=supply, count=1), page(1, 1, 1, CHINA, supply), "browsing"),
            (Tap("f:field"), K("filter-choose-field"), "browsing"),
            (
                press("filter-value", name=ceramics, count=1),
                page(1, 1, 1, CHINA, ceramics, supply),
                "browsing",
            ),
            (Tap("f:country"), K("filter-choose-country"), "browsing"),
            (press("filter-value", name=CHINA, count=1), page(1, 1, 1, CHINA, ceramics, supply), "browsing"),
            (press("button-filter"), K("filter-menu"), "browsing"),
            (press("button-to-results"), page(1, 1, 1, CHINA, ceramics, supply), "browsing"),
        ],
    )


@each_language
def test_a_filter_label_with_its_count_can_be_typed(locale: str) -> None:
    label = K("filter-value", name=CITY_CHAOZHOU, count=3)
    verify_dialog(
        begin(locale),
        "anna",
        [
            (TILES_CN, page(7, 1, 5, CHINA), "browsing"),
            (Tap("f:city"), K("filter-choose-city"), "browsing"),
            (label, page(3, 1, 3, CHINA, CITY_CHAOZHOU), "browsing"),
        ],
    )


@each_language
@pytest.mark.parametrize(
    "choice", ["f:city:999", "f:city:x", "f:country:FR", "f:cooperation:theft", "f:city:²"]
)
def test_a_filter_value_that_does_not_exist_brings_the_menu_back(locale: str, choice: str) -> None:
    rows: list[Row] = [
        (TILES_CN, page(7, 1, 5, CHINA), "browsing"),
        (Tap(choice), K("filter-menu"), "browsing"),
    ]
    verify_dialog(begin(locale), "anna", rows)


@each_language
def test_a_country_written_alone_widens_a_search_in_one_of_its_towns(locale: str) -> None:
    dialogue = begin(locale)
    for said in (TILES_CN, CITY_FOSHAN, W("Deutschland", "德国", "Germany")):
        dialogue.say("anna", said)
    assert filters_of(dialogue) == Filters(country=Country.DE)


@each_language
def test_removing_the_country_removes_its_town_too(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.say("anna", TILES_CN)
    dialogue.say("anna", CITY_FOSHAN)
    dialogue.say("anna", Tap("f:country:-"))
    assert filters_of(dialogue) == Filters()


@each_language
def test_everything_of_a_kind_in_a_town_can_be_listed_without_a_product(locale: str) -> None:
    wanted = W("Vertriebspartner Kassel", "卡塞尔 经销商", "distributors Kassel")
    kassel = W("Kassel", "卡塞尔", "Kassel")
    shown = page(1, 1, 1, K("country-DE"), kassel, K("cooperation-distribution"), words=K("results-all"))
    verify_dialog(begin(locale), "anna", [(wanted, shown, "browsing")])


@each_language
def test_buttons_of_a_search_that_has_ended_are_explained(locale: str) -> None:
    cancel = W("Abbrechen", "取消", "cancel")
    dialogue = begin(locale)
    verify_dialog(
        dialogue,
        "anna",
        [
            (TILES_CN, page(7, 1, 5, CHINA), "browsing"),
            (cancel, K("nothing-to-cancel"), "idle"),
            (Tap("p:5"), K("stale-button"), "idle"),
            (Tap("f:menu"), K("stale-button"), "idle"),
            (Tap("p:s"), K("stale-button"), "idle"),
        ],
    )


@each_language
def test_a_page_number_beyond_the_end_shows_the_first_page(locale: str) -> None:
    verify_dialog(
        begin(locale),
        "anna",
        [
            (TILES_CN, page(7, 1, 5, CHINA), "browsing"),
            (Tap("p:500"), page(7, 1, 5, CHINA), "browsing"),
        ],
    )


@each_language
def test_new_search_forgets_the_open_one_so_that_a_town_alone_means_the_whole_town(locale: str) -> None:
    again = W("neue Suche", "新搜索", "new search")
    verify_dialog(
        begin(locale),
        "anna",
        [
            (TILES_CN, page(7, 1, 5, CHINA), "browsing"),
            (again, K("search-how"), "idle"),
            (CITY_CHAOZHOU, page(3, 1, 3, CHINA, CITY_CHAOZHOU, words=K("results-all")), "browsing"),
        ],
    )


@each_language
def test_the_search_command_takes_the_question_along(locale: str) -> None:
    dialogue = begin(locale)
    verify_dialog(
        dialogue,
        "anna",
        [
            (W("/suche Keramikfliesen China", "/搜索 中国 瓷砖", "/search ceramic tiles China"),
             page(7, 1, 5, CHINA), "browsing"),
            ("/search", K("search-how"), "idle"),
        ],
    )  # fmt: skip


@each_language
def test_the_language_is_changed_in_the_middle_of_a_search_and_the_page_shown_again_in_it(
    locale: str,
) -> None:
    dialogue = begin(locale)
    dialogue.say("anna", TILES_CN)
    dialogue.say("anna", press("button-more"))
    for other in LOCALES:
        replies = dialogue.say("anna", Tap(f"l:{other}"))
        assert replies[0].text == K("language-changed").text(other)
        assert replies[1].text.splitlines()[0] == heading(7, 6, 7, words=WORDS[AT[locale]]).text(other)


@each_language
def test_first_question_first_language_tap_shows_the_same_results_in_the_new_language(locale: str) -> None:
    dialogue = Dialogue()
    dialogue.say("anna", WORDS[AT[locale]], hint="en")
    other = "zh" if locale != "zh" else "de"
    before = dialogue.state("anna")
    verify_dialog(
        dialogue, "anna", [(Tap(f"l:{other}"), [K("language-changed"), _any_page(dialogue, locale)], None)]
    )
    assert dialogue.state("anna") == before


def _any_page(dialogue: Dialogue, locale: str) -> Shows:
    count = {"de": 7, "zh": 1, "en": 8}[locale]
    shown = heading(count, 1, min(5, count), words=WORDS[AT[locale]])
    active = {"de": (Filtered(CHINA),), "zh": (Filtered(K("country-DE")),)}.get(locale, ())
    return Shows((shown, *active))


@each_language
def test_typing_a_label_that_several_cards_share_asks_which_one(locale: str) -> None:
    verify_dialog(
        begin(locale),
        "anna",
        [
            (TILES_CN, page(7, 1, 5, CHINA), "browsing"),
            (K("button-details"), K("which-one"), "browsing"),
        ],
    )


@each_language
@pytest.mark.parametrize("numbered", [True, False], ids=["numbers", "buttons"])
def test_results_are_opened_by_number_on_every_platform(locale: str, numbered: bool) -> None:
    dialogue = begin(locale, numbered=numbered)
    dialogue.say("anna", TILES_CN)
    replies = dialogue.say("anna", "一")
    assert replies[0].cards[0].title == YUNTAO[AT[locale]]


def test_where_there_are_buttons_a_number_counts_them_and_is_never_a_search() -> None:
    dialogue = begin("de")
    dialogue.say("anna", TILES_CN)
    before = dialogue.state("anna")
    dialogue.say("anna", Tap("f:menu"))
    second, twin = dialogue.offered("anna")[1], dialogue.fork()
    assert dialogue.say("anna", "2") == twin.say("anna", Tap(second.id))
    verify_dialog(begin("de"), "anna", [("77", K("please-choose"), None)])
    dialogue.say("anna", TILES_CN)
    verify_dialog(dialogue, "anna", [("77", K("please-choose"), "browsing")])
    assert dialogue.state("anna") == before


def test_a_filter_button_typed_in_words_of_the_language_is_found_with_its_brackets() -> None:
    dialogue = begin("zh")
    dialogue.say("anna", "中国 瓷砖")
    exchange = K("filter-value", name=K("cooperation-exchange"), count=1)
    dialogue.say("anna", Tap("f:cooperation"))
    dialogue.say("anna", exchange)
    assert filters_of(dialogue).cooperation is CooperationKind.EXCHANGE


@pytest.mark.parametrize("company_id", [AGENCY, KNIVES])
def test_every_entry_of_the_directory_can_be_opened_from_a_deep_link(company_id: int) -> None:
    replies = Dialogue().say("anna", Start(f"c-{company_id}", hint="de"))
    assert replies[0].cards and not replies[0].text


def test_counts_of_equal_size_stand_in_a_fixed_order() -> None:
    orders = set()
    for _ in range(3):
        dialogue = begin("en")
        dialogue.say("anna", "ceramic tiles China")
        replies = dialogue.say("anna", Tap("f:cooperation"))
        orders.add(tuple(choice.id for row in replies[0].choices for choice in row))
    assert orders == {
        ("f:cooperation:exchange", "f:cooperation:joint_venture", "f:cooperation:supply", "f:menu")
    }


@each_language
def test_a_wish_is_a_filter_that_is_seen_and_taken_off(locale: str) -> None:
    wish = K("wish-sell")
    words = W("Wir verkaufen Keramikfliesen China", "我们销售中国瓷砖", "We sell ceramic tiles China")
    dialogue = begin(locale)
    rows: list[Row] = [
        (words, page(7, 1, 5, CHINA, wish), "browsing"),
        (press("button-filter"), K("filter-menu"), "browsing"),
        (press("button-remove-filter", name=wish), page(7, 1, 5, CHINA), "browsing"),
    ]
    verify_dialog(dialogue, "anna", rows)
    assert filters_of(dialogue).wish is None


@each_language
def test_why_this_order_is_answered_for_the_page_that_is_open(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.say("anna", TILES_CN)
    (answer,) = dialogue.say("anna", press("button-why-order"))
    rule, *places = answer.text.splitlines()
    assert rule == K("order-rule").text(locale)
    assert len(places) == 5
    assert YUNTAO[AT[locale]] in places[0]
    assert "89" in places[0]
    assert K("order-confirmed").text(locale) in places[0]
    assert K("order-confirmed").text(locale) not in places[1]
    (back,) = dialogue.say("anna", press("button-to-results"))
    assert len(back.cards) == 5


@each_language
def test_one_result_has_no_order(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.say("anna", TILES_CN)
    (reply,) = dialogue.say("anna", Tap("f:cooperation:supply"))
    assert len(reply.cards) == 1
    assert "p:why" not in [choice.id for row in reply.choices for choice in row]


@each_language
def test_why_this_order_outside_a_search_is_no_answer(locale: str) -> None:
    dialogue = begin(locale)
    replies = dialogue.say("anna", Tap("p:why"))
    assert K("order-rule").text(locale) not in "\n".join(reply.text for reply in replies)


@each_language
def test_a_question_is_counted_by_concept_and_an_opened_entry_too(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.say("anna", TILES_CN)
    asked = Asked("tiles", "", locale, 0, "CN", 0)
    dialogue.say("anna", Tap(f"c:{TILES}"))
    assert dialogue.world.noted == (NoteSearch(asked, met=True), NoteChoice(asked, TILES))
    dialogue.say("anna", "Fribbelwurz")
    noted = dialogue.world.noted[-1]
    assert isinstance(noted, NoteSearch)
    assert (noted.asked.concept_id, noted.asked.words, noted.met) == ("", "fribbelwurz", False)
