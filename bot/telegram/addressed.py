"""What of a message is said to us: all in a private chat; in a group what names us or answers us. Pure."""

import re
from typing import Any

Raw = dict[str, Any]


def find_words_to_us(message: Raw, text: str, username: str) -> str | None:
    """What a group says to us: a command or mention with our name, a reply; None where it does not."""
    if not username:
        return None
    name = re.compile(rf"(?<!\w)@{re.escape(username)}(?!\w)", re.IGNORECASE)
    if text.startswith("/"):
        command, _, rest = text.partition(" ")
        plain, _, named = command.partition("@")
        return f"{plain} {rest}".strip() if named.casefold() == username.casefold() else None
    if name.search(text):
        return " ".join(name.sub(" ", text).split())
    return text if is_named((message.get("reply_to_message") or {}).get("from"), username) else None


def is_named(user: Any, username: str) -> bool:
    """Whether a user of the Bot API is the one called `username`."""
    return (
        bool(username)
        and isinstance(user, dict)
        and str(user.get("username") or "").casefold() == username.casefold()
    )
