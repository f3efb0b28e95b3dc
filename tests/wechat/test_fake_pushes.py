"""The fake platform's pushes and what it makes of the answers, seen from a server that stands in for ours."""

import base64
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.wechat import fake_crypt
from tests.wechat.fake_people import FakeUser
from tests.wechat.fake_push import build_request
from tests.wechat.fake_server import FakeWechat
from tests.wechat.fake_text import parse_text
from tests.wechat.fake_world import FAULT_TEXT, Account, Mode
from tests.wechat.fake_xml import build_xml, read_xml
from tests.wechat.own_server import OwnServer, build_reply, build_text, encrypt_reply

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
BY_OPENSSL = "Q3stYC6hdFzMh9T8HCvyDMc3fJsDdhxnlJrVJ3KnjLo2ygP9D45Lyhgh3+upntdnwAxOwxBnZo6rheNfOoVYLQ=="
MENU_LINK = '<a href="weixin://bizmsgmenu?msgmenucontent=查看 1&amp;msgmenuid=c:1042">查看</a>'


@pytest.fixture
def wechat() -> Iterator[FakeWechat]:
    with FakeWechat(Account(mode="compatible")) as platform:
        platform.pusher.deadline_s = 1.0
        yield platform


@pytest.fixture
def own(wechat: FakeWechat) -> Iterator[OwnServer]:
    with OwnServer(wechat.account) as server:
        wechat.connect(server.url)
        yield server


@pytest.fixture
def chen(wechat: FakeWechat, own: OwnServer) -> FakeUser:
    user = wechat.user("陈莉")
    user.follow().wait()
    own.got.clear()
    return user


def last(own: OwnServer) -> dict[str, Any]:
    return own.got[-1][2]


# Signature and encryption


def test_encryption_agrees_with_openssl() -> None:
    assert fake_crypt.decrypt(BY_OPENSSL, KEY, Account().app_id) == "<xml>您好</xml>"
    for length in range(70):
        secret = fake_crypt.encrypt("x" * length, KEY, "wx")
        assert fake_crypt.decrypt(secret, KEY, "wx") == "x" * length
        assert len(base64.b64decode(secret)) % 32 == 0
    with pytest.raises(ValueError, match="another app"):
        fake_crypt.decrypt(BY_OPENSSL, KEY, "wx0000000000000000")
    with pytest.raises(ValueError, match=r"PKCS#7|unpack|decode"):
        fake_crypt.decrypt(BY_OPENSSL, KEY[::-1], Account().app_id)


def test_the_signature_agrees_with_sha1sum() -> None:
    signature = "9eab511c28116c465bc320adcdbb12aab87255b5"
    assert fake_crypt.sign("isabotFakeToken2026", "4242424242", "1795000000") == signature


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
def test_each_mode_has_its_form(mode: Mode) -> None:
    account = Account()
    xml = build_xml({"FromUserName": "oFAKE", "Content": "a ]]> b\n</xml>"})
    query, body = build_request(account, xml, "oFAKE", 1795000000.5, mode)
    assert {"signature", "timestamp", "nonce", "openid"} <= set(query)
    assert ("msg_signature" in query, query.get("encrypt_type", "")) == (
        mode != "plain",
        "aes" * (mode != "plain"),
    )
    fields = read_xml(body.decode())
    assert fields.get("Content") == (None if mode == "safe" else "a ]]> b\n</xml>")
    if mode != "plain":
        assert fake_crypt.decrypt(fields["Encrypt"], account.aes_key, account.app_id) == xml
    assert build_request(account, xml, "oFAKE", 1795000000.5, mode)[0]["nonce"] != query["nonce"]


# Server address, messages, events


def test_the_address_is_taken_after_a_handshake_only(wechat: FakeWechat) -> None:
    with OwnServer(Account(token="another")) as stranger:
        with pytest.raises(AssertionError, match="echostr"):
            wechat.connect(stranger.url)
        assert wechat.user("陈莉").follow().wait().tries == []


def test_a_text_is_pushed_and_the_answer_is_displayed(own: OwnServer, chen: FakeUser) -> None:
    own.answer = lambda fields: build_text(fields, f"您说：{fields['Content']} {MENU_LINK}")
    push = chen.say("瓷砖").wait()
    shown = chen.wait_for("您说：瓷砖 查看")
    assert (shown.via, push.reply, push.fault) == ("passive", shown, "")
    assert (last(own)["FromUserName"], last(own)["MsgType"]) == (chen.openid, "text")
    assert own.got[-1][0]["openid"] == chen.openid
    chen.tap_link(1).wait()
    assert (last(own)["Content"], last(own)["bizmsgmenuid"]) == ("查看 1", "c:1042")
    for answer in ("success", ""):
        own.answer = lambda fields, answer=answer: answer  # type: ignore[misc]
        assert chen.say("x").wait().reply is None
    assert len(chen.shown) == 2


