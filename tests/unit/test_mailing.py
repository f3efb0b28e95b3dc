"""The life of a mailing, and who may do what to it: tables over every state, event and role."""

from dataclasses import replace
from datetime import timedelta

import pytest

from directory.domain.city import City, Country
from directory.domain.mailing import (
    TRANSITIONS,
    Audience,
    Mailing,
    MailingEvent,
    MailingStatus,
    advance,
    edit,
)
from directory.domain.news import NewsItem, Topic
from directory.domain.news_acts import ACTS, find_permit, may_see
from directory.domain.person import Person
from directory.domain.roles import Act, Grant, Role
from tests.store_samples import NOW, later

ITEM = NewsItem(7, Topic.FAIR, {"de": "Messe", "zh": "展会"}, {"de": "Im April.", "zh": "四月。"}, None)
SOLINGEN, KASSEL, FOSHAN = 1, 2, 3
CITIES = tuple(
    City(number, country, name, name, name)
    for number, name, country in (
        (SOLINGEN, "Solingen", Country.DE),
        (KASSEL, "Kassel", Country.DE),
        (FOSHAN, "Foshan", Country.CN),
    )
)
LOCAL, WIDE = Audience(cities=(SOLINGEN,)), Audience(cities=(SOLINGEN, KASSEL))
E, S = MailingEvent, MailingStatus


