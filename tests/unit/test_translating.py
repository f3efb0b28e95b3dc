"""Translations against a server on loopback, and how they follow the originals: marked, masked, or missed."""

import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.adapter import Adapter
from bot.app import build_translator
from bot.config import ConfigError, load_config
from bot.translating import MAX_ATTEMPTS, RETRY_AFTER_S, Translating
from bot.translators import DeepL, LibreTranslate, TranslationFailed, Translator
from bot.turns import Turns
from directory.domain.person import Address, Destination
from directory.store.conversations import load_or_create
from directory.store.engine import Store
from directory.store.models import OutboxRow, TranslationRow
from handlers.context import Limits
from handlers.localizer import Localizer
from handlers.messages import Foreign, Notice, Outcome, Reply
from tests.property.crashing import FakePlatform, FakeSearch, Fuse
from tests.store_samples import NOW

LOCALIZER = Localizer()
SENTENCE = "Wir suchen Fliesen."


@dataclass
class FakeServer:
    """Speaks both protocols; `status` and `answer` are what it says next, `held` keeps it from saying it."""

    url: str = ""
    status: int = 200
    answer: bytes | None = None
    held: threading.Event = field(default_factory=threading.Event)
    asked: list[dict[str, Any]] = field(default_factory=list)

    def reply(self, path: str, asked: dict[str, Any]) -> bytes:
        self.asked.append({"path": path, **asked})
        if self.answer is not None:
            return self.answer
        if path == "/translate":
            return json.dumps({"translatedText": f"<{asked['target']}> {asked['q']}"}).encode()
        target, text = asked["target_lang"], asked["text"][0]
        said = {"text": f"<{target}> {text}", "detected_source_language": "DE", "billed_characters": 9}
        return json.dumps({"translations": [said]}).encode()


@pytest.fixture
def server() -> Iterator[FakeServer]:
    fake = FakeServer()
    fake.held.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = fake.reply(self.path, {**asked, "auth": self.headers.get("Authorization")})
            fake.held.wait(10)
            try:
                self.send_response(fake.status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass  # the other side has given up waiting

        def log_message(self, *arguments: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    fake.url = f"http://127.0.0.1:{http.server_port}"
    yield fake
    fake.held.set()
    http.shutdown()
    http.server_close()
    thread.join()


def make(kind: str, url: str, timeout_s: float = 5) -> Translator:
    return DeepL("key", url, timeout_s) if kind == "deepl" else LibreTranslate("key", url, timeout_s)


each_kind = pytest.mark.parametrize("kind", ["deepl", "libretranslate"])


@each_kind
@pytest.mark.parametrize("source", ["de", "zh", "en"])
@pytest.mark.parametrize("target", ["de", "zh", "en"])
def test_a_text_is_translated(server: FakeServer, kind: str, source: str, target: str) -> None:
    codes = {"de": "DE", "zh": "ZH-HANS", "en": "EN-GB"}
    got = make(kind, server.url).translate(SENTENCE, source, target)
    code = codes[target] if kind == "deepl" else target
    assert got == f"<{code}> {SENTENCE}"
    (asked,) = server.asked
    assert "key" in (asked["auth"] or asked["api_key"])
    assert asked.get("formality", "prefer_more") == "prefer_more"


@each_kind
@pytest.mark.parametrize(
    ("status", "again"), [(429, True), (500, True), (503, True), (403, False), (400, False)]
)
def test_an_error_says_whether_to_try_again(server: FakeServer, kind: str, status: int, again: bool) -> None:
    server.status, server.answer = status, b'{"error": "no", "message": "no"}'
    with pytest.raises(TranslationFailed) as failed:
        make(kind, server.url).translate(SENTENCE, "de", "zh")
    assert failed.value.again is again and len(server.asked) == 1
    assert SENTENCE not in str(failed.value)


@each_kind
@pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b'{"translatedText": 3}'])
def test_an_answer_of_another_kind_is_a_failure(server: FakeServer, kind: str, answer: bytes) -> None:
    server.answer = answer
    with pytest.raises(TranslationFailed):
        make(kind, server.url).translate(SENTENCE, "de", "zh")


@each_kind
def test_a_server_that_does_not_answer_is_left_after_the_time_out(server: FakeServer, kind: str) -> None:
    server.held.clear()
    with pytest.raises(TranslationFailed) as failed:
        make(kind, server.url, 0.2).translate(SENTENCE, "de", "zh")
    assert failed.value.again


@each_kind
def test_a_server_that_is_not_there_is_a_failure_too(kind: str) -> None:
    with pytest.raises(TranslationFailed) as failed:
        make(kind, "http://127.0.0.1:1").translate(SENTENCE, "de", "zh")
    assert failed.value.again


# How translations follow the originals


