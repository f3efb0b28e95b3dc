"""Migrations on a connection that the store opened; apart from it, since alembic takes long to load."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from directory.store.errors import StoreError

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection, revision: str) -> None:
    """See `Store.upgrade`."""
    with _failures():
        command.upgrade(_open(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """See `Store.downgrade`."""
    with _failures():
        command.downgrade(_open(connection), revision)


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except CommandError as error:
        raise StoreError(f"The schema could not be changed: {error}") from error


def _open(connection: Connection) -> Config:
    """The migrations, unless the schema is of none of them. Raises StoreError."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise StoreError(
            f"The database has schema revision {current}, which this version of the program does not know: "
            "it was written by a newer one. Update the program or use another database."
        )
    return config
