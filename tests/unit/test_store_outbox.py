"""The outbox: in order per conversation, settled by receipt, nothing lost, nothing sent by two."""

import threading
import time
from collections import Counter

from directory.domain.commands import DeletePerson
from directory.store import inbox, letters, outbox, receipts, waiting
from directory.store.apply import apply
from directory.store.conversations import Conversation, get_conversation
from directory.store.engine import Store
from directory.store.outbox import BROADCAST, ClaimedPart
from tests.store_samples import NOW, later, person_of, put_conversation, put_person


def talk(store: Store, account: str = "anna", platform: str = "web") -> Conversation:
    with store.write() as session:
        return put_conversation(session, account, platform)


def say(
    store: Store, conversation: Conversation, *texts: str, lane: int = 0, kind: str = "say"
) -> tuple[int, ...]:
    with store.write() as session:
        parts = [{"text": text} for text in texts]
        return outbox.append(session, conversation.id, parts, now=NOW, lane=lane, kind=kind)


def claim(store: Store, seconds: float = 0, lease_s: float = 30) -> ClaimedPart | None:
    with store.write() as session:
        return outbox.claim(session, later(seconds), lease_s, ["web", "telegram"])


def claim_some(store: Store, seconds: float = 0, lease_s: float = 30) -> ClaimedPart:
    claimed = claim(store, seconds, lease_s)
    assert claimed is not None
    return claimed


def deliver(store: Store, claimed: ClaimedPart, message_id: str = "") -> bool:
    with store.write() as session:
        return receipts.settle_delivered(session, claimed, NOW, message_id)


def statuses(store: Store) -> dict[str, int]:
    with store.read() as session:
        return letters.count_by_status(session)


def history(store: Store, conversation: Conversation, after: int = 0) -> list[str]:
    with store.read() as session:
        return [part.payload["text"] for part in letters.list_after(session, conversation.id, after, 100)]


def test_parts_go_out_in_order_one_at_a_time_per_conversation(store: Store) -> None:
    anna, ben = talk(store), talk(store, "ben", "telegram")
    say(store, anna, "1", "2")
    say(store, ben, "a")
    first, second = claim_some(store), claim_some(store)
    assert (first.payload, first.address, first.attempts) == ({"text": "1"}, anna.address, 1)
    assert second.address == ben.address
    assert claim(store) is None
    assert deliver(store, first)
    assert not deliver(store, first), "settled once"
    assert claim_some(store).payload == {"text": "2"}


def test_only_the_platforms_and_accounts_asked_for(store: Store) -> None:
    say(store, talk(store), "1")
    say(store, talk(store, "carl"), "2")
    with store.write() as session:
        assert outbox.claim(session, NOW, 30, ["telegram"]) is None
        carls = outbox.claim(session, NOW, 30, ["web"], ["carl"])
    assert carls is not None
    assert carls.payload == {"text": "2"}


def test_conversation_goes_before_broadcast(store: Store) -> None:
    anna, ben = talk(store), talk(store, "ben")
    say(store, anna, "news", lane=BROADCAST)
    say(store, ben, "news", lane=BROADCAST)
    say(store, anna, "answer")
    answer = claim_some(store)
    assert answer.payload == {"text": "answer"}
    news = claim_some(store)
    assert (news.lane, news.address) == (BROADCAST, ben.address), "Anna's waits until her answer is out"
    assert deliver(store, answer)
    assert claim_some(store).address == anna.address


def test_what_comes_meanwhile_waits_for_the_part_under_way(store: Store) -> None:
    anna = talk(store)
    say(store, anna, "news", lane=BROADCAST)
    news = claim_some(store)
    say(store, anna, "answer")
    assert claim(store) is None
    deliver(store, news)
    assert claim_some(store).payload == {"text": "answer"}


def test_what_goes_behind_a_new_answer_belongs_to_no_old_one(store: Store) -> None:
    """Its old push comes again late: that settles nothing that is sent by then as any other part."""
    anna = talk(store)
    (number,) = say(store, anna, "1")
    with store.write() as session:
        inbox.receive(session, anna.address, "push", {}, NOW)
        update = inbox.find_update(session, anna.address, "push")
        assert update is not None
        waiting.reserve(session, update[0], [(number, {"text": "1"})], later(20))
    taken_over = claim_some(store, seconds=30)
    with store.write() as session:
        receipts.settle_retry_later(session, taken_over, NOW)
        parts = waiting.withdraw(session, anna.id)
        waiting.restore(session, [(part, part.payload) for part in parts])
    assert claim_some(store, seconds=40).payload == {"text": "1"}
    with store.write() as session:
        assert waiting.list_answer(session, update[0]) == ()
        assert waiting.release(session, update[0]) == waiting.settle_answer(session, update[0], NOW) == 0


