"""The other side: accept, decline, ask back; what the asker hears; withdrawing and "my requests"."""

import pytest

from directory.domain.introduction import AGREED, AT_DESK, DeclineReason, Status
from directory.domain.person import Profile
from handlers.localizer import LOCALES
from handlers.states import Answering, Drafting
from tests.unit.dialogue import (
    ABROAD,
    ANNA_WHO,
    CHEN,
    FOSHAN_TILES,
    WHY,
    Answer,
    Dialogue,
    Hands,
    K,
    Said,
    Shows,
    Start,
    Tap,
    W,
    address_of,
    begin,
    describe_state,
    each,
    press,
    send_request,
    verify_dialog,
    verify_heard,
    verify_replies,
)
from tests.unit.fakes import KNIVES, TILES

each_language = pytest.mark.parametrize("locale", LOCALES)
each_pair = pytest.mark.parametrize(
    ("locale", "receiver"), [(mine, theirs) for mine in LOCALES for theirs in LOCALES]
)
AT = {"de": 0, "zh": 1, "en": 2}
SUBJECT = K("cooperation-supply")
TODAY = W("23.11.2026", "2026年11月23日", "23 Nov 2026")
UNTIL = W("14.12.2026", "2026年12月14日", "14 Dec 2026")
QUESTION = W(
    "Welche Menge brauchen Sie für den Anfang?",
    "您首批需要多少？",
    "Which quantity do you need for the start?",
)
REPLY = W("Für den Anfang 2.000 m².", "首批两千平方米。", "For the start 2,000 m².")
CANCEL = W("abbrechen", "取消", "cancel")
CONTACT_OF_CHEN = Hands("陈莉", CHEN.email, CHEN.phone, CHEN.wechat, "佛山云陶陶瓷有限公司", "销售总监")


def contact_of_anna(locale: str) -> Hands:
    who, title, organisation = (
        ("Anna Weber", "Export", "Klingenwerk Solingen"),
        ("王安娜", "出口经理", "索林根刀具厂"),
        ("Anna Weber", "export manager", "Klingenwerk Solingen"),
    )[AT[locale]]
    return Hands(who, "weber@klingenwerk.example", organisation=organisation, title=title)


def accepted(locale: str) -> list[Answer]:
    return [K("accepted-by-me"), contact_of_anna(locale), K("contact-warning")]


GOOD_NEWS: list[Answer] = [
    K("accepted-for-asker", company=FOSHAN_TILES),
    CONTACT_OF_CHEN,
    K("contact-warning"),
]


class Quoted(K):
    """Somebody's words, marked as original for a reader of another language."""

    def __init__(self, words: W, written: str) -> None:
        super().__init__("text-in-original")
        self.words, self.written = words[AT[written]], written

    def text(self, locale: str) -> str:
        if locale == self.written:
            return self.words
        return K("text-in-original", text=self.words, language=K(f"language-{self.written}")).text(locale)


def asked_for(locale: str, receiver: str = "zh", **options: bool) -> tuple[Dialogue, str]:
    """Chen has Anna's request before him; its id."""
    dialogue = begin(locale, receiver=receiver, **options)
    introduction_id = send_request(dialogue)
    dialogue.heard("chen")
    return dialogue, introduction_id


def without_consent(dialogue: Dialogue, name: str) -> None:
    """Make somebody a person who has neither consented nor said a word about himself."""
    person_id = dialogue.world.talks[address_of(name)].person_id or 0
    person = dialogue.world.persons[person_id]
    dialogue.world.persons[person_id] = type(person)(person.id, Profile(), person.company_ids)


@each_pair
def test_accepting_hands_both_sides_the_contact_data_in_the_same_turn(locale: str, receiver: str) -> None:
    dialogue, introduction_id = asked_for(locale, receiver)
    dialogue.say("chen", Start())
    verify_dialog(dialogue, "chen", [(Tap(f"q:{introduction_id}:accept"), accepted(locale), "idle")])
    verify_heard(dialogue, "anna", *GOOD_NEWS)
    introduction = dialogue.world.introductions[introduction_id]
    assert (introduction.status, introduction.answered_by) == (Status.ACCEPTED, 1)


