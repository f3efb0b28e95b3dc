"""Which files can be read, and that nothing is written of one that cannot."""

import os
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from directory.importing import FileRejected, Problem, tables
from directory.importing.tables import read_table
from directory.store.engine import Store
from tests.unit.import_files import BASE, GOOD, as_csv, codes, load, refuse, stored, write_csv, write_xlsx

ROW = tuple(GOOD[name] for name in BASE)


@pytest.fixture
def store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    """One kind of database is enough here: what is read does not depend on it."""
    path = tmp_path / "isabot.db"
    path.write_bytes(sqlite_template.read_bytes())
    opened = Store(f"sqlite:///{path}")
    yield opened
    opened.close()


def only(problems: tuple[Problem, ...]) -> str:
    assert len(problems) == 1, problems
    return problems[0].code


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_delimiters_and_the_byte_order_mark_are_recognised(
    store: Store, tmp_path: Path, delimiter: str, mark: str
) -> None:
    path = tmp_path / "liste.CSV"
    row = GOOD | {"offers": "Messer;Scheren", "description_de": "Scharf, dauerhaft"}
    path.write_text(mark + as_csv(row, delimiter=delimiter), encoding="utf-8", newline="")
    assert load(store, path).created == 1
    assert stored(store)["de-1"].offers == ("Messer", "Scheren")
    assert stored(store)["de-1"].description_de == "Scharf, dauerhaft"


def test_columns_come_in_any_order_case_and_spacing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(" NAME ,City, Country,External ID,,\nX GmbH,Köln,DE,1,,\n", encoding="utf-8")
    assert load(store, path).created == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "latin-1"])
def test_other_encodings_are_refused_and_not_guessed(store: Store, tmp_path: Path, encoding: str) -> None:
    name = "佛山云陶" if encoding == "gb18030" else "Müller GmbH"
    path = tmp_path / "liste.csv"
    path.write_bytes(as_csv(GOOD | {"name": name}).encode(encoding))
    assert only(refuse(store, path)) == "not_utf8"


