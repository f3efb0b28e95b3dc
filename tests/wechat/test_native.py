"""What makes the bot at home on WeChat, over HTTP against a platform of our own."""

import csv
import io
import re
from datetime import timedelta

import pytest

from bot.clock import read_clock
from directory.domain.commands import GiveConsent
from directory.domain.news import NewsItem, Topic
from directory.domain.person import TEXT_VERSIONS, Address, Purpose
from directory.importing import import_table
from directory.store import conversations, news
from directory.store.apply import apply
from tests.acceptance.sample_directory import TILES
from tests.wechat.conftest import LONG_PAGE, SITE
from tests.wechat.fake_people import FakeUser
from tests.wechat.fake_text import TEXT_BYTES
from tests.wechat.service import Service, check_nothing_lost_or_doubled
from tests.wechat.stories import answer, find_number, get_reply, see, wait_until

HELP = "使用方法"
GREETING = "您好！这里帮助"
NAMES = (
    "Zeta ]]> GmbH",
    '<a href="https://evil.example">Zeta</a> AG',
    "Zeta 😀 KG",
    "Zeta &lt;b&gt; & Co",
)


@pytest.fixture
def user(service: Service) -> FakeUser:
    """A follower who was greeted."""
    user = service.wechat.user("王芳")
    assert GREETING in get_reply(user.follow()).text
    return user


# Menu, codes


def test_the_menu_leads_to_the_same_as_words(service: Service, user: FakeUser) -> None:
    service.run("wechat", "menu")
    menu = service.wechat.world.menu
    assert menu is not None
    assert [button["name"] for button in menu["button"]] == ["找伙伴", "我的", "联盟"]
    for key, text in (
        ("m:search", "请直接写下您要找的内容"),
        ("x:1", "厨房刀具"),
        ("m:requests", "您还没有请求"),
        ("m:data", "没有保存您的个人信息"),
        ("m:language", "请选择语言"),
        ("m:news", "目前没有新闻"),
        ("使用说明", HELP),
    ):
        assert text in get_reply(user.tap(key)).text


def test_codes_lead_followers_old_and_new_to_what_they_stand_for(service: Service, user: FakeUser) -> None:
    entry = service.find_company(TILES)
    for scene, text in (
        (f"c-{entry}", "云陶润瓷砖"),
        ("city-foshan", "筛选：中国 · 佛山市"),
        ("inv-NONE-NONE-NONE", "这个邀请已过期或已使用"),
        ("start", GREETING),
    ):
        assert text in get_reply(user.scan(scene)).text
        new = service.wechat.user("新来的")
        get_reply(new.scan(scene))
        see(new, text)


def test_a_news_item_with_a_link_is_one_article(service: Service, user: FakeUser) -> None:
    item = NewsItem(
        id=0,
        topic=Topic.FAIR,
        titles={"zh": "汉诺威工业博览会 ]]> <对接会>", "de": "Hannover Messe"},
        bodies={"zh": "名额有限，请尽早报名。" * 40, "de": "Matchmaking"},
        published_at=read_clock() - timedelta(days=1),
        link="https://isa.example/n/1?a=1&b=2",
    )
    with service.open_store() as store, store.write() as session:
        number = news.publish(session, item)
    article = get_reply(user.scan(f"n-{number}"))
    assert (article.type, len(article.links)) == ("news", 1)
    assert article.links[0].url == item.link
    assert article.content["title"] == "汉诺威工业博览会 ]]> ＜对接会>"
    assert article.content["description"].startswith("展会 · ")
    listed = answer(user, "新闻")
    assert (listed.type, item.link in listed.text) == ("text", True)
    with service.open_store() as store, store.write() as session:
        news.remove(session, number)


# What people write


@pytest.mark.parametrize(
    "said",
    ["3", "３", "三", "3.", "３．", "3、", " 3 ", "English", "ENGLISH", "ｅｎｇｌｉｓｈ", "英語", "英语"],
)
def test_a_choice_is_made_by_number_or_words(service: Service, user: FakeUser, said: str) -> None:
    answer(user, "语言")
    assert "English" in answer(user, said).text
    assert answer(user, "help").text.startswith("How it works")


def test_a_choice_is_made_by_a_tap_also_an_old_one(service: Service, user: FakeUser) -> None:
    old = answer(user, "语言")
    answer(user, "佛山 瓷砖")
    assert get_reply(user.tap_link("Deutsch", on=old)).text.startswith("Ich schreibe ab jetzt Deutsch")


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("幫助", HELP),
        ("bangzhu", HELP),
        ("ＢＡＮＧＺＨＵ", HELP),
        ("我的請求", "您还没有请求"),
        ("wodeqingqiu", "您还没有请求"),
        ("xinwen", "没有新闻"),
        ("新聞", "没有新闻"),
        ("jixu", "没有未读的消息"),
        ("繼續", "没有未读的消息"),
        ("yuyan", "请选择语言"),
        ("佛山 瓷磚", "瓷砖"),
        ("foshan cizhuan", "瓷砖"),
    ],
)
def test_traditional_characters_and_pinyin_are_understood(
    service: Service, user: FakeUser, said: str, text: str
) -> None:
    assert text in answer(user, said).text


