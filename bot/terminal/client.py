"""The terminal's adapter: delivering is printing."""

from typing import TextIO

from bot.adapter import Capabilities, Delivered, Part, Receipt, Refused
from bot.terminal.parse import PLATFORM
from bot.terminal.render import render_reply
from directory.domain.person import Address
from handlers.messages import Reply


class TerminalAdapter:
    """Prints parts to `stream`."""

    name = PLATFORM
    capabilities = Capabilities(text_bytes=64_000, buttons=False, cards=False)

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def render(self, reply: Reply, locale: str, first_number: int = 1, origin: str = "") -> list[Part]:
        """The lines that say `reply`."""
        return render_reply(reply, first_number)

    def render_echo(self, text: str) -> list[Part]:
        """Nothing: the user sees what was typed."""
        return []

    async def deliver(self, address: Address, part: Part, part_id: int) -> Receipt:
        """Print the part."""
        try:
            print(part["text"], end="\n\n", file=self._stream, flush=True)
        except (BrokenPipeError, ValueError):
            return Refused("the terminal is closed", unreachable=True)
        return Delivered()

    def settled(self, address: Address) -> None:
        """Nobody waits for this."""
