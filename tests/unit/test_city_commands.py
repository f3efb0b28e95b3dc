"""Cities, offices and the audit log from the shell: one clear line, exit code 0 or 2, all written down."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from bot.cli import main
from directory.domain.city import City
from directory.domain.roles import Grant, Role
from directory.store import cities, companies, invitations, offices, people
from directory.store.engine import Store
from directory.store.models import ConversationRow, OutboxRow
from handlers.localizer import Localizer
from tests.store_samples import NOW, later, person_of, put_company, put_person

LOCALIZER = Localizer()
Shell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Runs a command on a database of its own; exit code, what it printed, what it complained of."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ISABOT__DATABASE__URL", f"sqlite:///{tmp_path / 'isabot.db'}")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def opened(tmp_path: Path) -> Store:
    store = Store(f"sqlite:///{tmp_path / 'isabot.db'}")
    store.upgrade()
    return store


def find_city(store: Store, name: str) -> City:
    with store.read() as session:
        return next(city for city in cities.list_cities(session) if city.name_de == name)


KASSEL = ("Kassel", "--country", "DE", "--name-zh", "卡塞尔", "--name-en", "Kassel")


def test_a_city_joins_changes_leaves_and_comes_back(shell: Shell, opened: Store) -> None:
    assert shell("city", "add", *KASSEL, "--joined", "2026-11-25", "--agency", "WFG Kassel")[0] == 0
    joined = find_city(opened, "Kassel")
    assert (joined.member_since, joined.status, joined.agency) == ("2026-11-25", "member", "WFG Kassel")
    code, _, complaint = shell("city", "add", *KASSEL)
    assert code == 2 and "is a member already" in complaint
    assert shell("city", "change", "卡塞尔", "--region", "Hessen", "--status", "new member")[0] == 0
    changed = find_city(opened, "Kassel")
    assert (changed.region, changed.status, changed.agency) == ("Hessen", "new member", "WFG Kassel")
    assert shell("city", "leave", "kassel", "--on", "2026-11")[0] == 0
    assert find_city(opened, "Kassel").left_on == "2026-11"
    assert shell("city", "leave", "Kassel")[0] == 2
    assert "left on 2026-11" in shell("city", "list")[1]
    assert shell("city", "add", *KASSEL)[0] == 0
    assert find_city(opened, "Kassel").is_member
    acts = [json.loads(line)["act"] for line in shell("audit", "--city", "Kassel", "--json")[1].splitlines()]
    assert acts == ["add_city", "leave_city", "change_city", "add_city"]


def test_what_was_edited_survives_the_next_start(shell: Shell, opened: Store) -> None:
    assert shell("city", "change", "Solingen", "--agency", "Neue Agentur")[0] == 0
    assert shell("city", "leave", "Aachen")[0] == 0
    shell("db", "upgrade")  # every command reads the shipped list again
    assert find_city(opened, "Solingen").agency == "Neue Agentur"
    assert not find_city(opened, "Aachen").is_member
    assert find_city(opened, "Wuppertal").is_member


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("city", "add", "Kassel", "--country", "DE", "--name-en", "Kassel"), "--name-zh is missing"),
        (("city", "add", *KASSEL, "--joined", "gestern"), "is no date"),
        (("city", "change", "Nirgendwo", "--status", "x"), "there is no city"),
        (("city", "change", "Solingen"), "say what to change"),
        (("city", "leave", "Solingen", "--on", "2026-13-01"), "is no date"),
        (("city", "leave", "Solingen", "--on", "9999-12-31"), "has not come yet"),
        (("invite", "--agency", "Nirgendwo"), "no member city"),
        (("invite", "none"), "no entry"),
        (("audit", "--city", "Nirgendwo"), "there is no city"),
        (("audit", "--entry", "none"), "there is no entry"),
        (("audit", "--since", "gestern"), "is no date"),
    ],
)
def test_what_makes_no_sense_is_said_in_one_line_and_changes_nothing(
    shell: Shell, arguments: tuple[str, ...], complaint: str
) -> None:
    code, printed, said = shell(*arguments)
    assert (code, printed) == (2, "") and complaint in said and len(said.splitlines()) == 1
    assert "Nothing has been written down yet" in shell("audit")[1]


@pytest.mark.parametrize(
    ("arguments", "grant"),
    [(("--agency", "索林根"), Grant(Role.AGENCY)), (("--secretariat",), Grant(Role.SECRETARIAT))],
)
def test_an_invitation_to_an_office_is_for_that_office(
    shell: Shell, opened: Store, arguments: tuple[str, ...], grant: Grant
) -> None:
    code, printed, _ = shell("invite", *arguments, "--days", "3")
    assert code == 0 and "valid for 3 days" in printed
    link = next(line.strip() for line in printed.splitlines() if "/start" in line)
    with opened.read() as session:
        found = invitations.find_grant(session, link.removeprefix("/start inv-"), NOW)
    assert found is not None and found.role is grant.role
    assert found.city_id == (find_city(opened, "Solingen").id if grant.role is Role.AGENCY else None)


def test_another_agency_in_charge_ends_the_roles_of_the_one_before(shell: Shell, opened: Store) -> None:
    shell("city", "list")
    city = find_city(opened, "Solingen")
    with opened.write() as session:
        officer = person_of(put_person(session, "officer"))
        offices.add(session, officer, Grant(Role.AGENCY, city_id=city.id), NOW)
    shell("city", "change", "Solingen", "--agency", "Umbenannt", "--keep-officers")
    with opened.read() as session:
        assert people.list_officers(session, city.id) == (officer,)
    _, printed, _ = shell("city", "change", "Solingen", "--agency", "Neue Agentur")
    assert "isabot invite --agency 'Solingen'" in printed
    with opened.read() as session:
        assert people.list_officers(session, city.id) == ()
    assert "end_office" in shell("audit")[1]


def test_who_loses_an_office_and_who_stands_in_is_told_once_in_the_own_language(
    shell: Shell, opened: Store
) -> None:
    shell("city", "list")
    city, far = find_city(opened, "Solingen"), find_city(opened, "Foshan")
    with opened.write() as session:
        for account, locale, grant in (
            ("officer", "de", Grant(Role.AGENCY, city_id=city.id)),
            ("colleague", "zh", Grant(Role.AGENCY, city_id=city.id)),
            ("secretary", "en", Grant(Role.SECRETARIAT)),
            ("foreign", "zh", Grant(Role.AGENCY, city_id=far.id)),
        ):
            conversation = put_person(session, account, locale=locale)
            offices.add(session, person_of(conversation), grant, NOW)

    def heard() -> dict[str, str]:
        with opened.write() as session:
            said = select(ConversationRow.account, OutboxRow.payload).join(ConversationRow)
            found = {row.account: str(row.payload) for row in session.execute(said).all()}
            session.execute(delete(OutboxRow))
        return found

    def expect(*told: tuple[str, str, str], agency: str = "WFG Neu") -> None:
        found = heard()
        assert found.keys() == {name for name, _, _ in told}
        for name, locale, key in told:
            named = {"city": city.name(locale), "agency": agency}
            recipient = LOCALIZER.text(locale, "recipient-default")
            assert LOCALIZER.text(locale, key, next=recipient, **named) in found[name]

    shell("city", "change", "Solingen", "--agency", "WFG Alt", "--keep-officers")
    expect(("officer", "de", "office-renamed"), ("colleague", "zh", "office-renamed"), agency="WFG Alt")
    shell("city", "change", "Solingen", "--region", "Nordrhein-Westfalen")
    assert heard() == {}
    assert "2 persons" in shell("city", "change", "Solingen", "--agency", "WFG Neu")[1]
    expect(
        ("officer", "de", "office-ended"),
        ("colleague", "zh", "office-ended"),
        ("secretary", "en", "office-passes"),
    )
    shell("city", "change", "Solingen", "--agency", "WFG Neuer")
    assert heard() == {}
    shell("city", "leave", "Foshan")
    city = far
    expect(("foreign", "zh", "office-ended-left"), ("secretary", "en", "office-passes-left"))


def test_confirming_in_the_shell_lists_an_entry_that_waits(shell: Shell, opened: Store) -> None:
    shell("city", "list")
    with opened.write() as session:
        company_id = put_company(session, "so-1", city_id=find_city(opened, "Solingen").id)
        assert companies.get_company(session, company_id).confirmed == {}
    assert shell("confirm", "so-1", "--by", "WFG", "--fields", "name")[0] == 0
    with opened.read() as session:
        confirmed = companies.get_company(session, company_id)
    assert set(confirmed.confirmed) == {"name"} and confirmed.fresh_at and confirmed.fresh_at > later(-1)
    assert "operator  Solingen  confirm  so-1  name" in shell("audit", "--entry", "so-1")[1]
