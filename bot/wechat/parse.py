"""From the fields of a push to what it means here. Pure; never raises for what it is given.

A tap on a link in a text carries the id of its choice, a key of the menu is one. Opening a page from the
menu, reports of positions and of jobs done lead to nothing; an event that we do not know as well.
"""

import hashlib
from dataclasses import dataclass

from bot.plain_text import clean
from bot.wechat.push_xml import Fields, read_field
from directory.domain.person import Address
from directory.places import find_near
from directory.store.allowances import Allowance
from handlers.messages import Update, UpdateKind

PLATFORM = "wechat"
LOCALE = "zh"
"""WeChat does not say which language a user reads."""
MESSAGE = Allowance("message", 5, 48 * 3600 - 60)
"""After a message of the user's: five messages in 48 hours, a minute kept for slow clocks."""
TOUCH = Allowance("touch", 3, 57)
"""After following, a tap on the menu or a scan: three in a minute."""
NOT_SHOWN = "【收到不支持的消息类型，暂无法显示】"
"""What WeChat sends as text for a sticker that an account cannot see."""
_SCENE = "qrscene_"
_ACCOUNT_CHARS = 128


@dataclass(frozen=True, slots=True)
class Contact:
    """A user made contact; it lets us send what `opens` says."""

    update: Update
    opens: tuple[Allowance, ...] = ()


@dataclass(frozen=True, slots=True)
class Ignored:
    """A push that leads to nothing. `bad`: it is none that WeChat describes."""

    reason: str
    bad: bool = False


def parse_push(fields: Fields) -> Contact | Ignored:
    """What a push means."""
    account, kind = read_field(fields, "FromUserName"), read_field(fields, "MsgType").casefold()
    if not account or len(account) > _ACCOUNT_CHARS or not account.isprintable():
        return Ignored("no sender", bad=True)
    if not kind:
        return Ignored("no kind", bad=True)
    address = Address(PLATFORM, account)
    if kind == "event":
        return _parse_event(fields, address)
    return Contact(_parse_message(fields, address, kind), (MESSAGE,))


def _parse_message(fields: Fields, address: Address, kind: str) -> Update:
    number = read_field(fields, "MsgId") or _digest(fields)
    key = f"{read_field(fields, 'CreateTime')}:{number}"
    match kind:
        case "text":
            return _parse_text(fields, address, key)
        case "voice" if words := clean(read_field(fields, "Recognition")):
            return Update(key, address, UpdateKind.TEXT, words.rstrip("。"), locale_hint=LOCALE)
        case "location":
            city = _find_city(read_field(fields, "Location_X"), read_field(fields, "Location_Y"))
            if city is not None:
                return Update(key, address, UpdateKind.PLACE, city, locale_hint=LOCALE)
    return Update(key, address, UpdateKind.UNSUPPORTED, kind, locale_hint=LOCALE)


def _parse_text(fields: Fields, address: Address, key: str) -> Update:
    if choice := clean(read_field(fields, "bizmsgmenuid")):
        return Update(key, address, UpdateKind.CHOICE, choice=choice, locale_hint=LOCALE)
    text = clean(read_field(fields, "Content"))
    if text == NOT_SHOWN:
        return Update(key, address, UpdateKind.UNSUPPORTED, "sticker", locale_hint=LOCALE)
    command, _, rest = text.partition(" ")
    if command.casefold() == "/start":
        return Update(key, address, UpdateKind.START, rest.strip(), locale_hint=LOCALE)
    return Update(key, address, UpdateKind.TEXT, text, locale_hint=LOCALE)


def _parse_event(fields: Fields, address: Address) -> Contact | Ignored:
    event, about = read_field(fields, "Event"), clean(read_field(fields, "EventKey"))
    key = f"{read_field(fields, 'CreateTime')}:{event}:{about}"
    match event.casefold():
        case "subscribe":
            scene = about.removeprefix(_SCENE) if about.startswith(_SCENE) else ""
            return Contact(Update(key, address, UpdateKind.START, scene, locale_hint=LOCALE), (TOUCH,))
        case "scan":
            return Contact(Update(key, address, UpdateKind.START, about, locale_hint=LOCALE), (TOUCH,))
        case "click":
            return Contact(
                Update(key, address, UpdateKind.CHOICE, choice=about, locale_hint=LOCALE), (TOUCH,)
            )
        case "unsubscribe":
            return Contact(Update(key, address, UpdateKind.LEFT, locale_hint=LOCALE))
        case "":
            return Ignored("no event", bad=True)
    return Ignored("an event that leads to nothing")


def _find_city(latitude: str, longitude: str) -> str | None:
    """The member city near a position, "" far from all; None for what is no position."""
    try:
        return find_near(float(latitude), float(longitude))
    except (ValueError, OverflowError):
        return None


def _digest(fields: Fields) -> str:
    """What tells a message without a number from others."""
    return hashlib.sha256(repr(sorted(fields.items())).encode("utf-8", "replace")).hexdigest()[:32]
