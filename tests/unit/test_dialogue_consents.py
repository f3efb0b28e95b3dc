"""Consents: asked in full and one after the other, refused, withdrawn with one tap, asked anew; my data."""

from dataclasses import replace

import pytest

from bot.app import build_limits
from bot.config import Config, PrivacySettings
from directory.domain.audit import Record
from directory.domain.city import Country
from directory.domain.holdings import Holdings, Line
from directory.domain.holdings import Row as HeldRow
from directory.domain.introduction import Remark, Status
from directory.domain.person import TEXT_VERSIONS, Person, Profile, Purpose
from directory.domain.roles import Act, Role
from directory.domain.uses import Use
from handlers import consents
from handlers.context import Limits
from handlers.localizer import LOCALES
from tests.unit import dialogue as dialogues
from tests.unit.dialogue import (
    ABROAD,
    ANNA,
    ANNA_WHO,
    CHEN,
    FOSHAN_TILES,
    GOAL,
    WHY,
    Dialogue,
    Files,
    K,
    Press,
    Tap,
    W,
    address_of,
    begin,
    describe_state,
    press,
    send_request,
    verify_dialog,
    verify_heard,
    visible_texts,
)
from tests.unit.fakes import KNIVES, QUIET, TILES

each_language = pytest.mark.parametrize("locale", LOCALES)
TODAY = W("23.11.2026", "2026年11月23日", "23 Nov 2026")
MY_DATA = W("meine Daten", "我的数据", "my data")
DELETE = W("alles löschen", "删除我的数据", "delete everything")


def withdraw(purpose: str) -> Press:
    return press("button-withdraw-consent", purpose=K(f"purpose-{purpose}"))


def li_without_consent(locale: str) -> Dialogue:
    """Li answers for an entry in China and has agreed to nothing."""
    dialogue = begin(locale)
    li = dialogue.add_member("li", locale, QUIET)
    dialogue.world.persons[li] = replace(dialogue.world.persons[li], consents=())
    dialogue.add_member("max", "de", KNIVES)
    return dialogue


@each_language
def test_every_consent_names_who_answers_for_the_data(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogues, "LIMITS", Limits(recipient="Alliance Office e. V."))
    dialogue = begin(locale)
    for use in Use:
        asked = consents.ask(dialogue.context_of("anna"), use)
        assert "Alliance Office e. V." in asked.text


