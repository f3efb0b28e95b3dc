"""The custom menu: three buttons with five sub-buttons each, checked as the platform does."""

from typing import Any

from tests.wechat.fake_errors import ApiError
from tests.wechat.fake_world import Json, World

WITH_KEY = {
    "click", "scancode_push", "scancode_waitmsg", "pic_sysphoto", "pic_photo_or_album", "pic_weixin",
    "location_select",
}  # fmt: skip
WITH_MEDIA = {"media_id": "media_id", "article_id": "article_id", "article_view_limited": "article_id"}
NAME_BYTES, SUB_NAME_BYTES = 16, 60
KEY_BYTES, URL_BYTES = 128, 1024


class Menu:
    """Answers /cgi-bin/menu and get_current_selfmenu_info."""

    def __init__(self, world: World) -> None:
        self._world = world

    def create(self, body: Json) -> Json:
        """Set the menu."""
        buttons = body.get("button")
        if not isinstance(buttons, list) or not 1 <= len(buttons) <= 3:
            raise ApiError(40016, "invalid button size")
        for button in buttons:
            _check_button(button)
        self._world.menu = {"button": buttons, "menuid": self._world.draw_job()}
        return {}

    def get(self, body: Json) -> Json:
        """The menu as it was set."""
        if self._world.menu is None:
            raise ApiError(46003, "menu no exist")
        buttons = [{"sub_button": []} | button for button in self._world.menu["button"]]
        return {"menu": {"button": buttons, "menuid": self._world.menu["menuid"]}}

    def delete(self, body: Json) -> Json:
        """Take the menu away."""
        self._world.menu = None
        return {}

    def get_current(self, body: Json) -> Json:
        """The menu as it is in force, in another form than `get`."""
        if self._world.menu is None:
            return {"is_menu_open": 0}
        buttons = [
            {"name": button["name"], "sub_button": {"list": button["sub_button"]}}
            if button.get("sub_button")
            else {key: value for key, value in button.items() if key != "sub_button"}
            for button in self._world.menu["button"]
        ]
        return {"is_menu_open": 1, "selfmenu_info": {"button": buttons}}


def find_button(menu: Json | None, key_or_name: str) -> Json | None:
    """The button with this key, else with this name, on either level."""
    top = (menu or {}).get("button", [])
    buttons: list[Json] = [each for button in top for each in button.get("sub_button") or [button]]
    for field in ("key", "name"):
        for button in buttons:
            if button.get(field) == key_or_name:
                return button
    return None


def _check_button(button: Any) -> None:
    if not isinstance(button, dict) or not _fits(button.get("name"), NAME_BYTES):
        raise ApiError(40018, "invalid button name size")
    subs = button.get("sub_button")
    if not subs:
        _check_target(button, 40017, "button")
        return
    if not isinstance(subs, list) or len(subs) > 5:
        raise ApiError(40023, "invalid sub button size")
    for sub in subs:
        if not isinstance(sub, dict) or not _fits(sub.get("name"), SUB_NAME_BYTES):
            raise ApiError(40025, "invalid sub button name size")
        if sub.get("sub_button"):
            raise ApiError(40022, "invalid sub-menu level")
        _check_target(sub, 40024, "sub button")


def _check_target(button: Json, no_type: int, what: str) -> None:
    """Error numbers go in the same steps for buttons (40017, 40019, 40020) and sub-buttons (40024 …)."""
    kind = button.get("type")
    if kind in WITH_KEY:
        if not _fits(button.get("key"), KEY_BYTES):
            raise ApiError(no_type + 2, f"invalid {what} key size")
    elif kind in ("view", "miniprogram"):
        url = button.get("url")
        if not _fits(url, URL_BYTES):
            raise ApiError(no_type + 3, f"invalid {what} url size")
        if not str(url).startswith(("http://", "https://")):
            raise ApiError(40055 if no_type == 40017 else 40054, f"invalid {what} url domain")
    elif kind not in WITH_MEDIA:
        raise ApiError(no_type, f"invalid {what} type")
    elif not button.get(WITH_MEDIA[kind]):
        raise ApiError(40007)


def _fits(text: Any, limit: int) -> bool:
    return isinstance(text, str) and 1 <= len(text.encode()) <= limit
