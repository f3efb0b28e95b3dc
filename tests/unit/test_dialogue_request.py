"""Writing a request: consent, who, what, why, preview, send; and every way out and back."""

from dataclasses import replace

import pytest

from directory.domain.company import CooperationKind
from directory.domain.introduction import Status
from directory.domain.person import Profile
from handlers.localizer import LOCALES
from handlers.states import Browsing, Draft, Drafting
from tests.unit.dialogue import (
    ANNA,
    ANNA_WHO,
    CHEN,
    FOSHAN_TILES,
    GOAL,
    WHY,
    Answer,
    Argument,
    Dialogue,
    K,
    Said,
    Sends,
    Shows,
    Start,
    Tap,
    W,
    address_of,
    begin,
    describe_state,
    press,
    send_request,
    verify_dialog,
    verify_heard,
    verify_replies,
)
from tests.unit.fakes import FOSHAN, KNIVES, QUIET, TILE_SHOP, TILES

each_language = pytest.mark.parametrize("locale", LOCALES)
each_pair = pytest.mark.parametrize(
    ("locale", "receiver"), [(mine, theirs) for mine in LOCALES for theirs in LOCALES]
)

WHO, GOAL_ASKED, WHY_ASKED = (
    K("draft-who"),
    K("draft-goal", company=FOSHAN_TILES),
    K("draft-why", company=FOSHAN_TILES),
)
AT = {"de": 0, "zh": 1, "en": 2}
UNTIL = W("14.12.2026", "2026年12月14日", "14 Dec 2026")  # fifteen working days after Monday, 23 November
SENT = K("draft-sent", company=FOSHAN_TILES, until=UNTIL)
CANCEL = W("abbrechen", "取消", "cancel")
BACK = W("zurück", "返回", "back")


def preview(*lines: K | W) -> Shows:
    return Shows((K("draft-preview", company=FOSHAN_TILES),), (K("request-title"),), lines)


def original(text: Argument, written: str) -> Argument:
    """Free text as its reader sees it: marked where it is not in the reader's language."""
    return Original(text, written)


class Original(K):
    def __init__(self, words: Argument, written: str) -> None:
        super().__init__("text-in-original")
        self.words, self.written = words, written

    def text(self, locale: str) -> str:
        words = self.words[AT[self.written]] if isinstance(self.words, W) else str(self.words)
        if locale == self.written:
            return words
        return K("text-in-original", text=words, language=K(f"language-{self.written}")).text(locale)


def to_preview(locale: str, receiver: str = "zh") -> Dialogue:
    """Anna stands before "send"."""
    dialogue = begin(locale, receiver=receiver)
    for said in (Tap(f"i:{TILES}"), press("button-agree"), ANNA, GOAL, WHY):
        dialogue.say("anna", said)
    assert describe_state(dialogue.state("anna")) == "drafting:preview"
    return dialogue


@each_pair
def test_a_request_is_written_in_three_steps_and_read_in_the_receivers_language(
    locale: str, receiver: str
) -> None:
    dialogue = begin(locale, receiver=receiver)
    fields: tuple[K, ...] = (
        K("request-cooperation", value=K("cooperation-supply")),
        K("request-who", text=original(ANNA_WHO, locale)),
        K("request-why", text=original(WHY, locale)),
    )
    verify_dialog(
        dialogue,
        "anna",
        [
            (Tap(f"i:{TILES}"), K("consent-introductions"), "drafting:consent"),
            (press("button-agree"), WHO, "drafting:who"),
            (ANNA, GOAL_ASKED, "drafting:goal"),
            (press("cooperation-supply"), WHY_ASKED, "drafting:why"),
            (WHY, preview(*fields), "drafting:preview"),
            (press("button-send"), SENT, "idle"),
        ],
    )
    assert dialogue.profile("anna").email == "weber@klingenwerk.example"
    heading = K("request-heading", company=FOSHAN_TILES)
    verify_heard(dialogue, "chen", Shows((heading,), (K("request-title"),), fields))
    labels = [choice.label for choice in dialogue.offered("chen")]
    buttons = ("button-accept", "button-decline", "button-ask-back", "button-report")
    assert labels == [K(button).text(receiver) for button in buttons]


