"""Answers to `@bot words`, given directly: nothing is stored, and what comes late is of no use."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.clock import Clock
from bot.telegram.client import TelegramAdapter, Translate
from bot.telegram.parse import InlineQuery
from bot.telegram.render import NO_PREVIEW, build_button, render_card
from bot.telegram.units import shorten
from bot.turns import Turns
from directory.domain.person import Address
from directory.store.conversations import Conversation
from directory.store.engine import Store
from handlers import inline
from handlers.inline import Found
from handlers.localizer import guess_locale
from handlers.messages import Memory
from handlers.ports import Search

CACHE_S = 300
AT_ONCE = 4
TITLE_UNITS = 120
DESCRIPTION_UNITS = 200
START_PARAMETER = "inline"


class InlineAnswers:
    """Answers inline queries, a few at a time, in the language of the words."""

    def __init__(
        self,
        adapter: TelegramAdapter,
        store: Store,
        turns: Turns,
        search: Search,
        translate: Translate,
        clock: Clock,
    ) -> None:
        self._adapter = adapter
        self._store = store
        self._turns = turns
        self._search = search
        self._translate = translate
        self._clock = clock
        self._gate = asyncio.Semaphore(AT_ONCE)

    async def answer(self, query: InlineQuery) -> None:
        """Answer one query. Raises TelegramError."""
        if self._adapter.api is None:
            return
        async with self._gate:
            params = await asyncio.to_thread(self._build, query)
            await self._adapter.api.call("answerInlineQuery", params)

    def _build(self, query: InlineQuery) -> dict[str, Any]:
        hint = guess_locale([query.locale_hint])
        locale = self._search.understand(query.text, hint).language if query.text else hint
        nobody = _build_nobody(locale, self._clock())
        offset = int(query.offset) if query.offset.isascii() and query.offset.isdecimal() else 0
        with self._store.read() as session:
            context = self._turns.build_context(session, nobody, locale, Memory())
            found, following = inline.find(context, query.text, offset)
        key = "inline-nothing" if query.text and not found else "inline-empty"
        return {
            "inline_query_id": query.id,
            "results": [build_result(one, self._adapter.find_link) for one in found],
            "cache_time": CACHE_S,
            "is_personal": True,
            "next_offset": str(following) if following is not None else "",
            "button": {"text": self._translate(locale, key), "start_parameter": START_PARAMETER},
        }


def build_result(found: Found, find_link: Callable[[str], str]) -> dict[str, Any]:
    """An article whose message is the company's card with a link into the bot. Pure."""
    card = found.card
    buttons = [[button] for choice in card.choices if (button := build_button(choice, find_link))]
    return {
        "type": "article",
        "id": found.key,
        "title": shorten(card.title, TITLE_UNITS) or "…",
        "description": shorten(" · ".join((card.subtitle, *card.lines)), DESCRIPTION_UNITS),
        "input_message_content": {
            "message_text": render_card(card),
            "parse_mode": "HTML",
            "link_preview_options": NO_PREVIEW,
        },
        "reply_markup": {"inline_keyboard": buttons},
    }


def _build_nobody(locale: str, now: datetime) -> Conversation:
    return Conversation(0, Address("", ""), locale, None, 0, None, True, now)
