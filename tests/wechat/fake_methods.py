"""Which path does what, and what is checked before: verb, token, permission, quota, body."""

import json
import re
from collections.abc import Callable
from functools import partial

from tests.wechat.fake_account import AccountMethods
from tests.wechat.fake_errors import ApiError
from tests.wechat.fake_mass import Mass, Media
from tests.wechat.fake_menu import Menu
from tests.wechat.fake_messages import Messages, PushEvent
from tests.wechat.fake_world import Json, World

Method = Callable[[Json], Json]
_ESCAPED = re.compile(rb"(?<!\\)((?:\\\\)*)\\u")
TOKENS = ("/cgi-bin/stable_token", "/cgi-bin/token")


class Methods:
    """All paths below /cgi-bin that we may call."""

    def __init__(self, world: World, push_event: PushEvent) -> None:
        self._world = world
        self._account = AccountMethods(world)
        self.mass = Mass(world, push_event)
        messages, menu, media = Messages(world, push_event), Menu(world), Media(world)
        account = self._account
        self._post: dict[str, Method] = {
            "stable_token": partial(account.give_token, stable=True),
            "message/custom/send": messages.send,
            "message/custom/typing": messages.typing,
            "message/template/send": messages.template,
            "message/subscribe/bizsend": messages.subscription,
            "message/mass/send": self.mass.send,
            "message/mass/sendall": self.mass.send_all,
            "message/mass/preview": self.mass.preview,
            "message/mass/get": self.mass.get,
            "message/mass/delete": self.mass.delete,
            "media/upload": media.upload,
            "material/add_material": media.upload,
            "media/uploadnews": media.upload_news,
            "draft/add": media.add_draft,
            "menu/create": menu.create,
            "qrcode/create": account.create_code,
            "callback/check": account.check_callback,
            "openapi/quota/get": account.get_quota,
        }
        self._get: dict[str, Method] = {
            "token": partial(account.give_token, stable=False),
            "menu/get": menu.get,
            "menu/delete": menu.delete,
            "get_current_selfmenu_info": menu.get_current,
            "customservice/getkflist": account.list_staff,
            "getcallbackip": account.list_addresses,
            "get_api_domain_ip": account.list_addresses,
            "user/info": account.get_user,
            "user/get": account.list_users,
        }

    def call(self, verb: str, path: str, query: Json, body: Json | bytes) -> Json:
        """The answer with errcode 0 where it belongs. Raises ApiError."""
        name = path.removeprefix("/cgi-bin/")
        if name not in self._post and name not in self._get:
            raise ApiError(40066, "invalid url")
        if name in self._post and verb != "POST":
            raise ApiError(43002)
        if path not in TOKENS:
            self._world.tokens.check(query.get("access_token"), self._world.now())
        if any(name.startswith(start) for start in self._world.account.denied):
            raise ApiError(48001)
        self._count(path)
        given = query | (read_body(body, name) if name in self._post else {})
        answer = (self._post.get(name) or self._get[name])(given)
        plain = name in ("token", "stable_token", "user/info", "getcallbackip", "get_api_domain_ip")
        return answer if plain else {"errcode": 0, "errmsg": "ok"} | answer

    def _count(self, path: str) -> None:
        used = self._world.counted
        day = self._account.day()
        if used[path, day] >= self._account.find_quota(path):
            raise ApiError(45009)
        used[path, day] += 1


def read_body(body: Json | bytes, name: str = "") -> Json:
    """A JSON object. The platform does not know `\\uXXXX`: a menu with it is refused, a message shows it."""
    if isinstance(body, dict):
        return body
    if not body.strip():
        raise ApiError(44002)
    if _ESCAPED.search(body) and name == "menu/create":
        raise ApiError(
            40033, "invalid charset. please check your request, if include \\uxxxx will create fail!"
        )
    try:
        given = json.loads(_ESCAPED.sub(rb"\1\\\\u", body))
    except ValueError as error:
        raise ApiError(47001) from error
    if not isinstance(given, dict):
        raise ApiError(47001)
    return given
