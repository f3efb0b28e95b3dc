"""Users and groups of the fake Telegram, as a test plays them."""

import time
from collections.abc import Callable
from typing import Any

from tests.telegram.fake_feed import Feed
from tests.telegram.fake_methods import displayed
from tests.telegram.fake_world import BOT, Chat, Json, Message, Tap, World

WAIT_S = 120.0
_OWNER: Json = {"id": 899_999_999, "is_bot": False, "first_name": "Owner"}


class _Screen:
    """A chat as somebody looks at it."""

    def __init__(self, world: World, feed: Feed, chat: Chat) -> None:
        self._world = world
        self._feed = feed
        self.chat = world.add_chat(chat)

    @property
    def id(self) -> int:
        """The chat's id."""
        return self.chat.id

    @property
    def messages(self) -> list[Message]:
        """What the bot has said, as displayed now, the oldest first."""
        with self._world.changed:
            return displayed(self.chat.messages)

    @property
    def texts(self) -> list[str]:
        """All that can be read in each message."""
        return [message.words for message in self.messages]

    @property
    def last(self) -> Message | None:
        """The newest message of the bot."""
        return self.messages[-1] if self.messages else None

    def wait_for(self, text: str, *, after: Message | None = None, timeout_s: float = WAIT_S) -> Message:
        """The newest message that shows `text`, below the message `after`."""
        found = self._world.wait_until(lambda: self._find(lambda m: text in m.words, after), timeout_s)
        if found is None:
            raise AssertionError(f"{text!r} did not come in {timeout_s} s; displayed: {self.texts}")
        return found  # type: ignore[no-any-return]

    def wait_count(self, count: int, timeout_s: float = WAIT_S) -> list[Message]:
        """Wait for so many messages on the screen."""
        if not self._world.wait_until(lambda: len(self.messages) >= count, timeout_s):
            raise AssertionError(f"{count} messages did not come in {timeout_s} s; displayed: {self.texts}")
        return self.messages

    def _find(self, fits: Callable[[Message], bool], after: Message | None) -> Message | None:
        messages = self.messages
        if after is not None and after in messages:
            messages = messages[messages.index(after) + 1 :]
        return next((message for message in reversed(messages) if fits(message)), None)

    def _say(self, sender: Json, text: str, **extra: Any) -> Message:
        entities = []
        if text.startswith("/"):
            entities = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        message = self._world.post(
            self.chat, from_bot=False, text=text, entities=entities, sender=sender, extra=extra
        )
        self._feed.put("message", self._world.to_json(message), self.chat.id)
        return message

    def _tap(self, sender: Json, label: str, message: Message | None, timeout_s: float) -> Tap:
        def find() -> Message | None:
            if message is not None:
                return message if _find_button(message, label) else None
            return self._find(lambda shown: _find_button(shown, label) is not None, None)

        shown = self._world.wait_until(find, timeout_s)
        button = _find_button(shown, label) if shown else None
        if shown is None or button is None:
            raise AssertionError(f"there is no button {label!r}; displayed: {self.texts}")
        return self.press(sender, shown, button["callback_data"])

    def press(self, sender: Json, message: Message, data: str) -> Tap:
        """Send a callback as if a button carried `data`; also for forged and stale ones."""
        tap = Tap(self._world.draw_query_id())
        with self._world.changed:
            self._world.taps[tap.id] = tap
        query = {
            "id": tap.id,
            "from": sender,
            "message": self._world.to_json(message),
            "chat_instance": str(self.chat.id * 7),
            "data": data,
        }
        self._feed.put("callback_query", query, self.chat.id)
        return tap


