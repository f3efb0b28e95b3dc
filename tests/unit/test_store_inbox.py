"""The inbox: once, in order per conversation, one worker at a time, never lost."""

import threading
import time
from collections import Counter

from directory.domain.person import Address
from directory.store import inbox
from directory.store.engine import Store
from directory.store.inbox import ClaimedUpdate
from tests.store_samples import NOW, later

ANNA, BEN = Address("web", "anna"), Address("telegram", "ben")
BOTH = ("web", "telegram")


def receive(store: Store, address: Address, *update_ids: str) -> list[bool]:
    with store.write() as session:
        return [inbox.receive(session, address, name, {"text": name}, NOW) for name in update_ids]


def claim(store: Store, seconds: float = 0, lease_s: float = 30) -> ClaimedUpdate | None:
    with store.write() as session:
        return inbox.claim(session, later(seconds), lease_s, BOTH)


def claim_some(store: Store, seconds: float = 0, lease_s: float = 30) -> ClaimedUpdate:
    claimed = claim(store, seconds, lease_s)
    assert claimed is not None
    return claimed


def finish(store: Store, claimed: ClaimedUpdate) -> bool:
    with store.write() as session:
        return inbox.finish(session, claimed, NOW)


def test_a_repeat_is_ignored(store: Store) -> None:
    assert receive(store, ANNA, "1", "1", "2") == [True, False, True]
    assert receive(store, BEN, "1") == [True], "keys are scoped to the sender"
    assert finish(store, claim_some(store))
    assert receive(store, ANNA, "1") == [False], "also when it is done"


def test_the_oldest_first_and_one_at_a_time_per_conversation(store: Store) -> None:
    receive(store, ANNA, "1", "2")
    receive(store, BEN, "1")
    first, second = claim_some(store), claim_some(store)
    assert (first.address, first.update_id, first.payload) == (ANNA, "1", {"text": "1"})
    assert (second.address, second.update_id) == (BEN, "1")
    assert claim(store) is None, "2 waits for 1"
    assert finish(store, first)
    assert claim_some(store).update_id == "2"


def test_only_the_platforms_and_accounts_asked_for(store: Store) -> None:
    receive(store, ANNA, "1")
    receive(store, Address("web", "carl"), "1")
    with store.write() as session:
        assert inbox.claim(session, NOW, 30, ["telegram"]) is None
        carls = inbox.claim(session, NOW, 30, ["web"], ["carl"])
    assert carls is not None
    assert carls.address.account == "carl"


def test_a_lease_runs_out_and_fences_the_late_worker(store: Store) -> None:
    receive(store, ANNA, "1")
    late = claim_some(store, lease_s=30)
    assert claim(store, seconds=29) is None
    prompt = claim_some(store, seconds=30)
    assert (late.attempts, prompt.attempts) == (1, 2)
    assert not finish(store, late)
    with store.write() as session:
        assert not inbox.fail(session, late, NOW, retry_at=None, error="X")
    assert finish(store, prompt)
    assert not finish(store, prompt), "finished once"


def test_a_failed_update_comes_back_later_and_blocks_what_follows(store: Store) -> None:
    receive(store, ANNA, "1", "2")
    with store.write() as session:
        claimed = inbox.claim(session, NOW, 30, BOTH)
        assert claimed
        assert inbox.fail(session, claimed, NOW, retry_at=later(60), error="StoreError")
    assert claim(store, seconds=59) is None
    again = claim_some(store, seconds=60)
    assert (again.update_id, again.attempts) == ("1", 2)


def test_a_dead_update_lets_the_next_pass_and_can_be_retried(store: Store) -> None:
    receive(store, ANNA, "1", "2")
    claimed = claim_some(store)
    with store.write() as session:
        assert inbox.fail(session, claimed, NOW, retry_at=None, error="ValueError")
    assert claim_some(store).update_id == "2"
    with store.write() as session:
        (dead,) = inbox.list_dead(session, 10)
        assert (dead.id, dead.address, dead.error, dead.attempts) == (claimed.id, ANNA, "ValueError", 1)
        assert inbox.count_by_status(session) == {"dead": 1, "open": 1}
        assert inbox.retry_dead(session, [dead.id + 1]) == 0
        assert inbox.retry_dead(session) == 1
        assert inbox.list_dead(session, 10) == ()
    assert claim(store) is None, "1 waits while 2 is under work"
    assert not finish(store, claimed), "the worker of the first life stays fenced"
    assert claim_some(store, seconds=30).update_id == "1"


def test_workers_never_share_an_update_and_keep_the_order(store: Store) -> None:
    addresses = [Address("web", f"user{number}") for number in range(5)]
    for name in ("1", "2", "3", "4"):
        for address in addresses:
            receive(store, address, name)
    seen: list[tuple[str, str]] = []
    busy: Counter[str] = Counter()
    faults: list[str] = []
    guard = threading.Lock()

    def work() -> None:
        while len(seen) < 20 and not faults:
            claimed = claim(store, lease_s=600)
            if claimed is None:
                continue
            with guard:
                busy[claimed.address.account] += 1
                if busy[claimed.address.account] > 1:
                    faults.append(f"{claimed.address} twice at once")
                seen.append((claimed.address.account, claimed.update_id))
            time.sleep(0.001)
            with guard:
                busy[claimed.address.account] -= 1
            if not finish(store, claimed):
                faults.append("lease lost")

    threads = [threading.Thread(target=work, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert faults == []
    assert len(seen) == len(set(seen)) == 20
    for address in addresses:
        assert [name for account, name in seen if account == address.account] == ["1", "2", "3", "4"]
