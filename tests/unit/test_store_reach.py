"""Who is written to: agencies for the unanswered, the unreachable last, pages as often as needed."""

from sqlalchemy.orm import Session

from directory.store import letters, outbox, people, receipts
from directory.store.engine import Store
from tests.store_samples import (
    NOW,
    later,
    person_of,
    put_conversation,
    put_person,
)


def test_an_unreachable_address_is_written_to_last_and_what_is_written_there_is_parked(store: Store) -> None:
    with store.write() as session:
        person = put_person(session, "gone")
        claimed = _send(session, person.id)
        assert receipts.settle_refused(session, claimed, NOW, "blocked", unreachable=True)
        assert [one.address.account for one in people.list_destinations(session, person_of(person))] == [
            "gone"
        ]
        outbox.append(session, person.id, [{"text": "later"}], now=NOW)
        assert letters.count_parked(session, person.id) == 2
        other = put_conversation(session, "here")
        people.link(session, other.id, person_of(person))
        found = people.list_destinations(session, person_of(person))
        assert [one.address.account for one in found] == ["here", "gone"]


def test_where_a_repetition_does_no_harm_nothing_is_ever_uncertain(store: Store) -> None:
    with store.write() as session:
        person = put_person(session, "reader")
        outbox.append(session, person.id, [{"text": "hello"}], now=NOW)
        for attempt in range(5):
            assert outbox.claim(session, later(attempt * 60), 30, ["web"], None, ["web"]) is not None
        assert outbox.claim(session, later(600), 30, ["web"]) is None


def _send(session: Session, conversation_id: int) -> outbox.ClaimedPart:
    outbox.append(session, conversation_id, [{"text": "now"}], now=NOW)
    claimed = outbox.claim(session, NOW, 30, ["web"])
    assert claimed is not None
    return claimed
