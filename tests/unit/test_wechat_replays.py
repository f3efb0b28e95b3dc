"""Is a signed request of now, and new?"""

from bot.wechat.replays import FRESH_S, REMEMBERED, REPEATED_WITHIN_S, Replays

NOW_S = 1795000000.0


class FakeTime:
    def __init__(self) -> None:
        self.now_s = NOW_S

    def __call__(self) -> float:
        return self.now_s


def test_only_what_was_written_about_now_is_fresh() -> None:
    replays = Replays(FakeTime())
    assert replays.is_fresh("1795000000")
    assert replays.is_fresh(str(int(NOW_S - FRESH_S)))
    assert replays.is_fresh(str(int(NOW_S + FRESH_S)))
    assert not replays.is_fresh(str(int(NOW_S - FRESH_S - 1)))
    assert not replays.is_fresh(str(int(NOW_S + FRESH_S + 1)))


def test_what_is_no_time_is_not_fresh_even_near_the_year_1970() -> None:
    for written in ("", "now", "-1", "1.795e9", "１７９５００００００", "²", " 1795000000", "9" * 40):
        assert not Replays(FakeTime()).is_fresh(written), written


def test_wechat_may_repeat_for_half_a_minute_and_nobody_after_that() -> None:
    time = FakeTime()
    replays = Replays(time)
    assert replays.admit("s", b"body")
    time.now_s += REPEATED_WITHIN_S
    assert replays.admit("s", b"body")
    time.now_s += 1
    assert not replays.admit("s", b"body"), "counted from the first time, not the last"
    assert replays.admit("t", b"body")


def test_a_signature_belongs_to_the_body_it_came_with() -> None:
    replays = Replays(FakeTime())
    assert replays.admit("s", b"body")
    assert not replays.admit("s", b"another")
    assert replays.admit("s", b"body")


def test_a_signature_is_remembered_for_as_long_as_it_is_fresh() -> None:
    """One written by a clock ahead of ours is fresh for twice as long."""
    time = FakeTime()
    replays = Replays(time)
    written = str(int(NOW_S + FRESH_S))
    assert replays.is_fresh(written)
    assert replays.admit("s", b"body")
    time.now_s += 2 * FRESH_S
    assert replays.is_fresh(written)
    assert not replays.admit("s", b"body")
    time.now_s += 1
    assert not replays.is_fresh(written)


def test_the_memory_is_bounded() -> None:
    replays = Replays(FakeTime())
    for number in range(REMEMBERED + 5):
        assert replays.admit(str(number), b"")
    assert len(replays._seen) == REMEMBERED
