"""The audit log in scope, with filters; also as CSV."""

from datetime import UTC, datetime
from typing import Any

from bot.admin.companies import describe_record
from bot.admin.paging import SIZE
from bot.admin.tables import MEDIA_TYPE, build_csv, write_cell
from bot.admin.visit import Answer, Download, Page, Visit, parse_number
from directory.domain.audit import Record
from directory.domain.roles import Act
from directory.store import audit

MOST = 5000
COLUMNS = ("at", "act", "role", "city", "entry", "fields", "words")


def show(visit: Visit) -> Answer:
    """The latest acts, newest first."""
    records = _list(visit, SIZE + 1, parse_number(visit.asked("before")))
    city = _read_city(visit)
    return Page(
        "audit.html",
        {
            "rows": [_describe(visit, one) for one in records[:SIZE]],
            "older": records[SIZE - 1].id if len(records) > SIZE else 0,
            "cities": [(one.id, one.name(visit.ctx.locale)) for one in visit.list_cities()],
            "city": city,
            "acts": [(act.value, visit.text(f"pages-act-{act}")) for act in Act],
            "act": visit.asked("act"),
            "since": _write_since(visit),
        },
    )


def download(visit: Visit) -> Answer:
    """The same as a table."""
    heads = [visit.text(f"pages-audit-{name}") for name in COLUMNS]
    rows = (_describe(visit, one) for one in _list(visit, MOST, None))
    cells = (
        (
            write_cell(row["at"], visit.ctx.locale),
            row["act"],
            row["role"],
            row["city"],
            row["entry"],
            row["fields"],
            row["words"] or row["file"],
        )
        for row in rows
    )
    return Download("audit.csv", MEDIA_TYPE, build_csv(heads, cells))


def _list(visit: Visit, limit: int, before_id: int | None) -> tuple[Record, ...]:
    city, act = _read_city(visit), visit.asked("act")
    return audit.list_records(
        visit.session,
        limit,
        city_ids=(city,) if city else visit.scope,
        act=Act(act) if act in list(Act) else None,
        since=_read_since(visit),
        before_id=before_id,
    )


def _describe(visit: Visit, record: Record) -> dict[str, Any]:
    cities = {one.id: one.name(visit.ctx.locale) for one in visit.list_cities()}
    return describe_record(visit, record) | {"city": cities.get(record.city_id or 0, "")}


def _read_city(visit: Visit) -> int:
    wanted = visit.asked("city")
    return next((one.id for one in visit.list_cities() if str(one.id) == wanted), 0)


def _read_since(visit: Visit) -> datetime | None:
    try:
        return datetime.strptime(visit.asked("since"), "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None


def _write_since(visit: Visit) -> str:
    since = _read_since(visit)
    return f"{since:%Y-%m-%d}" if since else ""
