"""Whether a file that waits on the pages names somebody, in every form it can be brought in."""

from pathlib import Path

import pytest

from directory.importing.columns import find_nearest
from directory.store.brought_tables import mentions
from tests.unit.import_files import write_xlsx

ROW = ("de-1", "Geheim@Example.com", "+49 (0)212 / 555-98 76")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "cp1252"])
def test_a_file_of_lines_is_searched_whatever_its_encoding(encoding: str) -> None:
    content = ";".join(ROW).encode(encoding)
    assert mentions(content, "geheim@example.com", "") and mentions(content, "", "125559876")
    assert not mentions(content, "anders@example.com", "") and not mentions(content, "", "125559877")
    assert not mentions(content, "", "")


def test_a_workbook_is_searched_too(tmp_path: Path) -> None:
    content = write_xlsx(tmp_path, ROW, ("de-2", "", 4915112345678)).read_bytes()
    assert mentions(content, "geheim@example.com", "") and mentions(content, "", "112345678")
    assert not mentions(content, "anders@example.com", "")


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("ID", "external_id"),
        ("company id", "external_id"),
        ("Email", "contact_email"),
        ("phone", "contact_phone"),
    ],
)
def test_a_last_word_that_one_column_has_names_it(header: str, column: str) -> None:
    assert find_nearest(header) == column
