"""Speaking to a person: asked first, who gets it and by when, silence, answers, escalation, the way back."""

from dataclasses import replace

import pytest

from directory.domain.person import Profile, Purpose
from directory.domain.roles import Grant, Role
from handlers.context import Limits
from handlers.localizer import LOCALES
from handlers.messages import list_choices
from handlers.states import Speaking
from tests.unit import dialogue as dialogues
from tests.unit.dialogue import (
    FOSHAN_TILES,
    Dialogue,
    K,
    Sends,
    Start,
    Tap,
    W,
    address_of,
    begin,
    describe_state,
    press,
    verify_dialog,
    verify_heard,
    visible_texts,
)
from tests.unit.fakes import FOSHAN, KNIVES, SOLINGEN, TILES

UNNAMED = W("Jemand ohne Namen", "未留姓名的用户", "Someone without a name")
"""Somebody unknown, where a sentence begins."""
each_language = pytest.mark.parametrize("locale", LOCALES)
HUMAN = W("Mit Menschen sprechen", "人工服务", "speak to a person")
END = W("/ende", "结束", "/end")
ASKED = W("Wie melde ich meine Firma an?", "我想咨询一下登记流程。", "How do I register the company?")
MORE = W("Und was kostet die Firma das?", "需要费用吗？", "And does the fee apply?")
ANSWER = "Das kostet nichts, liebe Grüße für Ihre Firma."
SOLINGEN_OFFICE = "Wirtschaftsförderung Solingen"
UNTIL = K(
    "local-time",
    time=W("24.11.2026, 10:30", "2026年11月24日 10:30", "24 Nov 2026, 10:30"),
    place=W("Solingen", "索林根", "Solingen"),
)
OFFERED = K("speaking-to", who=SOLINGEN_OFFICE, until=UNTIL, consent=K("consent-help"))


def seat(
    locale: str = "de", *, agency: bool = True, secretariat: bool = True, numbered: bool = False
) -> Dialogue:
    """Anna looks at a maker of knives in Solingen; its agency and the secretariat are in office."""
    dialogue = begin(locale, numbered=numbered)
    for name, grant, seated in (
        ("officer", Grant(Role.AGENCY, city_id=SOLINGEN), agency),
        ("secretary", Grant(Role.SECRETARIAT), secretariat),
    ):
        if seated:
            person_id = dialogue.add_member(name, "de" if name == "officer" else "zh")
            dialogue.world.grant(person_id, grant)
    dialogue.say("anna", Tap(f"c:{KNIVES}"))
    return dialogue


def speaking(locale: str = "de", **seats: bool) -> Dialogue:
    """Anna's question has gone to the office."""
    dialogue = seat(locale, **seats)
    for said in (HUMAN, press("button-agree"), ASKED):
        dialogue.say("anna", said)
    return dialogue


def shown(dialogue: Dialogue, name: str) -> str:
    return "\n".join(text for reply in dialogue.heard(name) for text in visible_texts(reply))


@each_language
def test_who_gets_it_and_by_when_is_said_before_and_nothing_passes_without_a_yes(locale: str) -> None:
    dialogue = seat(locale)
    verify_dialog(
        dialogue,
        "anna",
        [
            (HUMAN, OFFERED, "speaking:ask"),
            (
                W("äh", "嗯嗯", "hm"),
                [K("please-choose"), OFFERED],
                None,
            ),
            (press("button-disagree"), K("speaking-refused"), "idle"),
        ],
    )
    assert not dialogue.world.handovers and not dialogue.heard("officer")
    assert dialogue.world.talks[address_of("anna")].person_id is None


