"""The envelope against werobot, which shares no code with ours: what one seals the other opens."""

import random
import secrets
import time
from xml.sax.saxutils import escape

import pytest
from werobot.crypto import MessageCrypt
from werobot.parser import parse_user_msg, parse_xml
from werobot.utils import get_signature

from bot.config_wechat import WeChatSettings
from bot.wechat.envelope import Envelope
from bot.wechat.push_xml import build_answer, read_field
from bot.wechat.render import render_reply
from directory.domain.visible import strip_hidden
from handlers.messages import Reply
from tests.wechat.fake_crypt import make_aes_key

TOKEN, APP_ID = "interopToken2026", "wx5f1e9c0d7a3b2468"
ALPHABETS = ("abc XYZ 019", "瓷砖机床氢能，。", "äöüßé", "😀👩‍👩‍👧‍👦🇩🇪", "]]><&\"'", "\n\t ")
AES_KEY = make_aes_key()
THEIRS = MessageCrypt(TOKEN, AES_KEY, APP_ID)
CHANCE = random.Random(20261125)
MESSAGES = [
    "",
    "]]>",
    *("x" * size for size in range(12, 12 + 64)),  # through two blocks of the padding
    *(
        "".join(CHANCE.choice(CHANCE.choice(ALPHABETS)) for _ in range(CHANCE.randrange(1, 500)))
        for _ in range(134)
    ),
]


@pytest.fixture(scope="module")
def ours() -> Envelope:
    keys = {"app_id": APP_ID, "app_secret": "s", "token": TOKEN, "aes_key": AES_KEY}
    return Envelope(WeChatSettings.model_validate(keys))


def test_there_are_two_hundred_messages() -> None:
    assert len(MESSAGES) == 200
    assert len({len(text.encode()) % 32 for text in MESSAGES}) == 32


def test_what_werobot_posts_is_opened_here(ours: Envelope) -> None:
    for number, text in enumerate(MESSAGES):
        opened = ours.open(*post(build_push(text, number)))
        assert read_field(opened.fields, "Content") == text.strip(), text
        assert read_field(opened.fields, "MsgId") == str(number)
        assert read_field(opened.fields, "FromUserName") == "oNOTours"


def test_what_is_sealed_here_is_read_by_werobot(ours: Envelope) -> None:
    seal = ours.open(*post(build_push("?", 0))).seal
    for text in MESSAGES:
        parts = tuple(render_reply(Reply(text), 1)[:1])
        sealed = parse_xml(seal(build_answer(parts, "oNOTours", "gh_1", 1795000000)))
        assert isinstance(sealed, dict)
        xml = THEIRS.decrypt_message(
            sealed["TimeStamp"], sealed["Nonce"], sealed["MsgSignature"], sealed["Encrypt"]
        )
        message = parse_user_msg(xml)
        assert message is not None
        assert (message.type, message.source, message.target) == ("text", "gh_1", "oNOTours")
        written = strip_hidden(text).replace("<", "＜").strip() or "…"
        assert message.content == "\n".join(written.split("\n")), text


def test_the_handshake_that_werobot_signs_is_answered(ours: Envelope) -> None:
    stamp = str(int(time.time()))
    signed = {"signature": get_signature(TOKEN, stamp, "7"), "timestamp": stamp, "nonce": "7"}
    assert ours.check_handshake(signed | {"echostr": "4711"}) == "4711"


def build_push(text: str, number: int) -> str:
    """A text message, escaped as XML so that nothing in it is lost."""
    return (
        "<xml><ToUserName>gh_1</ToUserName><FromUserName>oNOTours</FromUserName>"
        f"<CreateTime>1795000000</CreateTime><MsgType>text</MsgType><Content>{escape(text)}</Content>"
        f"<MsgId>{number}</MsgId></xml>"
    )


def post(xml: str) -> tuple[dict[str, str], bytes]:
    """Query and body of a push as werobot would write them."""
    stamp, nonce = str(int(time.time())), secrets.token_hex(4)
    body: str = THEIRS.encrypt_message(xml, stamp, nonce)
    fields = parse_xml(body)
    assert isinstance(fields, dict)
    query = {
        "signature": get_signature(TOKEN, stamp, nonce),
        "timestamp": stamp,
        "nonce": nonce,
        "encrypt_type": "aes",
        "msg_signature": fields["MsgSignature"],
    }
    return query, body.encode()
