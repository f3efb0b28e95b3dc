"""WeChat as a platform: a part is a customer-service message within the user's window, or a notice of one.

Answers in WeChat's own request do not come here, see `bot.wechat.answering`. An account that may not send
customer-service messages gives answers only; that is learnt from WeChat's refusal and kept for a day.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.adapter import Capabilities, Delivered, Part, Receipt, Refused, RetryLater
from bot.clock import Clock, read_clock
from bot.config_wechat import WeChatSettings
from bot.wechat.api import WeChatApi
from bot.wechat.faults import WeChatError, WeChatFault
from bot.wechat.parse import MESSAGE, PLATFORM, TOUCH
from bot.wechat.receipts import is_no_permission, read_fault
from bot.wechat.render import ROOM, list_choices, render_reply
from bot.wechat.text import TEXT_BYTES, build_text, count_bytes, shorten
from directory.domain.person import Address
from directory.store.pacing import Pace
from handlers.localizer import format_date
from handlers.messages import Card, Choice, Reply

ANSWER_WITHIN_S = 4.2
"""Of the five seconds that WeChat waits."""
ANSWER_WITHIN_RETRIES_S = 14.0
"""Where nothing can be sent later, WeChat may ask three times."""
ASKED_AGAIN = timedelta(days=1)
OVERALL = Pace(f"{PLATFORM}:all", 0.0, trial_s=30.0)
"""No pace; but after a refusal of everything one message tries for all."""
_LOG = logging.getLogger(__name__)

Translate = Callable[..., str]
"""(locale, key, **arguments) -> text."""


MASS_REPEATED = 45065
MASS_QUOTA_SPENT = 45028


class WeChatAdapter:
    """Implements `bot.adapter.Adapter` and `Windowed`, `Answering` and `Paced` beside it.

    Without `api` it can write for others to send. `site` is our public address, "" where there is none.
    `answers_only_until` is when to try again to push;
    `note_answers_only` is told when that changes.
    """

    name = PLATFORM
    capabilities = Capabilities(text_bytes=TEXT_BYTES, buttons=False, cards=False, files=False)
    allowances = (MESSAGE, TOUCH)

    def __init__(
        self,
        given: WeChatSettings | None = None,
        translate: Translate = lambda locale, key, **arguments: "",
        api: WeChatApi | None = None,
        clock: Clock = read_clock,
        site: str = "",
    ) -> None:
        self._given = given or WeChatSettings()
        self._translate = translate
        self._clock = clock
        self._site = site.rstrip("/")
        self.api = api
        self.answers_only_until: datetime | None = None
        self.note_answers_only: Callable[[datetime], None] = lambda until: None

    @property
    def can_push(self) -> bool:
        """Whether customer-service messages can be sent, as far as is known."""
        if self._given.customer_service == "off":
            return False
        return self.answers_only_until is None or self._clock() >= self.answers_only_until

    @property
    def answers_within_s(self) -> float:
        """How long after an update its answer can still be given in the request."""
        return ANSWER_WITHIN_S if self.can_push else ANSWER_WITHIN_RETRIES_S

    def render(self, reply: Reply, locale: str, first_number: int = 1, origin: str = "") -> list[Part]:
        """The messages that say `reply`."""
        remark = self._translate(locale, "wechat-clears") if reply.clears else ""
        return render_reply(reply, first_number, remark, self._name_file(reply, locale))

    def _name_file(self, reply: Reply, locale: str) -> str:
        """Where the file of a reply is to be had; "" where it is not on a site of ours."""
        if not self._site or reply.document is None or not reply.document.path:
            return ""
        return f"{self._translate(locale, 'wechat-file')}\n{self._site}{reply.document.path}"

    def render_echo(self, text: str) -> list[Part]:
        """Nothing: the app shows what the user wrote."""
        return []

    async def deliver(self, address: Address, part: Part, part_id: int) -> Receipt:
        """Make the call for one part."""
        if self.api is None:
            return RetryLater(60, "no account", counts=False, holds="platform")
        path, payload = self._build_call(address, part)
        try:
            answer = await self.api.call(path, payload)
        except WeChatError as error:
            if is_no_permission(error) and self.needs_window(part):
                self._give_answers_only()
            return read_fault(error)
        return Delivered(str(answer.get("msgid", "")))

    def settled(self, address: Address) -> None:
        """Nobody waits for this: the sign of typing ends with the message."""

    async def show_typing(self, address: Address) -> None:
        """Show that an answer is on its way; nobody misses the sign where it cannot be shown."""
        if self.api is None or not self.can_push:
            return
        try:
            await self.api.call("message/custom/typing", {"touser": address.account, "command": "Typing"})
        except WeChatError as error:
            _LOG.debug("wechat: no sign of typing: %s", error)

    def list_paces(self, address: Address | None) -> tuple[Pace, ...]:
        """WeChat names no pace; but while it refuses everything, all wait together."""
        return () if address else (OVERALL,)

    def needs_window(self, part: Part) -> bool:
        """Notices have rules of their own."""
        return bool(part["type"] != "notice")

    def build_nudge(self, locale: str) -> Part | None:
        """The notice that something waits, where the account has a template for it."""
        if not self._given.template_id:
            return None
        return {
            "type": "notice",
            "title": self._translate(locale, "wechat-notice-title"),
            "remark": self._translate(locale, "wechat-notice-remark"),
            "locale": locale,
        }

    def build_mass(self, replies: Sequence[Reply], locale: str) -> Part:
        """One text for many: without choices, for nobody's numbers fit everybody; it says how to leave."""
        bare = [
            replace(reply, choices=(), cards=tuple(_make_plain(card) for card in reply.cards))
            for reply in replies
        ]
        parts = [
            part for reply in bare for part in render_reply(reply, 1, file=self._name_file(reply, locale))
        ]
        remark = self._translate(locale, "wechat-mass-leave")
        text = shorten("\n\n".join(build_text(part) for part in parts), TEXT_BYTES - len(remark.encode()) - 2)
        return {"type": "mass", "text": f"{text}\n\n{remark}"}

    async def send_mass(self, part: Part, accounts: Sequence[str], guard: str) -> Receipt:
        """Send it once, however often it is called with this `guard`."""
        if self.api is None:
            return RetryLater(60, "no account", counts=False)
        text = {"msgtype": "text", "text": {"content": part["text"]}}
        try:
            to = {"touser": list(accounts), "clientmsgid": guard}
            answer = await self.api.call("message/mass/send", to | text)
        except WeChatFault as error:
            if error.errcode == MASS_REPEATED:
                return Delivered(error.job)
            receipt = read_fault(error)
            spent = error.errcode == MASS_QUOTA_SPENT or isinstance(receipt, Refused)
            return Refused(f"mass send refused ({error.errcode})") if spent else receipt
        except WeChatError as error:
            return read_fault(error)
        return Delivered(str(answer.get("msg_id", "")))

    def list_choices(self, part: Part) -> tuple[Choice, ...]:
        """The choices that a part numbers."""
        return list_choices(part)

    def number(self, part: Part, first: int) -> Part:
        """The part with its choices numbered from `first`, and nothing said yet on what follows."""
        return part | {"first": first, "remark": ""} if part["type"] == "text" else part

    def count_fitting(self, parts: Sequence[Part]) -> int:
        """How many of the first parts go into one answer: an article, or texts as long as there is room."""
        size = 0
        for count, part in enumerate(parts):
            if part["type"] != "text":
                return count or 1
            size += count_bytes(part) + 2
            if count and size > ROOM:
                return count
        return len(parts)

    def remark(self, part: Part, locale: str, rest: int, others: int, allowed: int) -> Part:
        """The part with a word on what follows it, where the user is to know or to do something."""
        count = rest + others
        if part["type"] != "text" or not count:
            return part
        if not self.can_push:
            return part | {"remark": self._translate(locale, "wechat-go-on", count=count)}
        if count > allowed:
            return part | {"remark": self._translate(locale, "wechat-more", count=count)}
        if others:
            return part | {"remark": self._translate(locale, "wechat-new", count=others)}
        return part

    async def close(self) -> None:
        """Give all connections back."""
        if self.api is not None:
            await self.api.close()

    def _give_answers_only(self) -> None:
        self.answers_only_until = self._clock() + ASKED_AGAIN
        _LOG.warning("wechat: the account may not send customer-service messages; it gives answers only")
        self.note_answers_only(self.answers_only_until)

    def _build_call(self, address: Address, part: Part) -> tuple[str, dict[str, Any]]:
        """Path and payload of the call for a part."""
        to: dict[str, Any] = {"touser": address.account}
        match part["type"]:
            case "notice":
                return self._build_notice(to, part)
            case "news":
                article = {"title": part["title"], "description": part["description"], "url": part["url"]}
                article |= {"picurl": part["picture"]} if part["picture"] else {}
                return "message/custom/send", to | {"msgtype": "news", "news": {"articles": [article]}}
        return "message/custom/send", to | {"msgtype": "text", "text": {"content": build_text(part)}}

    def _build_notice(self, to: dict[str, Any], part: Part) -> tuple[str, dict[str, Any]]:
        words = {
            "title": part["title"],
            "remark": part["remark"],
            "time": format_date(self._clock(), part["locale"]),
        }
        data = {field: {"value": words[word]} for field, word in self._given.template_fields.items()}
        way = (
            "message/template/send"
            if self._given.template_kind == "template"
            else "message/subscribe/bizsend"
        )
        return way, to | {"template_id": self._given.template_id, "data": data}


def _make_plain(card: Card) -> Card:
    """A card that stays a text: its lines name the link."""
    return replace(card, choices=(), link="", picture="")
