"""What the operator meets: settings, secrets, doctor, menu, QR codes, who polls, what the webhook takes."""

import logging
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.checking import Unknown, Wrong
from bot.cli import main
from bot.commands_qr import NoTarget, find_payload
from bot.config import ConfigError, TelegramSettings, load_config
from bot.lease import Lease
from bot.serving import build_telegram
from bot.telegram import commands_menu, doctor
from bot.telegram.service import find_webhook_url
from bot.telegram.webhook import is_secret
from directory.store.cities import seed
from directory.store.engine import Store
from handlers.localizer import LOCALES, Localizer

TOKEN = "4242:AAfake-token_for-tests"
LOCALIZER = Localizer()
NOW = 1_800_000_000.0


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def build_settings(**values: object) -> TelegramSettings:
    return TelegramSettings(token=SecretStr(TOKEN), **values)  # type: ignore[arg-type]


# Settings


def test_without_a_token_telegram_is_off(tmp_path: Path) -> None:
    config = load_config()
    assert config.telegram.way == "off"
    assert build_telegram(config).api is None


def test_a_token_turns_polling_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISABOT__TELEGRAM__TOKEN", TOKEN)
    config = load_config()
    assert config.telegram.way == "polling"
    assert TOKEN not in repr(config)
    assert load_config(telegram={"mode": "off"}).telegram.way == "off"


def test_a_server_of_ones_own_is_used_for_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISABOT__TELEGRAM__TOKEN", TOKEN)
    monkeypatch.setenv("ISABOT__TELEGRAM__API_URL", "http://127.0.0.1:8081/")
    api = build_telegram(load_config()).api
    assert api is not None
    assert api.base_url == f"http://127.0.0.1:8081/bot{TOKEN}"
    assert api.base_file_url == f"http://127.0.0.1:8081/file/bot{TOKEN}"


@pytest.mark.parametrize("key", ["token", "webhook_secret"])
def test_secrets_do_not_belong_into_the_file(key: str) -> None:
    Path("config.toml").write_text(f'[telegram]\n{key} = "{TOKEN}"\n')
    with pytest.raises(ConfigError, match=f"ISABOT__TELEGRAM__{key.upper()}") as caught:
        load_config()
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"mode": "polling"}, "TOKEN is not set"),
        ({"token": "no token"}, "BotFather"),
        ({"token": "token", "api_url": "https://api.telegram.org"}, "BotFather"),
        ({"token": "to/ken", "api_url": "http://127.0.0.1:8081"}, "BotFather"),
        ({"token": TOKEN, "mode": "webhook"}, "WEBHOOK_SECRET"),
        ({"token": TOKEN, "webhook_secret": "with spaces"}, "webhook_secret"),
        ({"token": TOKEN, "mode": "push"}, "telegram.mode"),
        ({"api_url": "api.telegram.org"}, "telegram.api_url"),
        ({"tokem": TOKEN}, "tokem"),
    ],
)
def test_what_cannot_work_is_said_without_the_secret(values: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError, match=said) as caught:
        load_config(telegram=values)
    assert TOKEN not in str(caught.value)


def test_another_server_may_have_tokens_of_another_shape() -> None:
    config = load_config(telegram={"token": "sampleToken", "api_url": "http://127.0.0.1:8081"})
    assert config.telegram.way == "polling"


def test_where_telegram_is_to_post() -> None:
    assert (
        find_webhook_url(build_settings(), "https://chat.example.org/") == "https://chat.example.org/telegram"
    )
    assert (
        find_webhook_url(build_settings(webhook_url="https://x.example/t"), "https://y.example")
        == "https://x.example/t"
    )
    assert find_webhook_url(build_settings(), "") == ""


def test_libraries_say_nothing_of_tokens_and_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISABOT__TELEGRAM__TOKEN", TOKEN)
    build_telegram(load_config())
    assert logging.getLogger("httpx").level >= logging.WARNING
    assert logging.getLogger("httpcore").level >= logging.WARNING
    assert logging.getLogger("telegram").level >= logging.CRITICAL


# Webhook


def test_the_secret_is_compared_whole() -> None:
    assert is_secret("s3cret", b"s3cret")
    for given in ("", "s3cre", "s3crett", "S3cret", "s3cret\udce4", "ä"):
        assert not is_secret(given, b"s3cret")
    assert not is_secret("", b"")


# Doctor


def test_doctor_knows_permissions() -> None:
    fine = {"supports_inline_queries": True, "can_read_all_group_messages": False, "can_join_groups": True}
    assert "inline mode on" in doctor.check_permissions(fine)
    assert doctor.check_permissions({})
    for key, value, said in (
        ("supports_inline_queries", False, "/setinline"),
        ("can_read_all_group_messages", True, "/setprivacy"),
        ("can_join_groups", False, "/setjoingroups"),
    ):
        with pytest.raises(Wrong, match=said):
            doctor.check_permissions(fine | {key: value})


