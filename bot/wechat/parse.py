"""From the fields of a push to what it means here. Pure; never raises for what it is given.

A tap on a link in a text carries the id of its choice, a key of the menu is one. Opening a page from the
menu and reports of positions lead to nothing; an event that we do not know as well. The report on a mass
send goes to the ledger.
"""

from dataclasses import dataclass

from bot.plain_text import clean
from bot.wechat.push_xml import Fields, read_field
from directory.domain.person import Address
from directory.places import find_near
from directory.store.allowances import Allowance
from directory.store.mass_results import MassResult
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
_UNSUPPORTED = {"image": "photo", "shortvideo": "video", "file": "document"}


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


def parse_push(fields: Fields) -> Contact | Ignored | MassResult:
    """What a push means."""
    account, kind = read_field(fields, "FromUserName"), read_field(fields, "MsgType").casefold()
    if not account or len(account) > _ACCOUNT_CHARS or not account.isprintable():
        return Ignored("no sender", bad=True)
    time_s = read_field(fields, "CreateTime")
    if not (time_s.isascii() and time_s.isdecimal()):
        return Ignored("no time", bad=True)
    address = Address(PLATFORM, account)
    if kind == "event" and read_field(fields, "Event").casefold() == "masssendjobfinish":
        return _parse_result(fields)
    if kind == "event":
        return _parse_event(fields, address, time_s)
    number = read_field(fields, "MsgId")
    if not kind or not number:
        return Ignored("no message", bad=True)
    return _parse_message(fields, address, kind, f"{time_s}:{number}")


def _parse_message(fields: Fields, address: Address, kind: str, key: str) -> Contact | Ignored:
    what, text, choice = UpdateKind.UNSUPPORTED, _UNSUPPORTED.get(kind, kind), ""
    match kind:
        case "text" if choice := clean(read_field(fields, "bizmsgmenuid")):
            what, text = UpdateKind.CHOICE, ""
        case "text":
            if not isinstance(fields.get("Content", {}), str | None):
                return Ignored("no text", bad=True)
            what, text = _read_text(clean(read_field(fields, "Content")))
        case "voice" if words := clean(read_field(fields, "Recognition")):
            what, text = UpdateKind.TEXT, words
        case "location":
            city = _find_city(read_field(fields, "Location_X"), read_field(fields, "Location_Y"))
            if city is None:
                return Ignored("no position", bad=True)
            what, text = UpdateKind.PLACE, city
    return Contact(Update(key, address, what, text, choice, locale_hint=LOCALE), (MESSAGE,))


def _read_text(text: str) -> tuple[UpdateKind, str]:
    if text == NOT_SHOWN:
        return UpdateKind.UNSUPPORTED, "sticker"
    command, _, rest = text.partition(" ")
    if command.casefold() == "/start":
        return UpdateKind.START, rest.strip()
    return UpdateKind.TEXT, text


def _parse_event(fields: Fields, address: Address, time_s: str) -> Contact | Ignored:
    event, about = read_field(fields, "Event"), clean(read_field(fields, "EventKey"))
    what, text, choice = UpdateKind.START, "", ""
    match event.casefold():
        case "subscribe":
            text = about.removeprefix(_SCENE) if about.startswith(_SCENE) else ""
        case "scan":
            text = about
        case "click" if about:
            what, choice = UpdateKind.CHOICE, about
        case "unsubscribe":
            what = UpdateKind.LEFT
        case "" | "click":
            return Ignored("no event", bad=True)
        case _:
            return Ignored("an event that leads to nothing")
    update = Update(f"{time_s}:{event}:{about}", address, what, text, choice, locale_hint=LOCALE)
    return Contact(update, () if what is UpdateKind.LEFT else (TOUCH,))


def _parse_result(fields: Fields) -> MassResult | Ignored:
    """What became of a mass send; it comes from a helper of WeChat's, not from a user."""
    job = read_field(fields, "MsgID") or read_field(fields, "MsgId")
    counts = [read_field(fields, f"{name}Count") for name in ("Total", "Filter", "Sent", "Error")]
    if not job or not all(count.isascii() and count.isdecimal() and len(count) < 10 for count in counts):
        return Ignored("no result of a mass send", bad=True)
    total, filtered, sent, failed = (int(count) for count in counts)
    return MassResult(job[:64], clean(read_field(fields, "Status"))[:64], total, filtered, sent, failed)


def _find_city(latitude: str, longitude: str) -> str | None:
    """The member city near a position, "" far from all; None for what is no position."""
    try:
        return find_near(float(latitude), float(longitude))
    except (ValueError, OverflowError):
        return None
