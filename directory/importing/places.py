"""The city column: the member city meant, or the nearest one as a suggestion."""

from collections.abc import Iterable
from functools import cache

from rapidfuzz import process, utils
from rapidfuzz.fuzz import WRatio

from directory.cities import CityNames
from directory.domain.city import City, Country
from directory.importing.problems import Fault

_NEAR = 65


class Places:
    """Finds cities by name, each spelling only once."""

    def __init__(self, cities: Iterable[City]) -> None:
        self._cities = tuple(cities)
        self._find = cache(CityNames(self._cities).find)
        self._suggest = cache(self._nearest)

    def read(self, text: str, country: Country | None) -> City | Fault:
        """The city `text` names; a Fault where it is none of ours or lies in the other country."""
        city = self._find(text)
        if city is None:
            nearest = self._suggest(text, country)
            code = "city_unknown_near" if nearest else "city_unknown"
            return Fault(code, text, {"nearest": nearest} if nearest else {})
        if country is not None and city.country is not country:
            return Fault("city_elsewhere", text, {"country": city.country.value})
        return city

    def _nearest(self, text: str, country: Country | None) -> str:
        names = [
            name
            for city in self._cities
            if country in (None, city.country)
            for name in dict.fromkeys((city.name_de, city.name_en, city.name_zh))
        ]
        found = process.extractOne(
            text[:100], names, scorer=WRatio, processor=utils.default_process, score_cutoff=_NEAR
        )
        return found[0] if found else ""
