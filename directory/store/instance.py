"""Which installation may send news: the one that the database remembers. A copy of it is another one.

An installation is known by a name (the host's, unless one is configured) and by the very database: the
file, or the server and the database there. So a file that was copied, restored or moved is not the same.
"""

import hashlib
import socket

from sqlalchemy import make_url, text

from directory.store import settings
from directory.store.engine import Store

KEY = "instance"


def find_identity(store: Store, name: str = "") -> str:
    """The name, and a fingerprint of the database that is open. Raises StoreError."""
    name = name or socket.gethostname()
    return f"{name} {hashlib.sha256(_describe(store).encode()).hexdigest()[:16]}"


def find_owner(store: Store) -> str | None:
    """The installation that may send news; None where none has begun to."""
    with store.read() as session:
        return settings.find_value(session, KEY)


def holds(store: Store, identity: str) -> bool:
    """Whether this installation may send news; the first one that asks may, from then on."""
    owner = find_owner(store)
    if owner is None:
        with store.write() as session:
            settings.swap_value(session, KEY, None, identity)
        owner = find_owner(store)
    return owner == identity


def adopt(store: Store, identity: str) -> str | None:
    """Let this installation send news from now on; the one that could before."""
    owner = find_owner(store)
    with store.write() as session:
        settings.put_value(session, KEY, identity)
    return owner


def _describe(store: Store) -> str:
    if store.file is not None:
        path = store.file.resolve()
        return f"{path} {path.stat().st_ino}"
    url = make_url(store.url)
    asked = text(
        "SELECT system_identifier, (SELECT oid FROM pg_database WHERE datname = current_database()) "
        "FROM pg_control_system()"
    )
    with store.read() as session:
        system, database = session.execute(asked).one()
    return f"{url.host or 'local'} {url.port or 5432} {system} {database}"
