"""Telegram's errors and what they mean for a part: the four receipts."""

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.adapter import Delivered, Receipt, Refused, RetryLater, Uncertain
from bot.telegram.api import Flood, NoSuchMethod, ServerFault
from bot.telegram.receipts import is_token_refused, is_uneditable, read_error


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "receipt"),
    [
        (Flood(17), RetryLater(17, "too many requests", counts=False, holds="chat")),
        (ChatMigrated(-1005), RetryLater(0, "the group has moved", counts=False, moved_to="-1005")),
        (
            Forbidden("Forbidden: bot was blocked by the user"),
            Refused("bot was blocked by the user", unreachable=True),
        ),
        (Forbidden("Forbidden: user is deactivated"), Refused("user is deactivated", unreachable=True)),
        (BadRequest("Bad Request: chat not found"), Refused("Chat not found", unreachable=True)),
        (
            BadRequest("Bad Request: not enough rights to send text messages to the chat"),
            Refused("Not enough rights to send text messages to the chat", unreachable=True),
        ),
        (BadRequest("Bad Request: message is not modified: specified new …"), Delivered("77")),
        (
            BadRequest('Bad Request: can\'t parse entities: Unsupported start tag "Anna" at byte offset 7'),
            Refused("Can't parse entities"),
        ),
        (BadRequest("Bad Request: BUTTON_DATA_INVALID"), Refused("Button_data_invalid")),
        (InvalidToken(), RetryLater(60, "token refused", counts=False, holds="platform")),
        (NoSuchMethod(), Refused("the server does not know the method")),
        (ServerFault(500, done_nothing=True), RetryLater(2, "server error 500")),
        (ServerFault(502, done_nothing=False), Uncertain("no answer: ServerFault")),
        (caused(TimedOut(), httpx.ReadTimeout("x")), Uncertain("no answer: ReadTimeout")),
        (caused(TimedOut(), httpx.WriteTimeout("x")), Uncertain("no answer: WriteTimeout")),
        (caused(TimedOut(), httpx.PoolTimeout("x")), RetryLater(3, "not sent: PoolTimeout", counts=False)),
        (
            caused(TimedOut(), httpx.ConnectTimeout("x")),
            RetryLater(3, "not sent: ConnectTimeout", counts=False, holds="platform"),
        ),
        (
            caused(NetworkError("x"), httpx.ConnectError("x")),
            RetryLater(3, "not sent: ConnectError", counts=False, holds="platform"),
        ),
        (caused(NetworkError("x"), httpx.ReadError("x")), Uncertain("no answer: ReadError")),
        (
            caused(NetworkError("x"), httpx.RemoteProtocolError("x")),
            Uncertain("no answer: RemoteProtocolError"),
        ),
        (TelegramError("Invalid server response"), Uncertain("no answer: TelegramError")),
        (Conflict("Conflict"), Uncertain("no answer: Conflict")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_error_has_its_receipt(error: TelegramError, receipt: Receipt) -> None:
    assert read_error(error, "77") == receipt


@pytest.mark.parametrize(
    "said",
    [
        "message can't be edited",
        "message can\u2019t be edited",
        "message to edit not found",
        "MESSAGE_ID_INVALID",
        "there is no text in the message to edit",
    ],
)
def test_a_message_that_cannot_be_edited_is_known(said: str) -> None:
    assert is_uneditable(BadRequest(f"Bad Request: {said}"))


def test_other_errors_are_no_matter_of_the_message_or_the_token() -> None:
    assert not is_uneditable(BadRequest("Bad Request: chat not found"))
    assert not is_uneditable(TimedOut())
    assert is_token_refused(InvalidToken())
    assert not is_token_refused(Forbidden("Forbidden: bot was blocked by the user"))