class FakeUser(_Screen):
    """A person who chats with the bot in private."""

    def __init__(self, world: World, feed: Feed, user_id: int, name: str, language: str) -> None:
        self.person: Json = {
            "id": user_id,
            "is_bot": False,
            "first_name": name,
            "username": f"u{user_id}",
            "language_code": language,
        }
        super().__init__(world, feed, Chat(user_id, "private", person=self.person))

    def write(self, text: str, **extra: Any) -> Message:
        """Write a message. Writing unblocks, as the apps demand."""
        if self.chat.refusal:
            self.unblock()
        self.chat.started = True
        return self._say(self.person, text, **extra)

    def edit(self, message: Message, text: str) -> None:
        """Change a message written before."""
        message.versions.append(message.text)
        message.text = text
        self._feed.put("edited_message", self._world.to_json(message), self.id)

    def tap(self, label: str, *, on: Message | None = None, timeout_s: float = WAIT_S) -> Tap:
        """Tap the button with this label: on a given message, else on the newest that has one."""
        return self._tap(self.person, label, on, timeout_s)

    def wait_answer(self, tap: Tap, timeout_s: float = WAIT_S) -> Tap:
        """Wait until the bot has answered a tap."""
        if not self._world.wait_until(lambda: tap.answered_at is not None, timeout_s):
            raise AssertionError(f"the tap was not answered in {timeout_s} s")
        return tap

    def block(self, *, told: bool = True) -> None:
        """Block the bot. Not `told`: it learns so only by writing."""
        self.chat.refusal = "Forbidden: bot was blocked by the user"
        if told:
            self._tell_membership("member", "kicked")

    def unblock(self) -> None:
        """Take the bot back."""
        self.chat.refusal = ""
        self._tell_membership("kicked", "member")

    def send_location(self, latitude: float, longitude: float) -> Message:
        """Share a place."""
        return self.write("", location={"latitude": latitude, "longitude": longitude})

    def send_photo(self, caption: str = "") -> Message:
        """Send a picture."""
        size = {"file_id": "P1", "file_unique_id": "p1", "width": 90, "height": 60, "file_size": 1042}
        return self.write("", photo=[size], **({"caption": caption} if caption else {}))

    def send_voice(self) -> Message:
        """Send a voice message."""
        voice = {"file_id": "V1", "file_unique_id": "v1", "duration": 3, "mime_type": "audio/ogg"}
        return self.write("", voice=voice)

    def inline_query(self, text: str, *, timeout_s: float = WAIT_S) -> Json:
        """Ask `@bot text` in some chat; the bot's answer."""
        query_id = self._world.draw_query_id()
        self._world.inline_answers[query_id] = {}
        query = {"id": query_id, "from": self.person, "query": text, "offset": "", "chat_type": "sender"}
        self._feed.put("inline_query", query, self.id)
        answer = self._world.wait_until(lambda: self._world.inline_answers[query_id], timeout_s)
        if not answer:
            raise AssertionError(f"the inline query {text!r} was not answered in {timeout_s} s")
        return answer  # type: ignore[no-any-return]

    def _tell_membership(self, before: str, after: str) -> None:
        def member(status: str) -> Json:
            return {"user": BOT, "status": status} | ({"until_date": 0} if status == "kicked" else {})

        change = {
            "chat": self.chat.to_json(),
            "from": self.person,
            "date": int(time.time()),
            "old_chat_member": member(before),
            "new_chat_member": member(after),
        }
        self._feed.put("my_chat_member", change, self.id)


class FakeGroup(_Screen):
    """A group; everybody who writes in it is a member."""

    def __init__(self, world: World, feed: Feed, group_id: int, title: str) -> None:
        super().__init__(world, feed, Chat(group_id, "group", title, started=True))

    def write(self, user: FakeUser, text: str, *, reply_to: Message | None = None) -> Message:
        """Let a member write; the bot reads all, as bots without privacy mode do."""
        extra: Json = {}
        if f"@{BOT['username']}" in text and not text.startswith("/"):
            extra = {
                "entities": [
                    {"type": "mention", "offset": text.index("@"), "length": len(str(BOT["username"])) + 1}
                ]
            }
        if reply_to is not None:
            extra["reply_to_message"] = self._world.to_json(reply_to)
        return self._say(user.person, text, **extra)

    def tap(self, user: FakeUser, label: str, *, on: Message | None = None, timeout_s: float = WAIT_S) -> Tap:
        """Let a member tap a button."""
        return self._tap(user.person, label, on, timeout_s)

    def upgrade(self) -> int:
        """Make it a supergroup: another chat with another id; returns that."""
        old, new_id = self.chat, self.chat.id - 1_000_000_000_000
        service = {"migrate_to_chat_id": new_id}
        moved = self._world.post(old, from_bot=False, sender=_OWNER, extra=service)
        self._feed.put("message", self._world.to_json(moved), old.id)
        old.moved_to = new_id
        self.chat = self._world.add_chat(Chat(new_id, "supergroup", old.title, started=True))
        service = {"migrate_from_chat_id": old.id}
        arrived = self._world.post(self.chat, from_bot=False, sender=_OWNER, extra=service)
        self._feed.put("message", self._world.to_json(arrived), new_id)
        return new_id


def _find_button(message: Message, label: str) -> Json | None:
    """The button with this label, else the first whose label contains it."""
    buttons = [button for row in message.buttons or [] for button in row if "callback_data" in button]
    exact = [button for button in buttons if button["text"] == label]
    near = [button for button in buttons if label in button["text"]]
    return next(iter([*exact, *near]), None)
