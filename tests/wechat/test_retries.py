"""The platform asks again: whatever the order of its tries and our answer, one effect and one answer."""

import signal
import threading
import time

import pytest

from tests.wechat.fake_answers import read_answer
from tests.wechat.fake_people import FakeUser
from tests.wechat.fake_world import FAULT_TEXT
from tests.wechat.service import Service, check_nothing_lost_or_doubled
from tests.wechat.stories import LONG_S, get_reply, wait_until

HELP = "使用方法"
NO_NEWS = "没有新闻"


@pytest.fixture
def user(service: Service) -> FakeUser:
    """A follower who was greeted."""
    return follow(service)


def follow(service: Service) -> FakeUser:
    user = service.wechat.user("王芳")
    get_reply(user.follow())
    return user


def check_once(service: Service, user: FakeUser, text: str = HELP) -> None:
    """One effect, one answer."""
    check_nothing_lost_or_doubled(service, user)
    assert len([shown for shown in user.shown if text in shown.text]) == 1
    assert FAULT_TEXT not in user.texts
    assert set(service.count_updates()) == {"done"}


def read_text(service: Service, user: FakeUser, body: bytes) -> str:
    """The text of one answer."""
    shown = read_answer(body, user.openid, service.wechat.account)
    return shown.source if shown else ""


@pytest.mark.parametrize("tries", [1, 2])
def test_an_answer_that_was_lost_is_given_again(service: Service, user: FakeUser, tries: int) -> None:
    service.wechat.disturb("lose", user.openid, tries=tries)
    push = user.say("帮助")
    assert HELP in get_reply(push).text
    assert len(push.tries) == tries + 1
    check_once(service, user)


def test_three_copies_at_once_get_the_same_answer(service: Service, user: FakeUser) -> None:
    service.hold_up(user, 1.0)
    service.wechat.disturb("copies", user.openid, tries=3)
    push = user.say("帮助").wait()
    texts = {read_text(service, user, each.body) for each in push.tries}
    assert len(texts) == 1
    assert HELP in texts.pop()
    check_once(service, user)


def test_a_try_that_comes_while_we_still_work_shares_the_answer(service: Service, user: FakeUser) -> None:
    service.hold_up(user, 3.0)
    service.wechat.disturb("cut", user.openid, tries=1, seconds=1.0)
    push = user.say("帮助")
    assert HELP in get_reply(push).text
    assert [each.status for each in push.tries] == [0, 200]
    check_once(service, user)


def test_what_is_late_comes_as_a_message_of_its_own(service: Service, user: FakeUser) -> None:
    service.hold_up(user, 6.0)
    push = user.say("帮助").wait()
    assert (push.reply, [each.body for each in push.tries]) == (None, [b"success"])
    assert user.wait_for(HELP).via == "service"
    check_once(service, user)


def test_when_the_platform_gave_up_before_we_were_ready_the_answer_still_comes(
    service: Service, user: FakeUser
) -> None:
    service.hold_up(user, 4.0)
    service.wechat.disturb("cut", user.openid, tries=3, seconds=0.7)
    assert user.say("帮助").wait().reply is None
    assert user.wait_for(HELP, timeout_s=LONG_S).via == "service"
    check_nothing_lost_or_doubled(service, user)
    assert len([shown for shown in user.shown if HELP in shown.text]) == 1


def test_a_process_that_stood_still_answers_when_it_goes_on(service: Service, user: FakeUser) -> None:
    service.tell(signal.SIGSTOP)
    try:
        push = user.say("帮助")
        wait_until(lambda: len(push.tries) == 2)
    finally:
        service.tell(signal.SIGCONT)
    assert HELP in user.wait_for(HELP).text
    push.wait()
    check_once(service, user)


def test_two_users_with_equal_numbers_are_both_served(service: Service) -> None:
    users = [follow(service) for _ in range(2)]
    pushes = [user.say("帮助", msg_id=4711) for user in users]
    assert all(HELP in get_reply(push).text for push in pushes)
    wait_until(lambda: int(time.time()) > pushes[0].fields["CreateTime"])
    assert NO_NEWS in get_reply(users[0].say("新闻", msg_id=4711)).text
    for user in users:
        check_nothing_lost_or_doubled(service, user)


def test_after_a_restart_a_try_gets_the_answer_that_was_stored(service: Service, user: FakeUser) -> None:
    again = threading.Event()
    service.wechat.disturb("lose", user.openid, again=again)
    push = user.say("帮助")
    wait_until(lambda: push.tries and push.tries[0].ended_at)
    service.stop()
    service.start()
    again.set()
    assert HELP in get_reply(push).text
    check_once(service, user)


def test_after_a_kill_between_commit_and_answer_a_try_gets_the_answer(
    service: Service, user: FakeUser
) -> None:
    again = threading.Event()
    service.wechat.disturb("lose", user.openid, again=again)
    service.hold_up(user, 1.5)
    known = len(service.list_parts(user.openid))
    push = user.say("帮助")
    wait_until(lambda: len(service.list_parts(user.openid)) > known)
    service.kill()
    service.start()
    again.set()
    assert HELP in get_reply(push).text
    check_once(service, user)


def test_killed_in_a_burst_and_started_again_everybody_is_answered(service: Service) -> None:
    again = threading.Event()
    users = [follow(service) for _ in range(6)]
    for user in users:
        service.wechat.disturb("lose", user.openid, tries=0, times=3, again=again)
    pushes = [user.say(text) for text in ("帮助", "新闻", "语言") for user in users]
    wait_until(lambda: any(push.finished.done() for push in pushes))
    service.kill()
    service.start()
    again.set()
    for push in pushes:
        push.wait(60)
    for user in users:
        for text in (HELP, NO_NEWS, "请选择语言"):  # what was taken in before the end is answered after it
            user.wait_for(text)
        check_nothing_lost_or_doubled(service, user)
        counts = [sum(text in shown for shown in user.texts) for text in (HELP, NO_NEWS, "请选择语言")]
        uncertain = sum(part.uncertain_count for part in service.list_parts(user.openid))
        assert min(counts) == 1
        assert sum(counts) <= 3 + uncertain
        assert FAULT_TEXT not in user.texts
    assert set(service.count_updates()) == {"done"}
