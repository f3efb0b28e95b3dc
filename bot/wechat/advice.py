"""What the operator is to do about a call that WeChat refused. Pure."""

import re

from bot.wechat.faults import NoToken, WeChatError, WeChatFault

ADVICE = {
    -1: "WeChat is busy: try again in a minute",
    40001: "the AppSecret or the token is refused: reset the AppSecret in the console and copy it into "
    "ISABOT__WECHAT__APP_SECRET",
    40013: "there is no such AppID: copy it again from the console into wechat.app_id",
    40125: "the AppSecret is wrong: reset it in the console and copy it into ISABOT__WECHAT__APP_SECRET",
    40243: "the AppSecret is frozen: unfreeze it in the console",
    45009: "the calls of the day are used up: wait for midnight in Beijing, or clear the quota there",
    45011: "too many calls in a minute: try again in a minute",
    45029: "the account's 100,000 permanent QR codes are used up",
    48001: "the account has no permission for this: it needs a verified service account (认证服务号)",
    50004: "the account may not use its token: look for a notice in the console",
    50007: "the account is frozen: look for a notice in the console",
    89503: "the account's administrator must agree to calls from this address: WeChat has asked there",
    89506: "the account's administrator has refused calls from this address twice: ask again tomorrow",
    89507: "the account's administrator has refused calls from this address: ask again in an hour",
}
NOT_ON_WHITELIST = 40164


def explain(error: WeChatError, api_url: str) -> str:
    """What went wrong and what to do, in one line."""
    errcode, errmsg = 0, ""
    if isinstance(error, WeChatFault | NoToken):
        errcode, errmsg = error.errcode, error.errmsg
    if errcode == NOT_ON_WHITELIST:
        said = re.search(r"invalid ip ([0-9A-Fa-f.:]+)", errmsg)
        address = said[1] if said else "this server's public address"
        return f"WeChat takes no calls from {address}: add it to the console's IP whitelist (IP白名单)"
    if errcode in ADVICE:
        return f"{ADVICE[errcode]} ({errcode})"
    if errcode:
        return f"{api_url} refuses the call with {errcode}: {errmsg}"
    return f"{api_url} does not answer ({error}): is the network or a proxy (HTTPS_PROXY) in the way?"
