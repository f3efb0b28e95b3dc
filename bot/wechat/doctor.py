"""What `isabot doctor` looks at on WeChat: settings, token, clock, permissions. Each says what to do."""

import base64
import re
from collections.abc import Iterable
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

from bot.checking import Check, Unknown, Wrong
from bot.config_wechat import WeChatSettings
from bot.wechat.advice import explain
from bot.wechat.faults import WeChatError, WeChatFault
from bot.wechat.menu import BUTTONS, NO_MENU, list_keys
from bot.wechat.receipts import NO_PERMISSION
from bot.wechat.transport import Transport

PATH = "/wechat"
SKEW_S = 30.0
KEY_BYTES = 32
NOT_OPENED = 65400
"""The agents' own console of customer service is not in use: messages can be sent all the same."""


class _Account:
    """What one check has found out for the next."""

    def __init__(self, given: WeChatSettings) -> None:
        self.given = given
        self.token = ""
        self.skew_s: float | None = None

    def build(self) -> Transport:
        secret = self.given.app_secret.get_secret_value()
        return Transport(self.given.app_id, secret, self.given.api_url)

    def ask(self, path: str) -> dict[str, Any]:
        """A call with the token. Raises WeChatFault; Wrong where there is no answer."""
        if not self.token:
            raise Unknown("there is no token")
        with closing(self.build()) as transport:
            try:
                return transport.make(path, None, self.token)
            except WeChatFault:
                raise
            except WeChatError as error:
                raise Wrong(explain(error, self.given.api_url)) from error


def list_checks(given: WeChatSettings, site: str) -> list[tuple[str, Check]]:
    """The checks, to be run one after the other: what they find, in words. They raise Wrong."""
    if not given.is_on:
        return [("wechat", lambda: "off: wechat.app_id and ISABOT__WECHAT__TOKEN are not set")]
    checks: list[tuple[str, Check]] = [
        ("wechat settings", lambda: check_settings(given)),
        ("wechat server url", lambda: check_site(site)),
    ]
    if not given.can_call:
        return [*checks, ("wechat token", lambda: "none: without ISABOT__WECHAT__APP_SECRET answers only")]
    account = _Account(given)
    return [
        *checks,
        ("wechat token", lambda: _check_token(account)),
        ("wechat clock", lambda: _check_clock(account)),
        ("wechat customer service", lambda: _check_customer_service(account)),
        ("wechat menu", lambda: _check_menu(account)),
        ("wechat template", lambda: _check_template(account)),
    ]


def check_settings(given: WeChatSettings) -> str:
    """Whether what WeChat posts can be trusted and read."""
    if given.mode == "plain":
        raise Wrong(
            "mode is plain: what WeChat posts is not encrypted, and its text is not signed. "
            "Choose 安全模式 in the console and remove wechat.mode"
        )
    for name in ("aes_key", "aes_key_previous"):
        key = getattr(given, name).get_secret_value()
        if key and len(base64.b64decode(f"{key}=")) != KEY_BYTES:
            raise Wrong(f"{name} is no key of {KEY_BYTES} bytes: copy the EncodingAESKey again")
    if given.aes_key_previous.get_secret_value():
        return (
            f"mode {given.mode}; the previous key is still taken: remove it once the console has the new one"
        )
    return f"mode {given.mode}"


def check_site(site: str) -> str:
    """What the console must hold."""
    if not site:
        raise Wrong(f"web.site is not set: WeChat posts to {PATH} of a public address, on port 80 or 443")
    if urlsplit(site).port not in (None, 80, 443):
        raise Wrong(f"WeChat posts to ports 80 and 443 only, not to that of {site}")
    return f"the console's 服务器地址(URL) must be {site.rstrip('/')}{PATH}"


def check_menu(menu: dict[str, Any]) -> str:
    """Whether the menu that is set is ours."""
    ours = [key for below in BUTTONS.values() for key in below.values()]
    if missing := sorted(set(ours) - set(list_keys(menu))):
        raise Wrong(f"the menu leaves out {', '.join(missing)}: isabot wechat menu")
    return f"set, {len(list_keys(menu))} entries"


def check_template(given: WeChatSettings, known: Iterable[tuple[str, str]]) -> str:
    """Whether the template is there and its fields are those that are filled; `known`: ids and contents."""
    content = dict(known).get(given.template_id)
    if content is None:
        raise Wrong(
            f"the account has no {given.template_kind} with the id of wechat.template_id: copy it again, "
            "and look at wechat.template_kind"
        )
    fields, filled = set(re.findall(r"\{\{(\w+)\.DATA\}\}", content)), set(given.template_fields)
    if fields != filled:
        raise Wrong(
            f"the template has the fields {', '.join(sorted(fields))}, wechat.template_fields fills "
            f"{', '.join(sorted(filled))}"
        )
    return f"{given.template_kind} found, its fields are filled"


def _check_token(account: _Account) -> str:
    with closing(account.build()) as transport:
        try:
            account.token, seconds = transport.fetch_token()
        except WeChatError as error:
            raise Wrong(explain(error, account.given.api_url)) from error
        finally:
            account.skew_s = transport.clock_skew_s
    return f"given to {account.given.app_id}, valid for {seconds / 60:.0f} min"


def _check_clock(account: _Account) -> str:
    if account.skew_s is None:
        return "the server does not say what time it is"
    if abs(account.skew_s) > SKEW_S:
        way = "ahead of" if account.skew_s > 0 else "behind"
        raise Wrong(f"this computer's clock is {abs(account.skew_s):.0f} s {way} WeChat's: set up NTP")
    return f"within {max(1, round(abs(account.skew_s)))} s of WeChat's"


def _check_customer_service(account: _Account) -> str:
    if account.given.customer_service == "off":
        return "off: answers only"
    try:
        account.ask("customservice/getkflist")
    except WeChatFault as error:
        if error.errcode == NO_PERMISSION:
            return "not permitted: answers only, until the account is a verified service account (认证服务号)"
        if error.errcode != NOT_OPENED:
            raise Wrong(explain(error, account.given.api_url)) from error
    return "permitted"


def _check_menu(account: _Account) -> str:
    try:
        menu = account.ask("menu/get")
    except WeChatFault as error:
        if error.errcode == NO_PERMISSION:
            return "not permitted: people write instead"
        if error.errcode == NO_MENU:
            raise Wrong("there is none: isabot wechat menu") from error
        raise Wrong(explain(error, account.given.api_url)) from error
    return check_menu(menu.get("menu", {}))


def _check_template(account: _Account) -> str:
    given = account.given
    if not given.template_id:
        return "none: who has not written for two days sees what is new at the next contact"
    try:
        if given.template_kind == "template":
            listed = account.ask("template/get_all_private_template").get("template_list", [])
            known = [(each.get("template_id", ""), each.get("content", "")) for each in listed]
        else:
            listed = account.ask("/wxaapi/newtmpl/gettemplate").get("data", [])
            known = [(each.get("priTmplId", ""), each.get("content", "")) for each in listed]
    except WeChatFault as error:
        raise Wrong(explain(error, given.api_url)) from error
    return check_template(given, known)
