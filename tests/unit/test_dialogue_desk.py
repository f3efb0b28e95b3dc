"""Requests at the desk of an agency: passed on, answered, forwarded; the asker sees where it stands."""

from collections.abc import Sequence

import pytest

from directory.domain.company import CompanyContact
from directory.domain.introduction import DeclineReason, Status
from directory.domain.person import Profile
from handlers.localizer import LOCALES
from handlers.messages import ContactCard, Reply
from tests.unit.dialogue import (
    ANNA,
    ANNA_WHO,
    CHEN,
    FOSHAN_TILES,
    WHY,
    Dialogue,
    K,
    Said,
    Shows,
    Tap,
    W,
    begin,
    describe_state,
    press,
    send_request,
    verify_dialog,
    verify_heard,
)
from tests.unit.fakes import FOSHAN, QUIET, SOLINGEN, TILE_SHOP, TILES
from tests.unit.test_dialogue_answer import contact_of_anna

each_language = pytest.mark.parametrize("locale", LOCALES)
each_pair = pytest.mark.parametrize(
    ("locale", "receiver"), [(mine, theirs) for mine in LOCALES for theirs in LOCALES]
)
AT = {"de": 0, "zh": 1, "en": 2}
QUIET_NAME = W("佛山静陶有限公司, Foshan", "佛山静陶有限公司（佛山）", "佛山静陶有限公司, Foshan")
OFFICE = K("agency-of-city", city=W("Foshan", "佛山", "Foshan"))
TODAY = W("23.11.2026", "2026年11月23日", "23 Nov 2026")
UNTIL = W("14.12.2026", "2026年12月14日", "14 Dec 2026")
CANCEL = W("abbrechen", "取消", "cancel")
LI = Profile("李雷，投资促进局", "lilei@foshan.example")
GIVEN = W(
    "Mei Wang, Export, wang@jingtao.example",
    "王梅，出口部，13900139000",
    "Mei Wang, export, WeChat: meiwang7",
)
GIVEN_WHO = W("Mei Wang, Export", "王梅，出口部", "Mei Wang, export")


def sent(company: int, kind: str = "cooperation-supply") -> Sequence[Said]:
    return (Tap(f"i:{company}"), press("button-agree"), ANNA, press(kind), WHY, press("button-send"))


def at_desk(locale: str, receiver: str = "zh") -> tuple[Dialogue, str]:
    """Anna's request to an entry that has nobody here lies with the officers of Foshan."""
    dialogue = begin(locale, receiver=receiver)
    dialogue.add_officer("li", receiver, FOSHAN, profile=LI)
    for said in sent(QUIET):
        dialogue.say("anna", said)
    dialogue.heard("li")
    return dialogue, next(reversed(dialogue.world.introductions))


def status_of(dialogue: Dialogue, introduction_id: str) -> Status:
    return dialogue.world.introductions[introduction_id].status


def stands(dialogue: Dialogue, line: K) -> None:
    """What the asker reads under "my requests"."""
    shown = Shows((K("requests-sent", count=1),), (QUIET_NAME,), (line,))
    verify_dialog(dialogue, "anna", [("/requests", shown, None)])


