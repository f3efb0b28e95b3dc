"""The gate in the store: acts without their consent are refused; a withdrawal holds at once."""

import pytest
from sqlalchemy import select, update

from directory.domain.city import Country
from directory.domain.commands import (
    Command,
    CreateIntroduction,
    GiveConsent,
    NoteInChina,
    SaveProfile,
    UpdateIntroduction,
    UseInvitation,
    WithdrawConsent,
)
from directory.domain.company import Company, EntryStatus
from directory.domain.entry_commands import ClaimEntry, RegisterEntry
from directory.domain.introduction import Event, Remark, Status, advance
from directory.domain.person import TEXT_VERSIONS, Profile, Purpose
from directory.domain.roles import Grant, Role
from directory.domain.uses import Use
from directory.store import introductions, invitations, outbox, overviews, people, permits, withdrawals
from directory.store.apply import apply
from directory.store.conversations import Conversation, get_conversation
from directory.store.engine import Store
from directory.store.errors import Conflict, ConsentMissing, Forbidden
from directory.store.models import ClaimRow, MembershipRow, OfficeRow, OutboxRow, PersonRow
from directory.store.views import SnapshotView
from tests.store_samples import (
    NOW,
    later,
    person_of,
    put_city,
    put_company,
    put_conversation,
    put_person,
    put_recipient,
    request,
)

PROFILE = Profile("Grete", "grete@example.com", "+49 212 5555", "grete_wx")


def agree(store: Store, conversation: Conversation, *purposes: Purpose, topic: str = "") -> None:
    with store.write() as session:
        for purpose in purposes:
            given = GiveConsent(purpose, TEXT_VERSIONS[purpose], "de", topic)
            apply(session, given, conversation.id, NOW)


def do(store: Store, conversation: Conversation, command: Command) -> None:
    with store.write() as session:
        apply(session, command, conversation.id, NOW)


def test_every_act_is_refused_without_its_consent_and_in_china_without_that_to_pass_abroad(
    store: Store,
) -> None:
    with store.write() as session:
        german, chinese = put_city(session), put_city(session, "Foshan", Country.CN)
        target = put_company(session, "DE-1", city_id=german.id)
        entry = put_company(session, "CN-1", city_id=chinese.id, country=Country.CN)
        grant = Grant(Role.AGENCY, german.id)
        acts: list[tuple[Command, Purpose]] = [
            (SaveProfile(PROFILE), Purpose.INTRODUCTIONS),
            (SaveProfile(PROFILE, Purpose.REGISTRATION), Purpose.REGISTRATION),
            (CreateIntroduction(request(0, target)), Purpose.INTRODUCTIONS),
            (ClaimEntry(target), Purpose.REGISTRATION),
            (RegisterEntry(_entry(german.id)), Purpose.REGISTRATION),
            (UseInvitation(invitations.create(session, target, later(60), NOW)), Purpose.INTRODUCTIONS),
            (UseInvitation(invitations.create_for(session, grant, later(60), NOW)), Purpose.OFFICE),
        ]
    for number, (command, purpose) in enumerate(acts):
        with store.write() as session:
            here = put_conversation(session, f"p{number}", "wechat")
        agree(store, here, *(other for other in Purpose if other is not purpose))
        with pytest.raises(ConsentMissing, match=purpose):
            do(store, here, command)
        with store.write() as session:
            alone = put_conversation(session, f"q{number}", "wechat")
        agree(store, alone, purpose)
        with pytest.raises(ConsentMissing, match=Purpose.ABROAD):
            do(store, alone, command)
        agree(store, alone, Purpose.ABROAD)
        do(store, alone, command)
    with store.write() as session:
        web = put_conversation(session, "web")
    agree(store, web, Purpose.REGISTRATION)
    with pytest.raises(ConsentMissing, match=Purpose.ABROAD):
        do(store, web, ClaimEntry(entry))


@pytest.mark.parametrize("phone", ["+86 757 8888 1234", "0086-13800138000", "138 0013 8000"])
def test_a_number_of_china_is_not_stored_abroad_before_that_was_agreed_to(store: Store, phone: str) -> None:
    with store.write() as session:
        here = put_conversation(session, "here")
    told = SaveProfile(Profile("Li", phone=phone))
    agree(store, here, Purpose.INTRODUCTIONS)
    do(store, here, SaveProfile(PROFILE))
    with pytest.raises(ConsentMissing, match=Purpose.ABROAD):
        do(store, here, told)
    do(store, here, NoteInChina())
    agree(store, here, Purpose.ABROAD)
    do(store, here, told)
    with store.write() as session:
        person = people.find_person_at(session, here.id)
        assert person is not None and person.in_china
        withdrawals.withdraw(session, person, Purpose.ABROAD, "", NOW)
        assert permits.find_contact(session, person.id, Use.CONTACT) is None


def _entry(city_id: int) -> Company:
    return Company(0, "chat-1", Country.DE, city_id, "Werk", status=EntryStatus.PENDING)