def test_a_lease_runs_out_and_fences_the_late_worker(store: Store) -> None:
    say(store, talk(store), "1")
    late = claim_some(store)
    assert claim(store, seconds=29) is None
    prompt = claim_some(store, seconds=30)
    assert not deliver(store, late)
    with store.write() as session:
        assert not receipts.settle_retry_later(session, late, NOW)
        assert not receipts.settle_uncertain(session, late, NOW, NOW)
        assert not receipts.settle_refused(session, late, NOW, "blocked", unreachable=True)
        assert not receipts.settle_dead(session, late, NOW, "X")
        assert get_conversation(session, late.conversation_id).reachable
    assert deliver(store, prompt)


def test_retry_later_comes_back_and_keeps_the_order(store: Store) -> None:
    anna = talk(store)
    say(store, anna, "1", "2")
    with store.write() as session:
        claimed = outbox.claim(session, NOW, 30, ["web"])
        assert claimed
        assert receipts.settle_retry_later(session, claimed, later(60), "429")
    assert claim(store, seconds=59) is None
    say(store, anna, "news", lane=BROADCAST)
    assert claim(store, seconds=59) is None, "a broadcast waits too"
    again = claim_some(store, seconds=60)
    assert (again.payload, again.attempts, again.uncertain_count) == ({"text": "1"}, 2, 0)


def test_uncertain_is_tried_once_more_and_then_shown(store: Store) -> None:
    say(store, talk(store), "1", "2")
    for expected in ({"open": 2}, {"open": 1, "uncertain": 1}):
        claimed = claim_some(store)
        with store.write() as session:
            assert receipts.settle_uncertain(session, claimed, NOW, NOW, "timeout")
        assert statuses(store) == expected
    assert claim_some(store).payload == {"text": "2"}, "the next one goes on"
    with store.read() as session:
        (lost,) = letters.list_dead(session, 10)
    assert (lost.status, lost.reason, lost.attempts) == ("uncertain", "timeout", 2)


def test_an_uncertain_broadcast_is_never_repeated(store: Store) -> None:
    say(store, talk(store), "news", lane=BROADCAST)
    claimed = claim_some(store)
    with store.write() as session:
        assert receipts.settle_uncertain(session, claimed, NOW, NOW, "timeout")
    assert statuses(store) == {"uncertain": 1}


def test_a_worker_that_vanished_makes_a_part_uncertain(store: Store) -> None:
    say(store, talk(store), "answer")
    say(store, talk(store, "ben"), "news", lane=BROADCAST)
    claim_some(store), claim_some(store)
    assert claim_some(store, seconds=30).uncertain_count == 1
    assert claim(store, seconds=30) is None, "the broadcast is not repeated"
    assert statuses(store) == {"open": 1, "uncertain": 1}
    assert claim(store, seconds=60) is None, "nor the answer a second time"
    assert statuses(store) == {"uncertain": 2}


def test_refused_is_final_for_one_part_only(store: Store) -> None:
    anna = talk(store)
    say(store, anna, "1", "2")
    claimed = claim_some(store)
    with store.write() as session:
        assert receipts.settle_refused(session, claimed, NOW, "too long")
        assert get_conversation(session, anna.id).reachable
    assert claim_some(store).payload == {"text": "2"}
    assert statuses(store) == {"refused": 1, "open": 1}


def test_unreachable_parks_everything_until_the_user_writes_again(store: Store) -> None:
    anna = talk(store)
    say(store, anna, "1", "2")
    say(store, anna, "her words", kind="echo")
    say(store, talk(store, "ben"), "b")
    claimed = claim_some(store)
    with store.write() as session:
        assert receipts.settle_refused(session, claimed, NOW, "blocked", unreachable=True)
        assert not get_conversation(session, anna.id).reachable
    say(store, anna, "3")
    assert statuses(store) == {"parked": 3, "open": 2}
    assert claim_some(store).payload == {"text": "b"}
    assert claim(store) is None, "an unreachable conversation yields nothing"
    with store.write() as session:
        assert letters.count_parked(session, anna.id) == 3
        assert receipts.revive(session, anna.id) == 3
        assert get_conversation(session, anna.id).reachable
    sent = []
    while part := claim(store):
        sent.append(part.payload["text"])
        deliver(store, part)
    assert sent == ["1", "2", "her words", "3"]


