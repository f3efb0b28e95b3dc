"""`isabot wechat menu`: set, show or delete the custom menu of the WeChat account."""

import argparse
import sys

from bot.clock import read_clock
from bot.config import Config
from bot.opening import open_store
from bot.wechat.advice import explain
from bot.wechat.api import WeChatApi, build_api
from bot.wechat.faults import WeChatError
from bot.wechat.menu import Menu, build_menu, delete_menu, find_menu, set_menu
from handlers.localizer import Localizer


def run_wechat(config: Config, options: argparse.Namespace) -> int:
    """Do it and say what the menu is now. Raises StoreError."""
    if not config.wechat.can_call:
        return _complain("set wechat.app_id, ISABOT__WECHAT__TOKEN and ISABOT__WECHAT__APP_SECRET first")
    store = open_store(config)
    api = build_api(config.wechat, store, read_clock)
    try:
        _change(api, options)
    except WeChatError as error:
        return _complain(explain(error, config.wechat.api_url))
    finally:
        api.close_now()
        store.close()
    return 0


def _change(api: WeChatApi, options: argparse.Namespace) -> None:
    if options.delete:
        delete_menu(api)
        print("The menu is deleted; WeChat's app shows that within a day.")
        return
    if options.show:
        menu = find_menu(api)
        print(describe(menu) if menu else "There is no menu: isabot wechat menu")
        return
    menu = build_menu(options.lang, Localizer().text)
    set_menu(api, menu)
    print(f"{describe(menu)}\nThe menu is set; WeChat's app shows it within a day, or on following anew.")


def describe(menu: Menu) -> str:
    """The menu as lines of text."""
    lines = []
    for button in menu["button"]:
        lines.append(button["name"])
        for below in button.get("sub_button", []):
            lines.append(f"    {below['name']}  [{below.get('key') or below.get('url') or below['type']}]")
    return "\n".join(lines)


def _complain(message: str) -> int:
    print(f"isabot: {message}", file=sys.stderr)
    return 2
