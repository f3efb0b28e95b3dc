"""`isabot qr`: a QR code that opens the bot at an entry, a city, a news item or an invitation."""

import argparse
import asyncio
import re
import sys

import segno
from telegram.error import TelegramError

from bot.clock import read_clock
from bot.config import Config
from bot.opening import open_store
from bot.telegram import api as telegram
from bot.wechat import qr
from bot.wechat.advice import explain
from bot.wechat.api import build_api
from bot.wechat.faults import WeChatError
from directory.cities import CityNames
from directory.store import cities, companies, news
from directory.store.engine import Store

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
SCALE = 12
BORDER = 4


class NoTarget(Exception):
    """There is nothing to point to; the message says so."""


def run_qr(config: Config, options: argparse.Namespace) -> int:
    """Write the code and say where it leads. Raises StoreError."""
    if options.file.suffix.lower() not in (".png", ".svg"):
        return _complain(f"{options.file}: a QR code is written as .png or .svg")
    try:
        store = open_store(config)
        try:
            payload = find_payload(store, options.what, options.which)
            if options.wechat:
                link, until = _ask_wechat(config, store, payload, temporary=options.what == "invitation")
            else:
                link, until = _build_telegram_link(config, options.bot, payload), ""
        finally:
            store.close()
    except NoTarget as error:
        return _complain(str(error))
    segno.make(link, error="m", micro=False).save(str(options.file), scale=SCALE, border=BORDER)
    print(f"{options.file} leads to {link}{until}")
    return 0


def find_payload(store: Store, what: str, which: str) -> str:
    """The deep link's payload. Raises NoTarget."""
    payload = _find_payload(store, what, which)
    if payload and not PAYLOAD.fullmatch(payload):
        raise NoTarget(f"{which!r} cannot stand in a link")
    return payload


def _find_payload(store: Store, what: str, which: str) -> str:
    if what == "start" or (what == "register" and not which):
        return "reg" if what == "register" else ""
    if not which:
        raise NoTarget(f"say which {what}")
    if what == "invitation":
        return f"inv-{which.removeprefix('inv-')}"
    with store.read() as session:
        match what:
            case "company":
                company = companies.find_by_external_id(session, which)
                if company is not None:
                    return f"c-{company.id}"
            case "city" | "register":
                city = CityNames(cities.list_cities(session)).find(which)
                if city is not None:
                    return f"{'reg' if what == 'register' else 'city'}-{city.slug}"
            case "news" if which.isascii() and which.isdecimal():
                if news.find_news(session, int(which)) is not None:
                    return f"n-{int(which)}"
    raise NoTarget(f"there is no {what} {which!r}")


def _build_telegram_link(config: Config, bot: str, payload: str) -> str:
    name = bot.removeprefix("@") or _ask_name(config)
    return f"https://t.me/{name}" + (f"?start={payload}" if payload else "")


def _ask_wechat(config: Config, store: Store, payload: str, *, temporary: bool) -> tuple[str, str]:
    """The address that WeChat makes for a payload, and until when. Raises NoTarget."""
    if not config.wechat.can_call:
        raise NoTarget("set wechat.app_id, ISABOT__WECHAT__TOKEN and ISABOT__WECHAT__APP_SECRET first")
    api = build_api(config.wechat, store, read_clock)
    try:
        link = qr.make_code(api, payload, temporary=temporary)
    except WeChatError as error:
        raise NoTarget(explain(error, config.wechat.api_url)) from error
    finally:
        api.close_now()
    if not link:
        raise NoTarget(f"{config.wechat.api_url} gives no address for the code")
    return link, f", for {qr.DAYS} days" if temporary else ""


def _ask_name(config: Config) -> str:
    """The bot's name from Telegram. Raises NoTarget where it cannot be asked."""
    token = config.telegram.token.get_secret_value()
    if not token:
        raise NoTarget("say --bot NAME, or set ISABOT__TELEGRAM__TOKEN so that Telegram can be asked")

    async def ask() -> str:
        api = telegram.build_api(token, config.telegram.api_url)
        try:
            return str((await api.call("getMe", {}))["username"])
        finally:
            await asyncio.gather(*(request.shutdown() for request in api.requests))

    try:
        return asyncio.run(ask())
    except TelegramError as error:
        raise NoTarget(
            f"Telegram does not say the bot's name ({type(error).__name__}); say --bot NAME"
        ) from error


def _complain(message: str) -> int:
    print(f"isabot: {message}", file=sys.stderr)
    return 2
