"""What the operator meets: settings, doctor, menu, QR codes."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.checking import Unknown, Wrong
from bot.cli import main
from bot.config import ConfigError, load_config
from bot.config_wechat import WeChatSettings
from bot.wechat import doctor, menu
from bot.wechat.advice import explain
from bot.wechat.faults import AnswerLost, NoToken, NotSent, WeChatError, WeChatFault
from bot.wechat.qr import build_code
from handlers.localizer import LOCALES, Localizer
from handlers.menu import MENU
from tests.unit.wechat_server import Answer, ScriptedServer, Seen

APP_ID, SECRET, TOKEN = "wx5823bf96d3bd56c7", "0123456789abcdef0123456789abcdef", "QDG6eK"
KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
LOCALIZER = Localizer()
FULL = {"app_id": APP_ID, "app_secret": SECRET, "token": TOKEN, "aes_key": KEY}


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


class FakeConsole:
    """An account's answers by path; `url` is set in the environment with all its keys."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers: dict[str, Answer] = {
            "/cgi-bin/stable_token": {"access_token": "t1", "expires_in": 7200},
            "/cgi-bin/customservice/getkflist": {"kf_list": []},
            "/cgi-bin/menu/get": {"menu": menu.build_menu("zh", LOCALIZER.text)},
        }
        self.server = ScriptedServer(choose=self._answer)
        for key, value in FULL.items():
            monkeypatch.setenv(f"ISABOT__WECHAT__{key.upper()}", value)
        monkeypatch.setenv("ISABOT__WECHAT__API_URL", self.server.url)

    def _answer(self, seen: Seen) -> Answer:
        return self.answers.get(seen.path, {"errcode": 0, "errmsg": "ok"})

    def list_said(self, **given: str) -> dict[str, str]:
        """What doctor finds, by check."""
        settings = load_config(wechat=given).wechat
        found = {}
        for name, check in doctor.list_checks(settings, "https://chat.example.org/"):
            try:
                found[name.removeprefix("wechat ")] = check()
            except Unknown as error:
                found[name.removeprefix("wechat ")] = f"? {error}"
            except Wrong as error:
                found[name.removeprefix("wechat ")] = f"WRONG {error}"
        return found


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeConsole]:
    fake = FakeConsole(monkeypatch)
    with closing(fake.server):
        yield fake


# Settings


def test_without_an_account_wechat_is_off() -> None:
    assert not load_config().wechat.is_on
    assert not load_config().wechat.can_call


def test_an_account_is_on_and_its_keys_are_shown_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for key, value in FULL.items():
        monkeypatch.setenv(f"ISABOT__WECHAT__{key.upper()}", value)
    config = load_config()
    assert config.wechat.is_on and config.wechat.can_call
    assert config.wechat.mode == "safe"
    for value in (SECRET, TOKEN, KEY):
        assert value not in repr(config)


@pytest.mark.parametrize("key", ["app_secret", "token", "aes_key", "aes_key_previous"])
def test_secrets_do_not_belong_into_the_file(key: str) -> None:
    Path("config.toml").write_text(f'[wechat]\n{key} = "{KEY}"\n')
    with pytest.raises(ConfigError, match=f"ISABOT__WECHAT__{key.upper()}") as caught:
        load_config()
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"aes_key": ""}, "mode is safe, but ISABOT__WECHAT__AES_KEY is not set"),
        ({"aes_key": "", "mode": "compatible"}, "mode is compatible"),
        ({"aes_key": KEY[1:]}, "aes_key: 43"),
        ({"aes_key_previous": "short"}, "aes_key_previous: 43"),
        ({"token": ""}, "app_id is set, but ISABOT__WECHAT__TOKEN is not"),
        ({"app_id": ""}, "TOKEN is set, but app_id is not"),
        ({"app_id": "my account"}, "this is not an AppID"),
        ({"token": "two words"}, "token: "),
        ({"app_secret": ""}, 'customer_service = "off" to give answers only'),
        ({"app_secret": "", "customer_service": "off", "template_id": "T1"}, "template_id is set"),
        ({"template_id": "T1", "template_fields": {}}, "template_fields says nothing"),
        ({"template_fields": {"thing1": "name"}}, r"wechat\.template_fields\.thing1"),
        ({"mode": "open"}, r"wechat\.mode"),
        ({"api_url": "api.weixin.qq.com"}, r"wechat\.api_url"),
    ],
)
def test_what_cannot_work_is_said_without_the_keys(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigError, match=said) as caught:
        load_config(wechat=FULL | change)
    for value in (SECRET, KEY, KEY[1:]):
        assert value not in str(caught.value)


