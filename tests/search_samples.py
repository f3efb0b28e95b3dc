"""The sample directory and the development questions, read for tests of the search."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from directory.domain.city import City, Country
from directory.domain.company import Company, CooperationKind, EntryKind

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class DevQuestion:
    text: str
    expected: tuple[str, ...]
    language: str


@lru_cache(maxsize=1)
def read_cities() -> tuple[City, ...]:
    with (ROOT / "directory" / "cities.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(
            City(number, Country(row["country"]), row["city_de"], row["city_zh"], row["city_en"])
            for number, row in enumerate(csv.DictReader(file, delimiter="\t"), start=1)
        )


@lru_cache(maxsize=1)
def read_companies() -> tuple[Company, ...]:
    cities = {name: city.id for city in read_cities() for name in (city.name_de, city.name_zh, city.name_en)}
    found: list[Company] = []
    for path in sorted((ROOT / "directory" / "samples").glob("companies_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.append(_company(len(found) + 1, row, cities))
    return tuple(found)


def _company(number: int, row: dict[str, str], cities: dict[str, int]) -> Company:
    return Company(
        id=number,
        external_id=row["external_id"],
        country=Country(row["country"]),
        city_id=cities[row["city"]],
        name=row["name"],
        name_latin=row["name_latin"],
        kind=EntryKind(row["kind"]),
        description_de=row["description_de"],
        description_zh=row["description_zh"],
        description_en=row["description_en"],
        offers=_list(row["offers"]),
        seeks=_list(row["seeks"]),
        cooperation=tuple(CooperationKind(kind) for kind in _list(row["cooperation"])),
        industries=_list(row["industries"]),
        source="sample",
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def read_questions(language: str) -> list[DevQuestion]:
    lines = (
        (ROOT / "tests" / "data" / f"questions_{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    )
    return [
        DevQuestion(text, tuple(part for part in expected.split(";") if part), language)
        for text, expected in (line.split("\t") for line in lines)
    ]
