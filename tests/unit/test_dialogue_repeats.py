"""One request at a time to a company, and after one that failed the next in four weeks: anew or again."""

from dataclasses import replace

import pytest

from directory.domain.introduction import Status
from directory.domain.person import Profile
from handlers.localizer import LOCALES
from tests.unit.dialogue import (
    FOSHAN_TILES,
    Dialogue,
    K,
    Tap,
    W,
    begin,
    describe_state,
    press,
    send_request,
    verify_dialog,
)
from tests.unit.fakes import TILES

each_language = pytest.mark.parametrize("locale", LOCALES)
LATER = K("introduce-later", company=FOSHAN_TILES, date=W("21.12.2026", "2026年12月21日", "21 Dec 2026"))
TAKEN_BACK = W("Jetzt passt es.", "现在合适了。", "It suits now.")


def failed(locale: str, *answer: str) -> tuple[Dialogue, str]:
    """Anna's request to the tile maker, which Chen has answered, or else Anna has withdrawn."""
    dialogue = begin(locale)
    introduction_id = send_request(dialogue)
    for action in answer:
        dialogue.say("chen", Tap(action.replace("ID", introduction_id)))
    if not answer:
        dialogue.say("anna", Tap(f"q:{introduction_id}:withdraw"))
    return dialogue, introduction_id


@each_language
@pytest.mark.parametrize("answer", [(), ("q:ID:decline", "r:not_our_field"), ("q:ID:decline", "r:not_now")])
def test_a_new_request_after_one_that_failed_waits_four_weeks_too(
    locale: str, answer: tuple[str, ...]
) -> None:
    dialogue, _ = failed(locale, *answer)
    verify_dialog(dialogue, "anna", [(Tap(f"i:{TILES}"), LATER, "idle")])
    dialogue.wait(28)
    dialogue.say("anna", Tap(f"i:{TILES}"))
    assert describe_state(dialogue.state("anna")) == "drafting:goal"


@each_language
def test_a_draft_that_was_open_meanwhile_is_not_sent_either(locale: str) -> None:
    dialogue, introduction_id = failed(locale)
    dialogue.wait(28)
    for said in (Tap(f"i:{TILES}"), Tap("k:supply"), TAKEN_BACK):
        dialogue.say("anna", said)
    made = dialogue.world.introductions[introduction_id]
    dialogue.world.introductions[introduction_id] = replace(made, created_at=dialogue.world.now)
    (refused,) = dialogue.say("anna", Tap("s:send"))
    date = W("18.1.2027", "2027年1月18日", "18 Jan 2027")
    assert refused.text == K("introduce-later", company=FOSHAN_TILES, date=date).text(locale)
    assert len(dialogue.world.introductions) == 1


@each_language
def test_again_on_an_old_request_shows_the_one_that_is_open(locale: str) -> None:
    dialogue, old = failed(locale)
    dialogue.wait(28)
    for said in (Tap(f"i:{TILES}"), Tap("k:supply"), TAKEN_BACK, Tap("s:send")):
        dialogue.say("anna", said)
    assert len(dialogue.world.introductions) == 2
    first, shown = dialogue.say("anna", Tap(f"q:{old}:again"))
    assert first.text == K("introduce-already").text(locale) and shown.cards
    listed = dialogue.say("anna", Tap(f"q:{old}:show"))
    assert K("button-again").text(locale) not in [c.label for row in listed[0].choices for c in row]
    assert dialogue.world.introductions[old].status is Status.WITHDRAWN


@each_language
def test_an_answer_that_nobody_waits_for_is_no_search(locale: str) -> None:
    dialogue = begin(locale)
    for said in (W("senden", "发送", "send"), K("button-agree"), W("Absenden", "确认", "submit")):
        verify_dialog(dialogue, "anna", [(said, K("nothing-waits"), "idle")])


@each_language
def test_a_yes_or_a_greeting_is_no_name(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.say("anna", Tap(f"i:{TILES}"))
    dialogue.say("anna", press("button-agree"))
    asked = K("draft-who", company=FOSHAN_TILES)
    for said in (
        K("button-agree"),
        K("button-send"),
        W("Hallo!", "你好", "Hello"),
        W("ja gern", "好的", "yes please"),
    ):
        verify_dialog(dialogue, "anna", [(said, asked, "drafting:who")])
    assert dialogue.profile("anna") == Profile()
    opened = W(
        "Mein Name ist Anna Weber, Export, Klingenwerk, w@klingenwerk.example",
        "我叫王安娜，出口经理，索林根刀具厂，w@klingenwerk.example",
        "Hello, I am Anna Weber, export, Klingenwerk, w@klingenwerk.example",
    )
    dialogue.say("anna", opened)
    assert dialogue.profile("anna").who == getattr(
        W(
            "Anna Weber, Export, Klingenwerk",
            "王安娜，出口经理，索林根刀具厂",
            "Anna Weber, export, Klingenwerk",
        ),
        locale,
    )


def test_who_asks_for_a_company_is_named_with_it() -> None:
    dialogue = begin("de")
    dialogue.add_member("lin", "zh", 11, profile=Profile("林伟，销售总监", "lin@tiles.example"))
    for said in (Tap(f"i:{TILES}"), Tap("k:supply"), "需要大规格瓷砖", Tap("s:send")):
        dialogue.say("lin", said)
    (one,) = dialogue.world.introductions.values()
    assert one.who == "林伟，销售总监，瓷砖11厂"


@pytest.mark.parametrize(
    "nothing", ["\u200b\u200b\u200b", "\u2060\ufeff", "\u3164\u3164\u3164", "\u00ad \u200d"]
)
def test_what_shows_nothing_is_no_text(nothing: str) -> None:
    dialogue = begin("de")
    introduction_id = send_request(dialogue)
    dialogue.say("chen", press("button-ask-back"))
    verify_dialog(dialogue, "chen", [(nothing, K("answer-question"), "answering:question")])
    assert not dialogue.world.introductions[introduction_id].remarks
