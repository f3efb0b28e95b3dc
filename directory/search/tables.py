"""What is derived from the lexicon, kept in the user's cache: made once, read by every process.

A file is written under another name and renamed, and holds a sum of its bytes. Its name holds a key of all it
was made from; what is missing, torn or cannot be written is made anew. It holds plain values, never code.
"""

import hashlib
import logging
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

KEPT_FILES = 16  # of a few versions: who works on two at once makes neither anew
_SUM_BYTES = 16
_LOG = logging.getLogger(__name__)
T = TypeVar("T")


class Tables:
    """Objects whose attributes are plain values and arrays, by name. Without a folder all are made here."""

    def __init__(self, folder: Path | None = None, key: str = "") -> None:
        self._folder = folder
        self._key = key
        self._known: dict[str, Any] = {}

    def get(
        self, name: str, kind: type[T], build: Callable[[], T], lasts: Callable[[], bool] = lambda: True
    ) -> T:
        """The object of this name; built where it is not kept, and then kept if it `lasts`."""
        found: T | None = self._known.get(name)
        if found is not None:
            return found
        state = self._read(name)
        if state is None:
            found = build()
            if not lasts():
                return found
            self._write(name, vars(found))
        else:
            found = object.__new__(kind)
            vars(found).update(state)
        self._known[name] = found
        return found

    def _path(self, folder: Path, name: str) -> Path:
        return folder / f"{name}-{self._key}.tables"

    def _read(self, name: str) -> dict[str, Any] | None:
        if self._folder is None:
            return None
        try:
            kept = self._path(self._folder, name).read_bytes()
            plain = memoryview(kept)[_SUM_BYTES:]
            if _sum(plain) != kept[:_SUM_BYTES]:
                return None
            return {key: _unpack(value) for key, value in marshal.loads(plain).items()}  # noqa: S302
        except FileNotFoundError:
            return None
        except (OSError, EOFError, ValueError, TypeError) as error:
            _LOG.warning("the kept %s are not used: %s", name, error)
            return None

    def _write(self, name: str, state: dict[str, Any]) -> None:
        if self._folder is None:
            return
        plain = marshal.dumps({key: _pack(value) for key, value in state.items()})
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_sum(plain) + plain)
                Path(draft).replace(self._path(self._folder, name))
            except OSError:
                Path(draft).unlink(missing_ok=True)
                raise
            self._tidy(self._folder)
        except OSError as error:
            _LOG.debug("the %s are not kept: %s", name, error)

    def _tidy(self, folder: Path) -> None:
        files = sorted(folder.glob("*.tables"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in files[KEPT_FILES:]:
            path.unlink(missing_ok=True)


def find_folder() -> Path | None:
    """The user's folder for what can be made anew; None where the user has none."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    if Path(given).is_absolute():
        return Path(given) / "isabot"
    try:
        return Path.home() / ".cache" / "isabot"
    except RuntimeError:
        return None


@cache
def build_key() -> str:
    """Names all that tables are made from: the lexicon, the code, and what the code leans on."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for package in ("numpy", "pypinyin", "zhconv-rs"):
        digest.update(metadata.version(package).encode())
    for file in _list_files(resources.files("directory.search")):
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _list_files(folder: Traversable) -> Iterable[Traversable]:
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.is_dir():
            yield from _list_files(file)
        elif file.name.endswith((".py", ".tsv", ".npy")):
            yield file


def _sum(plain: "bytes | memoryview[int]") -> bytes:
    return hashlib.blake2b(plain, digest_size=_SUM_BYTES).digest()


def _pack(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return (np.ndarray.__name__, value.dtype.str, value.shape, value.tobytes())
    return value


def _unpack(value: Any) -> Any:
    if isinstance(value, tuple) and value[:1] == (np.ndarray.__name__,):
        return np.frombuffer(value[3], value[1]).reshape(value[2])
    return value