@each_pair
def test_who_accepts_without_consent_or_contact_data_is_asked_for_both_first(
    locale: str, receiver: str
) -> None:
    dialogue, introduction_id = asked_for(locale, receiver)
    without_consent(dialogue, "chen")
    mine = W(
        "Li Chen, Vertrieb, chenli@yuntao.example",
        "陈莉，销售总监，电话13800138000",
        "Li Chen, sales, WeChat: chenli88",
    )
    verify_dialog(
        dialogue,
        "chen",
        [
            (press("button-accept"), K("consent-introductions"), "answering:consent"),
            (WHY, [K("please-choose"), K("consent-introductions")], "answering:consent"),
            (press("button-agree"), ABROAD, "answering:consent"),
            (press("button-agree"), K("answer-contact"), "answering:contact"),
            (W("ja, gern", "好的", "yes please"), K("contact-not-understood"), "answering:contact"),
            ("x" * 501, K("too-long", limit=500, count=501), "answering:contact"),
            (mine, accepted(locale), "idle"),
        ],
    )
    contact = dialogue.heard("anna")[1].contact
    assert contact
    got = (contact.who, contact.title)
    assert got == (("Li Chen", "Vertrieb"), ("陈莉", "销售总监"), ("Li Chen", "sales"))[AT[receiver]]

    assert dialogue.profile("chen").reachable
    assert introduction_id in dialogue.world.introductions


@each_language
def test_who_accepts_in_two_messages_keeps_the_name_from_the_first_or_gives_it_after(locale: str) -> None:
    address = W("meine Mail ist a@b.example", "我的邮箱是a@b.example", "you can reach me at a@b.example")
    for first, missing, second in (
        ("Li Chen", "contact-not-understood", address),
        ("a@b.example", "contact-name-missing", each("Li Chen")),
    ):
        dialogue, _ = asked_for("de", locale)
        without_consent(dialogue, "chen")
        dialogue.say("chen", press("button-accept"))
        dialogue.say("chen", press("button-agree"))
        dialogue.say("chen", press("button-agree"))
        verify_dialog(
            dialogue,
            "chen",
            [(first, K(missing), "answering:contact"), (second, accepted("de"), None)],
        )
        assert dialogue.profile("chen") == Profile("Li Chen", "a@b.example")


@each_language
def test_refusing_consent_leaves_the_request_open_and_nothing_stored(locale: str) -> None:
    dialogue, introduction_id = asked_for("de", locale)
    without_consent(dialogue, "chen")
    verify_dialog(
        dialogue,
        "chen",
        [
            (press("button-accept"), K("consent-introductions"), "answering:consent"),
            (press("button-disagree"), K("consent-refused-accept"), "idle"),
        ],
    )
    assert dialogue.world.introductions[introduction_id].is_open
    assert not dialogue.heard("anna") and not dialogue.world.persons[1].consents


@pytest.mark.parametrize("reason", DeclineReason)
@each_language
def test_declining_passes_the_reason_on_in_the_askers_language(locale: str, reason: DeclineReason) -> None:
    receiver = "de" if locale == "zh" else "zh"
    dialogue, _ = asked_for(locale, receiver)
    verify_dialog(
        dialogue,
        "chen",
        [
            (press("button-decline"), K("answer-reason"), "answering:reason"),
            ("lieber nicht 嗯嗯", [K("please-choose"), K("answer-reason")], "answering:reason"),
            (press(f"decline-{reason}"), K("declined-by-me"), "idle"),
        ],
    )
    told = K("declined-for-asker", company=FOSHAN_TILES, reason=K(f"decline-{reason}"))
    if reason is DeclineReason.NO_REASON:
        told = K("declined-without-reason", company=FOSHAN_TILES)
    verify_heard(dialogue, "anna", told)


@each_pair
def test_a_question_and_its_answer_travel_marked_as_original_and_stay_with_the_request(
    locale: str, receiver: str
) -> None:
    dialogue, introduction_id = asked_for(locale, receiver)
    verify_dialog(
        dialogue,
        "chen",
        [
            (press("button-ask-back"), K("answer-question"), "answering:question"),
            (QUESTION, K("question-relayed"), "idle"),
        ],
    )
    asked = Quoted(QUESTION, receiver)
    verify_heard(dialogue, "anna", K("asked-for-asker", company=FOSHAN_TILES, question=asked))
    verify_dialog(
        dialogue,
        "anna",
        [
            (press("button-reply"), K("answer-reply"), "answering:reply"),
            (REPLY, K("reply-relayed"), "idle"),
        ],
    )
    replied = Quoted(REPLY, locale)
    who = ANNA_WHO[AT[locale]]
    verify_heard(dialogue, "chen", K("replied-for-company", who=who, answer=replied))
    for name in ("anna", "chen"):
        shown = dialogue.say(name, Tap(f"q:{introduction_id}:show"))
        lines = shown[0].cards[0].lines
        mine = dialogue.locale(name)
        assert K("remark-company", text=asked).text(mine) in lines
        assert K("remark-asker", text=replied).text(mine) in lines
    verify_dialog(dialogue, "chen", [(press("button-accept"), accepted(locale), "idle")])


