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
    if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
        return Ignored("not an update", bad=True)
    kind = next((name for name in _KINDS if name in raw), None)
    if kind is None:
        return Ignored(next((name for name in raw if name != "update_id"), "empty"))
    try:
        match kind:
            case "message":
                return _parse_message(str(raw["update_id"]), raw["message"], username)
            case "callback_query":
                return _parse_tap(str(raw["update_id"]), raw["callback_query"])
            case "my_chat_member":
                return _parse_membership(str(raw["update_id"]), raw["my_chat_member"])
        return _parse_inline(raw["inline_query"])
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return Ignored(f"malformed {kind}", bad=True)


def _parse_message(update_id: str, message: Raw, username: str) -> Parsed:
    chat_id, chat_type = int(message["chat"]["id"]), message["chat"]["type"]
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
    message, data = query.get("message"), query.get("data")
    if not isinstance(message, dict) or not isinstance(data, str):
        return Ignored("tap without message or data")
    chat = message["chat"]
    topic = int(message["message_thread_id"]) if message.get("is_topic_message") else 0
    return Update(
        update_id,
        build_address(int(chat["id"]), topic),
        UpdateKind.CHOICE,
        choice=clean(data),
        locale_hint=str(query["from"].get("language_code") or ""),
        origin=str(int(message["message_id"])) if message.get("date") else "",
        public=chat["type"] != "private",
    )


def _parse_membership(update_id: str, change: Raw) -> Parsed:
    if change["chat"]["type"] == "channel":
        return Ignored("channel")
    gone = change["new_chat_member"]["status"] in _GONE
    return Update(
        update_id,
        build_address(int(change["chat"]["id"])),
        UpdateKind.LEFT if gone else UpdateKind.RETURNED,
        locale_hint=str((change.get("from") or {}).get("language_code") or ""),
        public=change["chat"]["type"] != "private",
    )


def _parse_inline(query: Raw) -> InlineQuery:
    hint = str(query["from"].get("language_code") or "")
    return InlineQuery(str(query["id"]), clean(str(query["query"])), str(query.get("offset") or ""), hint)
