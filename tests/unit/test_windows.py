"""Windows and answers: what may be said when, what waits, and what its numbers mean then."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.adapter import Delivered, Part, Receipt, Refused, RetryLater
from bot.config_wechat import WeChatSettings
from bot.delivery import Delivery
from bot.intake import Intake
from bot.rendering import read_memory
from bot.turns import Turns
from bot.wake import Bell
from bot.wechat.client import ANSWER_WITHIN_S, WeChatAdapter
from bot.wechat.parse import MESSAGE, TOUCH
from bot.wechat.text import build_text
from directory.domain.person import Address, Destination
from directory.store import allowances, conversations, inbox, letters, waiting
from directory.store.allowances import Allowance
from directory.store.engine import Store
from directory.store.models import ConversationRow, OutboxRow
from handlers.context import Context, Limits
from handlers.localizer import Localizer
from handlers.messages import Choice, Notice, Outcome, Reply, Update, UpdateKind
from tests.property.crashing import FakeSearch, MovingClock

CHEN = Address("wechat", "oChen")
LOCALIZER = Localizer()


class ScriptedWeChat(WeChatAdapter):
    """Sends nothing; notes what would be sent and gives the receipts it was told to give."""

    def __init__(self, clock: MovingClock, **given: object) -> None:
        super().__init__(WeChatSettings.model_validate(given), LOCALIZER.text, clock=clock)
        self.sent: list[str] = []
        self.receipts: list[Receipt] = []

    async def deliver(self, address: Address, part: Part, part_id: int) -> Receipt:
        if self.receipts:
            return self.receipts.pop(0)
        self.sent.append("(notice)" if part["type"] == "notice" else build_text(part))
        return Delivered()


class Office:
    """A store and one user on WeChat, whose every message is answered as `says` tells."""

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch, **given: object) -> None:
        self.store, self.clock = store, MovingClock()
        self.platform = ScriptedWeChat(self.clock, **given)
        adapters = {"wechat": self.platform}
        self.intake = Intake(store, self.clock, Bell())
        self.turns = Turns(store, adapters, ["wechat"], FakeSearch(()), LOCALIZER, Limits(), self.clock)
        self.delivery = Delivery(store, adapters, ["wechat"], self.clock)
        self.says: tuple[Reply, ...] = ()
        self.seen: list[Context] = []
        self._number = 0
        monkeypatch.setattr("bot.turns.router.handle", self._handle)

    def _handle(self, context: Context, update: Update) -> Outcome:
        self.seen.append(context)
        return Outcome(self.says)

    def contact(self, *says: Reply, opens: Allowance = MESSAGE, late_s: float = 0.0) -> list[str]:
        """The user makes contact; what the platform is given in its own request."""
        self.says, self._number = says, self._number + 1
        update = Update(str(self._number), CHEN, UpdateKind.TEXT, "x", locale_hint="zh")
        assert self.intake.receive(update, (opens,))
        self.clock.advance(late_s)
        assert self.turns.run_next()
        return [build_text(part) for part in self.answer()]

    def answer(self, number: int = 0) -> tuple[Part, ...]:
        with self.store.read() as session:
            found = inbox.find_update(session, CHEN, str(number or self._number))
            assert found is not None
            return waiting.list_answer(session, found[0])

    def settle(self, number: int = 0) -> int:
        """The platform took the answer."""
        with self.store.write() as session:
            found = inbox.find_update(session, CHEN, str(number or self._number))
            assert found is not None
            return waiting.settle_answer(session, found[0], self.clock())

    def release(self) -> int:
        with self.store.write() as session:
            found = inbox.find_update(session, CHEN, str(self._number))
            assert found is not None
            return waiting.release(session, found[0])

    def notify(self, *replies: Reply) -> None:
        """Somebody else has something to say to the user."""
        with self.store.write() as session:
            self.turns.carry_out(session, Outcome(notices=(Notice(Destination(CHEN, "zh"), replies),)))

    def deliver(self) -> list[str]:
        """Run delivery until nothing can be sent now; what was sent."""
        before = len(self.platform.sent)

        async def drain() -> None:
            while await self.delivery.run_next():
                pass

        asyncio.run(drain())
        return self.platform.sent[before:]

    def statuses(self) -> dict[str, int]:
        with self.store.read() as session:
            return letters.count_by_status(session)

    def attempts(self) -> list[int]:
        with self.store.read() as session:
            return list(session.scalars(select(OutboxRow.attempts).order_by(OutboxRow.id)))

    def left(self) -> int:
        with self.store.read() as session:
            return allowances.count_left(session, CHEN, self.clock())

    def meaning(self, number: int) -> str:
        """The id of the choice that a number means now."""
        with self.store.read() as session:
            conversation = conversations.find_conversation(session, CHEN)
            assert conversation is not None
            return read_memory(conversation).offered[number - 1].id

    def is_reachable(self) -> bool:
        with self.store.read() as session:
            return bool(session.scalar(select(ConversationRow.reachable)))


def offer(text: str, *ids: str) -> Reply:
    return Reply(text, choices=tuple((Choice(one, f"L{one}"),) for one in ids))


@pytest.fixture
def office(store: Store, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(store, monkeypatch)


def test_after_a_message_five_may_be_sent_then_the_rest_waits_without_an_attempt(office: Office) -> None:
    office.contact(Reply("hello"))
    office.settle()
    office.notify(*(Reply(f"n{number}") for number in range(7)))
    assert office.deliver() == [f"n{number}" for number in range(5)]
    assert office.statuses() == {"sent": 6, "parked": 2}
    assert office.attempts()[-2:] == [0, 0]
    assert office.is_reachable(), "who did not leave can be told by other ways"


def test_a_window_ends_with_its_time(office: Office) -> None:
    office.contact(Reply("hello"))
    office.settle()
    office.clock.advance(MESSAGE.seconds - 1)
    office.notify(Reply("in time"))
    assert office.deliver() == ["in time"]
    office.clock.advance(2)
    office.notify(Reply("too late"))
    assert office.deliver() == []


def test_a_touch_lets_three_be_sent_in_a_minute_and_does_not_open_the_long_window(office: Office) -> None:
    office.contact(Reply("hello"), opens=TOUCH)
    office.settle()
    office.notify(*(Reply(f"n{number}") for number in range(4)))
    assert len(office.deliver()) == 3
    office.clock.advance(60)
    assert office.left() == 0


def test_a_touch_does_not_shorten_the_long_window_and_what_is_sent_counts_in_both(office: Office) -> None:
    office.contact(opens=MESSAGE)
    office.contact(opens=TOUCH)
    assert office.left() == 5
    office.notify(Reply("one"), Reply("two"))
    office.deliver()
    assert office.left() == 3
    office.clock.advance(60)
    assert office.left() == 3


def test_a_second_contact_renews_and_does_not_add(office: Office) -> None:
    office.contact()
    office.contact()
    assert office.left() == 5


def test_each_user_has_a_window_of_their_own(store: Store) -> None:
    clock, other = MovingClock(), Address("wechat", "oLi")
    with store.write() as session:
        allowances.open_window(session, CHEN, (MESSAGE,), clock())
        assert not allowances.take(session, other, clock())
        assert [allowances.take(session, CHEN, clock()) for _ in range(6)] == [True] * 5 + [False]
        allowances.give_back(session, CHEN, (MESSAGE,), clock(), clock())
        assert allowances.take(session, CHEN, clock())
        allowances.open_window(session, CHEN, (MESSAGE,), clock())
        allowances.close_window(session, CHEN)
        assert not allowances.take(session, CHEN, clock())
        allowances.open_window(session, other, (TOUCH, MESSAGE), clock())
        assert allowances.forget_past(session, clock() + timedelta(seconds=60)) == 1


def test_what_was_not_sent_keeps_its_place_in_the_window(office: Office) -> None:
    office.contact()
    office.notify(Reply("busy"))
    office.platform.receipts = [RetryLater(30, "server busy")]
    assert office.deliver() == []
    assert office.left() == 5
    office.clock.advance(31)
    assert office.deliver() == ["busy"]
    assert office.left() == 4


def test_a_place_given_back_does_not_add_to_a_window_opened_meanwhile(office: Office) -> None:
    office.contact()
    office.notify(Reply("busy"))
    deliver = office.platform.deliver

    async def write_meanwhile(address: Address, part: Part, part_id: int) -> Receipt:
        office.clock.advance(1)
        office.intake.receive(Update("9", CHEN, UpdateKind.TEXT, "x"), (MESSAGE,))
        return await deliver(address, part, part_id)

    office.platform.deliver = write_meanwhile  # type: ignore[method-assign]
    office.platform.receipts = [RetryLater(30, "server busy")]
    office.deliver()
    assert office.left() == MESSAGE.count


def test_while_the_platform_refuses_everything_one_call_tries_for_all(office: Office) -> None:
    li = Address("wechat", "oLi")
    office.contact()
    office.notify(Reply("for Chen"))
    with office.store.write() as session:
        allowances.open_window(session, li, (MESSAGE,), office.clock())
        notice = Notice(Destination(li, "zh"), (Reply("for Li"),))
        office.turns.carry_out(session, Outcome(notices=(notice,)))
    refused = RetryLater(60, "errcode 40164", counts=False, holds="platform")
    office.platform.receipts = [refused] * 4
    assert (office.deliver(), len(office.platform.receipts)) == ([], 3)
    office.clock.advance(59)
    assert (office.deliver(), len(office.platform.receipts)) == ([], 3)
    office.clock.advance(2)
    assert (office.deliver(), len(office.platform.receipts)) == ([], 2)
    office.platform.receipts = []
    office.clock.advance(61)
    assert sorted(office.deliver()) == ["for Chen", "for Li"]


def test_when_the_platform_says_that_the_window_is_closed_it_is(office: Office) -> None:
    office.contact()
    office.notify(Reply("one"), Reply("two"))
    office.platform.receipts = [Refused("window closed (45015)", waits=True)]
    assert office.deliver() == []
    assert (office.left(), office.statuses()) == (0, {"parked": 2})
    office.contact(Reply("back"))
    office.settle()
    assert office.deliver() == ["one", "two"]


def test_who_has_a_template_is_told_once_until_the_next_contact(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(
        store, monkeypatch, template_id="T", app_id="wx1", app_secret="s", token="t", mode="plain"
    )
    office.notify(Reply("a"), Reply("b"))
    assert office.deliver() == ["(notice)"]
    office.clock.advance(3600)
    office.notify(Reply("c"))
    assert office.deliver() == []
    office.contact(Reply("back"))
    office.settle()
    office.clock.advance(MESSAGE.seconds)
    office.notify(Reply("d"))
    assert office.deliver()[-1] == "(notice)"


def test_the_answer_comes_before_what_has_waited_and_says_that_it_follows(office: Office) -> None:
    office.notify(Reply("request"))
    assert office.deliver() == []
    follows = LOCALIZER.text("zh", "wechat-new", count=1)
    assert office.contact(Reply("answer")) == [f"answer\n\n{follows}"]
    assert office.deliver() == [], "not before the answer is out"
    assert office.settle() == 1
    assert office.deliver() == ["request"]


def test_numbers_mean_what_they_show_when_a_parked_part_is_shown_at_last(office: Office) -> None:
    office.notify(offer("request", "yes", "no"))
    office.deliver()
    assert office.meaning(1) == "yes"
    [answer] = office.contact(offer("results", "a", "b", "c"))
    assert "1. " in answer
    office.settle()
    [request] = office.deliver()
    assert [line[:2] for line in request.splitlines()[1:] if line] == ["4.", "5."]
    assert [office.meaning(number) for number in range(1, 6)] == ["a", "b", "c", "yes", "no"]


def test_numbers_already_right_are_not_changed(office: Office) -> None:
    office.contact(offer("results", "a"))
    office.settle()
    office.platform.receipts = [RetryLater(600)]
    office.notify(offer("request", "yes"))
    office.deliver()
    office.contact(Reply("word"))
    assert [office.meaning(1), office.meaning(2)] == ["a", "yes"]
    office.settle()
    assert any("2. " in text and "Lyes" in text for text in office.deliver())


def test_in_answers_only_the_rest_waits_for_any_contact(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(store, monkeypatch, customer_service="off")
    office.notify(Reply("x" * 1500), Reply("y" * 1500))
    assert office.deliver() == []
    go_on = LOCALIZER.text("zh", "wechat-go-on", count=2)
    assert office.contact(Reply("answer")) == [f"answer\n\n{go_on}"]
    office.settle()
    assert office.deliver() == []
    assert office.contact()[0].startswith("x" * 1500)
    assert office.seen[-1].waiting == 2
    office.settle()
    assert office.contact() == ["y" * 1500]
    office.settle()
    assert office.contact() == []
    assert office.statuses() == {"sent": 3}


def test_small_parts_of_an_answer_go_out_together(office: Office) -> None:
    assert office.contact(Reply("one"), Reply("two")) == ["one", "two"]
    assert office.settle() == 2
    assert office.statuses() == {"sent": 2}
    assert office.left() == 5, "an answer takes no place in the window"


def test_who_asks_again_gets_the_same_and_nobody_sends_it_besides(office: Office) -> None:
    first = office.contact(Reply("answer"))
    assert office.deliver() == []
    office.settle()
    assert [build_text(part) for part in office.answer()] == first
    assert office.settle() == 0, "settled once"


def test_an_answer_that_nobody_fetched_is_sent_as_perhaps_already_seen(office: Office) -> None:
    office.contact(Reply("answer"))
    office.clock.advance(30)
    assert office.deliver() == ["answer"]
    with office.store.read() as session:
        assert session.scalar(select(OutboxRow.uncertain_count)) == 1
    assert office.settle() == 0


def test_an_answer_that_was_released_is_sent_as_any_other(office: Office) -> None:
    office.contact(Reply("answer"))
    assert office.release() == 1
    assert office.answer() == ()
    assert office.deliver() == ["answer"]
    with office.store.read() as session:
        assert session.scalar(select(OutboxRow.uncertain_count)) == 0


def test_what_is_too_late_for_the_request_is_sent_by_itself(office: Office) -> None:
    assert office.contact(Reply("slow"), late_s=ANSWER_WITHIN_S + 0.1) == []
    assert office.deliver() == ["slow"]


def test_who_leaves_is_not_written_to_and_finds_it_when_back(office: Office) -> None:
    office.contact()
    gone = Update("gone", CHEN, UpdateKind.LEFT)
    assert office.intake.receive(gone)
    assert office.turns.run_next()
    office.notify(Reply("news"))
    assert office.deliver() == []
    assert not office.is_reachable()
    assert office.contact(Reply("welcome back"))[0].startswith("welcome back")
    office.settle()
    assert office.deliver() == ["news"]