@each_language
def test_contact_data_in_question_and_answer_are_hidden_and_the_writer_is_told(locale: str) -> None:
    dialogue, introduction_id = asked_for(locale, locale)
    dialogue.say("chen", press("button-ask-back"))
    verify_dialog(
        dialogue, "chen", [("Ruf an: 微信chenli88", [K("contacts-masked"), K("question-relayed")], "idle")]
    )
    dialogue.say("anna", press("button-reply"))
    verify_dialog(
        dialogue,
        "anna",
        [("OK, weber@klingenwerk.example", [K("contacts-masked"), K("reply-relayed")], "idle")],
    )
    remarks = [remark.text for remark in dialogue.world.introductions[introduction_id].remarks]
    assert remarks == ["Ruf an: •••", "OK, •••"]


@each_language
def test_a_second_question_waits_for_the_first_answer(locale: str) -> None:
    dialogue, introduction_id = asked_for("de", locale)
    for said in (press("button-ask-back"), QUESTION):
        dialogue.say("chen", said)
    replies = dialogue.say("chen", Tap(f"q:{introduction_id}:ask"))
    assert replies[0].cards and describe_state(dialogue.state("chen")) == "idle"
    verify_dialog(dialogue, "chen", [(Tap(f"q:{introduction_id}:accept"), accepted("de"), "idle")])


STEPS = {
    "consent": ("button-accept",),
    "contact": ("button-accept", "button-agree", "button-agree"),
    "reason": ("button-decline",),
    "question": ("button-ask-back",),
}
PROMPTS = {"consent": "consent-introductions", "contact": "answer-contact", "reason": "answer-reason",
           "question": "answer-question"}  # fmt: skip
each_step = pytest.mark.parametrize("step", STEPS)


def at_step(step: str, locale: str) -> tuple[Dialogue, str]:
    dialogue, introduction_id = asked_for("de", locale)
    if step in ("consent", "contact"):
        without_consent(dialogue, "chen")
    for button in STEPS[step]:
        dialogue.say("chen", press(button))
    assert describe_state(dialogue.state("chen")) == f"answering:{step}"
    return dialogue, introduction_id


@each_step
@each_language
def test_help_language_news_and_a_second_look_ask_the_open_question_again(locale: str, step: str) -> None:
    dialogue, introduction_id = at_step(step, locale)
    before, prompt = dialogue.state("chen"), K(PROMPTS[step])
    for said in (
        W("Hilfe", "帮助", "help"),
        "/news",
        Tap(f"q:{introduction_id}:show"),
        Tap("s:send"),
        Tap("x:1"),
    ):
        verify_replies(dialogue.say("chen", said)[-1:], prompt, locale, str(said))
    for other in (*LOCALES, locale):
        replies = dialogue.say("chen", Tap(f"l:{other}"))
        verify_replies(replies, [K("language-changed"), prompt], other, step)
    assert dialogue.state("chen") == before


@each_step
@each_language
def test_cancelling_an_answer_leaves_the_request_open(locale: str, step: str) -> None:
    dialogue, introduction_id = at_step(step, locale)
    verify_dialog(dialogue, "chen", [(CANCEL, K("cancelled"), "idle")])
    assert dialogue.world.introductions[introduction_id].is_open and not dialogue.heard("anna")


@each_step
@each_language
def test_an_answer_that_comes_after_the_withdrawal_is_told_so_and_has_no_effect(
    locale: str, step: str
) -> None:
    dialogue, introduction_id = at_step(step, locale)
    dialogue.say("anna", Tap(f"q:{introduction_id}:withdraw"))
    verify_heard(dialogue, "chen", K("withdrawn-by-asker", who=ANNA_WHO.de))
    texts: dict[str, Said] = {
        "consent": Tap("ok:yes"),
        "reason": Tap("r:not_now"),
        "contact": "Chen, a@b.example",
        "question": "Wie viel?",
    }
    verify_dialog(dialogue, "chen", [(texts[step], K("request-closed"), "idle")])
    assert dialogue.world.introductions[introduction_id].status is Status.WITHDRAWN
    assert not dialogue.heard("anna")


