"""Telegram as a platform: delivering a part is one call of the Bot API.

Where only the form of a part is refused (an edit whose message is too old or gone, a contact or file
that the server does not take), it is said in another way, in its turn: Telegram has said that it did
nothing, so nothing can come twice.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from telegram import InputFile
from telegram.error import TelegramError

from bot.adapter import Capabilities, Delivered, Part, Receipt, Refused, RetryLater
from bot.telegram.account import PLATFORM, is_group, read_chat
from bot.telegram.api import BotApi, NoSuchMethod, build_api
from bot.telegram.instead import build_instead
from bot.telegram.receipts import is_form_refused, is_token_refused, read_error
from bot.telegram.render import render_reply
from directory.domain.person import Address
from directory.store.pacing import Pace
from handlers.messages import Reply

TRIAL_S = 30.0
OVERALL = Pace(f"{PLATFORM}:all", interval_s=1 / 28, burst=2, trial_s=TRIAL_S)
"""Two at once, then 28 a second: never more than 30 in a second. News comes one at a time."""
CHAT_INTERVAL_S = 1.0
PART_BYTES = 64_000
"""What one call may carry in all; the text in it is measured in UTF-16 units, see `layout`."""
GROUP_INTERVAL_S, GROUP_BURST = 4.0, 4
"""Four at once, then 15 a minute: never more than 20 in a minute."""
_LOG = logging.getLogger(__name__)

Translate = Callable[[str, str], str]
"""(locale, key) -> text."""


class TelegramAdapter:
    """Implements `bot.adapter.Adapter` and `bot.pacing.Paced`. Constructing it talks to nobody."""

    name = PLATFORM
    capabilities = Capabilities(text_bytes=PART_BYTES, buttons=True, cards=True)

    def __init__(
        self,
        token: str = "",
        api_url: str = "https://api.telegram.org",
        translate: Translate = lambda locale, key: "",
        username: str = "",
    ) -> None:
        self.username = username
        self.introduced = bool(username)
        self.api: BotApi | None = build_api(token, api_url) if token else None
        self._translate = translate
        self._token_refused = False
        self._on_settled: list[Callable[[Address], None]] = []

    def render(self, reply: Reply, locale: str, first_number: int = 1, origin: str = "") -> list[Part]:
        """The calls that say `reply`; its choices are buttons, so nothing is numbered for typing."""
        remark = self._translate(locale, "telegram-clears") if reply.clears else ""
        return render_reply(reply, self.find_link, origin, remark)

    def render_echo(self, text: str) -> list[Part]:
        """Nothing: the app shows what the user wrote."""
        return []

    def introduce(self, username: str) -> None:
        """Say who the bot is; "" where its server has no name for it: then it has no links and no groups."""
        self.username, self.introduced = username, True

    def find_link(self, payload: str) -> str:
        """The deep link with `payload`; "" while the bot's name is not known."""
        return f"https://t.me/{self.username}?start={payload}" if self.username else ""

    async def deliver(self, address: Address, part: Part, part_id: int) -> Receipt:
        """Make the call for one part."""
        if self.api is None:
            return RetryLater(60, "no token", counts=False, holds="platform")
        try:
            method, params = build_call(address, part)
        except ValueError:
            return Refused("this account is no chat of Telegram")
        try:
            result = await self.api.call(method, params)
        except TelegramError as error:
            return await self._read_error(error, part, str(params.get("message_id", "")))
        self.note_token(False)
        return Delivered(str(result.get("message_id", "")) if isinstance(result, dict) else "")

    def settled(self, address: Address) -> None:
        """Something was said there: nobody types any more."""
        for listener in self._on_settled:
            listener(address)

    def on_settled(self, listener: Callable[[Address], None]) -> None:
        """Call `listener` with every address whose part has its receipt."""
        self._on_settled.append(listener)

    def list_paces(self, address: Address | None) -> tuple[Pace, ...]:
        """One message a second per chat, 20 a minute per group, 30 a second in all."""
        if address is None:
            return (OVERALL,)
        chat_id = address.account.partition("/")[0]
        chat = Pace(f"{PLATFORM}:chat:{chat_id}", CHAT_INTERVAL_S)
        if not is_group(address.account):
            return (chat,)
        return (chat, Pace(f"{PLATFORM}:group:{chat_id}", GROUP_INTERVAL_S, GROUP_BURST))

    async def close(self) -> None:
        """Give all connections back."""
        if self.api is not None:
            await asyncio.gather(*(request.shutdown() for request in self.api.requests))

    async def _read_error(self, error: TelegramError, part: Part, message_id: str) -> Receipt:
        if is_token_refused(error) and await self._knows_us():
            error = NoSuchMethod()
        if isinstance(error, NoSuchMethod) or is_form_refused(error, part["method"]):
            instead = build_instead(part)
            if instead is not None:
                return RetryLater(0, f"{part['method']} refused", counts=False, instead=instead)
        if is_token_refused(error):
            self.note_token(True)
        return read_error(error, message_id)

    async def _knows_us(self) -> bool:
        """404 means a wrong token or an unknown method: getMe tells which."""
        try:
            return self.api is not None and bool(await self.api.call("getMe", {}))
        except TelegramError:
            return False

    def note_token(self, refused: bool) -> None:
        """Say once in the log that Telegram refuses the token, and once that it takes it again."""
        if refused != self._token_refused:
            self._token_refused = refused
            if refused:
                _LOG.error("telegram: the token is refused; nothing is delivered until it is right again")
            else:
                _LOG.warning("telegram: the token is accepted again")


def build_call(address: Address, part: Part) -> tuple[str, dict[str, Any]]:
    """Method and parameters of the call for a part."""
    chat_id, topic = read_chat(address.account)
    params: dict[str, Any] = {"chat_id": chat_id}
    params |= {key: value for key, value in part.items() if key not in ("method", "slot")}
    if topic and part["method"] != "editMessageText":
        params["message_thread_id"] = topic
    if part["method"] == "sendDocument":
        content = params.pop("content").encode()
        params.pop("media_type")
        name = "".join(
            sign if sign.isprintable() and sign != "/" else "_" for sign in params.pop("file_name")
        )
        params["document"] = InputFile(content, filename=name or "file.txt")
    return part["method"], params
