"""Working days: German holidays by state, Chinese ones with make-up days, office hours, far years."""

from datetime import UTC, date, datetime

import pytest

from directory.domain.city import City, Country
from directory.domain.workdays import (
    ANYWHERE,
    STATES,
    Workplace,
    add_working_days,
    answer_by,
    is_open,
    is_working_day,
    next_opening,
    workplace_of,
)

NRW, SAXONY, GERMANY = Workplace(Country.DE, "NW"), Workplace(Country.DE, "SN"), Workplace(Country.DE)
CHINA = Workplace(Country.CN)


@pytest.mark.parametrize(
    ("workplace", "day", "works"),
    [
        (ANYWHERE, "2026-11-23", True),
        (ANYWHERE, "2026-11-21", False),
        (ANYWHERE, "2026-12-25", True),
        (GERMANY, "2026-12-25", False),
        (GERMANY, "2026-12-24", False),  # closed by custom
        (NRW, "2026-12-31", False),
        (CHINA, "2026-12-24", True),
        (ANYWHERE, "2026-12-31", True),
        (NRW, "2026-06-04", False),  # Fronleichnam
        (SAXONY, "2026-06-04", True),
        (SAXONY, "2026-11-18", False),  # Buß- und Bettag
        (NRW, "2026-11-18", True),
        (GERMANY, "2026-10-03", False),
        (CHINA, "2026-02-17", False),  # 春节
        (CHINA, "2026-02-14", True),  # a Saturday that is made up
        (CHINA, "2026-11-21", False),
        (CHINA, "2026-12-25", True),
        (CHINA, "2026-10-03", False),
        (CHINA, "2035-10-01", False),  # not published yet: estimated
        (CHINA, "2035-10-09", True),
        (CHINA, "2150-06-05", True),
        (GERMANY, "2150-12-25", True),  # beyond all data: Monday to Friday
    ],
)
def test_who_works_when(workplace: Workplace, day: str, works: bool) -> None:
    assert is_working_day(date.fromisoformat(day), workplace) is works


def test_a_city_works_by_the_calendar_of_its_state() -> None:
    solingen = City(1, Country.DE, "Solingen", "索林根", "Solingen", region="Nordrhein-Westfalen")
    foshan = City(2, Country.CN, "Foshan", "佛山", "Foshan", region="广东省 Guangdong")
    elsewhere = City(3, Country.DE, "Wien", "维也纳", "Vienna", region="Wien")
    assert (workplace_of(solingen), workplace_of(foshan), workplace_of(elsewhere)) == (NRW, CHINA, GERMANY)
    for state in STATES.values():
        assert not is_working_day(date(2026, 1, 1), Workplace(Country.DE, state))


@pytest.mark.parametrize(
    ("workplace", "start", "days", "end"),
    [
        (ANYWHERE, "2026-11-20T09:30", 1, "2026-11-23T09:30"),
        (NRW, "2026-12-23T09:30", 2, "2026-12-29T09:30"),
        (NRW, "2026-03-27T10:00", 1, "2026-03-30T09:00"),  # 11 o'clock in Solingen before and after
        (CHINA, "2026-02-13T08:00", 1, "2026-02-14T08:00"),
        (CHINA, "2026-02-14T08:00", 1, "2026-02-24T08:00"),
        (CHINA, "2026-11-20T23:00", 1, "2026-11-22T23:00"),  # it is Saturday there already, then Monday
        (CHINA, "2026-11-23T09:30", 0, "2026-11-23T09:30"),
    ],
)
def test_a_deadline_counts_the_days_of_those_who_answer(
    workplace: Workplace, start: str, days: int, end: str
) -> None:
    begun = datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert add_working_days(begun, days, workplace) == datetime.fromisoformat(end).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("workplace", "asked", "answered"),
    [
        (NRW, "2026-11-23T09:30", "2026-11-24T09:30"),
        (NRW, "2026-11-23T05:00", "2026-11-24T08:00"),  # before nine: counts from nine
        (NRW, "2026-11-23T18:00", "2026-11-25T08:00"),  # after five: from the next morning
        (NRW, "2026-11-20T18:00", "2026-11-24T08:00"),
        (NRW, "2026-11-21T10:00", "2026-11-24T08:00"),
        (CHINA, "2026-02-13T10:00", "2026-02-24T01:00"),  # Friday evening; Saturday works, then the feast
    ],
)
def test_an_office_answers_within_a_working_day(workplace: Workplace, asked: str, answered: str) -> None:
    begun = datetime.fromisoformat(asked).replace(tzinfo=UTC)
    assert answer_by(begun, workplace) == datetime.fromisoformat(answered).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("workplace", "moment", "opens"),
    [
        (NRW, "2026-11-23T08:00", "2026-11-23T08:00"),  # nine o'clock sharp
        (NRW, "2026-11-23T08:01", "2026-11-24T08:00"),
        (NRW, "2026-11-23T05:00", "2026-11-23T08:00"),
        (NRW, "2026-12-23T12:00", "2026-12-28T08:00"),
        (CHINA, "2026-02-13T08:00", "2026-02-14T01:00"),
    ],
)
def test_an_office_opens_in_the_morning_of_a_working_day(
    workplace: Workplace, moment: str, opens: str
) -> None:
    opening = datetime.fromisoformat(opens).replace(tzinfo=UTC)
    assert next_opening(datetime.fromisoformat(moment).replace(tzinfo=UTC), workplace) == opening
    assert is_open(opening, workplace)


@pytest.mark.parametrize(
    "moment", ["2026-11-23T07:59", "2026-11-23T16:00", "2026-11-22T10:00", "2026-12-24T10:00"]
)
def test_an_office_is_closed_outside_of_its_hours(moment: str) -> None:
    assert not is_open(datetime.fromisoformat(moment).replace(tzinfo=UTC), NRW)