@each_language
def test_every_consent_says_for_how_long_as_it_is_set(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config(privacy=PrivacySettings(introductions_days=400, inactive_days=1095, cases_days=31))
    monkeypatch.setattr(dialogues, "LIMITS", build_limits(config))
    dialogue = begin(locale)
    silent = K("period-years", count=3).text(locale)
    told = {
        Use.REQUEST: (K("period-days", count=400).text(locale), silent),
        Use.REGISTER: (silent,),
        Use.NEWS: (silent,),
        Use.HELP: (K("period-days", count=31).text(locale),),
        Use.OFFICE: (W("bis das Amt endet", "任职结束", "until the office ends")[LOCALES.index(locale)],),
    }
    for use, periods in told.items():
        asked = consents.ask(dialogue.context_of("anna"), use).text
        assert [one for one in periods if one not in asked] == [], use
    person = replace(Person(7, in_china=True), consents=dialogue.world.persons[1].consents[:1])
    abroad = consents.ask(replace(dialogue.context_of("anna"), person=person), Use.REQUEST).text
    assert silent in abroad and K("period-days", count=400).text(locale) in abroad


@each_language
def test_a_person_in_china_is_asked_apart_before_anything_passes_abroad(locale: str) -> None:
    dialogue = li_without_consent(locale)
    verify_dialog(
        dialogue,
        "li",
        [
            (Tap(f"i:{KNIVES}"), K("consent-introductions"), "drafting:consent"),
            (press("button-agree"), ABROAD, "drafting:consent"),
            (ANNA, [K("please-choose"), ABROAD], "drafting:consent"),
            (press("button-disagree"), K("abroad-refused"), "idle"),
            (Tap(f"i:{KNIVES}"), ABROAD, "drafting:consent"),
        ],
    )
    assert dialogue.profile("li") == Profile()
    dialogue.say("li", press("button-agree"))
    assert dialogue.state("li").step == "who"  # type: ignore[union-attr]
    given = dialogue.world.persons[2].consents
    assert [(one.purpose, one.text_version, one.locale) for one in given] == [
        (purpose, TEXT_VERSIONS[purpose], locale) for purpose in (Purpose.INTRODUCTIONS, Purpose.ABROAD)
    ]


@each_language
def test_where_the_servers_stand_in_china_only_a_partner_abroad_makes_us_ask(
    locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogues, "LIMITS", replace(dialogues.LIMITS, servers=Country.CN))
    dialogue = li_without_consent(locale)
    dialogue.world.servers = Country.CN
    dialogue.say("li", Tap(f"i:{TILES}"))
    dialogue.say("li", press("button-agree"))
    assert dialogue.state("li").step == "who"  # type: ignore[union-attr]
    dialogue.say("li", W("abbrechen", "取消", "cancel"))
    dialogue.say("li", Tap(f"i:{KNIVES}"))
    assert dialogue.state("li").step == "consent"  # type: ignore[union-attr]


@each_language
def test_a_new_text_is_asked_anew_and_what_was_agreed_to_stands_until_then(
    locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogue = begin(locale)
    send_request(dialogue)
    monkeypatch.setitem(TEXT_VERSIONS, Purpose.INTRODUCTIONS, "2027-01")
    for said in (press("button-accept"), press("button-agree")):
        dialogue.say("chen", said)
    assert any(reply.contact for reply in dialogue.heard("anna")), "Anna's older consent still stands"
    asked = dialogue.say("anna", Tap(f"i:{TILES}"))[0]
    anew = [K(key).text(dialogue.locale("anna")) for key in ("consent-renewed", "consent-introductions")]
    assert asked.text == "\n".join(anew)
    dialogue.say("anna", press("button-agree"))
    assert describe_state(dialogue.state("anna")) == "drafting:goal"


@each_language
@pytest.mark.parametrize(
    "told", ["+86 757 8888 1234", "138 0013 8000", "a@foshan-tiles.cn", "佛山, x@y.example"]
)
def test_who_tells_to_be_in_china_is_asked_apart_before_it_is_stored(locale: str, told: str) -> None:
    dialogue = begin(locale)
    dialogue.add_member("max", "de", KNIVES)
    for said in (Tap(f"i:{KNIVES}"), press("button-agree")):
        dialogue.say("anna", said)
    replies = dialogue.say("anna", W(*[f"Li Ming, {told}"] * 3))
    assert [one.text for one in replies] == [K("abroad-first").text(locale), ABROAD.text(locale)]
    memory = dialogue.world.talks[address_of("anna")].memory or b""
    assert dialogue.profile("anna") == Profile() and b"Li Ming" not in memory
    dialogue.say("anna", press("button-agree"))
    dialogue.say("anna", W(*[f"Li Ming, {told}"] * 3))
    assert dialogue.profile("anna").who and describe_state(dialogue.state("anna")) == "drafting:goal"


@each_language
def test_who_answers_from_china_by_a_number_is_asked_apart_and_may_refuse(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.add_member("max", locale, KNIVES)
    for said in (Tap(f"i:{KNIVES}"), press("button-agree"), ANNA, GOAL, WHY, press("button-send")):
        dialogue.say("anna", said)
    dialogue.say("max", press("button-accept"))
    replies = dialogue.say("max", W(*["Max, +86 757 8888 1234"] * 3))
    assert [one.text for one in replies] == [K("abroad-first").text(locale), ABROAD.text(locale)]
    verify_dialog(dialogue, "max", [(press("button-disagree"), K("abroad-refused"), None)])
    assert dialogue.profile("max") == Profile() and not any(one.contact for one in dialogue.heard("anna"))


@each_language
def test_a_consent_is_withdrawn_with_one_tap_and_open_requests_with_it(locale: str) -> None:
    dialogue = begin(locale)
    introduction_id = send_request(dialogue)
    dialogue.heard("chen")
    dialogue.say("anna", MY_DATA)
    last = [K("consent-withdrawn-introductions"), K("consent-withdrawn-last")]
    verify_dialog(dialogue, "anna", [(withdraw("introductions"), last, "idle")])
    assert dialogue.world.introductions[introduction_id].status is Status.WITHDRAWN
    assert dialogue.profile("anna") == Profile()
    verify_heard(dialogue, "chen", K("withdrawn-without-name", company=FOSHAN_TILES, date=TODAY))
    gone = K("data-consent-withdrawn", purpose=K("purpose-introductions"), version="2026-11c",
             given=TODAY, date=TODAY)  # fmt: skip
    verify_dialog(
        dialogue,
        "anna",
        [
            (Tap("d:stop:introductions:"), K("consent-not-given"), None),
            (Tap("d:stop:nonsense:"), K("consent-not-given"), None),
            (MY_DATA, [K("data-here"), Files((gone,))], None),
        ],
    )
    dialogue.wait(28)
    verify_dialog(dialogue, "anna", [(Tap(f"i:{TILES}"), K("consent-introductions"), "drafting:consent")])


@each_language
def test_whoever_withdraws_the_passing_abroad_withdraws_all(locale: str) -> None:
    dialogue = begin("de", receiver=locale)
    introduction_id = send_request(dialogue)
    dialogue.say("chen", MY_DATA)
    verify_dialog(dialogue, "chen", [(withdraw("abroad"), K("consent-withdrawn-abroad"), None)])
    chen = dialogue.world.persons[1]
    assert (chen.profile, chen.company_ids) == (Profile(), ()) and not any(
        one.stands for one in chen.consents
    )
    replies = dialogue.say("chen", Tap(f"q:{introduction_id}:accept"))
    assert [reply.text for reply in replies] == [K("request-gone").text(locale)]


@each_language
def test_after_a_withdrawal_nobody_is_shown_the_contact_data_any_more(locale: str) -> None:
    dialogue = begin(locale)
    introduction_id = send_request(dialogue)
    dialogue.say("chen", press("button-accept"))
    dialogue.say("chen", Tap("d:stop:introductions:"))
    replies = dialogue.say("anna", Tap(f"q:{introduction_id}:show"))
    assert not any(reply.contact for reply in replies)
    assert replies[-1].text == K("contact-gone").text(locale)


@each_language
@pytest.mark.parametrize("leaver", ["anna", "chen"])
def test_who_withdrew_is_not_asked_a_month_later_and_not_named_to_the_other_side(
    locale: str, leaver: str
) -> None:
    dialogue = begin(locale, receiver=locale)
    introduction_id = send_request(dialogue)
    dialogue.say("chen", press("button-accept"))
    dialogue.say(leaver, Tap("d:stop:introductions:"))
    for name in ("anna", "chen"):
        dialogue.heard(name)
    dialogue.wait(31)
    assert dialogue.tick() and dialogue.heard(leaver) == []
    stayer = "chen" if leaver == "anna" else "anna"
    asked = dialogue.heard(stayer) + list(dialogue.say(stayer, Tap(f"q:{introduction_id}:show")))
    said = "".join(text for reply in asked for text in visible_texts(reply))
    for name in ANNA_WHO if leaver == "anna" else (CHEN.who,):
        assert name not in said
    assert dialogue.heard(leaver) == [] and not dialogue.tick()


@each_language
@pytest.mark.parametrize(("giver", "reader"), [("anna", "chen"), ("chen", "anna")])
def test_a_contact_that_was_given_is_taken_back_with_one_tap(locale: str, giver: str, reader: str) -> None:
    dialogue = begin(locale, receiver=locale)
    introduction_id = send_request(dialogue)
    dialogue.say("chen", press("button-accept"))
    dialogue.heard("anna")
    dialogue.say(giver, MY_DATA)
    begins = K("button-shut-at", company="Foshan" if locale != "zh" else "佛山").text(locale)
    choice = next(one for one in dialogue.offered(giver) if one.label.startswith(begins))
    verify_dialog(dialogue, giver, [(Tap(choice.id), K("contact-shut-now"), None)])
    verify_heard(dialogue, reader, K("contact-shut-by-other", company=FOSHAN_TILES, date=TODAY))
    shown = dialogue.say(reader, Tap(f"q:{introduction_id}:show"))
    assert shown[-1].text == K("contact-shut", date=TODAY).text(locale)
    assert not any(reply.contact for reply in shown)
    own = dialogue.say(giver, Tap(f"q:{introduction_id}:show"))
    assert own[-1].text == K("contact-shut-by-me", date=TODAY).text(locale)
    assert any(reply.contact for reply in own), "the other side has not shut its own"
    assert not any(one.label.startswith(begins) for one in dialogue.offered(giver))


@each_language
def test_whoever_was_given_contact_data_is_told_that_they_are_deleted(locale: str) -> None:
    for leaver, stayer in (("anna", "chen"), ("chen", "anna")):
        dialogue = begin(locale, receiver=locale)
        introduction_id = send_request(dialogue)
        dialogue.say("chen", press("button-accept"))
        dialogue.heard("anna")
        dialogue.say(leaver, DELETE)
        dialogue.say(leaver, press("button-delete-yes"))
        verify_heard(dialogue, stayer, K("contact-deleted", company=FOSHAN_TILES, date=TODAY))
        shown = dialogue.say(stayer, Tap(f"q:{introduction_id}:show"))
        assert shown[-1].text == K("contact-gone").text(locale)
        assert dialogue.world.introductions[introduction_id].status is Status.ACCEPTED


@each_language
def test_my_data_tells_of_everything_and_the_chat_is_one_tap_further(locale: str) -> None:
    dialogue = begin(locale, receiver=locale)
    world = dialogue.world
    remark = Remark("company", "Welche Menge?", "de", world.now)
    act_line = K("data-act", date=TODAY, act=K("pages-act-take_office"), entry="sol-017", words="")
    act = Record(1, world.now, Act.TAKE_OFFICE, Role.AGENCY, entry="sol-017")
    world.holdings = Holdings((remark,), (act,), 3, (HeldRow("merge_moves", "id = 7; role = owner"),))
    chat = (Line(world.now, True, "Fliesen"), Line(world.now, False, "Ein Treffer"))
    world.chats[address_of("chen")] = chat
    lines = (
        K("data-who", value=CHEN.who),
        K("data-remark", date=TODAY, text="Welche Menge?"),
        W(*(act_line.text(one).rstrip() for one in ("de", "zh", "en"))),
        K("data-sent-on", count=3),
        K("data-held-heading"),
        K("data-held", table="merge_moves", values="id = 7; role = owner"),
    )
    said = (K("data-said", date=TODAY, text="Fliesen"), K("data-told", date=TODAY, text="Ein Treffer"))
    verify_dialog(
        dialogue,
        "chen",
        [
            (MY_DATA, [K("data-here"), Files(lines)], None),
            (press("button-data-chat"), [K("data-chat-here"), Files(said)], None),
            (Tap("d:keep"), K("kept"), None),
        ],
    )
    dialogue.say("anna", WHY)
    verify_dialog(dialogue, "anna", [(Tap("d:chat"), K("data-chat-none"), None)])


@each_language
def test_own_words_to_the_other_side_ask_for_the_consent_first(
    locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A conversation, an answer, a question, asking again: with an older text as with none."""
    dialogue = begin(locale)
    introduction_id = send_request(dialogue)
    dialogue.say("chen", press("button-ask-back"))
    dialogue.say("chen", "多少？")
    monkeypatch.setitem(TEXT_VERSIONS, Purpose.INTRODUCTIONS, "2027-01")
    asked = dialogue.say("anna", press("button-reply"))[-1].text
    assert asked.endswith(K("consent-introductions").text(locale))
    dialogue.say("anna", press("button-agree"))
    verify_dialog(dialogue, "anna", [(GOAL, K("reply-relayed"), None)])
    dialogue.say("chen", press("button-accept"))
    dialogue.say("chen", press("button-agree"))
    dialogue.say("anna", Tap(f"q:{introduction_id}:talk"))
    assert describe_state(dialogue.state("anna")) == "answering:message"
    monkeypatch.setitem(TEXT_VERSIONS, Purpose.INTRODUCTIONS, "2027-02")
    dialogue.say("anna", WHY)
    assert describe_state(dialogue.state("anna")) == "answering:consent"
    dialogue.say("anna", press("button-agree"))
    (sent,) = dialogue.say("anna", WHY)
    assert sent.text == K("talk-sent", who=FOSHAN_TILES).text(locale)


@each_language
def test_while_a_person_listens_a_number_is_for_the_person_and_one_with_a_stroke_for_us(
    locale: str,
) -> None:
    dialogue = begin(locale, numbered=True)
    dialogue.add_officer("amt", "de")
    for said in (W("/mensch", "/人工", "/human"), press("button-agree"), "Wer weiß Rat?"):
        dialogue.say("anna", said)
    replies = dialogue.say("anna", W("/daten", "/数据", "/data"))
    assert replies[-1].text == K("speaking-choose").text(locale)
    wanted = [one.id for one in dialogue.offered("anna")].index("d:stop:help:") + 1
    dialogue.heard("amt")
    assert dialogue.say("anna", str(wanted)) == ()
    assert any(str(wanted) in reply.text for reply in dialogue.heard("amt"))
    (done, *_) = dialogue.say("anna", f"/{wanted}")
    assert done.text == K("consent-withdrawn-help").text(locale)
    dialogue.say("anna", "/99")
