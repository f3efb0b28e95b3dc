"""Replies as a platform's parts, their choices numbered through; and the memory that the numbers live in."""

from bot.adapter import Adapter, Part
from directory.store.conversations import Conversation
from handlers.messages import MEMORY_JSON, Memory, Reply, list_choices


def render_all(
    adapter: Adapter,
    replies: tuple[Reply, ...],
    locale: str,
    first_number: int,
    slot: str = "",
    origin: str = "",
) -> list[tuple[Reply, list[Part]]]:
    """Every reply with its parts; choices are numbered through.

    `origin` is the message that was tapped, `slot` its slot: a reply of that slot may replace it.
    """
    rendered = []
    for reply in replies:
        replaces = origin if reply.slot and reply.slot == slot else ""
        rendered.append((reply, adapter.render(reply, locale, first_number, replaces)))
        first_number += len(list_choices((reply,)))
    return rendered


def read_memory(conversation: Conversation) -> Memory:
    """What the conversation remembers; a fresh memory where nothing was said yet."""
    return Memory() if conversation.state is None else MEMORY_JSON.validate_python(conversation.state)
