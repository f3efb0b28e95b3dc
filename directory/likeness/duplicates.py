"""New rows that look like an entry already known, or like an earlier row of the same file."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from directory.domain.city import City
from directory.likeness.keys import build_keys, find_site
from directory.likeness.names import NameReader, PlainName, are_alike, find_numbers

_MOST_CANDIDATES = 200
_MOST_SHARING = 3


@dataclass(frozen=True, slots=True)
class Named:
    """What is compared of an entry, or of a row: only rows have a `line`."""

    external_id: str
    city_id: int
    name: str
    name_latin: str
    website: str
    line: int = 0


def find_duplicates(
    rows: Iterable[Named], known: Iterable[Named], cities: Mapping[int, City]
) -> Iterator[tuple[Named, Named]]:
    """New rows, each with what it looks like. Rows whose id is known are compared with, not judged."""
    new_by_city: dict[int, list[Named]] = defaultdict(list)
    for row in rows:
        new_by_city[row.city_id].append(row)
    known_by_city: dict[int, list[Named]] = defaultdict(list)
    known_ids = set()
    for entry in known:
        known_ids.add(entry.external_id)
        if entry.city_id in new_by_city:
            known_by_city[entry.city_id].append(entry)
    for city_id, new in new_by_city.items():
        yield from _find_in_city(new, known_by_city.pop(city_id, []), known_ids, cities[city_id])


def list_alike(one: Named, known: Iterable[Named], city: City) -> tuple[Named, ...]:
    """All entries of a city that `one` looks like."""
    entries = tuple(known)
    neighbours = _Neighbours(city, Counter(find_site(entry.website) for entry in entries))
    plain = neighbours.plain(one)
    return tuple(
        entry
        for entry in entries
        if entry.external_id != one.external_id and _look_alike(plain, neighbours.plain(entry))
    )


@dataclass(frozen=True, slots=True)
class _Plain:
    """An entry in its comparable form."""

    named: Named
    names: tuple[PlainName, ...]
    site: str
    numbers: tuple[str, ...]


class _Neighbours:
    """The entries of one city under keys that similar ones share."""

    def __init__(self, city: City, shared: Counter[str]) -> None:
        self._reader = NameReader(city)
        self._shared = shared
        self._buckets: dict[object, list[_Plain]] = {}

    def plain(self, named: Named) -> _Plain:
        names = [self._reader.read(name) for name in (named.name, named.name_latin) if name]
        site = find_site(named.website)
        return _Plain(
            named,
            tuple(dict.fromkeys(names)),
            "" if self._shared[site] > _MOST_SHARING else site,
            find_numbers(named.name),
        )

    def find(self, one: _Plain) -> Named | None:
        """The first entry that `one` looks like."""
        for key in build_keys(one.names, one.site):
            for other in self._buckets.get(key, ()):
                if other.named.external_id != one.named.external_id and _look_alike(one, other):
                    return other.named
        return None

    def add(self, one: _Plain) -> None:
        for key in build_keys(one.names, one.site):
            bucket = self._buckets.setdefault(key, [])
            if len(bucket) < _MOST_CANDIDATES:  # what so many share does not make them alike
                bucket.append(one)


def _find_in_city(
    new: Sequence[Named], known: Sequence[Named], known_ids: set[str], city: City
) -> Iterator[tuple[Named, Named]]:
    per_id = {named.external_id: find_site(named.website) for named in (*known, *new)}
    neighbours = _Neighbours(city, Counter(per_id.values()))
    for named in known:
        neighbours.add(neighbours.plain(named))
    for named in new:
        one = neighbours.plain(named)
        if named.external_id not in known_ids and (other := neighbours.find(one)):
            yield named, other
        neighbours.add(one)


def _look_alike(one: _Plain, other: _Plain) -> bool:
    if one.site and one.site == other.site and one.numbers == other.numbers:
        return True
    chinese = [next((name for name in side.names if name.chinese), None) for side in (one, other)]
    if chinese[0] and chinese[1]:  # two Chinese names decide; different ones may sound alike
        return are_alike(chinese[0], chinese[1])
    return any(are_alike(name, another) for name in one.names for another in other.names)
