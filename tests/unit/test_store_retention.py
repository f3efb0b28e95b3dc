"""Retention: at night, by one process, in small batches; what is due goes, and nothing else."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from bot.config import PrivacySettings
from bot.retention import Retention
from directory.domain.commands import CreateIntroduction, UpdateIntroduction, WithdrawConsent
from directory.domain.introduction import Event, Remark, Status, advance
from directory.domain.person import Address, Purpose
from directory.store import conversations, inbox, introductions, invitations, outbox, people
from directory.store.apply import apply
from directory.store.engine import Store
from directory.store.models import Base, ConsentRow, ConversationRow, InboxRow, InvitationRow, OutboxRow
from directory.store.retention import RULES
from handlers.messages import Update, UpdateKind
from tests.property.players import ANNA, CHEN, MORNING, find_person
from tests.property.world import World
from tests.store_samples import put_conversation, request

KEPT = PrivacySettings()
DAY = 86_400


def count(store: Store, table: type[Base]) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@contextmanager
def setting(store: Store, batch: int = 100, holder: str = "one") -> Iterator[tuple[World, Retention]]:
    with World(store, experienced=True) as world:
        yield world, Retention(store, world.process.turns, KEPT, world.clock, holder, batch)


def put_words(world: World, count: int = 3) -> None:
    """Updates handled and parts sent to a stranger."""
    stranger = Address("alpha", "stranger")
    with world.store.write() as session:
        chat = put_conversation(session, "stranger", "alpha")
        for number in range(count):
            inbox.receive(session, stranger, f"u{number}", {"text": "Hallo"}, world.clock())
            claimed = inbox.claim(session, world.clock(), 30, ["alpha"], ["stranger"])
            assert claimed is not None
            inbox.finish(session, claimed, world.clock())
            outbox.append(session, chat.id, [{"text": "Guten Tag"}], now=world.clock())
        session.execute(update(OutboxRow).values(status="sent"))


def test_words_go_when_they_are_due_and_a_dry_run_says_the_same_before(store: Store) -> None:
    with setting(store) as (world, retention):
        put_words(world)
        world.clock.advance((KEPT.inbox_days - 1) * DAY)
        assert sum(retention.count().values()) == 0
        world.clock.advance(2 * DAY)
        before = retention.count()
        assert before["inbox"] == 3
        assert (before["outbox"], count(store, InboxRow)) == (0, 3), "a dry run takes nothing"
        assert retention.run() == before
        assert (count(store, InboxRow), count(store, OutboxRow)) == (0, 3)
        world.clock.advance(KEPT.outbox_days * DAY)
        assert retention.run()["outbox"] == 3
        world.clock.advance(KEPT.strangers_days * DAY)
        chats = count(store, ConversationRow)
        assert retention.run()["strangers' chats"] == 1
        assert count(store, ConversationRow) == chats - 1


def test_once_a_night_by_one_process_in_small_batches_without_naming_anybody(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    with setting(store, batch=2) as (world, retention), caplog.at_level(logging.INFO, "bot.retention"):
        put_words(world, 5)
        world.clock.now = MORNING.replace(hour=0) + timedelta(days=KEPT.inbox_days + 2)
        assert retention.run_nightly() == 0, "it is not night yet"
        world.clock.advance(3600)
        other = Retention(store, world.process.turns, KEPT, world.clock, "other", 2)
        assert other._lease.take()
        assert retention.run_nightly() == 0, "the other does it"
        other._lease.release()
        assert retention.run_nightly() == 5
        assert caplog.messages == ["retention: 5 inbox"]
        put_words(world)
        world.clock.advance(60)
        assert retention.run_nightly() == 0
        assert len(caplog.messages) == 1


def test_a_run_that_was_cut_off_goes_on(store: Store) -> None:
    with setting(store, batch=2) as (world, retention):
        put_words(world, 5)
        world.clock.advance((KEPT.inbox_days + 1) * DAY)
        rules = retention._take(RULES[0])
        assert next(rules) == 2
        del rules
        world.clock.advance(DAY)
        assert Retention(store, world.process.turns, KEPT, world.clock, "two", 2).run()["inbox"] == 3


def test_introductions_lose_their_words_withdrawn_consents_and_old_invitations_go(store: Store) -> None:
    with setting(store) as (world, retention):
        now = world.clock()
        with store.write() as session:
            anna, chen = (conversations.find_conversation(session, one) for one in (ANNA, CHEN))
            assert anna is not None
            assert chen is not None
            company = people.list_represented(session, find_person(session, CHEN))[0]
            for name in ("open", "done"):
                apply(session, CreateIntroduction(request(0, company, name)), anna.id, now)
            done = introductions.find_introduction(session, "done")
            assert done is not None
            asked = advance(done, Event.ASK, now, remark=Remark("company", "Wie viel?", "de", now))
            assert asked is not None
            apply(session, UpdateIntroduction(asked), chen.id, now)
            declined = advance(asked, Event.DECLINE, now, answered_by=find_person(session, CHEN))
            assert declined is not None
            apply(session, UpdateIntroduction(declined), chen.id, now)
            invitations.create(session, company, now + timedelta(days=1), now)
            apply(session, WithdrawConsent(Purpose.ABROAD), chen.id, now)
        consents = count(store, ConsentRow)
        world.clock.advance((KEPT.introductions_days + 1) * DAY)
        gone = retention.run()
        assert (gone["introductions"], gone["invitations"], gone["withdrawn consents"]) == (1, 1, 0)
        with store.read() as session:
            emptied = introductions.find_introduction(session, "done")
            kept = introductions.find_introduction(session, "open")
        assert emptied is not None
        assert kept is not None
        assert (emptied.status, emptied.who, emptied.goal, emptied.remarks) == (Status.DECLINED, "", "", ())
        assert kept.goal == "Ziel"
        assert count(store, InvitationRow) == 0
        world.clock.advance(KEPT.withdrawn_days * DAY)
        assert retention.run()["withdrawn consents"] == 2
        assert count(store, ConsentRow) < consents


def test_who_is_silent_for_long_is_asked_once_kept_for_any_word_else_deleted(store: Store) -> None:
    with setting(store) as (world, retention):
        with store.read() as session:
            anna, chen = find_person(session, ANNA), find_person(session, CHEN)
        world.clock.advance((KEPT.inactive_days + 1) * DAY)
        assert retention.count()["people asked"] == 3
        assert retention.run()["people asked"] == 3
        assert retention.run()["people asked"] == 0
        world.finish()
        told = [str(arrival) for arrival in world.arrivals]
        assert len([one for one in told if "Dürfen wir Ihre Angaben behalten?" in one]) == 1
        assert len([one for one in told if "可以继续保存您的信息吗" in one]) == 2
        world.clock.advance(DAY)
        world.write(Update("u1", ANNA, UpdateKind.CHOICE, choice="d:keep"))
        world.finish()
        world.clock.advance(KEPT.answer_days * DAY)
        gone = retention.run()
        assert gone["silent people"] == 2
        with store.read() as session:
            assert people.find_person(session, anna) is not None
            assert people.find_person(session, chen) is None
            assert conversations.find_conversation(session, CHEN) is None, "the account goes, too"
