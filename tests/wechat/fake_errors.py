"""How the platform says no."""

import secrets
from typing import Any

WORDS = {
    -1: "system error",
    40003: "invalid openid",
    40007: "invalid media_id",
    40008: "invalid message type",
    40035: "invalid parameter",
    40037: "invalid template_id",
    41001: "access_token missing",
    42001: "access_token expired",
    40001: "invalid credential, access_token is invalid or not latest",
    40014: "invalid access_token",
    43002: "require POST method",
    43004: "require subscribe",
    43101: "user refuse to accept the msg",
    44002: "empty post data",
    44004: "empty content",
    45002: "content size out of limit",
    45008: "article size out of limit",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit must slower retry next minute",
    45015: "response out of time limit or subscription is canceled",
    45028: "has no masssend quota",
    45047: "out of response count limit",
    45065: "clientmsgid exist",
    47001: "data format error",
    48001: "api unauthorized",
}


class ApiError(Exception):
    """An errcode with its words; `more` stands beside them in the answer."""

    def __init__(self, errcode: int, errmsg: str = "", **more: Any) -> None:
        super().__init__(errmsg)
        self.errcode = errcode
        self.errmsg = errmsg or WORDS.get(errcode, "invalid request")
        self.more = more

    def to_json(self) -> dict[str, Any]:
        """As the platform writes it, with the number by which its support finds the call."""
        rid = "-".join(secrets.token_hex(4) for _ in range(3))
        return {"errcode": self.errcode, "errmsg": f"{self.errmsg} rid: {rid}"} | self.more