def test_every_act_has_its_push(wechat: FakeWechat, own: OwnServer) -> None:
    chen = wechat.user("陈莉")
    click = {"type": "click", "name": "帮助", "key": "help"}
    scan = {"type": "scancode_waitmsg", "name": "扫码", "key": "scan"}
    more = [{"type": "view", "name": "网站", "url": "https://isa.example/"}, scan]
    wechat.world.menu = {"button": [click, {"name": "更多", "sub_button": more}], "menuid": 7}

    def told(push: Any) -> tuple[str, str]:
        push.wait()
        return last(own).get("Event") or last(own)["MsgType"], last(own).get("EventKey", "")

    assert told(chen.scan("city:Foshan")) == ("subscribe", "qrscene_city:Foshan")
    assert last(own)["Ticket"]
    assert told(chen.scan("city:Foshan")) == ("SCAN", "city:Foshan")
    assert told(chen.tap("help")) == ("CLICK", "help")
    assert told(chen.tap("网站")) == ("VIEW", "https://isa.example/")
    result = {"ScanType": "qrcode", "ScanResult": "abc"}
    assert told(chen.tap("scan", ScanCodeInfo=result)) == ("scancode_waitmsg", "scan")
    assert last(own)["ScanCodeInfo"] == result
    assert told(chen.tap_old("gone")) == ("CLICK", "gone")
    with pytest.raises(AssertionError, match="no button"):
        chen.tap("gone")
    assert told(chen.send_voice()) == ("voice", "")
    assert "Recognition" not in last(own)
    assert told(chen.send_voice("瓷砖。"))[0] == last(own)["MsgType"]
    assert last(own)["Recognition"] == "瓷砖。"
    assert told(chen.send_place(23.02, 113.12, "佛山")) == ("location", "")
    assert last(own)["Location_X"] == "23.02"
    acts = (chen.send_image, chen.send_video, lambda: chen.send_video(short=True))
    assert [told(act())[0] for act in acts] == ["image", "video", "shortvideo"]
    assert told(chen.send_link("新闻", "https://isa.example/n"))[0] == "link"
    assert told(chen.consent("T1"))[0] == "subscribe_msg_popup_event"
    assert last(own)["SubscribeMsgPopupEvent"]["List"]["SubscribeStatusString"] == "accept"
    assert told(chen.leave()) == ("unsubscribe", "")
    with pytest.raises(AssertionError, match="does not follow"):
        chen.say("x")
    assert told(chen.follow()) == ("subscribe", "")


def test_two_users_may_have_the_same_msgid(wechat: FakeWechat, own: OwnServer, chen: FakeUser) -> None:
    anna = wechat.user("Anna", "de")
    anna.follow().wait()
    for user in (chen, anna):
        user.say("x", msg_id=4711).wait()
    assert [fields["MsgId"] for *_, fields in own.got[-2:]] == ["4711", "4711"]
    assert own.got[-1][2]["FromUserName"] != own.got[-2][2]["FromUserName"]


# Deadline, tries, disturbances


def waiting(*seconds: float) -> Callable[[dict[str, Any]], str]:
    """Answers the n-th push after `seconds[n]`; each answer has the number of its push."""
    lock, count = threading.Lock(), iter(range(99))

    def answer(fields: dict[str, Any]) -> str:
        with lock:
            number = next(count)
        time.sleep(seconds[number] if number < len(seconds) else 0)
        return build_text(fields, f"Antwort {number}")

    return answer


def test_a_late_answer_is_lost_and_the_push_comes_again_with_the_same_content(
    own: OwnServer, chen: FakeUser
) -> None:
    own.answer = waiting(1.5)
    push = chen.say("x").wait()
    assert [one.is_answered for one in push.tries] == [False, True]
    assert chen.texts == ["Antwort 1"]
    (first, _, before), (second, _, after) = own.got
    assert before == after
    assert first["nonce"] != second["nonce"]


def test_after_three_tries_the_user_reads_of_a_fault(own: OwnServer, chen: FakeUser) -> None:
    own.answer = waiting(1.5, 1.5, 1.5)
    push = chen.say("x").wait()
    assert (len(push.tries), push.fault) == (3, "no answer in 3 tries")
    assert [(shown.via, shown.text) for shown in chen.shown] == [("fault", FAULT_TEXT)]
    chen.leave().wait()
    assert len(chen.shown) == 1


