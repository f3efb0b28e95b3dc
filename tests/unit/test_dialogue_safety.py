"""Quota, the same text to many, report, block, freeze and objection, payment warnings; in three languages."""

from dataclasses import replace
from itertools import count

import pytest

from directory.domain.commands import UpdateIntroduction
from directory.domain.fair_use import FairUse
from directory.domain.introduction import Event, Remark, Status, advance
from directory.domain.person import Purpose
from directory.domain.roles import Grant, Role
from handlers.context import Limits
from handlers.guarding import guard
from handlers.localizer import LOCALES
from handlers.messages import Foreign, Memory, Outcome, Reply, list_choices
from tests.unit import dialogue as dialogues
from tests.unit.dialogue import (
    ANNA,
    ANNA_WHO,
    FOSHAN_TILES,
    WHY,
    Dialogue,
    K,
    Said,
    Shows,
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
from tests.unit.fakes import FOSHAN, NOW, SOLINGEN, TILES, FakeWorld

each_language = pytest.mark.parametrize("locale", LOCALES)
AT = {"de": 0, "zh": 1, "en": 2}
MAKERS = (11, 12, 13, 14, 15, 16)


def seat(locale: str, receiver: str = "zh") -> tuple[Dialogue, str]:
    """Anna's request to the tile maker in Foshan; the city's agency and the secretariat are in office."""
    dialogue = begin(locale, receiver=receiver)
    dialogue.world.grant(dialogue.add_member("officer", "zh"), Grant(Role.AGENCY, city_id=FOSHAN))
    dialogue.world.grant(dialogue.add_member("secretary", "de"), Grant(Role.SECRETARIAT))
    return dialogue, send_request(dialogue)


def write(dialogue: Dialogue, company_id: int, why: Said) -> tuple[str, ...]:
    """A request by somebody who has made one before; the texts of the last answer."""
    draft(dialogue, company_id, why)
    return tuple(reply.text for reply in dialogue.say("anna", press("button-send")))


def draft(dialogue: Dialogue, company_id: int, why: Said) -> None:
    """The same, but for the last tap."""
    for said in (Tap(f"i:{company_id}"), Tap("k:supply"), why):
        dialogue.say("anna", said)


def reach(dialogue: Dialogue) -> None:
    """Somebody reads for every maker of tiles."""
    for number in MAKERS:
        dialogue.add_member(f"maker{number}", "zh", number)


def freeze(locale: str, receiver: str = "zh") -> Dialogue:
    """Chen has reported Anna, the agency of Foshan has frozen her."""
    dialogue, introduction_id = seat(locale, receiver)
    dialogue.say("chen", Tap(f"v:{introduction_id}:report"))
    dialogue.say("officer", press("button-freeze"))
    return dialogue


@each_language
def test_the_first_quota_is_five_a_day_and_the_draft_stays(locale: str) -> None:
    dialogue, _ = seat(locale)
    reach(dialogue)
    reasons = ("Pumpen", "Glas für Fenster", "Keilriemen aus Gummi", "Ventile", "Lacke, wasserbasiert")
    for number, why in zip(MAKERS[:4], reasons, strict=False):
        write(dialogue, number, why * 3)
    assert len(dialogue.world.introductions) == 5
    assert write(dialogue, MAKERS[4], reasons[4] * 3) == (K("quota-used", quota=5).text(locale),)
    assert len(dialogue.world.introductions) == 5
    assert describe_state(dialogue.state("anna")) == "drafting:preview"
    dialogue.wait(1)
    dialogue.say("anna", Tap("s:send"))
    assert len(dialogue.world.introductions) == 6


@each_language
def test_two_chats_of_one_person_share_the_quota(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = count()
    monkeypatch.setattr(FakeWorld, "next_id", lambda world: f"r{next(drawn):09d}")
    dialogue, _ = seat(locale)
    reach(dialogue)
    for number, why in zip(MAKERS[:3], ("Pumpen", "Glas für Fenster", "Keilriemen"), strict=True):
        write(dialogue, number, why * 3)
    draft(dialogue, MAKERS[3], "Ventile" * 3)
    phone = dialogue.world.talks[address_of("anna")]
    dialogue.world.touch(replace(phone, address=address_of("anna's office")))
    draft(dialogue, MAKERS[4], "Lacke, wasserbasiert" * 3)
    (refused,) = dialogue.race(("anna", Tap("s:send")), ("anna's office", Tap("s:send")))
    assert refused.text == K("quota-used", quota=5).text(locale)
    assert len(dialogue.world.introductions) == 5


def test_answers_raise_the_quota() -> None:
    dialogue, introduction_id = seat("de")
    dialogue.say("chen", Tap(f"q:{introduction_id}:accept"))
    reach(dialogue)
    texts = ("Pumpen", "Glas für Fenster", "Keilriemen aus Gummi", "Ventile", "Lacke, wasserbasiert")
    for number, why in zip(MAKERS, texts, strict=False):
        write(dialogue, number, why * 3)
    assert len(dialogue.world.introductions) == 6


@each_language
def test_the_same_text_to_many_is_warned_of_and_then_stopped(
    locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = FairUse(start=20, most=20, warn_after_same_text=2, stop_after_same_text=3)
    monkeypatch.setattr(dialogues, "LIMITS", Limits(fair_use=rules))
    dialogue, _ = seat(locale)
    reach(dialogue)
    assert len(write(dialogue, MAKERS[0], WHY)) == 1
    assert write(dialogue, MAKERS[1], WHY)[0] == K("same-text-warning", count=3).text(locale)
    assert write(dialogue, MAKERS[2], WHY) == (K("same-text-stopped").text(locale),)
    assert len(dialogue.world.introductions) == 3
    verify_dialog(
        dialogue,
        "anna",
        [
            (
                press("button-change-why"),
                K("draft-why", company=W("瓷砖13厂, Foshan", "瓷砖13厂（佛山）", "瓷砖13厂, Foshan")),
                "drafting:why",
            )
        ],
    )
    dialogue.say("anna", "Ihre Glasuren sind frei von Blei, das braucht unser Markt.")
    dialogue.say("anna", press("button-send"))
    assert len(dialogue.world.introductions) == 4


@each_language
def test_a_report_goes_to_the_agency_and_the_sender_is_frozen_until_it_is_lifted(locale: str) -> None:
    dialogue, introduction_id = seat("de", receiver=locale)
    verify_dialog(
        dialogue,
        "chen",
        [
            (press("button-report"), K("report-menu"), None),
            (press("button-report-now"), K("report-filed"), None),
        ],
    )
    fields = (K("request-for", company=FOSHAN_TILES),)
    reported = Shows((K("report-for-officer"),), (K("report-title", who=ANNA_WHO.de),), fields)
    verify_heard(dialogue, "officer", reported)
    assert not dialogue.heard("secretary") and not dialogue.heard("anna")
    verify_dialog(dialogue, "officer", [(press("button-freeze"), K("frozen-by-me"), None)])
    verify_heard(dialogue, "anna", K("frozen"))
    verify_heard(dialogue, "chen", K("report-upheld"))
    verify_dialog(dialogue, "anna", [(Tap("i:11"), K("frozen"), "idle")])
    verify_dialog(dialogue, "officer", [(press("button-unfreeze"), K("unfrozen-by-me"), None)])
    verify_heard(dialogue, "anna", K("unfrozen"))
    reach(dialogue)
    dialogue.say("anna", Tap("i:11"))
    assert describe_state(dialogue.state("anna")) == "drafting:goal"
    assert introduction_id in dialogue.world.introductions


@each_language
def test_who_is_frozen_objects_in_the_chat_and_another_office_lifts_it(locale: str) -> None:
    dialogue = freeze(locale)
    dialogue.heard("officer")
    dialogue.say("anna", press("button-object"))
    assert describe_state(dialogue.state("anna")) == "speaking:ask"
    verify_dialog(
        dialogue,
        "anna",
        [(press("button-agree"), K("speaking-objection", who=K("role-secretariat")), "speaking:text")],
    )
    dialogue.say("anna", WHY)
    heard = "\n".join(text for reply in dialogue.heard("secretary") for text in visible_texts(reply))
    assert getattr(WHY, locale) in heard and not dialogue.heard("officer")
    verify_dialog(dialogue, "secretary", [(press("button-unfreeze"), K("unfrozen-by-me"), None)])
    verify_heard(dialogue, "anna", K("unfrozen"))
    assert not dialogue.world.freezes


@each_language
def test_a_frozen_sender_can_neither_send_a_draft_nor_answer_a_question_but_search(locale: str) -> None:
    dialogue, introduction_id = seat(locale)
    reach(dialogue)
    for said in (Tap("i:11"), Tap("k:supply"), "Pumpen für Wasserwerke"):
        dialogue.say("anna", said)
    dialogue.say("chen", press("button-ask-back"))
    dialogue.say("chen", "需要多少？")
    dialogue.say("chen", Tap(f"v:{introduction_id}:report"))
    dialogue.say("officer", press("button-freeze"))
    before = len(dialogue.world.introductions)
    verify_dialog(dialogue, "anna", [(Tap("s:send"), K("frozen"), "drafting:preview")])
    dialogue.say("anna", Tap(f"q:{introduction_id}:reply"))
    verify_dialog(dialogue, "anna", [("Zwei Container", K("frozen"), "answering:reply")])
    assert len(dialogue.world.introductions) == before
    assert len(dialogue.world.introductions[introduction_id].remarks) == 1
    assert len(dialogue.say("anna", W("/suche Fliesen", "/搜索 瓷砖", "/search tiles"))) == 2


@each_language
def test_no_fault_is_told_to_who_reported_and_nobody_is_frozen(locale: str) -> None:
    dialogue, introduction_id = seat("de", receiver=locale)
    dialogue.say("chen", Tap(f"v:{introduction_id}:report"))
    verify_dialog(dialogue, "officer", [(press("button-dismiss"), K("dismissed-by-me"), None)])
    verify_heard(dialogue, "chen", K("report-dismissed"))
    assert not dialogue.world.freezes and not dialogue.heard("anna")
    report_id = next(iter(dialogue.world.reports))
    verify_dialog(dialogue, "officer", [(Tap(f"v:{report_id}:freeze"), K("report-gone"), None)])


@pytest.mark.parametrize("name", ["chen", "anna", "neighbour"])
def test_no_one_but_the_office_in_charge_decides(name: str) -> None:
    dialogue, introduction_id = seat("de")
    dialogue.world.grant(dialogue.add_member("neighbour", "de"), Grant(Role.AGENCY, city_id=SOLINGEN))
    dialogue.say("chen", Tap(f"v:{introduction_id}:report"))
    report_id = next(iter(dialogue.world.reports))
    for action in ("freeze", "dismiss"):
        verify_dialog(dialogue, name, [(Tap(f"v:{report_id}:{action}"), K("not-permitted"), None)])
    dialogue.say("officer", press("button-freeze"))
    anna = dialogue.world.talks[address_of("anna")].person_id
    verify_dialog(dialogue, name, [(Tap(f"v:{anna}:unfreeze"), K("not-permitted"), None)])
    assert dialogue.world.freezes


@each_language
def test_who_is_blocked_reaches_that_person_no_more_and_the_open_request_ends(locale: str) -> None:
    dialogue, introduction_id = seat(locale)
    verify_dialog(
        dialogue,
        "chen",
        [(press("button-report"), K("report-menu"), None), (press("button-block"), K("blocked"), None)],
    )
    verify_heard(dialogue, "anna", K("declined-without-reason", company=FOSHAN_TILES))
    assert dialogue.world.introductions[introduction_id].status is Status.DECLINED
    dialogue.heard("chen")
    assert write(dialogue, TILES, "Pumpen für Wasserwerke") == (K("blocked-by-other").text(locale),)
    assert not dialogue.heard("chen")
    verify_dialog(dialogue, "chen", [(press("button-unblock"), K("unblocked"), None)])
    dialogue.say("anna", Tap("s:send"))
    assert len(dialogue.world.introductions) == 2


@each_language
def test_the_asker_can_report_and_block_who_answered(locale: str) -> None:
    dialogue, introduction_id = seat(locale)
    dialogue.say("chen", press("button-accept"))
    assert f"v:{introduction_id}:menu" in [
        choice.id for choice in list_choices(dialogue.say("anna", Tap(f"q:{introduction_id}:show")))
    ]
    verify_dialog(
        dialogue,
        "anna",
        [
            (Tap(f"v:{introduction_id}:menu"), K("report-menu"), None),
            (press("button-report-now"), K("report-filed"), None),
        ],
    )
    report = next(iter(dialogue.world.reports.values()))
    assert report.accused_id == dialogue.world.talks[address_of("chen")].person_id
    assert dialogue.heard("officer")


def test_strangers_to_a_request_can_do_nothing_with_it() -> None:
    dialogue, introduction_id = seat("de")
    dialogue.add_member("stranger", "de")
    for action in ("menu", "report", "block", "unblock"):
        tap = Tap(f"v:{introduction_id}:{action}")
        verify_dialog(dialogue, "stranger", [(tap, K("request-gone"), None)])
    assert not dialogue.world.reports and not dialogue.world.blocks


@each_language
def test_payment_data_are_warned_of_above_the_text_and_only_the_reader_sees_it(locale: str) -> None:
    dialogue, introduction_id = seat("de", receiver=locale)
    warning = K("payment-warning", kinds=K("risk-account"))
    dialogue.say("chen", press("button-ask-back"))
    asked = "Bitte überweisen Sie die Kaution für die Firma: IBAN DE89370400440532013000"
    dialogue.say("chen", asked)
    told = dialogue.heard("anna")
    assert told[0].text == warning.text("de") and "IBAN" in told[1].text
    dialogue.say("anna", press("button-reply"))
    dialogue.say("anna", "Unsere IBAN: DE89370400440532013000")
    told = dialogue.heard("chen")
    assert told[0].text == warning.text(locale) and "IBAN" in told[1].text
    shown = dialogue.say("chen", Tap(f"q:{introduction_id}:show"))
    assert shown[0].cards[0].lines[0] == warning.text(locale)
    mine = dialogue.say("anna", Tap(f"q:{introduction_id}:show"))
    assert warning.text("de") not in mine[0].cards[0].lines


def test_a_request_without_payment_data_carries_no_warning_and_names_what_is_foreign() -> None:
    dialogue, _ = seat("de", receiver="de")
    assert all("⚠" not in text for reply in dialogue.heard("chen") for text in visible_texts(reply))


def test_a_freeze_is_in_my_data_and_goes_with_the_person() -> None:
    dialogue = freeze("de")
    shown = dialogue.say("anna", "/daten")
    frozen = K("data-frozen", date="23.11.2026").text("de")
    assert any(reply.document and frozen in reply.document.content for reply in shown)
    anna = dialogue.world.persons[dialogue.world.talks[address_of("anna")].person_id or 0]
    assert anna.agreed_to(Purpose.INTRODUCTIONS)
    dialogue.say("anna", "/löschen")
    dialogue.say("anna", press("button-delete-yes"))
    assert not dialogue.world.freezes


@each_language
@pytest.mark.parametrize("receiver", LOCALES)
def test_what_the_reader_may_not_be_able_to_read_is_marked_for_the_translator(
    locale: str, receiver: str
) -> None:
    dialogue = begin(locale, receiver=receiver)
    reason = "Ihre Glasuren für Fliesen gefallen unserer Firma."
    for said in (Tap(f"i:{TILES}"), press("button-agree"), ANNA, press("cooperation-supply"), reason):
        dialogue.say("anna", said)
    _, outcome = dialogue._handle(dialogue._build_update("anna", press("button-send"), ""))
    (notice,) = outcome.notices
    assert notice.foreign == (() if receiver == "de" else (Foreign(reason, "de"),))


def test_a_company_whose_person_is_blocked_writes_no_more_either() -> None:
    dialogue, introduction_id = seat("de")
    anna, chen = (dialogue.world.talks[address_of(name)].person_id or 0 for name in ("anna", "chen"))
    introduction = dialogue.world.introductions[introduction_id]
    asked = advance(introduction, Event.ASK, NOW, remark=Remark("company", "需要多少？", "zh", NOW))
    assert asked
    outcome = Outcome(commands=(UpdateIntroduction(asked, Event.ASK),))
    talk = dialogue.world.talks[address_of("chen")]
    context = dialogue._context(talk, "zh", Memory())
    assert guard(context, outcome) == outcome
    dialogue.world.blocks[anna, chen] = True
    assert guard(context, outcome) == Outcome((Reply(context.text("blocked-by-other")),))
