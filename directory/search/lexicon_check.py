"""The lexicon's checker: names every fault a row can have."""

import re
import sys
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path

from zhconv_rs import zhconv

from directory.domain.classifications import find_gbt
from directory.domain.fields import find_field
from directory.search.concepts import COLUMNS, LANGUAGES, lexicon_files, read_rows
from directory.search.normalize import has_han

KINDS = ("product", "material", "process", "service", "industry")
# Kinds of which every concept has a broader one.
BELOW = ("material", "process")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BAD_CHARS = re.compile(r"[()/;\t\[\]{}]")
# Characters that are right in simplified text although the converter would change them in context.
_BOTH = frozenset("台叁")


def check(paths: Iterable[Path | Traversable]) -> list[str]:
    """Faults of lexicon files, each as "file:line: what"; an empty list when all is well."""
    faults: list[str] = []
    ids: dict[str, str] = {}
    parents: dict[str, tuple[str, tuple[str, ...]]] = {}
    names: dict[tuple[str, str], str] = {}
    for path in paths:
        text = path.read_text(encoding="utf-8")
        if text.split("\n", 1)[0].rstrip("\r") != "\t".join(COLUMNS):
            faults.append(f"{path.name}:1: wrong header")
        for number, row in enumerate(read_rows(text), start=2):
            where = f"{path.name}:{number}"
            if len(row) != len(COLUMNS):
                faults.append(f"{where}: {len(row)} columns instead of {len(COLUMNS)}")
                continue
            faults += [f"{where}: {fault}" for fault in _row_faults(row)]
            for language, cell in zip(LANGUAGES, row[4:], strict=True):
                for name in cell.split("|"):
                    owner = names.setdefault((language, name.casefold()), row[0])
                    if owner != row[0]:
                        faults.append(f"{where}: {name!r} is also a name of {owner}")
            if row[0] in ids:
                faults.append(f"{where}: id {row[0]} also at {ids[row[0]]}")
            ids.setdefault(row[0], where)
            parents[row[0]] = (where, tuple(part for part in row[3].split(";") if part))
    faults += [
        f"{where}: unknown broader {parent}"
        for where, above in parents.values()
        for parent in above
        if parent not in ids
    ]
    return faults + _circles(parents)


def _row_faults(row: list[str]) -> list[str]:
    faults = []
    if not _ID.fullmatch(row[0]):
        faults.append(f"id {row[0]!r} is no slug")
    if row[1] not in KINDS:
        faults.append(f"unknown kind {row[1]!r}")
    if row[1] in BELOW and not row[3]:
        faults.append(f"nothing stands above this {row[1]}")
    classes = row[2].split(";")
    if not 1 <= len(classes) <= 3 or any(find_field(code) is None or not find_gbt(code) for code in classes):
        faults.append(f"isic {row[2]!r} is not one to three classes")
    for language, cell in zip(LANGUAGES, row[4:], strict=True):
        names = cell.split("|")
        if any(not name.strip() for name in names):
            faults.append(f"empty name in {language}")
        faults += [f"double name {name!r} in {language}" for name in {n for n in names if names.count(n) > 1}]
        faults += [fault for name in names if name.strip() for fault in name_faults(name, language)]
    return faults


def name_faults(name: str, language: str) -> list[str]:
    """What is wrong with one name of a concept."""
    faults = []
    if name != name.strip() or "  " in name:
        faults.append(f"stray space in {name!r}")
    if _BAD_CHARS.search(name):
        faults.append(f"sign not allowed in {name!r}")
    if has_han(name) != (language == "zh"):
        faults.append(f"wrong script for {language}: {name!r}")
    elif language == "zh":
        changed = [new for old, new in zip(name, zhconv(name, "zh-hans"), strict=False) if old != new]
        if changed and not set(changed) <= _BOTH:
            faults.append(f"traditional characters in {name!r}")
    return faults


def _circles(parents: dict[str, tuple[str, tuple[str, ...]]]) -> list[str]:
    done: set[str] = set()
    faults = []
    for start in parents:
        trail: list[str] = []
        todo = [(start, 0)]
        while todo:
            one, depth = todo.pop()
            del trail[depth:]
            if one in trail:
                faults.append(f"{parents[one][0]}: {one} is above itself")
                return faults
            if one in done or one not in parents:
                continue
            trail.append(one)
            todo += [(parent, depth + 1) for parent in parents[one][1]]
        done.add(start)
    return faults


def main(arguments: list[str]) -> int:
    """Check the files named, or the whole lexicon; 1 when there are faults."""
    faults = check([Path(argument) for argument in arguments] or lexicon_files())
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0
