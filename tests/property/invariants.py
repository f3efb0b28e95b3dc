"""What must hold of a world, whatever died when."""

import json
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.domain.introduction import AGREED, Introduction, Status
from directory.domain.person import Address
from directory.store import introductions, people
from directory.store.models import ConversationRow, InboxRow, IntroductionRow, OutboxRow
from handlers.messages import UpdateKind
from tests.property.players import (
    CONTACT_DATA,
    LOCALES,
    LOCALIZER,
    MORNING,
    PEOPLE,
    find_person,
)
from tests.property.world import World

Rows = dict[Address, list[Any]]


def check_all(world: World) -> None:
    """Everything, once all that can be done is done."""
    check_updates(world)
    check_parts(world)
    check_order(world)


def list_parts(world: World, after_id: int = 0) -> Rows:
    """The outbox by reader, in the order in which it was written."""
    statement = (
        select(OutboxRow.__table__, ConversationRow.platform, ConversationRow.account)
        .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
        .where(OutboxRow.id > after_id)
        .order_by(OutboxRow.id)
    )
    found: Rows = defaultdict(list)
    with world.store.read() as session:
        for row in session.execute(statement):
            found[Address(row.platform, row.account)].append(row)
    return found


def check_updates(world: World) -> None:
    """Every acknowledged update is done once, in order, with one answer. None is dead for nothing."""
    with world.store.read() as session:
        inbox = session.execute(select(InboxRow.__table__).order_by(InboxRow.id)).all()
    keys = [(Address(row.platform, row.account), row.update_id) for row in inbox]
    assert len(keys) == len(set(keys)), "an update was stored twice"
    assert world.acknowledged <= set(keys), "an acknowledged update was lost"
    assert set(keys) <= {(update.address, update.id) for update in world.sent}
    said = {(update.address, update.id): update for update in world.sent}
    forgotten = any(row.payload == {} for row in inbox)
    parts = list_parts(world)
    for row, key in zip(inbox, keys, strict=True):
        assert row.status in ("done", "dead"), f"an update is {row.status} at the end"
        if row.status == "dead":
            assert row.attempts >= 4, "given up early"
            assert row.error in ("RuntimeError", "StoreError"), f"given up for {row.error}"
            assert row.error == "RuntimeError" or world.troubles, "given up for nothing"
        answer = [part for part in parts[key[0]] if part.update_ref == row.id]
        if forgotten and all(part.kind == "echo" for part in answer):
            continue  # what it said of somebody went with that person
        assert any(part.kind == "say" for part in answer), f"no answer to {said[key]}"
        ids = [part.id for part in parts[key[0]]]
        first = ids.index(answer[0].id)
        assert [part.id for part in answer] == ids[first : first + len(answer)], "an answer in two pieces"
        echoes = [part.payload["said"] for part in answer if part.kind == "echo"]
        words = said[key]
        is_echoed = key[0].platform == "alpha" and row.status == "done" and words.kind is not UpdateKind.START
        assert echoes == ([words.text] if is_echoed else []), "an echo is missing or doubled"


def check_parts(world: World) -> None:
    """Every part has an end with a reason; nothing arrived twice unless the first time was uncertain."""
    arrived = Counter(arrival.part_id for arrival in world.arrivals)
    with world.store.read() as session:
        reachable = {
            Address(row.platform, row.account): row.reachable
            for row in session.execute(select(ConversationRow.__table__))
        }
        last_done: dict[Address, datetime] = defaultdict(lambda: MORNING)
        for row in session.execute(select(InboxRow.__table__).where(InboxRow.status == "done")):
            address = Address(row.platform, row.account)
            last_done[address] = max(last_done[address], row.done_at)
    for address, parts in list_parts(world).items():
        for part in parts:
            assert arrived[part.id] <= 1 + part.uncertain_count, "doubled"
            match part.status:
                case "sent":
                    assert arrived[part.id] >= 1, "called sent, never arrived"
                case "refused":
                    assert part.reason
                    assert arrived[part.id] <= part.uncertain_count
                case "uncertain":
                    assert part.reason
                    assert part.uncertain_count == 2, "not tried again"
                case "dead":
                    assert part.reason
                    assert part.attempts >= 12 or part.settled_at - part.created_at > timedelta(days=2)
                case "parked":
                    assert not reachable[address], "parked although its reader is there"
                    assert part.settled_at is None or part.settled_at >= last_done[address], "left behind"
                case status:  # one's own words wait with the rest
                    assert (status, part.kind, reachable[address]) == ("open", "echo", False)


