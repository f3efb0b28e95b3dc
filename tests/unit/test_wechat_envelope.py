"""Opening pushes and sealing answers: whose, when, under which key, in which mode."""

import time
from typing import Any

import pytest

from bot.config_wechat import WeChatSettings
from bot.wechat.envelope import Envelope, Forged, sign
from bot.wechat.push_xml import BadPush, parse_xml, read_field
from tests.wechat import fake_crypt
from tests.wechat.fake_push import build_request
from tests.wechat.fake_world import Account, Mode
from tests.wechat.fake_xml import build_xml

NOW_S = 1795000000.0
FIELDS = {"ToUserName": "gh", "FromUserName": "oA", "MsgType": "text", "Content": "瓷砖 ]]> &", "MsgId": 7}
XML = build_xml(FIELDS)
MODES: tuple[Mode, ...] = ("safe", "compatible", "plain")


class FakeTime:
    def __init__(self) -> None:
        self.now_s = NOW_S

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def account() -> Account:
    return Account()


@pytest.fixture
def clock() -> FakeTime:
    return FakeTime()


def build(account: Account, clock: FakeTime, **more: str) -> Envelope:
    given: dict[str, Any] = {
        "app_id": account.app_id,
        "app_secret": account.secret,
        "token": account.token,
        "aes_key": account.aes_key,
        "mode": account.mode,
    }
    return Envelope(WeChatSettings.model_validate(given | more), clock)


def push(account: Account, xml: str = XML, now: float = NOW_S) -> tuple[dict[str, str], bytes]:
    return build_request(account, xml, "oA", now)


@pytest.mark.parametrize("mode", MODES)
def test_a_push_is_opened_and_its_answer_sealed(account: Account, clock: FakeTime, mode: Mode) -> None:
    account.mode = mode
    opened = build(account, clock).open(*push(account))
    assert {name: str(value) for name, value in FIELDS.items()} == {
        name: read_field(opened.fields, name) for name in FIELDS
    }
    answer = opened.seal("<xml><a>答</a></xml>")
    if mode == "plain":
        assert answer == "<xml><a>答</a></xml>"
        return
    sealed = {name: str(value) for name, value in parse_xml(answer).items()}
    assert fake_crypt.decrypt(sealed["Encrypt"], account.aes_key, account.app_id) == "<xml><a>答</a></xml>"
    signed = (account.token, sealed["TimeStamp"], sealed["Nonce"], sealed["Encrypt"])
    assert fake_crypt.is_signed(sealed["MsgSignature"], *signed)
    assert sealed["TimeStamp"] == str(int(NOW_S))
    assert opened.seal("success") == "success"
    assert opened.seal("") == ""


def test_no_two_answers_are_sealed_alike(account: Account, clock: FakeTime) -> None:
    opened = build(account, clock).open(*push(account))
    assert len({opened.seal("<xml/>") for _ in range(3)}) == 3


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["signature", "timestamp", "nonce", "msg_signature"])
@pytest.mark.parametrize("change", ["missing", "empty", "other", "no ascii"])
def test_what_is_not_signed_so_is_forged(
    account: Account, clock: FakeTime, mode: Mode, name: str, change: str
) -> None:
    account.mode = mode
    query, body = push(account)
    if name not in query:
        pytest.skip("plain pushes have no such signature")
    if change == "missing":
        del query[name]
    else:
        query[name] = {"empty": "", "other": query[name][:-1] + "x", "no ascii": "é\udcff"}[change]
    envelope = build(account, clock)
    if mode != "plain" and name == "signature" and change in ("missing", "empty"):
        assert envelope.open(query, body)  # msg_signature says more, and some proxies drop the other
        return
    with pytest.raises(Forged):
        envelope.open(query, body)
    assert envelope.open(*push(account)), "the good one is not spoilt by it"


def test_the_signature_of_the_cipher_is_of_this_cipher(account: Account, clock: FakeTime) -> None:
    query, _ = push(account)
    _, other = push(account, build_xml(FIELDS | {"FromUserName": "oEvil"}))
    with pytest.raises(Forged):
        build(account, clock).open(query, other)


