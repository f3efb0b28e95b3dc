"""Personal data: every column classified, docs/privacy.md complete, contact data behind the gate."""

import ast
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from directory.domain.person import TEXT_VERSIONS, Purpose
from directory.store.holdings import TOLD_APART
from directory.store.models import Base
from directory.store.personal import PERSONAL, PLAIN, Period, render_table
from directory.store.personal import Purpose as Activity
from handlers.localizer import LOCALES
from tests.meta.test_catalogues import catalogue, written

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")
COLUMNS = {f"{table.name}.{column.name}" for table in Base.metadata.sorted_tables for column in table.columns}
PLAIN_COLUMNS = {f"{table}.{column}" for table, columns in PLAIN.items() for column in columns.split()}


def test_every_column_is_either_personal_or_plain_and_none_is_invented() -> None:
    assert set(PERSONAL) & PLAIN_COLUMNS == set()
    assert set(PERSONAL) | PLAIN_COLUMNS == COLUMNS


def test_a_column_that_points_at_a_person_is_personal() -> None:
    pointing = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == "people" for key in column.foreign_keys)
    }
    assert pointing <= set(PERSONAL)


def test_the_page_shows_the_table_and_explains_every_purpose() -> None:
    assert render_table() in PAGE, f"docs/privacy.md is to show:\n{render_table()}"
    for activity in Activity:
        assert f"| {activity} |" in PAGE, activity


def test_every_period_that_names_a_setting_names_one_that_exists() -> None:
    from bot.config import PrivacySettings

    named = {
        word.strip(",") for period in Period for word in period.split() if word.strip(",").endswith("_days")
    }
    assert named <= set(PrivacySettings.model_fields)
    for name in PrivacySettings.model_fields:
        assert f"`privacy.{name}`" in PAGE, name


def test_my_data_tells_in_words_only_of_tables_that_exist() -> None:
    assert set(Base.metadata.tables) >= TOLD_APART


# Text versions


TEXTS = {
    (Purpose.INTRODUCTIONS, "2026-11"): "e400361bb72bdd42",
    (Purpose.INTRODUCTIONS, "2026-11b"): "2d4b00d13df640b4",
    (Purpose.INTRODUCTIONS, "2026-11c"): "7aeac94bab6b9476",
    (Purpose.REGISTRATION, "2026-11"): "587c4566e92e7e17",
    (Purpose.REGISTRATION, "2026-11b"): "243a22784ce3f332",
    (Purpose.OFFICE, "2026-11"): "547f4c77948e4bb1",
    (Purpose.OFFICE, "2026-11b"): "2b49ef9685087ece",
    (Purpose.NEWS, "2026-11"): "8ebd0a64bed611c9",
    (Purpose.NEWS, "2026-11b"): "b52faf7281670918",
    (Purpose.ABROAD, "2026-11"): "40e22f3177b27582",
    (Purpose.ABROAD, "2026-11b"): "aeb48bdc477492ee",
    (Purpose.HELP, "2026-11"): "b7c0020f57322fba",
    (Purpose.HELP, "2026-11b"): "52655333b3a2bcf9",
}
"""What each version said, in all languages. A changed text is a new version: add it, keep the old.

Who answers for the data is a setting that they show; that they name it is no new version.
"""


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_consent_text_that_changes_gets_a_new_version(purpose: Purpose) -> None:
    texts = "\n".join(written(catalogue(locale)[f"consent-{purpose}"]) for locale in LOCALES)
    shown = hashlib.sha256(texts.encode()).hexdigest()[:16]
    assert TEXTS.get((purpose, TEXT_VERSIONS[purpose])) == shown, f"{purpose}: {shown}"


# The gate


RAW = {"find_person", "find_person_at"}
ALLOWED = {
    "directory/store/people.py",
    "directory/store/permits.py",
    "directory/store/apply.py",
    "directory/store/views.py",  # takes the contact data off
    "bot/turns.py",  # for whoever writes, about themselves
}
CONTACT_COLUMNS = {"email", "phone", "wechat", "who"}
CONTACT_ROWS = {"directory/store/people.py", "directory/store/forgetting.py"}


def modules() -> Iterator[tuple[str, ast.AST]]:
    for folder in ("bot", "handlers", "directory"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                name = path.relative_to(ROOT).as_posix()
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                    yield name, node


def test_people_with_their_contact_data_are_read_in_few_places() -> None:
    readers = {
        name
        for name, node in modules()
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in RAW
        and ast.unparse(node.func.value) == "people"
    }
    assert readers <= ALLOWED, readers - ALLOWED
    named = {
        name
        for name, node in modules()
        if isinstance(node, ast.ImportFrom) and node.module == "directory.store.people"
    }
    assert named == set(), "import the module, so that this test sees what is called"


def test_contact_columns_are_read_where_people_are_stored_or_forgotten_only() -> None:
    readers = {
        name
        for name, node in modules()
        if isinstance(node, ast.Attribute)
        and node.attr in CONTACT_COLUMNS
        and ast.unparse(node.value) == "PersonRow"
    }
    assert readers <= CONTACT_ROWS, readers


def test_contact_persons_of_entries_are_read_by_import_export_and_forgetting_only() -> None:
    readers = {
        name
        for name, node in modules()
        if isinstance(node, ast.Name | ast.alias)
        and "CompanyContactRow" in (getattr(node, "id", ""), getattr(node, "name", ""))
    }
    readers -= {"directory/store/models.py", "directory/store/models_directory.py"}
    assert readers == {"directory/store/contacts.py", "directory/store/forgetting.py"}
    users = {
        name
        for name, node in modules()
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("contacts.list_contacts", "contacts.find_contact")
    }
    users -= {"directory/store/views.py"}  # for the agency that passes a request on
    assert users == {"directory/importing/writing.py", "directory/exporting.py"}


def test_handlers_hand_out_contact_data_in_one_place_and_show_them_to_agencies_in_another() -> None:
    askers = {
        name
        for name, node in modules()
        if name.startswith(("bot/", "handlers/"))
        and isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "find_contact"
    }
    in_office = {"handlers/reviewing.py", "handlers/handover_lines.py", "handlers/reporting.py"}
    assert askers == {"handlers/exchange.py", "bot/admin/reviewing.py", *in_office}
