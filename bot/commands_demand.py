"""`isabot demand`: what at least five different people asked for and did not find, by city pair."""

import argparse
import json
from typing import Any

from directory.domain.city import City
from directory.domain.demand import Demand
from directory.search.added_words import lay_over
from directory.search.concepts import Lexicon, load_lexicon
from directory.store import cities, demand, words
from directory.store.engine import Store
from handlers.localizer import Localizer


def run_demand(store: Store, options: argparse.Namespace) -> int:
    """Print the groups, most often unmet first."""
    with store.read() as session:
        places = {city.id: city for city in cities.list_cities(session)}
        found = demand.list_demand(session) if options.all else demand.list_unmet(session)
        lexicon = lay_over(load_lexicon(), words.list_words(session))
    groups = [_describe(one, places, lexicon, options.lang) for one in found]
    if options.json:
        for group in groups:
            print(json.dumps(group, ensure_ascii=False))
        return 0
    for group in groups:
        languages = ", ".join(f"{language} {times}" for language, times in group["languages"].items())
        print(f"{group['period']}  {group['subject']}: {group['from']} -> {group['to']}")
        print(
            f"        {group['people']} people, {group['times']} times, {group['unmet']} unmet ({languages})"
        )
    if not groups:
        print("Nothing that at least five different people asked for.")
    return 0


def _describe(one: Demand, places: dict[int, City], lexicon: Lexicon, locale: str) -> dict[str, Any]:
    home, to = places.get(one.home_city_id), places.get(one.city_id)
    country = Localizer().text(locale, f"country-{one.country}") if one.country else "*"
    return {
        "period": one.period,
        "concept": one.concept_id,
        "subject": lexicon.concept_name(one.concept_id, locale) or one.concept_id or one.words,
        "from": home.name(locale) if home else "*",
        "to": to.name(locale) if to else country,
        "people": one.people,
        "times": one.times,
        "unmet": one.unmet,
        "languages": one.languages,
        "chosen": one.chosen,
    }