@pytest.mark.parametrize("mode", MODES)
def test_signatures_are_compared_in_constant_time(
    account: Account, clock: FakeTime, mode: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every signature goes through `compare_digest`: where that says no, nothing else says yes."""
    account.mode = mode
    compared: list[tuple[bytes, bytes]] = []

    def refuse(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return False

    monkeypatch.setattr("hmac.compare_digest", refuse)
    query, body = push(account)
    with pytest.raises(Forged):
        build(account, clock).open(query, body)
    with pytest.raises(Forged):
        build(account, clock).check_handshake(query | {"echostr": "1"})
    assert len(compared) == 2
    assert all(one == other for one, other in compared), "they were the right ones"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("off_s", [-301, 301, -1e9])
def test_what_was_signed_long_ago_or_ahead_is_forged(
    account: Account, clock: FakeTime, mode: Mode, off_s: float
) -> None:
    account.mode = mode
    with pytest.raises(Forged, match="not of now"):
        build(account, clock).open(*push(account, now=NOW_S + off_s))


@pytest.mark.parametrize("mode", MODES)
def test_the_same_push_may_come_again_for_half_a_minute(
    account: Account, clock: FakeTime, mode: Mode
) -> None:
    account.mode = mode
    envelope, request = build(account, clock), push(account)
    assert envelope.open(*request)
    clock.now_s += 30
    assert envelope.open(*request)
    clock.now_s += 1
    with pytest.raises(Forged, match="replayed"):
        envelope.open(*request)


def test_in_plain_mode_a_signature_does_not_carry_another_body(account: Account, clock: FakeTime) -> None:
    account.mode = "plain"
    envelope = build(account, clock)
    query, body = push(account)
    assert envelope.open(query, body)
    with pytest.raises(Forged, match="replayed"):
        envelope.open(query, body.replace(b"oA", b"oB"))


def test_a_signature_without_a_message_opens_nothing_in_the_safe_modes(
    account: Account, clock: FakeTime
) -> None:
    """Who has seen one signed request cannot have a body of his own believed."""
    for mode in ("safe", "compatible"):
        account.mode = mode
        query, _ = push(account)
        with pytest.raises(BadPush, match="not encrypted"):
            build(account, clock).open(query, XML.encode())


def test_in_compatible_mode_only_the_cipher_is_believed(account: Account, clock: FakeTime) -> None:
    account.mode = "compatible"
    query, body = push(account)
    changed = body.replace(b"<![CDATA[oA]]>", b"<![CDATA[oEvil]]>", 1)
    assert changed != body
    assert read_field(build(account, clock).open(query, changed).fields, "FromUserName") == "oA"


def test_a_cipher_in_plain_mode_is_told_from_a_push(account: Account, clock: FakeTime) -> None:
    request = push(account)
    with pytest.raises(BadPush, match=r"wechat\.mode is plain"):
        build(account, clock, mode="plain").open(*request)


def test_during_a_change_both_keys_open_and_the_answer_has_the_one_that_did(clock: FakeTime) -> None:
    old = Account()
    new = Account(aes_key=fake_crypt.make_aes_key())
    envelope = build(new, clock, aes_key_previous=old.aes_key)
    for account in (old, new):
        opened = envelope.open(*push(account))
        assert read_field(opened.fields, "Content") == FIELDS["Content"]
        sealed = read_field(parse_xml(opened.seal("<xml>1</xml>")), "Encrypt")
        assert fake_crypt.decrypt(sealed, account.aes_key, account.app_id) == "<xml>1</xml>"
    with pytest.raises(BadPush, match="no key opens it"):
        build(new, clock).open(*push(old))


@pytest.mark.parametrize("other", [
    {"aes_key": fake_crypt.make_aes_key()},
    {"app_id": "wx0000000000000000"},
])  # fmt: skip
def test_what_another_key_or_app_sealed_is_not_opened(
    account: Account, clock: FakeTime, other: dict[str, str]
) -> None:
    request = push(account)
    with pytest.raises(BadPush, match="no key opens it"):
        build(account, clock, **other).open(*request)


@pytest.mark.parametrize("cipher", ["", "!", "AAAA", "A" * 43 + "=", "瓷砖", "A" * 128])
def test_what_is_no_cipher_is_a_bad_push(account: Account, clock: FakeTime, cipher: str) -> None:
    stamp = str(int(NOW_S))
    signed = fake_crypt.sign(account.token, stamp, "1", cipher)
    query = {"timestamp": stamp, "nonce": "1", "msg_signature": signed}
    with pytest.raises(BadPush):
        build(account, clock).open(query, build_xml({"Encrypt": cipher}).encode())


def test_the_handshake_is_echoed_to_who_signs_now(account: Account, clock: FakeTime) -> None:
    envelope, stamp = build(account, clock), str(int(NOW_S))
    query = {
        "signature": sign(account.token, stamp, "7"),
        "timestamp": stamp,
        "nonce": "7",
        "echostr": "<4711>",
    }
    assert envelope.check_handshake(query) == "<4711>"
    for change in (
        {"signature": "x"},
        {"nonce": "8"},
        {"timestamp": str(int(NOW_S) - 999)},
        {"signature": ""},
    ):
        with pytest.raises(Forged):
            envelope.check_handshake(query | change)
    clock.now_s = time.time()
    with pytest.raises(Forged):
        envelope.check_handshake({})


def test_the_signature_is_wechats() -> None:
    assert sign("token", "1795000000", "nonce") == fake_crypt.sign("token", "1795000000", "nonce")
    assert sign("b", "a") == sign("a", "b") == "da23614e02469a0d7c7bd1bdab5c9c474b1904dc"