def test_a_wrong_byte_far_down_refuses_the_whole_file(store: Store, tmp_path: Path) -> None:
    path = write_csv(tmp_path, *({**GOOD, "external_id": str(n), "name": f"X {n}"} for n in range(20_000)))
    with path.open("ab") as file:
        file.write(b"z,DE,Solingen,M\xfcller\r\n")
    assert only(refuse(store, path)) == "not_utf8"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\n\n  \n", "empty"),
        (b"external_id,country,city,name\n", "header_only"),
        (b"external_id,country,city,name\n,,,\n\n", "header_only"),
        (b'external_id,country,city,name\n1,DE,Solingen,"X\n', "broken_quotes"),
        (b'external_id,country,city,name\n1,DE,Solingen,"X"Y\n', "broken_quotes"),
        (b"PK\x03\x04rest", "workbook_named_csv"),
        (b"external_id,country,city,name,name\n1,DE,Solingen,X,Y\n", "column_twice"),
        (b"external_id,,country,city,name\n1,2,DE,Solingen,X\n", "column_unnamed"),
    ],
)
def test_csv_files_that_cannot_be_used(store: Store, tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(content)
    assert only(refuse(store, path)) == expected


def test_an_unclosed_quote_is_named_with_its_line(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text('external_id,country,city,name\n1,DE,Solingen,A\n2,DE,Solingen,"B\n3,DE,Köln,C\n')
    assert refuse(store, path)[0].line == 3


def test_an_unknown_column_is_named_with_the_nearest_one(store: Store, tmp_path: Path) -> None:
    path = write_csv(tmp_path, GOOD | {"web-site": "x", "descripton_de": "y", "Umsatz": "1"})
    problems = refuse(store, path)
    assert [(problem.code, problem.column, problem.arguments.get("nearest")) for problem in problems] == [
        ("column_unknown_near", "web-site", "website"),
        ("column_unknown_near", "descripton_de", "description_de"),
        ("column_unknown", "Umsatz", None),
    ]


def test_missing_required_columns_are_named(store: Store, tmp_path: Path) -> None:
    problems = refuse(store, write_csv(tmp_path, {"external_id": "1", "name": "X"}))
    assert [(problem.code, problem.arguments) for problem in problems] == [
        ("column_missing", {"columns": "country, city"})
    ]


def test_paths_that_are_no_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "ordner.csv").mkdir()
    os.mkfifo(tmp_path / "rohr.csv")
    (tmp_path / "liste.ods").write_text("x")
    for name, code in {
        "fehlt.csv": "missing",
        "ordner.csv": "directory",
        "rohr.csv": "no_file",
        "liste.ods": "unknown_format",
        "x" * 300 + ".csv": "unreadable",
    }.items():
        assert only(refuse(store, tmp_path / name)) == code


def test_too_many_rows_and_too_many_bytes(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 2)
    rows = [GOOD | {"external_id": str(n), "name": f"Firma {n}"} for n in range(3)]
    assert load(store, write_csv(tmp_path, *rows[:2]), dry_run=True).created == 2
    assert only(refuse(store, write_csv(tmp_path, *rows))) == "too_many_rows"
    monkeypatch.setattr(tables, "MAX_BYTES", 20)
    assert only(refuse(store, write_csv(tmp_path, GOOD))) == "too_big"


def test_the_limit_is_two_hundred_thousand_rows() -> None:
    text = "external_id,country,city,name\n" + "1,DE,Solingen,X\n" * 200_000
    assert sum(1 for _ in tables.read_table(text)) == 200_000
    with pytest.raises(FileRejected, match="too_many_rows"):
        list(tables.read_table(text + "1,DE,Solingen,X\n"))


def test_lines_are_counted_as_a_spreadsheet_shows_them(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(
        'external_id,country,city,name,description_de\n1,DE,Solingen,A,"zwei\nZeilen"\n\n2,DE,Nirgendwo,B,\n'
    )
    assert codes(load(store, path)) == [(4, "city", "city_unknown")]


def test_rows_with_cells_too_many_or_too_few_are_faulty(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("external_id,country,city,name\n1,DE,Solingen,Müller, Meier\n2,DE\n3,DE,Solingen,C,,\n")
    report = load(store, path, skip_faulty=True)
    assert codes(report) == [(2, "", "cells_surplus"), (3, "", "cells_lacking")]
    assert set(stored(store)) == {"3"}


def test_a_cell_of_a_megabyte_is_one_faulty_row(store: Store, tmp_path: Path) -> None:
    path = write_csv(tmp_path, GOOD | {"description_de": "x" * 1_000_000}, GOOD | {"external_id": "2"})
    report = load(store, path)
    assert codes(report) == [(2, "description_de", "cell_too_long")]
    assert len(report.problems[0].value) == 60
    assert stored(store) == {}


@pytest.mark.parametrize("sign", ["\x00", "\x07"])
def test_control_characters_make_a_row_faulty(store: Store, tmp_path: Path, sign: str) -> None:
    path = write_csv(tmp_path, GOOD | {"name": f"Mes{sign}ser"})
    assert codes(load(store, path)) == [(2, "name", "control")]


# workbooks


def test_a_workbook_is_read_with_its_numbers(store: Store, tmp_path: Path) -> None:
    header = (*BASE, "employees", "founded", "industries", "contact_phone")
    path = write_xlsx(
        tmp_path, header, (12.0, *ROW[1:], 120.0, 1998, 2592, 492121234567.0), (), name="Liste.XLSX"
    )
    assert load(store, path).created == 1
    company = stored(store)["12"]
    assert (company.employees, company.founded, company.industries) == (120, 1998, ("2592",))


def test_blank_rows_of_a_workbook_count_as_lines(store: Store, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, BASE, (), (None,), ("1", "DE", "Nirgendwo", "X"))
    assert codes(load(store, path)) == [(4, "city", "city_unknown")]


def test_only_the_first_sheet_is_read(store: Store, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, BASE, ROW)
    book = load_workbook(path)
    book.create_sheet("Notizen").append(["irgendwas"])
    book.save(path)
    assert load(store, path).created == 1


def test_dates_and_error_values_in_a_workbook_are_faults(store: Store, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, (*BASE, "founded", "offers"), (*ROW, date(1998, 1, 1), "#N/A"))
    assert codes(load(store, path)) == [(2, "founded", "cell_date"), (2, "offers", "cell_error")]


def test_formulas_count_by_their_value_and_are_faults_without_one(store: Store, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, (*BASE, "employees"), (*ROW, "=100+20"))
    assert codes(load(store, path)) == [(2, "employees", "formula_uncached")]
    _replace_in_sheet(path, b"<v></v>", b"<v>120</v>", b"<v />", b"<v>120</v>", b"<v/>", b"<v>120</v>")
    assert codes(load(store, path)) == []
    assert stored(store)["de-1"].employees == 120


def test_text_that_looks_like_a_formula_in_a_workbook_is_a_fault(store: Store, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, (*BASE, "offers"), (*ROW, "@SUM(A1)"))
    assert codes(load(store, path)) == [(2, "offers", "formula")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (as_csv(GOOD).encode(), "no_workbook"),
        (b"PK\x03\x04 broken", "no_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old_workbook"),
        (b"", "empty"),
    ],
)
def test_files_named_xlsx_that_are_none(store: Store, tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(content)
    assert only(refuse(store, path)) == expected


def test_a_zip_that_is_no_workbook(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hallo.txt", "hallo")
    assert only(refuse(store, path)) == "no_workbook"


def test_a_workbook_with_damaged_parts(store: Store, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, BASE, ROW)
    _replace_in_sheet(path, b"</sheetData>", b"</sheet")
    assert only(refuse(store, path)) == "no_workbook"


def test_a_zip_bomb_is_not_unpacked(store: Store, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, BASE, ROW)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/x", "w") as part:
        for _ in range(201):
            part.write(bytes(1_000_000))
    assert path.stat().st_size < 1_000_000
    assert only(refuse(store, path)) == "zip_bomb"


def test_a_workbook_that_leaves_out_a_billion_blank_rows_is_not_counted_through(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, BASE, ROW)
    _replace_in_sheet(path, b'<row r="2"', b'<row r="2000000000"')
    with pytest.raises(FileRejected) as rejected:
        list(read_table(path))
    assert only(rejected.value.problems) == "too_many_rows"


def test_an_empty_workbook_and_one_with_a_header_only(store: Store, tmp_path: Path) -> None:
    Workbook().save(tmp_path / "leer.xlsx")
    assert only(refuse(store, tmp_path / "leer.xlsx")) == "empty"
    assert only(refuse(store, write_xlsx(tmp_path, BASE))) == "header_only"


def _replace_in_sheet(path: Path, *pairs: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    before = parts[sheet]
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        parts[sheet] = parts[sheet].replace(old, new)
    assert parts[sheet] != before
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
