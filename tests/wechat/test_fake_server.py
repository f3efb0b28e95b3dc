"""The fake platform's API, called as anybody would: each rule of it once."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.wechat.fake_people import FakeUser
from tests.wechat.fake_server import FakeWechat
from tests.wechat.fake_world import Account
from tests.wechat.own_server import OwnServer


class Clock:
    """A time that goes on only when told; it begins in the morning of 1 November 2026 in China."""

    def __init__(self) -> None:
        self.now = 1_793_493_000.0

    def __call__(self) -> float:
        return self.now


class Api:
    """Calls the platform; keeps a token."""

    def __init__(self, wechat: FakeWechat) -> None:
        self.wechat = wechat
        self.http = httpx.Client(base_url=wechat.url, timeout=5)
        self.token = ""

    def fetch(self, path: str = "stable_token", **changes: Any) -> dict[str, Any]:
        account = self.wechat.account
        given = {"grant_type": "client_credential", "appid": account.app_id, "secret": account.secret}
        given = {key: value for key, value in (given | changes).items() if value is not None}
        if path == "token":
            return self.read(self.http.get("/cgi-bin/token", params=given))
        return self.read(self.http.post("/cgi-bin/stable_token", json=given))

    def post(self, path: str, body: Any) -> dict[str, Any]:
        raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        self.token = self.token or self.fetch()["access_token"]
        return self.read(self.http.post(f"/cgi-bin/{path}", params={"access_token": self.token}, content=raw))

    def get(self, path: str, **query: str) -> dict[str, Any]:
        self.token = self.token or self.fetch()["access_token"]
        return self.read(self.http.get(f"/cgi-bin/{path}", params=query | {"access_token": self.token}))

    def text(self, user: FakeUser, text: str = "您好") -> int:
        return self.code("message/custom/send", touser=user.openid, msgtype="text", text={"content": text})

    def code(self, path: str, **body: Any) -> int:
        return int(self.post(path, body)["errcode"])

    @staticmethod
    def read(answer: httpx.Response) -> dict[str, Any]:
        assert answer.status_code == 200
        given: dict[str, Any] = answer.json()
        if given.get("errcode"):
            assert re.search(r" rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$", given["errmsg"])
        return given


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def wechat(clock: Clock) -> Iterator[FakeWechat]:
    with FakeWechat(clock=clock) as platform:
        yield platform


@pytest.fixture
def api(wechat: FakeWechat) -> Iterator[Api]:
    calls = Api(wechat)
    yield calls
    calls.http.close()


@pytest.fixture
def chen(wechat: FakeWechat) -> FakeUser:
    user = wechat.user("陈莉")
    user.follow()
    user.say("您好")
    return user


# Tokens


def test_who_gets_a_token(wechat: FakeWechat, api: Api) -> None:
    refused: list[tuple[dict[str, Any], int]] = [
        ({"grant_type": "password"}, 40002), ({"appid": None}, 41002), ({"secret": None}, 41004),
        ({"appid": "wx0"}, 40013), ({"secret": "0"}, 40125),
    ]  # fmt: skip
    for path in ("stable_token", "token"):
        assert [api.fetch(path, **changes)["errcode"] for changes, _ in refused] == [
            code for _, code in refused
        ]
        assert len(api.fetch(path)["access_token"]) > 100
    wechat.account.allowed_ips = {"198.51.100.1"}
    answer = api.fetch()
    assert (answer["errcode"], answer["errmsg"].partition(" rid")[0]) == (
        40164,
        "invalid ip 203.0.113.77 ipv6 ::ffff:203.0.113.77, not in whitelist",
    )
    wechat.account.allowed_ips.add("203.0.113.77")
    assert api.fetch()["expires_in"] == 7200


def test_a_stable_token_stays_until_its_last_five_minutes(clock: Clock, api: Api) -> None:
    first = api.fetch()
    clock.now += 6900
    assert api.fetch() == {"access_token": first["access_token"], "expires_in": 300}
    clock.now += 1
    second = api.fetch()
    assert (second["access_token"] != first["access_token"], second["expires_in"]) == (True, 7200)
    for token, seconds, code in ((first, 0, 0), (first, 299, 42001), (second, 0, 0)):
        clock.now += seconds
        api.token = token["access_token"]
        assert api.get("getcallbackip").get("errcode", 0) == code


def test_force_replaces_a_token_at_once_but_not_twice_in_30_s(clock: Clock, api: Api) -> None:
    api.token = api.fetch()["access_token"]
    forced = api.fetch(force_refresh=True)["access_token"]
    assert forced != api.token
    assert api.get("getcallbackip")["errcode"] == 40001
    assert api.fetch(force_refresh=True)["access_token"] == forced
    for _ in range(19):
        clock.now += 30
        api.fetch(force_refresh=True)
    clock.now += 30
    assert api.fetch(force_refresh=True)["errcode"] == 45009


def test_classic_tokens_follow_each_other_and_leave_stable_ones_alone(clock: Clock, api: Api) -> None:
    stable = api.fetch()["access_token"]
    api.token = api.fetch("token")["access_token"]
    api.fetch("token")
    assert "errcode" not in api.get("getcallbackip")
    clock.now += 300
    assert api.get("getcallbackip")["errcode"] == 42001
    assert api.fetch()["access_token"] == stable


def test_tokens_that_open_nothing(wechat: FakeWechat, api: Api) -> None:
    for token, code in (("short", 40014), ("x" * 120, 40001)):
        api.token = token
        assert api.get("getcallbackip")["errcode"] == code
    assert api.read(api.http.get("/cgi-bin/getcallbackip"))["errcode"] == 41001
    for spoil, code in ((wechat.world.tokens.revoke, 40001), (wechat.world.tokens.expire, 42001)):
        api.token = api.fetch()["access_token"]
        spoil()
        assert api.get("getcallbackip")["errcode"] == code
    assert wechat.calls("stable_token")[0].body["secret"] == "…"


# Form of calls


def test_verb_body_path_permission_and_quota(wechat: FakeWechat, api: Api, chen: FakeUser) -> None:
    send = "message/custom/send"
    assert api.get(send)["errcode"] == 43002
    assert [api.post(send, body)["errcode"] for body in (b"", b"{", b"[]", b"{}")] == [
        44002,
        47001,
        47001,
        40008,
    ]
    assert api.post("make/coffee", {})["errcode"] == 40066
    wechat.account.denied.add("message/custom")
    assert api.text(chen) == 48001
    wechat.account.denied.clear()
    wechat.account.quotas["/cgi-bin/message/custom/send"] = 6
    assert [api.text(chen) for _ in range(3)] == [0, 0, 45009]
    quota = api.post("openapi/quota/get", {"cgi_path": "/cgi-bin/message/custom/send"})["quota"]
    assert quota == {"daily_limit": 6, "used": 6, "remain": 0}
    assert api.code("openapi/quota/get", cgi_path="x") == 76021


def test_escaped_characters_are_not_understood(api: Api, chen: FakeUser) -> None:
    message = {"touser": chen.openid, "msgtype": "text", "text": {"content": "瓷\\users"}}
    api.post("message/custom/send", json.dumps(message).encode())
    api.post("message/custom/send", message)
    assert chen.texts == ["\\u74f7\\users", "瓷\\users"]
    menu = {"button": [{"type": "click", "name": "瓷", "key": "k"}]}
    assert api.post("menu/create", json.dumps(menu).encode())["errcode"] == 40033


# Customer service


def test_five_messages_in_48_hours_after_a_message(
    wechat: FakeWechat, clock: Clock, api: Api, chen: FakeUser
) -> None:
    assert [api.text(chen) for _ in range(6)] == [0, 0, 0, 0, 0, 45047]
    chen.say("x")
    clock.now += 48 * 3600 - 1
    api.token = ""
    assert api.text(chen) == 0
    clock.now += 1
    assert api.text(chen) == 45015
    assert [violation[:5] for violation in wechat.violations] == ["45047", "45015"]
    chen.say("y")
    chen.pass_time(hours=48)
    assert api.text(chen) == 45015
    assert len(wechat.violations) == 2


@pytest.mark.parametrize("act", ["follow", "scan", "tap"])
def test_three_messages_in_a_minute_after_an_event(
    wechat: FakeWechat, clock: Clock, api: Api, act: str
) -> None:
    click = {"type": "click", "name": "帮助", "key": "help"}
    silent = [
        {"type": "view", "name": "网", "url": "https://x.example"},
        {"type": "location_select", "name": "位置", "key": "place"},
    ]
    wechat.world.menu = {"button": [click, *silent], "menuid": 7}
    user = wechat.user("王芳")
    user.follow()
    clock.now += 60
    assert api.text(user) == 45015
    user.tap("网")
    user.tap("place")
    assert api.text(user) == 45015
    acts: dict[str, Callable[[], object]] = {
        "follow": user.follow,
        "scan": lambda: user.scan("a"),
        "tap": lambda: user.tap("help"),
    }
    acts[act]()
    assert [api.text(user) for _ in range(4)] == [0, 0, 0, 45047]
    clock.now += 60
    assert api.text(user) == 45015


def test_a_message_is_taken_from_both_windows(
    wechat: FakeWechat, clock: Clock, api: Api, chen: FakeUser
) -> None:
    chen.scan("a")
    assert [api.text(chen) for _ in range(3)] == [0, 0, 0]
    clock.now += 60
    assert [api.text(chen) for _ in range(3)] == [0, 0, 45047]


def test_whom_one_may_write_to(wechat: FakeWechat, api: Api, chen: FakeUser) -> None:
    assert api.text(wechat.user("Fremd")) == 40003
    assert api.code("message/custom/send", touser="o0", msgtype="text", text={"content": "x"}) == 40003
    chen.leave()
    assert api.text(chen) == 45015
    assert wechat.violations == []


def test_forms_of_service_messages(wechat: FakeWechat, api: Api, chen: FakeUser) -> None:
    def send(kind: str, content: Any) -> int:
        return api.code("message/custom/send", touser=chen.openid, msgtype=kind, **{kind: content})

    assert [send("text", {"content": text}) for text in ("", "界" * 683, "界" * 682)] == [44004, 45002, 0]
    article = {"title": "新闻", "description": "d", "url": "https://x.example", "picurl": ""}
    assert [send("news", {"articles": [article] * n}) for n in (0, 2, 1)] == [45008, 45008, 0]
    choices = [{"id": "c:1", "content": "接受"}, {"id": "c:2", "content": "谢绝"}]
    assert send("msgmenu", {"head_content": "如何答复？", "list": choices, "tail_content": ""}) == 0
    assert send("msgmenu", {"head_content": "?", "list": []}) == 40035
    assert send("mpnewsarticle", {"article_id": "none"}) == 40007
    assert send("hologram", {}) == 40008
    assert chen.texts[1:] == ["新闻\nd", "如何答复？\n接受\n谢绝"]
    assert chen.tap_link("谢绝").fields["bizmsgmenuid"] == "c:2"


def test_the_typing_sign(clock: Clock, api: Api, chen: FakeUser) -> None:
    def typing(command: str = "Typing") -> int:
        return api.code("message/custom/typing", touser=chen.openid, command=command)

    assert [typing("Dance"), typing(), typing(), typing("CancelTyping"), typing()] == [45072, 0, 45081, 0, 0]
    assert chen.is_typed_to
    clock.now += 15
    assert not chen.is_typed_to
    clock.now += 16
    assert typing() == 45080


# Templates and subscriptions


def test_templates(wechat: FakeWechat, api: Api, chen: FakeUser) -> None:
    def send(
        openid: str = chen.openid, template: str = "T1", value: str = "瓷砖", **more: Any
    ) -> dict[str, Any]:
        body = {"touser": openid, "template_id": template, "data": {"thing1": {"value": value}}}
        return api.post("message/template/send", body | more)

    wechat.account.templates["T1"] = ["thing1"]
    assert [send(template="T0")["errcode"], send(openid="o0")["errcode"]] == [40037, 40003]
    assert [send(value="")["errcode"], send(value="x" * 21)["errcode"]] == [47003, 47003]
    with OwnServer(wechat.account) as own:
        wechat.connect(own.url)
        first = send(client_msg_id="m1", url="https://x.example")
        assert send(client_msg_id="m1")["msgid"] == first["msgid"]
        chen.person.refuses_templates = True
        assert send(client_msg_id="m2")["errcode"] == 0
        wechat.wait_pushed()
        events = sorted((fields["Event"], fields["Status"]) for *_, fields in own.got)
    assert events == [("TEMPLATESENDJOBFINISH", "failed:user block"), ("TEMPLATESENDJOBFINISH", "success")]
    assert chen.texts == ["瓷砖"]
    chen.leave()
    assert send()["errcode"] == 43004


def test_one_consent_is_one_subscription_message(wechat: FakeWechat, api: Api, chen: FakeUser) -> None:
    wechat.account.templates["S1"] = ["thing1", "time2"]
    data = {"thing1": {"value": "新请求"}, "time2": {"value": "2026年11月23日 15:01"}}
    body = {"touser": chen.openid, "template_id": "S1", "data": data}
    path = "message/subscribe/bizsend"
    assert api.code(path, **body) == 43101
    assert api.code(path, **body | {"data": data | {"time2": {"value": "23. November"}}}) == 47003
    chen.consent("S1", agrees=False)
    chen.consent("S1")
    assert [api.code(path, **body), api.code(path, **body)] == [0, 43101]
    assert [(shown.via, shown.text) for shown in chen.shown] == [
        ("subscription", "新请求\n2026年11月23日 15:01")
    ]


# Menu, codes, the account


def test_the_menu(api: Api) -> None:
    def create(*buttons: Any) -> int:
        return api.code("menu/create", button=list(buttons))

    click = {"type": "click", "name": "帮助", "key": "help"}
    view = {"type": "view", "name": "网站", "url": "https://x.example"}
    assert api.get("menu/get")["errcode"] == 46003
    assert api.get("get_current_selfmenu_info")["is_menu_open"] == 0
    assert [create(), create(*[click] * 4), create(click | {"type": "dance"})] == [40016, 40016, 40017]
    assert [create(click | {"name": "六个汉字太长"}), create(click | {"key": ""})] == [40018, 40019]
    assert [create(view | {"url": "x" * 1025}), create(view | {"url": "ftp://x"})] == [40020, 40055]

    def sub(*subs: Any) -> int:
        return create({"name": "更多", "sub_button": list(subs)})

    assert [sub(*[click] * 6), sub(click | {"type": ""}), sub(click | {"name": "界" * 21})] == [
        40023,
        40024,
        40025,
    ]
    assert [sub(click | {"key": "k" * 129}), sub(view | {"url": ""}), sub(view | {"url": "x"})] == [
        40026,
        40027,
        40054,
    ]
    assert sub(click | {"sub_button": [click]}) == 40022
    assert create({"name": "更多", "sub_button": [click] * 5}, click, view) == 0
    assert api.get("menu/get")["menu"]["button"][1] == click | {"sub_button": []}
    current = api.get("get_current_selfmenu_info")["selfmenu_info"]["button"]
    assert [current[0]["sub_button"]["list"], current[1]] == [[click] * 5, click]
    assert api.get("menu/delete")["errcode"] == 0
    assert api.get("menu/get")["errcode"] == 46003


def test_codes_with_a_scene(wechat: FakeWechat, clock: Clock, api: Api) -> None:
    def create(name: str, scene: Any, **more: Any) -> dict[str, Any]:
        return api.post("qrcode/create", {"action_name": name, "action_info": {"scene": scene}} | more)

    made = create("QR_STR_SCENE", {"scene_str": "inv-1"}, expire_seconds=2592000)
    assert (made["expire_seconds"], made["url"][:23]) == (2592000, "http://weixin.qq.com/q/")
    assert create("QR_STR_SCENE", {"scene_str": "x"})["expire_seconds"] == 60
    assert create("QR_STR_SCENE", {"scene_str": "x"}, expire_seconds=2592001)["errcode"] == 40035
    assert "expire_seconds" not in create("QR_LIMIT_STR_SCENE", {"scene_str": "x" * 64})
    assert create("QR_LIMIT_STR_SCENE", {"scene_str": "x" * 65})["errcode"] == 40053
    assert create("QR_LIMIT_SCENE", {"scene_id": 100_001})["errcode"] == 40053
    assert create("QR_SCENE", {"scene_id": 100_001})["errcode"] == 0
    assert create("QR", {"scene_id": 1})["errcode"] == 40052
    user = wechat.user("王芳")
    assert user.scan("inv-1").fields["Ticket"] == made["ticket"]
    info = api.get("user/info", openid=user.openid)
    assert (info["subscribe"], info["qr_scene_str"], info["nickname"]) == (1, "inv-1", "")
    clock.now += 2592001
    with pytest.raises(AssertionError, match="is over"):
        user.scan("inv-1")


def test_what_else_the_account_is_asked(wechat: FakeWechat, api: Api, chen: FakeUser) -> None:
    assert api.get("customservice/getkflist")["kf_list"]
    wechat.account.denied.add("customservice")
    assert api.get("customservice/getkflist")["errcode"] == 48001
    assert api.get("getcallbackip") == api.get("get_api_domain_ip")
    assert api.code("callback/check", action="all") == 40201
    wechat.world.callback_url = "http://x.example/wechat"
    assert [api.code("callback/check", action=action) for action in ("dance", "dns")] == [40202, 0]
    assert api.get("user/get")["data"]["openid"] == [chen.openid]
    chen.leave()
    assert api.get("user/info", openid=chen.openid)["subscribe"] == 0
    assert api.get("user/info", openid="o0")["errcode"] == 40003


# Mass sending


def test_mass_messages_four_a_month_each_and_never_twice(
    wechat: FakeWechat, clock: Clock, api: Api, chen: FakeUser
) -> None:
    wang = wechat.user("王芳")
    wang.follow()
    wang.person.tags.add(2)

    def send(text: str, chosen: Any, **more: Any) -> dict[str, Any]:
        body = {"filter": chosen, "msgtype": "text", "text": {"content": text}}
        return api.post("message/mass/sendall", body | more)

    first = send("一", {"is_to_all": True}, clientmsgid="n1")
    again = send("一", {"is_to_all": True}, clientmsgid="n1")
    assert (again["errcode"], again["msg_id"]) == (45065, first["msg_id"])
    assert api.post("message/mass/get", {"msg_id": first["msg_id"]})["msg_status"] == "SEND_SUCCESS"
    assert [send(text, {"is_to_all": False, "tag_id": 2})["errcode"] for text in "二三四五"] == [
        0,
        0,
        0,
        45028,
    ]
    assert send("六", {"is_to_all": True})["errcode"] == 0
    assert (chen.texts, wang.texts) == (["一", "六"], ["一", "二", "三", "四"])
    clock.now += 30 * 86400
    api.token = ""
    assert send("七", {"is_to_all": False, "tag_id": 2})["errcode"] == 0
    assert api.code("message/mass/delete", msg_id=first["msg_id"]) == 0
    assert api.code("message/mass/get", msg_id=1) == 40035


def test_mass_messages_to_a_list_with_articles(wechat: FakeWechat, api: Api, chen: FakeUser) -> None:
    wang = wechat.user("王芳")
    wang.follow()
    both = [chen.openid, wang.openid]
    token = {"access_token": api.fetch()["access_token"]}
    upload = api.http.post("/cgi-bin/material/add_material", params=token | {"type": "thumb"},
                           files={"media": ("p.jpg", b"JPEG")}).json()  # fmt: skip
    article = {"title": "新闻", "content": "<p>x</p>", "thumb_media_id": upload["media_id"]}
    assert api.code("draft/add", articles=[article | {"thumb_media_id": "none"}]) == 40007
    assert api.code("draft/add", articles=[article | {"title": ""}]) == 40227
    draft = api.post("draft/add", {"articles": [article]})["media_id"]
    news = {"msgtype": "mpnews", "mpnews": {"media_id": draft}}
    assert api.code("message/mass/send", touser=both[:1], **news) == 40130
    assert api.code("message/mass/preview", touser=chen.openid, **news) == 0
    assert api.code("message/mass/send", touser=both, **news) == 0
    assert [shown.via for shown in chen.shown] == ["preview", "mass"]
    assert wang.texts == ["新闻"]
    codes = [api.code("message/mass/send", touser=both, msgtype="none") for _ in range(60)]
    assert (codes[0], codes[-1]) == (40008, 45011)


def test_under_protection_the_administrator_confirms(
    wechat: FakeWechat, clock: Clock, api: Api, chen: FakeUser
) -> None:
    wechat.account.mass_protection = True
    body = {"filter": {"is_to_all": True}, "msgtype": "text", "text": {"content": "一"}}
    jobs = [api.post("message/mass/sendall", body)["msg_id"] for _ in range(3)]
    assert chen.texts == []
    with OwnServer(wechat.account) as own:
        wechat.connect(own.url)
        wechat.methods.mass.confirm(jobs[0])
        wechat.methods.mass.confirm(jobs[1], agrees=False)
        clock.now += 1801
        assert api.post("message/mass/get", {"msg_id": jobs[2]})["msg_status"] == "SEND_FAIL"
        wechat.wait_pushed()
        told = sorted((fields["Status"], fields["SentCount"]) for *_, fields in own.got)
    assert told == [("err(40001)", "0"), ("err(40002)", "0"), ("send success", "1")]
    assert chen.texts == ["一"]


# Faults on order


def test_faults_on_order(wechat: FakeWechat, api: Api, chen: FakeUser) -> None:
    path, body = "/cgi-bin/message/custom/send", {"touser": chen.openid, "msgtype": "text"}
    api.text(chen, "0")

    def send(text: str) -> httpx.Response:
        query = {"access_token": api.token}
        return api.http.post(path, params=query, json=body | {"text": {"content": text}}, timeout=0.5)

    wechat.fail("error", "custom/send", chen.openid, errcode=45015)
    assert send("a").json()["errcode"] == 45015
    wechat.fail("status", "custom/send", status=503)
    assert send("b").status_code == 503
    wechat.fail("garbage", when=lambda given: given.get("text") == {"content": "c"})
    assert send("x").json()["errcode"] == 0
    assert "<html>" in send("c").text
    for kind in ("reset", "lose"):
        wechat.fail(kind, "custom/send")
        with pytest.raises((httpx.NetworkError, httpx.RemoteProtocolError)):
            send(kind)
    hang = wechat.fail("hang", "custom/send", seconds=2)
    with pytest.raises(httpx.ReadTimeout):
        send("e")
    assert hang.struck == 1
    assert chen.texts == ["0", "x", "lose"]
    assert [call.struck for call in wechat.calls("custom/send")[:6]] == [
        "",
        "error",
        "status",
        "",
        "garbage",
        "reset",
    ]
    assert send("f").json()["errcode"] == 0


def test_each_account_has_its_own_key() -> None:
    assert re.fullmatch(r"[A-Za-z0-9]{43}", Account().aes_key)
    assert Account().aes_key != Account().aes_key
