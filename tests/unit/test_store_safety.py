"""Handovers, reports, freezes and blocks in the store: who may, what is written down, what is forgotten."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TypeVar

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.domain.commands import (
    Command,
    CreateIntroduction,
    DeletePerson,
    GiveConsent,
    UpdateIntroduction,
)
from directory.domain.fair_use import count_recent
from directory.domain.handover import Handover, Line, Subject, add_line, close, escalate, open_handover
from directory.domain.introduction import Event, advance
from directory.domain.person import TEXT_VERSIONS, Purpose
from directory.domain.roles import Act, Grant, Role
from directory.domain.safety import Report
from directory.domain.safety_commands import (
    BlockSender,
    DecideReport,
    FileReport,
    NoteHeld,
    PutHandover,
    Unfreeze,
)
from directory.store import audit, handovers, introductions, offices, people, translations
from directory.store.apply import apply
from directory.store.conversations import Conversation
from directory.store.engine import Store
from directory.store.errors import Conflict, ConsentMissing, Forbidden, Refused
from directory.store.models import (
    BlockRow,
    FreezeRow,
    HandoverLineRow,
    HandoverRow,
    ReportRow,
    TranslationRow,
)
from directory.store.views import SnapshotView
from tests.store_samples import NOW, later, person_of, put_city, put_company, put_person, request

T = TypeVar("T")


class Setting:
    """An entry of Solingen with its owner, a request by Anna, two agencies and a secretariat."""

    def __init__(self, store: Store, session: Session) -> None:
        self.store = store
        self.city, far = put_city(session), put_city(session, "Bottrop")
        self.entry = put_company(session, "so-1")
        self.anna, self.owner = put_person(session, "anna"), put_person(session, "owner", self.entry)
        for name, grant in (
            ("officer", Grant(Role.AGENCY, city_id=self.city.id)),
            ("foreign", Grant(Role.AGENCY, city_id=far.id)),
            ("secretary", Grant(Role.SECRETARIAT)),
        ):
            setattr(self, name, put_person(session, name))
            offices.add(session, person_of(getattr(self, name)), grant, NOW)
        introductions.create(session, request(person_of(self.anna), self.entry), person_of(self.anna))

    officer: Conversation
    foreign: Conversation
    secretary: Conversation

    def do(self, who: Conversation | None, command: Command, seconds: float = 1) -> None:
        with self.store.write() as session:
            apply(session, command, who.id if who else None, later(seconds))

    def see(self, ask: Callable[[SnapshotView], T]) -> T:
        """What the store answers, in a session of its own."""
        with self.store.read() as session:
            return ask(SnapshotView(session, NOW))

    def file(self, report_id: str = "rep1") -> None:
        accused = person_of(self.anna)
        words = ("Er will Geld vorab.", "de")
        report = Report(report_id, "abc123", person_of(self.owner), accused, self.city.id, NOW, None, *words)
        self.do(self.owner, FileReport(report))


@pytest.fixture
def setting(store: Store) -> Setting:
    with store.write() as session:
        return Setting(store, session)


def opened(setting: Setting, *, city: bool = True) -> Handover:
    person_id = person_of(setting.anna)
    setting.do(setting.anna, GiveConsent(Purpose.HELP, TEXT_VERSIONS[Purpose.HELP], "de"))
    first = Line(False, person_id, "Wie geht das?", "de", NOW)
    handover = open_handover("h1", person_id, setting.city.id if city else None, Subject.HELP, first)
    setting.do(setting.anna, PutHandover(handover))
    return handover


def said(handover: Handover, who: Conversation, text: str = "So.", *, officer: bool = True) -> Handover:
    updated = add_line(handover, Line(officer, person_of(who), text, "de", later(5)))
    assert updated is not None
    return updated


def test_a_handover_comes_back_as_it_was_stored(setting: Setting) -> None:
    first = opened(setting)
    answered = said(first, setting.officer)
    setting.do(setting.officer, PutHandover(answered))
    asked = said(answered, setting.anna, "Und dann?", officer=False)
    setting.do(setting.anna, PutHandover(asked))
    assert setting.see(lambda view: view.find_handover("h1")) == asked
    assert setting.see(lambda view: view.list_handovers(person_of(setting.anna))) == (asked,)
    for city_id, found in ((setting.city.id, (asked,)), (setting.city.id + 1, ()), (None, (asked,))):
        assert setting.see(partial(SnapshotView.list_open_handovers, city_id=city_id, limit=9)) == found
    ended = close(asked, later(9))
    assert ended
    setting.do(setting.anna, PutHandover(ended))
    assert setting.see(lambda view: view.list_open_handovers(None, 9)) == ()


def test_nobody_opens_one_for_others_or_without_consent(setting: Setting) -> None:
    person_id = person_of(setting.anna)
    first = Line(False, person_id, "Wie?", "de", NOW)
    handover = open_handover("h1", person_id, None, Subject.HELP, first)
    with pytest.raises(ConsentMissing):
        setting.do(setting.anna, PutHandover(handover))
    for who in (setting.owner, None):
        with pytest.raises(Refused):
            setting.do(who, PutHandover(handover))


def test_only_an_office_in_charge_answers_and_each_answer_is_written_down(setting: Setting) -> None:
    first = opened(setting)
    for who in (setting.foreign, setting.owner):
        with pytest.raises(Forbidden):
            setting.do(who, PutHandover(said(first, who)))
    with pytest.raises(Refused):
        setting.do(setting.officer, PutHandover(said(first, setting.secretary)))
    with pytest.raises(Refused):
        setting.do(None, PutHandover(said(first, setting.officer)))
    with pytest.raises(Forbidden):
        setting.do(setting.anna, PutHandover(said(first, setting.anna)))
    setting.do(setting.officer, PutHandover(said(first, setting.officer)))
    with pytest.raises(Conflict):
        setting.do(setting.secretary, PutHandover(said(first, setting.secretary)))
    with setting.store.read() as session:
        (record,) = (one for one in audit.list_records(session, 9) if one.act is Act.ASSIST)
    assert (record.role, record.city_id, record.words) == (Role.AGENCY, setting.city.id, "")


def test_time_moves_what_waits_to_the_secretariat_whatever_was_restarted(setting: Setting) -> None:
    first = opened(setting)

    def due(days: float) -> tuple[Handover, ...]:
        now = NOW + timedelta(days=days)
        with setting.store.read() as session:
            return handovers.list_due(session, now - timedelta(days=1), now - timedelta(days=10), 9)

    assert due(0.9) == () and due(1) == (first,)
    moved = escalate(first, later(86400))
    assert moved
    setting.do(None, PutHandover(moved))
    assert due(2) == () and due(10) == (moved,)
    with pytest.raises(Conflict):
        setting.do(None, PutHandover(moved))


def test_a_report_is_filed_once_by_who_was_written_to_and_decided_once_by_the_office(
    setting: Setting,
) -> None:
    setting.file()
    setting.file("rep2")
    (report,) = setting.see(lambda view: view.list_open_reports(setting.city.id, 9))
    assert setting.see(lambda view: view.list_open_reports(setting.city.id + 1, 9)) == ()
    with pytest.raises(Refused):
        setting.do(
            setting.foreign, FileReport(replace(report, id="x", reporter_id=person_of(setting.foreign)))
        )
    with pytest.raises(Refused):
        setting.do(setting.owner, FileReport(replace(report, id="x", accused_id=person_of(setting.foreign))))
    for who in (setting.foreign, setting.owner, setting.anna):
        with pytest.raises(Forbidden):
            setting.do(who, DecideReport("rep1", True))
    setting.do(setting.officer, DecideReport("rep1", True))
    with pytest.raises(Conflict):
        setting.do(setting.secretary, DecideReport("rep1", False))
    freeze = setting.see(lambda view: view.find_freeze(person_of(setting.anna)))
    assert freeze and (freeze.role, freeze.city_id, freeze.report_id) == ("agency", setting.city.id, "rep1")
    with setting.store.read() as session:
        (record,) = (one for one in audit.list_records(session, 9) if one.act is Act.FREEZE)
    assert (record.fields, record.city_id) == (("report rep1",), setting.city.id)


def test_a_request_that_the_quota_has_not_seen_is_a_conflict(setting: Setting) -> None:
    def ask(name: str, recent: int | None) -> None:
        one = request(person_of(setting.anna), setting.entry, name)
        setting.do(setting.anna, CreateIntroduction(one, recent))

    seen = setting.see(lambda view: count_recent(view.list_sent(person_of(setting.anna)), NOW))
    ask("first", seen)
    with pytest.raises(Conflict):
        ask("second", seen)
    ask("second", seen + 1)


def test_the_store_itself_lets_no_frozen_sender_write_and_an_office_lifts_it(setting: Setting) -> None:
    setting.file()
    setting.do(setting.secretary, DecideReport("rep1", True))
    another = request(person_of(setting.anna), setting.entry, "abc124")
    with pytest.raises(Refused):
        setting.do(setting.anna, CreateIntroduction(another))
    for who in (setting.foreign, setting.anna):
        with pytest.raises(Forbidden):
            setting.do(who, Unfreeze(person_of(setting.anna)))
    setting.do(setting.officer, Unfreeze(person_of(setting.anna)))
    setting.do(setting.anna, CreateIntroduction(another))
    with pytest.raises(Conflict):
        setting.do(setting.officer, Unfreeze(person_of(setting.anna)))


def test_no_contact_passes_while_one_side_is_frozen_and_what_was_objected_to_ends_with_it(
    setting: Setting,
) -> None:
    handover = replace(opened(setting), id="h2", subject=Subject.OBJECTION)
    setting.do(setting.anna, PutHandover(handover))
    setting.file()
    setting.do(setting.secretary, DecideReport("rep1", True))
    accepted = advance(
        request(person_of(setting.anna), setting.entry),
        Event.ACCEPT,
        NOW,
        answered_by=person_of(setting.owner),
    )
    assert accepted
    with pytest.raises(Conflict):
        setting.do(setting.owner, UpdateIntroduction(accepted, Event.ACCEPT))
    setting.do(setting.officer, Unfreeze(person_of(setting.anna)), 7)
    ended = setting.see(lambda view: view.find_handover("h2"))
    other = setting.see(lambda view: view.find_handover("h1"))
    assert ended and other and (ended.closed_at, ended.version, other.is_open) == (later(7), 2, True)
    with pytest.raises(Conflict):
        setting.do(setting.owner, UpdateIntroduction(accepted, Event.ACCEPT))  # time was added meanwhile
    resumed = setting.see(lambda view: view.find_introduction("abc123"))
    again = resumed and advance(resumed, Event.ACCEPT, NOW, answered_by=person_of(setting.owner))
    assert again
    setting.do(setting.owner, UpdateIntroduction(again, Event.ACCEPT))


@pytest.mark.parametrize(
    ("asker", "owner", "added"),
    [
        ((100, 400), None, 300),
        (None, (100, 400), 300),
        ((100, 400), (200, 300), 300),  # one within the other
        ((200, 300), (100, 400), 300),
        ((100, 300), (200, 400), 300),  # one after the other
        ((200, 400), (100, 300), 300),
        ((100, 200), (300, 400), 200),
        ((-100, 200), None, 200),  # frozen before it was made
    ],
)
def test_the_time_in_which_a_request_was_held_is_added_to_its_deadline(
    setting: Setting, asker: tuple[int, int] | None, owner: tuple[int, int] | None, added: int
) -> None:
    sides = ((setting.anna, asker), (setting.owner, owner))
    steps = [(when, person_of(who), lifts) for who, pair in sides for lifts, when in enumerate(pair or ())]
    for when, person_id, lifts in sorted(steps):
        if lifts:
            setting.do(setting.officer, Unfreeze(person_id), when)
        else:
            freeze(setting, person_id, when)
    after = setting.see(lambda view: view.find_introduction("abc123"))
    assert after and after.due_from == later(added)


def freeze(setting: Setting, person_id: int, seconds: float) -> None:
    """Freeze somebody without a report."""
    with setting.store.write() as session:
        at = {"city_id": setting.city.id, "at": later(seconds)}
        session.add(FreezeRow(person_id=person_id, role="agency", report_id="r", **at))


def test_a_company_holds_a_request_as_soon_as_all_of_its_people_are_frozen(setting: Setting) -> None:
    with setting.store.write() as session:
        colleague = person_of(put_person(session, "colleague", setting.entry))
    freeze(setting, person_of(setting.owner), 100)
    freeze(setting, colleague, 200)
    setting.do(setting.officer, Unfreeze(person_of(setting.owner)), 300)
    setting.do(setting.officer, Unfreeze(colleague), 400)
    after = setting.see(lambda view: view.find_introduction("abc123"))
    assert after and after.due_from == later(100)


def test_an_office_is_told_once_of_a_yes_that_is_held_and_no_time_passes_for_it(setting: Setting) -> None:
    setting.file()
    setting.do(setting.secretary, DecideReport("rep1", True))
    with setting.store.read() as session:
        assert introductions.list_due(session, later(9)) == ()
    with pytest.raises(Forbidden):
        setting.do(setting.foreign, NoteHeld("abc123"))
    setting.do(setting.owner, NoteHeld("abc123"), 5)
    with pytest.raises(Conflict):
        setting.do(setting.owner, NoteHeld("abc123"))
    held = setting.see(lambda view: view.find_introduction("abc123"))
    assert held and held.held_at == later(5)
    setting.do(setting.officer, Unfreeze(person_of(setting.anna)), 7)
    resumed = setting.see(lambda view: view.find_introduction("abc123"))
    assert resumed and (resumed.held_at, resumed.due_from) == (None, later(6))
    with setting.store.read() as session:
        assert introductions.list_due(session, later(9)) == (resumed,)


def test_one_report_of_each_person_for_each_request_also_once_it_is_decided(setting: Setting) -> None:
    setting.file()
    setting.do(setting.officer, DecideReport("rep1", False))
    setting.file("rep2")
    found = setting.see(lambda view: view.find_filed("abc123", person_of(setting.owner)))
    assert found and (found.id, found.words, found.locale) == ("rep1", "Er will Geld vorab.", "de")
    assert setting.see(lambda view: view.find_filed("abc123", person_of(setting.anna))) is None
    assert setting.see(lambda view: view.find_report("rep2")) is None


def test_a_block_stands_until_it_is_taken_back(setting: Setting) -> None:
    anna, owner = person_of(setting.anna), person_of(setting.owner)
    for _ in range(2):
        setting.do(setting.owner, BlockSender(anna))
    assert (
        setting.see(lambda view: view.list_blocked(owner)) == (anna,)
        and setting.see(lambda view: view.list_blocked(anna)) == ()
    )
    setting.do(setting.owner, BlockSender(anna, blocked=False))
    assert setting.see(lambda view: view.list_blocked(owner)) == ()
    for nobody in (owner, 999):
        with pytest.raises(Refused):
            setting.do(setting.owner, BlockSender(nobody))


def test_who_is_deleted_leaves_nothing_here_and_an_officer_no_words(setting: Setting) -> None:
    answered = said(opened(setting), setting.officer, "Amtliche Auskunft")
    setting.do(setting.officer, PutHandover(answered))
    setting.file()
    setting.do(setting.officer, DecideReport("rep1", True))
    setting.do(setting.owner, BlockSender(person_of(setting.anna)))
    declined = advance(request(person_of(setting.anna), setting.entry), Event.DECLINE, NOW)
    assert declined
    setting.do(setting.owner, UpdateIntroduction(declined, Event.DECLINE))
    with setting.store.write() as session:
        translations.add(session, setting.owner.id, person_of(setting.anna), "Hallo", "de", "zh", NOW)
    setting.do(setting.officer, DeletePerson())
    known = setting.see(lambda view: view.find_handover("h1"))
    assert isinstance(known, Handover) and [line.text for line in known.lines] == ["Wie geht das?"]
    assert known.officer_id is None and known.version == answered.version + 1
    setting.do(setting.anna, DeletePerson())
    with setting.store.read() as session:
        for table in (HandoverRow, HandoverLineRow, FreezeRow, BlockRow, TranslationRow):
            assert session.scalar(select(func.count()).select_from(table)) == 0, table
        assert session.execute(select(ReportRow.accused_id, ReportRow.words)).one() == (None, "")
        assert people.find_person(session, person_of(setting.anna)) is None


def test_a_text_waits_for_its_translation_under_a_lease(setting: Setting) -> None:
    with setting.store.write() as session:
        translations.add(session, setting.anna.id, None, "Hallo", "de", "zh", NOW)
        first = translations.claim(session, NOW, 60)
        assert first and (first.text, first.source, first.target, first.attempts) == ("Hallo", "de", "zh", 1)
        assert translations.claim(session, later(59), 60) is None
        second = translations.claim(session, later(60), 60)
        assert second and second.attempts == 2
        assert not translations.settle(session, first) and translations.settle(session, second)
        assert translations.claim(session, later(999), 60) is None
