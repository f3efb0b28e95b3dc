"""The methods of the Bot API that the bot may call, with Telegram's rules."""

import re
import time
from typing import Any

from tests.telegram.fake_feed import Feed, Webhook
from tests.telegram.fake_text import (
    CAPTION_UNITS,
    ApiError,
    bad_request,
    check_keyboard,
    check_text,
)
from tests.telegram.fake_world import BOT, QUERY_LIVES_S, Chat, Json, Message, World

VCARD_BYTES = 2048
ANSWER_UNITS = 200
MAX_RESULTS = 50
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)


class Methods:
    """Answers calls. Every public method is a method of the Bot API, called with its arguments."""

    def __init__(self, world: World, feed: Feed) -> None:
        self._world = world
        self._feed = feed

    def call(self, name: str, given: Json) -> Any:
        """Do what the method says; names are compared without case, as Telegram does. Raises ApiError."""
        for known, work in vars(type(self)).items():
            if known.lower() == name.lower() and known != "call" and not known.startswith("_"):
                return work(self, given)
        raise ApiError(404, "Not Found: method not found")

    def getMe(self, given: Json) -> Json:
        """Who the bot is."""
        return BOT | {
            "can_join_groups": True,
            "can_read_all_group_messages": True,
            "supports_inline_queries": True,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def setWebhook(self, given: Json) -> bool:
        """Where updates are to be posted."""
        url, secret = given.get("url", ""), given.get("secret_token", "")
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        if url and not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if given.get("drop_pending_updates"):
            self._feed.drop_all()
        statuses = self._feed.webhook.statuses
        self._feed.webhook = Webhook(
            url, secret, given.get("allowed_updates") or [], int(given.get("max_connections") or 40),
            statuses=statuses,
        )  # fmt: skip
        return True

    def deleteWebhook(self, given: Json) -> bool:
        """Back to polling."""
        return self.setWebhook({"drop_pending_updates": given.get("drop_pending_updates")})

    def getWebhookInfo(self, given: Json) -> Json:
        """How the webhook goes."""
        webhook = self._feed.webhook
        info: Json = {
            "url": webhook.url,
            "has_custom_certificate": False,
            "pending_update_count": self._feed.untaken,
        }
        if webhook.url:
            info["max_connections"] = webhook.max_connections
        if webhook.allowed:
            info["allowed_updates"] = webhook.allowed
        if webhook.last_error:
            info |= {
                "last_error_date": webhook.last_error_at,
                "last_error_message": webhook.last_error,
            }
        return info

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

    def setMyCommands(self, given: Json) -> bool:
        """The menu, per language and scope."""
        commands = given.get("commands") or []
        for command in commands:
            if not _COMMAND.fullmatch(command.get("command", "")):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(command.get("description", "")) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self._world.settings[_command_key(given)] = commands
        return True

    def getMyCommands(self, given: Json) -> list[Json]:
        """The menu as set."""
        return list(self._world.settings.get(_command_key(given), []))

    def deleteMyCommands(self, given: Json) -> bool:
        """No menu."""
        self._world.settings.pop(_command_key(given), None)
        return True

    def setChatMenuButton(self, given: Json) -> bool:
        """The button beside the input."""
        self._world.settings[f"menu_button:{given.get('chat_id') or ''}"] = given.get("menu_button") or {
            "type": "default"
        }
        return True

    def getChatMenuButton(self, given: Json) -> Json:
        """The button beside the input, as set."""
        default = {"type": "commands"}
        found: Json = self._world.settings.get(f"menu_button:{given.get('chat_id') or ''}", default)
        return found

    def setMyName(self, given: Json) -> bool:
        """The bot's name, per language."""
        return self._set_text(given, "name", 64)

    def setMyDescription(self, given: Json) -> bool:
        """What an empty chat shows, per language."""
        return self._set_text(given, "description", 512)

    def setMyShortDescription(self, given: Json) -> bool:
        """What the profile shows, per language."""
        return self._set_text(given, "short_description", 120)

    def getMyName(self, given: Json) -> Json:
        """As set."""
        return self._get_text(given, "name")

    def getMyDescription(self, given: Json) -> Json:
        """As set."""
        return self._get_text(given, "description")

    def getMyShortDescription(self, given: Json) -> Json:
        """As set."""
        return self._get_text(given, "short_description")

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

    def _set_text(self, given: Json, what: str, limit: int) -> bool:
        if len(given.get(what, "")) > limit:
            raise bad_request(f"bot {what.replace('_', ' ')} is too long")
        self._world.settings[f"{what}:{given.get('language_code', '')}"] = given.get(what, "")
        return True

    def _get_text(self, given: Json, what: str) -> Json:
        return {what: self._world.settings.get(f"{what}:{given.get('language_code', '')}", "")}


def displayed(messages: list[Message]) -> list[Message]:
    """Those of the bot that are still on the screen."""
    return [message for message in messages if message.from_bot and not message.deleted]


def _command_key(given: Json) -> str:
    scope = (given.get("scope") or {}).get("type", "default")
    return f"commands:{scope}:{given.get('language_code') or ''}"


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
