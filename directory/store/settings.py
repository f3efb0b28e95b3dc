"""Values the installation remembers: tokens, positions, notes on the data."""

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from directory.store.models import SettingRow
from directory.store.statements import count_changed, insert_into, run

_BY_KEY = select(SettingRow.value).where(SettingRow.key == bindparam("key"))


def find_value(session: Session, key: str) -> str | None:
    """The value kept under `key`."""
    found: str | None = run(session, _BY_KEY, key=key).scalar()
    return found


def put_value(session: Session, key: str, value: str | None) -> None:
    """Keep a value under `key`, over what was there; None removes it."""
    if value is None:
        session.execute(delete(SettingRow).where(SettingRow.key == key))
        return
    statement = insert_into(session, SettingRow).values(key=key, value=value)
    session.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def swap_value(session: Session, key: str, expected: str | None, value: str) -> bool:
    """Keep `value` only where `expected` stands now (None: nothing); False where somebody was faster."""
    if expected is None:
        statement = insert_into(session, SettingRow).values(key=key, value=value)
        return session.scalar(statement.on_conflict_do_nothing().returning(SettingRow.key)) is not None
    changed = update(SettingRow).where(SettingRow.key == key, SettingRow.value == expected)
    return count_changed(session, changed.values(value=value)) == 1
