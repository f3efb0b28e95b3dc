"""The same history once more, without any fault: what must come out of every run with crashes."""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from directory.store import conversations, introductions, people
from directory.store.models import InboxRow, IntroductionRow
from handlers.messages import Update
from tests.property.crashing import (
    LEASE_S,
)
from tests.property.invariants import list_parts
from tests.property.players import (
    PEOPLE,
)
from tests.property.world import Done, World


def replay(history: list[Done], twin: World) -> None:
    """Let everything in `history` take effect in a fresh world, in the same order, at the same times."""
    for done in history:
        twin.clock.now = done.at
        twin.set_unreachable(done.unreachable)
        if done.update is None:
            twin.tick()
        elif done.dead:
            _fail(twin, done.update)
        else:
            twin.write(done.update)
            assert twin.turn()
    assert len(twin.history) == len(history)


def _fail(twin: World, update: Update) -> None:
    """Let every attempt at an update fail."""
    twin.write(update)
    settled = len(twin.history)
    twin.process.turns.broken = True
    while len(twin.history) == settled:
        assert twin.turn()
        twin.clock.advance(LEASE_S)
    twin.process.turns.broken = False


def paint(world: World) -> str:
    """All that the world has come to, without times, attempts and the numbers of rows."""
    picture: dict[str, Any] = {}
    with world.store.read() as session:
        update_ids = {row.id: row.update_id for row in session.execute(select(InboxRow.__table__))}
        for address in PEOPLE:
            conversation = conversations.find_conversation(session, address)
            assert conversation is not None
            person = None
            if conversation.person_id is not None:
                person = people.find_person(session, conversation.person_id)
            picture[address.account] = {
                "version": conversation.version,
                "locale": conversation.locale,
                "state": conversation.state,
                "profile": str(person.profile) if person else "",
                "companies": person.company_ids if person else (),
                "consents": [(each.purpose, each.locale) for each in person.consents] if person else [],
            }
        ids = session.scalars(select(IntroductionRow.id).order_by(IntroductionRow.id)).all()
        found = [introductions.find_introduction(session, one) for one in ids]
    picture["parts"] = {
        address.account: [(part.kind, part.payload, update_ids.get(part.update_ref or 0)) for part in parts]
        for address, parts in sorted(list_parts(world).items(), key=lambda item: item[0].account)
    }
    picture["introductions"] = [
        {
            **asdict(one),
            "remarks": [(remark.side, remark.text) for remark in one.remarks],
            **dict.fromkeys(
                ("asker_id", "answered_by", "created_at", "reminded_at", "closed_at", "opened_at")
            ),
        }
        for one in found
        if one is not None
    ]
    return json.dumps(picture, ensure_ascii=False, indent=1, sort_keys=True, default=str)