def mailing(audience: Audience = LOCAL, status: MailingStatus = S.DRAFT, **values: object) -> Mailing:
    made = Mailing(ITEM, audience, status, author_id=1, city_id=SOLINGEN)
    return replace(made, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", MailingStatus)
@pytest.mark.parametrize("event", MailingEvent)
def test_only_what_the_table_names_can_happen(status: MailingStatus, event: MailingEvent) -> None:
    one = mailing(WIDE if event is E.SUBMIT else LOCAL, status)
    after = advance(one, event, NOW, approved_by=2)
    wanted = TRANSITIONS.get((status, event))
    assert (after and after.status) == wanted
    assert after is None or after.version == one.version + 1


@pytest.mark.parametrize("status", MailingStatus)
def test_whatever_is_not_over_can_be_cancelled(status: MailingStatus) -> None:
    over = status in (S.FINISHED, S.CANCELLED)
    assert (advance(mailing(status=status), E.CANCEL, NOW) is None) is over


def test_more_than_one_city_needs_another_official() -> None:
    wide = mailing(WIDE)
    assert advance(wide, E.SCHEDULE, NOW) is None
    waiting = advance(wide, E.SUBMIT, NOW, send_at=later(60))
    assert waiting is not None
    assert advance(waiting, E.APPROVE, NOW, approved_by=1) is None
    approved = advance(waiting, E.APPROVE, NOW, approved_by=2)
    assert approved is not None
    assert (approved.status, approved.approved_by, approved.send_at) == (S.SCHEDULED, 2, later(60))


@pytest.mark.parametrize(
    ("audience", "city_id", "alone"),
    [
        (Audience(), None, False),
        (Audience(), SOLINGEN, False),
        (LOCAL, SOLINGEN, True),
        (LOCAL, None, True),
        (Audience(cities=(FOSHAN,)), SOLINGEN, False),  # another's city
        (WIDE, None, False),
    ],
)
def test_who_sends_alone(audience: Audience, city_id: int | None, alone: bool) -> None:
    one = mailing(audience, city_id=city_id)
    assert (advance(one, E.SCHEDULE, NOW) is not None) is alone
    assert (advance(one, E.SUBMIT, NOW) is None) is alone


def test_an_item_without_german_or_chinese_is_not_sent() -> None:
    for language in ("de", "zh"):
        half = replace(ITEM, titles={language: "x"})
        assert advance(mailing(item=half), E.SCHEDULE, NOW) is None
        assert advance(mailing(WIDE, item=half), E.SUBMIT, NOW) is None


@pytest.mark.parametrize(
    ("late_s", "due", "missed"),
    [(-1, False, False), (0, True, False), (7200, True, False), (7201, True, True)],
)
def test_the_grace_window(late_s: float, due: bool, missed: bool) -> None:
    one = mailing(status=S.SCHEDULED, send_at=NOW)
    now = later(late_s)
    assert (one.is_due(now), one.is_missed(now)) == (due, missed)


def test_a_missed_one_that_was_approved_can_be_scheduled_anew() -> None:
    one = mailing(WIDE, S.MISSED, approved_by=2)
    after = advance(one, E.SCHEDULE, NOW, send_at=NOW + timedelta(days=1))
    assert after is not None
    assert after.send_at == NOW + timedelta(days=1)


def test_an_edit_ends_the_approval_and_only_drafts_are_edited() -> None:
    after = edit(mailing(approved_by=2), replace(ITEM, id=0, link="https://a.example"), WIDE, by_mass=True)
    assert after is not None
    assert (after.id, after.approved_by, after.by_mass, after.audience) == (7, None, True, WIDE)
    for status in set(MailingStatus) - {S.DRAFT}:
        assert edit(mailing(status=status), ITEM, LOCAL, by_mass=False) is None


def official(person_id: int, *cities: int | None) -> Person:
    grants = (Grant(Role.SECRETARIAT if city is None else Role.AGENCY, city) for city in cities)
    return Person(person_id, grants=tuple(grants))


AUTHOR, SECRETARIAT = official(1, SOLINGEN), official(2, None)
COLLEAGUE, OTHER_CITY, FAR_CITY = official(3, SOLINGEN), official(4, KASSEL), official(5, FOSHAN)
APPROVING = {Act.APPROVE_NEWS, Act.REJECT_NEWS}
OWNER = Person(6, grants=(Grant(Role.OWNER, company_id=9),))


@pytest.mark.parametrize(
    ("person", "acts"),
    [
        (AUTHOR, {Act.WRITE_NEWS, *ACTS.values()} - APPROVING),
        (SECRETARIAT, {Act.WRITE_NEWS, *ACTS.values()}),
        (COLLEAGUE, {Act.WRITE_NEWS, *ACTS.values()}),
        (OTHER_CITY, APPROVING),
        (FAR_CITY, set()),
        (OWNER, set()),
    ],
)
def test_permissions_on_a_mailing_of_solingen_to_solingen_and_kassel(person: Person, acts: set[Act]) -> None:
    one = mailing(WIDE, S.APPROVAL)
    assert {act for act in (Act.WRITE_NEWS, *ACTS.values()) if find_permit(person, one, act, CITIES)} == acts
    assert may_see(person, one, CITIES) is bool(acts)


def test_every_step_is_written_down_as_an_act_of_its_own() -> None:
    assert len({Act.WRITE_NEWS, *ACTS.values()}) == len(ACTS) + 1


def test_a_draft_is_seen_in_its_own_office_only() -> None:
    one = mailing(WIDE, S.DRAFT)
    assert [may_see(one_of, one, CITIES) for one_of in (AUTHOR, COLLEAGUE, SECRETARIAT)] == [True] * 3
    assert not may_see(OTHER_CITY, one, CITIES)


def test_a_draft_thrown_away_is_seen_no_wider_than_before() -> None:
    gone = mailing(WIDE, S.CANCELLED)
    assert may_see(COLLEAGUE, gone, CITIES) and not may_see(OTHER_CITY, gone, CITIES)
    for known in (
        replace(gone, approved_by=2),
        replace(gone, item=replace(gone.item, published_at=NOW)),
    ):
        assert may_see(OTHER_CITY, known, CITIES)  # agreed to, or sent to its readers


def test_who_approves_belongs_to_the_audience_also_where_it_is_a_country() -> None:
    one = mailing(Audience(countries=(Country.CN,)))
    assert find_permit(FAR_CITY, one, Act.APPROVE_NEWS, CITIES)
    assert not find_permit(OTHER_CITY, one, Act.APPROVE_NEWS, CITIES)


def test_a_mailing_to_everybody_may_be_approved_by_any_city_but_not_changed() -> None:
    one = mailing(Audience(), city_id=None, author_id=2)
    assert find_permit(FAR_CITY, one, Act.APPROVE_NEWS, CITIES)
    assert not find_permit(FAR_CITY, one, Act.WRITE_NEWS, CITIES)
    assert not find_permit(SECRETARIAT, one, Act.APPROVE_NEWS, CITIES)