def test_plain_mode_and_answers_only_need_fewer_keys() -> None:
    config = load_config(
        wechat={"app_id": APP_ID, "token": TOKEN, "mode": "plain", "customer_service": "off"}
    )
    assert config.wechat.is_on
    assert not config.wechat.can_call


# Menu


def measure(label: str) -> float:
    """The width in Chinese characters, of which two Latin ones make one."""
    return sum(1.0 if ord(sign) > 0x2E80 else 0.5 for sign in label)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_menu_fits_and_every_entry_leads_somewhere(locale: str) -> None:
    buttons = menu.build_menu(locale, LOCALIZER.text)["button"]
    assert 1 <= len(buttons) <= 3
    known = {f"m:{name}" for name in MENU} | {"x:1", "x:2"}
    for button in buttons:
        assert measure(button["name"]) <= 4 and len(button["name"].encode()) <= 16, button
        assert 1 <= len(button["sub_button"]) <= 5
        for below in button["sub_button"]:
            assert measure(below["name"]) <= 8 and len(below["name"].encode()) <= 60, below
            assert below["type"] == "click"
            assert below["key"] in known and len(below["key"].encode()) <= 128
    keys = menu.list_keys({"button": buttons})
    assert len(keys) == len(set(keys))


def test_the_menu_is_set_shown_and_deleted(console: FakeConsole, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["wechat", "menu"]) == 0
    assert "我的请求  [m:requests]" in capsys.readouterr().out
    assert console.server.seen[-1].payload == menu.build_menu("zh", LOCALIZER.text)
    assert console.server.seen[-1].path == "/cgi-bin/menu/create"
    assert main(["wechat", "menu", "--lang", "de"]) == 0
    assert console.server.seen[-1].payload == menu.build_menu("de", LOCALIZER.text)
    assert main(["wechat", "menu", "--show"]) == 0
    assert "联盟" in capsys.readouterr().out
    console.answers["/cgi-bin/menu/get"] = {"errcode": 46003, "errmsg": "menu no exist"}
    assert main(["wechat", "menu", "--show"]) == 0
    assert "There is no menu" in capsys.readouterr().out
    assert main(["wechat", "menu", "--delete"]) == 0
    assert console.server.seen[-1].path == "/cgi-bin/menu/delete"
    assert [seen.path for seen in console.server.seen].count("/cgi-bin/stable_token") == 1


def test_a_menu_that_is_refused_is_explained(
    console: FakeConsole, capsys: pytest.CaptureFixture[str]
) -> None:
    console.answers["/cgi-bin/menu/create"] = {"errcode": 48001, "errmsg": "api unauthorized"}
    assert main(["wechat", "menu"]) == 2
    assert "认证服务号" in capsys.readouterr().err


def test_without_keys_the_menu_says_what_to_set(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["wechat", "menu"]) == 2
    assert "ISABOT__WECHAT__APP_SECRET" in capsys.readouterr().err


# QR codes


