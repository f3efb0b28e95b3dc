"""What a cell may hold, and what its text means in its column."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.city import Country
from directory.domain.company import CooperationKind, EntryKind
from directory.importing.cells import protect, read_text
from directory.importing.problems import Fault, shorten
from directory.importing.values import (
    read_country,
    read_email,
    read_employees,
    read_founded,
    read_industries,
    read_kind,
    read_kinds,
    read_line,
    read_list,
    read_website,
)
from tests.unit.import_files import NOW


def code(value: object) -> str:
    assert isinstance(value, Fault), value
    return value.code


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  Solingen \t", "Solingen"),
        ("\u3000佛山\u00a0", "佛山"),
        ("\ufeffx\u200b", "x"),
        ("Mu\u0308ller", "Müller"),
        ("eins\r\nzwei\rdrei", "eins\nzwei\ndrei"),
        ("+49 212 123-45", "+49 212 123-45"),
        ("- gestanzte Teile (auch Messing)", "- gestanzte Teile (auch Messing)"),
        ("'=Text", "=Text"),
        ("''@name", "'@name"),
        ("'s Hertogen", "'s Hertogen"),
    ],
)
def test_text_is_trimmed_composed_and_freed_of_its_apostrophe(raw: str, text: str) -> None:
    assert read_text(raw) == text


@pytest.mark.parametrize(
    "raw",
    [
        "=1+1",
        "@SUM(A1)",
        "+A1",
        "-2+3",
        "\t=1",
        "\r=1",
        "- cmd|' /C calc'!A0",
        "- SUM(A1)",
        "+49 212|x",
    ],
)
def test_what_a_spreadsheet_could_execute_is_refused(raw: str) -> None:
    assert code(read_text(raw)) == "formula"


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u202e", "\u2066"])
def test_control_characters_are_refused_by_name(sign: str) -> None:
    fault = read_text(f"Mes{sign}ser")
    assert isinstance(fault, Fault)
    assert (fault.code, fault.arguments) == ("control", {"sign": f"U+{ord(sign):04X}"})


def test_a_long_cell_is_refused_and_the_longest_allowed_is_not() -> None:
    assert code(read_text("x" * 10_001)) == "cell_too_long"
    assert read_text("x" * 10_000) == "x" * 10_000
    assert read_text("'=" + "x" * 9_999) == "=" + "x" * 9_999


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))))
def test_what_was_exported_is_read_back_exactly(text: str) -> None:
    known = read_text(protect(text))
    if isinstance(known, str):
        assert read_text(protect(known)) == known


@given(st.text(min_size=1))
def test_an_exported_cell_never_begins_like_a_formula(text: str) -> None:
    assert not re.match(r"[=+\-@\t\r]", protect(text))


def test_a_short_text_stands_on_one_line() -> None:
    assert read_line("x" * 200) == "x" * 200
    assert code(read_line("x" * 201)) == "text_too_long"
    assert code(read_line("Müller\nGmbH")) == "line_break"


@pytest.mark.parametrize("text", ["DE", "de", "ＤＥ", "Deutschland", "GERMANY", "德国"])
def test_germany_has_many_names(text: str) -> None:
    assert read_country(text) is Country.DE


@pytest.mark.parametrize("text", ["CN", "China", "中国", "中國"])
def test_china_has_many_names(text: str) -> None:
    assert read_country(text) is Country.CN


@pytest.mark.parametrize("text", ["D", "Frankreich", "AT", "日本"])
def test_other_countries_are_refused(text: str) -> None:
    assert code(read_country(text)) == "country"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("", ()),
        ("Messer; Scheren ;", ("Messer", "Scheren")),
        ("瓷砖；岩板", ("瓷砖", "岩板")),
        ("a;b\nc;a", ("a", "b", "c")),
        (";;;", ()),
        ("Lager, geteilt", ("Lager, geteilt",)),
    ],
)
def test_lists_are_divided_by_semicolons(text: str, items: tuple[str, ...]) -> None:
    assert read_list(text) == items


def test_kinds_are_words_of_a_closed_list() -> None:
    assert read_kind(" Agency ", EntryKind, "kind") is EntryKind.AGENCY
    assert code(read_kind("Firma", EntryKind, "kind")) == "kind"
    kinds = read_kinds("supply；Joint Venture;supply", CooperationKind, "cooperation")
    assert kinds == (CooperationKind.SUPPLY, CooperationKind.JOINT_VENTURE)
    assert code(read_kinds("supply;barter", CooperationKind, "cooperation")) == "cooperation"


@pytest.mark.parametrize("text", ["2592", "0111；2392", "", "９９００"])
def test_industries_are_classes_of_real_divisions(text: str) -> None:
    assert not isinstance(read_industries(text), Fault)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("111", "industry_form"),
        ("25.92", "industry_form"),
        ("C2592", "industry_form"),
        ("0412", "industry_unknown"),
        ("2592;3412", "industry_unknown"),
        ("0000", "industry_unknown"),
    ],
)
def test_other_industries_are_refused(text: str, expected: str) -> None:
    assert code(read_industries(text)) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", None),
        ("0", 0),
        ("200", 200),
        ("1.200", 1200),
        ("1,200", 1200),
        ("1 200", 1200),
        ("1\u00a0200", 1200),
        ("1\u202f200", 1200),
        ("1'200", 1200),
        ("1.234.567", 1234567),
        ("120.0", 120),
        ("２００", 200),
    ],
)
def test_employees_are_a_whole_number(text: str, number: int | None) -> None:
    assert read_employees(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "约200",
        "ca. 200",
        "200+",
        "50-100",
        "-5",
        "1.5",
        "1,20",
        "1.200,50",
        "1.200,300",
        "99999999999",
        "=2",
        "\x00",
    ],
)
def test_other_numbers_of_employees_are_refused(text: str) -> None:
    assert code(read_employees(text)) == "employees"


@pytest.mark.parametrize(("text", "year"), [("", None), ("1000", 1000), ("1998.0", 1998), ("2027", 2027)])
def test_founded_is_a_year(text: str, year: int | None) -> None:
    assert read_founded(text, NOW) == year


@pytest.mark.parametrize("text", ["999", "2028", "98", "1.998", "1998年", "01.05.1998", "-100"])
def test_other_years_are_refused(text: str) -> None:
    assert code(read_founded(text, NOW)) == "founded"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("", ""),
        ("firma.de", "https://firma.de"),
        ("www.Firma.DE/Über", "https://www.firma.de/Über"),
        ("HTTP://Firma.de:8080/x?y=1#z", "http://firma.de:8080/x?y=1#z"),
        ("https://müller-söhne.de", "https://müller-söhne.de"),
        ("公司.中国", "https://公司.中国"),
        ("yuntao.example", "https://yuntao.example"),
    ],
)
def test_websites_get_a_scheme(text: str, address: str) -> None:
    assert read_website(text) == address
    assert read_website(address) == address


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "javascript://firma.de/%0aalert(1)",
        "data:text/html,x",
        "ftp://firma.de",
        "mailto:a@firma.de",
        "https://user:pw@firma.de",
        "https://",
        "localhost",
        "192.168.0.1",
        "firma",
        "firma .de",
        "keine",
        "a.de; b.de",
        "https://-x.de",
        "//firma.de",
    ],
)
def test_what_is_no_website_is_refused(text: str) -> None:
    assert code(read_website(text)) == "website"


@pytest.mark.parametrize("text", ["", "a.b+c@firma.de", "wang＠yuntao.example", "info@müller.de"])
def test_good_addresses(text: str) -> None:
    assert not isinstance(read_email(text), Fault)


@pytest.mark.parametrize(
    "text", ["a(at)firma.de", "a@firma", "a@@firma.de", "a b@firma.de", "@firma.de", "a@b.de, c@d.de"]
)
def test_bad_addresses(text: str) -> None:
    assert code(read_email(text)) == "email"


def test_a_value_is_shown_short_on_one_line_and_without_addresses() -> None:
    assert shorten("x" * 61) == "x" * 59 + "…"
    assert shorten("a\n\tb\x1b[31m") == "a b�[31m"
    assert "weber@firma.de" not in shorten("schreiben an weber@firma.de")
