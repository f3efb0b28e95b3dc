"""`isabot audit`: who did what, by role. The log is read here and never written or shortened."""

import argparse
import json
import sys
from datetime import UTC, datetime

from bot.commands_city import find_city
from bot.config import Config
from bot.opening import open_store
from directory.domain.audit import Record
from directory.domain.city import City
from directory.store import audit, cities, companies

TIME = "%Y-%m-%d %H:%M"


def run_audit(config: Config, options: argparse.Namespace) -> int:
    """Print the latest acts, newest first. Raises StoreError."""
    since = None
    if options.since:
        try:
            since = datetime.fromisoformat(options.since).replace(tzinfo=UTC)
        except ValueError:
            return _complain(f"{options.since!r} is no date; write 2026-11-25")
    store = open_store(config)
    try:
        with store.read() as session:
            city = find_city(session, options.city) if options.city else None
            if options.city and city is None:
                return _complain(f"there is no city {options.city!r}")
            entry = companies.find_by_external_id(session, options.entry) if options.entry else None
            if options.entry and entry is None:
                return _complain(f"there is no entry {options.entry!r}")
            records = audit.list_records(
                session,
                options.limit,
                city_id=city.id if city else None,
                company_id=entry.id if entry else None,
                since=since,
            )
            places = {one.id: one for one in cities.list_cities(session)}
    finally:
        store.close()
    for record in records:
        print(_as_json(record, places) if options.json else _as_line(record, places))
    if not records and not options.json:
        print("Nothing has been written down yet.")
    return 0


def _as_line(record: Record, places: dict[int, City]) -> str:
    city = places.get(record.city_id or 0)
    who = f"{record.role}{f' (person {record.person_id})' if record.person_id else ''}"
    parts = (
        f"{record.at:{TIME}}",
        who,
        city.name_en if city else "-",
        record.act,
        record.entry,
        ", ".join(record.fields),
        f"“{record.words}”" if record.words else "",
    )
    return "  ".join(part for part in parts if part)


def _as_json(record: Record, places: dict[int, City]) -> str:
    city = places.get(record.city_id or 0)
    return json.dumps(
        {
            "id": record.id,
            "at": record.at.isoformat(),
            "act": record.act,
            "role": record.role,
            "person": record.person_id,
            "city": city.name_en if city else None,
            "entry": record.entry or None,
            "fields": list(record.fields),
            "words": record.words,
        },
        ensure_ascii=False,
    )


def _complain(message: str) -> int:
    print(f"isabot: {message}", file=sys.stderr)
    return 2
