"""The sample directory and the development questions, read for tests of the search."""

import csv
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from directory.domain.city import City, Country
from directory.domain.company import Company, CooperationKind, EntryKind
from directory.search.index import SearchIndex
from directory.search.question import Filters
from directory.search.result import Hit

_OTHER = {"de": Country.CN, "zh": Country.DE}
ROOT = Path(__file__).parent.parent


HALVES = ("tuning", "checking")


@dataclass(frozen=True)
class DevQuestion:
    """A question and the entries that may answer it; none where nothing should."""

    text: str
    expected: tuple[str, ...]
    language: str
    half: str


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
        DevQuestion(text, tuple(part for part in expected.split(";") if part), language, HALVES[number % 2])
        for number, (text, expected) in enumerate(line.split("\t") for line in lines)
    ]


def read_nobody() -> list[DevQuestion]:
    """Questions that no entry answers, for tuning only."""
    lines = (ROOT / "tests" / "data" / "nobody.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [
        DevQuestion(text, (), language, "tuning") for language, text in (one.split("\t") for one in lines)
    ]


@dataclass(frozen=True)
class Verdict:
    """What a question found, as the bot would search for it."""

    question: DevQuestion
    hits: tuple[Hit, ...]

    @property
    def right(self) -> list[bool]:
        wanted = {one.id for one in read_companies() if one.external_id in self.question.expected}
        return [hit.company_id in wanted for hit in self.hits]

    @property
    def in_first_three(self) -> bool:
        return any(self.right[:3])

    @property
    def right_shown(self) -> bool:
        return any(right and hit.match for right, hit in zip(self.right, self.hits, strict=True))

    @property
    def shown(self) -> bool:
        return any(hit.match for hit in self.hits)

    def describe(self, index: SearchIndex) -> str:
        names = {one.id: one.external_id.removeprefix("sample-") for one in read_companies()}
        understood = index.understand(self.question.text, self.question.language)
        found = [
            f"{names[hit.company_id]} {hit.score}{'*' if hit.match else ''} "
            f"{[(str(why.kind), why.asked, why.found) for why in hit.reasons[:2]]}"
            for hit in self.hits[:3]
        ]
        wanted = [one.removeprefix("sample-") for one in self.question.expected]
        at = self.right.index(True) if any(self.right) else None
        place = f"at {at} {self.hits[at].score}" if at is not None else "not found"
        return f"{self.question.text} | {understood.words} {understood.filters} | {wanted} {place} | {found}"


def judge(index: SearchIndex, asked: DevQuestion, limit: int = 10) -> Verdict:
    """Ask as the bot does: in the other country, unless the question names a place."""
    question = index.understand(asked.text, asked.language)
    filters = question.filters
    if not question.words and filters == Filters():
        return Verdict(asked, ())
    if filters.country is None and filters.city_id is None and asked.language in _OTHER:
        filters = replace(filters, country=_OTHER[asked.language])
    return Verdict(asked, index.search(question, filters, limit).hits)
