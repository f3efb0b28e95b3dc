"""Stories played on a running service, with and without faults, and how they looked at their end."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.acceptance.process import StoredPart
from tests.telegram import story
from tests.telegram.fake_people import FakeUser
from tests.telegram.fake_server import SENDINGS, FakeBotApi
from tests.telegram.fake_world import Message
from tests.telegram.service import Service
from tests.telegram.story import Story

NO_NEWS = "keine Neuigkeiten"
ANSWERED_WITHIN_S = 8.0
"""Far above what an idle machine needs; tests share two cores with others."""


@dataclass
class Played:
    """A story that was played to its end, and where; how it looked in that moment."""

    telegram: FakeBotApi
    service: Service
    story: Story
    texts: list[list[str]]
    parts: list[list[StoredPart]]
    statuses: set[int]

    @property
    def people(self) -> tuple[FakeUser, FakeUser]:
        """Anna and Chen, in the order of `texts` and `parts`."""
        return self.story.anna, self.story.chen


def play(telegram: FakeBotApi, service: Service, invitation: str, *, faulty: bool) -> Played:
    """Play it to its end."""
    if faulty:
        order_faults(telegram)
    played = story.play(telegram, invitation)
    telegram.wait_until_taken()
    service.wait_settled()
    people = (played.anna, played.chen)
    return Played(
        telegram,
        service,
        played,
        [user.texts for user in people],
        [service.list_parts(user.id) for user in people],
        {call.status for call in telegram.calls() if call.method in SENDINGS},
    )


def every(number: int, first: int = 1) -> Callable[[dict[str, object]], bool]:
    """True for each `number`-th call, beginning with the `first`."""
    count = 0

    def strikes(arguments: dict[str, object]) -> bool:
        nonlocal count
        count += 1
        return count % number == first % number

    return strikes


def order_faults(telegram: FakeBotApi) -> None:
    """All that the issue names, spread over the whole story."""
    telegram.feed.copies = 3
    telegram.feed.shuffled = True
    telegram.fail("flood", "sendMessage", seconds=2, times=2, when=every(7, 2))
    telegram.fail("error", "sendMessage", status=500, times=2, when=every(6, 3))
    telegram.fail("error", "sendMessage", status=502, times=1, when=every(6, 5))
    telegram.fail("reset", "sendMessage", times=1, when=every(4, 3))
    telegram.fail("lose", "sendMessage", times=2, when=every(4, 2))
    telegram.fail("lose", "sendContact")
    telegram.fail("lose", "sendDocument")
    telegram.fail("lose", "editMessageText")
    telegram.fail("error", "answerCallbackQuery", status=500, times=2, when=every(3, 2))
    telegram.fail("reset", "answerCallbackQuery", when=every(3, 3))
    telegram.fail("error", "sendChatAction", status=502, times=2)
    telegram.fail("lose", "getUpdates", times=3, when=every(4, 2))
    telegram.fail("error", "getUpdates", status=502, times=2, when=every(5, 3))
    telegram.fail("reset", "getUpdates", times=2, when=every(5, 4))
    telegram.fail("flood", "getUpdates", seconds=1, when=every(9, 6))


def greet(played: Played, text: str, language: str = "de") -> FakeUser:
    """A new user whose first words are `text`."""
    user = played.telegram.user("Gast", language)
    user.write(text)
    return user


def wait_until(condition: Callable[[], bool], timeout_s: float = 120.0) -> None:
    """Look again and again until it is so."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.1)


def find_contact(user: FakeUser) -> Message:
    """The message with contact data: a contact, or a vCard as a file."""
    for message in user.messages:
        if message.kind == "contact" or message.extra.get("document", {}).get("file_name", "").endswith(
            ".vcf"
        ):
            return message
    raise AssertionError(f"no contact data; displayed: {user.texts}")
