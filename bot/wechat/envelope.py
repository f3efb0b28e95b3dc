"""Opening what WeChat posts and sealing what answers it: signatures, encryption, two keys during a change.

Signatures are compared in constant time, before anything else is looked at. Encrypted pushes are opened
with the current key, else with the previous one, and answered with the key they came with.
"""

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wechatpy.crypto import PrpCrypto

from bot.config_wechat import WeChatSettings
from bot.wechat.push_xml import BadPush, Fields, build_sealed, parse_xml, read_field
from bot.wechat.replays import Replays


class Forged(Exception):
    """The request is not signed by WeChat for now; the message says why."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The fields of a push, and how its answer is sealed."""

    fields: Fields
    seal: Callable[[str], str]


class Envelope:
    """The account's keys. `clock_s` tells the seconds since 1970."""

    def __init__(self, given: WeChatSettings, clock_s: Callable[[], float] = time.time) -> None:
        self._token = given.token.get_secret_value()
        self._app_id = given.app_id
        self._encrypted = given.mode != "plain"
        names = (given.aes_key, given.aes_key_previous) if self._encrypted else ()
        self._keys = [
            base64.b64decode(key.get_secret_value() + "=") for key in names if key.get_secret_value()
        ]
        self._clock_s = clock_s
        self._replays = Replays(clock_s)

    def check_handshake(self, query: Mapping[str, str]) -> str:
        """The echo that answers the console's check of the address. Raises Forged."""
        self._check(query, query.get("signature", ""))
        return query.get("echostr", "")

    def open(self, query: Mapping[str, str], body: bytes) -> Opened:
        """What was posted. Raises Forged and BadPush."""
        if not self._encrypted:
            signature = query.get("signature", "")
            self._check(query, signature)
            self._admit(query, signature, body)
            if query.get("encrypt_type") == "aes":
                raise BadPush("encrypted, but wechat.mode is plain")
            return Opened(parse_xml(_decode(body)), lambda answer: answer)
        if query.get("signature"):
            self._check(query, query["signature"])
        elif not query.get("msg_signature"):
            raise Forged("not signed")
        encrypted = read_field(parse_xml(_decode(body)), "Encrypt")
        if not encrypted:
            raise BadPush("not encrypted, but wechat.mode is not plain")
        signature = query.get("msg_signature", "")
        self._check(query, signature, encrypted)
        self._admit(query, signature, encrypted.encode())
        for key in self._keys:
            try:
                text = PrpCrypto(key).decrypt(encrypted, self._app_id)
            except Exception:  # noqa: S112  # the library fails in many ways; the next key, or none, fits
                continue
            return Opened(parse_xml(text), lambda answer, key=key: self._seal(answer, key))  # type: ignore[misc]
        raise BadPush("no key opens it: is wechat.aes_key the console's?")

    def _check(self, query: Mapping[str, str], signature: str, *signed: str) -> None:
        timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
        wanted = sign(self._token, timestamp, nonce, *signed)
        if not hmac.compare_digest(signature.encode("utf-8", "replace"), wanted.encode()):
            raise Forged("wrong signature")
        if not self._replays.is_fresh(timestamp):
            raise Forged("not of now")

    def _admit(self, query: Mapping[str, str], signature: str, body: bytes) -> None:
        if not self._replays.admit(f"{query.get('timestamp')} {query.get('nonce')} {signature}", body):
            raise Forged("replayed")

    def _seal(self, answer: str, key: bytes) -> str:
        """The encrypted form of an answer; "success" and nothing need none."""
        if answer in ("", "success"):
            return answer
        encrypted = PrpCrypto(key).encrypt(answer, self._app_id).decode()
        timestamp, nonce = str(int(self._clock_s())), secrets.token_hex(8)
        return build_sealed(encrypted, sign(self._token, timestamp, nonce, encrypted), timestamp, nonce)


def sign(*words: str) -> str:
    """WeChat's signature: SHA-1 over the words in order of their bytes."""
    joined = b"".join(sorted(word.encode("utf-8", "replace") for word in words))
    return hashlib.sha1(joined, usedforsecurity=False).hexdigest()


def _decode(body: bytes) -> str:
    return body.decode("utf-8", "replace")
