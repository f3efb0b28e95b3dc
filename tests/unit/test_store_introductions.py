"""Introductions in the store: who may let what happen, what an agency keeps, what is due, what it led to."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.domain.commands import (
    Command,
    CreateIntroduction,
    DeletePerson,
    GiveConsent,
    GiveContact,
    NoteLedTo,
    UpdateIntroduction,
    WithdrawConsent,
)
from directory.domain.introduction import (
    DeclineReason,
    Event,
    Introduction,
    LedTo,
    Party,
    Remark,
    Status,
    advance,
)
from directory.domain.person import TEXT_VERSIONS, Profile, Purpose
from directory.domain.roles import Act, Grant, Role
from directory.store import audit, introductions, led_to, offices, outbox, people
from directory.store.apply import apply
from directory.store.conversations import Conversation
from directory.store.engine import Store
from directory.store.errors import Conflict, ConsentMissing, Forbidden, Refused
from directory.store.models import GivenContactRow, LedToRow, OutboxRow
from directory.store.views import SnapshotView
from tests.store_samples import (
    NOW,
    later,
    person_of,
    put_city,
    put_company,
    put_conversation,
    put_person,
    request,
)

GIVEN = Profile("Mei Wang, Export", "mei@example.com", "13900139000", "meiwang7")


class Setting:
    """An entry with nobody here, one with an owner, the agency of their city, one far away, an asker."""

    def __init__(self, store: Store, session: Session) -> None:
        self.store = store
        self.city, self.far = put_city(session), put_city(session, "Bottrop")
        self.quiet, self.owned = put_company(session, "so-1"), put_company(session, "so-2")
        self.asker, self.owner = put_person(session, "asker"), put_person(session, "owner", self.owned)
        self.officer, self.neighbour, self.secretary = (
            put_person(session, name) for name in ("officer", "neighbour", "secretary")
        )
        for who, grant in (
            (self.officer, Grant(Role.AGENCY, city_id=self.city.id)),
            (self.neighbour, Grant(Role.AGENCY, city_id=self.far.id)),
            (self.secretary, Grant(Role.SECRETARIAT)),
        ):
            offices.add(session, person_of(who), grant, NOW)
        at_desk = {"status": Status.AT_AGENCY, "desk": Party.AGENCY}
        for introduction in (
            request(0, self.quiet, "desk", **at_desk),
            request(0, self.owned, "first", **at_desk),
            request(0, self.owned, "sent"),
        ):
            apply(session, CreateIntroduction(introduction), self.asker.id, NOW)

    def do(self, who: Conversation | None, *commands: Command, at: float = 1) -> None:
        """Commands in one transaction."""
        with self.store.write() as session:
            for command in commands:
                apply(session, command, who.id if who else None, later(at))

    def find(self, introduction_id: str) -> Introduction:
        with self.store.read() as session:
            found = introductions.find_introduction(session, introduction_id)
            assert found is not None
            return found

    def step(self, introduction_id: str, event: Event, **values: object) -> UpdateIntroduction:
        """The command that lets an event happen now."""
        after = advance(self.find(introduction_id), event, later(1), **values)  # type: ignore[arg-type]
        assert after is not None
        return UpdateIntroduction(after, event)


@pytest.fixture
def setting(store: Store) -> Setting:
    with store.write() as session:
        return Setting(store, session)


@pytest.mark.parametrize(
    ("event", "act"),
    [
        (Event.FORWARD, Act.FORWARD),
        (Event.PASS_ON, Act.PASS_ON),
        (Event.ASK, Act.ANSWER_FOR),
        (Event.ACCEPT, Act.ANSWER_FOR),
        (Event.DECLINE, Act.ANSWER_FOR),
        (Event.UNREACHED, Act.ANSWER_FOR),
    ],
)
def test_the_store_lets_only_the_agency_of_the_city_or_the_secretariat_act_at_the_desk_and_writes_it_down(
    setting: Setting, event: Event, act: Act
) -> None:
    for who, role in (
        (setting.owner, None),
        (setting.asker, None),
        (setting.neighbour, None),
        (setting.officer, Role.AGENCY),
        (setting.secretary, Role.SECRETARIAT),
    ):
        introduction_id = "first" if who is not setting.secretary else "desk"
        command = setting.step(introduction_id, event, answered_by=person_of(who))
        if role is None:
            with pytest.raises(Forbidden):
                setting.do(who, command)
            continue
        setting.do(who, command)
        assert setting.find(introduction_id) == command.introduction
        with setting.store.read() as session:
            record = audit.list_records(session, 1)[0]
        assert (record.act, record.role, record.person_id) == (act, role, person_of(who))


def test_time_and_the_other_side_may_not_do_what_is_not_theirs(setting: Setting) -> None:
    cases: tuple[tuple[Conversation | None, str, Event], ...] = (
        (None, "sent", Event.ACCEPT),
        (None, "sent", Event.WITHDRAW),
        (setting.asker, "sent", Event.ACCEPT),
        (setting.asker, "sent", Event.EXPIRE),
        (setting.owner, "sent", Event.WITHDRAW),
        (setting.officer, "sent", Event.ACCEPT),
        (setting.owner, "first", Event.ACCEPT),
    )
    for who, introduction_id, event in cases:
        with pytest.raises(Forbidden):
            setting.do(who, setting.step(introduction_id, event))
    forged = UpdateIntroduction(setting.step("sent", Event.ACCEPT).introduction, Event.DECLINE)
    with pytest.raises(Forbidden):
        setting.do(setting.owner, forged)
    with setting.store.write() as session:
        stranger = put_conversation(session, "nobody")
    with pytest.raises(ConsentMissing):
        setting.do(stranger, setting.step("sent", Event.ACCEPT))
    assert setting.find("sent").version == setting.find("first").version == 1


def test_the_slower_of_two_is_told_so_and_not_that_it_was_forbidden(setting: Setting) -> None:
    slower = setting.step("sent", Event.DECLINE, decline_reason=DeclineReason.NOT_NOW)
    setting.do(setting.asker, setting.step("sent", Event.WITHDRAW))
    with pytest.raises(Conflict):
        setting.do(setting.owner, slower)


def test_a_yes_by_an_agency_needs_the_contact_the_company_gave_or_the_officers_own_consent(
    setting: Setting,
) -> None:
    with setting.store.write() as session:
        novice = put_conversation(session, "novice")
        novice_id = people.create_for(session, novice.id, NOW)
        offices.add(session, novice_id, Grant(Role.AGENCY, city_id=setting.city.id), NOW)
    accept = setting.step("desk", Event.ACCEPT, answered_by=novice_id)
    with pytest.raises(ConsentMissing):
        setting.do(novice, accept)
    setting.do(novice, GiveContact("desk", GIVEN), accept)
    with setting.store.read() as session:
        view = SnapshotView(session, NOW)
        assert view.find_given_contact("desk") == GIVEN
        assert [one.id for one in view.list_answered(novice_id)] == ["desk"]
        row = session.execute(select(GivenContactRow.__table__)).one()
        assert (row.noted_by, row.given_at) == (novice_id, later(1))


def test_a_contact_taken_back_is_not_sent_any_more_and_what_the_agency_noted_goes(setting: Setting) -> None:
    officer_id = person_of(setting.officer)
    accept = setting.step("desk", Event.ACCEPT, answered_by=officer_id)
    setting.do(setting.officer, GiveContact("desk", GIVEN), accept)
    with setting.store.write() as session:
        for reader in (setting.asker, setting.owner):
            outbox.append(session, reader.id, [{"text": "Mei"}], now=NOW, about_person_id=officer_id)
    with pytest.raises(Forbidden):
        setting.do(setting.neighbour, setting.step("desk", Event.ANSWERER_SHUTS))
    setting.do(setting.officer, setting.step("desk", Event.ANSWERER_SHUTS))
    with setting.store.read() as session:
        assert not session.execute(select(GivenContactRow.__table__)).all()
        assert list(session.scalars(select(OutboxRow.conversation_id))) == [setting.owner.id]


def test_only_the_agency_in_charge_writes_a_contact_down_and_only_a_usable_one(setting: Setting) -> None:
    for who, introduction_id in (
        (setting.neighbour, "desk"),
        (setting.asker, "desk"),
        (setting.owner, "first"),
        (setting.officer, "sent"),
    ):
        with pytest.raises(Forbidden):
            setting.do(who, GiveContact(introduction_id, GIVEN))
    for unusable in (Profile("Mei Wang"), Profile(email="mei@example.com")):
        with pytest.raises(Refused):
            setting.do(setting.officer, GiveContact("desk", unusable))
    with setting.store.read() as session:
        assert not session.execute(select(GivenContactRow.__table__)).all()


def test_a_new_request_begins_at_the_company_or_its_agency(setting: Setting) -> None:
    wrong: tuple[dict[str, object], ...] = (
        {"status": Status.ACCEPTED},
        {"status": Status.AT_AGENCY},
        {"desk": Party.AGENCY},
    )
    for values in wrong:
        with pytest.raises(Refused):
            setting.do(setting.asker, CreateIntroduction(request(0, setting.owned, "wrong", **values)))


def test_the_company_reads_what_has_reached_it_and_the_agency_what_lies_with_it(setting: Setting) -> None:
    def listed(read: Callable[[SnapshotView], tuple[Introduction, ...]]) -> set[str]:
        with setting.store.read() as session:
            return {one.id for one in read(SnapshotView(session, NOW))}

    def received(view: SnapshotView) -> tuple[Introduction, ...]:
        return view.list_received((setting.owned,))

    assert listed(received) == {"sent"}
    assert listed(lambda view: view.list_at_desk(setting.city.id)) == {"desk", "first"}
    assert listed(lambda view: view.list_at_desk(None)) == {"desk", "first"}
    assert listed(lambda view: view.list_at_desk(setting.far.id)) == set()
    setting.do(setting.officer, setting.step("first", Event.FORWARD))
    assert listed(received) == {"sent", "first"}
    assert listed(lambda view: view.list_at_desk(setting.city.id)) == {"desk"}


def test_what_was_forwarded_is_listed_for_its_city_and_what_nobody_answers_for_is_found(
    setting: Setting,
) -> None:
    def listed(read: Callable[[Session], tuple[Introduction, ...]]) -> list[str]:
        with setting.store.read() as session:
            return [one.id for one in read(session)]

    setting.do(setting.officer, setting.step("first", Event.FORWARD))
    for city_id, expected in ((setting.city.id, ["first"]), (None, ["first"]), (setting.far.id, [])):
        assert listed(partial(introductions.list_forwarded, city_id=city_id)) == expected
    assert listed(introductions.list_orphaned) == []
    setting.do(setting.owner, DeletePerson())
    assert set(listed(introductions.list_orphaned)) == {"first", "sent"}
    setting.do(None, setting.step("sent", Event.HAND_OVER))
    assert listed(introductions.list_orphaned) == ["first"]


def test_an_office_asks_by_its_own_consent(setting: Setting) -> None:
    asked = setting.step("desk", Event.ASK, remark=Remark("company", "Wie viel?", "de", NOW))
    with pytest.raises(ConsentMissing):
        setting.do(setting.officer, asked)
    setting.do(setting.officer, GiveConsent(Purpose.OFFICE, TEXT_VERSIONS[Purpose.OFFICE], "de"))
    setting.do(setting.officer, WithdrawConsent(Purpose.INTRODUCTIONS))
    setting.do(setting.officer, asked)
    assert setting.find("desk").remarks


def test_the_deadline_runs_from_the_forwarding_and_what_was_agreed_is_asked_about_once(
    setting: Setting,
) -> None:
    setting.do(setting.officer, setting.step("first", Event.FORWARD))
    with setting.store.read() as session:
        assert {one.id for one in introductions.list_due(session, NOW)} == {"desk", "sent"}
        assert {one.id for one in introductions.list_due(session, later(1))} == {"desk", "sent", "first"}
    setting.do(setting.owner, setting.step("sent", Event.ACCEPT, answered_by=person_of(setting.owner)))
    with setting.store.read() as session:
        assert introductions.list_unasked(session, NOW) == ()
        assert [one.id for one in introductions.list_unasked(session, later(1))] == ["sent"]
    setting.do(setting.asker, setting.step("sent", Event.TALK))
    assert setting.find("sent").closed_at == later(1)
    setting.do(None, setting.step("sent", Event.FOLLOW_UP))
    with setting.store.read() as session:
        assert introductions.list_unasked(session, later(1)) == ()


def test_both_sides_say_what_it_led_to_and_it_is_counted_without_persons(setting: Setting) -> None:
    with pytest.raises(Forbidden):
        setting.do(setting.asker, NoteLedTo("sent", LedTo.BUSINESS))
    setting.do(setting.owner, setting.step("sent", Event.ACCEPT, answered_by=person_of(setting.owner)))
    for who in (setting.officer, setting.secretary):
        with pytest.raises(Forbidden):
            setting.do(who, NoteLedTo("sent", LedTo.BUSINESS))
    setting.do(setting.asker, NoteLedTo("sent", LedTo.NOTHING))
    setting.do(setting.asker, NoteLedTo("sent", LedTo.BUSINESS))
    setting.do(setting.owner, NoteLedTo("sent", LedTo.TALKS))
    expected = {("asker", LedTo.BUSINESS): 1, ("company", LedTo.TALKS): 1}
    with setting.store.read() as session:
        assert led_to.count(session) == led_to.count(session, city_id=setting.city.id) == expected
        assert led_to.count(session, city_id=setting.far.id) == {}
        assert led_to.count(session, since=NOW) == expected
        assert led_to.count(session, since=NOW + timedelta(days=1)) == {}
        assert set(LedToRow.__table__.columns.keys()) == {"introduction_id", "side", "led_to", "said_at"}


def test_a_conversation_ends_with_the_person_who_leaves(setting: Setting) -> None:
    setting.do(setting.owner, setting.step("sent", Event.ACCEPT, answered_by=person_of(setting.owner)))
    setting.do(setting.asker, setting.step("sent", Event.TALK))
    late = setting.step("sent", Event.TALK)
    setting.do(setting.owner, DeletePerson())
    assert setting.find("sent").status is Status.ENDED
    with pytest.raises(Conflict):
        setting.do(setting.asker, late)


def test_an_upgrade_gives_the_agency_what_nobody_answers_and_a_downgrade_keeps_what_was_agreed(
    setting: Setting,
) -> None:
    setting.do(setting.asker, CreateIntroduction(request(0, setting.quiet, "old")))
    setting.do(setting.owner, setting.step("sent", Event.ACCEPT, answered_by=person_of(setting.owner)))
    setting.do(setting.asker, setting.step("sent", Event.TALK))
    setting.do(setting.officer, setting.step("first", Event.FORWARD))
    setting.store.downgrade("0007")
    setting.store.upgrade()
    for introduction_id in ("old", "desk"):
        found = setting.find(introduction_id)
        assert (found.status, found.desk) == (Status.AT_AGENCY, Party.AGENCY)
    assert setting.find("first").status is Status.SENT
    assert setting.find("sent").status is Status.ACCEPTED
