"""WeChat's errors and what they mean for a part: the four receipts."""

import pytest

from bot.adapter import Receipt, Refused, RetryLater, Uncertain
from bot.wechat.faults import AnswerLost, NoToken, NotSent, ServerBusy, WeChatError, WeChatFault
from bot.wechat.receipts import is_misconfigured, is_no_permission, read_fault


@pytest.mark.parametrize(
    ("error", "receipt"),
    [
        (WeChatFault(45015), Refused("window closed (45015)", waits=True)),
        (WeChatFault(45047), Refused("messages of the window used up (45047)", waits=True)),
        (WeChatFault(43101), Refused("consent used up or refused (43101)", waits=True)),
        (WeChatFault(43004), Refused("does not follow (43004)", unreachable=True)),
        (WeChatFault(40003), Refused("no such openid (40003)", unreachable=True)),
        (
            WeChatFault(45009, "reach max api daily quota limit"),
            RetryLater(900, "too many calls (45009)", counts=False, holds="platform"),
        ),
        (WeChatFault(45011), RetryLater(60, "too many calls (45011)", counts=False, holds="platform")),
        (WeChatFault(45033), RetryLater(60, "too many calls (45033)", counts=False, holds="platform")),
        (ServerBusy(-1, "system error"), RetryLater(2, "server busy")),
        (WeChatFault(40001), RetryLater(60, "errcode 40001", counts=False, holds="platform")),
        (WeChatFault(42001), RetryLater(60, "errcode 42001", counts=False, holds="platform")),
        (WeChatFault(40164), RetryLater(60, "errcode 40164", counts=False, holds="platform")),
        (WeChatFault(48001), Refused("not permitted (48001)", waits=True)),
        (
            NoToken(30, 40013, "invalid appid"),
            RetryLater(30, "no access token: errcode 40013", counts=False, holds="platform"),
        ),
        (NoToken(4), RetryLater(4, "no access token: no answer", counts=False, holds="platform")),
        (
            NotSent("ConnectTimeout"),
            RetryLater(3, "not sent: ConnectTimeout", counts=False, holds="platform"),
        ),
        (AnswerLost("ReadTimeout"), Uncertain("no answer: ReadTimeout")),
        (AnswerLost("HTTP 502"), Uncertain("no answer: HTTP 502")),
        (WeChatFault(40008, "invalid message type"), Refused("errcode 40008")),
        (WeChatFault(45002, "content size out of limit: 张经理 …"), Refused("errcode 45002")),
    ],
    ids=str,
)
def test_an_error_has_its_receipt(error: WeChatError, receipt: Receipt) -> None:
    assert read_fault(error) == receipt


def test_what_the_operator_must_mend_is_told_apart() -> None:
    assert is_no_permission(WeChatFault(48001))
    assert not is_no_permission(WeChatFault(45015))
    assert not is_no_permission(NoToken(60, 48001))
    assert is_misconfigured(WeChatFault(40164))
    assert is_misconfigured(NoToken(60, 40125))
    assert not is_misconfigured(NoToken(1))
    assert not is_misconfigured(AnswerLost("ReadTimeout"))