@each_language
def test_from_the_question_to_the_officers_answer_and_back_to_the_search(locale: str) -> None:
    dialogue = seat(locale)
    verify_dialog(
        dialogue,
        "anna",
        [
            (HUMAN, OFFERED, "speaking:ask"),
            (press("button-agree"), K("speaking-text", who=SOLINGEN_OFFICE), "speaking:text"),
            (ASKED, K("speaking-sent", who=SOLINGEN_OFFICE, until=UNTIL), "speaking:open"),
            (W("Keramikfliesen", "瓷砖", "ceramic tiles"), [], "speaking:open"),
            (MORE, [], "speaking:open"),
        ],
    )
    heard = shown(dialogue, "officer")
    assert getattr(ASKED, locale) in heard and getattr(MORE, locale) in heard
    assert K("handover-for-officer", who=UNNAMED, until=UNTIL).text("de") in heard
    assert not dialogue.heard("secretary") and not dialogue.heard("chen")
    dialogue.say("officer", press("button-answer"))
    assert describe_state(dialogue.state("officer")) == "assisting"
    verify_dialog(dialogue, "officer", [(ANSWER, K("assisting-sent"), "idle")])
    told = dialogue.heard("anna")
    assert [ANSWER in reply.text for reply in told] == [True]
    assert K("button-end").text(locale) in [choice.label for choice in list_choices(tuple(told))]
    verify_dialog(dialogue, "anna", [(END, K("speaking-ended"), "idle")])
    verify_heard(dialogue, "officer", K("ended-for-officer", who=UNNAMED))
    dialogue.say("anna", W("Keramikfliesen", "瓷砖", "ceramic tiles"))
    assert describe_state(dialogue.state("anna")) == "browsing"


@each_language
@pytest.mark.parametrize("word", [HUMAN, W("/mensch", "转人工", "/human"), W("Mitarbeiter", "人工", "human")])
def test_every_word_for_it_is_understood(locale: str, word: W) -> None:
    dialogue = seat(locale)
    verify_dialog(dialogue, "anna", [(word, OFFERED, "speaking:ask")])


@each_language
def test_the_button_is_on_help_and_where_nothing_was_understood_or_found(locale: str) -> None:
    dialogue = seat(locale)
    for said in (W("/hilfe", "/帮助", "/help"), W("Hallo", "你好", "hello"), "Xylophon"):
        replies = dialogue.say("anna", said)
        assert "m:human" in [choice.id for choice in list_choices(replies)], said


@each_language
def test_an_officer_closes_it_and_the_next_word_is_a_search_again(locale: str) -> None:
    dialogue = speaking(locale)
    verify_dialog(
        dialogue, "officer", [(press("button-close"), K("assisting-closed", who=K("speaking-unnamed")), None)]
    )
    verify_heard(dialogue, "anna", K("closed-for-person", who=SOLINGEN_OFFICE))
    dialogue.say("anna", W("Keramikfliesen", "瓷砖", "ceramic tiles"))
    assert describe_state(dialogue.state("anna")) == "browsing"
    verify_dialog(dialogue, "officer", [(Tap("h:r000000001:answer"), K("handover-closed"), None)])


@each_language
def test_unanswered_after_a_working_day_it_goes_to_the_secretariat_once(locale: str) -> None:
    dialogue = speaking(locale)
    dialogue.heard("officer")
    dialogue.wait(0.99)
    assert not dialogue.tick()
    dialogue.wait(0.01)
    assert dialogue.tick()
    told = "\n".join(reply.text for reply in dialogue.heard("anna"))
    assert K("role-secretariat").text(locale) in told and SOLINGEN_OFFICE not in told
    assert getattr(ASKED, locale) in shown(dialogue, "secretary")
    dialogue.wait(3)
    assert not dialogue.tick()
    dialogue.say("secretary", press("button-answer"))
    dialogue.say("secretary", "不收费。")
    assert "不收费。" in shown(dialogue, "anna")
    dialogue.say("anna", MORE)
    assert getattr(MORE, locale) in shown(dialogue, "secretary") and not dialogue.heard("officer")


@each_language
def test_an_answer_stops_the_clock_and_the_next_question_starts_it_again(locale: str) -> None:
    dialogue = speaking(locale)
    dialogue.say("officer", press("button-answer"))
    dialogue.say("officer", ANSWER)
    dialogue.wait(2)
    assert not dialogue.tick()
    dialogue.say("anna", MORE)
    dialogue.wait(1)
    assert dialogue.tick()
    assert getattr(MORE, locale) in shown(dialogue, "secretary")


@each_language
def test_without_a_secretariat_the_agency_is_reminded_and_the_person_told(locale: str) -> None:
    dialogue = speaking(locale, secretariat=False)
    dialogue.heard("officer")
    dialogue.wait(1)
    assert dialogue.tick()
    assert getattr(ASKED, locale) in shown(dialogue, "officer")
    told = "\n".join(reply.text for reply in dialogue.heard("anna"))
    assert SOLINGEN_OFFICE in told
    dialogue.wait(1)
    assert not dialogue.tick()