@each_language
def test_buttons_of_a_withdrawn_request_show_that_it_is_closed(locale: str) -> None:
    dialogue, introduction_id = asked_for("de", locale)
    dialogue.say("anna", Tap(f"q:{introduction_id}:withdraw"))
    dialogue.heard("chen")
    closed = Shows((K("status-withdrawn", date=TODAY),))
    for action in ("accept", "decline", "ask"):
        verify_dialog(
            dialogue, "chen", [(Tap(f"q:{introduction_id}:{action}"), [K("request-closed"), closed], None)]
        )


@each_language
def test_a_colleague_hears_that_it_is_answered_and_whose_request_it_was_and_sees_no_contact_data(
    locale: str,
) -> None:
    dialogue = begin("de")
    dialogue.add_member("lin", locale, TILES, profile=CHEN)
    introduction_id = send_request(dialogue)
    dialogue.heard("lin")
    dialogue.say("chen", press("button-accept"))
    verify_heard(dialogue, "lin", K("answered-by-colleague", who=ANNA_WHO.de))
    assert not dialogue.heard("chen")
    closed = Shows((K("status-accepted", date=TODAY),))
    verify_dialog(dialogue, "lin", [(press("button-accept"), [K("request-closed"), closed], None)])
    dialogue.say("chen", Tap(f"q:{introduction_id}:show"))
    assert any(reply.contact for reply in dialogue.transcripts["chen"])
    assert not any(reply.contact for reply in dialogue.transcripts["lin"])


@each_language
def test_two_colleagues_who_answer_at_once_do_not_both_answer(locale: str) -> None:
    dialogue = begin("de")
    dialogue.add_member("lin", locale, TILES, profile=CHEN)
    introduction_id = send_request(dialogue)
    dialogue.say("lin", press("button-decline"))
    replies = dialogue.race(("chen", Tap(f"q:{introduction_id}:accept")), ("lin", Tap("r:not_now")))
    verify_replies(replies, K("request-closed"), locale, "race")
    assert dialogue.world.introductions[introduction_id].status is Status.ACCEPTED


@each_language
def test_withdrawing_while_the_other_side_accepts_gives_nothing_away(locale: str) -> None:
    dialogue, introduction_id = asked_for(locale)
    replies = dialogue.race(
        ("anna", Tap(f"q:{introduction_id}:withdraw")), ("chen", Tap(f"q:{introduction_id}:accept"))
    )
    assert replies[0].text == K("request-closed").text("zh")
    assert not any(reply.contact for said in dialogue.transcripts.values() for reply in said)


@each_language
def test_accepting_while_the_other_side_withdraws_stays_accepted(locale: str) -> None:
    dialogue, introduction_id = asked_for(locale)
    replies = dialogue.race(
        ("chen", Tap(f"q:{introduction_id}:accept")), ("anna", Tap(f"q:{introduction_id}:withdraw"))
    )
    assert replies[0].text == K("request-closed").text(locale)
    assert replies[-1].contact and replies[-1].contact.email == CHEN.email


@each_language
def test_a_stranger_who_guesses_the_id_of_a_request_learns_nothing(locale: str) -> None:
    dialogue, introduction_id = asked_for("de")
    dialogue.say("eve", Start(hint=locale))
    for action in ("show", "accept", "decline", "ask", "reply", "withdraw"):
        verify_dialog(dialogue, "eve", [(Tap(f"q:{introduction_id}:{action}"), K("request-gone"), "idle")])
    verify_dialog(dialogue, "eve", [(Tap("q:zzz:accept"), K("request-gone"), "idle")])


@each_language
def test_the_asker_cannot_answer_the_own_request_nor_the_company_withdraw_it(locale: str) -> None:
    dialogue, introduction_id = asked_for(locale, locale)
    for name, actions in (("anna", ("accept", "decline", "ask", "reply")), ("chen", ("withdraw", "reply"))):
        for action in actions:
            before = dialogue.state(name)
            replies = dialogue.say(name, Tap(f"q:{introduction_id}:{action}"))
            assert replies[0].cards and dialogue.state(name) == before
    assert dialogue.world.introductions[introduction_id].version == 1


