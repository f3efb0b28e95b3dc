"""Every act × every role × the own and a foreign city, the own and a foreign entry."""

from datetime import timedelta

import pytest

from directory.domain.acts import Decision, EntryAct, Refusal, decide, name_office
from directory.domain.city import City, Country
from directory.domain.company import Company, Confirmation, EntryStatus
from directory.domain.entry_commands import (
    ChangeEntry,
    ConfirmEntry,
    HideEntry,
    ResubmitEntry,
    SendBackEntry,
    VouchForEntry,
)
from directory.domain.freshness import ASK_AFTER, HIDE_AFTER, SINK_AFTER, Freshness, measure
from directory.domain.person import Person
from directory.domain.roles import PERMITTED, Act, Grant, Role, Scope, find_grant
from tests.store_samples import NOW

CITY, FOREIGN_CITY, ENTRY, FOREIGN_ENTRY = 1, 2, 10, 20
GRANTS = {
    Role.OWNER: Grant(Role.OWNER, company_id=ENTRY),
    Role.MEMBER: Grant(Role.MEMBER, company_id=ENTRY),
    Role.AGENCY: Grant(Role.AGENCY, city_id=CITY),
    Role.SECRETARIAT: Grant(Role.SECRETARIAT),
    Role.OPERATOR: Grant(Role.OPERATOR),
}
# act: who may do it in the own city (or to the own entry), who may in a foreign one (or to a foreign entry)
OFFICIALS, STAND_IN = {"agency", "secretariat"}, {"secretariat"}
TABLE: dict[str, tuple[set[str], set[str]]] = {
    "review": (OFFICIALS, STAND_IN),
    "confirm": (OFFICIALS | {"operator"}, STAND_IN | {"operator"}),
    "correct": (OFFICIALS, STAND_IN),
    "send_back": (OFFICIALS, STAND_IN),
    "merge": (OFFICIALS, STAND_IN),
    "undo_merge": (OFFICIALS, STAND_IN),
    "admit": (OFFICIALS, STAND_IN),
    "refuse": (OFFICIALS, STAND_IN),
    "forward": (OFFICIALS, STAND_IN),
    "pass_on": (OFFICIALS, STAND_IN),
    "answer_for": (OFFICIALS, STAND_IN),
    "register": (set(), set()),
    "claim": (set(), set()),
    "edit": ({"owner"}, set()),
    "resubmit": ({"owner"}, set()),
    "vouch": (OFFICIALS | {"owner", "member"}, STAND_IN),
    "hide": (OFFICIALS | {"owner"}, STAND_IN),
    "invite": (OFFICIALS | {"operator"}, STAND_IN | {"operator"}),
    "import": (OFFICIALS | {"operator"}, STAND_IN | {"operator"}),
    "undo_import": (OFFICIALS, STAND_IN),
    "add_word": (OFFICIALS, STAND_IN),
    "remove_word": (OFFICIALS, STAND_IN),
    **dict.fromkeys(("write_news", "submit_news", "approve_news", "reject_news"), (OFFICIALS, STAND_IN)),
    **dict.fromkeys(("send_news", "stop_news", "resume_news", "cancel_news"), (OFFICIALS, STAND_IN)),
    "adopt": ({"operator"}, {"operator"}),
    "take_office": (set(), set()),
    "end_office": (OFFICIALS | {"operator"}, STAND_IN | {"operator"}),
    "add_city": (STAND_IN | {"operator"}, STAND_IN | {"operator"}),
    "change_city": (STAND_IN | {"operator"}, STAND_IN | {"operator"}),
    "leave_city": (STAND_IN | {"operator"}, STAND_IN | {"operator"}),
    "assist": (OFFICIALS, STAND_IN),
    "freeze": (OFFICIALS, STAND_IN),
    "unfreeze": (OFFICIALS, STAND_IN),
    "dismiss": (OFFICIALS, STAND_IN),
}
SOLINGEN = City(CITY, Country.DE, "Solingen", "索林根", "Solingen")


def test_the_table_names_every_act_and_every_role() -> None:
    assert set(TABLE) == set(Act) == set(PERMITTED)
    assert set(GRANTS) == set(Role)


