"""One-time links out of the chat: the address that only its reader is told, and what stores its hash."""

from directory.domain.commands import MakeLink
from directory.domain.links import VALID, Opens, hash_secret
from handlers.context import Context

_DRAWS = 3  # ids of 49 bits each: nobody guesses the three


def make(ctx: Context, opens: Opens, place: str) -> tuple[str, MakeLink]:
    """A new link below the address `place`."""
    code = "".join(ctx.new_id() for _ in range(_DRAWS))
    return f"{place}{code}", MakeLink(opens, hash_secret(code))


def count_minutes(opens: Opens) -> int:
    """For how long it is good."""
    return int(VALID[opens].total_seconds() // 60)
