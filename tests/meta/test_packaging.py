"""What is installed is what is here: every package and every data file."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = PROJECT["tool"]["setuptools"]
LONGEST_MODULE = 300


def _list_packages() -> set[str]:
    return {
        ".".join(file.parent.relative_to(ROOT).parts)
        for top in ("bot", "handlers", "directory", "locales")
        for file in (ROOT / top).rglob("__init__.py")
    }


def test_every_package_is_named() -> None:
    assert set(SETUPTOOLS["packages"]) == _list_packages()


def test_every_data_file_is_in_a_package_that_takes_it() -> None:
    patterns = SETUPTOOLS["package-data"]
    taken = {
        file
        for package, globs in patterns.items()
        for pattern in globs
        for file in (ROOT / package.replace(".", "/")).glob(pattern)
    }
    for top in ("bot", "handlers", "directory", "locales"):
        for file in (ROOT / top).rglob("*"):
            if file.is_file() and file.suffix != ".py" and "__pycache__" not in file.parts:
                assert file in taken, f"{file.relative_to(ROOT)} would not be installed"


def test_no_module_is_two_rooms_in_one() -> None:
    for package in _list_packages() - {"directory.store.migrations.versions"}:  # a migration is one list
        for file in (ROOT / package.replace(".", "/")).glob("*.py"):
            length = len(file.read_text(encoding="utf-8").splitlines())
            assert length <= LONGEST_MODULE, f"{file.relative_to(ROOT)} has {length} lines"


def test_the_licence_is_named() -> None:
    assert PROJECT["project"]["license"] == "EUPL-1.2"
