"""Reminders of what waits for an office, in a process: told once, also by a process started afterwards."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from directory.domain.commands import NoteEscalated, NoteReminded
from directory.domain.company import EntryStatus
from directory.domain.entry_commands import ConfirmEntry
from directory.domain.roles import Grant, Role
from directory.store import claims, companies, offices, tasks
from directory.store.apply import apply
from directory.store.engine import Store
from directory.store.errors import Conflict
from directory.store.models import ConversationRow, OutboxRow
from tests.store_samples import NOW, person_of, put_city, put_company, put_person
from tests.unit.test_handover_timing import Process

THURSDAY, FRIDAY, LATE = 3, 3.95, 14.95
"""Days after a Monday at half past ten in Solingen; Friday is a morning on which the office is open."""


def test_what_waits_is_called_to_mind_once_a_week_and_its_owner_told_once(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'isabot.db'}")
    store.upgrade()
    with store.write() as session:
        city = put_city(session)
        pending = [put_company(session, f"chat-{one}", status=EntryStatus.PENDING) for one in (1, 2)]
        listed = put_company(session, "DE-1")
        put_person(session, "owner", *pending)
        for name, grant in (
            ("officer", Grant(Role.AGENCY, city_id=city.id)),
            ("secretary", Grant(Role.SECRETARIAT)),
        ):
            offices.add(session, person_of(put_person(session, name)), grant, NOW)
        claims.add(session, listed, person_of(put_person(session, "claimant")), NOW)

    def count(name: str) -> int:
        with store.read() as session:
            rows = select(OutboxRow.payload).join(ConversationRow).where(ConversationRow.account == name)
            said = [json.dumps(row, ensure_ascii=False) for row in session.scalars(rows)]
            return sum("23.11.2026" in one for one in said)

    assert [Process(store, days).timing.run() for days in (THURSDAY, FRIDAY, FRIDAY, FRIDAY + 6)] == [
        0,
        1,
        0,
        0,
    ]
    assert [count(name) for name in ("officer", "secretary", "owner", "claimant")] == [1, 0, 0, 0]
    assert [Process(store, days).timing.run() for days in (LATE, LATE + 0.01)] == [2, 0]
    assert [count(name) for name in ("officer", "secretary", "owner", "claimant")] == [2, 1, 2, 1]
    assert [Process(store, days).timing.run() for days in (LATE + 6, LATE + 7)] == [0, 1]
    assert [count(name) for name in ("officer", "secretary", "owner", "claimant")] == [3, 1, 2, 1]
    store.close()


def test_two_processes_do_not_tell_the_same_twice(store: Store) -> None:
    with store.write() as session:
        waiting = put_company(session, "chat-1", status=EntryStatus.PENDING)
        officer = put_person(session, "officer")
        secretariat = Grant(Role.SECRETARIAT)
        offices.add(session, person_of(officer), secretariat, NOW)
        claims.add(session, put_company(session, "DE-1"), person_of(officer), NOW)
        (claim,) = claims.list_of_person(session, person_of(officer))
        late = tasks.list_unreviewed(session, NOW)
        assert {(one.company_id, one.claim_id) for one in late} == {
            (waiting, None),
            (claim.company_id, claim.id),
        }
        assert tasks.list_unreviewed(session, NOW - timedelta(seconds=1)) == ()
        assert offices.list_unreminded(session, NOW) == (person_of(officer),)
    for command in (
        NoteReminded(person_of(officer)),
        NoteEscalated(waiting),
        NoteEscalated(claim.company_id, claim.id),
    ):
        with store.write() as session:
            apply(session, command, None, NOW)
        with pytest.raises(Conflict), store.write() as session:
            apply(session, command, None, NOW + timedelta(days=6))
    with store.write() as session:
        assert tasks.list_unreviewed(session, NOW, untold=True) == ()
        assert len(tasks.list_unreviewed(session, NOW)) == 2
        assert offices.list_unreminded(session, NOW + timedelta(days=6)) == ()
        assert offices.list_unreminded(session, NOW + timedelta(days=7)) == (person_of(officer),)
        apply(session, NoteReminded(person_of(officer)), None, NOW + timedelta(days=7))
        entry = companies.get_company(session, waiting)
        assert entry.waiting_since == NOW and entry.escalated_at == NOW
        assert claims.list_of_person(session, person_of(officer)) == (replace(claim, escalated_at=NOW),)
        apply(session, ConfirmEntry(waiting, entry.stamp), officer.id, NOW)
    with pytest.raises(Conflict), store.write() as session:
        apply(session, NoteEscalated(waiting), None, NOW)
