"""Chats that move to another account, and chats that their users have closed."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from directory.domain.person import Address
from directory.store import conversations, inbox, letters, outbox, receipts
from directory.store.engine import Store
from directory.store.models import ConversationRow, InboxRow, OutboxRow

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
OLD, NEW = Address("telegram", "-41"), Address("telegram", "-10041")


def talk(store: Store, address: Address, text: str, *texts: str) -> int:
    with store.write() as session:
        chat = conversations.load_or_create(session, address, "de", NOW)
        outbox.append(session, chat.id, [{"text": one} for one in (text, *texts)], now=NOW)
        return chat.id


def list_texts(store: Store) -> dict[str, list[str]]:
    with store.read() as session:
        rows = session.execute(
            select(ConversationRow.account, OutboxRow.payload)
            .join(OutboxRow, OutboxRow.conversation_id == ConversationRow.id)
            .order_by(OutboxRow.id)
        )
        found: dict[str, list[str]] = {}
        for account, payload in rows:
            found.setdefault(account, []).append(payload["text"])
        return found


def test_a_conversation_moves_with_all_that_waits(store: Store) -> None:
    chat_id = talk(store, OLD, "1", "2")
    with store.write() as session:
        inbox.receive(session, OLD, "7", {"text": "x"}, NOW)
        conversations.move(session, OLD, NEW.account)
        conversations.move(session, OLD, NEW.account)  # Telegram says it twice
    with store.write() as session:
        found = conversations.find_conversation(session, NEW)
        assert found is not None
        assert (found.id, found.version) == (chat_id, 2)
        assert conversations.find_conversation(session, OLD) is None
        assert session.scalar(select(InboxRow.account)) == NEW.account
        claimed = inbox.claim(session, NOW, 30, ["telegram"])
        assert claimed is not None
        assert claimed.address == NEW
    assert list_texts(store) == {NEW.account: ["1", "2"]}


def test_where_the_new_chat_already_talks_the_old_one_ends_in_it(store: Store) -> None:
    talk(store, OLD, "old")
    new_id = talk(store, NEW, "new")
    with store.write() as session:
        inbox.receive(session, OLD, "7", {"text": "x"}, NOW)
        inbox.receive(session, NEW, "7", {"text": "x"}, NOW)
        conversations.move(session, OLD, NEW.account)
        found = conversations.find_conversation(session, NEW)
        assert found is not None
        assert found.id == new_id
        assert conversations.find_conversation(session, OLD) is None
    assert list_texts(store) == {NEW.account: ["old", "new"]}


def test_nothing_to_move_is_no_failure(store: Store) -> None:
    with store.write() as session:
        conversations.move(session, OLD, NEW.account)
    assert list_texts(store) == {}


def test_who_has_left_gets_nothing_until_he_is_back(store: Store) -> None:
    chat_id = talk(store, OLD, "1", "2")
    with store.write() as session:
        under_way = outbox.claim(session, NOW, 30, ["telegram"])
        assert under_way is not None
        assert receipts.retire(session, chat_id, NOW) == 1
        assert receipts.settle_delivered(session, under_way, NOW, "5")
        assert outbox.claim(session, NOW, 30, ["telegram"]) is None
        assert receipts.revive(session, chat_id) == 1
        following = outbox.claim(session, NOW, 30, ["telegram"])
        assert following is not None
        assert following.payload == {"text": "2"}


def test_a_part_put_back_was_not_tried(store: Store) -> None:
    talk(store, OLD, "1")
    with store.write() as session:
        claimed = outbox.claim(session, NOW, 30, ["telegram"])
        assert claimed is not None
        assert outbox.put_back(session, claimed, NOW + timedelta(seconds=1))
        assert not outbox.put_back(session, claimed, NOW)
        assert outbox.claim(session, NOW, 30, ["telegram"]) is None
        again = outbox.claim(session, NOW + timedelta(seconds=1), 30, ["telegram"])
        assert again is not None
        assert (again.attempts, again.uncertain_count) == (1, 0)


def test_the_slot_of_a_message_is_what_its_newest_part_says(store: Store) -> None:
    with store.write() as session:
        chat = conversations.load_or_create(session, OLD, "de", NOW)
        for payload in ({"text": "1", "slot": "results"}, {"text": "2", "slot": "menu"}, {"text": "3"}):
            outbox.append(session, chat.id, [payload], now=NOW)
            claimed = outbox.claim(session, NOW, 30, ["telegram"])
            assert claimed is not None
            receipts.settle_delivered(session, claimed, NOW, "8" if payload["text"] == "3" else "7")
        assert letters.find_slot(session, chat.id, "7") == "menu"
        assert letters.find_slot(session, chat.id, "8") == ""
        assert letters.find_slot(session, chat.id, "9") == ""
