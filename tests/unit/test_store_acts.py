"""Acts on entries in the store: roles read in the transaction decide, and all of it is written down."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from directory.domain.city import Country
from directory.domain.commands import (
    Command,
    CreateIntroduction,
    DeletePerson,
    GiveConsent,
    UseInvitation,
    WithdrawConsent,
)
from directory.domain.company import BADGE_FADES_AFTER, BusinessRole, Company, CompanyContact, EntryStatus
from directory.domain.entry_commands import (
    AskOwners,
    ChangeEntry,
    ClaimEntry,
    ConfirmEntry,
    DecideClaim,
    FieldValue,
    HideEntry,
    HideUnanswered,
    MergeEntries,
    RegisterEntry,
    ResubmitEntry,
    SendBackEntry,
    UndoMerge,
    VouchForEntry,
)
from directory.domain.freshness import ASK_AFTER, HIDE_AFTER
from directory.domain.person import TEXT_VERSIONS, Purpose
from directory.domain.reviews import TaskKind
from directory.domain.roles import Act, Grant, Role
from directory.store import (
    audit,
    cities,
    companies,
    contacts,
    introductions,
    invitations,
    offices,
    people,
    standings,
    tasks,
)
from directory.store.apply import apply
from directory.store.conversations import Conversation
from directory.store.engine import Store
from directory.store.errors import Conflict, ConsentMissing, Forbidden, Refused
from directory.store.models import AuditRow, CompanyRow, MembershipRow, MergeMoveRow, MergeRow
from directory.store.views import SnapshotView
from tests.store_samples import NOW, later, person_of, put_city, put_company, put_person, request

AGREED = GiveConsent(Purpose.REGISTRATION, TEXT_VERSIONS[Purpose.REGISTRATION], "de")


class Setting:
    """Solingen and a city far away, each with its agency; a secretariat; an entry, its owner, its member."""

    def __init__(self, store: Store, session: Session) -> None:
        self.store = store
        self.city, self.far = put_city(session), put_city(session, "Bottrop")
        self.entry = put_company(session, "so-1", name="Messerwerk Berg GmbH", offers=("Messer",))
        self.other = put_company(session, "so-2", name="Berg Messerwerk GmbH", website="https://berg.example")
        self.foreign = put_company(session, "bo-1", city_id=self.far.id)
        self.owner, self.stranger = put_person(session, "owner", self.entry), put_person(session, "stranger")
        self.member = put_person(session, "member")
        people.add_membership(session, person_of(self.member), self.entry, NOW, Role.MEMBER)
        self.officer, self.neighbour, self.secretary = (
            put_person(session, name) for name in ("officer", "neighbour", "secretary")
        )
        for who, grant in (
            (self.officer, Grant(Role.AGENCY, city_id=self.city.id)),
            (self.neighbour, Grant(Role.AGENCY, city_id=self.far.id)),
            (self.secretary, Grant(Role.SECRETARIAT)),
        ):
            offices.add(session, person_of(who), grant, NOW)

    def do(self, who: Conversation, command: Command, seconds: float = 1) -> None:
        """One command in a transaction of its own."""
        with self.store.write() as session:
            apply(session, command, who.id, later(seconds))

    def find(self, company_id: int) -> Company:
        with self.store.read() as session:
            return companies.get_company(session, company_id)

    def stamp(self, company_id: int) -> str:
        return self.find(company_id).stamp

    def set(self, company_id: int, **values: object) -> None:
        with self.store.write() as session:
            session.execute(update(CompanyRow).where(CompanyRow.id == company_id).values(**values))


@pytest.fixture
def setting(store: Store) -> Setting:
    with store.write() as session:
        return Setting(store, session)


def list_acts(
    setting: Setting, *, city_id: int | None = None, company_id: int | None = None
) -> list[tuple[Act, Role, str]]:
    """The latest acts, newest first."""
    with setting.store.read() as session:
        records = audit.list_records(session, 50, city_id=city_id, company_id=company_id)
    return [(record.act, record.role, record.entry) for record in records]


# Scope, inside the transaction


@pytest.mark.parametrize("who", ["owner", "member", "stranger", "neighbour", "officer", "secretary"])
def test_the_store_itself_refuses_what_no_role_permits(setting: Setting, who: str) -> None:
    with setting.store.write() as session:
        claimant = put_person(session, "claimant")
        apply(session, AGREED, claimant.id, NOW)
        apply(session, ClaimEntry(setting.entry), claimant.id, NOW)
        apply(session, ClaimEntry(setting.other), claimant.id, NOW)
    entry, official = setting.entry, who in ("officer", "secretary")
    commands: list[tuple[Callable[[str], Command], bool]] = [
        (lambda stamp: DecideClaim(1, admit=False), official),
        (lambda stamp: DecideClaim(2, admit=True), official),
        (lambda stamp: MergeEntries(entry, setting.other), official),
        (lambda stamp: UndoMerge(setting.other), official),
        (lambda stamp: VouchForEntry(entry), official or who in ("owner", "member")),
        (
            lambda stamp: ChangeEntry(entry, {"website": "https://x.example"}, stamp),
            official or who == "owner",
        ),
        (lambda stamp: HideEntry(entry), official or who == "owner"),
        (lambda stamp: SendBackEntry(entry, "x", stamp), official),
        (lambda stamp: ConfirmEntry(entry, stamp), official),
    ]
    conversation = getattr(setting, who)
    before, acts_before = setting.find(entry), list_acts(setting)
    for build, permitted in commands:
        if permitted:
            setting.do(conversation, build(setting.stamp(entry)))
            continue
        with pytest.raises(Forbidden):
            setting.do(conversation, build(setting.stamp(entry)))
    if who in ("stranger", "neighbour"):
        assert setting.find(entry) == before and list_acts(setting) == acts_before


def test_an_agency_merges_only_within_its_city_the_secretariat_within_a_country(setting: Setting) -> None:
    with setting.store.write() as session:
        abroad = put_city(session, "Foshan", Country.CN)
        chinese = put_company(session, "fo-1", city_id=abroad.id, country=Country.CN)
    for kept, dropped in ((setting.entry, setting.foreign), (setting.foreign, setting.entry)):
        with pytest.raises(Forbidden):
            setting.do(setting.officer, MergeEntries(kept, dropped))
    with pytest.raises(Refused, match="one country"):
        setting.do(setting.secretary, MergeEntries(setting.entry, chinese))
    assert list_acts(setting) == []
    setting.do(setting.secretary, MergeEntries(setting.foreign, setting.entry))
    with setting.store.read() as session:
        merge = SnapshotView(session, later(2)).find_merge(setting.entry)
    owners = tuple(sorted((person_of(setting.owner), person_of(setting.member))))
    assert merge and (merge.dropped.name, merge.person_ids) == ("Messerwerk Berg GmbH", owners)
    for one in (setting.officer, setting.neighbour):
        with pytest.raises(Forbidden):
            setting.do(one, UndoMerge(setting.entry))
    setting.do(setting.secretary, UndoMerge(setting.entry))
    assert setting.find(setting.entry).status is EntryStatus.LISTED


def test_an_entry_is_named_by_its_number_or_its_words(setting: Setting) -> None:
    setting.set(setting.other, status="pending", name="Messerwerk Tal")
    with setting.store.read() as session:
        view = SnapshotView(session, later(1))
        own = (setting.city.id,)

        def find(words: str, cities: tuple[int, ...] | None = own) -> list[int]:
            return [one.id for one in view.list_named(words, cities, 5)]

        assert find("messerwerk tal") == [setting.other] and find("Messerwerk", (setting.far.id,)) == []
        assert find("bo-1") == [setting.foreign], "whether it is within reach is asked by the handler"
        assert find("Firma") == [] and find("Firma", None) == [setting.foreign]
        assert find("") == []


def test_a_role_that_has_ended_permits_nothing(setting: Setting) -> None:
    with setting.store.write() as session:
        assert offices.end_all(session, setting.city.id) == 1
    with pytest.raises(Forbidden):
        setting.do(setting.officer, ConfirmEntry(setting.entry, setting.stamp(setting.entry)))


def test_what_changed_since_it_was_shown_conflicts(setting: Setting) -> None:
    stamp = setting.stamp(setting.entry)
    setting.do(setting.owner, ChangeEntry(setting.entry, {"website": "https://x.example"}, stamp))
    with pytest.raises(Conflict):
        setting.do(setting.officer, ConfirmEntry(setting.entry, stamp), 2)
    assert setting.find(setting.entry).confirmed == {}


# A life


def test_an_entry_from_the_chat_waits_is_sent_back_and_confirmed(setting: Setting) -> None:
    new = Company(
        0,
        "chat-1",
        setting.city.country,
        setting.city.id,
        "Tal GmbH",
        offers=("Scheren",),
        source="chat",
        registration="DE136695976",
        declared_role=BusinessRole.MAKER,
        status=EntryStatus.PENDING,
    )
    with pytest.raises(ConsentMissing):
        setting.do(setting.stranger, RegisterEntry(new))
    setting.do(setting.stranger, AGREED)
    with pytest.raises(Refused):
        setting.do(setting.stranger, RegisterEntry(replace(new, status=EntryStatus.LISTED)))
    setting.do(setting.stranger, RegisterEntry(new))
    with pytest.raises(Conflict):
        setting.do(setting.stranger, RegisterEntry(new))
    with setting.store.read() as session:
        stored = companies.find_by_external_id(session, "chat-1")
        assert stored is not None
        owner = people.find_person_at(session, setting.stranger.id)
        assert owner is not None and owner.owned_ids == (stored.id,)
        assert stored.id not in dict(companies.iterate_stamps(session)), "not found before it is confirmed"
        assert stored.id not in {one.id for one in companies.iterate(session, visible=True)}
        view = SnapshotView(session, later(2))
        assert [(task.kind, task.company_id) for task in view.list_tasks(setting.city.id)] == [
            (TaskKind.NEW, stored.id)
        ]
        assert view.list_tasks(setting.far.id) == ()
    setting.do(setting.officer, SendBackEntry(stored.id, "Bitte mit Rechtsform", stored.stamp), 2)
    with setting.store.read() as session:
        assert SnapshotView(session).find_reason(stored.id) == "Bitte mit Rechtsform"
    setting.do(setting.stranger, ResubmitEntry(stored.id), 3)
    setting.do(setting.officer, ConfirmEntry(stored.id, setting.stamp(stored.id)), 4)
    confirmed = setting.find(stored.id)
    badge = confirmed.find_badge()
    assert badge is not None and (badge.by, badge.at) == ("Solingen · Solingen", later(4))
    assert (confirmed.status, confirmed.confirmed_role) == (EntryStatus.LISTED, BusinessRole.MAKER)
    assert "registration" in confirmed.confirmed and "website" not in confirmed.confirmed
    with setting.store.read() as session:
        assert dict(companies.iterate_stamps(session))[stored.id] == later(4)
    assert list_acts(setting, company_id=stored.id) == [
        (Act.CONFIRM, Role.AGENCY, "chat-1"),
        (Act.RESUBMIT, Role.OWNER, "chat-1"),
        (Act.SEND_BACK, Role.AGENCY, "chat-1"),
        (Act.REGISTER, Role.OWNER, "chat-1"),
    ]


def test_a_change_is_stored_with_its_industries_and_ends_confirmations(setting: Setting) -> None:
    setting.do(setting.officer, ConfirmEntry(setting.entry, setting.stamp(setting.entry)))
    values: dict[str, FieldValue] = {
        "offers": ("Zangen",),
        "industries": ("2593",),
        "declared_role": BusinessRole.TRADER,
    }
    setting.do(setting.owner, ChangeEntry(setting.entry, values, setting.stamp(setting.entry)), 2)
    changed = setting.find(setting.entry)
    assert (changed.offers, changed.industries, changed.declared_role) == (
        ("Zangen",),
        ("2593",),
        BusinessRole.TRADER,
    )
    assert changed.status is EntryStatus.CHANGED
    assert "offers" not in changed.confirmed and "name" in changed.confirmed
    with setting.store.read() as session:
        record = audit.list_records(session, 1)[0]
    assert (record.act, record.fields) == (Act.EDIT, ("offers", "industries", "declared_role"))


# Claims and invitations


def test_a_claim_makes_an_owner_only_when_the_agency_admits_it(setting: Setting) -> None:
    with pytest.raises(ConsentMissing):
        setting.do(setting.stranger, ClaimEntry(setting.entry))
    setting.do(setting.stranger, AGREED)
    for _ in range(2):
        setting.do(setting.stranger, ClaimEntry(setting.entry))
    with setting.store.read() as session:
        view = SnapshotView(session, later(2))
        (claim,) = view.list_claims(person_of(setting.stranger))
        assert [task.claim_id for task in view.list_tasks(None)] == [claim.id]
        assert view.list_owners(setting.entry) == (person_of(setting.owner), person_of(setting.member))
    setting.do(setting.officer, DecideClaim(claim.id, admit=True))
    with pytest.raises(Refused):
        setting.do(setting.officer, DecideClaim(claim.id, admit=False))
    with setting.store.read() as session:
        person = people.find_person_at(session, setting.stranger.id)
        assert person is not None and person.owned_ids == (setting.entry,)


def test_the_first_invited_owns_the_entry_and_later_ones_are_members(setting: Setting) -> None:
    roles = []
    for name in ("first", "second"):
        with setting.store.write() as session:
            code = invitations.create(session, setting.other, later(60), NOW)
            person = put_person(session, name)
            apply(session, UseInvitation(code), person.id, NOW)
            found = people.find_person_at(session, person.id)
            assert found is not None
            roles.append(found.grants[0].role)
    assert roles == [Role.OWNER, Role.MEMBER]


def test_an_office_needs_its_own_consent_and_is_taken_once(setting: Setting) -> None:
    grant = Grant(Role.AGENCY, city_id=setting.city.id)
    with setting.store.write() as session:
        code = invitations.create_for(session, grant, later(60), NOW)
        assert SnapshotView(session, NOW).find_invitation(code) == grant
    with pytest.raises(ConsentMissing):
        setting.do(setting.stranger, UseInvitation(code))
    setting.do(setting.stranger, GiveConsent(Purpose.OFFICE, TEXT_VERSIONS[Purpose.OFFICE], "de"))
    setting.do(setting.stranger, UseInvitation(code))
    with pytest.raises(Refused):
        setting.do(setting.owner, UseInvitation(code))
    with setting.store.read() as session:
        assert people.list_officers(session, setting.city.id) == tuple(
            sorted((person_of(setting.officer), person_of(setting.stranger)))
        )
    assert list_acts(setting)[0] == (Act.TAKE_OFFICE, Role.AGENCY, "")


def test_an_agencys_officers_read_what_is_asked_of_entries_without_anybody(setting: Setting) -> None:
    with setting.store.read() as session:
        view = SnapshotView(session, NOW)
        assert view.list_owners(setting.other) == ()
        assert view.list_officers(setting.city.id) == (person_of(setting.officer),)
        assert view.list_officers(setting.far.id) == (person_of(setting.neighbour),)
        nowhere = put_city_far(session)
    assert nowhere == (person_of(setting.secretary),)


def put_city_far(session: Session) -> tuple[int, ...]:
    """Who looks after a city without an agency."""
    return people.list_officers(session, 9999)


# Merges


def test_a_merge_moves_members_and_requests_keeps_both_ids_and_can_be_undone(setting: Setting) -> None:
    with setting.store.write() as session:
        joint = put_person(session, "joint", setting.entry, setting.other)
        lone = put_person(session, "lone", setting.other)
        asker = put_person(session, "asker")
        apply(session, CreateIntroduction(request(0, setting.other, "moved")), asker.id, NOW)
        apply(session, CreateIntroduction(request(0, setting.entry, "stays")), asker.id, NOW)
        code = invitations.create(session, setting.other, later(600), NOW)
        contacts.put_contact(session, setting.other, CompanyContact("Otto"))
    kept_before, dropped_before = setting.find(setting.entry), setting.find(setting.other)
    with setting.store.write() as session:
        ids = (setting.entry, setting.other, setting.foreign)
        session.execute(update(CompanyRow).where(CompanyRow.id.in_(ids)).values(registration="DE136695976"))
        alike = SnapshotView(session, NOW).list_alike(companies.get_company(session, setting.entry))
        assert {one.id for one in alike} == {setting.other, setting.foreign}, "by number, in any city"
        session.execute(update(CompanyRow).values(registration=""))
    setting.do(setting.officer, MergeEntries(setting.entry, setting.other))
    with setting.store.write() as session:
        view = SnapshotView(session, later(2))
        merged = view.find_company(setting.other)
        assert merged is not None and merged.id == setting.entry
        assert (merged.name, merged.website) == (kept_before.name, "https://berg.example"), "gaps are filled"
        for external_id in ("so-1", "so-2"):
            found = companies.find_by_external_id(session, external_id)
            assert found is not None and found.id == setting.entry
        assert set(dict(companies.iterate_stamps(session))) == {setting.entry, setting.foreign}
        assert {one.id for one in introductions.list_received(session, [setting.entry])} == {"moved", "stays"}
        people_there = set(people.list_members(session, setting.entry))
        assert {person_of(joint), person_of(lone)} < people_there
        assert people.list_members(session, setting.other) == ()
        grant = view.find_invitation(code)
        assert grant is not None and grant.company_id == setting.entry
        assert [merge.dropped_id for merge in view.list_merges(setting.entry)] == [setting.other]
        assert view.list_alike(merged) == ()
    with pytest.raises(Refused):
        setting.do(setting.officer, MergeEntries(setting.foreign, setting.other))
    setting.do(setting.officer, UndoMerge(setting.other), 3)
    with setting.store.read() as session:
        assert setting.find(setting.entry) == replace(kept_before, updated_at=later(3))
        assert setting.find(setting.other) == replace(dropped_before, updated_at=later(3))
        assert [one.id for one in introductions.list_received(session, [setting.other])] == ["moved"]
        assert set(people.list_members(session, setting.other)) == {person_of(joint), person_of(lone)}
        assert person_of(lone) not in people.list_members(session, setting.entry)
        assert person_of(joint) in people.list_members(session, setting.entry)
        assert not session.execute(select(MergeRow)).all()
        assert not session.execute(select(MergeMoveRow)).all()
    acts = [act for act, _, _ in list_acts(setting, company_id=setting.other)]
    assert acts == [Act.UNDO_MERGE, Act.MERGE], "the history of a merge is kept"


def test_merges_are_taken_back_from_the_outside_in(setting: Setting) -> None:
    with setting.store.write() as session:
        third = put_company(session, "so-3", name="Dritte GmbH")
    setting.do(setting.officer, MergeEntries(setting.entry, setting.other))
    setting.do(setting.officer, MergeEntries(third, setting.entry))
    with setting.store.read() as session:
        found = companies.find_living(session, setting.other)
        assert found is not None and found.id == third
    with pytest.raises(Refused, match="first"):
        setting.do(setting.officer, UndoMerge(setting.other))
    setting.do(setting.officer, UndoMerge(setting.entry))
    setting.do(setting.officer, UndoMerge(setting.other))
    assert setting.find(setting.other).status is EntryStatus.LISTED


# Time


def test_time_asks_owners_and_hides_what_stays_unanswered(setting: Setting) -> None:
    now = later(0) + ASK_AFTER
    with setting.store.write() as session:
        due = standings.list_aging(session, now - ASK_AFTER, 10)
        assert [company.id for company in due] == [setting.entry], "the others have nobody to ask"
        assert standings.list_aging(session, now - ASK_AFTER - timedelta(1), 10) == ()
        apply(session, AskOwners(setting.entry), None, now)
        with pytest.raises(Conflict):
            apply(session, AskOwners(setting.entry), None, now)
        assert standings.list_aging(session, now, 10) == ()
        assert standings.list_unanswered(session, now - timedelta(1), 10) == ()
    late = now + HIDE_AFTER
    with pytest.raises(Conflict), setting.store.write() as session:
        apply(session, HideUnanswered(setting.entry), None, late - timedelta(1))
    with setting.store.write() as session:
        assert [one.id for one in standings.list_unanswered(session, late - HIDE_AFTER, 10)] == [
            setting.entry
        ]
        apply(session, HideUnanswered(setting.entry), None, late)
        found = [(task.kind, task.company_id) for task in tasks.list_tasks(session, setting.city.id, late)]
        assert found == [(TaskKind.UNANSWERED, setting.entry)]
        assert setting.entry not in dict(companies.iterate_stamps(session))
    for command in (AskOwners(setting.other), HideUnanswered(setting.other)):
        with pytest.raises(Refused, match="time"):
            setting.do(setting.secretary, command)
    setting.do(setting.member, VouchForEntry(setting.entry), 5)
    assert (setting.find(setting.entry).status, setting.find(setting.entry).asked_at) == ("listed", None)


def test_a_confirmation_older_than_a_year_waits_again(setting: Setting) -> None:
    setting.do(setting.officer, ConfirmEntry(setting.entry, setting.stamp(setting.entry)))
    due = later(1) + BADGE_FADES_AFTER
    with setting.store.read() as session:
        assert tasks.list_tasks(session, setting.city.id, due - timedelta(seconds=1)) == ()
        (task,) = tasks.list_tasks(session, setting.city.id, due)
    assert (task.kind, task.company_id, task.since) == (TaskKind.FADED, setting.entry, due)


# Cities


def test_entries_of_a_city_that_has_left_are_not_found_and_come_back_with_it(setting: Setting) -> None:
    def leave(left_on: str) -> None:
        with setting.store.write() as session:
            cities.put_cities(session, [replace(setting.far, left_on=left_on)], edited_at=NOW)

    leave("2026-11-25")
    with setting.store.write() as session:
        assert setting.foreign not in dict(companies.iterate_stamps(session))
        view = SnapshotView(session, NOW)
        assert setting.far.id not in {city.id for city in view.list_cities()}
        assert view.get_city(setting.far.id).left_on == "2026-11-25"
        cities.put_cities(session, [replace(setting.far, region="Süd")])
        assert view.get_city(setting.far.id).region == ""
    with setting.store.read() as session:
        kept = SnapshotView(session, NOW).get_city(setting.far.id)
        assert (kept.left_on, kept.region) == ("2026-11-25", ""), "a list does not undo what was edited"
    leave("")
    with setting.store.read() as session:
        assert setting.foreign in dict(companies.iterate_stamps(session))


# The log


def test_the_database_itself_keeps_the_audit_log(setting: Setting) -> None:
    setting.do(setting.officer, ConfirmEntry(setting.entry, setting.stamp(setting.entry)))
    with pytest.raises(DatabaseError, match="kept"), setting.store.write() as session:
        session.execute(delete(AuditRow))
    for values in ({"act": "refuse"}, {"at": later(9)}, {"city_id": None}, {"entry": "x"}, {"role": "owner"}):
        with pytest.raises(DatabaseError, match="kept"), setting.store.write() as session:
            session.execute(update(AuditRow).values(**values))
    assert list_acts(setting) == [(Act.CONFIRM, Role.AGENCY, "so-1")]


def test_a_deleted_officer_leaves_the_act_the_role_and_the_city(setting: Setting) -> None:
    setting.do(setting.officer, SendBackEntry(setting.entry, "Geheime Worte", setting.stamp(setting.entry)))
    setting.do(setting.officer, DeletePerson())
    with setting.store.read() as session:
        (record,) = audit.list_records(session, 10)
        assert (record.person_id, record.words) == (None, "")
        assert (record.act, record.role, record.city_id, record.entry) == (
            Act.SEND_BACK,
            Role.AGENCY,
            setting.city.id,
            "so-1",
        )
        assert people.list_officers(session, setting.city.id) == (person_of(setting.secretary),)


def test_the_log_is_read_by_city_entry_and_day(setting: Setting) -> None:
    setting.do(setting.officer, ConfirmEntry(setting.entry, setting.stamp(setting.entry)), 10)
    setting.do(setting.neighbour, ConfirmEntry(setting.foreign, setting.stamp(setting.foreign)), 20)
    assert list_acts(setting, city_id=setting.far.id) == [(Act.CONFIRM, Role.AGENCY, "bo-1")]
    assert list_acts(setting, company_id=setting.entry) == [(Act.CONFIRM, Role.AGENCY, "so-1")]
    with setting.store.read() as session:
        assert [one.entry for one in audit.list_records(session, 10, since=later(15))] == ["bo-1"]
        assert [one.entry for one in audit.list_records(session, 1)] == ["bo-1"]


# Forgetting


def test_an_entry_only_its_deleted_owner_stood_for_goes_unless_it_was_confirmed(setting: Setting) -> None:
    setting.set(setting.entry, status="pending")
    setting.do(setting.owner, DeletePerson())
    with setting.store.read() as session:
        assert companies.find_company(session, setting.entry) is not None, "a member is left"
    setting.do(setting.member, DeletePerson())
    with setting.store.read() as session:
        assert companies.find_company(session, setting.entry) is None
    with setting.store.write() as session:
        listed = put_person(session, "listed", setting.other)
    setting.do(listed, DeletePerson())
    assert setting.find(setting.other).status is EntryStatus.LISTED


def test_an_unconfirmed_entry_that_requests_point_at_is_hidden_instead(setting: Setting) -> None:
    with setting.store.write() as session:
        owner, asker = put_person(session, "alone", setting.other), put_person(session, "asker")
        apply(session, CreateIntroduction(request(0, setting.other, "kept")), asker.id, NOW)
    setting.set(setting.other, status="returned")
    setting.do(owner, DeletePerson())
    assert setting.find(setting.other).status is EntryStatus.HIDDEN


@pytest.mark.parametrize("left", [False, True], ids=["deleted", "withdrawn"])
def test_an_unconfirmed_entry_that_was_merged_does_not_come_back(setting: Setting, left: bool) -> None:
    with setting.store.write() as session:
        berta = put_person(session, "berta", setting.other)
        apply(session, AGREED, berta.id, NOW)
    setting.set(setting.other, status="pending")
    setting.do(setting.officer, MergeEntries(setting.entry, setting.other))
    setting.do(berta, WithdrawConsent(Purpose.REGISTRATION) if left else DeletePerson())
    with setting.store.read() as session:
        assert SnapshotView(session, later(2)).find_merge(setting.other) is None, "the officer is told so"
    with pytest.raises(Refused):
        setting.do(setting.officer, UndoMerge(setting.other))
    assert setting.find(setting.other).status is EntryStatus.MERGED


def test_an_unconfirmed_entry_goes_with_the_consent_that_it_rests_on(setting: Setting) -> None:
    with setting.store.write() as session:
        owner = put_person(session, "alone", setting.other)
        apply(session, AGREED, owner.id, NOW)
    setting.set(setting.other, status="pending")
    setting.do(owner, WithdrawConsent(Purpose.REGISTRATION))
    with setting.store.read() as session:
        assert companies.find_company(session, setting.other) is None
        assert tasks.list_tasks(session, setting.city.id, later(2)) == ()


def test_deleting_takes_an_unconfirmed_entry_that_was_left_behind(setting: Setting) -> None:
    setting.do(setting.stranger, AGREED)
    new = replace(setting.find(setting.other), id=0, external_id="chat-1", status=EntryStatus.PENDING)
    setting.do(setting.stranger, RegisterEntry(new))
    with setting.store.write() as session:
        session.execute(delete(MembershipRow).where(MembershipRow.person_id == person_of(setting.stranger)))
    setting.do(setting.stranger, DeletePerson())
    with setting.store.read() as session:
        assert companies.find_by_external_id(session, "chat-1") is None


def test_every_column_that_names_a_person_lets_go_of_a_deleted_one(setting: Setting) -> None:
    setting.do(setting.stranger, AGREED)
    setting.do(setting.stranger, ClaimEntry(setting.entry))
    with setting.store.write() as session:
        people.add_membership(session, person_of(setting.stranger), setting.other, NOW)
        offices.add(session, person_of(setting.stranger), Grant(Role.SECRETARIAT), NOW)
    setting.do(setting.officer, MergeEntries(setting.entry, setting.other))
    setting.do(setting.stranger, DeletePerson())
    with setting.store.read() as session:
        for table in ("offices", "claims", "memberships", "merge_moves", "audit", "consents"):
            rows = session.execute(text(f"SELECT person_id FROM {table}")).scalars().all()
            assert person_of(setting.stranger) not in rows, table
    setting.do(setting.officer, UndoMerge(setting.other), 2)
    with setting.store.read() as session:
        assert people.list_members(session, setting.other) == ()
