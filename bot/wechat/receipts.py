"""WeChat's error codes in terms of the four receipts. Pure. Reasons hold codes, no text of anybody."""

from bot.adapter import Receipt, Refused, RetryLater, Uncertain
from bot.wechat.faults import NoToken, NotSent, ServerBusy, WeChatError, WeChatFault

AFTER_BUSY_S = 2.0
AFTER_NO_CONNECTION_S = 3.0
AFTER_MISCONFIGURED_S = 60.0

NO_PERMISSION = 48001
WINDOW_CLOSED = {
    45015: "window closed",
    45047: "messages of the window used up",
    43101: "consent used up or refused",
    48002: "the user takes no messages",
}
UNREACHABLE = {
    40003: "no such openid",
    43004: "does not follow",
    43019: "on the blacklist",
    50005: "does not follow",
}
TOO_MUCH_S = {
    45009: 900.0,  # calls of the day
    45011: 60.0,  # calls of the minute
    45033: 60.0,
    45028: 3600.0,  # mass sends of the month
}
MISCONFIGURED = frozenset(
    {
        40001, 40014, 42001,  # the token, after it was replaced
        40002, 40013, 40125, 40164, 40243, 41002, 41004,  # account, secret, address of ours
        48004, 48005, 48006, 50001, 50002, 50004, 50007,  # withdrawn or locked
        89501, 89503, 89506, 89507,  # the account's owner must agree to our address
    }
)  # fmt: skip


def is_no_permission(error: Exception) -> bool:
    """Whether the account may not make this call at all: it is not verified for it."""
    return isinstance(error, WeChatFault) and error.errcode == NO_PERMISSION


def is_misconfigured(error: Exception) -> bool:
    """Whether only the operator can mend it."""
    return isinstance(error, WeChatFault | NoToken) and error.errcode in MISCONFIGURED


def read_fault(error: WeChatError) -> Receipt:
    """The receipt for a call that failed."""
    match error:
        case NoToken(after_s=after_s):
            return RetryLater(after_s, str(error), counts=False, holds="platform")
        case NotSent():
            return RetryLater(AFTER_NO_CONNECTION_S, f"not sent: {error}", counts=False, holds="platform")
        case ServerBusy():
            return RetryLater(AFTER_BUSY_S, "server busy")
        case WeChatFault(errcode=errcode):
            return _read_errcode(errcode)
    return Uncertain(f"no answer: {error}")


def _read_errcode(errcode: int) -> Receipt:
    if errcode in WINDOW_CLOSED:
        return Refused(f"{WINDOW_CLOSED[errcode]} ({errcode})", waits=True)
    if errcode in UNREACHABLE:
        return Refused(f"{UNREACHABLE[errcode]} ({errcode})", unreachable=True)
    if errcode in TOO_MUCH_S:
        return RetryLater(TOO_MUCH_S[errcode], f"too many calls ({errcode})", counts=False, holds="platform")
    if errcode in MISCONFIGURED:
        return RetryLater(AFTER_MISCONFIGURED_S, f"errcode {errcode}", counts=False, holds="platform")
    if errcode == NO_PERMISSION:
        return Refused(f"not permitted ({errcode})", waits=True)
    return Refused(f"errcode {errcode}")
