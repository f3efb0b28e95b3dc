"""Meanings of texts, one vector per text and model, as the bytes the search gives and takes."""

import hashlib
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.store.models import VectorRow
from directory.store.statements import insert_into, split

_LONGEST_KEY = 120


def get_many(session: Session, model: str, keys: Iterable[str]) -> dict[str, bytes]:
    """The stored vectors among these keys."""
    names = {_shorten(key): key for key in keys}
    found: dict[str, bytes] = {}
    for portion in split(names):
        statement = select(VectorRow.key, VectorRow.vector).where(VectorRow.model == model)
        for row in session.execute(statement.where(VectorRow.key.in_(portion))):
            found[names[row.key]] = bytes(row.vector)
    return found


def put_many(session: Session, model: str, vectors: Mapping[str, bytes]) -> None:
    """Store vectors under their keys, over what was there."""
    rows = {_shorten(key): vector for key, vector in vectors.items()}
    for portion in split(sorted(rows)):
        statement = insert_into(session, VectorRow)
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["model", "key"], set_={"vector": statement.excluded.vector}
            ),
            [{"model": model, "key": key, "vector": rows[key]} for key in portion],
        )


def _shorten(key: str) -> str:
    """Long texts and odd characters do not fit an index: those keys are stored as their SHA-256."""
    if len(key) <= _LONGEST_KEY and key.isprintable():
        return key
    return "sha256:" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
