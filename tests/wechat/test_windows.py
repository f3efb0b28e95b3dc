"""What may be sent outside answers: windows and their counts, and what the platform's refusals lead to."""

import time

import pytest

from tests.wechat.fake_people import FakeUser
from tests.wechat.fake_text import TEXT_BYTES
from tests.wechat.service import Service, check_nothing_lost_or_doubled
from tests.wechat.stories import answer, get_reply, wait_until

WAITING = tuple(f"第{number}条消息" for number in range(1, 10))


@pytest.fixture
def user(service: Service) -> FakeUser:
    """A follower who has written."""
    user = service.wechat.user("王芳")
    get_reply(user.follow())
    answer(user, "帮助")
    return user


# Counts


def test_five_messages_after_a_message_and_the_rest_at_the_next(service: Service, user: FakeUser) -> None:
    service.put_notices(user, WAITING[:7])
    wait_until(lambda: service.count_statuses(user)["parked"] == 2)
    assert [shown.text for shown in user.shown if shown.via == "service"] == list(WAITING[:5])
    shown = answer(user, "继续")
    assert shown.text == "\n\n".join(WAITING[5:7])
    check_nothing_lost_or_doubled(service, user)


def test_a_tap_on_the_menu_opens_a_minute_and_adds_nothing_to_the_five(
    service: Service, user: FakeUser
) -> None:
    user.tap_old("m:help").wait()
    service.put_notices(user, WAITING)
    wait_until(lambda: service.count_statuses(user)["open"] == 0)
    assert len([shown for shown in user.shown if shown.via == "service"]) == 5
    answer(user, "继续")
    check_nothing_lost_or_doubled(service, user)


def test_three_messages_in_the_minute_after_following(service: Service) -> None:
    user = service.wechat.user("新来的")
    get_reply(user.follow())
    service.put_notices(user, WAITING[:4])
    wait_until(lambda: service.count_statuses(user)["parked"] == 1)
    assert [shown.text for shown in user.shown[1:]] == list(WAITING[:3])
    user.tap_old("m:news").wait()
    user.wait_for(WAITING[3])
    check_nothing_lost_or_doubled(service, user)


def test_what_waits_says_how_much_follows_when_it_is_more_than_may_be_sent(
    service: Service, user: FakeUser
) -> None:
    service.close_window(user)
    service.put_notices(user, WAITING[:8])
    wait_until(lambda: service.count_statuses(user)["parked"] == 8)
    shown = answer(user, "语言")
    assert "您还有 8 条消息" in shown.text
    wait_until(lambda: service.count_statuses(user)["parked"] == 3)
    rest = answer(user, "继续")
    assert WAITING[7] in rest.text
    check_nothing_lost_or_doubled(service, user)


def test_who_leaves_is_left_alone_and_reads_what_waited_on_following_again(
    service: Service, user: FakeUser
) -> None:
    user.leave().wait()
    service.put_notices(user, WAITING[:2])
    wait_until(lambda: service.count_statuses(user)["parked"] == 2)
    assert service.wechat.calls("custom/send", user.openid) == []
    count, left_at = len(user.shown), int(time.time())
    wait_until(lambda: int(time.time()) > left_at)  # following twice in a second is one event, repeated
    greeting = get_reply(user.follow())
    assert "您好" in greeting.text
    assert "您有 2 条新消息" in greeting.text
    assert [shown.text for shown in user.wait_count(count + 3)[-2:]] == list(WAITING[:2])
    check_nothing_lost_or_doubled(service, user)


# Faults of the platform


@pytest.mark.parametrize(("errcode", "times"), [(-1, 2), (45015, 1), (45047, 1), (48002, 1)])
def test_a_message_that_was_refused_is_shown_later_once(
    service: Service, user: FakeUser, errcode: int, times: int
) -> None:
    service.wechat.fail("error", "custom/send", user.openid, errcode=errcode, times=times)
    service.put_notices(user, WAITING[:2])
    if errcode == -1:
        user.wait_for(WAITING[1])
    else:
        wait_until(lambda: any(part.reason for part in service.list_parts(user.openid)))
        assert WAITING[0] not in user.texts
        text = answer(user, "语言").text
        assert "您有 2 条新消息" in text
        user.wait_for(WAITING[1])
    assert [shown.text for shown in user.shown if shown.via == "service"] == list(WAITING[:2])
    check_nothing_lost_or_doubled(service, user)


@pytest.mark.parametrize("errcode", [45009, 40164])
def test_a_refusal_of_everything_stops_all_sending_for_a_while(
    service: Service, user: FakeUser, errcode: int
) -> None:
    service.wechat.fail("error", "custom/send", user.openid, errcode=errcode, times=1)
    before = len(service.wechat.calls("custom/send"))
    service.put_notices(user, WAITING[:2])
    wait_until(lambda: any(part.reason for part in service.list_parts(user.openid)))
    assert "您有 2 条新消息" in answer(user, "语言").text, "answers still go"
    assert len(service.wechat.calls("custom/send")) == before + 1
    assert WAITING[1] not in user.texts
    service.lift_holds()
    user.wait_for(WAITING[1])
    assert [shown.text for shown in user.shown if shown.via == "service"] == list(WAITING[:2])
    check_nothing_lost_or_doubled(service, user)


@pytest.mark.parametrize("kind", ["status", "reset", "garbage", "hang", "lose"])
def test_a_message_without_an_answer_is_sent_once_more_and_recorded(
    service: Service, user: FakeUser, kind: str
) -> None:
    service.wechat.fail(kind, "custom/send", user.openid, seconds=7)  # type: ignore[arg-type]
    service.put_notices(user, WAITING[:2])
    user.wait_for(WAITING[1])
    assert [part.uncertain_count for part in service.wait_settled(user.openid)[-2:]] == [1, 0]
    copies = [shown.text for shown in user.shown if shown.via == "service"]
    assert copies == [*WAITING[:1] * (2 if kind == "lose" else 1), WAITING[1]]
    check_nothing_lost_or_doubled(service, user)


@pytest.mark.parametrize("how", ["revoke", "expire"])
def test_a_token_that_is_refused_is_replaced_once(service: Service, user: FakeUser, how: str) -> None:
    others = [service.wechat.user(f"U{number}") for number in range(4)]
    for other in others:
        get_reply(other.follow())
    before = len(service.wechat.calls("stable_token"))
    getattr(service.wechat.world.tokens, how)()
    for each in (user, *others):
        service.put_notices(each, WAITING[:2])
    for each in (user, *others):
        each.wait_for(WAITING[1])
        check_nothing_lost_or_doubled(service, each)
    assert len(service.wechat.calls("stable_token")) == before + 1


def test_texts_too_long_for_a_message_are_never_sent(service: Service) -> None:
    for person in service.wechat.world.people.values():
        assert all(len(shown.source.encode()) <= TEXT_BYTES for shown in person.shown)
