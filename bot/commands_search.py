"""`isabot search`: ask the directory from the shell."""

import argparse
import json
import sys
import time
from typing import Any

from bot.clock import read_clock
from bot.config import Config
from bot.indexing import Indexing
from bot.opening import open_store, search_folder
from directory.cities import CityNames
from directory.domain.city import City, Country
from directory.search.index import SearchIndex
from directory.search.question import Filters
from directory.search.result import Hit, Result
from directory.store import cities, companies
from directory.store.engine import Store
from handlers.localizer import Localizer


def run_search(config: Config, options: argparse.Namespace) -> int:
    """Answer one question, or one per line of standard input where the question is "-"."""
    store = open_store(config)
    try:
        with store.read() as session:
            places = {city.id: city for city in cities.list_cities(session)}
        filters = Filters(country=Country(options.country) if options.country else None)
        if options.city:
            city = CityNames(places.values()).find(options.city)
            if city is None:
                print(f"isabot: {options.city!r} is not a member city.", file=sys.stderr)
                return 2
            filters = Filters(filters.country, city.id)
        index = Indexing(store, None, read_clock, search_folder(config, store)).build()
        asker = _Asker(store, index, places, options)
        lines = sys.stdin if options.query == "-" else [options.query]
        for line in lines:
            asker.ask(line.rstrip("\r\n"), filters)
    finally:
        store.close()
    return 0


class _Asker:
    def __init__(
        self, store: Store, index: SearchIndex, places: dict[int, City], options: argparse.Namespace
    ) -> None:
        self._store = store
        self._index = index
        self._places = places
        self._options = options
        self._localizer = Localizer()

    def ask(self, query: str, filters: Filters) -> None:
        started = time.perf_counter()
        question = self._index.understand(query, self._options.lang)
        if question.words or question.filters not in (Filters(), Filters(wish=question.filters.wish)):
            result = self._index.search(question, _merge(filters, question.filters), self._options.limit)
        else:  # small talk: nothing is asked for
            result = Result(question)
        took_ms = (time.perf_counter() - started) * 1000
        hits = self._describe(result)
        if self._options.json:
            answer = {"query": query, "lang": question.language, "took_ms": round(took_ms, 3), "hits": hits}
            print(json.dumps(answer, ensure_ascii=False), flush=True)
        else:
            self._show(hits)

    def _describe(self, result: Result) -> list[dict[str, Any]]:
        with self._store.read() as session:
            found = companies.list_companies(session, [hit.company_id for hit in result.hits])
        entries = {company.id: company for company in found}
        return [
            {
                "external_id": entries[hit.company_id].external_id,
                "name": entries[hit.company_id].name,
                "city": self._places[entries[hit.company_id].city_id].name(self._options.lang),
                "country": str(entries[hit.company_id].country),
                "score": round(hit.score, 1),
                "match": hit.match,
                "why": _explain(hit),
            }
            for hit in result.hits
            if hit.company_id in entries
        ]

    def _show(self, hits: list[dict[str, Any]]) -> None:
        shown = [hit for hit in hits if hit["match"]]
        if not shown:
            text = self._localizer.text(self._options.lang, "nothing-found-rephrase")
            print(text)
        for hit in shown:
            print(f"{hit['score']:5.1f}  {hit['name']}, {hit['city']}  [{hit['external_id']}]")
            print(f"       {'; '.join(hit['why'])}")


def _merge(given: Filters, named: Filters) -> Filters:
    """The filters of the command line win over those named in the question."""
    return Filters(
        country=given.country or (None if given.city_id is not None else named.country),
        city_id=given.city_id if given.city_id is not None else named.city_id,
        cooperation=named.cooperation,
        wish=named.wish,
    )


def _explain(hit: Hit) -> list[str]:
    """The reasons as short lines: how, the asked word, the found one."""
    return [
        f"{reason.kind}: {reason.asked} = {reason.found}"
        if reason.asked
        else f"{reason.kind}: {reason.found}"
        for reason in hit.reasons
    ]
