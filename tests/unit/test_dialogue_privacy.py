"""My data, deleting everything, invitations, and the news."""

from dataclasses import replace

import pytest

from directory.domain.introduction import Status
from directory.domain.person import Address
from handlers.localizer import LOCALES
from handlers.messages import MEMORY_JSON, Memory
from handlers.states import Browsing, Deleting, Draft, Drafting, Registering
from tests.unit.dialogue import (
    ANNA,
    ANNA_WHO,
    CHEN,
    FOSHAN_TILES,
    GOAL,
    WHY,
    Files,
    K,
    Sends,
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
    visible_texts,
)
from tests.unit.fakes import KNIVES, NEWS, TILES, Talk

each_language = pytest.mark.parametrize("locale", LOCALES)
AT = {"de": 0, "zh": 1, "en": 2}
TODAY = W("23.11.2026", "2026年11月23日", "23 Nov 2026")
UNTIL = W("14.12.2026", "2026年12月14日", "14 Dec 2026")
MY_DATA = W("meine Daten", "我的数据", "my data")
DELETE = W("alles löschen", "删除我的数据", "delete everything")
PURPOSE = K("purpose-introductions")


@each_language
def test_who_has_not_consented_learns_that_only_the_chat_is_stored(locale: str) -> None:
    dialogue = begin(locale)
    verify_dialog(dialogue, "anna", [(MY_DATA, K("data-none"), "idle")])
    verify_dialog(dialogue, "anna", [(press("button-delete"), K("delete-ask"), "deleting")])


@each_language
def test_my_data_is_a_file_with_everything_about_the_person(locale: str) -> None:
    dialogue = begin(locale)
    send_request(dialogue)
    language = K(f"language-{locale}")
    lines = (
        K("data-title", date=TODAY),
        K("data-who", value=ANNA_WHO),
        K("data-email", value="weber@klingenwerk.example"),
        K("data-phone", value=K("data-nothing")),
        K("data-wechat", value=K("data-nothing")),
        K("data-chat", platform="web", account="anna", language=language),
        K("data-consent", purpose=PURPOSE, version="2026-11c", platform="web", date=TODAY),
        K("data-request", company=FOSHAN_TILES),
        K("status-sent-for-asker", until=UNTIL),
        K("request-cooperation", value=K("cooperation-supply")),
        K("request-who", text=ANNA_WHO),
        K("request-why", text=WHY),
    )
    verify_dialog(dialogue, "anna", [(MY_DATA, [K("data-here"), Files(lines)], "idle")])


@each_language
def test_my_data_of_who_answers_names_the_entry_and_what_was_answered_but_not_the_others_data(
    locale: str,
) -> None:
    dialogue = begin("de", receiver=locale)
    send_request(dialogue)
    dialogue.say("chen", press("button-accept"))
    lines = (
        K("data-who", value=CHEN.who),
        K("data-wechat", value=CHEN.wechat),
        K("data-company", value=FOSHAN_TILES),
        K("data-answered", company=FOSHAN_TILES),
        K("status-accepted", date=TODAY),
    )
    verify_dialog(dialogue, "chen", [(MY_DATA, [K("data-here"), Files(lines)], None)])
    document = dialogue.transcripts["chen"][-1].document
    assert document and "weber" not in document.content.casefold()
    assert document.name == K("data-file-name").text(locale)


@each_language
def test_deleting_is_asked_once_and_can_be_called_off(locale: str) -> None:
    dialogue = begin(locale)
    send_request(dialogue)
    verify_dialog(
        dialogue,
        "anna",
        [
            (DELETE, K("delete-ask"), "deleting"),
            (W("hm", "嗯嗯", "hm"), [K("please-choose"), K("delete-ask")], "deleting"),
            (DELETE, K("delete-ask"), "deleting"),
            (Tap("l:en"), [K("language-changed"), K("delete-ask")], "deleting"),
            (Tap(f"l:{locale}"), [K("language-changed"), K("delete-ask")], "deleting"),
            (press("button-delete-no"), K("delete-kept"), "idle"),
            (Tap("d:yes"), K("stale-button"), "idle"),
        ],
    )
    assert dialogue.profile("anna").reachable


