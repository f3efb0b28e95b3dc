"""The whole service over HTTP against a Bot API server of our own: what users see when all goes well,
and that nothing is lost or doubled when it does not."""

import time
from concurrent.futures import Future
from pathlib import Path

import pytest

from tests.acceptance.process import copy_database
from tests.telegram.fake_server import FakeBotApi
from tests.telegram.service import Service, check_nothing_lost_or_doubled
from tests.telegram.stories import ANSWERED_WITHIN_S, NO_NEWS, Played, find_contact
from tests.telegram.story import ANNA_MAIL, CHEN_MAIL, without_repeats

pytestmark = pytest.mark.usefixtures("stories")


@pytest.fixture(params=["polling", "webhook"])
def quiet(request: pytest.FixtureRequest, stories: dict[str, "Future[Played]"]) -> Played:
    """The story without faults, in both modes."""
    return stories[request.param].result()


@pytest.fixture(params=["polling-faults", "webhook-faults"])
def rough(request: pytest.FixtureRequest, stories: dict[str, "Future[Played]"]) -> Played:
    """The story with faults throughout, in both modes."""
    return stories[request.param].result()


# Processes that die or compete; meanwhile the stories are played


def test_killed_in_the_middle_and_started_again_it_goes_on(sample_database: Path, tmp_path: Path) -> None:
    with FakeBotApi() as telegram:
        service = Service(copy_database(sample_database, tmp_path), telegram)
        service.start()
        users = [telegram.user(f"U{number}") for number in range(6)]
        for user in users:
            for text in ("/hilfe", "/sprache", "/news"):
                user.write(text)
        telegram.fail("late", "sendMessage", users[0].id, seconds=30)
        users[0].wait_count(1)
        service.kill()  # Telegram has the message, nobody has heard so
        with service:
            for user in users:
                user.wait_for(NO_NEWS)
                check_nothing_lost_or_doubled(service, user.id)
                shown = [text.partition("\n")[0][:12] for text in without_repeats(user.texts)]
                assert [text[:8] for text in shown] == ["So geht ", "Welche S", "Zurzeit "]
            assert [part.uncertain_count for part in service.list_parts(users[0].id)] == [1, 0, 0]
            assert [len(user.texts) for user in users[:1]] == [4]
            assert telegram.violations == []
            assert set(service.count_updates()) == {"done"}


def test_of_two_processes_only_one_polls_and_the_other_takes_over(
    sample_database: Path, tmp_path: Path
) -> None:
    with FakeBotApi() as telegram:
        first = Service(copy_database(sample_database, tmp_path), telegram)
        first.start()
        user = telegram.user("Anna")
        user.write("/hilfe")
        last = user.wait_for("So geht es")
        with Service(tmp_path, telegram) as second:
            time.sleep(3)
            user.write("/sprache")
            last = user.wait_for("Welche Sprache", after=last)
            assert telegram.feed.conflicts == 0
            second.wait_settled(user.id)
            first.kill()
            user.write("/news")
            user.wait_for(NO_NEWS, after=last, timeout_s=120)
            assert {call.status for call in telegram.calls("getUpdates")} == {200}
            check_nothing_lost_or_doubled(second, user.id)
            assert user.texts == without_repeats(user.texts)


# The story


def test_a_german_finds_a_chinese_company_and_both_get_contact_data(quiet: Played) -> None:
    anna, chen = quiet.story.anna, quiet.story.chen
    request = next(text for text in chen.texts if "收到新的请求" in text)
    assert "主题" in request
    assert "Feinsteinzeug 60 × 120 cm" in request
    assert "Anna Weber" in request
    assert "445566" not in "".join(chen.texts).replace(find_contact(chen).words, "")
    before_contact = chen.texts[: chen.messages.index(find_contact(chen))]
    assert ANNA_MAIL not in "".join(before_contact)
    assert ANNA_MAIL in find_contact(chen).words
    assert CHEN_MAIL in find_contact(anna).words
    assert "Gute Nachricht" in "".join(anna.texts)
    for user in (anna, chen):
        assert all(message.silent_preview for message in user.messages if message.kind == "text")


def test_both_modes_show_the_same(polling: Played, webhook: Played) -> None:
    assert webhook.texts == polling.texts


def test_taps_are_answered_at_once_and_nothing_is_refused(quiet: Played) -> None:
    assert all(tap.answered_at is not None for tap in quiet.story.taps)
    assert max(tap.waited_s for tap in quiet.story.taps) < ANSWERED_WITHIN_S
    assert quiet.statuses == {200}


def test_without_faults_every_part_is_sent_exactly_once(quiet: Played) -> None:
    for user, parts in zip(quiet.people, quiet.parts, strict=True):
        assert {(part.status, part.attempts, part.uncertain_count) for part in parts} == {("sent", 1, 0)}
        check_nothing_lost_or_doubled(quiet.service, user.id)


def test_with_faults_nothing_is_lost_and_nothing_doubled_but_what_was_uncertain(
    rough: Played, polling: Played
) -> None:
    for user, texts, parts, calm in zip(rough.people, rough.texts, rough.parts, polling.texts, strict=True):
        check_nothing_lost_or_doubled(rough.service, user.id)
        assert without_repeats(texts) == calm
        assert len(texts) - len(calm) <= sum(part.uncertain_count for part in parts)
    struck = {order.kind for order in rough.telegram.faults.orders if order.struck}
    assert struck == {"flood", "error", "reset", "lose"}


def test_updates_delivered_three_times_take_effect_once(rough: Played, polling: Played) -> None:
    assert rough.telegram.feed.copies == 3
    assert set(rough.service.count_updates()) == {"done"}
    assert list(map(len, rough.parts)) == list(map(len, polling.parts))
