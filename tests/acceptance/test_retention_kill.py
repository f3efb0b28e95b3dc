"""The nightly retention, killed in the middle of batches: nothing is half removed, the same night goes on."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from bot.retention import LEASE_S
from directory.domain.commands import SaveProfile
from directory.domain.introduction import Status
from directory.domain.person import Address, Profile
from directory.domain.roles import Act, Role
from directory.store import audit, given_contacts, inbox, introductions, outbox, settings
from directory.store.apply import apply
from directory.store.engine import Store
from directory.store.models import (
    AuditRow,
    Base,
    ConversationRow,
    GivenContactRow,
    InboxRow,
    IntroductionRow,
    OutboxRow,
    PersonRow,
    RemarkRow,
)
from tests.acceptance.retaining import NIGHT, build
from tests.store_samples import person_of, put_company, put_conversation, put_person, request

EACH = 7
"""Rows of a kind: more than a batch."""
SILENT = 3
LONG_AGO = NIGHT - timedelta(days=3000)
PASSING = (
    *("created_at", "updated_at", "closed_at", "settled_at"),
    *("forgotten_at", "last_seen_at", "not_before"),
)
"""Times at which something was done: another process does it later."""


def fill(store: Store) -> None:
    """Strangers' chats, ended introductions, people who were asked and kept silent; and Otto, who stays."""
    with store.write() as session:
        company = put_company(session)
        otto = put_person(session, "otto", company)
        for number in range(EACH):
            chat = put_conversation(session, f"stranger-{number}")
            say(session, chat.address, chat.id, NIGHT - timedelta(days=1))
            asked = put_introduction(session, company, person_of(otto), f"ended-{number}")
            session.execute(update(IntroductionRow).where(IntroductionRow.id == asked).values(asker_id=None))
        for number in range(SILENT):
            silent = put_person(session, f"silent-{number}")
            say(session, silent.address, silent.id)
            profile = Profile(f"Geheim {number}", f"geheim-{number}@example.com")
            apply(session, SaveProfile(profile), silent.id, LONG_AGO)
            person = person_of(silent)
            introductions.create(session, request(person, company, f"silent-{number}"), person)
            audit.write(session, Act.CLAIM, Role.MEMBER, LONG_AGO, person_id=person, words="Geheim")
            told = {"status": Status.ACCEPTED.value, "answered_by": person_of(otto), "closed_at": NIGHT}
            mine = update(IntroductionRow).where(IntroductionRow.id == f"silent-{number}")
            session.execute(mine.values(**told))
            card = [{"type": "say", "text": f"Geheim {number}"}]
            outbox.append(session, otto.id, card, now=NIGHT, about_person_id=person)
        others = ConversationRow.account != "otto"
        session.execute(update(ConversationRow).where(others).values(last_seen_at=LONG_AGO))
        session.execute(update(PersonRow).where(PersonRow.id != person_of(otto)).values(asked_at=LONG_AGO))


def say(session: Session, address: Address, conversation_id: int, when: datetime = LONG_AGO) -> None:
    """Something was said there and answered."""
    inbox.receive(session, address, "u1", {"text": "Geheim"}, when)
    claimed = inbox.claim(session, when, 30, ["web"], [address.account])
    assert claimed is not None and inbox.finish(session, claimed, when)
    outbox.append(session, conversation_id, [{"type": "say", "text": "Geheim"}], now=when)


def put_introduction(session: Session, company: int, asker: int, name: str) -> str:
    """A request that ended long ago, with all the words there are."""
    made = request(asker, company, name, status=Status.DECLINED, closed_at=LONG_AGO)
    introductions.create(session, made, asker)
    session.add(
        RemarkRow(
            introduction_id=name, person_id=None, side="company", text="?", locale="de", said_at=LONG_AGO
        )
    )
    given_contacts.put(session, name, Profile("Geheim", "geheim@example.com"), asker, LONG_AGO)
    return name


def read_all(store: Store) -> dict[str, list[str]]:
    """Everything stored, but when it was done, and whose turn the night is."""
    found = {}
    with store.read() as session:
        for table in Base.metadata.sorted_tables:
            columns = [column for column in table.columns if column.name not in PASSING]
            rows = session.execute(select(*columns))
            found[table.name] = sorted(str(row) for row in rows if "retention" not in str(row))
    return found


