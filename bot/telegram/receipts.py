"""Telegram's error vocabulary in terms of the four receipts. Pure.

Not sent for sure: the connection could not be made, no connection was free, Telegram said no. All that
broke after the request went out may have arrived: uncertain. Reasons hold no text of anybody.
"""

from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.adapter import Delivered, Receipt, Refused, RetryLater, Uncertain
from bot.telegram.api import Flood, NoSuchMethod, ServerFault

AFTER_SERVER_FAULT_S = 2.0
AFTER_NO_CONNECTION_S = 3.0
AFTER_TOKEN_REFUSED_S = 60.0
REASON_CHARS = 80

NOT_MODIFIED = "message is not modified"
UNEDITABLE = (
    "message can't be edited",
    "message to edit not found",
    "message_id_invalid",
    "there is no text in the message to edit",
    "message identifier is not specified",
)
UNREACHABLE = (
    "chat not found",
    "user not found",
    "user is deactivated",
    "peer_id_invalid",
    "group chat was deactivated",
    "group chat was upgraded",
    "bot was kicked",
    "bot is not a member",
    "not enough rights to send",
    "have no rights to send",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_admin_required",
    "need administrator rights",
    "topic_closed",
    "topic_deleted",
    "message thread not found",
)
_NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


def is_uneditable(error: Exception) -> bool:
    """Whether an edit failed because of the message: too old, deleted, no text."""
    return isinstance(error, BadRequest) and _names_one(error, UNEDITABLE)


def is_form_refused(error: Exception, method: str) -> bool:
    """Whether the chat would take the same said in another way."""
    if method == "editMessageText":
        return is_uneditable(error)
    return isinstance(error, BadRequest) and not _names_one(error, UNREACHABLE)


def is_token_refused(error: Exception) -> bool:
    """Whether Telegram does not know the token: a matter for the operator."""
    return isinstance(error, InvalidToken | EndPointNotFound)


def read_error(error: TelegramError, message_id: str = "") -> Receipt:
    """The receipt for a call that failed; `message_id` is that of the message it was to edit."""
    match error:
        case Flood(seconds=seconds):
            return RetryLater(seconds, "too many requests", counts=False, holds="chat")
        case RetryAfter():
            wait = error.retry_after
            seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
            return RetryLater(seconds, "too many requests", counts=False, holds="chat")
        case ChatMigrated(new_chat_id=new_id):
            return RetryLater(0, "the group has moved", counts=False, moved_to=str(new_id))
        case Forbidden():
            return Refused(_shorten(error), unreachable=True)
        case InvalidToken() | EndPointNotFound():
            return RetryLater(AFTER_TOKEN_REFUSED_S, "token refused", counts=False, holds="platform")
        case NoSuchMethod():
            return Refused("the server does not know the method")
        case BadRequest():
            return _read_bad_request(error, message_id)
        case ServerFault(done_nothing=True):
            return RetryLater(AFTER_SERVER_FAULT_S, f"server error {error.status}")
    cause = error.__cause__
    if isinstance(cause, _NEVER_SENT):
        reason = f"not sent: {type(cause).__name__}"
        if isinstance(cause, httpx.PoolTimeout):
            return RetryLater(AFTER_NO_CONNECTION_S, reason, counts=False)
        return RetryLater(AFTER_NO_CONNECTION_S, reason, counts=False, holds="platform")
    return Uncertain(f"no answer: {type(cause or error).__name__}")


def _read_bad_request(error: BadRequest, message_id: str) -> Receipt:
    if _names_one(error, (NOT_MODIFIED,)):
        return Delivered(message_id)
    return Refused(_shorten(error), unreachable=_names_one(error, UNREACHABLE))


def _names_one(error: TelegramError, phrases: tuple[str, ...]) -> bool:
    said = error.message.lower().replace("\u2019", "'")
    return any(phrase in said for phrase in phrases)


def _shorten(error: TelegramError) -> str:
    """What Telegram says, without what it may quote of a message: that comes after a colon or a quote."""
    said = error.message.removeprefix("Forbidden: ").split(":")[0].split('"')[0]
    return said[:REASON_CHARS].strip()
