"""A notice becomes parts of its reader's conversation; its foreign texts wait for their translation."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.adapter import Adapter
from bot.rendering import read_memory, render_all
from directory.domain.contacts import mask_contacts
from directory.store import conversations, outbox, translations
from handlers.messages import MEMORY_JSON, Notice, list_choices


def append(
    session: Session,
    adapters: Mapping[str, Adapter],
    notice: Notice,
    now: datetime,
    most_offered: int,
    *,
    translates: bool = False,
) -> None:
    """Put a notice into the outbox of its address; its choices join those on offer there."""
    address = notice.to.address
    target = conversations.load_or_create(session, address, notice.to.locale, now)
    memory = read_memory(target)
    adapter = adapters.get(address.platform)
    if adapter is None:
        raise LookupError(f"no adapter for platform {address.platform}")
    first = len(memory.offered) + 1
    added = list_choices(notice.replies)
    if first + len(added) > most_offered:
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
        outbox.append(session, target.id, parts, now=now, about_person_id=about)
    if translates:
        _let_translate(session, target.id, notice, now)


def _let_translate(session: Session, conversation_id: int, notice: Notice, now: datetime) -> None:
    """What leaves for a translator carries no contact data."""
    for source in dict.fromkeys(foreign.locale for foreign in notice.foreign):
        text = "\n".join(foreign.text for foreign in notice.foreign if foreign.locale == source)
        target, masked = notice.to.locale, mask_contacts(text)
        translations.add(session, conversation_id, notice.about, masked, source, target, now)
