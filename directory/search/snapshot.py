"""A segment as files that several processes map into memory; what does not fit exactly is not used.

A folder holds `NUMBER/`, one `.npy` file for each array and `manifest.json` with version, shapes and sums.
A snapshot is written under another name and renamed when it is complete on the disk, so that a process that
dies leaves the one before. Everything in it can be made anew from the directory.
"""

import fcntl
import json
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast, get_type_hints

import numpy as np
from numpy.typing import NDArray

from directory.search.segment import Segment

FORMAT = 3  # change it with any field of a segment or any way it is computed
_MANIFEST, _LOCK, _WRITING = "manifest.json", "lock", "writing"
_LOG = logging.getLogger(__name__)
Array = NDArray[Any]


class SnapshotFolder:
    """The snapshots of one directory."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def newest(self) -> int:
        """The number of the newest snapshot; 0 where there is none."""
        return max(self._numbers(), default=0)

    def saved_at(self) -> datetime | None:
        """When the newest snapshot was written."""
        with suppress(OSError):
            written_s = (self._path / str(self.newest()) / _MANIFEST).stat().st_mtime
            return datetime.fromtimestamp(written_s, UTC)
        return None

    def load(self, version: str) -> tuple[int, Segment] | None:
        """The newest snapshot that is whole and of this version, with its number."""
        for number in sorted(self._numbers(), reverse=True):
            try:
                return number, _read(self._path / str(number), version)
            except Exception as error:  # whatever is wrong with it: the index is then built anew
                _LOG.warning("search snapshot %d is not used: %s", number, error)
        return None

    def save(self, segment: Segment, version: str) -> int | None:
        """Write a snapshot and remove older ones; its number. None where another process is writing.

        Raises OSError where the folder cannot be written.
        """
        self._path.mkdir(parents=True, exist_ok=True)
        with self._alone() as alone:
            if not alone:
                return None
            draft = self._path / _WRITING
            shutil.rmtree(draft, ignore_errors=True)  # of a writer that died
            draft.mkdir()
            _write(draft, segment, version)
            number = self.newest() + 1
            draft.rename(self._path / str(number))
            _sync(self._path)
            for other in self._numbers():
                if other != number:  # processes that have it open keep it until they close it
                    shutil.rmtree(self._path / str(other), ignore_errors=True)
            return number

    def _numbers(self) -> list[int]:
        with suppress(OSError):
            return [int(entry.name) for entry in self._path.iterdir() if entry.name.isdecimal()]
        return []

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        with (self._path / _LOCK).open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            yield True


def _write(folder: Path, segment: Segment, version: str) -> None:
    arrays = dict(_flatten(segment, ""))
    for name, array in arrays.items():
        with (folder / f"{name}.npy").open("wb") as file:
            np.save(file, array, allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())
    sums = {name: [array.dtype.str, list(array.shape), _sum(array)] for name, array in arrays.items()}
    with (folder / _MANIFEST).open("w", encoding="utf-8") as file:
        json.dump({"format": FORMAT, "version": version, "arrays": sums}, file)
        file.flush()
        os.fsync(file.fileno())
    _sync(folder)


def _read(folder: Path, version: str) -> Segment:
    manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    if (manifest["format"], manifest["version"]) != (FORMAT, version):
        raise ValueError("it was made by another version of the program or the lexicon")
    arrays = {}
    for name, (dtype, shape, told) in manifest["arrays"].items():
        path = folder / f"{name}.npy"
        # An empty array cannot be mapped.
        array = np.load(path, mmap_mode="r" if np.prod(shape) else None, allow_pickle=False)
        if [array.dtype.str, list(array.shape), _sum(array)] != [dtype, shape, told]:
            raise ValueError(f"{name} is damaged")
        arrays[name] = np.asarray(array)
    return cast("Segment", _restore(Segment, "", arrays))


def _flatten(value: Any, name: str) -> Iterator[tuple[str, Array]]:
    if not is_dataclass(value):
        yield name, np.ascontiguousarray(value)
        return
    for field in fields(value):
        yield from _flatten(getattr(value, field.name), f"{name}.{field.name}" if name else field.name)


def _restore(kind: Any, name: str, arrays: dict[str, Array]) -> Any:
    if not is_dataclass(kind):
        return arrays[name]
    hints = get_type_hints(kind)
    values = {
        field.name: _restore(hints[field.name], f"{name}.{field.name}" if name else field.name, arrays)
        for field in fields(kind)
    }
    return cast("type[Any]", kind)(**values)


def _sum(array: Array) -> int:
    """A sum over all bytes, made at the speed of the memory; reading them also brings them into it."""
    raw = np.asarray(array).reshape(-1).view(np.uint8)
    whole = len(raw) // 8 * 8
    return int(raw[:whole].view(np.uint64).sum(dtype=np.uint64)) ^ int(raw[whole:].sum(dtype=np.uint64))


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
