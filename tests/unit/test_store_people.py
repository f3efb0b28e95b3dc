"""Conversations, people, consents, memberships, invitations, introductions."""

from datetime import datetime
from typing import Any

import pytest

from directory.domain.commands import (
    CreateIntroduction,
    GiveConsent,
    SaveProfile,
    UpdateIntroduction,
    UseInvitation,
)
from directory.domain.company import CooperationKind
from directory.domain.introduction import DeclineReason, Event, Introduction, Remark, Status, advance
from directory.domain.person import TEXT_VERSIONS, Address, Destination, Profile, Purpose
from directory.domain.roles import Grant, Role
from directory.store import conversations, introductions, invitations, people
from directory.store.apply import apply
from directory.store.conversations import find_conversation, get_conversation, load_or_create
from directory.store.engine import Store
from directory.store.errors import Conflict, ConsentMissing, Refused
from directory.store.views import SnapshotView
from tests.store_samples import (
    NOW,
    later,
    person_of,
    put_company,
    put_conversation,
    put_person,
    request,
)

CONSENT = GiveConsent(Purpose.INTRODUCTIONS, TEXT_VERSIONS[Purpose.INTRODUCTIONS], "zh")


def test_a_conversation_is_created_once(store: Store) -> None:
    with store.write() as session:
        assert find_conversation(session, Address("web", "anna")) is None
        first = load_or_create(session, Address("web", "anna"), "zh", NOW)
        second = load_or_create(session, Address("web", "anna"), "de", later(5))
        other = load_or_create(session, Address("telegram", "anna"), "de", NOW)
    assert first == second
    assert (first.locale, first.state, first.version, first.person_id, first.reachable) == (
        "zh",
        None,
        1,
        None,
        True,
    )
    assert other.id != first.id
    with store.read() as session, pytest.raises(KeyError):
        get_conversation(session, 999)


def test_saving_a_conversation_moves_its_version_and_the_slower_turn_conflicts(store: Store) -> None:
    with store.write() as session:
        anna = put_conversation(session, "anna")
        conversations.save(session, anna.id, anna.version, state={"tag": "idle"}, locale="zh", now=later(1))
    with pytest.raises(Conflict), store.write() as session:
        apply(session, CONSENT, anna.id, NOW)
        conversations.save(session, anna.id, anna.version, state={"tag": "new"}, locale="", now=later(2))
    with store.write() as session:
        stored = get_conversation(session, anna.id)
        assert (stored.state, stored.locale, stored.version, stored.person_id) == (
            {"tag": "idle"},
            "zh",
            2,
            None,
        )
        conversations.save(session, anna.id, 2, state=None, locale="", now=later(3))
        stored = get_conversation(session, anna.id)
    assert (stored.state, stored.locale, stored.version, stored.last_seen_at) == (
        {"tag": "idle"},
        "zh",
        3,
        later(3),
    )


def test_consent_creates_the_person_and_is_kept_once(store: Store) -> None:
    with store.write() as session:
        anna = put_conversation(session, "anna", "telegram")
        for _ in range(2):
            apply(session, CONSENT, anna.id, NOW)
        person = people.find_person_at(session, anna.id)
    assert person is not None
    assert person.agreed_to(Purpose.INTRODUCTIONS)
    (consent,) = person.consents
    assert (consent.text_version, consent.locale, consent.platform, consent.given_at) == (
        TEXT_VERSIONS[Purpose.INTRODUCTIONS],
        "zh",
        "telegram",
        NOW,
    )


def test_nothing_personal_is_stored_without_consent(store: Store) -> None:
    with store.write() as session:
        company_id = put_company(session)
        anna = put_conversation(session, "anna")
        code = invitations.create(session, company_id, later(60), NOW)
        known = put_conversation(session, "known")
        person_id = people.create_for(session, known.id, NOW)
    for command in (
        SaveProfile(Profile(who="Anna")),
        CreateIntroduction(request(0, company_id)),
        UseInvitation(code),
    ):
        for conversation in (anna, known):
            with pytest.raises(ConsentMissing), store.write() as session:
                apply(session, command, conversation.id, NOW)
    with store.read() as session:
        person = people.find_person(session, person_id)
        assert person is not None
        assert (person.profile, person.company_ids) == (Profile(), ())
        assert introductions.find_introduction(session, "abc123") is None
        assert invitations.find_grant(session, code, NOW) is not None


def test_a_profile_is_replaced(store: Store) -> None:
    profile = Profile("王芳", "wang@example.com", "+49 1", "wangfang")
    with store.write() as session:
        anna = put_person(session, "anna")
        apply(session, SaveProfile(profile), anna.id, NOW)
        person = people.find_person_at(session, anna.id)
    assert person is not None
    assert person.profile == profile


def test_destinations_are_reachable_and_the_latest_first(store: Store) -> None:
    with store.write() as session:
        web = put_person(session, "anna")
        for account, platform, seconds in (("1", "telegram", 20), ("2", "wechat", 10)):
            other = put_conversation(session, account, platform, "zh")
            people.link(session, other.id, person_of(web))
            conversations.save(session, other.id, 1, state=None, locale="", now=later(seconds))
        found = SnapshotView(session, NOW).list_destinations(person_of(web))
    assert found == (
        Destination(Address("telegram", "1"), "zh"),
        Destination(Address("wechat", "2"), "zh"),
        Destination(Address("web", "anna"), "de"),
    )