@each_language
def test_the_asker_reads_before_and_after_sending_where_the_request_goes(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.add_officer("li", "zh", FOSHAN)
    steps = sent(QUIET)
    for said in steps[:-2]:
        dialogue.say("anna", said)
    preview = Shows((K("draft-preview", company=QUIET_NAME), K("draft-preview-agency", office=OFFICE)))
    told = K("draft-sent-agency", company=QUIET_NAME, office=OFFICE, until=UNTIL)
    verify_dialog(dialogue, "anna", [(WHY, preview, None), (press("button-send"), told, "idle")])
    stands(dialogue, K("status-at_agency-for-asker", office=OFFICE, date=TODAY, until=UNTIL))


@each_pair
def test_passed_on_outside_the_chat_and_accepted_with_the_contact_the_company_gave(
    locale: str, receiver: str
) -> None:
    dialogue, introduction_id = at_desk(locale, receiver)
    verify_dialog(dialogue, "li", [(press("button-passed"), K("passed-on", company=QUIET_NAME), None)])
    verify_heard(dialogue, "anna", K("passed-on-for-asker", office=OFFICE, company=QUIET_NAME, date=TODAY))
    stands(dialogue, K("status-passed_on-for-asker", office=OFFICE, date=TODAY, until=UNTIL))
    replies = dialogue.say("li", press("button-company-accepts"))
    assert replies[0].text == K("answer-given", company=QUIET_NAME).text(receiver)
    replies = dialogue.say("li", GIVEN)
    assert GIVEN_WHO[AT[receiver]] in replies[0].text and not dialogue.heard("anna")
    verify_dialog(
        dialogue,
        "li",
        [
            (
                press("button-given-yes"),
                [
                    K("accepted-by-agency", company=QUIET_NAME),
                    contact_of_anna(locale),
                    K("contact-warning"),
                ],
                "idle",
            )
        ],
    )
    heard = dialogue.heard("anna")
    assert heard[0].text == K("accepted-via-agency", company=QUIET_NAME, office=OFFICE).text(locale)
    assert heard[1].contact and heard[1].contact.who == ("Mei Wang", "王梅", "Mei Wang")[AT[receiver]]
    assert heard[1].contact.organisation == "佛山静陶有限公司"
    assert dialogue.world.given[introduction_id].reachable
    assert status_of(dialogue, introduction_id) is Status.ACCEPTED
    assert dialogue.profile("li") == LI, "the officer's own data stay as they were"


@each_language
def test_a_contact_on_file_is_confirmed_with_two_taps_or_replaced(locale: str) -> None:
    for way in ("button-given-yes", "button-given-other"):
        dialogue, introduction_id = at_desk("de", locale)
        dialogue.world.contacts[QUIET] = CompanyContact("王梅", "出口部", "wang@jingtao.example")
        replies = dialogue.say("li", press("button-company-accepts"))
        assert "wang@jingtao.example" in replies[0].text
        verify_dialog(dialogue, "li", [("嗯", [K("please-choose"), Shows((Repeated(replies),))], None)])
        dialogue.say("li", press(way))
        if way == "button-given-other":
            assert describe_state(dialogue.state("li")) == "answering:given"
            dialogue.say("li", "赵六，总经理，zhao@jingtao.example")
            dialogue.say("li", press("button-given-yes"))
        expected = "wang@jingtao.example" if way == "button-given-yes" else "zhao@jingtao.example"
        assert dialogue.world.given[introduction_id].email == expected


class Repeated(K):
    """The question just asked, once more."""

    def __init__(self, replies: Sequence[Reply]) -> None:
        super().__init__("answer-confirm")
        self.said = replies[0].text

    def text(self, locale: str) -> str:
        return self.said


@each_language
def test_a_contact_in_two_messages_and_one_that_is_none(locale: str) -> None:
    dialogue, introduction_id = at_desk("de", locale)
    dialogue.say("li", press("button-company-accepts"))
    verify_dialog(
        dialogue,
        "li",
        [
            ("wang@jingtao.example", K("contact-name-missing"), "answering:given"),
            ("x" * 501, K("too-long", limit=500, count=501), "answering:given"),
        ],
    )
    dialogue.say("li", "Mei Wang")
    assert describe_state(dialogue.state("li")) == "answering:confirm"
    verify_dialog(dialogue, "li", [(CANCEL, K("cancelled"), "idle")])
    assert status_of(dialogue, introduction_id) is Status.AT_AGENCY and not dialogue.world.given


@each_pair
def test_the_companys_no_is_recorded_with_its_reason(locale: str, receiver: str) -> None:
    dialogue, introduction_id = at_desk(locale, receiver)
    reason = DeclineReason.NO_CAPACITY
    verify_dialog(
        dialogue,
        "li",
        [
            (press("button-company-declines"), K("answer-reason"), "answering:reason"),
            (press(f"decline-{reason}"), K("declined-by-me"), "idle"),
        ],
    )
    verify_heard(dialogue, "anna", K("declined-for-asker", company=QUIET_NAME, reason=K(f"decline-{reason}")))
    assert status_of(dialogue, introduction_id) is Status.DECLINED


@each_pair
def test_a_company_that_cannot_be_reached_ends_the_request_and_the_asker_is_told_so(
    locale: str, receiver: str
) -> None:
    dialogue, introduction_id = at_desk(locale, receiver)
    dialogue.say("li", press("button-passed"))
    dialogue.heard("anna")
    dialogue.say("li", Tap(f"q:{introduction_id}:unreached"))
    verify_heard(dialogue, "anna", K("unreached-for-asker", office=OFFICE, company=QUIET_NAME))
    stands(dialogue, K("status-unreached", date=TODAY))


@each_pair
def test_questions_go_to_and_fro_by_the_agency_as_often_as_needed(locale: str, receiver: str) -> None:
    dialogue, introduction_id = at_desk(locale, receiver)
    for number in ("1", "2", "3"):
        dialogue.say("li", Tap(f"q:{introduction_id}:ask"))
        dialogue.say("li", f"{number}? 13800138000")
        question = dialogue.heard("anna")[-1]
        assert number in question.text and "138" not in question.text
        assert status_of(dialogue, introduction_id) is Status.AGENCY_ASKED
        dialogue.say("anna", Tap(f"q:{introduction_id}:reply"))
        dialogue.say("anna", f"{number}! weber@klingenwerk.example")
        answer = dialogue.heard("li")[-1]
        assert "•••" in answer.text and "weber" not in answer.text
        assert status_of(dialogue, introduction_id) is Status.AT_AGENCY
    assert [remark.side for remark in dialogue.world.introductions[introduction_id].remarks] == [
        "company", "asker",
    ] * 3  # fmt: skip


@pytest.mark.parametrize("kind", ["cooperation-exchange", "cooperation-joint_venture"])
@each_language
def test_what_is_for_the_agency_goes_to_it_first_though_the_company_chats(locale: str, kind: str) -> None:
    dialogue = begin(locale)
    dialogue.add_officer("li", locale, FOSHAN, profile=LI)
    for said in sent(TILES, kind):
        dialogue.say("anna", said)
    first, other = ("li", "chen") if kind == "cooperation-exchange" else ("chen", "li")
    heading: tuple[K, ...] = (K("request-heading", company=FOSHAN_TILES),)
    if first == "li":
        heading += (K("request-desk-first"),)
    verify_heard(dialogue, first, Shows(heading))
    assert not dialogue.heard(other)
    introduction_id = next(reversed(dialogue.world.introductions))
    verify_dialog(dialogue, other, [(Tap(f"q:{introduction_id}:show"), K("request-gone"), None)])


def market_entry(locale: str, receiver: str) -> tuple[Dialogue, str]:
    dialogue = begin(locale, receiver=receiver)
    dialogue.add_officer("li", receiver, FOSHAN, profile=LI)
    for said in sent(TILES, "cooperation-exchange"):
        dialogue.say("anna", said)
    dialogue.heard("li")
    return dialogue, next(reversed(dialogue.world.introductions))


@each_pair
def test_the_agency_forwards_with_one_tap_and_is_out_of_it(locale: str, receiver: str) -> None:
    dialogue, introduction_id = market_entry(locale, receiver)
    dialogue.wait(7)
    until = W("21.12.2026", "2026年12月21日", "21 Dec 2026")
    verify_dialog(dialogue, "li", [(press("button-forward"), K("forwarded", company=FOSHAN_TILES), None)])
    verify_heard(dialogue, "anna", K("forwarded-for-asker", office=OFFICE, company=FOSHAN_TILES, until=until))
    verify_heard(dialogue, "chen", Shows((K("request-heading", company=FOSHAN_TILES),)))
    verify_dialog(dialogue, "li", [(Tap(f"q:{introduction_id}:accept"), K("request-gone"), None)])
    dialogue.say("chen", press("button-accept"))
    assert dialogue.heard("anna")[1].contact == card_of("陈莉", "销售总监", CHEN, "佛山云陶陶瓷有限公司")
    dialogue.wait(8)
    assert not dialogue.tick(), "the deadline began anew"


def card_of(who: str, title: str, profile: Profile, organisation: str) -> ContactCard:
    return ContactCard(who, organisation, profile.email, profile.phone, profile.wechat, title)


@each_pair
def test_the_agency_answers_itself_in_its_own_name(locale: str, receiver: str) -> None:
    dialogue, introduction_id = market_entry(locale, receiver)
    dialogue.say("li", press("button-answer-self"))
    heard = dialogue.heard("anna")
    assert heard[0].text == K("answered-by-agency", office=OFFICE, company=FOSHAN_TILES).text(locale)
    assert heard[1].contact == card_of("李雷", "投资促进局", LI, OFFICE.text(locale))
    assert not dialogue.world.given and not dialogue.heard("chen")
    assert status_of(dialogue, introduction_id) is Status.ACCEPTED


@each_language
def test_without_an_agency_in_the_chat_the_secretariat_looks_after_it(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.add_officer("sun", locale)
    for said in sent(TILE_SHOP, "cooperation-distribution"):
        dialogue.say("anna", said)
    assert len(dialogue.heard("sun")) == 1
    shown = dialogue.say("anna", "/requests")
    assert K("office-secretariat").text(locale) in shown[0].cards[0].subtitle


@each_language
def test_where_nobody_chats_the_asker_is_told_whom_to_turn_to(locale: str) -> None:
    dialogue = begin(locale)
    name = W("Messerkontor Nord GmbH, Solingen", "Messerkontor Nord GmbH（索林根）",
             "Messerkontor Nord GmbH, Solingen")  # fmt: skip
    told = K("introduce-unreachable-agency", company=name, agency="Wirtschaftsförderung Solingen")
    verify_dialog(dialogue, "anna", [(Tap("i:3"), told, "idle")])


def test_an_agency_is_named_as_the_city_names_it() -> None:
    dialogue = begin("de")
    dialogue.add_officer("maier", "de", SOLINGEN)
    for said in sent(3):
        dialogue.say("anna", said)
    assert "Wirtschaftsförderung Solingen" in dialogue.say("anna", "/requests")[0].cards[0].subtitle


@each_language
def test_an_agency_of_another_city_learns_nothing_and_does_nothing(locale: str) -> None:
    dialogue, introduction_id = at_desk("de")
    dialogue.add_officer("maier", locale, SOLINGEN)
    for action in ("show", "accept", "self", "decline", "passed", "forward", "unreached", "ask", "withdraw"):
        verify_dialog(dialogue, "maier", [(Tap(f"q:{introduction_id}:{action}"), K("request-gone"), None)])
    verify_dialog(dialogue, "maier", [("/requests", K("requests-none"), None)])
    assert dialogue.world.introductions[introduction_id].version == 1


@each_language
def test_what_waits_stands_under_my_requests_of_the_office_without_a_name(locale: str) -> None:
    dialogue, _ = at_desk("de", locale)
    line = K("status-at_agency-for-agency", until=UNTIL)
    shown = Shows((K("requests-desk", count=1),), (QUIET_NAME,), (line,))
    verify_dialog(dialogue, "li", [("/requests", shown, None)])
    listed = dialogue.transcripts["li"][-1]
    assert "Weber" not in repr(listed) and listed.about is None
    opened = dialogue.say("li", press("button-details"))
    assert "Weber" in repr(opened) and opened[0].about is not None


@each_pair
def test_time_reminds_the_office_and_ends_what_it_left_lying(locale: str, receiver: str) -> None:
    dialogue, introduction_id = at_desk(locale, receiver)
    dialogue.wait(7)
    assert dialogue.tick()
    heading = (K("request-heading", company=QUIET_NAME), K("request-desk"))
    verify_heard(dialogue, "li", K("reminder-for-agency", company=QUIET_NAME), Shows(heading))
    dialogue.wait(14)
    assert dialogue.tick()
    verify_heard(dialogue, "anna", K("agency-expired-for-asker", office=OFFICE, company=QUIET_NAME))
    verify_heard(dialogue, "li", K("expired-for-company", who=ANNA_WHO[AT[locale]]))
    assert status_of(dialogue, introduction_id) is Status.EXPIRED


@each_language
def test_where_nobody_answers_for_the_company_any_more_its_agency_takes_over(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.add_officer("li", "zh", FOSHAN, profile=LI)
    introduction_id = send_request(dialogue)
    for said in ("删除数据", press("button-delete-yes")):
        dialogue.say("chen", said)
    dialogue.wait(7)
    assert dialogue.tick() and status_of(dialogue, introduction_id) is Status.AT_AGENCY
    assert len(dialogue.heard("li")) == 1
    until = W("21.12.2026", "2026年12月21日", "21 Dec 2026")
    today = W("30.11.2026", "2026年11月30日", "30 Nov 2026")
    status = K("status-at_agency-for-asker", office=OFFICE, date=today, until=until)
    verify_heard(dialogue, "anna", K("handed-over-for-asker", company=FOSHAN_TILES, status=status))


@each_language
def test_the_asker_may_withdraw_what_lies_with_the_agency(locale: str) -> None:
    dialogue, introduction_id = at_desk(locale)
    dialogue.say("anna", Tap(f"q:{introduction_id}:withdraw"))
    verify_heard(dialogue, "li", K("withdrawn-by-asker", who=ANNA_WHO[AT[locale]]))
    verify_dialog(dialogue, "li", [(Tap("m:cancel"), K("nothing-to-cancel"), None)])
    replies = dialogue.say("li", Tap(f"q:{introduction_id}:accept"))
    assert replies[0].text == K("request-closed").text("zh")