def test_accepting_needs_both_consents_and_asking_back_that_of_who_asks(store: Store) -> None:
    with store.write() as session:
        company = put_company(session)
        asker, member = put_person(session, "asker"), put_person(session, "member", company)
        apply(session, CreateIntroduction(request(0, company)), asker.id, NOW)
        known = introductions.find_introduction(session, "abc123")
        assert known is not None
        asked = advance(known, Event.ASK, NOW, remark=Remark("company", "?", "de", NOW))
        accepted = advance(known, Event.ACCEPT, NOW, answered_by=person_of(member))
        assert asked is not None
        assert accepted is not None
        apply(session, WithdrawConsent(Purpose.INTRODUCTIONS), member.id, NOW)
    for changed, event in ((asked, Event.ASK), (accepted, Event.ACCEPT)):
        with pytest.raises((ConsentMissing, Forbidden)):
            do(store, member, UpdateIntroduction(changed, event))
    agree(store, member, Purpose.INTRODUCTIONS)
    do(store, asker, WithdrawConsent(Purpose.INTRODUCTIONS))
    with pytest.raises(Conflict):
        do(store, member, UpdateIntroduction(accepted, Event.ACCEPT))


def test_withdrawing_holds_at_once_for_what_is_queued_and_kept(store: Store) -> None:
    with store.write() as session:
        company = put_company(session)
        grete, otto = put_person(session, "grete"), put_person(session, "otto", company)
        her, his = person_of(grete), person_of(otto)
    agree(store, grete, Purpose.REGISTRATION, Purpose.OFFICE)
    agree(store, grete, Purpose.NEWS, topic="fair")
    agree(store, grete, Purpose.NEWS, topic="economy")
    with store.write() as session:
        for command in (SaveProfile(PROFILE), CreateIntroduction(request(0, company)), ClaimEntry(company)):
            apply(session, command, grete.id, NOW)
        people.add_membership(session, her, company, NOW)
        code = invitations.create_for(session, Grant(Role.SECRETARIAT), later(60), NOW)
        apply(session, UseInvitation(code), grete.id, NOW)
        card = [{"text": "grete@example.com"}]
        queued, under_way, sent = (
            outbox.append(session, otto.id, card, now=NOW, about_person_id=her)[0] for _ in range(3)
        )
        session.execute(
            update(OutboxRow).where(OutboxRow.id == under_way).values(lease_until=later(30), attempts=1)
        )
        session.execute(update(OutboxRow).where(OutboxRow.id == sent).values(status="sent"))
        put_recipient(session, grete)
        view = SnapshotView(session, NOW)
        assert view.find_contact(her, Use.CONTACT) == PROFILE == view.find_contact(her, Use.REVIEW)
        found = view.find_person(her)
        assert found is not None
        assert found.profile == Profile(), "contact data only through the gate"
        apply(session, WithdrawConsent(Purpose.INTRODUCTIONS), grete.id, NOW)
        gone = select(OutboxRow.id).where(OutboxRow.id.in_((queued, under_way, sent)))
        assert session.scalars(gone).all() == [], "what is being sent in this moment is not tried again"
        assert view.find_contact(her, Use.CONTACT) is None
        assert view.find_contact(her, Use.REVIEW) == PROFILE, "the agency still may"
        known = introductions.find_introduction(session, "abc123")
        assert known is not None
        assert (known.status, known.version) == (Status.WITHDRAWN, 2)
        apply(session, WithdrawConsent(Purpose.NEWS, "economy"), grete.id, NOW)
        assert permits.may_send_news(session, her, "fair")
        assert not permits.may_send_news(session, her, "economy")
        apply(session, WithdrawConsent(Purpose.NEWS), grete.id, NOW)
        assert not permits.may_send_news(session, her, "fair")
        assert session.scalar(select(OutboxRow.id).where(OutboxRow.lane == outbox.BROADCAST)) is None
        for purpose in (Purpose.REGISTRATION, Purpose.OFFICE):
            apply(session, WithdrawConsent(purpose), grete.id, NOW)
        for table in (ClaimRow, OfficeRow):
            assert session.execute(select(table)).all() == []
        assert session.scalars(select(MembershipRow.person_id)).all() == [his]
        stored = people.find_person(session, her)
        assert stored is not None
        assert stored.profile == Profile()
        assert [one.stands for one in stored.consents] == [False] * 5, "kept as a proof"


def test_news_go_to_those_who_agreed_to_the_topic_one_by_one_and_all_together(store: Store) -> None:
    with store.write() as session:
        platforms = {"agreed": "web", "silent": "web", "china": "wechat", "china-agreed": "wechat"}
        names = {name: put_person(session, name, platform=where) for name, where in platforms.items()}
    for name in ("agreed", "china", "china-agreed"):
        agree(store, names[name], Purpose.NEWS, topic="fair")
    agree(store, names["china-agreed"], Purpose.ABROAD)

    def list_readers() -> set[str]:
        with store.read() as session:
            chosen = select(PersonRow.id).where(permits.lets_send_news(session, PersonRow.id, "fair"))
            together = set(session.scalars(chosen))
            ids = {name: person_of(get_conversation(session, one.id)) for name, one in names.items()}
            alone = {one for one in ids.values() if permits.may_send_news(session, one, "fair")}
            counted = overviews.count_subscribers(session, None)
            assert alone == together and len(together) == sum(counted.values())
            return {name for name, one in ids.items() if one in together}

    assert list_readers() == {"agreed", "china-agreed"}
    with store.write() as session:
        permits.put_servers(session, Country.CN)
    assert list_readers() == {"agreed", "china", "china-agreed"}