@dataclass
class House:
    """Turns with a translator, one reader; what was put into the outbox, in order."""

    store: Store
    translator: Translator
    translates: bool = True
    now: datetime = NOW

    def __post_init__(self) -> None:
        platforms: dict[str, Adapter] = {"alpha": FakePlatform("alpha", Fuse(), [])}
        self.turns = Turns(
            self.store,
            platforms,
            list(platforms),
            FakeSearch(()),
            LOCALIZER,
            Limits(),
            lambda: self.now,
            translates=self.translates,
        )
        self.translating = Translating(self.store, self.turns, self.translator, LOCALIZER, lambda: self.now)

    def tell(self, text: str, source: str = "de", target: str = "zh") -> None:
        address = Address("alpha", "chen")
        with self.store.write() as session:
            load_or_create(session, address, target, self.now)
            foreign = (Foreign(text, source),)
            notice = Notice(Destination(address, target), (Reply(f"原文：{text}"),), None, foreign)
            self.turns.carry_out(session, Outcome(notices=(notice,)))

    def said(self) -> str:
        with self.store.read() as session:
            rows = session.scalars(select(OutboxRow.payload).order_by(OutboxRow.id))
            return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)

    def count_waiting(self) -> int:
        with self.store.read() as session:
            return len(session.scalars(select(TranslationRow.id)).all())


@pytest.fixture
def quick_store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'isabot.db'}")
    store.upgrade()
    yield store
    store.close()


@each_kind
def test_the_original_goes_at_once_and_the_translation_follows_marked(
    server: FakeServer, quick_store: Store, kind: str
) -> None:
    house = House(quick_store, make(kind, server.url))
    house.tell(SENTENCE)
    assert SENTENCE in house.said() and "机器翻译" not in house.said() and not server.asked
    assert house.translating.run_next() and not house.translating.run_next()
    last = house.said().splitlines()[-1]
    assert "机器翻译" in last and f"> {SENTENCE}" in last
    assert house.count_waiting() == 0


def test_contact_data_never_leave(server: FakeServer, quick_store: Store) -> None:
    house = House(quick_store, make("libretranslate", server.url))
    house.tell("Rufen Sie an: 0212 290-1234, weber@klingenwerk.example, 微信号 chenli88")
    house.translating.run_next()
    (asked,) = server.asked
    assert "•••" in asked["q"]
    for secret in ("290", "weber", "chenli88"):
        assert secret not in asked["q"]
    with quick_store.read() as session:
        assert session.scalar(select(TranslationRow.text)) is None


def test_where_it_is_off_nothing_waits(quick_store: Store, server: FakeServer) -> None:
    house = House(quick_store, make("libretranslate", server.url), translates=False)
    house.tell(SENTENCE)
    assert house.count_waiting() == 0 and not house.translating.run_next()


@pytest.mark.parametrize("status", [429, 500])
def test_what_fails_is_tried_again_later_and_then_the_reader_is_told(
    server: FakeServer, quick_store: Store, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    house = House(quick_store, make("libretranslate", server.url))
    house.tell(SENTENCE)
    server.status = status
    with caplog.at_level(logging.DEBUG):
        for attempt in range(1, MAX_ATTEMPTS + 1):
            assert house.translating.run_next() and len(server.asked) == attempt
            assert not house.translating.run_next()
            house.now += timedelta(seconds=RETRY_AFTER_S * attempt)
    assert LOCALIZER.text("zh", "not-translated") in house.said()
    assert house.count_waiting() == 0 and SENTENCE not in caplog.text


def test_a_service_that_comes_back_in_time_is_heard(server: FakeServer, quick_store: Store) -> None:
    house = House(quick_store, make("deepl", server.url))
    house.tell(SENTENCE)
    server.status = 503
    house.translating.run_next()
    server.status = 200
    house.now += timedelta(seconds=RETRY_AFTER_S)
    assert house.translating.run_next()
    assert f"> {SENTENCE}" in house.said()


def test_what_can_not_come_later_is_told_at_once(server: FakeServer, quick_store: Store) -> None:
    house = House(quick_store, make("libretranslate", server.url))
    house.tell(SENTENCE)
    server.status = 403
    assert house.translating.run_next() and not house.translating.run_next()
    assert LOCALIZER.text("zh", "not-translated") in house.said()


def test_a_translator_that_breaks_is_no_reason_to_stop(quick_store: Store) -> None:
    class Broken:
        def translate(self, text: str, source: str, target: str) -> str:
            raise RuntimeError(text)

    house = House(quick_store, Broken())
    house.tell(SENTENCE)
    assert house.translating.run_next() and not house.translating.run_next()
    assert LOCALIZER.text("zh", "not-translated") in house.said()


# Settings


def test_it_is_off_by_default_and_the_key_comes_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert build_translator(load_config()) is None
    with pytest.raises(ConfigError, match="ISABOT__TRANSLATION__KEY"):
        load_config(translation={"service": "deepl"})
    with pytest.raises(ConfigError, match="url"):
        load_config(translation={"service": "libretranslate"})
    written = tmp_path / "config.toml"
    written.write_text('[translation]\nservice = "deepl"\nkey = "secret"\n')
    with pytest.raises(ConfigError, match="is a secret"):
        load_config(written)
    monkeypatch.setenv("ISABOT__TRANSLATION__KEY", "k")
    assert isinstance(build_translator(load_config(translation={"service": "deepl"})), DeepL)
    libre = load_config(translation={"service": "libretranslate", "url": "http://127.0.0.1:5000"})
    assert isinstance(build_translator(libre), LibreTranslate)


def test_the_figures_of_fair_use_have_an_order() -> None:
    with pytest.raises(ConfigError, match="least, start and most"):
        load_config(fair_use={"least": 9})
    with pytest.raises(ConfigError, match="warn_after_same_text"):
        load_config(fair_use={"warn_after_same_text": 9})
