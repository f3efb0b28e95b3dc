"""After the answer: the relayed conversation, asking again, and what the introduction led to."""

import pytest

from directory.domain.introduction import DeclineReason, LedTo, Status
from handlers.localizer import LOCALES
from tests.unit.dialogue import (
    ANNA_WHO,
    FOSHAN_TILES,
    Dialogue,
    K,
    Shows,
    Tap,
    W,
    begin,
    press,
    send_request,
    verify_dialog,
    verify_heard,
)
from tests.unit.fakes import FOSHAN, TILES

each_language = pytest.mark.parametrize("locale", LOCALES)
each_pair = pytest.mark.parametrize(
    ("locale", "receiver"), [(mine, theirs) for mine in LOCALES for theirs in LOCALES]
)
AT = {"de": 0, "zh": 1, "en": 2}
TODAY = W("23.11.2026", "2026年11月23日", "23 Nov 2026")
CANCEL = W("abbrechen", "取消", "cancel")
HELLO = W(
    "Guten Tag, wann passt Ihnen ein Anruf für Muster?",
    "您好，什么时候方便通话？",
    "Hello, when can we call you?",
)
ANSWER = W("Für uns passt Dienstag.", "周二可以。", "Tuesday is fine for us.")
AGAIN = W("Ihre Messe steht für uns fest.", "我们将参加贵方展会。", "We now know the fair you attend.")


def agreed(locale: str, receiver: str = "zh") -> tuple[Dialogue, str]:
    """Chen has accepted Anna's request."""
    dialogue = begin(locale, receiver=receiver)
    introduction_id = send_request(dialogue)
    dialogue.say("chen", press("button-accept"))
    dialogue.heard("anna")
    return dialogue, introduction_id


def quoted(words: W, written: str, reader: str) -> str:
    """Somebody's words as a reader of a language sees them: always there, marked where foreign."""
    text = words[AT[written]]
    if written == reader:
        return text
    return K("text-in-original", text=text, language=K(f"language-{written}")).text(reader)


# The conversation


@each_pair
def test_both_write_in_their_own_language_and_read_the_original(locale: str, receiver: str) -> None:
    dialogue, introduction_id = agreed(locale, receiver)
    who = ANNA_WHO[AT[locale]]
    verify_dialog(
        dialogue,
        "anna",
        [
            (press("button-talk"), K("answer-message", company=FOSHAN_TILES), "answering:message"),
            (HELLO, K("talk-sent", who=FOSHAN_TILES), "idle"),
        ],
    )
    verify_heard(dialogue, "chen", K("talk-message", who=who, text=quoted(HELLO, locale, receiver)))
    verify_dialog(
        dialogue,
        "chen",
        [
            (press("button-talk", 2), K("answer-message", company=who), "answering:message"),
            (ANSWER, K("talk-sent", who=who), "idle"),
        ],
    )
    answer = quoted(ANSWER, receiver, locale)
    verify_heard(dialogue, "anna", K("talk-message", who=FOSHAN_TILES, text=answer))
    assert dialogue.world.introductions[introduction_id].status is Status.TALKING
    assert not dialogue.world.introductions[introduction_id].remarks, "messages are relayed and not kept"


@each_pair
def test_either_side_ends_it_and_then_nobody_writes_any_more(locale: str, receiver: str) -> None:
    who = ANNA_WHO[AT[locale]]
    for ending, other in (("anna", "chen"), ("chen", "anna")):
        dialogue, introduction_id = agreed(locale, receiver)
        for said in (Tap(f"q:{introduction_id}:talk"), HELLO):
            dialogue.say("anna", said)
        dialogue.say(other, Tap(f"q:{introduction_id}:talk"))  # is about to write
        names: dict[str, W | str] = {"anna": FOSHAN_TILES, "chen": who}
        ended = K("talk-ended", who=names[ending])
        verify_dialog(dialogue, ending, [(Tap(f"q:{introduction_id}:end"), ended, "idle")])
        verify_heard(dialogue, other, K("talk-ended-by-other", who=names[other]))
        verify_dialog(dialogue, other, [(ANSWER, K("talk-closed"), "idle")])
        assert not dialogue.heard(ending)
        for name in ("anna", "chen"):
            replies = dialogue.say(name, Tap(f"q:{introduction_id}:talk"))
            assert replies[0].text == K("talk-closed").text(dialogue.locale(name))
            assert replies[-1].contact, "the contact data stay"


@each_language
def test_a_message_that_crosses_the_end_is_not_relayed(locale: str) -> None:
    dialogue, introduction_id = agreed(locale)
    for said in (Tap(f"q:{introduction_id}:talk"), HELLO, Tap(f"q:{introduction_id}:talk")):
        dialogue.say("anna", said)
    dialogue.heard("chen")
    replies = dialogue.race(("chen", Tap(f"q:{introduction_id}:end")), ("anna", HELLO))
    assert [reply.text for reply in replies] == [K("talk-closed").text(locale)]
    assert not dialogue.heard("chen")