@each_language
def test_two_requests_offer_accept_alike_so_the_word_alone_accepts_neither(locale: str) -> None:
    dialogue, _ = asked_for("de", locale)
    dialogue.say("ben", Start(hint="en"))
    for said in (
        Tap(f"i:{TILES}"), press("button-agree"), "Ben Smith, ben@smith.example", "We need tiles.",
        "Your formats suit the market.", press("button-send"),
    ):  # fmt: skip
        dialogue.say("ben", said)
    verify_dialog(dialogue, "chen", [(K("button-accept"), K("which-one"), None)])
    assert all(each.is_open for each in dialogue.world.introductions.values())
    dialogue.say("chen", press("button-accept", 2))
    assert [each.is_open for each in dialogue.world.introductions.values()] == [True, False]


@each_language
def test_a_single_request_is_accepted_by_word_and_by_number(locale: str) -> None:
    dialogue, introduction_id = asked_for("de", locale)
    verify_dialog(dialogue, "chen", [(K("button-accept"), accepted("de"), None)])
    numbered, introduction_id = asked_for("de", locale, numbered=True)
    verify_dialog(numbered, "chen", [("1", accepted("de"), None)])
    assert introduction_id


@each_language
def test_a_request_may_be_answered_in_the_middle_of_an_own_one_which_is_then_asked_again(locale: str) -> None:
    for answer in ("accept", "decline", "ask"):
        dialogue, introduction_id = asked_for("de", locale)
        dialogue.add_member("weber", "de", KNIVES)
        dialogue.say("chen", Tap(f"i:{KNIVES}"))
        before = dialogue.state("chen")
        assert isinstance(before, Drafting)
        replies = dialogue.say("chen", Tap(f"q:{introduction_id}:{answer}"))
        if answer != "accept":
            assert isinstance(dialogue.state("chen"), Answering)
            replies = dialogue.say("chen", Tap("r:not_now") if answer == "decline" else QUESTION)
        company = W("Klingenwerk Solingen GmbH, Solingen", "Klingenwerk Solingen GmbH（索林根）",
                    "Klingenwerk Solingen GmbH, Solingen")  # fmt: skip
        verify_replies(replies[-1:], K("draft-goal", company=company), locale, answer)
        assert dialogue.state("chen") == before


@each_language
def test_withdrawing_tells_both_sides_and_closes_the_request(locale: str) -> None:
    dialogue, introduction_id = asked_for(locale)
    verify_dialog(
        dialogue,
        "anna",
        [
            (Tap(f"q:{introduction_id}:withdraw"), K("withdrawn", company=FOSHAN_TILES), "idle"),
            (
                Tap(f"q:{introduction_id}:withdraw"),
                [K("request-closed"), Shows((), (FOSHAN_TILES,), (K("status-withdrawn", date=TODAY),))],
                "idle",
            ),
        ],
    )
    verify_heard(dialogue, "chen", K("withdrawn-by-asker", who=ANNA_WHO[AT[locale]]))


def described(status: Status, side: str) -> K:
    match status:
        case Status.SENT | Status.ASKED:
            return K(f"status-{status}-for-{side}", until=UNTIL)
        case Status.DECLINED:
            return K("status-declined", date=TODAY, reason=K("decline-not_now"))
    return K(f"status-{status}", date=TODAY)


@pytest.mark.parametrize("status", [one for one in Status if one not in (*AT_DESK, Status.UNREACHED)])
@each_pair
def test_my_requests_say_on_both_sides_where_it_stands_and_whose_turn_it_is(
    locale: str, receiver: str, status: Status
) -> None:
    dialogue, introduction_id = asked_for(locale, receiver)
    request = f"q:{introduction_id}"
    moves: list[tuple[str, Said]] = []
    match status:
        case Status.ASKED:
            moves = [("chen", Tap(f"{request}:ask")), ("chen", QUESTION)]
        case Status.ACCEPTED:
            moves = [("chen", Tap(f"{request}:accept"))]
        case Status.TALKING | Status.ENDED:
            moves = [("chen", Tap(f"{request}:accept")), ("anna", Tap(f"{request}:talk")), ("anna", WHY)]
            if status is Status.ENDED:
                moves.append(("chen", Tap(f"{request}:end")))
        case Status.DECLINED:
            moves = [("chen", Tap(f"{request}:decline")), ("chen", Tap("r:not_now"))]
        case Status.WITHDRAWN:
            moves = [("anna", Tap(f"{request}:withdraw"))]
    for name, said in moves:
        dialogue.say(name, said)
    if status is Status.EXPIRED:
        dialogue.wait(21)
        dialogue.tick()
    date = W("14.12.2026", "2026年12月14日", "14 Dec 2026") if status is Status.EXPIRED else TODAY
    for name, side, key, title in (
        ("anna", "asker", "requests-sent", FOSHAN_TILES),
        ("chen", "company", "requests-received", SUBJECT),
    ):
        line = K("status-expired", date=date) if status is Status.EXPIRED else described(status, side)
        shown = Shows((K(key, count=1),), (title,), (line,))
        verify_dialog(dialogue, name, [("/requests", shown, None)])
        detail = dialogue.say(name, press("button-details"))
        assert bool(detail[-1].contact) is (status in AGREED)


