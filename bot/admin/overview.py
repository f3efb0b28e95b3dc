"""The first page: what waits, and how it goes, in pictures."""

from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from bot.admin.charts import Chart, draw_bars, draw_lines, draw_spark
from bot.admin.news import list_waiting
from bot.admin.news_form import PLATFORMS
from bot.admin.reviewing import list_tasks
from bot.admin.visit import Answer, Page, Visit
from bot.turns import Turns
from directory.domain.company import VISIBLE
from directory.domain.demand import Demand
from directory.domain.news import Topic
from directory.store import demand, overviews
from handlers.localizer import format_moment

MONTHS = 12
SHOWN_CITIES = 16
SHOWN_DEMAND = 12
COUNTED_FOR = timedelta(minutes=10)

Counts = dict[tuple[str, str], int]
_COUNTED: WeakKeyDictionary[Turns, dict[tuple[int, ...] | None, tuple[datetime, Counts]]] = (
    WeakKeyDictionary()
)


def show(visit: Visit) -> Answer:
    """Tiles and charts, of the cities one looks after; what was asked for in vain, of the alliance."""
    now, scope = visit.ctx.now, visit.scope
    months = list_months(now)
    since = datetime.fromisoformat(f"{months[0]}-01T00:00:00+00:00")
    by_month = overviews.count_by_month(visit.session, scope, since)
    requests = [by_month.get(month, (0, 0))[0] for month in months]
    statuses = overviews.count_by_status(visit.session, scope)
    medians = overviews.find_median_days(visit.session, scope, since)
    tiles = [
        (
            len(list_tasks(visit)) + len(list_waiting(visit)),
            visit.text("pages-tile-waiting"),
            "/admin/queue",
            "",
        ),
        (
            sum(statuses.get(one, 0) for one in VISIBLE),
            visit.text("pages-tile-listed"),
            "/admin/companies",
            "",
        ),
        (
            overviews.count_open(visit.session, scope),
            visit.text("pages-tile-open"),
            "/admin/introductions",
            draw_spark(requests),
        ),
        (
            _write_days(medians.get(""), visit.ctx.locale),
            visit.text("pages-tile-median"),
            "/admin/introductions",
            "",
        ),
    ]
    charts = [
        _draw_cities(visit),
        _draw_introductions(visit, months, by_month, medians),
        draw_demand(visit),
        _draw_subscribers(visit),
    ]
    return Page("overview.html", {"tiles": tiles, "charts": charts, "is_empty": not statuses})


def list_months(now: datetime) -> list[str]:
    """The last twelve months, the present one last: "2026-11"."""
    months: list[str] = []
    day = now.replace(day=15)
    for _ in range(MONTHS):
        months.append(f"{day:%Y-%m}")
        day = (day - timedelta(days=30)).replace(day=15)
    return months[::-1]


def draw_demand(visit: Visit) -> Chart:
    """Searches that found nothing, grouped across languages; at least five people behind each group."""
    found = demand.list_unmet(visit.session)[:SHOWN_DEMAND]
    rows = [(describe_demand(visit, one), (one.unmet,)) for one in found]
    return draw_bars(
        visit.text("pages-chart-demand"),
        visit.text("pages-subject"),
        (visit.text("pages-unmet"),),
        rows,
        visit.text("pages-demand-note"),
    )


def describe_demand(visit: Visit, one: Demand) -> str:
    """What was asked for, and where."""
    cities = {city.id: city.name(visit.ctx.locale) for city in visit.ctx.entries.list_cities()}
    subject = visit.ctx.search.concept_name(one.concept_id, visit.ctx.locale) if one.concept_id else ""
    where = cities.get(one.city_id) or (visit.text(f"country-{one.country}") if one.country else "")
    return " · ".join(part for part in (subject or one.words or one.concept_id, where) if part)


def _draw_cities(visit: Visit) -> Chart:
    counts = overviews.count_by_freshness(visit.session, visit.scope, visit.ctx.now)
    cities = sorted(visit.list_cities(), key=lambda city: -sum(counts.get(city.id, (0,))))
    rows = [(city.name(visit.ctx.locale), counts[city.id]) for city in cities if city.id in counts]
    names = tuple(visit.text(f"pages-fresh-{one}") for one in ("yes", "due", "silent"))
    more = len(rows) - SHOWN_CITIES
    note = visit.text("pages-chart-more", count=more) if more > 0 else ""
    title, head = visit.text("pages-chart-cities"), visit.text("pages-city")
    return draw_bars(title, head, names, rows, note, most_drawn=SHOWN_CITIES)


def _draw_introductions(
    visit: Visit, months: list[str], by_month: dict[str, tuple[int, int]], medians: dict[str, float]
) -> Chart:
    requests, accepted = ([by_month.get(month, (0, 0))[place] for month in months] for place in (0, 1))
    return draw_lines(
        visit.text("pages-chart-introductions"),
        visit.text("pages-month"),
        [f"{int(month[5:])}/{month[2:4]}" for month in months],
        ((visit.text("pages-requests"), requests), (visit.text("pages-accepted"), accepted)),
        (
            visit.text("pages-tile-median"),
            [_write_days(medians.get(month), visit.ctx.locale) for month in months],
        ),
        visit.text("pages-median-note") if any(requests) else "",
    )


def _draw_subscribers(visit: Visit) -> Chart:
    counted_at, found = _count_subscribers(visit)
    rows = [
        (visit.text(f"topic-{topic}"), counts)
        for topic in Topic
        if any(counts := tuple(found.get((topic.value, one), 0) for one in PLATFORMS))
    ]
    names = tuple(visit.text(f"platform-{one}") for one in PLATFORMS)
    title, note = visit.text("pages-chart-subscribers"), ""
    if counted_at < visit.ctx.now:
        note = visit.text("pages-counted-at", moment=format_moment(counted_at, visit.ctx.locale))
    return draw_bars(title, visit.text("pages-news-topic"), names, rows, note)


def _count_subscribers(visit: Visit) -> tuple[datetime, Counts]:
    """Counted anew after a while only: everybody's consents are asked, which takes long where many read."""
    kept = _COUNTED.setdefault(visit.turns, {})
    scope, now = visit.scope, visit.ctx.now
    if scope not in kept or now - kept[scope][0] >= COUNTED_FOR:
        kept[scope] = (now, overviews.count_subscribers(visit.session, scope))
    return kept[scope]


def _write_days(days: float | None, locale: str) -> str:
    if days is None:
        return "–"
    text = f"{days:.1f}"
    return text.replace(".", ",") if locale == "de" else text