def test_what_cannot_be_read_is_answered_with_what_to_do(service: Service, user: FakeUser) -> None:
    asked_for_words = "请用文字告诉我"
    for push in (
        user.send_voice(),
        user.send_voice(""),
        user.send_image(),
        user.send_video(),
        user.say("【收到不支持的消息类型，暂无法显示】"),
        user.send_link("新闻", "https://isa.example/n"),
    ):
        assert asked_for_words in get_reply(push).text
    assert "筛选：中国 · 佛山市" in get_reply(user.send_voice("佛山瓷砖。")).text
    assert "佛山市" in get_reply(user.send_place(23.03, 113.11, "广东省佛山市")).text
    assert "附近没有联盟城市" in get_reply(user.send_place(-33.9, 18.4)).text


def test_long_words_and_odd_signs_are_taken(service: Service, user: FakeUser) -> None:
    for text in ("佛" * 4000, "瓷砖 \x00\x07\x0b\x1f?", "😀" * 500, "👩‍👩‍👧‍👦", "a ]]> b </xml>",
                 "<a href='x'>y</a>",
                 "شركة ألمانية", "\ufffe\uffff", "&lt;&#0;&amp;", "/start " + "x" * 300):  # fmt: skip
        shown = get_reply(user.say(text))
        assert 0 < len(shown.source.encode()) <= TEXT_BYTES
        assert all(link.id for link in shown.links)
    check_nothing_lost_or_doubled(service, user)


# What people read


def test_hostile_names_are_displayed_and_do_nothing(service: Service, user: FakeUser) -> None:
    put_companies(service, [{"name": name, "description_de": f"Zetaschleifer {name} *"} for name in NAMES])
    wait_until(lambda: "共 4 条结果" in answer(user, "Zetaschleifer Solingen").text)
    results = answer(user, "Zetaschleifer Solingen")
    for name in NAMES:
        assert name.replace("<", "＜") in results.text
    assert all(link.id and not link.url for link in results.links)
    for number in (1, 2, 3, 4):
        shown = get_reply(user.tap_link(f"c:{service.find_company(f'zeta-{number - 1}')}", on=results))
        assert NAMES[number - 1].replace("<", "＜") in shown.text
        assert all(link.id and not link.url for link in shown.links)
        assert "请求引荐" in shown.text


def test_cards_are_never_cut_and_fit_into_a_message(service: Service, user: FakeUser) -> None:
    text = (
        "Omegadrehteile aus Edelstahl in kleinen und großen Serien mit Prüfzeugnis und Lieferung nach China. "
        * 4
    )
    put_companies(
        service,
        [{"name": f"Omegadreher {number} GmbH & Co. KG", "description_de": text,
          "offers": ";".join(f"Omegadrehteile Sorte {sort} nach Zeichnung" for sort in range(20))}
         for number in range(LONG_PAGE)],
        "omega",
    )  # fmt: skip
    wait_until(lambda: "Omegadreher" in answer(user, "Omegadrehteile").text)
    answer(user, "deutsch")
    service.wait_settled(user.openid)
    count = len(user.shown)
    user.say("Omegadrehteile Solingen").wait()
    service.wait_settled(user.openid)
    shown = user.shown[count:]
    assert all(len(each.source.encode()) <= TEXT_BYTES for each in shown)
    cards = [card for each in shown for card in each.text.split("【")[1:]]
    assert (len(cards), len(shown) > 1) == (LONG_PAGE, True)
    assert all(". Ansehen" in card for card in cards)
    entry = answer(user, find_number(shown[0], "Ansehen"))
    assert len(entry.source.encode()) <= TEXT_BYTES
    service.wait_settled(user.openid)
    assert "Vorstellen lassen" in user.shown[-1].text


def test_my_data_come_as_a_file_in_the_browser_once(service: Service, user: FakeUser) -> None:
    with service.open_store() as store, store.write() as session:
        here = conversations.find_conversation(session, Address("wechat", user.openid))
        assert here is not None
        agreed = GiveConsent(Purpose.NEWS, TEXT_VERSIONS[Purpose.NEWS], "zh", "fair")
        apply(session, agreed, here.id, read_clock())
    told = answer(user, "我的数据").text
    found = re.search(rf"{SITE}(/data/\S+)", told)
    assert found and user.openid not in told, told
    assert "打开文件" in service.read(found[1])
    status, content = service.post(found[1], b"", {"User-Agent": "MicroMessenger"})
    assert status == 200 and user.openid in content.decode() and "新闻" in content.decode()
    assert service.post(found[1], b"", {})[0] == 410


# Modes and keys


def test_during_a_change_of_key_both_are_taken(service: Service, user: FakeUser) -> None:
    old = service.wechat.account.aes_key
    assert HELP in answer(user, "帮助").text
    service.wechat.account.aes_key = service.settings["WECHAT__AES_KEY"]
    try:
        assert HELP in answer(user, "帮助").text
    finally:
        service.wechat.account.aes_key = old


def put_companies(service: Service, given: list[dict[str, str]], prefix: str = "zeta") -> None:
    """Import entries in Solingen; the process notices by itself."""
    out = io.StringIO()
    rows = [
        {"external_id": f"{prefix}-{number}", "country": "DE", "city": "Solingen"} | row
        for number, row in enumerate(given)
    ]
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    with service.open_store() as store, store.write() as session:
        import_table(session, out.getvalue(), source="sample", now=read_clock())
