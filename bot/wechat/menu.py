"""The account's custom menu: three buttons with up to five sub-buttons, whose keys are ids of choices."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.wechat.api import WeChatApi
from bot.wechat.faults import WeChatFault

BUTTONS: Mapping[str, Mapping[str, str]] = {
    "find": {"search": "m:search", "example-1": "x:1", "example-2": "x:2"},
    "mine": {"requests": "m:requests", "data": "m:data", "language": "m:language"},
    "alliance": {"news": "m:news", "human": "m:human", "help": "m:help"},
}
"""Buttons, their sub-buttons, and what a tap on one chooses."""
LABELS = tuple(name for button, below in BUTTONS.items() for name in (button, *below))
NO_MENU = 46003

Menu = dict[str, Any]
Translate = Callable[[str, str], str]
"""(locale, key) -> text."""


def build_menu(locale: str, translate: Translate) -> Menu:
    """The menu as WeChat's API takes it. Pure."""

    def label(name: str) -> str:
        return translate(locale, f"wechat-menu-{name}")

    return {
        "button": [
            {
                "name": label(button),
                "sub_button": [
                    {"type": "click", "name": label(name), "key": key} for name, key in below.items()
                ],
            }
            for button, below in BUTTONS.items()
        ]
    }


def list_keys(menu: Menu) -> list[str]:
    """The keys of a menu's sub-buttons, in order; "" for a button of another kind. Pure."""
    buttons = menu.get("button", [])
    return [str(below.get("key", "")) for button in buttons for below in button.get("sub_button", [])]


def set_menu(api: WeChatApi, menu: Menu) -> None:
    """Put the menu in place of the one there is. Raises WeChatError."""
    api.call_now("menu/create", menu)


def find_menu(api: WeChatApi) -> Menu | None:
    """The menu that is set through the API. Raises WeChatError."""
    try:
        menu: Menu = api.call_now("menu/get")["menu"]
    except WeChatFault as error:
        if error.errcode == NO_MENU:
            return None
        raise
    return menu


def delete_menu(api: WeChatApi) -> None:
    """Take the menu away. Raises WeChatError."""
    api.call_now("menu/delete")
