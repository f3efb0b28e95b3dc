"""From one update of the Bot API to what it means here. Pure; never raises for what it is given.

Decisions: an edited message is ignored (its first version has been answered, and in the middle of a
request the edited words would answer the next question). A forwarded text counts as the user's own
words in a private chat, and is ignored in groups. What our own inline mode put there is ignored.
"""

from dataclasses import dataclass

from bot.plain_text import clean
from bot.telegram.account import build_address
from bot.telegram.addressed import Raw, find_words_to_us, is_named
from directory.domain.person import Address
from directory.places import find_near
from handlers.messages import Update, UpdateKind

UNSUPPORTED = (
    "photo", "voice", "audio", "video", "video_note", "animation", "sticker", "document", "contact",
    "poll", "dice", "story", "paid_media", "game", "checklist",
)  # fmt: skip
_KINDS = ("message", "callback_query", "my_chat_member", "inline_query")
_GONE = ("left", "kicked")


@dataclass(frozen=True, slots=True)
class Ignored:
    """An update that leads to nothing. `bad`: it is none that the Bot API describes."""

    reason: str
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """A group has become a supergroup: another chat."""

    address: Address
    account: str


@dataclass(frozen=True, slots=True)
class InlineQuery:
    """Somebody types `@bot words` in some chat."""

    id: str
    text: str
    offset: str
    locale_hint: str


Parsed = Update | Moved | InlineQuery | Ignored


def parse_update(raw: object, username: str) -> Parsed:
    """What an update means to the bot called `username`."""
    number = read_number(raw)
    if number is None or not isinstance(raw, dict):
        return Ignored("not an update", bad=True)
    kind = next((name for name in _KINDS if name in raw), None)
    if kind is None:
        return Ignored(next((name for name in raw if name != "update_id"), "empty"))
    try:
        match kind:
            case "message":
                return _parse_message(_build_key(number, raw["message"]), raw["message"], username)
            case "callback_query":
                return _parse_tap(_build_key(number, raw["callback_query"]), raw["callback_query"])
            case "my_chat_member":
                return _parse_membership(_build_key(number, raw["my_chat_member"]), raw["my_chat_member"])
        return _parse_inline(raw["inline_query"])
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return Ignored(f"malformed {kind}", bad=True)


def read_number(raw: object) -> int | None:
    """The number of an update; None for what is none."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) else None


def _build_key(number: int, content: Raw) -> str:
    """What a repeat is known by: its number and its date.

    A Bot API server of one's own begins to count anew when it is started anew.
    """
    date = content.get("date")
    return f"{number}@{date}" if isinstance(date, int) else str(number)


def _find_type(chat: Raw) -> str:
    """Private or not; where the server does not say, the id does."""
    return str(chat.get("type") or ("private" if int(chat["id"]) > 0 else "group"))


def _parse_message(update_id: str, message: Raw, username: str) -> Parsed:
    chat_id, chat_type = int(message["chat"]["id"]), _find_type(message["chat"])
    if new_id := message.get("migrate_to_chat_id"):
        return Moved(build_address(chat_id), str(int(new_id)))
    if old_id := message.get("migrate_from_chat_id"):
        return Moved(build_address(int(old_id)), str(chat_id))
    if chat_type not in ("private", "group", "supergroup"):
        return Ignored("channel")
    sender = message.get("from") or {}
    if sender.get("is_bot") or message.get("is_automatic_forward"):
        return Ignored("not a person")
    if is_named(message.get("via_bot"), username):
        return Ignored("our own inline result")
    public = chat_type != "private"
    topic = int(message["message_thread_id"]) if message.get("is_topic_message") else 0
    address = build_address(chat_id, topic)
    hint = str(sender.get("language_code") or "")
    if isinstance(message.get("text"), str):
        text: str | None = clean(message["text"])
        if public:
            text = None if "forward_origin" in message else find_words_to_us(message, text or "", username)
        if text is None:
            return Ignored("not addressed")
        return _parse_text(update_id, address, text, hint, public=public)
    if public:
        return Ignored("not addressed")
    if isinstance(place := message.get("location"), dict):
        city = find_near(float(place["latitude"]), float(place["longitude"]))
        return Update(update_id, address, UpdateKind.PLACE, text=city, locale_hint=hint)
    what = next((name for name in UNSUPPORTED if name in message), None)
    if what is None:
        return Ignored("service message")
    if album := message.get("media_group_id"):
        update_id = f"album:{album}"  # ten pictures sent as one are answered once
    return Update(update_id, address, UpdateKind.UNSUPPORTED, text=what, locale_hint=hint)


def _parse_text(update_id: str, address: Address, text: str, hint: str, *, public: bool) -> Update:
    command, _, rest = text.partition(" ")
    if command.partition("@")[0].casefold() == "/start":
        return Update(update_id, address, UpdateKind.START, rest.strip(), locale_hint=hint, public=public)
    return Update(update_id, address, UpdateKind.TEXT, text, locale_hint=hint, public=public)


def _parse_tap(update_id: str, query: Raw) -> Parsed:
    message, data, sender = query.get("message"), query.get("data"), query.get("from") or {}
    if message is None and "inline_message_id" not in query and "id" in sender:
        message = {"chat": {"id": sender["id"]}}
    if not isinstance(message, dict) or not isinstance(data, str):
        return Ignored("tap without message or data")
    chat = message["chat"]
    topic = int(message["message_thread_id"]) if message.get("is_topic_message") else 0
    return Update(
        update_id,
        build_address(int(chat["id"]), topic),
        UpdateKind.CHOICE,
        choice=clean(data),
        locale_hint=str(sender.get("language_code") or ""),
        origin=str(int(message["message_id"])) if _is_accessible(message) else "",
        public=_find_type(chat) != "private",
    )


def _is_accessible(message: Raw) -> bool:
    """Whether the message can be edited; the date of one that is too old is 0."""
    return bool(message.get("message_id")) and message.get("date") != 0


def _parse_membership(update_id: str, change: Raw) -> Parsed:
    if _find_type(change["chat"]) == "channel":
        return Ignored("channel")
    gone = change["new_chat_member"]["status"] in _GONE
    return Update(
        update_id,
        build_address(int(change["chat"]["id"])),
        UpdateKind.LEFT if gone else UpdateKind.RETURNED,
        locale_hint=str((change.get("from") or {}).get("language_code") or ""),
        public=_find_type(change["chat"]) != "private",
    )


def _parse_inline(query: Raw) -> InlineQuery:
    hint = str((query.get("from") or {}).get("language_code") or "")
    return InlineQuery(str(query["id"]), clean(str(query["query"])), str(query.get("offset") or ""), hint)
