"""The port every platform implements, and the receipts that delivery understands."""

from dataclasses import dataclass
from typing import Any, Literal, Protocol

from directory.domain.person import Address
from handlers.messages import Reply

Part = dict[str, Any]
"""One platform call, JSON: what `render` makes and `deliver` sends. One outbox row each."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a platform can do. Without `buttons`, choices are numbered and answered by number.

    `echoes_input`: the user's own words are stored as parts too. `repeatable`: a part delivered twice
    is shown once, so that nothing is ever uncertain. `files`: a document arrives as one.
    """

    text_bytes: int
    buttons: bool
    cards: bool
    echoes_input: bool = False
    repeatable: bool = False
    files: bool = True


@dataclass(frozen=True, slots=True)
class Delivered:
    """It arrived."""

    message_id: str = ""


@dataclass(frozen=True, slots=True)
class RetryLater:
    """It did not arrive; try again after `after_s` seconds, later each time.

    `counts` False: the part is not to blame, so this was no attempt, and `after_s` is kept exactly.
    `holds` says what else waits as long: nothing, the same "chat", or the whole "platform".
    `moved_to` is the account that the conversation has from now on, `instead` what to send next time.
    """

    after_s: float
    reason: str = ""
    counts: bool = True
    holds: Literal["", "chat", "platform"] = ""
    moved_to: str = ""
    instead: Part | None = None


@dataclass(frozen=True, slots=True)
class Uncertain:
    """It may have arrived: sent, but no answer came. Tried once more at most."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never arrive. `unreachable`: nothing else will either until the user writes again.

    `waits`: it may be said at the user's next contact, so this part is kept for it.
    """

    reason: str
    unreachable: bool = False
    waits: bool = False


Receipt = Delivered | RetryLater | Uncertain | Refused


class Adapter(Protocol):
    """A platform. `render` is pure; `deliver` makes exactly one platform call."""

    name: str
    capabilities: Capabilities

    def render(self, reply: Reply, locale: str, first_number: int = 1, origin: str = "") -> list[Part]:
        """The platform calls that say `reply`, in order; choices are numbered from `first_number`.

        `origin` is the message that this reply may replace: the one tapped, if it has the reply's slot.
        For that a part says its slot under "slot".
        """

    def render_echo(self, text: str) -> list[Part]:
        """Parts that repeat the user's own words, where the platform wants them."""

    async def deliver(self, address: Address, part: Part, part_id: int) -> Receipt:
        """Make the call for one part. Never raises for what the platform does; returns a receipt."""

    def settled(self, address: Address) -> None:
        """Called once the outcome of a part to `address` is stored."""
