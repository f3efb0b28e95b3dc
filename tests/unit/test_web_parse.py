"""JSON bodies: what becomes an update, what is refused, and why."""

import json

import pytest

from bot.web.parse import Rejected, parse_locale, parse_message
from directory.domain.person import Address
from handlers.messages import Update, UpdateKind

HERE = Address("web", "abc")


def parse(fields: object) -> Update | Rejected:
    return parse_message(json.dumps(fields).encode(), HERE)


def test_text_is_trimmed_and_freed_of_what_no_keyboard_types():
    update = parse({"id": "1", "text": "  Fliesen\r\naus\x00 Foshan\x1b \ud800 ", "lang": "de-AT"})
    assert update == Update("m:1", HERE, UpdateKind.TEXT, text="Fliesen\naus Foshan \ufffd", locale_hint="de")


def test_choice_carries_its_label_as_the_users_words():
    update = parse({"id": "1", "choice": "c:1042", "label": "Vorstellen"})
    assert update == Update("m:1", HERE, UpdateKind.CHOICE, text="Vorstellen", choice="c:1042")


@pytest.mark.parametrize("start", ["", "c-7Xk_2"])
def test_start_with_and_without_deep_link(start: str) -> None:
    update = parse({"id": "hello", "start": start, "lang": "zh-Hans"})
    assert update == Update("m:hello", HERE, UpdateKind.START, text=start, locale_hint="zh")


def test_the_longest_text_is_taken():
    update = parse({"id": "1", "text": "好" * 4000})
    assert isinstance(update, Update)
    assert len(update.text) == 4000


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "bad_json"),
        (b"{", "bad_json"),
        (b"\xff\xfe", "bad_json"),
        (b"[" * 15_000, "bad_json"),
        (b"9" * 15_000, "bad_json"),
        (b"[]", "bad_json"),
        (b'"hi"', "bad_json"),
        (b"null", "bad_json"),
        (b'{"text": "hi"}', "bad_id"),
        (b'{"id": 7, "text": "hi"}', "bad_id"),
        (b'{"id": "", "text": "hi"}', "bad_id"),
        (b'{"id": "a b", "text": "hi"}', "bad_id"),
        (b'{"id": "a\\n", "text": "hi"}', "bad_id"),
        (b'{"id": "' + b"a" * 101 + b'", "text": "hi"}', "bad_id"),
        (b'{"id": "1"}', "bad_kind"),
        (b'{"id": "1", "text": "hi", "choice": "c:1"}', "bad_kind"),
        (b'{"id": "1", "text": "hi", "start": ""}', "bad_kind"),
        (b'{"id": "1", "text": null}', "bad_type"),
        (b'{"id": "1", "text": ["hi"]}', "bad_type"),
        (b'{"id": "1", "text": "hi", "lang": 1}', "bad_type"),
        (b'{"id": "1", "choice": "c:1", "label": 1}', "bad_type"),
        (b'{"id": "1", "start": 1}', "bad_type"),
        (b'{"id": "1", "text": ""}', "empty"),
        (b'{"id": "1", "text": " \\n\\u0000 "}', "empty"),
        (b'{"id": "1", "choice": "c:1"}', "empty"),
        (b'{"id": "1", "choice": "c:1", "label": " "}', "empty"),
        (b'{"id": "1", "choice": "", "label": "Ja"}', "bad_choice"),
        (b'{"id": "1", "choice": "c:\\u0000", "label": "Ja"}', "bad_choice"),
        (b'{"id": "1", "choice": "\\ud800", "label": "Ja"}', "bad_choice"),
        ('{"id": "1", "choice": "%s", "label": "Ja"}' % ("ü" * 33), "bad_choice"),
        (b'{"id": "1", "choice": "c:1", "label": "' + b"a" * 201 + b'"}', "too_long"),
        (b'{"id": "1", "text": "' + b"a" * 4001 + b'"}', "too_long"),
        (b'{"id": "1", "start": "a b"}', "bad_start"),
        (b'{"id": "1", "start": "' + b"a" * 65 + b'"}', "bad_start"),
    ],
)
def test_bad_bodies(body: bytes | str, code: str) -> None:
    rejected = parse_message(body.encode() if isinstance(body, str) else body, HERE)
    assert isinstance(rejected, Rejected)
    assert rejected.code == code
    assert rejected.message.endswith(".")


@pytest.mark.parametrize(
    ("tag", "locale"),
    [("de", "de"), ("de-CH", "de"), ("ZH_hant_TW", "zh"), ("en-GB", "en"), ("fr", ""), ("", ""), ("den", "")],
)
def test_locales(tag: str, locale: str) -> None:
    assert parse_locale(tag) == locale