def test_an_invitation_works_once_and_in_time(store: Store) -> None:
    with store.write() as session:
        company_id = put_company(session)
        anna, ben = put_person(session, "anna"), put_person(session, "ben")
        code = invitations.create(session, company_id, later(60), NOW)
        spoken = code.lower().replace("-", " ")
        grant = SnapshotView(session, NOW).find_invitation(spoken)
        assert grant == Grant(Role.OWNER, company_id=company_id)
        assert SnapshotView(session, later(60)).find_invitation(code) is None
        assert SnapshotView(session, NOW).find_invitation("nonsense") is None
        apply(session, UseInvitation(spoken), anna.id, NOW)
        person = people.find_person_at(session, anna.id)
        assert person is not None
        assert person.company_ids == (company_id,)
        assert SnapshotView(session, NOW).find_invitation(code) is None
    with pytest.raises(Refused), store.write() as session:
        apply(session, UseInvitation(code), ben.id, NOW)


def test_an_introduction_comes_back_as_it_was_stored(store: Store) -> None:
    with store.write() as session:
        company_id = put_company(session)
        asker = put_person(session, "asker")
        new = request(0, company_id, cooperation=CooperationKind.SUPPLY, topics=("knives", "刀具"))
        apply(session, CreateIntroduction(new), asker.id, NOW)
        stored = introductions.find_introduction(session, "abc123")
        assert stored == request(
            person_of(asker), company_id, cooperation=CooperationKind.SUPPLY, topics=("knives", "刀具")
        )
        with pytest.raises(Conflict):
            apply(session, CreateIntroduction(new), asker.id, NOW)
        with pytest.raises(Refused):
            apply(session, CreateIntroduction(request(999, company_id, "other")), asker.id, NOW)


def test_every_change_is_one_version_on(store: Store) -> None:
    with store.write() as session:
        company_id = put_company(session)
        asker, member = put_person(session, "asker"), put_person(session, "member", company_id)
        apply(session, CreateIntroduction(request(0, company_id)), asker.id, NOW)
        first = introductions.find_introduction(session, "abc123")
        assert first is not None
        asked = _advance(first, Event.ASK, remark=Remark("company", "Wie viele?", "de", later(1)))
        apply(session, UpdateIntroduction(asked, Event.ASK), member.id, NOW)
        replied = _advance(asked, Event.REPLY, remark=Remark("asker", "一百", "zh", later(2)))
        apply(session, UpdateIntroduction(replied, Event.REPLY), asker.id, NOW)
        assert introductions.find_introduction(session, "abc123") == replied
    slower = _advance(asked, Event.WITHDRAW)
    with pytest.raises(Conflict), store.write() as session:
        apply(session, UpdateIntroduction(slower, Event.WITHDRAW), asker.id, NOW)
    declined = _advance(
        replied, Event.DECLINE, answered_by=person_of(member), decline_reason=DeclineReason.NOT_NOW
    )
    with store.write() as session:
        apply(session, UpdateIntroduction(declined, Event.DECLINE), member.id, NOW)
        stored = introductions.find_introduction(session, "abc123")
    assert stored == declined
    assert (stored.status, stored.version, len(stored.remarks)) == (Status.DECLINED, 4, 2)


def test_nobody_accepts_without_consent(store: Store) -> None:
    with store.write() as session:
        company_id = put_company(session)
        asker, member = put_person(session, "asker"), put_conversation(session, "member")
        member_id = people.create_for(session, member.id, NOW)
        people.add_membership(session, member_id, company_id, NOW)
        apply(session, CreateIntroduction(request(0, company_id)), asker.id, NOW)
    accepted = _advance(request(person_of(asker), company_id), Event.ACCEPT, answered_by=member_id)
    with pytest.raises(ConsentMissing), store.write() as session:
        apply(session, UpdateIntroduction(accepted, Event.ACCEPT), member.id, NOW)
    with store.write() as session:
        apply(session, CONSENT, member.id, NOW)
        apply(session, UpdateIntroduction(accepted, Event.ACCEPT), member.id, NOW)


def test_lists_are_newest_first_and_time_finds_what_is_due(store: Store) -> None:
    with store.write() as session:
        first_company, second_company = put_company(session, "DE-1"), put_company(session, "DE-2")
        asker = person_of(put_person(session, "asker"))
        for number, company_id in enumerate((first_company, second_company, first_company)):
            introductions.create(session, request(asker, company_id, f"i{number}", created_at=later(number)))
        view = SnapshotView(session, NOW)
        assert [one.id for one in view.list_sent(asker)] == ["i2", "i1", "i0"]
        assert [one.id for one in view.list_received((first_company,))] == ["i2", "i0"]
        assert view.list_received(()) == ()
        assert [one.id for one in introductions.list_due(session, later(1))] == ["i0", "i1"]
        reminded = _advance(_get(view, "i0"), Event.REMIND, later(10))
        apply(session, UpdateIntroduction(reminded, Event.REMIND), None, NOW)
        expired = _advance(_get(view, "i1"), Event.EXPIRE)
        apply(session, UpdateIntroduction(expired, Event.EXPIRE), None, NOW)
        assert [one.id for one in introductions.list_due(session, later(5))] == ["i2"]
        due = introductions.list_due(session, later(5), reminded_before=later(10))
        assert [one.id for one in due] == ["i0"]
        assert introductions.list_due(session, later(5), reminded_before=later(9)) == ()


def test_time_itself_may_only_change_introductions(store: Store) -> None:
    with store.write() as session, pytest.raises(Refused):
        apply(session, CONSENT, None, NOW)


def _get(view: SnapshotView, introduction_id: str) -> Introduction:
    found = view.find_introduction(introduction_id)
    assert found is not None
    return found


def _advance(introduction: Introduction, event: Event, now: datetime = NOW, **values: Any) -> Introduction:
    result = advance(introduction, event, now, **values)
    assert result is not None
    return result
