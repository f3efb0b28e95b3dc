"""A line typed, read as an update or as a change of user. Pure."""

from dataclasses import dataclass

from bot.plain_text import clean
from directory.domain.person import Address
from handlers.localizer import LOCALES
from handlers.messages import Update, UpdateKind

PLATFORM = "terminal"
SWITCH = "/as"


@dataclass(frozen=True, slots=True)
class SwitchUser:
    """`/as NAME [LANG]`: go on as somebody else."""

    user: str
    locale: str


def parse_line(line: str, user: str, locale: str, update_id: str) -> Update | SwitchUser | None:
    """What a line means; None for an empty one or a comment (#)."""
    text = clean(line)
    if not text or text.startswith("#"):
        return None
    words = text.split()
    if words[0] == SWITCH and len(words) in (2, 3):
        wanted = words[2] if len(words) == 3 and words[2] in LOCALES else locale
        return SwitchUser(words[1], wanted)
    address = Address(PLATFORM, user)
    if words[0] == "/start":
        return Update(update_id, address, UpdateKind.START, " ".join(words[1:]), locale_hint=locale)
    return Update(update_id, address, UpdateKind.TEXT, text, locale_hint=locale)
