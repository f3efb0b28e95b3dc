"""A notice put into the outbox of its address, and its foreign text into the queue of the translator."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.adapter import Adapter
from bot.rendering import read_memory, render_all
from directory.domain.contacts import mask_contacts
from directory.store import conversations, outbox, translations
from handlers.messages import MEMORY_JSON, Notice, list_choices

MAX_OFFERED = 60


def append_notice(
    session: Session,
    adapters: Mapping[str, Adapter],
    notice: Notice,
    now: datetime,
    *,
    translates: bool = False,
    lane: int = outbox.CONVERSATION,
    recipient_id: int | None = None,
) -> None:
    """Put a notice into the outbox of its address; its choices join those on offer there.

    Raises LookupError for a platform that no adapter writes for, and Conflict where the conversation goes on
    in this moment: then repeat it all.
    """
    address = notice.to.address
    adapter = adapters.get(address.platform)
    if adapter is None:
        raise LookupError(f"no adapter for platform {address.platform}")
    target = conversations.load_or_create(session, address, notice.to.locale, now)
    memory = read_memory(target)
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
        mine = reply.about is None
        about = notice.about if mine else reply.about
        outbox.append(
            session,
            target.id,
            parts,
            now=now,
            lane=lane,
            about_person_id=about,
            about_purpose=notice.rests_on if mine else reply.rests_on,
            recipient_id=recipient_id,
        )
    if translates:
        _queue_foreign(session, target.id, notice, now)


def _queue_foreign(session: Session, conversation_id: int, notice: Notice, now: datetime) -> None:
    """Texts of one language together. What leaves for a translator carries no contact data."""
    for source in dict.fromkeys(foreign.locale for foreign in notice.foreign):
        text = "\n".join(foreign.text for foreign in notice.foreign if foreign.locale == source)
        target = notice.to.locale
        masked = mask_contacts(text)
        translations.add(session, conversation_id, notice.about, masked, source, target, now, notice.rests_on)
