"""The store as the search's cache of vectors: a term is encoded once in its life."""

from collections.abc import Sequence

from directory.search.semantic import VECTOR_VERSION
from directory.store import vectors
from directory.store.engine import Store


class StoredVectors:
    """Implements `directory.search.semantic.VectorCache`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The values kept; unknown keys are left out."""
        with self._store.read() as session:
            return vectors.get_many(session, VECTOR_VERSION, keys)

    def put_many(self, values: dict[str, bytes]) -> None:
        """Keep values."""
        with self._store.write() as session:
            vectors.put_many(session, VECTOR_VERSION, values)
