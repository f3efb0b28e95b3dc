"""News in three languages: subscribing, unsubscribing, looking up, writing, approving."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from directory.domain.city import Country
from directory.domain.mailing import Audience, MailingEvent, MailingStatus, RecipientStatus, advance
from directory.domain.news import NewsItem, Occasion, Topic
from directory.domain.person import TEXT_VERSIONS, Consent, Purpose
from directory.domain.rehearsal import Held
from directory.domain.roles import Grant, Role
from handlers.localizer import LOCALES
from handlers.news_form import parse_audience, parse_extras, parse_when
from handlers.newsroom import tell_by_time
from handlers.states import Composing
from tests.unit.dialogue import (
    Dialogue,
    Files,
    K,
    Row,
    Start,
    Tap,
    W,
    address_of,
    press,
    verify_dialog,
    verify_heard,
)
from tests.unit.fakes import CHAOZHOU, CITIES, FOSHAN, KASSEL, NEWS, NOW, SOLINGEN

each_locale = pytest.mark.parametrize("locale", LOCALES)
FAIR = K("topic-fair")


def begin(locale: str) -> Dialogue:
    dialogue = Dialogue()
    dialogue.world.news = NEWS
    dialogue.say("anna", Start(hint=locale))
    return dialogue


def put_official(dialogue: Dialogue, name: str, locale: str, grant: Grant) -> int:
    person_id = dialogue.add_member(name, locale)
    office = Consent(Purpose.OFFICE, TEXT_VERSIONS[Purpose.OFFICE], locale, "web", NOW)
    known = dialogue.world.persons[person_id]
    dialogue.world.persons[person_id] = replace(known, consents=(*known.consents, office))
    dialogue.world.grant(person_id, grant)
    return person_id


@each_locale
def test_subscribing_asks_first_and_one_tap_unsubscribes(locale: str) -> None:
    dialogue = begin(locale)
    marked = K("topic-subscribed", topic=FAIR).text(locale)
    verify_dialog(
        dialogue,
        "anna",
        [
            (W("Themen", "主题", "topics"), K("topics-heading"), "idle"),
            (press("topic-open", topic=FAIR), K("consent-news"), "subscribing"),
            (press("button-disagree"), K("topic-refused"), "idle"),
            (Tap("n:on:fair"), K("consent-news"), "subscribing"),
            ("vielleicht", (K("please-choose"), K("consent-news")), "subscribing"),
            (press("button-agree"), (K("topic-on", topic=FAIR), K("topics-heading")), "idle"),
        ],
    )
    assert marked in [choice.label for choice in dialogue.offered("anna")]
    person = dialogue.world.find_person(dialogue.world.talks[address_of("anna")].person_id or 0)
    assert (
        person is not None and person.lets(Purpose.NEWS, "fair") and not person.lets(Purpose.NEWS, "project")
    )
    verify_dialog(dialogue, "anna", [(Tap("n:off:fair"), K("topic-off", topic=FAIR), "idle")])
    person = dialogue.world.find_person(person.id)
    assert person is not None and not person.lets(Purpose.NEWS, "fair")


@each_locale
@pytest.mark.parametrize(
    "asked",
    [
        "Neues zur Hannover Messe",
        "汉诺威工业博览会 新闻",
        "news about Hannover",
        "关于汉诺威的新闻",
        "Was gibt es Neues zur Hannover Messe?",
        "Gibt es Neuigkeiten zur Hannovermesse?",
        "有什么关于汉诺威的新闻？",
        "汉诺威工业博览会有什么新闻？",
        "汉诺威工博会新闻",
        "Is there any news about Hannover Messe?",
        "Neuigkeiten zu HANNOVER!",
    ],
)
def test_news_about_something_is_found_in_either_language(locale: str, asked: str) -> None:
    dialogue = begin(locale)
    (reply,) = dialogue.say("anna", asked)
    assert [card.title for card in reply.cards] == [NEWS[1].text(locale)[0]]


@each_locale
def test_where_there_is_no_news_at_all_it_is_said_once(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.world.news = ()
    said = W("Neues zum Wasserstoff", "氢能新闻", "news about hydrogen")
    words = W("Wasserstoff", "氢能", "hydrogen")
    verify_dialog(dialogue, "anna", [(said, K("news-not-found", words=words), "idle")])


def test_the_newest_come_first_and_items_to_come_are_not_shown() -> None:
    dialogue = begin("de")
    older = replace(
        NEWS[1], id=9, published_at=datetime(2026, 11, 1, tzinfo=UTC), titles={"de": "Hannover alt"}
    )
    dialogue.world.news = (older, *NEWS)
    (reply,) = dialogue.say("anna", "Neues zu Hannover")
    assert [card.title for card in reply.cards] == ["Hannover Messe", "Hannover alt"]
    assert dialogue.say("anna", "Neues zum Fest")[0].text == K("news-not-found", words="Fest").text("de")


@each_locale
def test_an_occasion_goes_into_the_calendar(locale: str) -> None:
    dialogue = begin(locale)
    begins = datetime(2027, 4, 20, 8, tzinfo=UTC)
    occasion = Occasion("Hannover, Halle 12", begins, begins.replace(hour=15), "Europe/Berlin")
    dialogue.world.news = (replace(NEWS[1], occasion=occasion),)
    lines = ("BEGIN:VCALENDAR", "DTSTART;TZID=Europe/Berlin:20270420T100000", "LOCATION:Hannover\\, Halle 12")
    verify_dialog(dialogue, "anna", [(Tap("n:cal:2"), Files(lines), "idle")])
    (reply,) = dialogue.say("anna", Tap("n:cal:2"))
    assert "10:00" in reply.text and "17:00" in reply.text and "Hannover" in reply.text


def compose() -> list[Row]:
    return [
        (W("Rundschreiben", "新闻管理", "newsroom"), K("newsroom-empty"), None),
        (press("button-newsroom-new"), K("compose-topic"), "composing:topic"),
        (press("topic-matchmaking"), K("compose-de"), "composing:de"),
        ("x" * 101, (K("compose-title-too-long"), K("compose-de")), "composing:de"),
        ("Kontaktbörse\nAm Stand der Allianz.", K("compose-zh"), "composing:zh"),
        ("企业对接会\n在联盟展台。", K("compose-en"), "composing:en"),
        (press("button-skip"), K("compose-extras"), "composing:extras"),
        ("morgen", (K("compose-extras-unclear"), K("compose-extras")), "composing:extras"),
        (
            "https://isa.example/b2b https://isa.example/b.jpg\n2027-04-20 10:00 - 17:00; Hannover; Berlin",
            K("compose-audience"),
            "composing:audience",
        ),
        ("Atlantis", (K("compose-audience-unclear"), K("compose-audience")), "composing:audience"),
    ]


@pytest.mark.parametrize(
    "word", ["nein", "Nein, danke", "没有", "不用了", "no", "skip", "überspringen", "无"]
)
def test_a_no_skips_what_may_be_left_out(word: str) -> None:
    dialogue = begin("de")
    put_official(dialogue, "otto", "de", Grant(Role.AGENCY, city_id=SOLINGEN))
    verify_dialog(dialogue, "otto", compose()[:6])
    verify_dialog(
        dialogue,
        "otto",
        [
            (word, K("compose-extras"), "composing:extras"),
            (word, K("compose-audience"), "composing:audience"),
        ],
    )
    state = dialogue.state("otto")
    assert isinstance(state, Composing) and state.mailing.item.titles.keys() == {"de", "zh"}


@each_locale
def test_an_agency_writes_to_its_own_city_alone(locale: str) -> None:
    dialogue = begin(locale)
    author = put_official(dialogue, "otto", locale, Grant(Role.AGENCY, city_id=SOLINGEN))
    verify_dialog(dialogue, "otto", compose())
    replies = dialogue.say("otto", press("button-audience-own", city=W("Solingen", "索林根", "Solingen")))
    assert [card.title for reply in replies for card in reply.cards] == ["Kontaktbörse", "企业对接会"]
    assert f"— {'微信' if locale == 'zh' else 'WeChat'} ·" in replies[2].text
    for line in (
        K(
            "rehearsal-reached",
            count=340,
            platforms=W("Telegram 300, WeChat 40", "Telegram 300、微信 40", "Telegram 300, WeChat 40"),
        ),
        K("rehearsal-duration", minutes=12),
        K("way-contact", count=40),
        K("hindrance-not_subscribed", count=7),
    ):
        assert line.text(locale) in replies[-1].text
    assert K("rehearsal-quota", count=1).text(locale) not in replies[-1].text
    (flipped,) = dialogue.say("otto", press("button-news-mass"))
    assert K("rehearsal-quota", count=1).text(locale) in flipped.text
    shown = dialogue.say("otto", press("button-news-test"))
    assert [card.title for reply in shown for card in reply.cards] == ["Kontaktbörse", "企业对接会"]
    verify_dialog(
        dialogue,
        "otto",
        [
            (press("button-news-time"), K("compose-time"), "composing:time"),
            ("2020-01-01 09:00 Berlin", (K("compose-time-unclear"), K("compose-time")), "composing:time"),
        ],
    )
    (sent,) = dialogue.say("otto", "2026-12-01 09:00 北京")
    assert "02:00" in sent.text and "09:00" in sent.text
    (mailing,) = dialogue.world.mailings.values()
    assert (mailing.status, mailing.send_at, mailing.by_mass, mailing.author_id) == (
        MailingStatus.SCHEDULED,
        datetime(2026, 12, 1, 1, tzinfo=UTC),
        True,
        author,
    )
    assert mailing.audience == Audience(cities=(SOLINGEN,))
    assert (mailing.item.link, mailing.item.picture) == (
        "https://isa.example/b2b",
        "https://isa.example/b.jpg",
    )
    assert mailing.item.occasion and mailing.item.occasion.place == "Hannover"


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("China, Chinesisch, WeChat, 90 Tage", Audience((Country.CN,), (), ("zh",), ("wechat",), 90)),
        ("索林根，德语，微信，网页，7天", Audience((), (SOLINGEN,), ("de",), ("wechat", "web"), 7)),
        ("English; Telegram; 1 day", Audience((), (), ("en",), ("telegram",), 1)),
        ("30 days", Audience(seen_within_days=30)),
        ("佛山市", Audience((), (FOSHAN,))),
        ("索林根市，潮州", Audience((), (SOLINGEN, CHAOZHOU))),
        *((text, None) for text in ("China, Solingen", "0 Tage", "3 Tage, 4 Tage", "bald", "", ",")),
    ],
)
def test_an_audience_in_one_line(text: str, audience: Audience | None) -> None:
    assert parse_audience(text, CITIES) == audience


@pytest.mark.parametrize(
    "text",
    [
        *("2026-12-01 09:00 北京", "2026年12月1日 9:00 北京", "2026年12月1日9点 北京时间"),
        *("1.12.2026 9:00 Peking", "01.12.2026, 09:00 Uhr, Peking"),
    ],
)
def test_a_moment_is_read_as_people_write_it(text: str) -> None:
    assert parse_when(text) == datetime(2026, 12, 1, 1, tzinfo=UTC)


def test_a_moment_beyond_all_plans_is_none() -> None:
    for late in ("9999-12-31 23:59", "2101-01-01 00:00"):
        assert parse_when(f"{late} Berlin") is None
        assert parse_extras(f"2027-01-01 10:00 - {late}; Foshan; Berlin") is None


@each_locale
def test_more_cities_need_another_official_who_is_asked_and_may_refuse(locale: str) -> None:
    dialogue = begin(locale)
    put_official(dialogue, "otto", locale, Grant(Role.AGENCY, city_id=SOLINGEN))
    put_official(dialogue, "wang", "zh", Grant(Role.SECRETARIAT))
    put_official(dialogue, "karl", "de", Grant(Role.AGENCY, city_id=FOSHAN))
    verify_dialog(dialogue, "otto", compose())
    shown = dialogue.say("otto", "Solingen, Kassel, Deutsch, WeChat, 90 Tage")
    assert K("news-needs-approval").text(locale) in shown[-1].text
    verify_dialog(
        dialogue, "otto", [(press("button-news-send"), K("news-submit-sent", when=K("news-soon")), "idle")]
    )
    (asked,) = dialogue.heard("wang")
    assert asked.text.startswith(K("news-to-approve", title="企业对接会").text("zh"))
    (mailing,) = dialogue.world.mailings.values()
    assert mailing.audience.cities == (SOLINGEN, KASSEL)
    for name, why in (("otto", "news-own"), ("karl", "not-permitted"), ("anna", "not-permitted")):
        refused = dialogue.say(name, Tap(f"w:approve:1:{mailing.version}"))[0].text
        assert refused == K(why).text(dialogue.locale(name))
    assert dialogue.say("karl", Tap("w:show:1"))[0].text == K("not-permitted").text("de")
    (label,) = {choice.label for choice in dialogue.offered("wang")}
    assert label == K("button-news-show").text("zh")
    told = dialogue.say("wang", press("button-news-show"))[-1].text
    for part in ("索林根、卡塞尔", "德文", "WeChat", "90", "Wirtschaftsförderung Solingen"):
        assert part in told and part in asked.text
    verify_dialog(
        dialogue, "wang", [(press("button-news-reject"), K("news-reject-done", title="企业对接会"), None)]
    )
    title = mailing.item.text(locale)[0]
    verify_heard(dialogue, "otto", K("news-reject-for-author", title=title))
    dialogue.say("otto", Tap("w:show:1"))
    verify_dialog(dialogue, "otto", [(press("button-news-submit"), K("news-submit-done", title=title), None)])
    stale = dialogue.say("wang", Tap(f"w:approve:1:{mailing.version}"))
    assert stale[0].text == K("news-changed").text("zh")
    verify_dialog(
        dialogue, "wang", [(press("button-news-approve"), K("news-approve-done", title="企业对接会"), None)]
    )
    assert dialogue.world.mailings[1].status is MailingStatus.SCHEDULED
    verify_heard(dialogue, "otto", K("news-approve-for-author", title=title))


def test_the_secretariat_is_told_of_no_city_of_its_own() -> None:
    dialogue = begin("de")
    put_official(dialogue, "wang", "de", Grant(Role.SECRETARIAT))
    verify_dialog(dialogue, "wang", compose())
    shown = dialogue.say("wang", press("button-audience-all"))[-1].text
    assert K("news-needs-approval-all").text("de") in shown


def test_without_a_second_official_it_stays_a_draft() -> None:
    dialogue = begin("de")
    put_official(dialogue, "otto", "de", Grant(Role.AGENCY, city_id=SOLINGEN))
    verify_dialog(dialogue, "otto", compose())
    dialogue.say("otto", press("button-audience-all"))
    verify_dialog(dialogue, "otto", [(press("button-news-send"), K("news-no-approver"), "idle")])
    assert dialogue.world.mailings[1].status is MailingStatus.DRAFT


def test_cancelling_while_writing_keeps_nothing() -> None:
    dialogue = begin("de")
    put_official(dialogue, "otto", "de", Grant(Role.AGENCY, city_id=SOLINGEN))
    dialogue.say("otto", Tap("w:new"))
    assert isinstance(dialogue.state("otto"), Composing)
    verify_dialog(dialogue, "otto", [("abbrechen", K("compose-left"), "idle")])
    assert not dialogue.world.mailings


def test_others_have_no_newsroom() -> None:
    dialogue = begin("de")
    for said in ("Rundschreiben", "群发", Tap("w:new")):
        assert dialogue.say("anna", said)[0].text == K("newsroom-not-yours").text("de")


@each_locale
def test_a_mailing_under_way_is_paused_resumed_and_cancelled_with_its_counts(locale: str) -> None:
    dialogue = begin(locale)
    put_official(dialogue, "wang", locale, Grant(Role.SECRETARIAT))
    dialogue.say("wang", Tap("w:new"))
    item = NewsItem(1, Topic.FAIR, {"de": "Messe", "zh": "展会"}, {}, None)
    state = dialogue.state("wang")
    assert isinstance(state, Composing)
    sending = replace(state.mailing, item=item, status=MailingStatus.SENDING)
    dialogue.say("wang", W("abbrechen", "取消", "cancel"))
    dialogue.world.mailings[1] = sending
    dialogue.world.outcomes[1] = {RecipientStatus.SENT: 12, RecipientStatus.UNCERTAIN: 1}
    shown = dialogue.say("wang", Tap("w:show:1"))
    assert K("outcome-sent", count=12).text(locale) in shown[-1].text
    assert K("outcome-uncertain", count=1).text(locale) in shown[-1].text
    dialogue.world.held = (Held("wechat", NOW, 3),)
    assert "WeChat" in dialogue.say("wang", Tap("w:show:1"))[-1].text
    dialogue.world.held = ()
    title = item.text(locale)[0]
    for event, status in (
        (MailingEvent.PAUSE, MailingStatus.PAUSED),
        (MailingEvent.RESUME, MailingStatus.SENDING),
        (MailingEvent.CANCEL, MailingStatus.CANCELLED),
    ):
        dialogue.say("wang", Tap("w:show:1"))
        verify_dialog(
            dialogue, "wang", [(press(f"button-news-{event}"), K(f"news-{event}-done", title=title), None)]
        )
        assert dialogue.world.mailings[1].status is status


@each_locale
def test_an_author_hears_what_was_missed_and_sends_it_still(locale: str) -> None:
    dialogue = begin(locale)
    author = put_official(dialogue, "wang", locale, Grant(Role.SECRETARIAT))
    item = NewsItem(1, Topic.FAIR, {"de": "Messe", "zh": "展会"}, {}, None)
    dialogue.say("wang", Tap("w:new"))
    state = dialogue.state("wang")
    assert isinstance(state, Composing)
    audience = Audience(cities=(SOLINGEN,))
    scheduled = replace(
        state.mailing, item=item, status=MailingStatus.SCHEDULED, audience=audience, send_at=NOW
    )
    dialogue.say("wang", W("abbrechen", "取消", "cancel"))
    missed = advance(scheduled, MailingEvent.MISS, NOW)
    assert missed is not None and missed.author_id == author
    dialogue.world.mailings[1] = missed
    for notice in tell_by_time(dialogue.context_of("wang"), missed).notices:
        dialogue._deliver(notice)
    title = item.text(locale)[0]
    verify_heard(dialogue, "wang", K("news-missed-for-author", title=title))
    dialogue.say("wang", press("button-news-show"))
    verify_dialog(
        dialogue, "wang", [(press("button-news-schedule"), K("news-schedule-done", title=title), "idle")]
    )
    assert dialogue.world.mailings[1].status is MailingStatus.SCHEDULED
