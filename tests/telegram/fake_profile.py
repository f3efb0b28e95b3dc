"""The methods of the Bot API that say who the bot is and where its updates go."""

import re

from tests.telegram.fake_feed import Feed, Webhook
from tests.telegram.fake_text import bad_request
from tests.telegram.fake_world import BOT, Json, World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class ProfileMethods:
    """Every public method is a method of the Bot API, called with its arguments."""

    def __init__(self, world: World, feed: Feed) -> None:
        self._world = world
        self._feed = feed

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

    def _set_text(self, given: Json, what: str, limit: int) -> bool:
        if len(given.get(what, "")) > limit:
            raise bad_request(f"bot {what.replace('_', ' ')} is too long")
        self._world.settings[f"{what}:{given.get('language_code', '')}"] = given.get(what, "")
        return True

    def _get_text(self, given: Json, what: str) -> Json:
        return {what: self._world.settings.get(f"{what}:{given.get('language_code', '')}", "")}


def _command_key(given: Json) -> str:
    scope = (given.get("scope") or {}).get("type", "default")
    return f"commands:{scope}:{given.get('language_code') or ''}"
