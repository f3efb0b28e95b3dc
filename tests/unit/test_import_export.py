"""Export: everything, safe to open, complete or not at all, and back again without a change."""

import csv
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from directory.domain.city import Country
from directory.domain.company import Company
from directory.exporting import ExportRefused, export_file
from directory.importing.columns import COLUMNS
from directory.store import cities, companies, contacts
from directory.store.engine import Store
from tests.unit.import_files import GOOD, LATER, NOW, contact_of, load, stored, write_csv

RICH = (
    GOOD
    | {
        "description_de": 'Er sagt: "Messer, scharf"\nund mehr',
        "offers": "Messer;Scheren",
        "employees": "60",
        "contact_phone": "+49 212 1234",
        "contact_languages": "de;en",
    },
    GOOD | {"external_id": "00012", "name": "'=Seltsam GmbH", "seeks": "- Bleche;- Draht"},
    GOOD
    | {
        "external_id": "'@id",
        "country": "CN",
        "city": "佛山",
        "name": "佛山云陶陶瓷有限公司",
        "industries": "0111",
    },
)


def export(store: Store, path: Path, **options: Any) -> int:
    with store.read() as session:
        return export_file(session, path, **options)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """A second, empty database."""
    opened = Store(f"sqlite:///{tmp_path / 'other.db'}")
    opened.upgrade()
    yield opened
    opened.close()


def test_a_csv_export_opens_in_excel_and_has_all_columns(store: Store, tmp_path: Path) -> None:
    load(store, write_csv(tmp_path, *RICH))
    assert export(store, tmp_path / "alles.csv") == 3
    content = (tmp_path / "alles.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfexternal_id,country,city,name,")
    with (tmp_path / "alles.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["contact_phone"], rows[1]["name"], rows[1]["seeks"]) == (
        "'+49 212 1234",
        "'=Seltsam GmbH",
        "'- Bleche;- Draht",
    )
    assert rows[2]["city"] == "佛山市"


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_export_and_import_into_an_empty_database_is_the_same_directory(
    store: Store, other: Store, tmp_path: Path, suffix: str
) -> None:
    load(store, write_csv(tmp_path, *RICH))
    export(store, tmp_path / f"alles{suffix}")
    report = load(other, tmp_path / f"alles{suffix}")
    assert (report.created, report.problems) == (3, ())
    assert contact_of(other, "de-1") == contact_of(store, "de-1")
    export(store, tmp_path / "eins.csv")
    export(other, tmp_path / "zwei.csv")
    assert (tmp_path / "eins.csv").read_bytes() == (tmp_path / "zwei.csv").read_bytes()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_export_and_import_into_the_same_database_changes_nothing(
    store: Store, tmp_path: Path, suffix: str
) -> None:
    load(store, write_csv(tmp_path, *RICH))
    before = stored(store)
    export(store, tmp_path / f"alles{suffix}")
    report = load(store, tmp_path / f"alles{suffix}", LATER)
    assert (report.unchanged, report.problems) == (3, ())
    assert stored(store) == before


def test_what_was_stored_by_others_like_a_formula_is_disarmed_and_comes_back(
    store: Store, other: Store, tmp_path: Path
) -> None:
    odd = ("=cmd|' /C calc'!A0", "'=x", "@home", "-1+1", "+1+1")
    with store.write() as session:
        city = next(city for city in cities.seed(session) if city.name_de == "Solingen")
        new = [
            Company(0, f"i{place}", Country.DE, city.id, text, offers=(text,))
            for place, text in enumerate(odd)
        ]
        companies.add_many(session, new, NOW)
    export(store, tmp_path / "alles.csv")
    with (tmp_path / "alles.csv").open(encoding="utf-8-sig", newline="") as file:
        assert all(
            row["name"].startswith("'") and row["offers"].startswith("'") for row in csv.DictReader(file)
        )
    assert load(other, tmp_path / "alles.csv", allow_duplicates=True).created == len(odd)
    assert [company.name for company in stored(other).values()] == list(odd)


def test_every_city_finds_the_way_back(store: Store, tmp_path: Path) -> None:
    with store.write() as session:
        known = cities.seed(session)
        new = [Company(0, f"c{city.id}", city.country, city.id, f"Werk {city.id}") for city in known]
        companies.add_many(session, new, NOW)
    export(store, tmp_path / "alles.csv")
    assert load(store, tmp_path / "alles.csv", LATER).unchanged == len(known)


def test_numbers_are_numbers_and_ids_are_text_in_a_workbook(store: Store, tmp_path: Path) -> None:
    load(store, write_csv(tmp_path, *RICH))
    export(store, tmp_path / "alles.xlsx")
    book = load_workbook(tmp_path / "alles.xlsx")
    rows = [
        dict(zip(COLUMNS, row, strict=True)) for row in book.active.iter_rows(min_row=2, values_only=True)
    ]
    assert (rows[0]["employees"], rows[1]["external_id"], rows[2]["industries"]) == (60, "00012", "0111")


def test_an_existing_file_is_overwritten_only_on_demand(store: Store, tmp_path: Path) -> None:
    load(store, write_csv(tmp_path, GOOD))
    (tmp_path / "alles.csv").write_text("alt")
    with pytest.raises(ExportRefused, match="exists"):
        export(store, tmp_path / "alles.csv")
    assert (tmp_path / "alles.csv").read_text() == "alt"
    export(store, tmp_path / "alles.csv", force=True)
    assert "Klingenwerk" in (tmp_path / "alles.csv").read_text(encoding="utf-8")


def test_a_failed_export_leaves_the_old_file_and_no_rubbish(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, write_csv(tmp_path, GOOD))
    (tmp_path / "alles.csv").write_text("alt")
    before = set(tmp_path.iterdir())
    monkeypatch.setattr(contacts, "list_contacts", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(store, tmp_path / "alles.csv", force=True)
    assert set(tmp_path.iterdir()) == before
    assert (tmp_path / "alles.csv").read_text() == "alt"


def test_places_that_cannot_be_written(store: Store, tmp_path: Path) -> None:
    (tmp_path / "ordner.csv").mkdir()
    for name, code in {
        "alles.ods": "format",
        "ordner.csv": "directory",
        "fehlt/alles.csv": "folder_missing",
        "x" * 250 + ".csv": "unwritable",
    }.items():
        with pytest.raises(ExportRefused, match=code):
            export(store, tmp_path / name)


def test_only_the_owner_may_read_the_file(store: Store, tmp_path: Path) -> None:
    load(store, write_csv(tmp_path, GOOD))
    export(store, tmp_path / "alles.csv")
    assert stat.S_IMODE((tmp_path / "alles.csv").stat().st_mode) == 0o600