def check_order(world: World) -> None:
    """Each conversation handled its updates, and received its parts, in the order in which they came.

    A part given up as uncertain may still arrive late: its worker slept over its lease.
    """
    for address, parts in list_parts(world).items():
        handled = [part.update_ref for part in parts if part.update_ref is not None]
        assert handled == sorted(handled), "handled out of order"
        places = [part.place for part in parts if part.place is not None]
        assert places == sorted(set(places)), "places out of order"
        late = {part.id for part in parts if part.status != "sent" and part.uncertain_count}
        arrived = dict.fromkeys(each.part_id for each in world.arrivals if each.address == address)
        first = [part_id for part_id in arrived if part_id not in late]
        assert first == sorted(first), "arrived out of order"


def check_privacy(world: World, after_id: int) -> int:
    """No new part carries somebody else's contact data before both agreed; the last part's id."""
    last = after_id
    agreed = list_agreed(world)
    for reader, parts in list_parts(world, after_id).items():
        last = max(last, *(part.id for part in parts))
        text = json.dumps([part.payload for part in parts if part.kind == "say"], ensure_ascii=False)
        for other in PEOPLE:
            if other != reader and any(datum in text for datum in CONTACT_DATA[other]):
                assert frozenset((reader, other)) in agreed, f"{reader} was told how to reach {other}"
    return last


def list_agreed(world: World) -> set[frozenset[Address]]:
    """The pairs whose introduction both sides agreed to."""
    with world.store.read() as session:
        address_of = {
            row.person_id: Address(row.platform, row.account)
            for row in session.execute(select(ConversationRow.__table__))
        }
        accepted = session.execute(
            select(IntroductionRow.asker_id, IntroductionRow.answered_by).where(
                IntroductionRow.status.in_([status.value for status in AGREED])
            )
        )
        return {
            frozenset((address_of[row.asker_id], address_of[row.answered_by]))
            for row in accepted
            if row.asker_id in address_of and row.answered_by in address_of
        }


def check_introductions(world: World) -> None:
    """Both sides were told what the row says, once. For worlds where nobody leaves or is out of reach."""
    with world.store.read() as session:
        person_of = {address: find_person(session, address) for address in PEOPLE}
        found = [one for person in person_of.values() for one in introductions.list_sent(session, person)]
        recipients = {one.id: people.list_members(session, one.company_id) for one in found}
        versions, turns = _count_saves(session)
    told = _Told(world)
    for address, person in person_of.items():
        asked = [one for one in found if one.asker_id == person]
        received = [one for one in found if person in recipients[one.id]]
        agreed = [one for one in (*asked, *received) if person in (one.asker_id, one.answered_by)]
        expected = {
            "draft-sent": len(asked),
            "accepted-for-asker": _count(asked, *AGREED),
            "declined-for-asker": _count(asked, Status.DECLINED),
            "asked-for-asker": sum(remark.side == "company" for one in asked for remark in one.remarks),
            "request-heading": len(received),
            "withdrawn-by-asker": _count(received, Status.WITHDRAWN),
            "replied-for-company": sum(remark.side == "asker" for one in received for remark in one.remarks),
        }
        for key, count in expected.items():
            assert told.count(address, key) == count, f"{address} was told {key} wrongly often"
        uncounted = ("answered-by-colleague", "talk-message", "talk-ended-by-other")  # not in the row
        notices = sum(told.count(address, key) for key in (*expected, *uncounted))
        assert versions[address] == 1 + turns[address] + notices - len(asked), "a turn or a notice was lost"
        assert told.count_contacts(address) >= _count(agreed, *AGREED), "agreed, but not told whom"


class _Told:
    """What each reader was told, by catalogue key. Only words of the catalogue itself are compared."""

    def __init__(self, world: World) -> None:
        self._parts = list_parts(world)

    def count(self, address: Address, key: str) -> int:
        """How many parts say `key`, not counting what the reader looked up again."""
        text = LOCALIZER.text(LOCALES[address], key, **dict.fromkeys(_ARGUMENTS, _GAP))
        fragment = max(text.split(_GAP), key=len).strip()
        own = key == "draft-sent"
        return sum(
            fragment in part.payload.get("text", "")
            for part in self._parts[address]
            if (part.update_ref is not None) == own
        )

    def count_contacts(self, address: Address) -> int:
        return sum("contact" in part.payload for part in self._parts[address])


_GAP = "\x01"
_ARGUMENTS = ("company", "until", "reason", "question", "who", "answer", "text")


def _count(found: list[Introduction], *statuses: Status) -> int:
    return sum(one.status in statuses for one in found)


def _count_saves(session: Session) -> tuple[dict[Address, int], Counter[Address]]:
    """The versions of all conversations, and how many updates of each are done."""
    versions = {
        Address(row.platform, row.account): row.version
        for row in session.execute(select(ConversationRow.__table__))
    }
    done = session.execute(select(InboxRow.__table__).where(InboxRow.status == "done"))
    return versions, Counter(Address(row.platform, row.account) for row in done)
