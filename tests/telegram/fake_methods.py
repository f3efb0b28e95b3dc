"""The methods of the Bot API that the bot may call, with Telegram's rules."""

import re
import time
from typing import Any

from tests.telegram.fake_profile import ProfileMethods
from tests.telegram.fake_text import (
    CAPTION_UNITS,
    ApiError,
    bad_request,
    check_keyboard,
    check_text,
)
from tests.telegram.fake_world import QUERY_LIVES_S, Chat, Json, Message

VCARD_BYTES = 2048
ANSWER_UNITS = 200
MAX_RESULTS = 50
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)


class Methods(ProfileMethods):
    """Answers calls. Every public method is a method of the Bot API, called with its arguments."""

    def call(self, name: str, given: Json) -> Any:
        """Do what the method says; names are compared without case, as Telegram does. Raises ApiError."""
        for known in dir(self):
            if known.lower() == name.lower() and known != "call" and not known.startswith("_"):
                return getattr(self, known)(given)
        raise ApiError(404, "Not Found: method not found")

    def sendMessage(self, given: Json) -> Json:
        """A text message."""
        chat = self._open(given, "sendMessage")
        shown = check_text(given.get("text", ""), given.get("parse_mode", ""))
        preview = given.get("link_preview_options") or {}
        return self._post(
            chat,
            given,
            text=shown.text,
            entities=given.get("entities") or shown.entities,
            silent_preview=bool(preview.get("is_disabled") or given.get("disable_web_page_preview")),
        )

    def sendContact(self, given: Json) -> Json:
        """A contact, if there is a telephone number."""
        chat = self._open(given, "sendContact")
        if not given.get("phone_number"):
            raise bad_request("contact phone number must be non-empty")
        if not given.get("first_name"):
            raise bad_request("contact first name must be non-empty")
        if len(str(given.get("vcard", "")).encode()) > VCARD_BYTES:
            raise bad_request("contact vCard is too long")
        fields = ("phone_number", "first_name", "last_name", "vcard")
        contact = {key: str(given[key]) for key in fields if given.get(key)}
        return self._post(chat, given, extra={"contact": contact}, kind="contact")

    def sendDocument(self, given: Json) -> Json:
        """A file, uploaded."""
        return self._send_file(given, "document")

    def sendPhoto(self, given: Json) -> Json:
        """A picture, uploaded."""
        return self._send_file(given, "photo")

    def editMessageText(self, given: Json) -> Json | bool:
        """Another text in the place of an earlier one."""
        message = self._open_message(given, "editMessageText")
        if message.kind != "text":
            raise bad_request("there is no text in the message to edit")
        shown = check_text(given.get("text", ""), given.get("parse_mode", ""))
        buttons = check_keyboard(given.get("reply_markup"))
        if (shown.text, shown.entities, buttons) == (message.text, message.entities, message.buttons):
            raise bad_request(_NOT_MODIFIED)
        message.versions.append(message.text)
        message.text, message.entities, message.buttons = shown.text, shown.entities, buttons
        return self._world.to_json(message)

    def editMessageReplyMarkup(self, given: Json) -> Json | bool:
        """Other buttons under an earlier message."""
        message = self._open_message(given, "editMessageReplyMarkup")
        buttons = check_keyboard(given.get("reply_markup"))
        if buttons == message.buttons:
            raise bad_request(_NOT_MODIFIED)
        message.buttons = buttons
        return self._world.to_json(message)

    def deleteMessage(self, given: Json) -> bool:
        """Take a message off the screen."""
        chat = self._world.find_chat(_integer(given.get("chat_id")))
        message = self._world.find_message(chat, _integer(given.get("message_id")), "delete")
        message.deleted = True
        return True

    def deleteMessages(self, given: Json) -> bool:
        """Take several messages off the screen; unknown ones are skipped."""
        chat = self._world.find_chat(_integer(given.get("chat_id")))
        wanted = {int(number) for number in given.get("message_ids") or []}
        for message in chat.messages:
            message.deleted = message.deleted or message.id in wanted
        return True

    def sendChatAction(self, given: Json) -> bool:
        """The typing sign."""
        chat = self._world.find_chat(_integer(given.get("chat_id")))
        _refuse(chat)
        if given.get("action") not in ("typing", "upload_document", "upload_photo", "find_location"):
            raise bad_request("wrong parameter action in request")
        chat.actions.append((time.monotonic(), given["action"]))
        return True

    def answerCallbackQuery(self, given: Json) -> bool:
        """Stop the wheel on a button."""
        tap = self._world.taps.get(str(given.get("callback_query_id", "")))
        if tap is None or tap.answered_at is not None or time.monotonic() - tap.at > QUERY_LIVES_S:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        text = given.get("text", "")
        if len(text) > ANSWER_UNITS:
            raise bad_request("MESSAGE_TOO_LONG")
        tap.answered_at, tap.text, tap.alert = time.monotonic(), text, bool(given.get("show_alert"))
        return True

    def answerInlineQuery(self, given: Json) -> bool:
        """Cards for an inline query."""
        query_id = str(given.get("inline_query_id", ""))
        if query_id not in self._world.inline_answers or self._world.inline_answers[query_id]:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        results = given.get("results") or []
        if len(results) > MAX_RESULTS:
            raise bad_request("RESULTS_TOO_MUCH")
        ids = [str(result.get("id", "")) for result in results]
        if len(set(ids)) != len(ids):
            raise bad_request("RESULT_ID_DUPLICATE")
        if not all(1 <= len(name.encode()) <= 64 for name in ids):
            raise bad_request("RESULT_ID_INVALID")
        for result in results:
            check_keyboard(result.get("reply_markup"))
            content = result.get("input_message_content") or {}
            if result.get("type") == "article" and not result.get("title"):
                raise bad_request("can't parse inline query result: Can't find field \"title\"")
            shown = check_text(content.get("message_text", ""), content.get("parse_mode", ""))
            result["shown"] = shown.text
        button = given.get("button") or {}
        parameter = button.get("start_parameter", "x")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", parameter):
            raise bad_request("START_PARAM_INVALID")
        self._world.inline_answers[query_id] = given | {"answered": True, "results": results}
        return True

    def getChat(self, given: Json) -> Json:
        """A chat the bot knows."""
        chat = self._world.find_chat(_integer(given.get("chat_id")))
        return chat.to_json() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": {
            "unlimited_gifts": False, "limited_gifts": False, "unique_gifts": False,
            "premium_subscription": False, "gifts_from_channels": False}}  # fmt: skip

    def leaveChat(self, given: Json) -> bool:
        """Go."""
        chat = self._world.find_chat(_integer(given.get("chat_id")))
        chat.refusal = "Forbidden: bot is not a member of the group chat"
        return True

    def _open(self, given: Json, what: str) -> Chat:
        """The chat to write to, if it may be written to now."""
        chat = self._world.find_chat(_integer(given.get("chat_id")))
        _refuse(chat)
        self._world.gate.check(chat.id, time.monotonic(), what)
        return chat

    def _open_message(self, given: Json, what: str) -> Message:
        """The message to edit, if it may be edited now; a refused edit is no message."""
        chat = self._world.find_chat(_integer(given.get("chat_id")))
        _refuse(chat)
        message = self._world.find_message(chat, _integer(given.get("message_id")), "edit")
        self._world.gate.check(chat.id, time.monotonic(), what)
        return message

    def _post(self, chat: Chat, given: Json, **values: Any) -> Json:
        buttons = check_keyboard(given.get("reply_markup"))
        self._check_reply(chat, given)
        message = self._world.post(chat, from_bot=True, buttons=buttons, **values)
        return self._world.to_json(message)

    def _check_reply(self, chat: Chat, given: Json) -> None:
        wanted = _integer((given.get("reply_parameters") or {}).get("message_id"))
        wanted = wanted or _integer(given.get("reply_to_message_id"))
        lenient = (given.get("reply_parameters") or {}).get("allow_sending_without_reply")
        if wanted and not lenient and all(message.id != wanted for message in chat.messages):
            raise bad_request("message to be replied not found")

    def _send_file(self, given: Json, kind: str) -> Json:
        chat = self._open(given, f"send {kind}")
        upload = given.get(kind)
        if not isinstance(upload, tuple):
            raise bad_request(f"there is no {kind} in the request")
        name, content = upload
        if not content:
            raise bad_request("file must be non-empty")
        caption = check_text(given.get("caption", ""), given.get("parse_mode", ""), CAPTION_UNITS,
                             what="message caption")  # fmt: skip
        file: Any = {
            "file_id": f"F{len(content)}",
            "file_unique_id": f"U{len(content)}",
            "file_size": len(content),
        }
        extra = (
            {kind: file | {"file_name": name}}
            if kind == "document"
            else {kind: [file | {"width": 1, "height": 1}]}
        )
        if caption.text:
            extra |= {"caption": caption.text, "caption_entities": caption.entities}
        return self._post(chat, given, extra=extra, kind=kind, file=content)


def displayed(messages: list[Message]) -> list[Message]:
    """Those of the bot that are still on the screen."""
    return [message for message in messages if message.from_bot and not message.deleted]


def _refuse(chat: Chat) -> None:
    if chat.refusal:
        raise ApiError(403, chat.refusal)
    if chat.kind == "private" and not chat.started:
        raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")


def _integer(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None
