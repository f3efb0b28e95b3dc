"""What an import leaves behind: an act in the log for every city, a line in the history of every entry."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from directory.domain.roles import Act, Role
from directory.importing.changes import Change
from directory.store import audit


def find_entry(change: Change) -> audit.Entry:
    """The entry that changed, as the log names it."""
    return audit.Entry(change.after.id, change.after.external_id, change.after.city_id, change.fields)


def write_history(
    session: Session,
    entries: Sequence[audit.Entry],
    file: str,
    now: datetime,
    roles: Mapping[int, Role] | None = None,
    person_id: int | None = None,
    *,
    undone: bool = False,
) -> None:
    """Write down that these entries come from `file`, or that this was `undone`.

    `roles`: in which one the person acts, by city; None: whoever has the shell.
    """
    act = Act.UNDO_IMPORT if undone else Act.IMPORT
    acting = roles or {one.city_id: Role.OPERATOR for one in entries}
    for city_id, role in acting.items():
        audit.write(session, act, role, now, person_id=person_id, city_id=city_id, words=file)
    audit.write_many(session, act, now, entries, acting, person_id=person_id, words=file)
