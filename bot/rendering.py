"""Replies as a platform's parts, their choices numbered through; and the memory that the numbers live in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.adapter import Adapter, Part
from directory.store import conversations, outbox
from directory.store.conversations import Conversation
from handlers.messages import MEMORY_JSON, Memory, Notice, Reply, list_choices

MAX_OFFERED = 60


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


def append_notice(
    session: Session,
    adapters: Mapping[str, Adapter],
    notice: Notice,
    now: datetime,
    *,
    lane: int = outbox.CONVERSATION,
    recipient_id: int | None = None,
) -> None:
    """Put a notice into the outbox of its address; its choices join those on offer there.

    Raises Conflict where the conversation goes on in this moment: then repeat it all.
    """
    address = notice.to.address
    target = conversations.load_or_create(session, address, notice.to.locale, now)
    memory = read_memory(target)
    adapter = adapters.get(address.platform)
    if adapter is None:
        raise LookupError(f"no adapter for platform {address.platform}")
    first = len(memory.offered) + 1
    added = list_choices(notice.replies)
    if first + len(added) > MAX_OFFERED:
        memory, first = replace(memory, offered=()), 1
    conversations.save(
        session,
        target.id,
        target.version,
        state=MEMORY_JSON.dump_python(replace(memory, offered=memory.offered + added), mode="json"),
        locale=notice.to.locale,
        now=now,
        seen=False,
    )
    for reply, parts in render_all(adapter, notice.replies, notice.to.locale, first):
        about = notice.about if reply.about is None else reply.about
        outbox.append(
            session,
            target.id,
            parts,
            now=now,
            lane=lane,
            about_person_id=about,
            recipient_id=recipient_id,
        )