@pytest.mark.parametrize("own", [True, False], ids=["own", "foreign"])
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("act", list(Act))
def test_an_act_is_permitted_to_exactly_these_roles(act: Act, role: Role, own: bool) -> None:
    where = (
        {"city_id": CITY, "company_id": ENTRY}
        if own
        else {"city_id": FOREIGN_CITY, "company_id": FOREIGN_ENTRY}
    )
    found = find_grant([GRANTS[role]], act, **where)
    allowed = TABLE[act][0 if own else 1]
    assert (found is not None) == (role in allowed)
    assert found in (None, GRANTS[role])


@pytest.mark.parametrize("act", list(Act))
def test_without_a_city_or_an_entry_only_those_who_act_everywhere_may(act: Act) -> None:
    for role, grant in GRANTS.items():
        found = find_grant([grant], act, city_id=None)
        assert (found is not None) == (PERMITTED[act].get(role) is Scope.EVERYWHERE)
    assert find_grant([Grant(Role.AGENCY)], act, city_id=None) is None, "an agency without a city is none"


def test_of_several_roles_the_narrowest_one_acts() -> None:
    grants = [GRANTS[Role.SECRETARIAT], GRANTS[Role.AGENCY], GRANTS[Role.OWNER]]
    assert find_grant(grants, Act.VOUCH, city_id=CITY, company_id=ENTRY) == GRANTS[Role.OWNER]
    assert find_grant(grants, Act.CONFIRM, city_id=CITY, company_id=ENTRY) == GRANTS[Role.AGENCY]
    assert find_grant(grants, Act.CONFIRM, city_id=FOREIGN_CITY) == GRANTS[Role.SECRETARIAT]


# What an act makes of an entry


def entry(**values: object) -> Company:
    checked = {"name": Confirmation("WFG", NOW), "offers": Confirmation("WFG", NOW)}
    defaults: dict[str, object] = {
        "offers": ("Messer",),
        "confirmed": checked,
        "updated_at": NOW,
        "fresh_at": NOW,
    }
    return Company(ENTRY, "so-1", Country.DE, CITY, "Berg GmbH", **{**defaults, **values})  # type: ignore[arg-type]


def act(role: Role, command: EntryAct, company: Company) -> Decision | Refusal:
    return decide(command, Person(1, grants=(GRANTS[role],)), company, SOLINGEN, NOW + timedelta(1))


@pytest.mark.parametrize("status", list(EntryStatus))
@pytest.mark.parametrize("role", [Role.OWNER, Role.AGENCY])
def test_every_act_in_every_standing_leads_where_the_picture_says(role: Role, status: EntryStatus) -> None:
    company, stamp = entry(status=status), entry().stamp
    merged = status is EntryStatus.MERGED
    visible = status in (EntryStatus.LISTED, EntryStatus.CHANGED)
    expected: dict[EntryAct, EntryStatus | Refusal] = {
        VouchForEntry(ENTRY): status
        if visible
        else EntryStatus.LISTED
        if status == "hidden"
        else Refusal.UNFIT,
        HideEntry(ENTRY): EntryStatus.HIDDEN if visible or status == "hidden" else Refusal.UNFIT,
    }
    official: dict[EntryAct, EntryStatus | Refusal] = {
        ConfirmEntry(ENTRY, stamp): Refusal.UNFIT if merged else EntryStatus.LISTED,
        SendBackEntry(ENTRY, "warum", stamp): Refusal.UNFIT if merged else EntryStatus.RETURNED,
    }
    own: dict[EntryAct, EntryStatus | Refusal] = {
        ResubmitEntry(ENTRY): EntryStatus.PENDING if status == "returned" else Refusal.UNFIT
    }
    mine, theirs = (own, official) if role is Role.OWNER else (official, own)
    expected |= mine | dict.fromkeys(theirs, Refusal.FORBIDDEN)
    for command, wanted in expected.items():
        got = act(role, command, company)
        assert (got.company.status if isinstance(got, Decision) else got) == wanted, command


