"""Who may not look at the people behind an audience learns nothing about single ones from its numbers."""

import pytest

from directory.domain.city import City, Country
from directory.domain.mailing import Audience
from directory.domain.news_acts import may_count
from directory.domain.person import Person
from directory.domain.rehearsal import Hindrance, Rehearsal, Way
from directory.domain.roles import Grant, Role

CITIES = (
    City(1, Country.DE, "Solingen", "索林根", "Solingen"),
    City(2, Country.CN, "Foshan", "佛山市", "Foshan"),
)


@pytest.mark.parametrize(
    ("office", "audience", "exact"),
    [
        (Grant(Role.SECRETARIAT), Audience(), True),
        (Grant(Role.AGENCY, city_id=1), Audience(cities=(1,)), True),
        (Grant(Role.AGENCY, city_id=1), Audience(countries=(Country.DE,)), True),
        (Grant(Role.AGENCY, city_id=1), Audience(cities=(2,), seen_within_days=1), False),
        (Grant(Role.AGENCY, city_id=1), Audience(), False),
    ],
)
def test_exact_numbers_are_for_who_looks_after_all_the_cities(
    office: Grant, audience: Audience, exact: bool
) -> None:
    assert may_count(Person(1, grants=(office,)), audience, CITIES) is exact


@pytest.mark.parametrize(("one", "told"), [(0, 10), (1, 10), (10, 10), (11, 20)])
def test_rounded_numbers_tell_nothing_of_one_person(one: int, told: int) -> None:
    ways = {Way.WINDOW: one} if one else {}
    exact = Rehearsal({"wechat": one}, ways, {Hindrance.NOT_SUBSCRIBED: 1}, duration_s=7.0)
    assert exact.round_up() == Rehearsal({}, {Way.PUSH: told}, {}, duration_s=7.0, is_exact=False)
