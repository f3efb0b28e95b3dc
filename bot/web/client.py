"""The web chat as a platform: its parts are stored, so delivering one means saying that it is there."""

from bot.adapter import Capabilities, Delivered, Part, Receipt
from bot.web.hub import Hub
from bot.web.render import render_echo, render_reply
from directory.domain.person import Address
from handlers.messages import Reply

PLATFORM = "web"


class WebAdapter:
    """Implements `bot.adapter.Adapter`."""

    name = PLATFORM
    capabilities = Capabilities(
        text_bytes=64_000, buttons=True, cards=True, echoes_input=True, repeatable=True
    )

    def __init__(self) -> None:
        self.hub = Hub()

    def render(self, reply: Reply, locale: str, first_number: int = 1, origin: str = "") -> list[Part]:
        """The part that says `reply`; its choices are buttons, so nothing is numbered."""
        return render_reply(reply, locale)

    def render_echo(self, text: str) -> list[Part]:
        """The part that repeats the user's own words."""
        return render_echo(text)

    async def deliver(self, address: Address, part: Part, part_id: int) -> Receipt:
        """Nothing to send: browsers read the part from the log as soon as it is settled."""
        return Delivered(message_id=str(part_id))

    def settled(self, address: Address) -> None:
        """Let open pages of this account read what is new. Called after the commit."""
        self.hub.wake(address.account)