def check_whole(store: Store) -> None:
    """Whatever was taken, was taken with all that belongs to it."""
    with store.read() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []
        assert session.scalar(select(func.count()).select_from(AuditRow)) == SILENT
        for number in range(EACH):
            name = f"ended-{number}"
            words = session.scalar(select(IntroductionRow.who).where(IntroductionRow.id == name))
            kept = {bool(words)}
            for row in (RemarkRow, GivenContactRow):
                left = select(func.count()).select_from(row).where(row.introduction_id == name)
                kept.add(bool(session.scalar(left)))
            assert len(kept) == 1, f"{name} is half gone"
        known = session.scalars(select(ConversationRow.account)).all()
        for account in (*(f"stranger-{n}" for n in range(EACH)), *(f"silent-{n}" for n in range(SILENT))):
            if account not in known:
                left = select(func.count()).where(InboxRow.account == account)
                assert session.scalar(left) == 0, f"{account} is gone, and its words are not"
        for number in range(SILENT):
            person = select(PersonRow.id).where(PersonRow.who == f"Geheim {number}")
            alive = session.scalar(person) is not None
            own = select(IntroductionRow.asker_id).where(IntroductionRow.id == f"silent-{number}")
            assert (session.scalar(own) is not None) is alive
            assert (f"Geheim {number}" in str(session.scalars(select(OutboxRow.payload)).all())) is alive
        living = session.scalar(select(func.count()).select_from(PersonRow)) or 0
        said = [one for one in session.scalars(select(OutboxRow.payload)) if "gelöscht" in str(one)]
        assert len(said) == SILENT + 1 - living, "who was given the contact is told once, and in time"
        named = select(func.count()).where(AuditRow.person_id.is_not(None))
        assert session.scalar(named) == living - 1


def choose_points(commits: list[int]) -> tuple[int, ...]:
    """Right after a commit and in the middle between two: before anything, while people go, in batches."""
    first, second, third, fourth, fifth, _, seventh, *_, last = commits
    between = (third + fourth) // 2, (fifth + seventh) // 2
    return first - 1, second + 1, third + 1, between[0], fourth + 1, between[1], seventh + 1, last - 1


def run_at(store: Store, when: datetime, holder: str) -> int:
    return build(store, when, holder).run_nightly()


@contextmanager
def nursery(url: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.acceptance.retaining", url]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    yield process
    assert process.stdin and process.stdout
    process.stdin.close()
    process.wait(timeout=10)
    process.stdout.close()


def test_a_night_that_is_killed_leaves_nothing_half_removed_and_goes_on(
    sqlite_template: Path, tmp_path: Path
) -> None:
    full, path = tmp_path / "full.db", tmp_path / "isabot.db"
    full.write_bytes(sqlite_template.read_bytes())
    filled, store = Store(f"sqlite:///{full}"), Store(f"sqlite:///{path}")
    fill(filled)
    due = sum(build(filled, NIGHT, "count").count().values())
    filled.close()
    shutil.copy(full, path)
    with nursery(store.url) as process:
        assert process.stdin and process.stdout
        commits = [int(one) for one in process.stdout.readline().split()]
        reference = read_all(store)
        check_whole(store)
        half_way = 0
        for deadly in choose_points(commits):
            store.close()
            for rest in tmp_path.glob("isabot.db*"):
                rest.unlink()
            shutil.copy(full, path)
            process.stdin.write(f"{deadly}\n")
            process.stdin.flush()
            assert int(process.stdout.readline()) == signal.SIGKILL
            check_whole(store)
            left = sum(build(store, NIGHT, "count").count().values())
            half_way += 0 < left < due
            with store.read() as session:
                began = settings.find_value(session, "retention") is not None
            if began:
                early = NIGHT + timedelta(seconds=LEASE_S / 2)
                assert run_at(store, early, "two") == 0, "it is the dead one's turn"
            assert run_at(store, NIGHT + timedelta(seconds=LEASE_S + 1), "two") >= left
            assert run_at(store, NIGHT + timedelta(seconds=LEASE_S + 2), "two") == 0
            check_whole(store)
            assert read_all(store) == reference, f"killed at step {deadly}, commits are {commits}"
        store.close()
    assert half_way >= 4, "while there was something to do"
