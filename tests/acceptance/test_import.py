"""An agency's officer imports and exports lists: what she is told, in her language, and what is stored."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.commands_import import run_export, run_import
from directory.domain.roles import Act, Role
from directory.importing import narrow
from directory.store import audit, companies
from directory.store.engine import Store
from handlers.localizer import LOCALES, Localizer
from tests.unit.import_files import GOOD, NOW, Row, as_csv, stored, write_csv, write_xlsx

SAMPLES = Path(__file__).parents[2] / "directory" / "samples"
FAULTY = GOOD | {
    "external_id": "x",
    "city": "Sohlingen",
    "employees": "约200",
    "contact_email": "anna(at)firma",
}
GERMAN_CITIES = ("Ingolstadt", "Ludwigshafen am Rhein", "Köln", "Nürnberg", "Hamburg", "Wuppertal")
MANY = 3_000  # with their columns more values than a database takes in one statement
CHINESE_CITIES = ("佛山", "江门", "株洲", "肇庆", "南宁", "贵阳")


def run(store: Store, path: Path, locale: str = "de", **options: Any) -> tuple[int, str]:
    """Exit code and text of an import."""
    known = {"dry_run": False, "skip_faulty": False, "allow_duplicates": False, "as_json": False}
    stream = io.StringIO()
    code = run_import(store, path, **(known | options), locale=locale, stream=stream)
    return code, stream.getvalue()


def run_json(store: Store, path: Path, **options: Any) -> tuple[int, Any]:
    """Exit code and report of an import."""
    code, text = run(store, path, as_json=True, **options)
    return code, json.loads(text)


def label_rows(count: int = 732) -> Iterator[Row]:
    """Rows as they are generated for evaluations: names differ by their number only."""
    for number in range(count):
        german = {"external_id": f"{number}-de", "country": "DE", "city": GERMAN_CITIES[number % 6]}
        yield german | {"name": f"Muster {number:05d} GmbH", "description_de": f"Ware {number}"}
        chinese = {"external_id": f"{number}-zh", "country": "CN", "city": CHINESE_CITIES[number % 6]}
        yield chinese | {"name": f"样本{number:05d}有限公司", "description_zh": f"产品{number}"}


def test_a_good_file_is_imported_and_a_second_time_nothing_changes(store: Store, tmp_path: Path) -> None:
    path = write_csv(tmp_path, GOOD | {"employees": "1.200"})
    assert run(store, path) == (0, "liste.csv: 1 Zeile gelesen – 1 neu, 0 geändert, 0 unverändert.\n")
    assert run(store, path) == (0, "liste.csv: 1 Zeile gelesen – 0 neu, 0 geändert, 1 unverändert.\n")


def test_a_changed_row_says_what_it_changes_and_leaves_a_line_in_the_history(
    store: Store, tmp_path: Path
) -> None:
    run(store, write_csv(tmp_path, GOOD))
    path = write_csv(tmp_path, GOOD | {"employees": "77", "contact_email": "neu@firma.example"})
    code, text = run(store, path, dry_run=True)
    assert code == 0
    assert text.splitlines()[2:] == [
        "",
        "Ein Eintrag ändert sich:",
        "Zeile 2, Spalte employees: „“ → „77“",
        "Zeile 2, Spalte contact: ändert sich",
    ]
    run(store, path)
    entry = stored(store)[GOOD["external_id"]]
    with store.read() as session:
        history = audit.list_records(session, 9, company_id=entry.id)
    assert [(one.act, one.role, one.fields, one.words) for one in history] == [
        (Act.IMPORT, Role.OPERATOR, ("employees", "contact"), path.name),
        (Act.IMPORT, Role.OPERATOR, (), path.name),
    ]


def test_of_a_long_text_the_part_that_differs_is_shown() -> None:
    before, after = "a" * 300 + "alt" + "z" * 300, "a" * 300 + "neu" + "z" * 300
    assert narrow(before, after, 60) == tuple(f"…{'a' * 20}{one}{'z' * 20}…" for one in ("alt", "neu"))
    assert narrow("aa", "aaa" * 30, 10) == ("aa", "aaaaaaaaaa…")
    assert narrow("kurz", "", 10) == ("kurz", "")


def test_a_faulty_file_is_explained_line_by_line(store: Store, tmp_path: Path) -> None:
    code, text = run(store, write_csv(tmp_path, GOOD, FAULTY))
    assert code == 1
    assert text.splitlines() == [
        "liste.csv: 2 Zeilen gelesen – 0 neu, 0 geändert, 0 unverändert.",
        "Es wurde nichts gespeichert: Eine Zeile ist fehlerhaft. "
        "Bitte berichtigen, oder mit --skip-faulty nur die übrigen übernehmen.",
        "",
        "Zeile 3, Spalte city: „Sohlingen“ – Keine Mitgliedsstadt der Allianz. Meinen Sie Solingen?",
        "Zeile 3, Spalte employees: „约200“ – Ganze Zahl erwartet, zum Beispiel 1200 oder 1.200, "
        "ohne „ca.“ und Bereiche.",
        "Zeile 3, Spalte contact_email: Das ist keine gültige E-Mail-Adresse.",
    ]
    assert stored(store) == {}


def test_the_good_rows_of_a_faulty_file(store: Store, tmp_path: Path) -> None:
    code, text = run(store, write_csv(tmp_path, GOOD, FAULTY), "zh", skip_faulty=True)
    assert code == 1
    assert text.startswith(
        "liste.csv：共读取 2 行，新增 1，更新 0，无变化 0。\n已跳过 1 行错误数据。\n\n第 3 行，city 列："
    )
    assert set(stored(store)) == {"de-1"}


def test_the_report_for_programs(store: Store, tmp_path: Path) -> None:
    code, report = run_json(store, write_csv(tmp_path, GOOD, FAULTY), locale="en", skip_faulty=True)
    problems = report.pop("problems")
    assert code == 1
    assert report == {
        "file": "liste.csv",
        "dry_run": False,
        "rows": 2,
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "rejected": 1,
        "duplicates": 0,
        "kept_confirmed": 0,
        "written": True,
        "changes": [],
    }
    assert [(item["line"], item["column"], item["code"], item["value"]) for item in problems] == [
        (3, "city", "city_unknown_near", "Sohlingen"),
        (3, "employees", "employees", "约200"),
        (3, "contact_email", "email", ""),
    ]
    assert problems[0]["message"] == "Not a member city of the alliance. Did you mean Solingen?"
    assert "anna" not in json.dumps(report)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("fehlt.csv", None, "Diese Datei gibt es nicht"),
        ("leer.csv", b"", "Die Datei ist leer"),
        ("kopf.csv", b"external_id,country,city,name\n", "nur die Kopfzeile"),
        ("alt.csv", as_csv(GOOD | {"name": "Müller"}).encode("latin-1"), "CSV UTF-8"),
        ("gb.csv", as_csv(GOOD | {"name": "佛山云陶"}).encode("gb18030"), "CSV UTF-8"),
        ("u16.csv", as_csv(GOOD).encode("utf-16"), "CSV UTF-8"),
        ("eigentlich-csv.xlsx", as_csv(GOOD).encode(), "in .csv umbenennen"),
        ("fremd.csv", as_csv(GOOD | {"webseite": "x"}).encode(), "webseite: Diese Spalte ist unbekannt."),
        ("fremd.csv", as_csv(GOOD | {"webseite": "x"}).encode(), "Meinen Sie website?"),
        ("kurz.csv", b"external_id,name\n1,X\n", "Pflichtspalten fehlen: country, city."),
        ("liste.pdf", b"%PDF", ".csv oder .xlsx"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_with_advice(
    store: Store, tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, text = run(store, tmp_path / name, skip_faulty=True)
    assert code == 2
    assert text.startswith(f"{name} kann nicht übernommen werden; es wurde nichts gespeichert.\n")
    assert says in text
    code, report = run_json(store, tmp_path / name)
    assert (code, report["written"], report["rows"]) == (2, False, 0)
    assert report["problems"][0]["message"]
    assert stored(store) == {}


def test_many_problems_are_cut_short_for_people_but_not_for_programs(store: Store, tmp_path: Path) -> None:
    path = write_csv(tmp_path, *(FAULTY | {"external_id": str(n)} for n in range(30)))
    _, text = run(store, path)
    assert text.count("\nZeile ") == 50
    assert text.endswith("… und 40 weitere (alle mit --json)\n")
    assert len(run_json(store, path)[1]["problems"]) == 90


def test_possible_duplicates_are_named_and_can_be_allowed(store: Store, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path,
        GOOD | {"name": "Müller & Söhne GmbH"},
        GOOD | {"external_id": "b", "name": "Mueller und Soehne GmbH & Co. KG"},
    )
    code, text = run(store, path)
    assert code == 1
    assert "Vielleicht dasselbe wie Zeile 2: „Müller & Söhne GmbH“ (de-1)." in text
    assert set(stored(store)) == {"de-1"}
    assert run(store, path, allow_duplicates=True)[0] == 0
    assert set(stored(store)) == {"de-1", "b"}


def test_a_kept_field_says_who_confirmed_it_and_when(store: Store, tmp_path: Path) -> None:
    run(store, write_csv(tmp_path, GOOD | {"founded": "1921"}))
    with store.write() as session:
        company = companies.find_by_external_id(session, "de-1")
        assert company is not None
        companies.confirm(session, company.id, ["founded"], "Wirtschaftsförderung", NOW)
    code, text = run(store, write_csv(tmp_path, GOOD | {"founded": "1950"}))
    assert code == 0
    assert "founded: „1950“ – Bleibt, wie sie ist: bestätigt von Wirtschaftsförderung am 23.11.2026." in text


def test_the_samples_are_imported_without_complaint(store: Store) -> None:
    for name in ("companies_de.csv", "companies_cn.csv"):
        code, report = run_json(store, SAMPLES / name)
        assert (code, report["problems"]) == (0, [])
        assert report["created"] == report["rows"] > 100


def test_generated_rows_whose_names_differ_by_a_number_are_no_duplicates(
    store: Store, tmp_path: Path
) -> None:
    path = write_csv(
        tmp_path,
        *label_rows(),
        columns=("external_id", "country", "city", "name", "description_de", "description_zh"),
    )
    code, report = run_json(store, path)
    assert (code, report["created"], report["problems"]) == (0, 1464, [])
    code, report = run_json(store, path)
    assert (code, report["unchanged"], report["problems"]) == (0, 1464, [])


def many_rows(prefix: str, words: tuple[str, ...]) -> Iterator[Row]:
    """Many rows with all columns that cost time, in four cities."""
    for number in range(MANY):
        country, city = (("DE", "Solingen"), ("CN", "佛山"), ("DE", "Köln"), ("CN", "太仓"))[number % 4]
        name = (
            f"{words[number % 3]} {number:05d} GmbH" if country == "DE" else f"样本{number:05d}陶瓷有限公司"
        )
        yield {
            "external_id": f"{prefix}{number}",
            "country": country,
            "city": city,
            "name": f"{prefix} {name}" if country == "DE" else f"{name}{prefix}",
            "website": f"firma-{prefix}{number}.example",
            "employees": "120",
            "description_de": f"Ware {number}",
            "offers": "Messer;Scheren",
            "industries": "2592",
            "contact_name": "Anna Weber",
        }


def test_thousands_of_rows_against_thousands(store: Store, tmp_path: Path) -> None:
    words = ("Maschinenbau", "Metallwaren", "Werkzeugfabrik")
    first = write_csv(tmp_path, *many_rows("a", words), name="eins.csv")
    second = write_csv(tmp_path, *many_rows("b", words), name="zwei.csv")
    run(store, first)
    code, report = run_json(store, second)
    assert (code, report["created"], report["problems"]) == (0, MANY, [])
    assert run_json(store, second)[1]["unchanged"] == MANY


def test_a_workbook_goes_the_same_way(store: Store, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, tuple(GOOD), tuple(GOOD.values()), ("2", "DE", "Solingen", ""))
    code, text = run(store, path, "en")
    assert code == 1
    assert "Line 3, column name: Required; must not be empty." in text


def test_export_and_its_refusals(store: Store, tmp_path: Path) -> None:
    run(store, write_csv(tmp_path, GOOD))
    stream = io.StringIO()
    path = tmp_path / "alles.csv"
    assert run_export(store, path, force=False, locale="de", stream=stream) == 0
    assert run_export(store, path, force=False, locale="de", stream=stream) == 2
    assert run_export(store, path, force=True, locale="de", stream=stream) == 0
    assert run_export(store, tmp_path / "fehlt" / "x.csv", force=True, locale="de", stream=stream) == 2
    lines = stream.getvalue().splitlines()
    assert lines[0].startswith(f"1 Eintrag in {path} geschrieben.")
    assert lines[1] == f"{path} gibt es schon. Mit --force wird sie überschrieben."
    assert lines[3].startswith("Den Ordner für ")


def test_every_message_exists_in_every_language() -> None:
    localizer = Localizer()
    catalogues = [
        {key for key in localizer.keys(locale) if key.startswith(("import-", "export-"))}
        for locale in LOCALES
    ]
    assert catalogues[0] == catalogues[1] == catalogues[2]
    assert len(catalogues[0]) > 70


def test_a_progress_bar_is_drawn_for_somebody_who_watches(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", screen := Screen())
    monkeypatch.setenv("TERM", "xterm")
    code, text = run(store, write_csv(tmp_path, GOOD))
    assert (code, "\x1b" in text) == (0, False)
    assert "Lesen" in screen.getvalue() or "Speichern" in screen.getvalue()
