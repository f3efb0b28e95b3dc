"""The command menu, the menu button and the bot's introduction, in every language."""

import asyncio
import hashlib
import json
import logging
from typing import Any

from telegram.error import TelegramError

from bot.telegram.api import BotApi, Flood
from bot.telegram.client import Translate
from directory.store import settings
from directory.store.engine import Store
from directory.store.errors import StoreError

COMMANDS = ("start", "suche", "anfragen", "eintragen", "news", "sprache", "daten", "mensch", "hilfe")
GROUP_COMMANDS = ("suche", "hilfe")
LANGUAGES = {"": "en", "de": "de", "zh": "zh", "en": "en"}
"""Language codes Telegram knows the user by ("": all others), and what they read here."""
KEY = "telegram-menu"
_LOG = logging.getLogger(__name__)

Call = tuple[str, dict[str, Any]]


def list_calls(translate: Translate) -> list[Call]:
    """All calls that set the menu. Pure."""
    calls: list[Call] = [("setChatMenuButton", {"menu_button": {"type": "commands"}})]
    for code, locale in LANGUAGES.items():
        tag = {"language_code": code} if code else {}
        commands = _list_commands(COMMANDS, locale, translate)
        calls.append(("setMyCommands", {"commands": commands, **tag}))
        in_groups = _list_commands(GROUP_COMMANDS, locale, translate)
        calls.append(("setMyCommands", {"commands": in_groups, "scope": {"type": "all_group_chats"}, **tag}))
        calls.append(
            ("setMyShortDescription", {"short_description": translate(locale, "telegram-about"), **tag})
        )
        description = translate(locale, "telegram-description")
        calls.append(("setMyDescription", {"description": description, **tag}))
    return calls


def fingerprint(calls: list[Call]) -> str:
    """Changes when the menu does."""
    return hashlib.sha256(json.dumps(calls, sort_keys=True).encode()).hexdigest()[:32]


async def keep_menu(api: BotApi, store: Store, username: str, translate: Translate) -> None:
    """Set the menu where it is not yet as it should be: Telegram limits how often one may ask."""
    calls = list_calls(translate)
    mark = f"{username} {fingerprint(calls)}"

    def find() -> str | None:
        with store.read() as session:
            return settings.find_value(session, KEY)

    def put() -> None:
        with store.write() as session:
            settings.put_value(session, KEY, mark)

    try:
        if await asyncio.to_thread(find) != mark and await set_menu(api, calls):
            await asyncio.to_thread(put)
    except StoreError as error:
        _LOG.warning("telegram: %s", error)


async def set_menu(api: BotApi, calls: list[Call]) -> bool:
    """Make the calls; False where one failed. The bot works without, so nothing is raised."""
    failed: dict[str, str] = {}
    for method, params in calls:
        try:
            await _call_in_time(api, method, params)
        except TelegramError as error:
            failed[method] = type(error).__name__
    if failed:
        _LOG.warning("telegram: the menu is not complete: %s", failed)
    return not failed


async def _call_in_time(api: BotApi, method: str, params: dict[str, Any]) -> None:
    """Make a call, after the time that Telegram asks for. Raises TelegramError."""
    while True:
        try:
            await api.call(method, params)
        except Flood as flood:
            await asyncio.sleep(flood.seconds)
        else:
            return


def _list_commands(names: tuple[str, ...], locale: str, translate: Translate) -> list[dict[str, str]]:
    return [{"command": name, "description": translate(locale, f"telegram-command-{name}")} for name in names]