@each_language
def test_where_nobody_is_in_office_the_agency_is_named_with_its_page_and_who_is_next(
    locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogue = seat(locale, agency=False, secretariat=False)
    city = replace(dialogue.world.cities[SOLINGEN], page="https://wifoe.example")
    dialogue.world.cities = {**dialogue.world.cities, SOLINGEN: city}
    secretariat = K("recipient-default")
    nobody = K("speaking-nobody-agency", who=SOLINGEN_OFFICE, where="https://wifoe.example", next=secretariat)
    verify_dialog(dialogue, "anna", [(HUMAN, nobody, "idle")])
    fresh = begin(locale)
    verify_dialog(fresh, "anna", [(HUMAN, K("speaking-nobody", next=secretariat), "idle")])
    reached = Limits(recipient="Alliance Office", recipient_contact="office@alliance.example")
    monkeypatch.setattr(dialogues, "LIMITS", reached)
    named = K("secretariat-with-contact", name="Alliance Office", contact="office@alliance.example")
    verify_dialog(fresh, "anna", [(HUMAN, K("speaking-nobody", next=named), "idle")])
    no_page = seat(locale, agency=False, secretariat=False)
    replies = no_page.say("anna", HUMAN)
    assert K("speaking-no-page").text(locale) in replies[0].text


@each_language
def test_the_own_city_comes_before_the_one_looked_at_and_without_either_the_secretariat(locale: str) -> None:
    dialogue = seat(locale)
    person_id = dialogue.add_member("bao", locale, TILES, profile=Profile("Bao"))
    officer = dialogue.add_member("foshan", "zh")
    dialogue.world.grant(officer, Grant(Role.AGENCY, city_id=FOSHAN))
    assert person_id != officer
    dialogue.say("bao", Tap(f"c:{KNIVES}"))
    for said in (HUMAN, press("button-agree"), ASKED):
        dialogue.say("bao", said)
    heard = shown(dialogue, "foshan")
    assert f"Bao · {FOSHAN_TILES.zh}" in heard and not dialogue.heard("officer")
    dialogue.say("stranger", Start(hint=locale))
    for said in (HUMAN, press("button-agree"), ASKED):
        dialogue.say("stranger", said)
    assert getattr(ASKED, locale) in shown(dialogue, "secretary")


@each_language
def test_of_several_own_entries_the_one_whose_agency_is_in_office_is_in_charge(locale: str) -> None:
    dialogue = seat(locale)
    dialogue.add_member("bao", locale, TILES, KNIVES)
    replies = dialogue.say("bao", HUMAN)
    assert SOLINGEN_OFFICE in replies[0].text


@each_language
def test_after_ten_working_days_without_a_word_the_assistant_is_back(locale: str) -> None:
    dialogue = speaking(locale)
    dialogue.say("officer", press("button-answer"))
    dialogue.say("officer", ANSWER)
    dialogue.heard("anna")
    dialogue.wait(13.9)
    assert not dialogue.tick()
    dialogue.wait(0.2)
    assert dialogue.tick()
    verify_heard(dialogue, "anna", K("handover-lapsed"))
    verify_heard(dialogue, "officer", K("lapsed-for-officer", who=K("speaking-unnamed")))
    assert not dialogue.tick()


def test_while_a_person_listens_numbers_and_words_are_passed_on_and_commands_are_not() -> None:
    dialogue = seat("de", numbered=True)
    for said in (HUMAN, press("button-agree"), ASKED):
        dialogue.say("anna", said)
    still = K("speaking-open", who=SOLINGEN_OFFICE)
    verify_dialog(
        dialogue,
        "anna",
        [
            ("1", [], "speaking:open"),
            ("Hilfe", [], "speaking:open"),
            ("/hilfe", still, "speaking:open"),
            (Tap(f"i:{TILES}"), still, "speaking:open"),
            (Tap("l:de"), [K("language-changed"), still], "speaking:open"),
            (HUMAN, [], "speaking:open"),
            ("/mensch", still, "speaking:open"),
            (Sends("photo"), [K("unsupported"), still], "speaking:open"),
            (Start(), still, "speaking:open"),
            ("/abbrechen", K("speaking-ended"), "idle"),
        ],
    )


def test_what_was_under_way_goes_on_afterwards() -> None:
    dialogue = seat("de")
    dialogue.say("anna", Tap(f"i:{KNIVES}"))
    dialogue.say("chen", Tap(f"i:{KNIVES}"))
    before = dialogue.state("chen")
    for said in (HUMAN, press("button-agree"), ASKED):
        dialogue.say("chen", said)
    assert isinstance(dialogue.state("chen"), Speaking)
    dialogue.say("chen", END)
    assert dialogue.state("chen") == before


def test_a_stranger_to_the_office_can_neither_read_nor_answer_nor_close() -> None:
    dialogue = speaking("de")
    dialogue.world.grant(dialogue.add_member("foreign", "zh"), Grant(Role.AGENCY, city_id=FOSHAN))
    for action in ("answer", "close", "end"):
        for name in ("foreign", "chen"):
            verify_dialog(dialogue, name, [(Tap(f"h:r000000001:{action}"), K("not-permitted"), None)])
    assert dialogue.world.handovers["r000000001"].is_open


def test_colleagues_learn_that_somebody_has_answered_and_only_that_one_hears_more() -> None:
    dialogue = speaking("de")
    colleague = dialogue.add_member("colleague", "de")
    dialogue.world.grant(colleague, Grant(Role.AGENCY, city_id=SOLINGEN))
    dialogue.say("officer", press("button-answer"))
    dialogue.say("officer", ANSWER)
    verify_heard(dialogue, "colleague", K("handover-taken", who=UNNAMED))
    dialogue.say("anna", MORE)
    assert dialogue.heard("officer") and not dialogue.heard("colleague")


def test_the_queue_and_my_data_show_it_and_deleting_takes_it_away() -> None:
    dialogue = speaking("de")
    assert ASKED.de in "\n".join(
        text for reply in dialogue.say("officer", "/prüfen") for text in visible_texts(reply)
    )
    shown_data = dialogue.say("anna", "/daten")
    assert any(reply.document and ASKED.de in reply.document.content for reply in shown_data)
    dialogue.say("anna", "/löschen")
    dialogue.say("anna", press("button-delete-yes"))
    assert not dialogue.world.handovers and describe_state(dialogue.state("anna")) == "idle"


@each_language
@pytest.mark.parametrize(
    "taps", [("d:ask", "d:yes"), ("d:stop:help:",)], ids=["all data deleted", "consent withdrawn"]
)
def test_who_was_to_answer_is_told_that_the_person_has_gone_and_nothing_about_them(
    locale: str, taps: tuple[str, ...]
) -> None:
    dialogue = speaking(locale)
    dialogue.heard("officer")
    for tap in taps:
        dialogue.say("anna", Tap(tap))
    day = K("handover-gone-for-officer", date="23.11.2026")
    verify_heard(dialogue, "officer", day)
    assert not dialogue.heard("secretary")
    dialogue.say("anna", Tap("d:ask"))
    dialogue.say("anna", Tap("d:yes"))
    assert not dialogue.heard("officer"), "told once"


def test_the_consent_is_for_this_purpose_alone() -> None:
    dialogue = speaking("de")
    person = dialogue.world.persons[dialogue.world.talks[address_of("anna")].person_id or 0]
    assert [consent.purpose for consent in person.consents] == [Purpose.HELP]
    assert not person.agreed_to(Purpose.INTRODUCTIONS)


def test_an_officer_who_asks_is_not_put_through_to_nobody_but_the_secretariat() -> None:
    dialogue = seat("de")
    dialogue.say("officer", Tap(f"c:{KNIVES}"))
    dialogue.say("officer", HUMAN)
    dialogue.say("officer", press("button-agree"))
    dialogue.say("officer", ASKED)
    assert ASKED.de in shown(dialogue, "secretary") and not dialogue.heard("officer")


def test_while_an_entry_is_registered_its_city_is_in_charge() -> None:
    dialogue = seat()
    dialogue.world.talks.pop(address_of("anna"))
    begin_registering(dialogue)
    assert dialogue.say("anna", HUMAN)[0].text == OFFERED.text("en")


def begin_registering(dialogue: Dialogue) -> None:
    """Anna has named a company in Solingen, and has looked at nothing before."""
    for said in (Start("reg-solingen"), press("button-agree"), "Sägewerk Beispiel GmbH"):
        dialogue.say("anna", said)
    assert dialogue.state("anna").tag == "registering"
