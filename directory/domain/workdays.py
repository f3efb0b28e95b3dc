"""Working days of the two countries: holidays by German state, Chinese ones with their make-up days.

A deadline counts the days on which the side works that has to answer. Chinese holidays are known for
the years that the State Council has published; later ones are estimated (docs/adr/0012).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import chinese_calendar
import holidays

from directory.domain.city import City, Country

SATURDAY = 5
OPENS, CLOSES = time(9), time(17)
"""Office hours, local: what comes in after them counts as come in when the office opens next."""

CLOSED_BY_CUSTOM = ((12, 24), (12, 31))
"""Month and day of no holidays by law in Germany, on which town halls and most companies are closed."""

ZONES = {Country.DE: ZoneInfo("Europe/Berlin"), Country.CN: ZoneInfo("Asia/Shanghai")}
STATES = {
    "Baden-Württemberg": "BW",
    "Bayern": "BY",
    "Berlin": "BE",
    "Brandenburg": "BB",
    "Bremen": "HB",
    "Hamburg": "HH",
    "Hessen": "HE",
    "Mecklenburg-Vorpommern": "MV",
    "Niedersachsen": "NI",
    "Nordrhein-Westfalen": "NW",
    "Rheinland-Pfalz": "RP",
    "Saarland": "SL",
    "Sachsen": "SN",
    "Sachsen-Anhalt": "ST",
    "Schleswig-Holstein": "SH",
    "Thüringen": "TH",
}


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where somebody works: the country (None: not known, Monday to Friday) and the German state."""

    country: Country | None = None
    state: str = ""

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that the office's clock shows."""
        return ZONES[self.country] if self.country else ZoneInfo("UTC")


ANYWHERE = Workplace()


def workplace_of(city: City) -> Workplace:
    """Where people of a city work; a region that is no German state has the holidays of all Germany."""
    return Workplace(city.country, STATES.get(city.region, "") if city.country is Country.DE else "")


@lru_cache(maxsize=4096)
def is_working_day(day: date, workplace: Workplace = ANYWHERE) -> bool:
    """Whether people work there on that day. Never fails, however far the day."""
    match workplace.country:
        case Country.CN:
            return _is_working_day_in_china(day)
        case Country.DE:
            closed = day.weekday() >= SATURDAY or (day.month, day.day) in CLOSED_BY_CUSTOM
            return not closed and day not in _list_german(workplace.state, day.year)
    return day.weekday() < SATURDAY


def add_working_days(start: datetime, days: int, workplace: Workplace = ANYWHERE) -> datetime:
    """`start` moved forward by `days` (>= 0) working days there, same time of the day there."""
    moment = start.astimezone(workplace.zone)
    while days > 0:
        moment += timedelta(days=1)  # by the clock on the wall, so that summer time moves nothing
        if is_working_day(moment.date(), workplace):
            days -= 1
    return moment.astimezone(start.tzinfo)


def answer_by(asked_at: datetime, workplace: Workplace, days: int = 1) -> datetime:
    """By when an office answers what came in at `asked_at`: `days` working days after it opened for it."""
    local = asked_at.astimezone(workplace.zone)
    if local.time() > CLOSES or not is_working_day(local.date(), workplace):
        local = local.replace(hour=OPENS.hour, minute=0, second=0, microsecond=0) + timedelta(days=1)
        while not is_working_day(local.date(), workplace):
            local += timedelta(days=1)
    elif local.time() < OPENS:
        local = local.replace(hour=OPENS.hour, minute=0, second=0, microsecond=0)
    return add_working_days(local, days, workplace).astimezone(asked_at.tzinfo)


def is_open(moment: datetime, workplace: Workplace) -> bool:
    """Whether an office there works at that moment."""
    local = moment.astimezone(workplace.zone)
    return is_working_day(local.date(), workplace) and OPENS <= local.time() < CLOSES


def next_opening(moment: datetime, workplace: Workplace) -> datetime:
    """When an office there opens next, at or after a moment."""
    local = moment.astimezone(workplace.zone)
    if local.time() > OPENS:
        local += timedelta(days=1)
    local = local.replace(hour=OPENS.hour, minute=0, second=0, microsecond=0)
    while not is_working_day(local.date(), workplace):
        local += timedelta(days=1)
    return local.astimezone(moment.tzinfo)


def _is_working_day_in_china(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:  # a year that is not published yet
        return _list_chinese(day.year).is_working_day(day)


@lru_cache(maxsize=64)
def _list_german(state: str, year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("DE", subdiv=state or None, years=year, expand=False)


@lru_cache(maxsize=16)
def _list_chinese(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("CN", years=year)