def test_doctor_compares_the_webhook_with_the_mode() -> None:
    polling = build_settings()
    webhook = build_settings(
        mode="webhook", webhook_secret=SecretStr("s"), webhook_url="https://x.example/telegram"
    )
    url = {"url": "https://x.example/telegram", "pending_update_count": 2}
    assert doctor.check_webhook({"url": ""}, polling, "", NOW) == "polling, 0 wait"
    assert doctor.check_webhook(url, webhook, "", NOW) == "webhook https://x.example/telegram, 2 wait"
    old_error = url | {"last_error_date": NOW - 9000, "last_error_message": "x"}
    assert doctor.check_webhook(old_error, webhook, "", NOW)
    for info, given, said in (
        (url, polling, "a webhook is set"),
        ({"url": ""}, webhook, "none is set"),
        ({"url": "https://y.example"}, webhook, "another program"),
        (url | {"last_error_date": NOW - 60, "last_error_message": "Wrong response: 502"}, webhook, "502"),
        (url | {"pending_update_count": 500}, webhook, "500 updates wait"),
        (url | {"allowed_updates": ["message"]}, webhook, "callback_query"),
        (None, polling, "did not tell"),
    ):
        with pytest.raises((Wrong, Unknown), match=said):
            doctor.check_webhook(info, given, "", NOW)


# Menu


def test_the_menu_is_what_telegram_takes_and_what_the_router_knows() -> None:
    calls = commands_menu.list_calls(LOCALIZER.text)
    names = ("start", "help", "search", "requests", "register", "news", "language", "data", "human")
    known = {word for name in names for word in LOCALIZER.words(f"words-{name}")}
    seen = set()
    for method, params in calls:
        if method == "setMyCommands":
            scope = params.get("scope", {}).get("type", "default")
            seen.add((scope, params.get("language_code", "")))
            for command in params["commands"]:
                assert re.fullmatch(r"[a-z0-9_]{1,32}", command["command"])
                assert f"/{command['command']}" in known
                assert 1 <= len(command["description"]) <= 256
        if method == "setMyShortDescription":
            assert 1 <= len(params["short_description"]) <= 120
        if method == "setMyDescription":
            assert 1 <= len(params["description"]) <= 512
    assert seen >= {(scope, code) for scope in ("default", "all_group_chats") for code in ("", "de", "zh")}
    assert commands_menu.fingerprint(calls) == commands_menu.fingerprint(list(calls))


@pytest.mark.parametrize("name", ["help", "search", "requests", "news", "language", "data"])
def test_commands_can_be_typed_on_a_latin_keyboard_in_every_language(name: str) -> None:
    for locale in LOCALES:
        words = [word.strip() for word in LOCALIZER.text(locale, f"words-{name}").split("|")]
        latin = [word for word in words if word.startswith("/") and word[1:].isascii()]
        assert latin or name == "news"


# Who polls


def test_one_holder_at_a_time(store: Store) -> None:
    now = datetime(2026, 11, 23, 8, tzinfo=UTC)

    def read() -> datetime:
        return now

    first, second = Lease(store, read, "polling", "one", 12), Lease(store, read, "polling", "two", 12)
    assert [first.take(), second.take(), first.take()] == [True, False, True]
    now += timedelta(seconds=11)
    assert [second.take(), first.take()] == [False, True]
    now += timedelta(seconds=13)
    assert [second.take(), first.take()] == [True, False]
    first.release()
    assert not first.take()
    second.release()
    assert first.take()


# QR codes


def test_qr_codes_lead_where_they_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file, arguments in (
        ("a.png", ["city", "Bad Homburg", "a.png", "--bot", "@isa_bot"]),
        ("b.svg", ["start", "b.svg", "--bot", "isa_bot"]),
        ("c.svg", ["invitation", "ABCD-EFGH-JKMN", "c.svg", "--bot", "isa_bot"]),
    ):
        assert main(["qr", *arguments]) == 0
        assert (tmp_path / file).stat().st_size > 200
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "a.png leads to https://t.me/isa_bot?start=city-bad-homburg"
    assert said[1] == "b.svg leads to https://t.me/isa_bot"
    assert said[2] == "c.svg leads to https://t.me/isa_bot?start=inv-ABCD-EFGH-JKMN"
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_a_qr_code_to_nowhere_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, said in (
        (["company", "sol-999", "a.png"], "there is no company"),
        (["city", "Kassel", "a.png"], "there is no city"),
        (["news", "x", "a.png"], "there is no news"),
        (["start", "a.gif"], ".png or .svg"),
        (["start", "a.png"], "--bot"),
        (["city", "a.png"], "say which city"),
    ):
        assert main(["qr", *arguments]) == 2
        assert said in capsys.readouterr().err


def test_a_payload_is_what_telegram_takes(store: Store) -> None:
    with store.write() as session:
        seed(session)
    assert find_payload(store, "city", "佛山") == "city-foshan"
    with pytest.raises(NoTarget, match="cannot stand in a link"):
        find_payload(store, "invitation", "ä" * 5)
