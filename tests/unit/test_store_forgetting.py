"""A deleted person leaves no trace in any table; what belongs to others stays."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.domain.commands import (
    CreateIntroduction,
    DeletePerson,
    SaveProfile,
    UpdateIntroduction,
    WithdrawConsent,
)
from directory.domain.introduction import Event, Introduction, Remark, Status, advance
from directory.domain.person import Address, Profile, Purpose
from directory.store import conversations, inbox, introductions, letters, outbox, people, receipts
from directory.store.apply import apply
from directory.store.conversations import Conversation, get_conversation
from directory.store.engine import Store
from directory.store.errors import Conflict
from directory.store.models import Base, InboxRow, OutboxRow
from tests.store_samples import (
    NOW,
    later,
    person_of,
    put_company,
    put_conversation,
    put_person,
    request,
)

SECRETS = (
    "Geheimrat",
    "geheim@example.com",
    "+49 212 5555",
    "geheim_wx",
    "Ziel-G",
    "Grund-G",
    "Rückfrage-G",
    "秘密",
)
PROFILE = Profile("Frau Geheimrat", "geheim@example.com", "+49 212 5555", "geheim_wx")


def everything(session: Session) -> str:
    """All values of all tables as one readable text."""
    return "\n".join(
        json.dumps([list(row) for row in session.execute(select(table))], default=str, ensure_ascii=False)
        for table in Base.metadata.sorted_tables
    )


def change(session: Session, introduction_id: str, event: Event, by: Conversation, **values: object) -> None:
    known = introductions.find_introduction(session, introduction_id)
    assert known is not None
    updated = advance(known, event, NOW, **values)  # type: ignore[arg-type]
    assert updated is not None
    apply(session, UpdateIntroduction(updated, event), by.id, NOW)


def find(session: Session, introduction_id: str) -> Introduction:
    known = introductions.find_introduction(session, introduction_id)
    assert known is not None
    return known


def fill(store: Store) -> tuple[Conversation, Conversation, Conversation]:
    """Grete, on two platforms, asks one company and answers for another; Otto answers her and asks."""
    with store.write() as session:
        hers, his = put_company(session, "DE-1"), put_company(session, "DE-2")
        grete, otto = put_person(session, "grete", hers), put_person(session, "otto", his)
        phone = put_conversation(session, "grete", "telegram", "zh")
        people.link(session, phone.id, person_of(grete))
        apply(session, SaveProfile(PROFILE), grete.id, NOW)
        texts = {"who": "Geheimrat", "goal": "Ziel-G", "why": "Grund-G 秘密"}
        apply(session, CreateIntroduction(request(0, his, "open", **texts)), grete.id, NOW)
        apply(session, CreateIntroduction(request(0, his, "done", **texts)), grete.id, NOW)
        apply(
            session, CreateIntroduction(request(0, hers, "otto", who="Otto", goal="Ottos Ziel")), otto.id, NOW
        )
        change(session, "open", Event.ASK, otto, remark=Remark("company", "Ottos Frage", "de", NOW))
        change(session, "open", Event.REPLY, grete, remark=Remark("asker", "Antwort 秘密", "zh", NOW))
        change(session, "done", Event.ACCEPT, otto, answered_by=person_of(otto))
        change(session, "otto", Event.ASK, grete, remark=Remark("company", "Rückfrage-G", "de", NOW))
        change(session, "otto", Event.REPLY, otto, remark=Remark("asker", "Ottos Antwort", "de", NOW))
        change(session, "otto", Event.DECLINE, grete, answered_by=person_of(grete))
        for conversation in (grete, phone):
            draft = {"tag": "drafting", "who": "Geheimrat"}
            conversations.save(
                session, conversation.id, conversation.version, state=draft, locale="", now=NOW
            )
            outbox.append(session, conversation.id, [{"text": "Sie schrieben: Geheimrat 秘密"}], now=NOW)
        card = [{"card": "Geheimrat geheim@example.com"}]
        outbox.append(session, otto.id, card, now=NOW, about_person_id=person_of(grete))
        outbox.append(session, otto.id, [{"text": "Für Otto allein"}], now=NOW)
        for number in range(3):
            claimed = outbox.claim(session, NOW, 30, ["web", "telegram"])
            assert claimed is not None
            if number:
                receipts.settle_delivered(session, claimed, NOW)
        for number, address in enumerate((grete.address, phone.address, otto.address)):
            inbox.receive(
                session, address, "1", {"text": f"von {number} Geheimrat" if number < 2 else "Otto"}, NOW
            )
            told = inbox.claim(session, NOW, 30, [address.platform], [address.account])
            assert told is not None
            inbox.finish(session, told, NOW)
        inbox.receive(session, phone.address, "2", {"text": "kaputt 秘密"}, NOW)
        dead = inbox.claim(session, NOW, 30, ["telegram"])
        assert dead is not None
        inbox.fail(session, dead, NOW, retry_at=None, error="ValueError")
        inbox.receive(session, grete.address, "2", {"text": "Ich, Geheimrat: löschen"}, NOW)
        return get_conversation(session, grete.id), get_conversation(session, phone.id), otto


def delete(store: Store, grete: Conversation) -> None:
    """The turn that deletes, as the bot runs it."""
    with store.write() as session:
        update = inbox.claim(session, NOW, 30, ["web"], ["grete"])
        assert update is not None
    with store.write() as session:
        conversations.save(session, grete.id, grete.version, state={"tag": "idle"}, locale="", now=NOW)
        apply(session, DeletePerson(), grete.id, NOW)
        outbox.append(session, grete.id, [{"text": "Alles ist gelöscht."}], now=NOW)
        assert inbox.finish(session, update, NOW)


def test_nothing_of_the_person_is_left(store: Store) -> None:
    grete, phone, _ = fill(store)
    with store.read() as session:
        before = everything(session)
        assert [secret for secret in SECRETS if secret not in before] == []
    delete(store, grete)
    with store.read() as session:
        after = everything(session)
        assert [secret for secret in SECRETS if secret in after] == []
        assert people.find_person(session, person_of(grete)) is None
        assert people.find_person_at(session, phone.id) is None
        assert people.list_destinations(session, person_of(grete)) == ()
        farewell = get_conversation(session, grete.id)
        assert farewell.state == {"tag": "idle"}
        assert get_conversation(session, phone.id).state is None


@pytest.mark.parametrize("purpose", [Purpose.INTRODUCTIONS, Purpose.REGISTRATION, Purpose.ABROAD])
def test_a_withdrawn_consent_leaves_no_name_in_messages_that_came_or_went(
    store: Store, purpose: Purpose
) -> None:
    grete, phone, _ = fill(store)
    with store.write() as session:
        assert inbox.claim(session, NOW, 30, ["web"], ["grete"])
        waiting = outbox.append(session, phone.id, [{"text": "Noch nicht zugestellt"}], now=NOW)
        said = [row.payload for row in session.execute(select(InboxRow.__table__.c.payload))]
        assert "Geheimrat" in str(said)
    with store.write() as session:
        apply(session, WithdrawConsent(purpose), grete.id, NOW)
    with store.read() as session:
        assert [
            row.payload for row in session.execute(select(InboxRow.__table__)) if "Geheim" in str(row)
        ] == []
        settled = select(OutboxRow.__table__).where(OutboxRow.status.not_in(("open", "parked")))
        assert "Geheimrat" not in str(session.execute(settled).all())
        assert session.scalar(select(OutboxRow.status).where(OutboxRow.id == waiting[0])) == "open"
        assert "Otto" in str(session.execute(select(InboxRow.payload)).all())


def test_what_belongs_to_others_stays(store: Store) -> None:
    grete, _, otto = fill(store)
    delete(store, grete)
    with store.read() as session:
        after = everything(session)
        for kept in ("Ottos Ziel", "Ottos Frage", "Ottos Antwort", "Für Otto allein", "Alles ist gelöscht."):
            assert kept in after
        ottos = find(session, "otto")
        assert (ottos.status, ottos.answered_by) == (Status.DECLINED, None)
        assert [remark.text for remark in ottos.remarks] == ["Ottos Antwort"]
        assert people.find_person_at(session, otto.id) is not None


def test_open_requests_are_withdrawn_and_closed_ones_stay_closed(store: Store) -> None:
    grete, _, otto = fill(store)
    with store.read() as session:
        known = find(session, "open")
    delete(store, grete)
    with store.read() as session:
        withdrawn, done = find(session, "open"), find(session, "done")
    assert (withdrawn.status, withdrawn.closed_at, withdrawn.asker_id) == (Status.WITHDRAWN, NOW, 0)
    assert (done.status, done.asker_id) == (Status.ACCEPTED, 0)
    late = advance(known, Event.DECLINE, NOW)
    assert late is not None
    with pytest.raises(Conflict), store.write() as session:
        apply(session, UpdateIntroduction(late, Event.DECLINE), otto.id, NOW)


def test_repeats_stay_repeats_and_dead_updates_do_not_come_back(store: Store) -> None:
    grete, phone, _ = fill(store)
    delete(store, grete)
    with store.write() as session:
        assert not inbox.receive(session, grete.address, "1", {"text": "Geheimrat"}, NOW)
        assert not inbox.receive(session, phone.address, "2", {"text": "Geheimrat"}, NOW)
        assert inbox.retry_dead(session) == 0


def test_what_was_said_after_the_wish_is_a_new_conversation(store: Store) -> None:
    grete, phone, _ = fill(store)
    with store.write() as session:
        inbox.receive(session, phone.address, "9", {"text": "Guten Tag"}, NOW)
        inbox.receive(session, Address("web", "grete"), "9", {"text": "Noch etwas"}, NOW)
    delete(store, grete)
    with store.write() as session:
        first = inbox.claim(session, later(60), 30, ["telegram"])
        second = inbox.claim(session, later(60), 30, ["web"])
    assert first is not None
    assert second is not None
    assert (first.payload, second.payload) == ({"text": "Guten Tag"}, {"text": "Noch etwas"})


def test_a_turn_under_way_elsewhere_conflicts(store: Store) -> None:
    grete, phone, _ = fill(store)
    delete(store, grete)
    with pytest.raises(Conflict), store.write() as session:
        state = {"who": "Geheimrat"}
        conversations.save(session, phone.id, phone.version, state=state, locale="", now=NOW)


def test_parts_of_the_person_are_not_sent_any_more(store: Store) -> None:
    grete, _, otto = fill(store)
    delete(store, grete)
    with store.write() as session:
        farewell = outbox.claim(session, later(60), 30, ["web", "telegram"], ["grete"])
        assert farewell is not None
        assert farewell.payload == {"text": "Alles ist gelöscht."}
        payloads = [part.payload for part in letters.list_after(session, otto.id, 0, 100)]
        assert all("card" not in payload for payload in payloads)


def test_deleting_somebody_unknown_does_nothing(store: Store) -> None:
    with store.write() as session:
        stranger = put_conversation(session, "stranger")
        apply(session, DeletePerson(), stranger.id, NOW)
        assert get_conversation(session, stranger.id) == stranger


def test_sqlite_overwrites_what_is_deleted(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'isabot.db'}")
    store.upgrade()
    grete, _, _ = fill(store)
    delete(store, grete)
    store.close()  # the last connection folds the write-ahead log into the file
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"geheim@example.com" not in stored
    assert b"gel\\u00f6scht" in stored


def test_somebody_who_never_gave_a_name_can_delete_the_chat_too(store: Store) -> None:
    with store.write() as session:
        chat = put_conversation(session, "stranger")
        inbox.receive(session, chat.address, "u1", {"text": "Geheimrat sucht Fliesen"}, NOW)
        claimed = inbox.claim(session, NOW, 30, ["web"])
        assert claimed is not None
        outbox.append(session, chat.id, [{"text": "Guten Tag, Geheimrat"}], now=NOW)
        apply(session, DeletePerson(), chat.id, NOW)
        assert inbox.finish(session, claimed, NOW)
    with store.read() as session:
        assert letters.list_latest(session, chat.id, 10) == ()
        for table in Base.metadata.sorted_tables:
            assert "Geheimrat" not in str(session.execute(select(table)).all())
    with store.write() as session:
        assert not inbox.receive(session, chat.address, "u1", {"text": "again"}, NOW)