@each_language
def test_asking_twice_to_delete_and_keeping_it_leads_back_to_the_search(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.say("anna", W("Keramikfliesen", "瓷砖", "ceramic tiles"))
    before = dialogue.state("anna")
    for said in (DELETE, DELETE, W("nein", "不要", "no")):
        dialogue.say("anna", said)
    assert dialogue.state("anna") == before


@each_language
def test_deleting_withdraws_open_requests_and_the_other_side_is_told_without_a_name(locale: str) -> None:
    dialogue = begin(locale)
    introduction_id = send_request(dialogue)
    dialogue.heard("chen")
    verify_dialog(
        dialogue,
        "anna",
        [(DELETE, K("delete-ask"), "deleting"), (press("button-delete-yes"), K("deleted"), "idle")],
    )
    assert dialogue.transcripts["anna"][-1].clears
    verify_heard(dialogue, "chen", K("withdrawn-without-name", company=FOSHAN_TILES, date=TODAY))
    introduction = dialogue.world.introductions[introduction_id]
    assert (introduction.status, introduction.who, introduction.why) == (Status.WITHDRAWN, "", "")
    after = len(dialogue.transcripts["chen"])
    closed = Shows((K("status-withdrawn", date=TODAY),))
    listed = Shows((K("requests-received", count=1),), (K("person-gone"),))
    verify_dialog(
        dialogue,
        "chen",
        [
            ("/requests", listed, None),
            (Tap(f"q:{introduction_id}:show"), closed, None),
            (Tap(f"q:{introduction_id}:accept"), [K("request-closed"), closed], None),
        ],
    )
    said = "".join(text for reply in dialogue.transcripts["chen"][after:] for text in visible_texts(reply))
    assert ANNA_WHO[AT[locale]] not in said and "weber" not in said.casefold()


@each_language
def test_after_deleting_one_is_a_stranger_again(locale: str) -> None:
    dialogue = begin(locale)
    send_request(dialogue)
    dialogue.say("anna", DELETE)
    dialogue.say("anna", press("button-delete-yes"))
    verify_dialog(
        dialogue,
        "anna",
        [
            ("/requests", K("requests-none"), "idle"),
            (MY_DATA, K("data-none"), "idle"),
            (Tap(f"i:{TILES}"), K("consent-introductions"), "drafting:consent"),
        ],
    )


@each_language
def test_what_was_accepted_before_is_no_longer_handed_out_after_the_other_side_left(locale: str) -> None:
    for leaver, stayer in (("anna", "chen"), ("chen", "anna")):
        dialogue = begin(locale)
        introduction_id = send_request(dialogue)
        dialogue.say("chen", press("button-accept"))
        dialogue.say(leaver, DELETE)
        dialogue.say(leaver, press("button-delete-yes"))
        replies = dialogue.say(stayer, Tap(f"q:{introduction_id}:show"))
        assert not any(reply.contact for reply in replies)


@each_language
def test_what_a_deletion_leaves_is_said_before_and_after(locale: str) -> None:
    dialogue = begin(locale)
    for said in (DELETE, press("button-delete-yes")):
        (reply,) = dialogue.say("anna", said)
        for kept in (W("zwei Tage", "两天", "two days"), W("bleibt öffentlich", "仍会公开", "stays public")):
            assert kept[AT[locale]] in reply.text


@each_language
def test_deleting_in_the_middle_of_a_request_leaves_no_draft(locale: str) -> None:
    dialogue = begin(locale)
    for said in (Tap(f"i:{TILES}"), press("button-agree"), ANNA, GOAL):
        dialogue.say("anna", said)
    dialogue.say("anna", DELETE)
    dialogue.say("anna", press("button-delete-yes"))
    assert describe_state(dialogue.state("anna")) == "idle"
    memory = dialogue.world.talks[address_of("anna")].memory or b""
    assert ANNA_WHO[AT[locale]] not in memory.decode()


@each_language
def test_a_valid_invitation_asks_for_consent_and_brings_the_requests_here(locale: str) -> None:
    dialogue = begin("de")
    dialogue.world.invitations["ABCD-EFGH"] = KNIVES
    knives = W("Klingenwerk Solingen GmbH, Solingen", "Klingenwerk Solingen GmbH（索林根）",
               "Klingenwerk Solingen GmbH, Solingen")  # fmt: skip
    question = [K("invitation-for", company=knives), K("consent-introductions")]
    verify_dialog(
        dialogue,
        "max",
        [
            (Start("inv-ABCD-EFGH", hint=locale), question, "joining"),
            (W("ja?", "嗯嗯", "yes?"), [K("please-choose"), *question], "joining"),
            (Sends("photo"), [K("unsupported"), *question], "joining"),
            (Tap("l:de"), [K("language-changed"), *question], "joining"),
            (Tap(f"l:{locale}"), [K("language-changed"), *question], "joining"),
            (press("button-agree"), K("invitation-accepted", company=knives), "idle"),
        ],
    )
    assert dialogue.world.invitations == {} and dialogue.world.persons[2].company_ids == (KNIVES,)
    for said in (Tap(f"i:{KNIVES}"), press("button-agree"), ANNA, GOAL, WHY, press("button-send")):
        dialogue.say("anna", said)
    verify_heard(dialogue, "max", Shows((K("request-heading", company=knives),)))


@each_language
def test_an_invitation_typed_as_a_command_works_like_the_link(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.world.invitations["ABCD-EFGH"] = KNIVES
    dialogue.say("anna", "/start inv-ABCD-EFGH")
    assert describe_state(dialogue.state("anna")) == "joining"


@each_language
def test_who_consented_before_joins_at_once_and_keeps_what_was_under_way(locale: str) -> None:
    dialogue = begin(locale)
    for said in (Tap(f"i:{TILES}"), press("button-agree"), ANNA):
        dialogue.say("anna", said)
    before = dialogue.state("anna")
    dialogue.world.invitations["ABCD-EFGH"] = KNIVES
    dialogue.say("anna", Start("inv-ABCD-EFGH"))
    assert isinstance(before, Drafting) and dialogue.state("anna") == before
    assert dialogue.world.persons[2].company_ids == (KNIVES,)


@each_language
def test_an_invitation_that_is_used_unknown_or_runs_out_meanwhile_says_so_and_lets_go(locale: str) -> None:
    dialogue = begin(locale)
    verify_dialog(dialogue, "anna", [(Start("inv-WRONG"), K("invitation-invalid"), "idle")])
    for said in (press("button-agree"), "na ja", Tap("l:en")):
        dialogue.world.invitations["ABCD-EFGH"] = KNIVES
        dialogue.say("anna", Start("inv-ABCD-EFGH"))
        del dialogue.world.invitations["ABCD-EFGH"]
        replies = dialogue.say("anna", said)
        assert replies[-1].text == K("invitation-invalid").text(dialogue.locale("anna"))
        dialogue.say("anna", "na ja")
        assert describe_state(dialogue.state("anna")) in ("idle", "browsing")


@each_language
def test_refusing_consent_leaves_the_invitation_for_another_day(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.world.invitations["ABCD-EFGH"] = KNIVES
    dialogue.say("anna", Start("inv-ABCD-EFGH"))
    verify_dialog(dialogue, "anna", [(press("button-disagree"), K("consent-refused"), "idle")])
    assert dialogue.world.invitations and len(dialogue.world.persons) == 1
    dialogue.say("anna", Start("inv-ABCD-EFGH"))
    verify_dialog(dialogue, "anna", [(W("abbrechen", "取消", "cancel"), K("cancelled"), "idle")])


@each_language
def test_the_newest_published_news_come_first_in_the_readers_language(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.world.news = NEWS
    titles = (
        W("Hannover Messe", "汉诺威工业博览会", "Hannover Messe"),
        W("Vollversammlung in Foshan", "佛山全体大会", "Assembly in Foshan"),
    )
    lines = (
        W("Messe · 20.11.2026", "展会 · 2026年11月20日", "fair · 20 Nov 2026"),
        W("Im Oktober.", "十月举行。", "In October."),
        each("https://isa.example/1"),
    )
    verify_dialog(dialogue, "anna", [("/news", Shows((K("news-heading"),), titles, lines), "idle")])
    dialogue.world.news = ()
    verify_dialog(dialogue, "anna", [(W("Neuigkeiten", "新闻", "what's new?"), K("news-none"), "idle")])


def test_looking_at_the_own_data_in_the_middle_of_an_answer_asks_the_answer_again() -> None:
    dialogue = begin("de")
    send_request(dialogue)
    dialogue.say("chen", press("button-decline"))
    verify_replies(dialogue.say("chen", "我的数据")[-1:], K("answer-reason"), "zh", "data")


@each_language
def test_my_data_hold_what_is_being_written_in_every_chat(locale: str) -> None:
    dialogue = begin(locale)
    send_request(dialogue)
    firm = W("Fräswerk Berg GmbH, Solingen", "贝格铣削厂，索林根", "Berg Milling Ltd, Solingen")
    for said in ("/register", press("button-agree"), firm):
        dialogue.say("anna", said)
    state = dialogue.state("anna")
    assert isinstance(state, Registering)
    form = replace(state.form, offers=("Fräsen", "铣刀"), seeks=("Stahl",), number="HRB 1234")
    remembered = Memory(replace(state, step="offers", form=form, doubt="Was kostet das?"))
    dialogue.world.talks[address_of("anna")] = replace(
        dialogue.world.talks[address_of("anna")], memory=MEMORY_JSON.dump_json(remembered)
    )
    phone = Address("telegram", "annas-phone")
    draft = Draft(TILES, "Anna auf Reisen", "Ein Ziel", "Ein Grund")
    elsewhere = Deleting(Drafting(draft, "preview", Browsing("Keramik")))
    person_id = dialogue.world.talks[address_of("anna")].person_id
    stored = MEMORY_JSON.dump_json(Memory(elsewhere))
    dialogue.world.talks[phone] = Talk(phone, person_id=person_id, memory=stored, locale=locale)
    (_, shown) = dialogue.say("anna", MY_DATA)[:2]
    assert shown.document is not None
    written = shown.document.content
    for word in (
        *("Fräsen", "铣刀", "Stahl", "HRB 1234", "Was kostet das?"),
        *("Anna auf Reisen", "Ein Ziel", "Ein Grund", "Keramik", form.name),
        K("data-draft", company=FOSHAN_TILES).text(locale),
    ):
        assert word in written, word
