"""Stands in for our server in the double's own tests: shakes hands, then answers as the test wrote."""

import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.wechat import fake_crypt
from tests.wechat.fake_world import Account
from tests.wechat.fake_xml import build_xml, read_xml

Answer = Callable[[dict[str, Any]], bytes | str]


class OwnServer:
    """Start with `with`. `answer` gets the decrypted fields; `got` are (query, body, fields) of each post."""

    def __init__(self, account: Account, answer: Answer = lambda fields: "success") -> None:
        self.account = account
        self.answer = answer
        self.got: list[tuple[dict[str, str], str, dict[str, Any]]] = []
        own = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = dict(parse_qsl(urlsplit(self.path).query))
                signed = fake_crypt.is_signed(
                    query["signature"], own.account.token, query["timestamp"], query["nonce"]
                )
                self._send(query["echostr"].encode() if signed else b"no")

            def do_POST(self) -> None:
                query = dict(parse_qsl(urlsplit(self.path).query))
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                fields = own.read(query, body)
                own.got.append((query, body, fields))
                answer = own.answer(fields)
                self._send(answer.encode() if isinstance(answer, str) else answer)

            def _send(self, body: bytes) -> None:
                try:
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:  # the platform has hung up
                    pass

            def log_message(self, format: str, *values: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/wechat"

    def __enter__(self) -> "OwnServer":
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def read(self, query: dict[str, str], body: str) -> dict[str, Any]:
        """The fields of a push whose signature fits."""
        account, fields = self.account, read_xml(body)
        stamp, nonce = query["timestamp"], query["nonce"]
        assert fake_crypt.is_signed(query["signature"], account.token, stamp, nonce)
        if "Encrypt" not in fields:
            return fields
        secret = fields["Encrypt"]
        assert fake_crypt.is_signed(query["msg_signature"], account.token, stamp, nonce, secret)
        return read_xml(fake_crypt.decrypt(secret, account.aes_key, account.app_id))


def build_reply(fields: dict[str, Any], **content: Any) -> str:
    """A passive reply to a push, in plain text."""
    head = {"ToUserName": fields["FromUserName"], "FromUserName": fields["ToUserName"]}
    return build_xml(head | {"CreateTime": int(time.time())} | content)


def build_text(fields: dict[str, Any], text: str) -> str:
    """A text as a passive reply, in plain text."""
    return build_reply(fields, MsgType="text", Content=text)


def encrypt_reply(account: Account, xml: str) -> str:
    """A passive reply as safe mode wants it."""
    secret, stamp, nonce = fake_crypt.encrypt(xml, account.aes_key, account.app_id), "1795000000", "42"
    signature = fake_crypt.sign(account.token, stamp, nonce, secret)
    return build_xml({"Encrypt": secret, "MsgSignature": signature, "TimeStamp": stamp, "Nonce": nonce})