@each_pair
def test_a_goal_in_own_words_keeps_them_and_adds_the_subject_in_the_readers_language(
    locale: str, receiver: str
) -> None:
    dialogue = to_preview(locale, receiver)
    dialogue.say("anna", press("button-send"))
    names = W("Keramikfliesen", "瓷砖", "ceramic tiles")
    lines = (
        K("request-for-you", company=FOSHAN_TILES),
        K("request-topics", value=names),
        K("request-goal", text=original(GOAL, locale)),
    )
    heading = K("request-heading", company=FOSHAN_TILES)
    verify_heard(dialogue, "chen", Shows((heading,), (K("request-title"),), lines))


@each_language
def test_a_cooperation_kind_named_in_the_goal_is_recognised_and_translated(locale: str) -> None:
    dialogue = begin(locale)
    for said in (Tap(f"i:{TILES}"), press("button-agree"), ANNA):
        dialogue.say("anna", said)
    goal = W("Wir suchen Vertriebspartner.", "寻找经销商。", "We need distributors.")
    dialogue.say("anna", goal)
    state = dialogue.state("anna")
    assert isinstance(state, Drafting) and state.draft.cooperation is CooperationKind.DISTRIBUTION


@each_language
def test_saying_no_to_consent_stores_nothing_and_leads_back_to_the_search(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.say("anna", W("Keramikfliesen China", "中国 瓷砖", "ceramic tiles China"))
    verify_dialog(
        dialogue,
        "anna",
        [
            (Tap(f"i:{TILES}"), K("consent-introductions"), "drafting:consent"),
            (ANNA, [K("please-choose"), K("consent-introductions")], "drafting:consent"),
            (press("button-disagree"), K("consent-refused"), "browsing"),
        ],
    )
    assert dialogue.world.talks[address_of("anna")].person_id is None
    assert not dialogue.world.introductions


@each_language
def test_consent_is_recorded_with_version_language_and_place_and_asked_only_once(locale: str) -> None:
    dialogue = begin(locale)
    send_request(dialogue)
    person = dialogue.world.persons[2]
    assert [(one.text_version, one.locale, one.platform) for one in person.consents] == [
        ("2026-11c", locale, "web")
    ]
    dialogue.add_member("weber", "de", KNIVES)
    goal = K("draft-goal", company=each_in_city("Klingenwerk Solingen GmbH", "Solingen", "索林根"))
    verify_dialog(dialogue, "anna", [(Tap(f"i:{KNIVES}"), goal, "drafting:goal")])


def each_in_city(name: str, city: str, city_zh: str) -> W:
    return W(f"{name}, {city}", f"{name}（{city_zh}）", f"{name}, {city}")


@each_language
def test_who_gives_no_way_of_contact_is_asked_for_one_and_any_of_three_will_do(locale: str) -> None:
    by_talking = W("gern per Mail: a@b.example", "我的手机是021212345678", "you can reach me at a@b.example")
    for contact, field in (
        ("weber@klingenwerk.example", "email"),
        ("+49 212 123456", "phone"),
        (W("WeChat: annaweber", "微信：annaweber", "WeChat ID annaweber"), "wechat"),
        (by_talking, {"de": "email", "zh": "phone", "en": "email"}[locale]),
    ):  # fmt: skip
        dialogue = begin(locale)
        verify_dialog(
            dialogue,
            "anna",
            [
                (Tap(f"i:{TILES}"), K("consent-introductions"), "drafting:consent"),
                (press("button-agree"), WHO, "drafting:who"),
                (ANNA_WHO, K("draft-contact"), "drafting:contact"),
                (ANNA_WHO, K("contact-not-understood"), "drafting:contact"),
                (contact, GOAL_ASKED, "drafting:goal"),
            ],
        )
        profile = dialogue.profile("anna")
        assert getattr(profile, field) and profile.who == ANNA_WHO[AT[locale]]


@each_language
def test_who_gives_only_an_address_is_asked_for_the_name(locale: str) -> None:
    dialogue = begin(locale)
    verify_dialog(
        dialogue,
        "anna",
        [
            (Tap(f"i:{TILES}"), K("consent-introductions"), "drafting:consent"),
            (press("button-agree"), WHO, "drafting:who"),
            ("weber@klingenwerk.example", K("contact-name-missing"), "drafting:who"),
            (ANNA_WHO, GOAL_ASKED, "drafting:goal"),
        ],
    )
    assert dialogue.profile("anna").email == "weber@klingenwerk.example"


@each_language
def test_contact_data_inside_goal_and_reason_are_hidden_and_the_writer_is_told(locale: str) -> None:
    dialogue = begin(locale)
    goal = W(
        "Fliesen, Angebote an weber@klingenwerk.example",
        "采购瓷砖，电话13800138000",
        "tiles, call +49 212 123456",
    )
    why = W("Mehr unter WeChat: annaweber", "加我微信annaweber8", "see t.me/annaweber")
    for said in (Tap(f"i:{TILES}"), press("button-agree"), ANNA):
        dialogue.say("anna", said)
    verify_dialog(dialogue, "anna", [(goal, [K("contacts-masked"), WHY_ASKED], "drafting:why")])
    assert dialogue.say("anna", why)[0].text == K("contacts-masked").text(locale)
    state = dialogue.state("anna")
    assert isinstance(state, Drafting)
    assert state.draft.goal == W("Fliesen, Angebote an •••", "采购瓷砖，•••", "tiles, call •••")[AT[locale]]
    assert state.draft.why == W("Mehr unter •••", "加我•••", "see •••")[AT[locale]]


@each_language
def test_each_part_can_be_changed_from_the_preview_and_it_comes_back_at_once(locale: str) -> None:
    dialogue = to_preview(locale)
    new_who = W("Dr. Weber, Einkauf", "韦博士，采购", "Dr Weber, purchasing")
    new_goal = W("Wir suchen Küchenmesser.", "我们想采购厨房刀具。", "We need kitchen knives.")
    new_why = W("Ihre Firma hat einen guten Ruf.", "贵公司口碑好。", "Your firm has the best name.")
    knives = W("Küchenmesser", "厨房刀具", "kitchen knives")
    verify_dialog(
        dialogue,
        "anna",
        [
            (press("button-change-who"), WHO, "drafting:who"),
            (new_who, preview(K("request-who", text=new_who)), "drafting:preview"),
            (press("button-change-goal"), GOAL_ASKED, "drafting:goal"),
            (
                new_goal,
                preview(K("request-goal", text=new_goal), K("request-topics", value=knives)),
                "drafting:preview",
            ),
            (press("button-change-goal"), GOAL_ASKED, "drafting:goal"),
            (
                press("cooperation-joint_venture"),
                preview(K("request-cooperation", value=K("cooperation-joint_venture"))),
                "drafting:preview",
            ),
            (press("button-change-why"), WHY_ASKED, "drafting:why"),
            (new_why, preview(K("request-why", text=new_why)), "drafting:preview"),
            (press("button-send"), SENT, "idle"),
        ],
    )


@each_language
def test_the_subject_follows_the_goal_and_the_search_it_came_from(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.say("anna", W("Wasserstoff China", "中国 氢能", "hydrogen China"))
    for said in (Tap(f"i:{TILES}"), press("button-agree"), ANNA, GOAL):
        dialogue.say("anna", said)
    state = dialogue.state("anna")
    assert isinstance(state, Drafting) and state.draft.topics == ("tiles", "hydrogen")


STEPS: dict[str, tuple[tuple[Said, ...], Answer]] = {
    "consent": ((), K("consent-introductions")),
    "who": ((press("button-agree"),), WHO),
    "contact": ((press("button-agree"), ANNA_WHO), K("draft-contact")),
    "goal": ((press("button-agree"), ANNA), GOAL_ASKED),
    "why": ((press("button-agree"), ANNA, press("cooperation-supply")), WHY_ASKED),
    "preview": (
        (press("button-agree"), ANNA, press("cooperation-supply"), WHY),
        Shows((K("draft-preview", company=FOSHAN_TILES),)),
    ),
}
each_step = pytest.mark.parametrize("step", STEPS)


def at_step(step: str, locale: str) -> tuple[Dialogue, Answer]:
    """Anna, coming from a search, at a step of her request; what she is asked there."""
    dialogue = begin(locale)
    dialogue.say("anna", W("Keramikfliesen China", "中国 瓷砖", "ceramic tiles China"))
    path, asked = STEPS[step]
    for said in (Tap(f"i:{TILES}"), *path):
        dialogue.say("anna", said)
    assert describe_state(dialogue.state("anna")) == f"drafting:{step}"
    return dialogue, asked


@each_step
@each_language
def test_the_language_changes_at_every_step_without_losing_anything(locale: str, step: str) -> None:
    dialogue, asked = at_step(step, locale)
    before = dialogue.state("anna")
    for other in (*LOCALES, locale):
        replies = dialogue.say("anna", Tap(f"l:{other}"))
        verify_replies(replies, [K("language-changed"), asked], other, step)
        assert dialogue.state("anna") == before


@each_step
@each_language
def test_help_and_everything_else_one_may_look_at_leaves_the_request_and_asks_again(
    locale: str, step: str
) -> None:
    dialogue, asked = at_step(step, locale)
    before = dialogue.state("anna")
    looks: list[tuple[Said, Answer | None]] = [
        (W("Hilfe", "帮助", "help"), K("help")),
        ("/news", K("news-none")),
        (Sends("photo"), K("unsupported")),
        ("/nonsense", K("unknown-command")),
        (Tap("p:5"), K("stale-button")),
        (Tap("r:not_now"), K("stale-button")),
        (Tap("x:1"), K("finish-first")),
        (Tap(f"i:{KNIVES}"), K("finish-first")),
        (W("suche", "搜索", "search"), K("finish-first")),
        (Tap(f"c:{TILES}"), None),
        (W("Meine Anfragen", "我的请求", "my requests"), K("requests-none")),
        (W("meine Daten", "我的数据", "my data"), None),
    ]
    for said, answer in looks:
        replies = dialogue.say("anna", said)
        if answer:
            verify_replies(replies[:1], answer, locale, step)
        verify_replies(replies[-1:], asked, locale, f"{step} after {said}")
        assert dialogue.state("anna") == before
    verify_replies(dialogue.say("anna", "  "), asked, locale, step)
    verify_replies(dialogue.say("anna", Start()), asked, locale, step)
    assert dialogue.state("anna") == before


@each_step
@each_language
def test_cancel_leads_back_to_the_search_from_every_step_and_sends_nothing(locale: str, step: str) -> None:
    dialogue, _ = at_step(step, locale)
    verify_dialog(dialogue, "anna", [(CANCEL, K("draft-cancelled"), "browsing")])
    assert dialogue.say("anna", press("button-to-results"))[0].cards
    assert not dialogue.world.introductions and not dialogue.heard("chen")


@each_language
def test_back_goes_one_step_back_and_from_the_first_one_out(locale: str) -> None:
    dialogue, _ = at_step("preview", locale)
    verify_dialog(
        dialogue,
        "anna",
        [
            (BACK, WHY_ASKED, "drafting:why"),
            (press("button-back"), GOAL_ASKED, "drafting:goal"),
            (BACK, WHO, "drafting:who"),
            (press("button-back"), K("draft-cancelled"), "browsing"),
        ],
    )


@each_language
def test_back_from_changing_one_part_returns_to_the_preview(locale: str) -> None:
    dialogue, asked = at_step("preview", locale)
    for button in ("button-change-who", "button-change-goal", "button-change-why"):
        dialogue.say("anna", press(button))
        verify_dialog(dialogue, "anna", [(press("button-back"), asked, "drafting:preview")])


@each_language
def test_consent_is_given_in_words_too(locale: str) -> None:
    dialogue, _ = at_step("consent", locale)
    verify_dialog(dialogue, "anna", [(W("Ja", "好的", "yes"), WHO, "drafting:who")])


@each_language
@pytest.mark.parametrize("step", ["who", "goal", "why"])
def test_a_greeting_is_no_answer(locale: str, step: str) -> None:
    dialogue, asked = at_step(step, locale)
    before = dialogue.state("anna")
    verify_dialog(
        dialogue, "anna", [(W("Guten Morgen!", "您好！", "good morning"), asked, f"drafting:{step}")]
    )
    assert dialogue.state("anna") == before and not dialogue.profile("anna").who.startswith("G")


@each_language
def test_asking_to_delete_everything_and_then_keeping_it_keeps_the_request(locale: str) -> None:
    dialogue, asked = at_step("why", locale)
    before = dialogue.state("anna")
    verify_dialog(
        dialogue,
        "anna",
        [
            (W("alles löschen", "删除我的数据", "delete everything"), K("delete-ask"), "deleting"),
            (press("button-delete-no"), [K("delete-kept"), asked], "drafting:why"),
        ],
    )
    assert dialogue.state("anna") == before


@each_language
def test_an_old_invitation_link_does_not_cost_the_request(locale: str) -> None:
    dialogue, _ = at_step("why", locale)
    before = dialogue.state("anna")
    verify_dialog(dialogue, "anna", [(Start("inv-OLD"), K("invitation-invalid"), "drafting:why")])
    assert dialogue.state("anna") == before


@each_language
def test_a_search_command_in_a_request_says_that_the_request_ended(locale: str) -> None:
    dialogue, _ = at_step("why", locale)
    replies = dialogue.say("anna", "/search Küchenmesser")
    assert replies[0].text == K("cancelled").text(locale)
    state = dialogue.state("anna")
    assert isinstance(state, Browsing) and state.words == "Küchenmesser"


@each_language
@pytest.mark.parametrize("step", ["who", "contact", "goal", "why"])
def test_texts_too_long_or_too_short_are_returned_with_the_reason(locale: str, step: str) -> None:
    dialogue, asked = at_step(step, locale)
    state = f"drafting:{step}"
    verify_dialog(
        dialogue,
        "anna",
        [
            ("x" * 501, K("too-long", limit=500, count=501), state),
            ("ok", [K("too-short"), asked], state),
            ("?!", [K("too-short"), asked], state),
        ],
    )


def test_two_chinese_characters_are_not_too_short() -> None:
    dialogue, _ = at_step("goal", "zh")
    dialogue.say("anna", "采购")
    state = dialogue.state("anna")
    assert isinstance(state, Drafting) and state.draft.goal == "采购"


@each_language
def test_words_at_a_question_with_buttons_only_are_asked_to_choose(locale: str) -> None:
    dialogue, asked = at_step("preview", locale)
    verify_dialog(dialogue, "anna", [("na ja 嗯嗯", [K("please-choose"), asked], "drafting:preview")])


@each_language
def test_buttons_can_be_answered_in_words_or_numbers_throughout(locale: str) -> None:
    dialogue = begin(locale, numbered=True)
    verify_dialog(
        dialogue,
        "anna",
        [
            (Tap(f"i:{TILES}"), K("consent-introductions"), "drafting:consent"),
            ("１", WHO, "drafting:who"),
            (ANNA, GOAL_ASKED, "drafting:goal"),
            (K("cooperation-supply"), WHY_ASKED, "drafting:why"),
            (WHY, preview(), "drafting:preview"),
            ("一", SENT, "idle"),
        ],
    )


@each_language
def test_a_second_request_to_the_same_entry_shows_the_open_one_instead(locale: str) -> None:
    dialogue = begin(locale)
    send_request(dialogue)
    waiting = Shows((), (FOSHAN_TILES,), (K("status-sent-for-asker", until=UNTIL),))
    verify_dialog(dialogue, "anna", [(Tap(f"i:{TILES}"), [K("introduce-already"), waiting], "idle")])
    assert len(dialogue.world.introductions) == 1


@each_language
def test_sending_twice_sends_once(locale: str) -> None:
    dialogue = to_preview(locale)
    dialogue.say("anna", press("button-send"))
    verify_dialog(dialogue, "anna", [(Tap("s:send"), K("stale-button"), "idle")])
    assert len(dialogue.world.introductions) == 1 and len(dialogue.heard("chen")) == 1


@each_language
def test_an_entry_without_anybody_is_said_to_be_so_before_a_word_is_written(locale: str) -> None:
    with_agency = K(
        "introduce-unreachable-agency",
        company=each_in_city("Klingenwerk Solingen GmbH", "Solingen", "索林根"),
        agency="Wirtschaftsförderung Solingen",
    )
    without = K(
        "introduce-unreachable",
        company=each_in_city("Fliesenhaus Kassel GmbH", "Kassel", "卡塞尔"),
        city=W("Kassel", "卡塞尔", "Kassel"),
    )
    verify_dialog(
        begin(locale),
        "anna",
        [(Tap(f"i:{KNIVES}"), with_agency, "idle"), (Tap(f"i:{TILE_SHOP}"), without, "idle")],
    )


@each_language
def test_an_entry_whose_people_cannot_be_written_to_or_are_the_asker_counts_as_without_anybody(
    locale: str,
) -> None:
    dialogue = begin(locale)
    chen = dialogue.world.talks[address_of("chen")]
    dialogue.world.talks[chen.address] = replace(chen, reachable=False)
    dialogue.say("anna", Tap(f"i:{TILES}"))
    assert describe_state(dialogue.state("anna")) == "idle"
    dialogue.add_officer("li", locale, FOSHAN, profile=CHEN)
    dialogue.say("li", Tap(f"i:{QUIET}"))
    assert describe_state(dialogue.state("li")) == "new"


@each_pair
def test_the_towns_agency_answers_for_an_entry_that_has_nobody(locale: str, receiver: str) -> None:
    dialogue = begin(locale)
    dialogue.add_officer("li", receiver, FOSHAN)
    for said in (Tap(f"i:{QUIET}"), press("button-agree"), ANNA, GOAL, WHY, press("button-send")):
        dialogue.say("anna", said)
    quiet = each_in_city("佛山静陶有限公司", "Foshan", "佛山")
    heading = (K("request-heading", company=quiet), K("request-desk"))
    shown = Shows(heading, (), (K("request-for", company=quiet),))
    verify_heard(dialogue, "li", shown)
    assert not dialogue.heard("chen")


@each_language
def test_an_agency_that_asks_in_its_own_town_does_not_read_its_own_request(locale: str) -> None:
    dialogue = begin(locale)
    for name in ("li", "mo"):
        dialogue.add_officer(name, locale, FOSHAN, profile=CHEN)
    for said in (Tap(f"i:{QUIET}"), GOAL, WHY, press("button-send")):
        dialogue.say("li", said)
    assert not dialogue.heard("li") and len(dialogue.heard("mo")) == 1


@each_language
def test_all_who_answer_for_an_entry_read_the_request_each_in_the_own_language(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.add_member("lin", "en", TILES)
    send_request(dialogue)
    verify_heard(dialogue, "chen", Shows((K("request-heading", company=FOSHAN_TILES),)))
    verify_heard(dialogue, "lin", Shows((K("request-heading", company=FOSHAN_TILES),)))


@each_language
def test_an_entry_removed_while_the_request_is_written_ends_it(locale: str) -> None:
    dialogue, _ = at_step("why", locale)
    del dialogue.world.companies[TILES]
    verify_dialog(dialogue, "anna", [(WHY, K("company-gone"), "browsing")])
    dialogue, _ = at_step("preview", locale)
    del dialogue.world.companies[TILES]
    verify_dialog(dialogue, "anna", [(Tap("s:send"), K("company-gone"), "browsing")])


@each_language
def test_if_the_last_reader_leaves_before_sending_the_asker_is_told_and_nothing_is_stored(
    locale: str,
) -> None:
    dialogue = to_preview(locale)
    chen = dialogue.world.talks[address_of("chen")]
    dialogue.world.talks[chen.address] = replace(chen, reachable=False)
    dialogue.say("anna", press("button-send"))
    assert not dialogue.world.introductions
    assert describe_state(dialogue.state("anna")) == "idle"


def test_the_request_carries_the_language_of_its_free_texts_not_of_the_menu() -> None:
    dialogue = begin("de")
    for said in (
        Tap(f"i:{TILES}"),
        press("button-agree"),
        ANNA,
        "We need large tiles.",
        "Your formats suit the market.",
    ):
        dialogue.say("anna", said)
    dialogue.say("anna", press("button-send"))
    (introduction,) = dialogue.world.introductions.values()
    assert introduction.locale == "en" and introduction.status is Status.SENT


def test_a_sender_is_remembered_without_the_address_in_the_visible_part() -> None:
    dialogue = begin("de")
    dialogue.add_member(
        "max", "de", profile=Profile(who="Max, max@firma.example, Einkauf", email="max@firma.example")
    )
    dialogue.say("max", Tap(f"i:{TILES}"))
    state = dialogue.state("max")
    assert isinstance(state, Drafting)
    assert state.draft == Draft(TILES, who="Max, •••, Einkauf")
