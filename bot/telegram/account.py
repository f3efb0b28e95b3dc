"""Accounts: a chat id, and the topic in a group that has topics ("-100123/45"). Pure."""

from directory.domain.person import Address

PLATFORM = "telegram"


def build_address(chat_id: int, topic: int = 0) -> Address:
    """The address of a chat, or of one topic of a group."""
    return Address(PLATFORM, f"{chat_id}/{topic}" if topic else str(chat_id))


def read_chat(account: str) -> tuple[int, int]:
    """Chat id and topic (0: none) of an account."""
    chat_id, _, topic = account.partition("/")
    return int(chat_id), int(topic or 0)


def is_group(account: str) -> bool:
    """Whether others read along: ids of groups are negative."""
    return account.startswith("-")