def test_what_was_shown_and_has_changed_since_is_refused() -> None:
    stamp = entry(updated_at=NOW - timedelta(seconds=1)).stamp
    for command in (
        ConfirmEntry(ENTRY, stamp),
        SendBackEntry(ENTRY, "x", stamp),
        ChangeEntry(ENTRY, {}, stamp),
    ):
        assert act(Role.AGENCY, command, entry()) is Refusal.STALE


def test_a_confirmation_covers_what_is_filled_and_signs_with_the_office() -> None:
    decision = act(Role.AGENCY, ConfirmEntry(ENTRY, entry().stamp), entry(confirmed={}, asked_at=NOW))
    assert isinstance(decision, Decision)
    after = decision.company
    assert set(after.confirmed) == {"country", "city_id", "name", "kind", "offers"}
    badge = after.find_badge()
    assert badge is not None and (badge.by, badge.at) == ("Solingen · 索林根", NOW + timedelta(1))
    assert (after.fresh_at, after.asked_at) == (NOW + timedelta(1), None)
    named = City(CITY, Country.DE, "Solingen", "索林根", "Solingen", agency="WFG Solingen")
    assert name_office(Role.AGENCY, named) == "WFG Solingen"
    assert "ISA" in name_office(Role.SECRETARIAT, named)


def test_an_owners_change_ends_the_confirmation_of_the_field_and_a_new_name_all_of_them() -> None:
    stamp = entry().stamp
    changed = act(Role.OWNER, ChangeEntry(ENTRY, {"offers": ("Scheren",)}, stamp), entry())
    assert isinstance(changed, Decision) and changed.act is Act.EDIT
    assert changed.company.status is EntryStatus.CHANGED and set(changed.company.confirmed) == {"name"}
    renamed = act(Role.OWNER, ChangeEntry(ENTRY, {"name": "Tal GmbH"}, stamp), entry())
    assert isinstance(renamed, Decision) and renamed.company.confirmed == {}
    assert renamed.company.find_badge() is None
    same = act(Role.OWNER, ChangeEntry(ENTRY, {"offers": ("Messer",)}, stamp), entry())
    assert isinstance(same, Decision) and same.company.status is EntryStatus.LISTED
    assert set(same.company.confirmed) == {"name", "offers"}


def test_an_officers_correction_keeps_the_standing_and_the_roles_stay_apart() -> None:
    stamp = entry().stamp
    corrected = act(
        Role.AGENCY, ChangeEntry(ENTRY, {"confirmed_role": None, "name": "Berg AG"}, stamp), entry()
    )
    assert isinstance(corrected, Decision) and corrected.act is Act.CORRECT
    assert corrected.company.status is EntryStatus.LISTED and set(corrected.company.confirmed) == {"offers"}
    assert act(Role.OWNER, ChangeEntry(ENTRY, {"confirmed_role": None}, stamp), entry()) is Refusal.UNFIT
    for name in ("city_id", "status", "external_id", "confirmed"):
        assert act(Role.AGENCY, ChangeEntry(ENTRY, {name: "x"}, stamp), entry()) is Refusal.UNFIT


@pytest.mark.parametrize(
    ("fresh_days", "asked_days", "expected"),
    [
        (0, None, Freshness.FRESH),
        (ASK_AFTER.days - 1, None, Freshness.FRESH),
        (ASK_AFTER.days, None, Freshness.DUE),
        (ASK_AFTER.days, 0, Freshness.ASKED),
        (ASK_AFTER.days, SINK_AFTER.days - 1, Freshness.ASKED),
        (ASK_AFTER.days, SINK_AFTER.days, Freshness.SUNK),
        (ASK_AFTER.days, HIDE_AFTER.days, Freshness.OVERDUE),
    ],
)
def test_freshness(fresh_days: int, asked_days: int | None, expected: Freshness) -> None:
    asked_at = None if asked_days is None else NOW - timedelta(asked_days)
    company = entry(fresh_at=NOW - timedelta(fresh_days), asked_at=asked_at)
    assert measure(company, NOW) is expected


def test_a_fictional_entry_is_always_fresh() -> None:
    assert measure(entry(source="sample", fresh_at=NOW - 2 * ASK_AFTER), NOW) is Freshness.FRESH