@each_language
def test_nobody_writes_before_the_yes_and_a_colleague_or_stranger_never(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.add_member("lin", locale, TILES)
    dialogue.add_officer("li", locale, FOSHAN)
    introduction_id = send_request(dialogue)
    for name in ("anna", "chen", "lin"):
        assert dialogue.say(name, Tap(f"q:{introduction_id}:talk"))[0].cards
    dialogue.say("chen", press("button-accept"))
    assert dialogue.say("lin", Tap(f"q:{introduction_id}:talk"))[0].text == K("request-closed").text(locale)
    ended = dialogue.say("chen", Tap(f"q:{introduction_id}:end"))
    assert ended[0].text == K("talk-not-begun").text("zh"), "nothing was said that could have ended"
    verify_dialog(dialogue, "li", [(Tap(f"q:{introduction_id}:talk"), K("request-gone"), None)])
    assert dialogue.world.introductions[introduction_id].status is Status.ACCEPTED


@each_language
def test_where_the_other_side_is_gone_the_writer_is_told_so(locale: str) -> None:
    dialogue, introduction_id = agreed(locale)
    dialogue.say("anna", Tap(f"q:{introduction_id}:talk"))
    dialogue.say("anna", HELLO)
    for said in ("删除数据", press("button-delete-yes")):
        dialogue.say("chen", said)
    replies = dialogue.say("anna", Tap(f"q:{introduction_id}:talk"))
    assert replies[0].text == K("talk-closed").text(locale)
    verify_dialog(dialogue, "anna", [(CANCEL, K("nothing-to-cancel"), "idle")])


def test_nobody_is_offered_to_write_to_somebody_who_is_gone() -> None:
    dialogue, introduction_id = agreed("de")
    show = Tap(f"q:{introduction_id}:show")
    offered = [choice.id for row in dialogue.say("anna", show)[0].choices for choice in row]
    for said in ("删除数据", press("button-delete-yes")):
        dialogue.say("chen", said)
    left = [choice.id for row in dialogue.say("anna", show)[0].choices for choice in row]
    assert f"q:{introduction_id}:talk" in offered
    assert f"q:{introduction_id}:talk" not in left


# Asking again

ENDS: dict[str, tuple[tuple[str, str], ...]] = {
    "withdrawn": (("anna", "q:{}:withdraw"),),
    "declined": (("chen", "q:{}:decline"), ("chen", "r:not_now")),
    "expired": (),
}


def closed(how: str, locale: str, receiver: str = "zh") -> tuple[Dialogue, str]:
    dialogue = begin(locale, receiver=receiver)
    introduction_id = send_request(dialogue)
    for name, said in ENDS[how]:
        dialogue.say(name, Tap(said.format(introduction_id)))
    dialogue.wait(21)
    dialogue.tick()
    for name in ("anna", "chen"):
        dialogue.heard(name)
    assert dialogue.world.introductions[introduction_id].status == how
    return dialogue, introduction_id


@pytest.mark.parametrize("how", ENDS)
@each_pair
def test_what_ended_may_be_asked_again_after_four_weeks_with_the_reason_why(
    locale: str, receiver: str, how: str
) -> None:
    dialogue, introduction_id = closed(how, locale, receiver)
    early = dialogue.say("anna", Tap(f"q:{introduction_id}:again"))
    from_when = W("21.12.2026", "2026年12月21日", "21 Dec 2026")
    assert early[0].text == K("request-closed").text(locale)
    assert K("reopen-from", date=from_when).text(locale) in early[1].cards[0].lines
    dialogue.wait(7)
    dialogue.say("anna", Tap(f"q:{introduction_id}:show"))
    until = W("12.1.2027", "2027年1月12日", "12 Jan 2027")  # the 1st is a holiday in China
    status = K("status-sent-for-asker", until=until)
    verify_dialog(
        dialogue,
        "anna",
        [
            (press("button-again"), K("answer-again", company=FOSHAN_TILES), "answering:again"),
            (AGAIN, K("reopened", company=FOSHAN_TILES, status=status), "idle"),
        ],
    )
    why = K("remark-again", text=quoted(AGAIN, locale, receiver))
    verify_heard(dialogue, "chen", Shows((K("request-heading", company=FOSHAN_TILES),), (), (why,)))
    dialogue.say("anna", Tap(f"q:{introduction_id}:withdraw"))
    again = dialogue.say("anna", Tap(f"q:{introduction_id}:again"))
    assert again[0].text == K("request-closed").text(locale), "once in four weeks"


@pytest.mark.parametrize("reason", [one for one in DeclineReason if one not in ("not_now", "no_capacity")])
def test_a_final_no_is_final(reason: DeclineReason) -> None:
    dialogue = begin("de")
    introduction_id = send_request(dialogue)
    for said in (Tap(f"q:{introduction_id}:decline"), Tap(f"r:{reason}")):
        dialogue.say("chen", said)
    dialogue.wait(100)
    shown = dialogue.say("anna", Tap(f"q:{introduction_id}:show"))
    assert [choice.id for row in shown[0].choices for choice in row] == [f"v:{introduction_id}:menu"]
    assert len(shown[0].cards[0].lines) == 3
    dialogue.say("anna", Tap(f"q:{introduction_id}:again"))
    assert dialogue.world.introductions[introduction_id].status is Status.DECLINED


@each_language
def test_contact_data_in_the_reason_are_hidden_and_only_the_asker_asks_again(locale: str) -> None:
    dialogue, introduction_id = closed("expired", locale)
    dialogue.wait(7)
    assert dialogue.say("chen", Tap(f"q:{introduction_id}:again"))[0].text == K("request-closed").text("zh")
    dialogue.say("anna", Tap(f"q:{introduction_id}:again"))
    replies = dialogue.say("anna", "weber@klingenwerk.example")
    assert replies[0].text == K("contacts-masked").text(locale)
    assert dialogue.world.introductions[introduction_id].remarks[0].text == "•••"


@each_language
def test_where_the_company_is_gone_its_agency_gets_it_or_the_asker_is_told(locale: str) -> None:
    for officer in (True, False):
        dialogue, introduction_id = closed("expired", locale)
        for said in ("删除数据", press("button-delete-yes")):
            dialogue.say("chen", said)
        if officer:
            dialogue.add_officer("li", "zh", FOSHAN)
        dialogue.wait(7)
        dialogue.say("anna", Tap(f"q:{introduction_id}:again"))
        replies = dialogue.say("anna", AGAIN)
        status = dialogue.world.introductions[introduction_id].status
        assert status is (Status.AT_AGENCY if officer else Status.EXPIRED)
        if officer:
            assert len(dialogue.heard("li")) == 1
        else:
            assert replies[0].text == K("reopen-nobody").text(locale)


# What it led to


@each_pair
def test_a_month_later_both_are_asked_once_and_answer_with_a_tap(locale: str, receiver: str) -> None:
    dialogue, introduction_id = agreed(locale, receiver)
    dialogue.wait(29.9)
    assert not dialogue.tick()
    dialogue.wait(0.2)
    assert dialogue.tick() and not dialogue.tick()
    verify_heard(dialogue, "anna", K("follow-up", who=FOSHAN_TILES, date=TODAY))
    verify_heard(dialogue, "chen", K("follow-up", who=ANNA_WHO[AT[locale]], date=TODAY))
    for name, side, led_to in (("anna", "asker", LedTo.BUSINESS), ("chen", "company", LedTo.TALKS)):
        answer = K("follow-up-thanks", answer=K(f"led-to-{led_to}"))
        verify_dialog(dialogue, name, [(press(f"led-to-{led_to}"), answer, None)])
        assert dialogue.world.led_to[introduction_id, side] is led_to
    dialogue.say("anna", press("led-to-nothing"))
    assert dialogue.world.led_to[introduction_id, "asker"] is LedTo.NOTHING, "the last word counts"


def test_what_led_nowhere_near_a_yes_is_not_asked_about_and_nobody_else_answers() -> None:
    dialogue, introduction_id = closed("withdrawn", "de")
    dialogue.wait(60)
    assert not dialogue.tick()
    dialogue.say("anna", Tap(f"q:{introduction_id}:led_business"))
    other, accepted_id = agreed("de")
    other.add_member("lin", "de", TILES)
    other.say("lin", Tap(f"q:{accepted_id}:led_business"))
    assert not dialogue.world.led_to and not other.world.led_to


# "My requests"


@each_language
def test_many_requests_are_one_message_with_pages(locale: str) -> None:
    dialogue = begin("de", receiver=locale)
    for number in range(7):
        name = f"asker{number}"
        dialogue.add_member(name, "de")
        who = f"Wer {number}, a{number}@b.example"
        steps = (Tap(f"i:{TILES}"), who, press("cooperation-supply"), "Warum nicht", press("button-send"))
        for said in steps:
            dialogue.say(name, said)
    first = dialogue.say("chen", "/requests")
    assert len(first) == 1 and len(first[0].cards) == 5 and first[0].about is None
    second = dialogue.say("chen", press("button-more"))
    assert len(second) == 1 and len(second[0].cards) == 2 and second[0].slot == first[0].slot
    assert second[0].text == K("requests-received", count=7).text(locale)
    assert dialogue.say("chen", press("button-previous")) == first
    assert "Wer" not in repr(first) and "Wer" not in repr(second)