def test_qr_codes_carry_the_payload_of_the_deep_link(
    console: FakeConsole, capsys: pytest.CaptureFixture[str]
) -> None:
    console.answers["/cgi-bin/qrcode/create"] = {"ticket": "x", "url": "http://weixin.qq.com/q/kZgfwMTm72"}
    for arguments in (
        ["city", "索林根", "a.png"],
        ["start", "b.svg"],
        ["invitation", "ABCD-EFGH-JKMN", "c.svg"],
    ):
        assert main(["qr", *arguments, "--wechat"]) == 0
        assert Path(arguments[-1]).stat().st_size > 200
    asked = [seen.payload for seen in console.server.seen if seen.path == "/cgi-bin/qrcode/create"]
    assert asked == [
        build_code("city-solingen", temporary=False),
        build_code("start", temporary=False),
        build_code("inv-ABCD-EFGH-JKMN", temporary=True),
    ]
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "a.png leads to http://weixin.qq.com/q/kZgfwMTm72"
    assert said[2] == "c.svg leads to http://weixin.qq.com/q/kZgfwMTm72, for 30 days"


def test_a_code_is_permanent_or_lasts_as_long_as_wechat_lets_it() -> None:
    assert build_code("c-1042", temporary=False) == {
        "action_name": "QR_LIMIT_STR_SCENE",
        "action_info": {"scene": {"scene_str": "c-1042"}},
    }
    assert build_code("inv-AB", temporary=True) == {
        "action_name": "QR_STR_SCENE",
        "expire_seconds": 2_592_000,
        "action_info": {"scene": {"scene_str": "inv-AB"}},
    }
    assert build_code("", temporary=False)["action_info"]["scene"]["scene_str"] == "start"


@pytest.mark.parametrize(
    ("answer", "said"),
    [({"errcode": 45029, "errmsg": "count"}, "100,000"), ({"ticket": "x"}, "gives no address")],
)
def test_a_code_that_is_not_made_is_explained(
    console: FakeConsole, capsys: pytest.CaptureFixture[str], answer: Answer, said: str
) -> None:
    console.answers["/cgi-bin/qrcode/create"] = answer
    assert main(["qr", "start", "a.png", "--wechat"]) == 2
    assert said in capsys.readouterr().err
    assert not Path("a.png").exists()


def test_without_keys_there_is_no_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["qr", "start", "a.png", "--wechat"]) == 2
    assert "wechat.app_id" in capsys.readouterr().err


# Doctor


def test_doctor_finds_a_complete_account_well(console: FakeConsole) -> None:
    found = console.list_said()
    assert [name for name, said in found.items() if said.startswith("WRONG")] == []
    assert "https://chat.example.org/wechat" in found["server url"]
    assert found["token"] == f"given to {APP_ID}, valid for 120 min"
    assert found["clock"] == "within 1 s of WeChat's"
    assert found["customer service"] == "permitted"
    assert found["menu"] == "set, 9 entries"
    assert "next contact" in found["template"]
    assert SECRET not in str(found) and KEY not in str(found) and "t1" not in found["token"]


@pytest.mark.parametrize(
    ("errcode", "errmsg", "said"),
    [
        (
            40164,
            "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 1",
            "203.0.113.7: add",
        ),
        (40013, "invalid appid", "wechat.app_id"),
        (40125, "invalid appsecret", "ISABOT__WECHAT__APP_SECRET"),
        (45009, "reach max api daily quota limit", "midnight in Beijing"),
        (40999, "something new", "40999: something new"),
    ],
)
def test_doctor_explains_why_there_is_no_token(
    console: FakeConsole, errcode: int, errmsg: str, said: str
) -> None:
    console.answers["/cgi-bin/stable_token"] = {"errcode": errcode, "errmsg": errmsg}
    found = console.list_said()
    assert found["token"].startswith("WRONG") and said in found["token"]
    assert "there is no token" in found["menu"]


def test_doctor_says_that_nobody_answers(console: FakeConsole) -> None:
    console.answers["/cgi-bin/stable_token"] = 502
    assert "does not answer (HTTP 502)" in console.list_said()["token"]
    assert "does not answer" in explain(NotSent("ConnectTimeout"), "https://api.weixin.qq.com")


