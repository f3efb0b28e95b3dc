"""What waits for an office is called to mind, at most weekly; then the secretariat and the owner are told."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from directory.domain.entry_commands import ResubmitEntry
from directory.domain.roles import Grant, Role
from handlers.localizer import LOCALES, format_date
from tests.unit.dialogue import Dialogue, K, Shows, Tap, W, address_of, press, verify_dialog, verify_heard
from tests.unit.fakes import CHAOZHOU, KASSEL, KNIFE_SHOP, NOW, QUIET, TILE_SHOP
from tests.unit.test_dialogue_agency import (
    CITY,
    DAY,
    LABEL,
    NEW,
    OFFICE,
    OWN,
    PENDING,
    TITLE,
    appoint,
    heading,
    setting,
)

each_language = pytest.mark.parametrize("locale", LOCALES)
THIRD_MORNING = 3.7
"""Registered on a Monday at half past five in Foshan: due on Friday, once the office is open there."""
LATE = 14.7


def reminder(count: int = 1, city: W = CITY, date: W = DAY) -> K:
    """A line of a reminder."""
    return K("overdue-for-officer", count=count, city=city, date=date)


def day(moment: datetime) -> W:
    """A date in three languages."""
    return W(*(format_date(moment, locale) for locale in LOCALES))


def add_pending(dialogue: Dialogue, company_id: int, city_id: int) -> None:
    """One more entry that waits since now."""
    world = dialogue.world
    city = world.cities[city_id]
    known = replace(world.companies[NEW], country=city.country, city_id=city_id, waiting_since=world.now)
    world.companies[company_id] = replace(known, id=company_id, external_id=f"chat-{company_id}")


@each_language
def test_an_officer_is_reminded_on_the_third_working_day_once_it_is_open(locale: str) -> None:
    dialogue = setting(locale)
    add_pending(dialogue, 101, 1)
    dialogue.wait(3.6)
    assert not dialogue.tick(), "eight o'clock"
    dialogue.wait(0.1)
    assert dialogue.tick() and not dialogue.tick()
    verify_heard(dialogue, "officer", reminder(2))
    assert not dialogue.heard("owner")
    verify_dialog(dialogue, "officer", [(press("button-queue"), Shows((heading(new=2),)), "idle")])


@each_language
def test_it_is_repeated_weekly_at_most_and_only_as_long_as_something_waits(locale: str) -> None:
    dialogue = setting(locale)
    dialogue.wait(THIRD_MORNING)
    dialogue.tick()
    dialogue.heard("officer")
    add_pending(dialogue, 101, 1)
    for _ in range(6):
        dialogue.wait(1)
        assert not dialogue.tick()
    dialogue.wait(1)
    assert dialogue.tick()
    verify_heard(dialogue, "officer", reminder(2))
    for company_id in (NEW, 101):
        stamp = dialogue.world.companies[company_id].stamp
        dialogue.say("officer", Tap(f"a:confirm:{company_id}:{stamp}"))
    dialogue.wait(7)
    assert not dialogue.tick() and not dialogue.heard("officer")


def test_nobody_is_reminded_on_a_holiday_or_after_hours() -> None:
    dialogue = setting("zh")
    waits = datetime.fromisoformat("2027-01-25T03:00:00+00:00")
    dialogue.world.companies[NEW] = replace(dialogue.world.companies[NEW], waiting_since=waits)
    for moment in ("2027-02-06T03:00", "2027-02-05T10:00", "2027-02-05T00:30"):
        dialogue.world.now = datetime.fromisoformat(f"{moment}:00+00:00")
        dialogue.tick()
        assert not dialogue.heard("officer"), moment
    dialogue.world.now = datetime.fromisoformat("2027-02-04T01:30:00+00:00")
    assert dialogue.tick() and dialogue.heard("officer")


@each_language
def test_who_looks_after_several_cities_reads_one_message_also_where_only_one_is_open(locale: str) -> None:
    dialogue = setting("zh")
    appoint(dialogue, "secretary", locale, Grant(Role.SECRETARIAT))
    add_pending(dialogue, 101, CHAOZHOU)
    dialogue.wait(0.5)
    add_pending(dialogue, 102, KASSEL)
    dialogue.wait(LATE)
    dialogue.world.companies[NEW] = replace(dialogue.world.companies[NEW], escalated_at=NOW)
    dialogue.tick()
    both = Shows(
        (
            reminder(1, W("Chaozhou", "潮州", "Chaozhou")),
            reminder(1, W("Kassel", "卡塞尔", "Kassel"), day(NOW + timedelta(days=0.5))),
        )
    )
    verify_heard(dialogue, "secretary", both)
    assert not dialogue.heard("officer"), "it is evening in Foshan"


@each_language
def test_after_ten_working_days_the_secretariat_and_the_owner_are_told_once(locale: str) -> None:
    dialogue = setting("zh", locale)
    appoint(dialogue, "secretary", locale, Grant(Role.SECRETARIAT))
    both = dialogue.world.talks[address_of("officer")].person_id or 0
    dialogue.world.grant(both, Grant(Role.SECRETARIAT))
    waiting = K("own-waiting", date=DAY, office=OFFICE)
    verify_dialog(dialogue, "owner", [(OWN, Shows((PENDING, waiting), (TITLE,)), None)])
    dialogue.wait(LATE - 0.1)
    dialogue.tick()
    assert not dialogue.heard("secretary") and not dialogue.heard("owner")
    dialogue.wait(0.1)
    assert dialogue.tick() and not dialogue.tick()
    verify_heard(
        dialogue, "secretary", K("overdue-for-secretariat", count=1, city=CITY, date=DAY, office=OFFICE)
    )
    verify_heard(dialogue, "owner", K("overdue-for-owner-told", company=LABEL, date=DAY, office=OFFICE))
    verify_heard(dialogue, "officer", reminder())
    told = K("own-waiting-told", date=DAY, office=OFFICE)
    verify_dialog(dialogue, "owner", [(OWN, Shows((PENDING, told), (TITLE,)), None)])
    dialogue.wait(14)
    dialogue.tick()
    assert not dialogue.heard("secretary") and not dialogue.heard("owner")


@each_language
def test_where_the_secretariat_stands_in_it_is_not_told_of_itself(locale: str) -> None:
    dialogue = setting("zh", locale)
    dialogue.world.persons[2] = replace(dialogue.world.persons[2], grants=())
    officer = dialogue.world.talks[address_of("officer")].person_id or 0
    dialogue.world.persons[officer] = replace(
        dialogue.world.persons[officer], grants=(Grant(Role.SECRETARIAT),)
    )
    dialogue.wait(LATE)
    dialogue.tick()
    verify_heard(dialogue, "officer", reminder())
    secretariat = K("role-secretariat")
    verify_heard(dialogue, "owner", K("overdue-for-owner", company=LABEL, date=DAY, office=secretariat))


@each_language
def test_where_nobody_is_in_office_the_owner_reads_whom_to_turn_to(locale: str) -> None:
    dialogue = setting("zh", locale)
    officer = dialogue.world.talks[address_of("officer")].person_id or 0
    dialogue.world.persons[officer] = replace(dialogue.world.persons[officer], grants=())
    dialogue.wait(LATE)
    assert dialogue.tick() and not dialogue.tick()
    whom = {"who": OFFICE, "where": K("speaking-no-page"), "next": K("recipient-default")}
    verify_heard(dialogue, "owner", K("overdue-vacant", company=LABEL, date=DAY, **whom))
    vacant = K("own-waiting-vacant", date=DAY, **whom)
    verify_dialog(dialogue, "owner", [(OWN, Shows((PENDING, vacant), (TITLE,)), None)])


@each_language
def test_a_claim_is_called_to_mind_likewise(locale: str) -> None:
    dialogue = setting(locale)
    dialogue.world.companies.pop(NEW)
    dialogue.world.persons[2] = replace(dialogue.world.persons[2], company_ids=(), grants=())
    for said in ("/eintragen", Tap("ok:yes"), "佛山静陶有限公司，佛山", Tap("ok:yes"), Tap(f"w:{QUIET}")):
        dialogue.say("anna", said)
    dialogue.say("anna", "Anna Weber, Export, weber@klingenwerk.example")
    dialogue.say("anna", Tap("g:send"))
    dialogue.heard("officer")
    dialogue.wait(LATE)
    assert dialogue.tick() and not dialogue.tick()
    verify_heard(dialogue, "officer", reminder())
    label = W("佛山静陶有限公司, Foshan", "佛山静陶有限公司（佛山）", "佛山静陶有限公司, Foshan")
    verify_heard(dialogue, "anna", K("overdue-for-owner", company=label, date=DAY, office=OFFICE))


def test_an_entry_that_is_handed_in_again_waits_anew() -> None:
    dialogue = setting("de", "de")
    stamp = dialogue.world.companies[NEW].stamp
    for said in (Tap(f"a:back:{NEW}:{stamp}"), "Bitte die Angebote ergänzen."):
        dialogue.say("officer", said)
    dialogue.wait(10)
    assert not dialogue.tick()
    dialogue.world.apply(ResubmitEntry(NEW), address_of("owner"))
    dialogue.heard("officer")
    dialogue.wait(3)
    assert not dialogue.tick()
    dialogue.wait(2.7)
    assert dialogue.tick()
    verify_heard(dialogue, "officer", reminder(date=day(NOW + timedelta(days=10))))
    assert {KNIFE_SHOP, TILE_SHOP} < set(dialogue.world.companies)
