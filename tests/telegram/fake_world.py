"""Telegram's side of the world: chats, the messages displayed in them, callback queries."""

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.fake_limits import FloodGate
from tests.telegram.fake_text import bad_request

Json = dict[str, Any]
BOT = {"id": 4242, "is_bot": True, "first_name": "ISA Bot", "username": "isa_alliance_bot"}
QUERY_LIVES_S = 20.0


@dataclass(eq=False)
class Message:
    """A message as displayed; `versions` are the texts it had before its edits."""

    id: int
    chat_id: int
    from_bot: bool
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    buttons: list[list[Json]] | None = None
    extra: Json = field(default_factory=dict)
    sender: Json = field(default_factory=dict)
    sent_at: float = field(default_factory=time.monotonic)
    versions: list[str] = field(default_factory=list)
    kind: str = "text"
    silent_preview: bool = False
    frozen: bool = False
    deleted: bool = False
    file: bytes = b""

    @property
    def labels(self) -> list[str]:
        """The labels of its buttons."""
        return [button["text"] for row in self.buttons or [] for button in row]

    @property
    def words(self) -> str:
        """All that a reader sees: text, labels, file, contact."""
        contact, document = self.extra.get("contact", {}), self.extra.get("document", {})
        texts = (self.text, str(self.extra.get("caption", "")), document.get("file_name", ""))
        shown = (*texts, *self.labels, *map(str, contact.values()))
        return "\n".join(filter(None, (*shown, self.file.decode(errors="replace"))))


@dataclass(eq=False)
class Chat:
    """A private chat or a group. `refusal` is what the bot is told when it writes here."""

    id: int
    kind: str
    title: str = ""
    messages: list[Message] = field(default_factory=list)
    refusal: str = ""
    moved_to: int | None = None
    started: bool = False
    actions: list[tuple[float, str]] = field(default_factory=list)
    person: Json = field(default_factory=dict)

    def to_json(self) -> Json:
        """As Telegram writes it."""
        if self.kind == "private":
            names = {
                key: value for key, value in self.person.items() if key not in ("is_bot", "language_code")
            }
            return names | {"type": "private"}
        return {"id": self.id, "type": self.kind, "title": self.title}


@dataclass(eq=False)
class Tap:
    """A tap on a button and what the bot answered to it."""

    id: str
    at: float = field(default_factory=time.monotonic)
    answered_at: float | None = None
    text: str = ""
    alert: bool = False

    @property
    def waited_s(self) -> float:
        """How long the button turned its wheel."""
        return (self.answered_at or time.monotonic()) - self.at


@dataclass(frozen=True)
class Call:
    """One call of the bot, in the log."""

    method: str
    chat_id: int | None
    arguments: Json
    at: float
    status: int
    description: str = ""
    struck: str = ""


class World:
    """All state, guarded by `changed`: hold it to read or write, wait on it for changes."""

    def __init__(self, gate: FloodGate) -> None:
        self.changed = threading.Condition(threading.RLock())
        self.gate = gate
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.inline_answers: dict[str, Json] = {}
        self.settings: dict[str, Any] = {}
        self.calls: list[Call] = []
        self._own_ids: dict[int, itertools.count[int]] = {}
        self._common_ids = itertools.count(100)
        self._query_ids = itertools.count(7_000_000_000)

    def add_chat(self, chat: Chat) -> Chat:
        """Let a chat exist."""
        with self.changed:
            self.chats[chat.id] = chat
        return chat

    def draw_query_id(self) -> str:
        """The id of a new callback or inline query."""
        return str(next(self._query_ids))

    def post(self, chat: Chat, **values: Any) -> Message:
        """A new message at the end of a chat; supergroups count their messages themselves."""
        with self.changed:
            ids = self._common_ids
            if chat.kind == "supergroup":
                ids = self._own_ids.setdefault(chat.id, itertools.count(2))
            message = Message(next(ids), chat.id, **values)
            chat.messages.append(message)
            self.changed.notify_all()
        return message

    def find_chat(self, chat_id: int | None) -> Chat:
        """The chat the bot may write to. Raises ApiError with Telegram's words."""
        if chat_id is None:
            raise bad_request("chat_id is empty")
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        if chat.moved_to is not None:
            reason = "group chat was upgraded to a supergroup chat"
            raise bad_request(reason, migrate_to_chat_id=chat.moved_to)
        return chat

    def find_message(self, chat: Chat, message_id: int | None, what: str) -> Message:
        """A displayed message of the bot. Raises ApiError with Telegram's words."""
        if message_id is None:
            raise bad_request("message identifier is not specified")
        for message in chat.messages:
            if message.id == message_id and not message.deleted:
                if message.frozen or not message.from_bot:
                    raise bad_request("message can't be edited")
                return message
        raise bad_request(f"message to {what} not found")

    def to_json(self, message: Message) -> Json:
        """A message as Telegram writes it."""
        chat = self.chats[message.chat_id]
        sender = BOT if message.from_bot else message.sender
        out: Json = {
            "message_id": message.id,
            "from": sender,
            "chat": chat.to_json(),
            "date": int(time.time()),
        } | message.extra
        if message.text:
            out["text"] = message.text
            if message.entities:
                out["entities"] = message.entities
        if message.buttons:
            out["reply_markup"] = {"inline_keyboard": message.buttons}
        if message.versions:
            out["edit_date"] = int(time.time())
        return out

    def wait_until(self, condition: Callable[[], Any], timeout_s: float) -> Any:
        """The first true value of `condition`; its last value when the time is up."""
        with self.changed:
            self.changed.wait_for(condition, timeout_s)
            return condition()
