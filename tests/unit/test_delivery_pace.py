"""Delivery under limits: who must wait stops nobody else, and waiting is no attempt."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.adapter import Capabilities, Delivered, Part, Receipt, Refused, RetryLater
from bot.delivery import Delivery
from directory.domain.person import Address
from directory.store import conversations, letters, outbox
from directory.store.engine import Store
from directory.store.errors import StoreError
from directory.store.models import OutboxRow
from directory.store.pacing import Pace
from handlers.messages import Reply
from tests.property.crashing import MovingClock

A, B, C, D = (Address("slow", name) for name in "abcd")


class PacedPlatform:
    """Sends one message a second per chat and ten at once over all; answers as told."""

    name = "slow"
    capabilities = Capabilities(text_bytes=4096, buttons=True, cards=True)

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.answers: dict[str, list[Receipt]] = {}

    def render(self, reply: Reply, locale: str, first_number: int = 1, origin: str = "") -> list[Part]:
        return [{"text": reply.text}]

    def render_echo(self, text: str) -> list[Part]:
        return []

    async def deliver(self, address: Address, part: Part, part_id: int) -> Receipt:
        planned = self.answers.get(address.account)
        if planned:
            return planned.pop(0)
        self.sent.append((address.account, part["text"]))
        return Delivered(str(part_id))

    def settled(self, address: Address) -> None: ...

    def list_paces(self, address: Address | None) -> tuple[Pace, ...]:
        if address is None:
            return (Pace("slow:all", 0.05, 10),)
        return (Pace(f"slow:chat:{address.account}", 1.0),)


class Post:
    """A store, a platform and a clock; runs delivery until nothing can be sent now."""

    def __init__(self, store: Store) -> None:
        self.store, self.platform, self.clock = store, PacedPlatform(), MovingClock()
        self.wakes: list[float] = []
        self.delivery = Delivery(
            store, {"slow": self.platform}, ["slow"], self.clock, wake_in=self.wakes.append
        )

    def say(self, address: Address, *texts: str) -> None:
        with self.store.write() as session:
            chat = conversations.load_or_create(session, address, "de", self.clock())
            outbox.append(session, chat.id, [{"text": text} for text in texts], now=self.clock())

    def send(self) -> list[tuple[str, str]]:
        before = len(self.platform.sent)

        async def drain() -> None:
            while await self.delivery.run_next():
                pass

        asyncio.run(drain())
        return self.platform.sent[before:]

    def pause_s(self) -> float | None:
        """Seconds until the only part may be tried again; None where it never will be."""
        with self.store.read() as session:
            row = session.execute(select(OutboxRow.status, OutboxRow.not_before)).one()
        return (row.not_before - self.clock()).total_seconds() if row.status == "open" else None

    def rows(self) -> list[tuple[str, int, int]]:
        with self.store.read() as session:
            found = session.execute(
                select(OutboxRow.status, OutboxRow.attempts, OutboxRow.uncertain_count).order_by(OutboxRow.id)
            )
            return [(row.status, row.attempts, row.uncertain_count) for row in found]


@pytest.fixture
def post(store: Store) -> Post:
    return Post(store)


def test_one_chat_waits_and_the_others_do_not(post: Post) -> None:
    post.say(A, "1", "2", "3")
    post.say(B, "1")
    assert post.send() == [("a", "1"), ("b", "1")]
    assert any(0.9 < wait <= 1 for wait in post.wakes)
    post.clock.advance(0.5)
    assert post.send() == []
    post.clock.advance(0.6)
    assert post.send() == [("a", "2")]
    post.clock.advance(1.1)
    assert post.send() == [("a", "3")]
    assert post.rows() == [("sent", 1, 0)] * 4


def test_over_all_chats_the_platform_waits_and_sends_what_matters_first(post: Post) -> None:
    for number in range(14):
        post.say(Address("slow", f"u{number}"), "x")
    assert len(post.send()) == 10
    post.clock.advance(0.1)
    assert len(post.send()) == 2
    post.clock.advance(1)
    assert len(post.send()) == 2
    assert {row[1] for row in post.rows()} == {1}


def test_retry_after_is_kept_exactly_and_concerns_only_its_chat(post: Post) -> None:
    post.platform.answers["a"] = [RetryLater(17, "flood", counts=False, holds="chat")]
    post.say(A, "1", "2")
    post.say(B, "1")
    assert post.send() == [("b", "1")]
    assert 17 in post.wakes
    post.clock.advance(16.9)
    assert post.send() == []
    post.clock.advance(0.1)
    assert post.send() == [("a", "1")]
    assert post.rows()[0] == ("sent", 1, 0)


def test_many_chats_held_at_once_mean_the_whole_platform(post: Post) -> None:
    for chat in "abc":
        post.platform.answers[chat] = [RetryLater(9, "flood", counts=False, holds="chat")]
    for address in (A, B, C, D):
        post.say(address, "1")
    assert post.send() == []
    post.clock.advance(8.9)
    assert post.send() == []
    post.clock.advance(0.2)
    assert sorted(post.send()) == [("a", "1"), ("b", "1"), ("c", "1"), ("d", "1")]


def test_a_refused_token_stops_all_and_loses_nothing(post: Post) -> None:
    refused = RetryLater(60, "token refused", counts=False, holds="platform")
    post.platform.answers["a"] = [refused] * 30
    post.say(A, "1")
    post.say(B, "1")
    for _ in range(30):
        assert post.send() == []
        post.clock.advance(61)
    assert sorted(post.send()) == [("a", "1"), ("b", "1")]
    assert post.rows() == [("sent", 1, 0)] * 2


def test_what_counts_is_tried_later_each_time_and_given_up(post: Post) -> None:
    post.platform.answers["a"] = [RetryLater(2, "server error")] * 50
    post.say(A, "1")
    post.send()
    gaps = []
    while (left := len(post.platform.answers["a"])) and (pause_s := post.pause_s()) is not None:
        post.clock.advance(max(0.0, pause_s - 0.5))
        assert (post.send(), len(post.platform.answers["a"])) == ([], left)
        post.clock.advance(0.5)
        assert (post.send(), len(post.platform.answers["a"])) == ([], left - 1)
        gaps.append(pause_s)
    assert gaps[:5] == [2, 4, 8, 16, 32]
    assert max(gaps) == 600
    assert post.rows() == [("dead", 12, 0)]


def test_a_part_can_become_another_one(post: Post) -> None:
    post.platform.answers["a"] = [RetryLater(0, "not editable", counts=False, instead={"text": "anew"})]
    post.say(A, "edit")
    post.send()
    post.clock.advance(1)
    assert post.send() == [("a", "anew")]


def test_a_chat_that_moved_is_written_to_where_it_is(post: Post) -> None:
    post.platform.answers["a"] = [RetryLater(0, "moved", counts=False, moved_to="z")]
    post.say(A, "1", "2")
    assert post.send() == [("z", "1")]
    post.clock.advance(2)
    assert post.send() == [("z", "2")]


def test_nobody_reachable_parks_what_waits(post: Post) -> None:
    post.platform.answers["a"] = [Refused("blocked", unreachable=True)]
    post.say(A, "1", "2")
    assert post.send() == []
    assert {row[0] for row in post.rows()} == {"parked"}


def test_the_receipt_is_stored_although_the_database_is_busy(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.SETTLE_PAUSES_S", (0.0, 0.0))
    settle, failures = post.delivery._settle, [StoreError("locked"), StoreError("locked")]

    def fail_twice(*arguments: object) -> None:
        if failures:
            raise failures.pop()
        settle(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(post.delivery, "_settle", fail_twice)
    post.say(A, "1")
    assert post.send() == [("a", "1")]
    assert post.rows() == [("sent", 1, 0)]


def test_closed_it_claims_nothing_more(post: Post) -> None:
    post.say(A, "1")
    asyncio.run(post.delivery.close(1))
    assert post.send() == []
    assert post.rows() == [("open", 0, 0)]
    post.clock.advance(timedelta(days=1).total_seconds())
    with post.store.read() as session:
        assert letters.count_by_status(session) == {"open": 1}