@each_language
def test_who_asks_and_answers_sees_both_lists(locale: str) -> None:
    dialogue, _ = asked_for("de", locale)
    dialogue.add_member("weber", "de", KNIVES)
    for said in (Tap(f"i:{KNIVES}"), press("cooperation-distribution"), WHY, press("button-send")):
        dialogue.say("chen", said)
    knives = W("Klingenwerk Solingen GmbH, Solingen", "Klingenwerk Solingen GmbH（索林根）",
               "Klingenwerk Solingen GmbH, Solingen")  # fmt: skip
    verify_dialog(
        dialogue,
        "chen",
        [
            (
                "/requests",
                [
                    Shows((K("requests-sent", count=1),), (knives,)),
                    Shows((K("requests-received", count=1),), (SUBJECT,)),
                ],
                None,
            )
        ],
    )


@each_language
def test_where_an_asker_left_while_the_answer_was_written_the_request_is_closed(locale: str) -> None:
    dialogue, introduction_id = asked_for("de", locale)
    dialogue.say("chen", press("button-decline"))
    dialogue.say("anna", "alles löschen")
    dialogue.say("anna", press("button-delete-yes"))
    verify_dialog(dialogue, "chen", [(Tap("r:not_now"), K("request-closed"), "idle")])
    assert not dialogue.heard("anna") and introduction_id


def test_a_word_acts_on_the_one_request_it_fits_however_long_its_buttons_are_gone() -> None:
    dialogue = begin("de")
    send_request(dialogue)
    dialogue.say("chen", "瓷砖 德国")
    dialogue.say("chen", "接受")
    (introduction,) = dialogue.world.introductions.values()
    assert introduction.status in AGREED


def test_a_word_that_fits_several_requests_shows_them_and_yes_alone_decides_nothing() -> None:
    dialogue = begin("de")
    send_request(dialogue)
    dialogue.say("chen", "瓷砖 德国")
    shown = dialogue.say("chen", "同意")
    assert shown[0].text == K("still-open").text("zh")
    assert K("button-accept").text("zh") in {
        one.label for reply in shown for row in reply.choices for one in row
    }
    assert not isinstance(dialogue.state("chen"), Answering)


@each_language
def test_a_word_for_a_request_is_no_search_where_none_is_open(locale: str) -> None:
    dialogue = begin(locale)
    for said in (
        W("annehmen", "接受", "accept"),
        W("zurückziehen", "撤回", "withdraw"),
        W("ja", "是", "yes"),
    ):
        (reply,) = dialogue.say("anna", said)
        assert reply.text == K("nothing-waits").text(locale)


def test_go_on_shows_the_request_again_and_not_an_old_search() -> None:
    dialogue = begin("de")
    dialogue.say("chen", "瓷砖 德国")
    send_request(dialogue)
    shown = dialogue.say("chen", "继续")
    assert K("button-accept").text("zh") in {
        one.label for reply in shown for row in reply.choices for one in row
    }


def test_a_number_that_nobody_saw_beside_a_button_binds_nobody() -> None:
    dialogue, introduction_id = asked_for("de", "de")
    assert dialogue.offered("chen")[0].id.startswith(f"q:{introduction_id}")
    verify_dialog(dialogue, "chen", [("1", K("please-choose"), None)])


@each_language
@pytest.mark.parametrize(
    "said",
    [
        W("das erste", "第一个", "the first one"),
        W("die zweite", "第二个", "second"),
        W("das letzte", "最后一个", "the last one"),
    ],
)
def test_a_place_in_words_may_count_the_requests_and_binds_nobody(locale: str, said: W) -> None:
    dialogue, introduction_id = asked_for("de", locale, numbered=True)
    before = dialogue.state("chen")
    dialogue.say("chen", said)
    assert dialogue.state("chen") == before
    assert dialogue.world.introductions[introduction_id].status is Status.SENT
    verify_dialog(dialogue, "chen", [("1", accepted("de"), None)])
