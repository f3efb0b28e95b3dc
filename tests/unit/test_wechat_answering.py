"""One push, several tries: one effect, one answer, whoever asks when."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from bot.adapter import Part
from bot.clock import read_clock
from bot.config_wechat import WeChatSettings
from bot.intake import Intake
from bot.turns import Turns
from bot.wake import Bell
from bot.wechat.answering import Answer, Answers
from bot.wechat.client import WeChatAdapter
from bot.wechat.parse import MESSAGE, Contact
from bot.wechat.text import build_text
from directory.domain.person import Address
from directory.search.question import Question
from directory.store import inbox
from directory.store.allowances import Allowance
from directory.store.engine import Store
from directory.store.errors import StoreError
from directory.store.inbox import ClaimedUpdate
from directory.store.models import OutboxRow
from handlers.context import Context, Limits
from handlers.localizer import Localizer
from handlers.messages import Outcome, Reply, Update, UpdateKind
from tests.property.crashing import FakeSearch

CHEN, WANG = Address("wechat", "oChen"), Address("wechat", "oWang")
LONG_S = 10.0
LOCALIZER = Localizer()


class Office:
    """Answers over a store. Handlers say the text back, once `may_go_on`."""

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        self.store = store
        self.handled: list[str] = []
        self.locales: list[str] = []
        self.begun, self.may_go_on = threading.Event(), threading.Event()
        self.may_go_on.set()
        self.rung = 0
        self.typed: list[Address] = []
        adapter = WeChatAdapter(WeChatSettings(), LOCALIZER.text)
        self.bell = Bell()
        self.intake = Intake(store, read_clock, self.bell)
        self.turns = Turns(
            store, {"wechat": adapter}, ["wechat"], FakeSearch(()), LOCALIZER, Limits(), read_clock
        )
        self.answers = self.restart()
        monkeypatch.setattr("bot.turns.router.handle", self._handle)

    def restart(self) -> Answers:
        """Answers that know nothing of what went on, as in another process."""
        return Answers(self.store, self.intake, self.turns, read_clock, self._ring, self._type)

    def _ring(self) -> None:
        self.rung += 1

    async def _type(self, address: Address) -> None:
        self.typed.append(address)

    def _handle(self, context: Context, update: Update) -> Outcome:
        self.begun.set()
        assert self.may_go_on.wait(LONG_S)
        self.handled.append(update.text)
        self.locales.append(context.locale)
        return Outcome(tuple(Reply(line) for line in update.text.split("|") if line))

    async def find(self, contact: Contact, within_s: float = LONG_S, *, final: bool = True) -> Answer | None:
        return await self.answers.find(contact, within_s, final=final)

    async def hold_up(self, contact: Contact, **more: bool) -> "asyncio.Task[Answer | None]":
        """A request whose turn has begun and does not go on."""
        self.may_go_on.clear()
        task = asyncio.create_task(self.find(contact, **more))
        await asyncio.to_thread(self.begun.wait, LONG_S)
        return task

    def list_parts(self) -> list[tuple[str, str, int | None]]:
        """Text, status and answer of every part."""
        with self.store.read() as session:
            rows = session.execute(
                select(OutboxRow.payload, OutboxRow.status, OutboxRow.answer_ref).order_by(OutboxRow.id)
            )
            return [(build_text(row.payload), row.status, row.answer_ref) for row in rows]


def say(text: str, number: int = 1, address: Address = CHEN) -> Contact:
    return Contact(Update(f"1:{number}", address, UpdateKind.TEXT, text, locale_hint="zh"), (MESSAGE,))


def texts(answer: Answer | None) -> list[str]:
    parts: tuple[Part, ...] = answer.parts if answer else ()
    return [build_text(part) for part in parts]


async def wait_until(condition: Callable[[], bool]) -> None:
    for _ in range(3000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen")


@pytest.fixture
async def office(store: Store, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    made = Office(store, monkeypatch)
    yield made
    made.may_go_on.set()
    await made.answers.stop()


async def test_the_turn_runs_in_the_request_and_its_parts_are_the_answer(office: Office) -> None:
    answer = await office.find(say("one|two"))
    assert texts(answer) == ["one", "two"]
    assert office.handled == ["one|two"]
    assert [status for _, status, _ in office.list_parts()] == ["open", "open"]


async def test_a_product_in_latin_letters_or_a_number_makes_nobody_a_german(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeSearch, "understand", lambda self, text, locale: Question(text, text, "de"))
    said = ("CNC", "1", "]]><b>", "/register my company now please", "Wir suchen Hersteller von Pumpen")
    for number, text in enumerate(said, start=1):
        await office.find(say(text, number, Address("wechat", f"new{number}")))
    assert office.locales == ["zh", "zh", "zh", "zh", "de"]


async def test_a_try_that_comes_while_the_first_is_at_work_gets_the_same_answer(office: Office) -> None:
    first = await office.hold_up(say("one"))
    others = [asyncio.create_task(office.find(say("one"))) for _ in range(2)]
    await asyncio.sleep(0.05)
    office.may_go_on.set()
    assert [texts(answer) for answer in await asyncio.gather(first, *others)] == [["one"]] * 3
    assert office.handled == ["one"]


async def test_a_try_that_comes_after_the_answer_gets_the_same_whether_it_was_taken_or_not(
    office: Office,
) -> None:
    answer = await office.find(say("one"))
    assert answer is not None
    assert texts(await office.find(say("one"))) == ["one"]
    office.answers.settle(answer)
    await wait_until(lambda: office.list_parts()[0][1] == "sent")
    assert texts(await office.find(say("one"))) == ["one"]
    assert texts(await office.restart().find(say("one"), LONG_S, final=True)) == ["one"]
    assert office.handled == ["one"]
    assert len(office.list_parts()) == 1


async def test_what_is_too_late_goes_the_usual_way_and_is_no_answer_any_more(office: Office) -> None:
    task = await office.hold_up(say("one"))
    assert await office.find(say("one"), 0.05) is None
    task.cancel()  # the first request hung up before
    await asyncio.gather(task, return_exceptions=True)
    rung = office.rung
    office.may_go_on.set()
    assert await office.find(say("one"), 0.0) is None
    await wait_until(lambda: office.list_parts() == [("one", "open", None)])
    await wait_until(lambda: office.rung > rung)
    assert texts(await office.find(say("one"))) == [], "it is on its way already"
    assert office.handled == ["one"]


async def test_while_another_try_waits_nothing_is_given_up(office: Office) -> None:
    patient = await office.hold_up(say("one"))
    assert await office.find(say("one"), 0.05) is None
    office.may_go_on.set()
    assert texts(await patient) == ["one"]
    await asyncio.sleep(0.05)
    assert office.list_parts()[0][2] is not None


async def test_where_wechat_will_ask_again_what_is_not_ready_is_kept_for_that(office: Office) -> None:
    task = await office.hold_up(say("one"), final=False)
    with pytest.raises(TimeoutError):
        await office.find(say("one"), 0.05, final=False)
    office.may_go_on.set()
    await task
    assert texts(await office.find(say("one"), final=False)) == ["one"]


async def test_two_users_with_the_same_number_are_two_pushes(office: Office) -> None:
    chen, wang = await asyncio.gather(office.find(say("one", 7)), office.find(say("two", 7, WANG)))
    assert (texts(chen), texts(wang)) == (["one"], ["two"])


async def test_turns_of_one_user_keep_their_order_and_each_has_its_answer(office: Office) -> None:
    first = await office.hold_up(say("one"))
    second = asyncio.create_task(office.find(say("two", 2)))
    await asyncio.sleep(0.05)
    office.may_go_on.set()
    assert texts(await first) == ["one"]
    assert "two" in texts(await second)
    assert office.handled == ["one", "two"]


async def test_an_update_that_waited_is_handled_before_the_new_one(office: Office) -> None:
    assert office.intake.receive(say("zero", 1).update)
    assert texts(await office.find(say("one", 2)))[0] == "one"
    assert office.handled == ["zero", "one"]


async def test_what_was_taken_is_marked_together_and_rings_only_if_more_follows(office: Office) -> None:
    answers = [
        await office.find(say(f"n{number}", 1, Address("wechat", f"o{number}"))) for number in range(5)
    ]
    rung = office.rung
    for answer in answers:
        assert answer is not None
        office.answers.settle(answer)
    await wait_until(lambda: {status for _, status, _ in office.list_parts()} == {"sent"})
    assert office.rung == rung
    answer = await office.find(say("x" * 1500 + "|" + "y" * 1500, 9))
    assert answer is not None
    assert len(answer.parts) == 1
    office.answers.settle(answer)
    await wait_until(lambda: office.rung > rung)
    assert [status for _, status, _ in office.list_parts()][-2:] == ["sent", "open"]


async def test_a_mark_that_could_not_be_stored_is_stored_later(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await office.find(say("one"))
    assert answer is not None
    mark, failures = office.answers._mark_taken, [StoreError("locked")]

    def fail_once(update_ids: list[int]) -> bool:
        if failures:
            raise failures.pop()
        return mark(update_ids)

    monkeypatch.setattr(office.answers, "_mark_taken", fail_once)
    office.answers.settle(answer)
    await wait_until(lambda: office.list_parts()[0][1] == "sent")
    assert "marked as given later" in caplog.text


async def test_what_cannot_be_stored_is_told_to_every_try_and_tried_anew_by_the_next(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive = office.intake.receive_first

    def fail(*arguments: object) -> None:
        raise StoreError("locked")

    monkeypatch.setattr(office.intake, "receive_first", fail)
    for outcome in await asyncio.gather(*(office.find(say("one")) for _ in range(2)), return_exceptions=True):
        assert isinstance(outcome, StoreError)
    monkeypatch.setattr(office.intake, "receive_first", receive)
    assert texts(await office.find(say("one"))) == ["one"]


async def test_a_turn_that_failed_is_done_later_and_not_answered_now(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(context: Context, update: Update) -> Outcome:
        raise RuntimeError

    monkeypatch.setattr("bot.turns.router.handle", fail)
    assert await office.find(say("one"), 0.3) is None
    with office.store.read() as session:
        found = inbox.find_update(session, CHEN, "1:1")
    assert found is not None
    assert found[1] == "open"


async def test_who_waits_long_sees_that_somebody_types(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.find(say("at once"))
    monkeypatch.setattr("bot.wechat.answering.TYPING_AFTER_S", 0.01)
    task = await office.hold_up(say("later", 2))
    await wait_until(lambda: office.typed == [CHEN])
    office.may_go_on.set()
    await task


async def test_stopping_lets_what_is_nearly_done_end(office: Office) -> None:
    task = await office.hold_up(say("one"))
    stopping: Awaitable[None] = asyncio.create_task(office.answers.stop())
    await asyncio.sleep(0.05)
    office.may_go_on.set()
    await stopping
    assert texts(await task) == ["one"]
    answer = await office.find(say("one"))
    assert answer is not None
    office.answers.settle(answer)
    await office.answers.stop()
    assert [status for _, status, _ in office.list_parts()] == ["sent"]


async def test_nobody_is_told_that_a_push_was_taken_before_it_is_stored(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process may be killed before it is."""
    may_store, receive = threading.Event(), office.intake.receive_first

    def receive_slowly(update: Update, opens: Sequence[Allowance], lease_s: float) -> ClaimedUpdate | None:
        assert may_store.wait(LONG_S)
        return receive(update, opens, lease_s)

    monkeypatch.setattr(office.intake, "receive_first", receive_slowly)
    with pytest.raises(TimeoutError):
        await office.find(say("one"), 0.1)
    may_store.set()
    assert texts(await office.find(say("one"))) == ["one"]
    assert office.handled == ["one"]


async def test_pushes_are_stored_while_every_thread_waits_for_a_turn(office: Office) -> None:
    """As in the rush after a restart, when all turns wait for the search."""
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(1))
    office.may_go_on.clear()
    waiting = loop.run_in_executor(None, office.may_go_on.wait, LONG_S)
    with pytest.raises(TimeoutError):
        await office.find(say("one"), 0.1, final=False)
    with office.store.read() as session:
        kept = inbox.find_update(session, CHEN, say("one").update.id)
    assert kept is not None and kept[1] == "open"
    office.may_go_on.set()
    assert await waiting and texts(await office.find(say("one"))) == ["one"]
