"""Sign bits of the vectors of all lexicon names, kept beside the lexicon so that no start has to encode them.

`python -m directory.search.signs` writes the file anew after the lexicon has changed; until then names
it lacks are encoded when the index is made.
"""

import hashlib
import io
import sys
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from directory.search.concepts import load_lexicon
from directory.search.semantic import (
    DIMENSIONS,
    MemoryCache,
    SentenceEncoder,
    Vectors,
    sign_bits,
    unpack_vector,
)

FILE = "name_signs.npy"
_ROW = np.dtype([("key", "<u8"), ("signs", "<u8", (DIMENSIONS // 64,))])


def name_key(name: str) -> int:
    """The number a name is found by."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=1)
def _kept() -> dict[int, int]:
    return {int(key): row for row, key in enumerate(_table()["key"])}


@lru_cache(maxsize=1)
def _table() -> NDArray[np.void]:
    file = resources.files("directory.search.lexicon") / FILE
    if not file.is_file():
        return np.zeros(0, _ROW)
    return np.asarray(np.load(io.BytesIO(file.read_bytes()), allow_pickle=False))


def missing_signs(names: Iterable[str]) -> list[str]:
    """Names that the file lacks."""
    kept = _kept()
    return [name for name in dict.fromkeys(names) if name_key(name) not in kept]


def load_signs(names: Iterable[str], vectors: Vectors) -> dict[str, NDArray[np.uint64]]:
    """Sign bits of each name, from the file or encoded now."""
    kept, table = _kept(), _table()["signs"]
    result, missing = {}, []
    for name in dict.fromkeys(names):
        row = kept.get(name_key(name))
        if row is None:
            missing.append(name)
        else:
            result[name] = table[row]
    for name, value in vectors.of_terms(missing).items():
        result[name] = sign_bits(unpack_vector(value))
    return result


def write_signs(names: Iterable[str], vectors: Vectors, path: Path) -> int:
    """Encode all names and write the file; returns how many there are."""
    packed = vectors.of_terms(dict.fromkeys(names))
    rows = np.zeros(len(packed), _ROW)
    for row, (name, value) in enumerate(sorted(packed.items())):
        rows[row] = (name_key(name), sign_bits(unpack_vector(value)))
    np.save(path, rows, allow_pickle=False)
    return len(rows)


def main() -> int:
    """Write the file beside the lexicon."""
    names = [
        name
        for concept in load_lexicon().concepts.values()
        for ways in concept.names.values()
        for name in ways
    ]
    path = Path(__file__).parent / "lexicon" / FILE
    count = write_signs(names, Vectors(SentenceEncoder(), MemoryCache()), path)
    sys.stdout.write(f"{count} names -> {path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
