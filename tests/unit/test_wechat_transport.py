"""One call over HTTP: what goes out, what comes back, what is told apart, and that nothing goes out twice."""

import json
import logging
import socket
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from bot.wechat import connecting
from bot.wechat.faults import AnswerLost, NotSent, ServerBusy, WeChatError, WeChatFault
from bot.wechat.transport import Transport
from tests.unit.wechat_server import Answer, ScriptedServer

TOKEN = "72_secret-token"
OPENID = "oAbc-secret-openid"
SEND = "message/custom/send"
OK = {"errcode": 0, "errmsg": "ok"}
Connect = Callable[..., tuple[ScriptedServer, Transport]]


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Start a server that gives these answers, and a transport that calls it."""
    with ExitStack() as stack:

        def start(*answers: Answer) -> tuple[ScriptedServer, Transport]:
            server = stack.enter_context(closing(ScriptedServer(*answers)))
            transport = Transport("wx123456", "app-secret", server.url)
            return server, stack.enter_context(closing(transport))

        yield start


def test_a_call_carries_token_and_text(connect: Connect) -> None:
    server, transport = connect(OK | {"msgid": 7})
    assert transport.make(SEND, {"touser": OPENID, "text": "陶瓷 “Messer” \ud83d"}, TOKEN)["msgid"] == 7
    assert transport.make("menu/get", None, TOKEN)
    post, get = server.seen
    assert (post.method, post.path, post.token) == ("POST", "/cgi-bin/message/custom/send", TOKEN)
    assert post.payload == {"touser": OPENID, "text": "陶瓷 “Messer” ?"}
    assert (get.method, get.path, get.token, get.payload) == ("GET", "/cgi-bin/menu/get", TOKEN, None)


@pytest.mark.parametrize(
    ("answer", "raised", "said"),
    [
        ({"errcode": 45015, "errmsg": "response out of time limit rid: 1"}, WeChatFault, "errcode 45015"),
        ({"errcode": "45009", "errmsg": "quota"}, WeChatFault, "errcode 45009"),
        ({"errcode": 40001, "errmsg": "invalid credential"}, WeChatFault, "errcode 40001"),
        ({"errcode": -1, "errmsg": "system error"}, ServerBusy, "errcode -1"),
        ({"errcode": "many"}, AnswerLost, "not in the form"),
        ({"errcode": None}, AnswerLost, "not in the form"),
        (b"<html>gateway</html>", AnswerLost, "no JSON object"),
        (b"", AnswerLost, "no JSON object"),
        (b"[1]", AnswerLost, "no JSON object"),
        (b"[" * 100_000, AnswerLost, "not in the form"),
        (500, AnswerLost, "HTTP 500"),
        (502, AnswerLost, "HTTP 502"),
        (504, AnswerLost, "HTTP 504"),
        (302, AnswerLost, "no JSON object"),
        (404, NotSent, "HTTP 404"),
        (429, NotSent, "HTTP 429"),
        ("close", AnswerLost, "ConnectionError"),
    ],
)
def test_faults_are_told_apart_and_no_call_is_repeated(
    connect: Connect, answer: Answer, raised: type[WeChatError], said: str
) -> None:
    server, transport = connect(answer)
    with pytest.raises(raised, match=said) as caught:
        transport.make(SEND, {"touser": OPENID}, TOKEN)
    assert type(caught.value) is raised
    assert len(server.seen) == 1


def test_no_answer_in_time_is_an_answer_lost(connect: Connect) -> None:
    server, transport = connect("hang")
    transport.timeout = (1, 0.2)
    with pytest.raises(AnswerLost, match="ReadTimeout"):
        transport.make(SEND, {"touser": OPENID}, TOKEN)
    with pytest.raises(AnswerLost, match="ReadTimeout"):
        transport.fetch_token()
    assert len(server.seen) == 2


def test_without_a_connection_nothing_was_sent() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    with (
        closing(Transport("wx123456", "s", f"http://127.0.0.1:{port}")) as transport,
        pytest.raises(NotSent, match="ConnectionError"),
    ):
        transport.make(SEND, {}, TOKEN)


@pytest.mark.parametrize("ends", [True, False])
def test_a_tls_handshake_that_fails_has_sent_nothing(ends: bool) -> None:
    held: list[socket.socket] = []

    def accept(server: socket.socket) -> None:
        connection, _ = server.accept()
        connection.recv(1000)
        held.append(connection)
        if ends:
            connection.close()

    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        thread = threading.Thread(target=accept, args=(server,))
        thread.start()
        with closing(Transport("wx123456", "s", f"https://127.0.0.1:{server.getsockname()[1]}")) as transport:
            transport.timeout = (0.5, 0.5)
            with pytest.raises(NotSent):
                transport.make(SEND, {}, TOKEN)
        thread.join()
        held.pop().close()


def test_a_kept_connection_that_breaks_is_not_tried_again(connect: Connect) -> None:
    server, transport = connect(OK, "close", OK)
    transport.make(SEND, {"n": 1}, TOKEN)
    with pytest.raises(AnswerLost):
        transport.make(SEND, {"n": 2}, TOKEN)
    assert [seen.payload["n"] for seen in server.seen] == [1, 2]
    assert server.seen[0].connection == server.seen[1].connection


def test_a_kept_connection_that_was_closed_is_replaced(connect: Connect) -> None:
    server, transport = connect(OK)
    transport.make(SEND, {"n": 1}, TOKEN)
    server.drop_connections()
    transport.make(SEND, {"n": 2}, TOKEN)
    assert [seen.payload["n"] for seen in server.seen] == [1, 2]


@pytest.mark.parametrize(("idle_s", "connections"), [(60.0, 1), (0.0, 3)])
def test_an_idle_connection_is_not_trusted(
    connect: Connect, monkeypatch: pytest.MonkeyPatch, idle_s: float, connections: int
) -> None:
    monkeypatch.setattr(connecting, "IDLE_S", idle_s)
    server, transport = connect(OK)
    for _ in range(3):
        transport.make(SEND, {}, TOKEN)
    assert len({seen.connection for seen in server.seen}) == connections


def test_a_token_is_asked_for_at_the_configured_address(connect: Connect) -> None:
    server, transport = connect({"access_token": TOKEN, "expires_in": 7200})
    assert transport.fetch_token() == (TOKEN, 7200)
    assert transport.fetch_token(force=True) == (TOKEN, 7200)
    wanted = {"grant_type": "client_credential", "appid": "wx123456", "secret": "app-secret"}
    assert [seen.payload for seen in server.seen] == [
        wanted | {"force_refresh": False},
        wanted | {"force_refresh": True},
    ]
    assert {(seen.method, seen.path, seen.token) for seen in server.seen} == {
        ("POST", "/cgi-bin/stable_token", "")
    }


@pytest.mark.parametrize(
    "answer", [{}, {"access_token": "", "expires_in": 7200}, {"access_token": TOKEN, "expires_in": "x"}]
)
def test_an_answer_without_a_token_is_none(connect: Connect, answer: dict[str, object]) -> None:
    _, transport = connect(answer)
    with pytest.raises(AnswerLost, match="no token"):
        transport.fetch_token()


def test_neither_log_nor_traceback_holds_token_openid_or_secret(
    connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    _, transport = connect(OK, {"errcode": 40003, "errmsg": f"invalid openid {OPENID}"}, 502, "close")
    transport.make(SEND, {"touser": OPENID}, TOKEN)
    told = ""
    for _ in range(3):
        with pytest.raises(WeChatError) as caught:
            transport.make(SEND, {"touser": OPENID}, TOKEN)
        told += "".join(traceback.format_exception(caught.value))
    with pytest.raises(WeChatError):
        transport.fetch_token()
    for secret in (TOKEN, OPENID, "app-secret"):
        assert secret not in caplog.text + told + json.dumps(caplog.messages)


def test_the_server_s_time_is_noted(connect: Connect) -> None:
    _, transport = connect(OK)
    assert transport.clock_skew_s is None
    transport.make(SEND, {}, TOKEN)
    assert transport.clock_skew_s is not None
    assert abs(transport.clock_skew_s) < 60