def test_what_may_have_arrived_is_uncertain_still_when_it_was_parked(store: Store) -> None:
    anna = talk(store)
    say(store, anna, "1")
    with store.write() as session:
        claimed = outbox.claim(session, NOW, 30, ["web"])
        assert claimed
        assert receipts.settle_uncertain(session, claimed, NOW, NOW, "timeout")
        again = outbox.claim(session, NOW, 30, ["web"])
        assert again
        assert receipts.settle_refused(session, again, NOW, "blocked", unreachable=True)
        assert receipts.revive(session, anna.id) == 1
        last = outbox.claim(session, NOW, 30, ["web"])
        assert last
        assert (last.attempts, last.uncertain_count) == (1, 1)
        assert receipts.settle_uncertain(session, last, NOW, NOW, "timeout")
    assert statuses(store) == {"uncertain": 1}, "not tried a third time"


def test_a_part_parked_after_its_worker_vanished_is_uncertain(store: Store) -> None:
    anna = talk(store)
    say(store, anna, "1", "2")
    claim_some(store)
    with store.write() as session:
        assert receipts.retire(session, anna.id, later(30)) == 2
        assert receipts.revive(session, anna.id) == 2
    first = claim_some(store, seconds=30)
    assert (first.payload, first.uncertain_count) == ({"text": "1"}, 1)
    deliver(store, first)
    assert claim_some(store, seconds=30).uncertain_count == 0


def test_dead_letters_are_listed_and_retried(store: Store) -> None:
    anna = talk(store)
    (part_id,) = say(store, anna, "1")
    claimed = claim_some(store)
    with store.write() as session:
        assert receipts.settle_dead(session, claimed, NOW, "attempts")
        (lost,) = letters.list_dead(session, 10)
        assert (lost.id, lost.address, lost.status, lost.reason) == (
            part_id,
            anna.address,
            "dead",
            "attempts",
        )
        assert receipts.retry_dead(session, (part_id + 1,)) == 0
        assert receipts.retry_dead(session) == 1
    again = claim_some(store)
    assert again.attempts == 1
    assert deliver(store, again)


def test_history_is_told_in_the_order_of_arrival(store: Store) -> None:
    anna = talk(store)
    say(store, anna, "news", lane=BROADCAST)
    say(store, anna, "hello", kind="echo")
    say(store, anna, "answer")
    assert history(store, anna) == []
    for _ in range(3):
        deliver(store, claim_some(store), "m")
    assert history(store, anna) == ["hello", "answer", "news"]
    assert history(store, anna, after=1) == ["answer", "news"], "what arrived late has not been passed by"
    with store.read() as session:
        assert [part.place for part in letters.list_after(session, anna.id, 0, 2)] == [1, 2]
        latest = letters.list_latest(session, anna.id, 2)
        assert [(part.kind, part.payload["text"]) for part in latest] == [("say", "answer"), ("say", "news")]


def test_places_and_ids_go_on_rising_after_everything_was_deleted(store: Store) -> None:
    with store.write() as session:
        anna = put_person(session, "anna")
    forgotten = say(store, anna, "1", "2")
    deliver(store, claim_some(store))
    deliver(store, claim_some(store))
    with store.write() as session:
        apply(session, DeletePerson(), anna.id, NOW)
    assert min(say(store, anna, "deleted")) > max(forgotten), "an id was given twice"
    deliver(store, claim_some(store))
    assert history(store, anna, after=2) == ["deleted"]


def test_parts_about_somebody_deleted_meanwhile_can_be_appended(store: Store) -> None:
    with store.write() as session:
        anna, ben = put_person(session, "anna"), put_conversation(session, "ben")
        apply(session, DeletePerson(), anna.id, NOW)
        outbox.append(session, ben.id, [{"text": "withdrawn"}], now=NOW, about_person_id=person_of(anna))
    assert claim_some(store).payload == {"text": "withdrawn"}


def test_workers_never_share_a_part_and_keep_the_order(store: Store) -> None:
    talks = [talk(store, f"user{number}") for number in range(5)]
    for conversation in talks:
        say(store, conversation, "1", "2")
        say(store, conversation, "3", "4")
    seen: list[tuple[int, str]] = []
    busy: Counter[int] = Counter()
    faults: list[str] = []
    guard = threading.Lock()

    def work() -> None:
        while len(seen) < 20 and not faults:
            claimed = claim(store, lease_s=600)
            if claimed is None:
                continue
            with guard:
                busy[claimed.conversation_id] += 1
                if busy[claimed.conversation_id] > 1:
                    faults.append("two at once in a conversation")
                seen.append((claimed.conversation_id, claimed.payload["text"]))
            time.sleep(0.001)
            with guard:
                busy[claimed.conversation_id] -= 1
            if not deliver(store, claimed):
                faults.append("lease lost")

    threads = [threading.Thread(target=work, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert faults == []
    assert len(seen) == len(set(seen)) == 20
    for conversation in talks:
        assert history(store, conversation) == ["1", "2", "3", "4"]