def test_lost_cut_and_copied_pushes(wechat: FakeWechat, own: OwnServer, chen: FakeUser) -> None:
    own.answer = waiting()
    wechat.disturb("lose", chen.openid, tries=2)
    assert [one.lost for one in chen.say("x").wait().tries] == [True, True, False]
    assert chen.texts == ["Antwort 2"]
    own.answer = waiting(0.3)
    wechat.disturb("cut", seconds=0.1)
    push = chen.say("y").wait()
    assert [one.status for one in push.tries] == [0, 200]
    own.answer = waiting(0.8, 0.1, 0.0)
    wechat.disturb("copies", tries=3, seconds=0.2)
    push = chen.say("z").wait()
    assert [one.status for one in push.tries] == [200, 200, 200]
    assert chen.texts[1:] == ["Antwort 1", "Antwort 1"]
    assert len(chen.say("nothing ordered").wait().tries) == 1


# What is made of answers


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ({"MsgType": "text", "Content": "界" * 682}, ""),
        ({"MsgType": "text", "Content": "界" * 683}, "2049 bytes"),
        ({"MsgType": "text", "Content": " "}, "1 bytes"),
        ({"MsgType": "hologram"}, "unknown"),
        ({"MsgType": "text", "Content": "x", "FromUserName": "gh_another"}, "FromUserName"),
        ({"MsgType": "text", "Content": "x", "CreateTime": "now"}, "CreateTime"),
        (
            {"MsgType": "news", "ArticleCount": 2, "Articles": {"item": [{"Title": "a"}, {"Title": "b"}]}},
            "one",
        ),
        ({"MsgType": "news", "ArticleCount": 1, "Articles": {"item": [{"Title": "a", "Url": "u"}]}}, ""),
        ({"MsgType": "transfer_customer_service"}, ""),
    ],
)
def test_what_a_passive_reply_must_be(
    own: OwnServer, chen: FakeUser, content: dict[str, Any], fault: str
) -> None:
    own.answer = lambda fields: build_reply(fields, **content)
    push = chen.say("x").wait()
    assert fault in push.fault
    assert bool(push.fault) == bool(fault)
    assert [shown.via for shown in chen.shown] == (
        ["fault"] if fault else ["passive"] * (content["MsgType"] != "transfer_customer_service")
    )


def test_broken_xml_is_a_fault_at_once(own: OwnServer, chen: FakeUser) -> None:
    for answer in (b"<xml><a></xml>", b"<xml>\x08</xml>", b"\xff", b"ok"):
        own.answer = lambda fields, answer=answer: answer  # type: ignore[misc]
        push = chen.say("x").wait()
        assert (push.fault != "", len(push.tries)) == (True, 1)


def test_safe_mode_wants_an_encrypted_and_signed_answer(
    wechat: FakeWechat, own: OwnServer, chen: FakeUser
) -> None:
    wechat.account.mode = "safe"
    own.answer = lambda fields: build_text(fields, "offen")
    assert "not encrypted" in chen.say("x").wait().fault
    own.answer = lambda fields: encrypt_reply(wechat.account, build_text(fields, "geheim"))
    assert chen.say("x").wait().fault == ""
    chen.wait_for("geheim")
    own.answer = lambda fields: encrypt_reply(Account(token="another"), build_text(fields, "falsch"))
    assert "MsgSignature" in chen.say("x").wait().fault
    other = Account(aes_key=KEY)
    own.answer = lambda fields: encrypt_reply(other, build_text(fields, "falsch"))
    assert chen.say("x").wait().fault


def test_links_as_displayed() -> None:
    text, links = parse_text(f'1. {MENU_LINK} <a href="https://isa.example/?a=1&amp;b=2">ISA</a> a < b')
    assert text == "1. 查看 ISA a < b"
    assert [(link.says, link.id, link.url) for link in links] == [
        ("查看 1", "c:1042", ""),
        ("", "", "https://isa.example/?a=1&b=2"),
    ]


async def test_waiting_in_an_event_loop(own: OwnServer, chen: FakeUser) -> None:
    own.answer = lambda fields: build_text(fields, "da")
    chen.say("x")
    assert (await chen.sees("da")).text == "da"
    with pytest.raises(AssertionError, match=r"displayed: \['da'\]"):
        await chen.sees("nie", timeout_s=0.1)
