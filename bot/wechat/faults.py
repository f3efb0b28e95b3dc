"""What can go wrong with a call of WeChat's API, told apart by what it means for the message.

No text of these holds a token, an openid or what somebody wrote; `errmsg` may, and is for the operator.
"""


class WeChatError(Exception):
    """A call that failed."""


class WeChatFault(WeChatError):
    """WeChat refused the call and did nothing. `job`: because it has done it before, under this number."""

    def __init__(self, errcode: int, errmsg: str = "", job: str = "") -> None:
        super().__init__(f"errcode {errcode}")
        self.errcode = errcode
        self.errmsg = errmsg
        self.job = job


class ServerBusy(WeChatFault):
    """WeChat says that it is busy, and asks to try again."""


class NotSent(WeChatError):
    """The call never reached WeChat: no connection, or something in between turned it away."""


class AnswerLost(WeChatError):
    """The call went out, and no answer that can be read came back: it may have been carried out."""


class NoToken(WeChatError):
    """There is no access token now, so nothing was sent. It is worth trying again in `after_s` seconds.

    `errcode` is WeChat's when it was asked for one; 0 where it did not answer.
    """

    def __init__(self, after_s: float, errcode: int = 0, errmsg: str = "") -> None:
        super().__init__(f"no access token: errcode {errcode}" if errcode else "no access token: no answer")
        self.after_s = after_s
        self.errcode = errcode
        self.errmsg = errmsg
