"""What a mailing would do if it were sent now, before anybody presses send."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum


class Way(StrEnum):
    """How a recipient gets an item: at once, in an open window, by a mass send, or at the next contact."""

    PUSH = "push"
    WINDOW = "window"
    MASS = "mass"
    CONTACT = "contact"


class Hindrance(StrEnum):
    """Why somebody in the audience will not be reached.

    PLACELESS: wants it, but answers for no entry and holds no office, so that no country or city is known.
    """

    NOT_SUBSCRIBED = "not_subscribed"
    UNREACHABLE = "unreachable"
    NOT_SERVED = "not_served"
    PLACELESS = "placeless"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """`platforms`: recipients by platform; `ways`: by way; `unreached`: by reason.

    `duration_s` is how long it takes at the platforms' pace, conversation aside. `mass_calls`: calls that
    reach many readers in WeChat. `is_exact`: no rounded numbers.
    """

    platforms: Mapping[str, int] = field(default_factory=dict)
    ways: Mapping[Way, int] = field(default_factory=dict)
    unreached: Mapping[Hindrance, int] = field(default_factory=dict)
    duration_s: float = 0.0
    mass_calls: int = 0
    is_exact: bool = True

    def round_up(self) -> "Rehearsal":
        """The same for whoever may not look at these people: one number, in full tens.

        Who narrows an audience step by step shall not learn about single persons.
        """
        tens = 10 * max(1, -(-self.reached // 10))
        return replace(self, platforms={}, ways={Way.PUSH: tens}, unreached={}, is_exact=False)

    @property
    def reached(self) -> int:
        """How many get it, at once or at their next contact."""
        return sum(self.ways.values())

    @property
    def mass_cost(self) -> int:
        """Mass sends that it takes from a reader's month."""
        return 1 if self.mass_calls else 0


@dataclass(frozen=True, slots=True)
class Held:
    """A platform that takes nothing until then, and how many messages wait behind that."""

    platform: str
    until: datetime
    waiting: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What one platform shows readers of one language, as text; `by_mass`: to those a mass send reaches."""

    platform: str
    locale: str
    text: str
    by_mass: bool = False
