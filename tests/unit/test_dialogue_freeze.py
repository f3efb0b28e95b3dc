"""A freeze holds contact data on either side, in every language; lifted, the request goes on."""

import pytest

from directory.domain.commands import UpdateIntroduction
from directory.domain.introduction import Event, Status, advance
from directory.domain.person import Profile
from directory.domain.roles import Role
from directory.domain.safety import Freeze
from directory.store.errors import Conflict
from handlers.localizer import LOCALES
from tests.unit.dialogue import (
    ANNA_WHO,
    FOSHAN_TILES,
    Dialogue,
    K,
    Shows,
    Tap,
    address_of,
    begin,
    press,
    send_request,
    verify_dialog,
    verify_heard,
)
from tests.unit.fakes import FOSHAN, NOW

each_language = pytest.mark.parametrize("locale", LOCALES)
AT = {"de": 0, "zh": 1, "en": 2}
LI = Profile("李伟", "li@foshan.example")


def waiting(locale: str, receiver: str, frozen: str) -> tuple[Dialogue, str]:
    """Anna's request waits for Chen; one of them is frozen by the agency of Foshan, where Li works."""
    dialogue = begin(locale, receiver=receiver)
    dialogue.add_officer("li", "zh", FOSHAN, profile=LI)
    introduction_id = send_request(dialogue)
    person_id = dialogue.world.talks[address_of(frozen)].person_id or 0
    dialogue.world.freezes[person_id] = Freeze(person_id, FOSHAN, Role.AGENCY, "r1", NOW)
    for name in ("anna", "chen", "li"):
        dialogue.heard(name)
    return dialogue, introduction_id


@each_language
def test_who_accepts_a_frozen_sender_gets_no_contact_and_the_office_is_told(locale: str) -> None:
    dialogue, introduction_id = waiting("de", locale, "anna")
    verify_dialog(dialogue, "chen", [(Tap(f"q:{introduction_id}:accept"), K("held"), None)])
    verify_heard(dialogue, "li", K("held-asker-for-officer", company=FOSHAN_TILES))
    assert not dialogue.heard("anna")
    assert dialogue.world.introductions[introduction_id].status is Status.SENT
    verify_dialog(dialogue, "li", [(press("button-unfreeze"), K("unfrozen-by-me"), None)])
    heading = Shows((K("request-heading", company=FOSHAN_TILES),))
    verify_heard(dialogue, "chen", K("resumed-for-company", who=ANNA_WHO.de), heading)
    dialogue.say("chen", Tap(f"q:{introduction_id}:accept"))
    assert any(reply.contact for reply in dialogue.heard("anna"))


@each_language
def test_who_is_frozen_accepts_nobody_either(locale: str) -> None:
    dialogue, introduction_id = waiting("de", locale, "chen")
    verify_dialog(dialogue, "chen", [(Tap(f"q:{introduction_id}:accept"), K("frozen"), None)])
    verify_heard(dialogue, "li", K("held-answerer-for-officer", company=FOSHAN_TILES))
    assert dialogue.world.introductions[introduction_id].status is Status.SENT
    verify_dialog(dialogue, "chen", [(Tap(f"q:{introduction_id}:decline"), K("answer-reason"), None)])


def test_a_freeze_between_the_question_and_the_answer_holds_too() -> None:
    dialogue = begin("de")
    dialogue.add_officer("li", "zh", FOSHAN, profile=LI)
    dialogue.add_member("lin", "de", 6)
    who = "Anna Weber, Export, w@klingenwerk.example"
    for said in (Tap("i:6"), press("button-agree"), who, Tap("k:supply"), "Pumpen", Tap("s:send")):
        dialogue.say("anna", said)
    introduction_id = next(reversed(dialogue.world.introductions))
    dialogue.say("lin", Tap(f"q:{introduction_id}:accept"))
    anna = dialogue.world.talks[address_of("anna")].person_id or 0
    dialogue.world.freezes[anna] = Freeze(anna, FOSHAN, Role.AGENCY, "r1", NOW)
    contact = "Lin Wei, Verkauf, lin@jingtao.example"
    verify_dialog(dialogue, "lin", [(contact, K("held"), "idle")])
    assert dialogue.world.introductions[introduction_id].status is Status.SENT


def test_a_yes_that_crosses_the_freeze_is_not_stored() -> None:
    dialogue, introduction_id = waiting("de", "zh", "anna")
    chen = dialogue.world.talks[address_of("chen")].person_id
    accepted = advance(dialogue.world.introductions[introduction_id], Event.ACCEPT, NOW, answered_by=chen)
    assert accepted
    with pytest.raises(Conflict):
        dialogue.world.apply(UpdateIntroduction(accepted, Event.ACCEPT), address_of("chen"))


def test_nobody_is_reminded_of_a_yes_that_cannot_be_said() -> None:
    dialogue, _ = waiting("de", "zh", "anna")
    dialogue.wait(7)
    assert not dialogue.tick()
    dialogue.world.freezes.clear()
    assert dialogue.tick() and dialogue.heard("chen")


@each_language
@pytest.mark.parametrize("frozen", ["anna", "chen"])
def test_tapping_yes_again_does_not_tell_the_office_again(locale: str, frozen: str) -> None:
    dialogue, introduction_id = waiting("de", locale, frozen)
    yes = Tap(f"q:{introduction_id}:accept")
    answer = K("held" if frozen == "anna" else "frozen")
    told = K(f"held-{'asker' if frozen == 'anna' else 'answerer'}-for-officer", company=FOSHAN_TILES)
    verify_dialog(dialogue, "chen", [(yes, answer, None), (yes, answer, None)])
    verify_heard(dialogue, "li", told)
    dialogue.say("li", press("button-unfreeze"))
    person_id = dialogue.world.talks[address_of(frozen)].person_id or 0
    dialogue.world.freezes[person_id] = Freeze(person_id, FOSHAN, Role.AGENCY, "r2", NOW)
    verify_dialog(dialogue, "chen", [(yes, answer, None)])
    verify_heard(dialogue, "li", told)


@pytest.mark.parametrize("frozen", ["anna", "chen"])
def test_no_time_passes_for_a_request_that_is_held(frozen: str) -> None:
    dialogue, introduction_id = waiting("de", "zh", frozen)
    dialogue.wait(2)
    person_id = dialogue.world.talks[address_of(frozen)].person_id or 0
    held = Freeze(person_id, FOSHAN, Role.AGENCY, "r1", dialogue.world.now)
    dialogue.world.freezes[person_id] = held
    dialogue.wait(42)
    assert not dialogue.tick(), "it would have ended after fifteen working days"
    dialogue.say("li", Tap(f"v:{person_id}:unfreeze"))
    dialogue.heard("chen")
    for days, due in ((4.9, False), (0.1, True), (13.9, False), (0.1, True)):
        dialogue.wait(days)
        assert dialogue.tick() is due, days
    assert dialogue.world.introductions[introduction_id].status is Status.EXPIRED
