"""Places under a platform's limits, given out by the database to all workers together."""

import threading
from datetime import UTC, datetime, timedelta

from directory.store import pacing
from directory.store.engine import Store
from directory.store.pacing import Pace

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
CHAT = Pace("t:chat:1", 1.0)
OTHER = Pace("t:chat:2", 1.0)
GROUP = Pace("t:group:1", 4.0, 4)
ALL = Pace("t:all", 1 / 28, 2)


def take(store: Store, at_s: float, *paces: Pace) -> float:
    with store.write() as session:
        return round(pacing.take(session, paces, NOW + timedelta(seconds=at_s)).wait_s, 3)


def test_one_message_a_second_per_chat(store: Store) -> None:
    assert [take(store, at, CHAT) for at in (0, 0.2, 0.999, 1.0, 1.5, 9)] == [0, 0.8, 0.001, 0, 0.5, 0]


def test_a_burst_and_then_one_each_interval(store: Store) -> None:
    assert [take(store, 0, GROUP) for _ in range(5)] == [0, 0, 0, 0, 4]
    assert take(store, 4, GROUP) == 0
    assert take(store, 4, GROUP) == 4


def test_never_more_than_the_platform_allows(store: Store) -> None:
    for pace, window_s, most in ((ALL, 1.0, 30), (GROUP, 60.0, 20)):
        moments: list[float] = []
        at = 0.0
        while at < 3 * window_s:
            wait_s = take(store, at, pace)
            if wait_s:
                at = round(at + wait_s + 0.0005, 4)
            else:
                moments.append(at)
        busiest = max(sum(1 for other in moments if one <= other < one + window_s) for one in moments)
        assert most - 3 <= busiest <= most


def test_all_or_none(store: Store) -> None:
    assert take(store, 0, CHAT) == 0
    assert take(store, 0.5, CHAT, GROUP, ALL) == 0.5
    assert [take(store, 0.5, GROUP) for _ in range(5)] == [0, 0, 0, 0, 4]


def test_what_is_held_waits_exactly_so_long_and_nothing_else_does(store: Store) -> None:
    with store.write() as session:
        pacing.hold(session, CHAT.key, NOW + timedelta(seconds=17))
        pacing.hold(session, CHAT.key, NOW + timedelta(seconds=5))  # does not shorten
    assert take(store, 1, CHAT, ALL) == 16
    assert take(store, 16.999, CHAT, ALL) == 0.001
    assert take(store, 1, OTHER, ALL) == 0
    assert take(store, 17, CHAT, ALL) == 0


def test_a_place_that_comes_soon_is_taken_ahead(store: Store) -> None:
    with store.write() as session:
        places = [pacing.take(session, (CHAT,), NOW, ahead_s=1.0) for _ in range(3)]
    assert [(place.wait_s, place.is_taken) for place in places] == [(0, True), (1, True), (2, False)]


def test_who_is_held_says_until_when(store: Store) -> None:
    with store.write() as session:
        pacing.hold(session, ALL.key, NOW + timedelta(seconds=17))
        assert pacing.find_held(session, (ALL, CHAT), NOW) == NOW + timedelta(seconds=17)
        assert pacing.find_held(session, (ALL,), NOW + timedelta(seconds=17)) is None


def test_how_many_chats_are_held(store: Store) -> None:
    with store.write() as session:
        for key in ("t:chat:1", "t:chat:2", "t:group:1", "tx:chat:1"):
            pacing.hold(session, key, NOW + timedelta(seconds=5))
        assert pacing.count_held(session, "t:chat:", NOW) == 2
        assert pacing.count_held(session, "t:chat:", NOW + timedelta(seconds=5)) == 0


def test_where_one_comes_at_a_time_the_interval_begins_when_it_was_sent(store: Store) -> None:
    take(store, 0, CHAT, GROUP)
    with store.write() as session:
        pacing.touch(session, (CHAT, GROUP), NOW + timedelta(seconds=3))
    assert take(store, 3.4, CHAT) == 0.6
    assert take(store, 3.4, GROUP) == 0


def test_rows_that_rest_are_forgotten(store: Store) -> None:
    take(store, 0, CHAT)
    take(store, 0, ALL)
    with store.write() as session:
        pacing.hold(session, ALL.key, NOW + timedelta(hours=3))
        assert pacing.forget_past(session, NOW + timedelta(minutes=30)) == 0
        assert pacing.forget_past(session, NOW + timedelta(hours=2)) == 1
    assert take(store, 7200, ALL) == 3600


def test_workers_share_places(store: Store) -> None:
    taken: list[float] = []

    def work() -> None:
        for _ in range(5):
            taken.append(take(store, 0, GROUP, Pace("t:many", 0.04, 4)))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken)[:5] == [0, 0, 0, 0, 4]
    assert len(taken) == 20
