"""Rows into the store: all or nothing, again, changed, confirmed, with contact persons."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from directory.domain.company import CompanyContact
from directory.importing import FileRejected, Severity, import_table
from directory.store import cities, companies
from directory.store.engine import Store
from tests.unit.import_files import (
    GOOD,
    LATER,
    NOW,
    as_csv,
    city_names,
    codes,
    contact_of,
    load,
    stored,
    write_csv,
)

FULL = GOOD | {
    "name_latin": "Klingenwerk",
    "kind": "company",
    "website": "klingenwerk.example",
    "employees": "60",
    "founded": "1921",
    "description_de": "Messer.",
    "offers": "Messer;Scheren",
    "cooperation": "supply",
    "industries": "2592",
    "contact_name": "Anna Weber",
    "contact_email": "weber@klingenwerk.example",
    "contact_languages": "de;en",
}
OTHER = GOOD | {"external_id": "cn-1", "country": "CN", "city": "佛山", "name": "佛山云陶陶瓷有限公司"}


def test_one_faulty_row_and_nothing_is_written(store: Store, tmp_path: Path) -> None:
    path = write_csv(tmp_path, FULL, OTHER | {"employees": "约200"})
    report = load(store, path)
    assert codes(report) == [(3, "employees", "employees")]
    assert (report.rows, report.rejected, report.created, report.written) == (2, 1, 0, False)
    assert stored(store) == {}


def test_the_good_rows_are_written_on_demand(store: Store, tmp_path: Path) -> None:
    path = write_csv(tmp_path, FULL, OTHER | {"employees": "约200"})
    report = load(store, path, skip_faulty=True)
    assert (report.rejected, report.created, report.written) == (1, 1, True)
    assert set(stored(store)) == {"de-1"}


def test_a_dry_run_counts_and_writes_nothing(store: Store, tmp_path: Path) -> None:
    report = load(store, write_csv(tmp_path, FULL, OTHER), dry_run=True)
    assert (report.created, report.written, report.dry_run) == (2, False, True)
    assert stored(store) == {}


def test_every_fault_of_a_row_is_listed_in_the_order_of_columns(store: Store, tmp_path: Path) -> None:
    row = {"founded": "x", "city": "Berlin", "name": "", "country": "AT", "external_id": "1", "kind": "Firma"}
    assert [column for _, column, _ in codes(load(store, write_csv(tmp_path, row)))] == [
        "country",
        "city",
        "name",
        "kind",
        "founded",
    ]


@pytest.mark.parametrize(
    ("city", "country", "code", "argument"),
    [
        ("Berlin", "DE", "city_unknown", None),
        ("Sohlingen", "DE", "city_unknown_near", "Solingen"),
        ("佛山", "DE", "city_elsewhere", "CN"),
        ("Köln", "CN", "city_elsewhere", "DE"),
    ],
)
def test_cities(
    store: Store, tmp_path: Path, city: str, country: str, code: str, argument: str | None
) -> None:
    report = load(store, write_csv(tmp_path, GOOD | {"city": city, "country": country}))
    (problem,) = report.problems
    assert (problem.column, problem.code) == ("city", code)
    assert next(iter(problem.arguments.values()), None) == argument


def test_cities_are_found_in_three_languages(store: Store, tmp_path: Path) -> None:
    names = ("Köln", "科隆", "Cologne", "Koeln")
    rows = [GOOD | {"external_id": str(n), "city": name, "name": f"Werk {n}"} for n, name in enumerate(names)]
    assert load(store, write_csv(tmp_path, *rows)).created == 4
    assert {city_names(store)[company.city_id] for company in stored(store).values()} == {"Köln"}


def test_an_id_that_comes_twice_is_a_fault_of_the_second_row(store: Store, tmp_path: Path) -> None:
    report = load(store, write_csv(tmp_path, GOOD, GOOD | {"name": "Andere"}), skip_faulty=True)
    assert codes(report) == [(3, "external_id", "id_twice")]
    assert report.problems[0].arguments == {"first": "2"}
    assert stored(store)["de-1"].name == GOOD["name"]


def test_contact_data_never_stand_in_a_report(store: Store, tmp_path: Path) -> None:
    row = GOOD | {"contact_email": "anna at firma", "contact_name": "=Anna", "contact_phone": "x" * 300}
    report = load(store, write_csv(tmp_path, row))
    assert [(problem.column, problem.value) for problem in report.problems] == [
        ("contact_name", ""),
        ("contact_email", ""),
        ("contact_phone", ""),
    ]
    assert "anna" not in repr(report).casefold()


def test_a_new_entry_has_all_its_fields_and_its_contact_apart(store: Store, tmp_path: Path) -> None:
    load(store, write_csv(tmp_path, FULL, name="solingen 2026.csv"))
    company = stored(store)["de-1"]
    assert (company.website, company.employees) == ("https://klingenwerk.example", 60)
    assert (company.source, company.updated_at) == ("import:solingen 2026.csv", NOW)
    assert contact_of(store, "de-1") == CompanyContact(
        "Anna Weber", "", "weber@klingenwerk.example", "", ("de", "en")
    )


def test_the_same_file_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    path = write_csv(tmp_path, FULL, OTHER)
    load(store, path)
    before = stored(store)
    report = load(store, path, LATER)
    assert (report.created, report.updated, report.unchanged, report.problems) == (0, 0, 2, ())
    assert stored(store) == before


def test_the_same_rows_in_another_file_keep_their_source(store: Store, tmp_path: Path) -> None:
    load(store, write_csv(tmp_path, FULL))
    load(store, write_csv(tmp_path, FULL, name="andere.csv"), LATER)
    assert stored(store)["de-1"].source == "import:liste.csv"


def test_a_changed_field_is_updated_and_only_that_entry_is_touched(store: Store, tmp_path: Path) -> None:
    load(store, write_csv(tmp_path, FULL, OTHER))
    path = write_csv(tmp_path, FULL | {"employees": "61"}, OTHER | {"employees": ""}, name="neu.csv")
    report = load(store, path, LATER)
    assert (report.updated, report.unchanged) == (1, 1)
    after = stored(store)
    assert (after["de-1"].employees, after["de-1"].updated_at) == (61, LATER)
    assert (after["de-1"].source, after["cn-1"].updated_at) == ("import:neu.csv", NOW)


def test_an_empty_cell_clears_and_an_absent_column_leaves(store: Store, tmp_path: Path) -> None:
    load(store, write_csv(tmp_path, FULL))
    load(
        store,
        write_csv(tmp_path, GOOD | {"employees": "", "offers": "", "kind": "", "contact_name": ""}),
        LATER,
    )
    company = stored(store)["de-1"]
    assert (company.employees, company.offers, company.kind) == (None, (), "company")
    assert (company.founded, company.website) == (1921, "https://klingenwerk.example")
    contact = contact_of(store, "de-1")
    assert contact is not None
    assert (contact.name, contact.email) == ("", "weber@klingenwerk.example")


def test_a_contact_person_whose_details_are_all_cleared_is_forgotten(store: Store, tmp_path: Path) -> None:
    load(store, write_csv(tmp_path, FULL))
    gone = FULL | {"contact_name": "", "contact_email": "", "contact_languages": ""}
    assert load(store, write_csv(tmp_path, gone), LATER).updated == 1
    assert contact_of(store, "de-1") is None


def confirm(store: Store, *fields: str) -> None:
    with store.write() as session:
        company = companies.find_by_external_id(session, "de-1")
        assert company is not None
        companies.confirm(session, company.id, fields, "Wirtschaftsförderung Solingen", NOW)


def test_a_confirmed_field_is_kept_and_reported(store: Store, tmp_path: Path) -> None:
    load(store, write_csv(tmp_path, FULL))
    confirm(store, "employees", "offers", "website")
    changed = FULL | {"employees": "99", "offers": "", "founded": "1950"}
    report = load(store, write_csv(tmp_path, changed), LATER)
    assert codes(report) == [(2, "employees", "kept_confirmed"), (2, "offers", "kept_confirmed")]
    assert report.problems[0].arguments == {"by": "Wirtschaftsförderung Solingen", "at": NOW}
    assert report.problems[0].severity is Severity.NOTE
    assert (report.kept_confirmed, report.updated, report.rejected) == (2, 1, 0)
    company = stored(store)["de-1"]
    assert (company.employees, company.offers, company.founded) == (60, ("Messer", "Scheren"), 1950)
    assert set(company.confirmed) == {"employees", "offers", "website"}


def test_an_entry_of_which_only_confirmed_fields_differ_is_unchanged(store: Store, tmp_path: Path) -> None:
    load(store, write_csv(tmp_path, FULL))
    confirm(store, "employees")
    before = stored(store)
    report = load(store, write_csv(tmp_path, FULL | {"employees": "99"}), LATER)
    assert (report.updated, report.unchanged, report.kept_confirmed) == (0, 1, 1)
    assert stored(store) == before


@pytest.mark.parametrize("field", ["city_id", "country"])
def test_a_confirmed_place_stays_as_a_whole(store: Store, tmp_path: Path, field: str) -> None:
    load(store, write_csv(tmp_path, FULL))
    confirm(store, field)
    report = load(store, write_csv(tmp_path, FULL | {"country": "CN", "city": "Foshan"}), LATER)
    assert codes(report) == [(2, "city" if field == "city_id" else "country", "kept_confirmed")]
    company = stored(store)["de-1"]
    assert (company.country, city_names(store)[company.city_id]) == ("DE", "Solingen")


def test_possible_duplicates_are_held_back_and_the_others_written(store: Store, tmp_path: Path) -> None:
    load(store, write_csv(tmp_path, GOOD | {"name": "Müller & Söhne GmbH"}))
    rows = (
        GOOD | {"external_id": "x", "name": "Mueller und Soehne GmbH & Co. KG"},
        OTHER,
        OTHER | {"external_id": "cn-2", "name": "Foshan Yuntao Ceramics Co., Ltd."},
        OTHER | {"external_id": "cn-3", "name": "佛山云陶机械有限公司"},
    )
    report = load(store, write_csv(tmp_path, *rows, name="neu.csv"))
    assert codes(report) == [(2, "name", "duplicate"), (4, "name", "duplicate_in_file")]
    assert report.problems[0].arguments == {"id": "de-1", "name": "Müller & Söhne GmbH"}
    assert report.problems[1].arguments["line"] == "3"
    assert (report.created, report.duplicates, report.rejected) == (2, 2, 0)
    assert set(stored(store)) == {"de-1", "cn-1", "cn-3"}


def test_possible_duplicates_are_written_on_demand_and_known_ever_after(store: Store, tmp_path: Path) -> None:
    path = write_csv(tmp_path, GOOD, GOOD | {"external_id": "x"})
    report = load(store, path, allow_duplicates=True)
    assert (report.created, report.duplicates) == (2, 1)
    assert report.problems[0].severity is Severity.NOTE
    assert load(store, path).problems == ()


def test_a_table_is_loaded_with_a_source_of_its_own_and_without_looking_for_duplicates(store: Store) -> None:
    with store.write() as session:
        cities.seed(session)
        outcome = import_table(session, as_csv(GOOD, GOOD | {"external_id": "x"}), source="sample", now=NOW)
    assert outcome.created == 2
    assert all(company.is_sample for company in stored(store).values())


def test_a_faulty_table_is_not_loaded(store: Store) -> None:
    with store.write() as session:
        cities.seed(session)
        with pytest.raises(FileRejected, match="required"):
            import_table(session, as_csv(GOOD, OTHER | {"name": ""}), source="sample", now=NOW)
    assert stored(store) == {}


def test_two_imports_at_once_do_not_disturb_each_other(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_csv(tmp_path, FULL, OTHER)
    load(store, path, dry_run=True)  # the cities are there now
    look = companies.list_by_external_ids

    def look_slowly(session: Any, external_ids: Any) -> Any:
        found = look(session, external_ids)
        time.sleep(0.3)
        return found

    monkeypatch.setattr(companies, "list_by_external_ids", look_slowly)
    with ThreadPoolExecutor(2) as threads:
        reports = list(threads.map(lambda _: load(store, path), range(2)))
    assert sorted((report.created, report.unchanged) for report in reports) == [(0, 2), (2, 0)]


def test_a_failure_while_writing_leaves_nothing_behind(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.importing.writing.PORTION", 1)
    written = companies.add_many

    def fail_later(session: Any, new: Any, now: Any) -> Any:
        if new and new[0].external_id == "cn-1":
            raise RuntimeError("power cut")
        return written(session, new, now)

    monkeypatch.setattr(companies, "add_many", fail_later)
    with pytest.raises(RuntimeError):
        load(store, write_csv(tmp_path, FULL, OTHER))
    assert stored(store) == {}
