"""A chat in the terminal: read a line, take the turn, print the answer, until the input ends."""

import asyncio
import uuid
from collections.abc import Callable
from typing import TextIO

from bot.delivery import Delivery
from bot.intake import Intake
from bot.terminal.parse import PLATFORM, SwitchUser, parse_line
from bot.turns import Turns
from directory.domain.person import Address
from handlers.messages import Update, UpdateKind


class TerminalSession:
    """One terminal, one user at a time.

    `enter` tells whether a user is new here, `wait` returns when the search can answer: in a script the next
    line must not overtake the answer to the one before.
    """

    def __init__(
        self,
        intake: Intake,
        turns: Turns,
        delivery: Delivery,
        enter: Callable[[Address, str], bool],
        wait: Callable[[], object],
        source: TextIO,
        sink: TextIO,
    ) -> None:
        self._intake = intake
        self._turns = turns
        self._delivery = delivery
        self._greet = enter
        self._wait = wait
        self._source = source
        self._sink = sink

    async def run(self, user: str, locale: str) -> None:
        """Chat as `user` until the input ends. Shows first what has come in the meantime."""
        await self._enter(user, locale)
        interactive = self._source.isatty()
        while True:
            if interactive:
                print(f"{user}> ", end="", file=self._sink, flush=True)
            line = await asyncio.to_thread(self._source.readline)
            if not line:
                return
            meant = parse_line(line, user, locale, uuid.uuid4().hex)
            if meant is None:
                continue
            if not interactive:
                print(f"{user}> {line.strip()}", file=self._sink, flush=True)
            if isinstance(meant, SwitchUser):
                user, locale = meant.user, meant.locale
                await self._enter(user, locale)
            else:
                await asyncio.to_thread(self._wait)
                await self._take(meant, user)

    async def _enter(self, user: str, locale: str) -> None:
        address = Address(PLATFORM, user)
        if await asyncio.to_thread(self._greet, address, locale):
            hello = Update(uuid.uuid4().hex, address, UpdateKind.START, locale_hint=locale)
            await self._take(hello, user)
        else:
            await self._drain(user)

    async def _take(self, update: Update, user: str) -> None:
        await asyncio.to_thread(self._intake.receive, update)
        await self._drain(user)

    async def _drain(self, user: str) -> None:
        """Take every open turn of the user, then print every open part."""
        while await asyncio.to_thread(self._turns.run_next, [user]):
            pass
        while await self._delivery.run_next([user]):
            pass