def test_doctor_knows_what_an_account_may(console: FakeConsole) -> None:
    no: Answer = {"errcode": 48001, "errmsg": "api unauthorized"}
    console.answers |= {"/cgi-bin/customservice/getkflist": no, "/cgi-bin/menu/get": no}
    found = console.list_said()
    assert found["customer service"].startswith("not permitted: answers only")
    assert found["menu"].startswith("not permitted")
    console.answers["/cgi-bin/customservice/getkflist"] = {"errcode": 65400, "errmsg": "not opened"}
    assert console.list_said()["customer service"] == "permitted"
    assert console.list_said(customer_service="off")["customer service"] == "off: answers only"


def test_doctor_compares_the_menu(console: FakeConsole) -> None:
    console.answers["/cgi-bin/menu/get"] = {"errcode": 46003, "errmsg": "menu no exist"}
    assert console.list_said()["menu"] == "WRONG there is none: isabot wechat menu"
    old = menu.build_menu("zh", LOCALIZER.text)
    old["button"].pop()
    console.answers["/cgi-bin/menu/get"] = {"menu": old}
    assert "leaves out m:help, m:human, m:news" in console.list_said()["menu"]


@pytest.mark.parametrize(
    ("kind", "path", "answer"),
    [
        (
            "template",
            "/cgi-bin/template/get_all_private_template",
            {"template_list": [{"template_id": "T1", "content": "{{thing1.DATA}}\n{{time2.DATA}}"}]},
        ),
        (
            "subscription",
            "/wxaapi/newtmpl/gettemplate",
            {"data": [{"priTmplId": "T1", "content": "主题:{{thing1.DATA}}\n时间:{{time2.DATA}}"}]},
        ),
    ],
)
def test_doctor_compares_the_template(console: FakeConsole, kind: str, path: str, answer: Answer) -> None:
    console.answers[path] = answer
    assert console.list_said(template_id="T1", template_kind=kind)["template"].startswith(f"{kind} found")
    assert f"no {kind} with the id" in console.list_said(template_id="T2", template_kind=kind)["template"]


def test_doctor_compares_the_template_s_fields() -> None:
    given = WeChatSettings(template_id="T1", template_fields={"thing1": "title"})
    with pytest.raises(Wrong, match=r"has the fields thing1, time2, .* fills thing1"):
        doctor.check_template(given, [("T1", "{{thing1.DATA}} {{time2.DATA}}")])


def test_doctor_looks_at_settings_and_address() -> None:
    keys: dict[str, Any] = {
        key: SecretStr(value) if key != "app_id" else value for key, value in FULL.items()
    }
    assert doctor.check_settings(WeChatSettings(**keys)) == "mode safe"
    changing = WeChatSettings(**keys, aes_key_previous=SecretStr(KEY))
    assert "previous key is still taken" in doctor.check_settings(changing)
    with pytest.raises(Wrong, match="安全模式"):
        doctor.check_settings(WeChatSettings(**keys, mode="plain"))
    with pytest.raises(Wrong, match=r"web\.site is not set"):
        doctor.check_site("")
    with pytest.raises(Wrong, match="ports 80 and 443"):
        doctor.check_site("https://chat.example.org:8443")


def test_doctor_says_little_without_an_account() -> None:
    ((name, check),) = doctor.list_checks(WeChatSettings(), "")
    assert (name, check()[:4]) == ("wechat", "off:")


def test_doctor_runs_without_a_secret() -> None:
    given = load_config(
        wechat={"app_id": APP_ID, "token": TOKEN, "aes_key": KEY, "customer_service": "off"}
    ).wechat
    said = [check() for _, check in doctor.list_checks(given, "https://chat.example.org")]
    assert said[-1].endswith("answers only")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NoToken(60, 40164, "invalid ip 2001:db8::7, not in whitelist"), "2001:db8::7: add"),
        (NoToken(60, 40164, ""), "this server's public address"),
        (WeChatFault(48001), "认证服务号"),
        (AnswerLost("ReadTimeout"), "ReadTimeout"),
    ],
)
def test_a_refusal_says_what_to_do(error: WeChatError, said: str) -> None:
    assert said in explain(error, "https://api.weixin.qq.com")
