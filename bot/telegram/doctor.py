"""What `isabot doctor` looks at on Telegram: token, webhook, clock, permissions. Each says what to do."""

import asyncio
import time
from typing import Any

from telegram.error import TelegramError

from bot.checking import Check, Unknown, Wrong
from bot.config import TelegramSettings
from bot.telegram.api import BotApi, NoSuchMethod, build_api
from bot.telegram.polling import ALLOWED
from bot.telegram.receipts import is_token_refused
from bot.telegram.service import find_webhook_url

SKEW_S = 30.0
RECENT_S = 3600
MANY_WAITING = 100


def list_checks(given: TelegramSettings, site: str) -> list[tuple[str, Check]]:
    """The checks, to be run one after the other: what they find, in words. They raise Wrong."""
    if given.way == "off":
        return [("telegram", lambda: "off: ISABOT__TELEGRAM__TOKEN is not set, or telegram.mode is off")]
    known: dict[str, Any] = {}
    return [
        ("telegram token", lambda: _check_token(given, known)),
        ("telegram clock", lambda: _check_clock(known)),
        ("telegram updates", lambda: check_webhook(known.get("webhook"), given, site, time.time())),
        ("telegram permissions", lambda: check_permissions(known.get("me"))),
    ]


def check_webhook(info: Any, given: TelegramSettings, site: str, now: float) -> str:
    """Whether Telegram sends updates the way we expect them."""
    if not isinstance(info, dict):
        raise Unknown("Telegram did not tell")
    url, waiting = str(info.get("url") or ""), int(info.get("pending_update_count") or 0)
    if given.way == "polling":
        if url:
            raise Wrong(
                f"polling, but a webhook is set ({url}). isabot removes it when it starts; "
                "if it comes back, another program uses this bot"
            )
        return f"polling, {waiting} wait"
    wanted = find_webhook_url(given, site)
    if not url:
        raise Wrong("webhook, but none is set: start isabot serve, or set telegram.webhook_url")
    if wanted and url != wanted:
        raise Wrong(f"the webhook is set to {url}, not to {wanted}: another program uses this bot")
    if now - float(info.get("last_error_date") or 0) < RECENT_S:
        raise Wrong(f"Telegram could not post to {url}: {info.get('last_error_message', 'no reason given')}")
    if waiting > MANY_WAITING:
        raise Wrong(f"{waiting} updates wait at Telegram: is isabot serve running?")
    missing = set(ALLOWED) - set(info.get("allowed_updates") or ALLOWED)
    if missing:
        raise Wrong(f"the webhook leaves out {', '.join(sorted(missing))}: restart isabot serve")
    return f"webhook {url}, {waiting} wait"


def check_permissions(me: Any) -> str:
    """What @BotFather allows the bot; a missing answer counts as allowed."""
    if not isinstance(me, dict):
        raise Unknown("Telegram did not tell")
    faults = []
    if me.get("supports_inline_queries") is False:
        faults.append("inline mode is off: send /setinline to @BotFather")
    if me.get("can_read_all_group_messages") is True:
        faults.append(
            "the bot receives everything said in groups: send /setprivacy to @BotFather, choose Enable"
        )
    if me.get("can_join_groups") is False:
        faults.append("the bot may not join groups: send /setjoingroups to @BotFather")
    if faults:
        raise Wrong("; ".join(faults))
    return "inline mode on, in groups it hears only what is said to it"


def _check_token(given: TelegramSettings, known: dict[str, Any]) -> str:
    try:
        asyncio.run(_ask(given, known))
    except TelegramError as error:
        if is_token_refused(error):
            raise Wrong(
                f"{given.api_url} refuses the token: copy it again from @BotFather (/mybots) "
                "into ISABOT__TELEGRAM__TOKEN"
            ) from error
        raise Wrong(
            f"{given.api_url} does not answer ({type(error.__cause__ or error).__name__}): "
            "is the network or a proxy (HTTPS_PROXY) in the way?"
        ) from error
    return f"accepted, the bot is @{known['me'].get('username', '?')}"


async def _ask(given: TelegramSettings, known: dict[str, Any]) -> None:
    api: BotApi = build_api(given.token.get_secret_value(), given.api_url)
    try:
        known["me"] = await api.call("getMe", {})
        known["skew_s"] = api.clock_skew_s
        try:
            known["webhook"] = await api.call("getWebhookInfo", {})
        except NoSuchMethod:
            known["webhook"] = {}  # a server of one's own without webhooks
        except TelegramError:
            known["webhook"] = None
    finally:
        await asyncio.gather(*(request.shutdown() for request in api.requests))


def _check_clock(known: dict[str, Any]) -> str:
    skew_s = known.get("skew_s")
    if not known:
        raise Unknown("Telegram did not tell")
    if skew_s is None:
        return "the server does not say what time it is"
    if abs(skew_s) > SKEW_S:
        way = "ahead of" if skew_s > 0 else "behind"
        raise Wrong(f"this computer's clock is {abs(skew_s):.0f} s {way} Telegram's: set up NTP")
    return f"within {max(1, round(abs(skew_s)))} s of Telegram's"
