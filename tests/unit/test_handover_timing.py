"""The timers of handovers in a process: what is due is done once, also by a process started afterwards."""

import json
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from bot.adapter import Adapter
from bot.timing import Timing
from bot.turns import Turns
from directory.domain.commands import GiveConsent
from directory.domain.handover import Line, Subject, open_handover
from directory.domain.person import TEXT_VERSIONS, Purpose
from directory.domain.roles import Grant, Role
from directory.domain.safety_commands import PutHandover
from directory.store import handovers, offices
from directory.store.apply import apply
from directory.store.engine import Store
from directory.store.models import ConversationRow, OutboxRow
from handlers.context import Limits
from handlers.localizer import Localizer
from tests.property.crashing import FakePlatform, FakeSearch, Fuse
from tests.store_samples import NOW, person_of, put_city, put_person

LOCALIZER = Localizer()


class Process:
    """What a restart makes anew."""

    def __init__(self, store: Store, days: float) -> None:
        platforms: dict[str, Adapter] = {"web": FakePlatform("web", Fuse(), [])}
        now = NOW + timedelta(days=days)
        turns = Turns(store, platforms, ["web"], FakeSearch(()), LOCALIZER, Limits(), lambda: now)
        self.timing = Timing(store, turns, Limits(), lambda: now)


def test_a_question_nobody_answers_moves_on_once_and_ends_once(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'isabot.db'}")
    store.upgrade()
    with store.write() as session:
        city = put_city(session)
        for name, grant in (
            ("officer", Grant(Role.AGENCY, city_id=city.id)),
            ("secretary", Grant(Role.SECRETARIAT)),
        ):
            offices.add(session, person_of(put_person(session, name)), grant, NOW)
        anna = put_person(session, "anna")
        apply(session, GiveConsent(Purpose.HELP, TEXT_VERSIONS[Purpose.HELP], "de"), anna.id, NOW)
        first = Line(False, person_of(anna), "Wie geht das?", "de", NOW)
        handover = open_handover("h1", person_of(anna), city.id, Subject.HELP, first)
        apply(session, PutHandover(handover), anna.id, NOW)

    def heard(name: str) -> str:
        with store.read() as session:
            rows = select(OutboxRow.payload).join(ConversationRow).where(ConversationRow.account == name)
            return "\n".join(json.dumps(row, ensure_ascii=False) for row in session.scalars(rows))

    assert Process(store, 0.99).timing.run() == 0
    assert Process(store, 1).timing.run() == 1
    assert "Wie geht das?" in heard("secretary") and "Sekretariat" in heard("anna") and not heard("officer")
    assert Process(store, 1.1).timing.run() == 0
    assert Process(store, 15).timing.run() == 1
    assert LOCALIZER.text("de", "handover-lapsed") in heard("anna")
    assert Process(store, 30).timing.run() == 0
    with store.read() as session:
        assert handovers.list_open(session, 9) == ()
    store.close()
