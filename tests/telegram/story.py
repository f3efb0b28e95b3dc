"""The introduction story on Telegram: a German asks, a Chinese accepts, both get contact data."""

from dataclasses import dataclass

from tests.telegram.fake_people import FakeUser
from tests.telegram.fake_server import FakeBotApi
from tests.telegram.fake_world import Message, Tap

QUESTION = "Wir suchen einen Hersteller von Keramikfliesen in Foshan"
ANNA_MAIL = "weber@fliesenhaus.example"
CHEN_MAIL = "chenli@yanjing.example"
GOAL = "Feinsteinzeug 60 × 120 cm, rund 2000 m² im Quartal. Tel. 0212 445566"
LONG_S = 120.0


@dataclass
class Story:
    """Who took part and what they tapped."""

    anna: FakeUser
    chen: FakeUser
    taps: list[Tap]


def play(telegram: FakeBotApi, invitation: str) -> Story:
    """From the invitation to the exchange of contact data; each step waits for the one before."""
    anna, chen = telegram.user("Anna", "de"), telegram.user("陈莉", "zh-hans")
    story = Story(anna, chen, [])
    join(story, invitation)
    ask(story)
    accept(story)
    return story


def join(story: Story, invitation: str) -> None:
    """Chen answers for the tile maker from now on."""
    story.chen.write(f"/start {invitation}")
    _tap(story, story.chen, "同意")
    _wait(story.chen, "单独同意")
    _tap(story, story.chen, "同意")
    _wait(story.chen, "欢迎！今后发给")


def ask(story: Story) -> None:
    """Anna searches in German and asks for an introduction."""
    anna = story.anna
    anna.write(QUESTION)
    _wait(anna, "Filter: China · Foshan")
    open_first(story, anna)
    _tap(story, anna, "Vorstellen lassen")
    _tap(story, anna, "Einverstanden")
    _wait(anna, "1/3")
    anna.write(f"Anna Weber, Einkauf, Fliesenhaus Solingen GmbH, {ANNA_MAIL}")
    _wait(anna, "2/3")
    anna.write(GOAL)
    _wait(anna, "3/3")
    anna.write("Ihre Großformate passen zu unseren Ausstellungen.")
    _tap(story, anna, "Senden")
    _wait(anna, "Gesendet an")


def accept(story: Story) -> None:
    """Chen reads the request in Chinese and accepts; both get contact data."""
    chen = story.chen
    _wait(chen, "收到新的请求")
    _tap(story, chen, "接受")
    _wait(chen, "您的姓名、职务和联系方式")
    chen.write(f"陈莉，海外销售总监，{CHEN_MAIL}，+86 757 0000 1234")
    _wait(chen, ANNA_MAIL)
    _wait(story.anna, CHEN_MAIL)
    _wait(chen, "温馨提示")
    _wait(story.anna, "Ein Rat")


def open_first(story: Story, user: FakeUser) -> None:
    """Open the first result."""
    _tap(story, user, "Ansehen")


def without_repeats(texts: list[str]) -> list[str]:
    """Texts with those that follow their like left out."""
    return [text for number, text in enumerate(texts) if number == 0 or texts[number - 1] != text]


def _tap(story: Story, user: FakeUser, label: str) -> None:
    story.taps.append(user.tap(label, timeout_s=LONG_S))


def _wait(user: FakeUser, text: str) -> Message:
    return user.wait_for(text, timeout_s=LONG_S)
