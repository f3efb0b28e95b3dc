"""The migrations give exactly the models' schema, there and back, and refuse what they do not know."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from directory.store.engine import Store
from directory.store.errors import StoreError
from directory.store.models import Base


def test_migrations_give_the_models_schema(store: Store) -> None:
    with store.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []


def test_no_migration_of_sqlite_lets_ids_be_given_twice(tmp_path: Path) -> None:
    """Alembic compares it not, and a table that a batch operation builds anew loses it."""
    promised = {
        table.name
        for table in Base.metadata.tables.values()
        if table.dialect_options["sqlite"]["autoincrement"]
    }
    assert "outbox" in promised
    store = Store(f"sqlite:///{tmp_path / 'isabot.db'}")
    store.upgrade()
    assert promised == _list_counting(store)
    for revision in ("0004", "0003", "0002"):
        store.downgrade(revision)
        assert promised & set(inspect(store.engine).get_table_names()) == _list_counting(store)
    store.close()


def _list_counting(store: Store) -> set[str]:
    """The SQLite tables whose ids only ever rise."""
    counting = text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
    with store.read() as session:
        return set(session.scalars(counting))


def test_upgrade_downgrade_upgrade(empty_url: str) -> None:
    store = Store(empty_url)
    store.upgrade()
    store.upgrade()
    assert store.find_revision() == "0012"
    store.downgrade()
    assert store.find_revision() is None
    assert inspect(store.engine).get_table_names() == ["alembic_version"]
    store.upgrade()
    assert set(inspect(store.engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
    store.close()


def test_an_unknown_revision_is_refused(store: Store) -> None:
    with store.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer"):
        store.upgrade()
    with pytest.raises(StoreError, match="newer"):
        store.downgrade()
    assert store.find_revision() == "9999"


@pytest.mark.parametrize("url", ["nonsense", "mysql://host/db", "sqlite://", "sqlite:///:memory:"])
def test_urls_that_cannot_work_are_refused(url: str) -> None:
    with pytest.raises(StoreError, match=r"database\.url"):
        Store(url)


@pytest.mark.parametrize("url", ["sqlite:////proc/none/x.db", "postgresql://nobody:secret@127.0.0.1:1/none"])
def test_an_unreachable_database_is_told_without_its_password(url: str) -> None:
    store = Store(url)
    with pytest.raises(StoreError) as caught, store.read() as session:
        session.execute(text("SELECT 1"))
    assert "secret" not in str(caught.value)
    store.close()
