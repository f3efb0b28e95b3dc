"""The introduction story across both platforms: a German asks on Telegram, a Chinese answers on WeChat."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.telegram import story
from tests.telegram.fake_people import FakeUser as TelegramUser
from tests.telegram.fake_server import FakeBotApi
from tests.telegram.story import ANNA_MAIL, CHEN_MAIL, Story
from tests.wechat.fake_people import FakeUser
from tests.wechat.fake_push import Push
from tests.wechat.fake_server import FakeWechat
from tests.wechat.fake_world import Shown
from tests.wechat.service import Service

LONG_S = 60.0
REQUEST = "收到新的请求"
ASKED_FOR_CONTACT = "您的姓名、职务和联系方式"
CONTACT = f"陈莉，海外销售总监，{CHEN_MAIL}，+86 757 0000 1234"
JOINED = "欢迎！今后发给"
ANYTHING = "嗯"
GO_ON = "回复任意内容继续"


@dataclass
class Played:
    """The story on a running service, played to its end; `seen` is what Chen saw of it."""

    telegram: FakeBotApi
    wechat: FakeWechat
    service: Service
    anna: TelegramUser
    chen: FakeUser
    seen: list[Shown] = field(default_factory=list)


def play(telegram: FakeBotApi, wechat: FakeWechat, service: Service, invitation: str) -> Played:
    """From the invitation to the exchange of contact data; each step waits for the one before."""
    chen = wechat.user("陈莉")
    join(chen, invitation)
    told = Story(telegram.user("Anna", "de"), None, [])  # type: ignore[arg-type]  # nobody else is there
    story.ask(told)
    played = Played(telegram, wechat, service, told.anna, chen)
    accept(played)
    played.seen = chen.shown
    return played


def join(user: FakeUser, invitation: str) -> None:
    """Scan the invitation's code, follow, agree: from now on they answer for the entry."""
    user.follow(invitation)
    user.wait_for("您同意吗", timeout_s=LONG_S)
    user.say("1")
    user.wait_for("单独同意", timeout_s=LONG_S)
    user.say("1")
    user.wait_for(JOINED, timeout_s=LONG_S)


def ask_again(played: Played, goal: str, asker: TelegramUser | None = None, who: str = "") -> None:
    """Anna, who is known by now, asks the same company once more; or somebody else, who says `who`."""
    user = asker or played.anna
    _write(user, story.QUESTION, "Filter: China · Foshan")
    _tap(user, "Ansehen", "Bietet")
    if who:
        _tap(user, "Vorstellen lassen", "Einverstanden")
        _tap(user, "Einverstanden", "1/3")
        _write(user, who, "2/3")
    else:
        _tap(user, "Vorstellen lassen", "2/3")
    _write(user, goal, "3/3")
    _write(user, "Ihre Formate passen zu uns.", "Senden?")
    _tap(user, "Senden", "Gesendet an")


def accept(played: Played) -> None:
    """Chen reads the request and accepts it by its number; both get contact data."""
    chen = played.chen
    if played.service.answers_only:
        chen.say(ANYTHING).wait()
    request = see(chen, REQUEST)
    chen.say(find_number(request, "接受")).wait()
    see(chen, ASKED_FOR_CONTACT, after=request)
    chen.say(CONTACT).wait()
    see(chen, ANNA_MAIL)
    see(chen, "温馨提示")
    played.anna.wait_for(CHEN_MAIL, timeout_s=LONG_S)
    played.anna.wait_for("Ein Rat", timeout_s=LONG_S)


def see(user: FakeUser, text: str, *, after: Shown | None = None) -> Shown:
    """Wait for a text; where the account has said that it is to be asked for, write anything."""
    deadline = time.monotonic() + LONG_S
    while time.monotonic() < deadline:
        try:
            return user.wait_for(text, after=after, timeout_s=1.0)
        except AssertionError:
            if user.shown and GO_ON in user.shown[-1].words:
                user.say(ANYTHING).wait()
    raise AssertionError(f"{text!r} did not come; displayed: {user.texts}")


def find_number(shown: Shown, label: str, nth: int = 1) -> str:
    """The number beside the n-th choice with this label."""
    numbers = re.findall(rf"^(\d+)\. {re.escape(label)}$", shown.text, re.MULTILINE)
    assert len(numbers) >= nth, f"{label!r} is not numbered {nth} times in {shown.text!r}"
    return str(numbers[nth - 1])


def answer(user: FakeUser, text: str) -> Shown:
    """Say something and wait for the answer in the same request."""
    return get_reply(user.say(text))


def get_reply(push: Push) -> Shown:
    """The answer to a push in its own request."""
    push.wait(LONG_S)
    assert push.reply is not None, f"no answer to {push.fields}: {push.fault or push.tries}"
    return push.reply


def wait_until(condition: Callable[[], object], timeout_s: float = 30.0) -> None:
    """Look again and again until it is so."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.05)


def _write(user: TelegramUser, text: str, answered: str) -> None:
    last = user.last
    user.write(text)
    user.wait_for(answered, after=last, timeout_s=LONG_S)


def _tap(user: TelegramUser, label: str, answered: str) -> None:
    last = user.last
    user.tap(label, timeout_s=LONG_S)
    user.wait_for(answered, after=last, timeout_s=LONG_S)
