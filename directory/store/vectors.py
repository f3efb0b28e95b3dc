"""Meanings of texts, one vector per text and model, as the bytes the search gives and takes.

A text may name a person, so no row tells its text: it is found by a hash of model and text.
"""

import hashlib
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.store.models import VectorRow
from directory.store.statements import insert_into, split


def get_many(session: Session, model: str, keys: Iterable[str]) -> dict[str, bytes]:
    """The stored vectors among these keys."""
    names = {_hash(model, key): key for key in keys}
    found: dict[str, bytes] = {}
    for portion in split(names):
        statement = select(VectorRow.key, VectorRow.vector).where(VectorRow.model == model)
        for row in session.execute(statement.where(VectorRow.key.in_(portion))):
            found[names[row.key]] = bytes(row.vector)
    return found


def put_many(session: Session, model: str, vectors: Mapping[str, bytes]) -> None:
    """Store vectors under their keys, over what was there."""
    rows = {_hash(model, key): vector for key, vector in vectors.items()}
    for portion in split(sorted(rows)):
        statement = insert_into(session, VectorRow)
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["model", "key"], set_={"vector": statement.excluded.vector}
            ),
            [{"model": model, "key": key, "vector": rows[key]} for key in portion],
        )


def _hash(model: str, key: str) -> str:
    return hashlib.sha256(f"{model}\0{key}".encode("utf-8", "surrogatepass")).hexdigest()
