"""The first page: what waits, and how it goes, in pictures."""

from collections import Counter
from datetime import datetime, timedelta

from bot.admin.charts import Chart, draw_bars, draw_lines, draw_spark
from bot.admin.news_form import PLATFORMS
from bot.admin.reviewing import list_tasks
from bot.admin.visit import Answer, Page, Visit
from directory.domain.company import VISIBLE
from directory.domain.demand import Demand
from directory.domain.mailing import Audience
from directory.domain.news import Topic
from directory.store import audiences, demand, overviews

MONTHS = 12
SHOWN_CITIES = 16
SHOWN_DEMAND = 12


def show(visit: Visit) -> Answer:
    """Tiles and charts, of the cities one looks after; what was asked for in vain, of the alliance."""
    now, scope = visit.ctx.now, visit.scope
    months = list_months(now)
    since = datetime.fromisoformat(f"{months[0]}-01T00:00:00+00:00")
    by_month = overviews.count_by_month(visit.session, scope, since)
    requests = [by_month.get(month, (0, 0))[0] for month in months]
    statuses = overviews.count_by_status(visit.session, scope)
    median = overviews.find_median_days(visit.session, scope, since)
    tiles = [
        (len(list_tasks(visit)), visit.text("pages-tile-waiting"), "/admin/queue", ""),
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
            "–" if median is None else _write_days(median, visit.ctx.locale),
            visit.text("pages-tile-median"),
            "/admin/introductions",
            "",
        ),
    ]
    charts = [
        _draw_cities(visit),
        _draw_introductions(visit, months, requests, by_month),
        draw_demand(visit),
        _draw_subscribers(visit),
    ]
    return Page("overview.html", {"tiles": tiles, "charts": charts})


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
    rows = [
        (city.name(visit.ctx.locale), counts[city.id]) for city in cities[:SHOWN_CITIES] if city.id in counts
    ]
    names = tuple(visit.text(f"pages-fresh-{one}") for one in ("yes", "due", "silent"))
    return draw_bars(visit.text("pages-chart-cities"), visit.text("pages-city"), names, rows)


def _draw_introductions(
    visit: Visit, months: list[str], requests: list[int], by_month: dict[str, tuple[int, int]]
) -> Chart:
    accepted = [by_month.get(month, (0, 0))[1] for month in months]
    series = ((visit.text("pages-requests"), requests), (visit.text("pages-accepted"), accepted))
    points = [f"{int(month[5:])}/{month[2:4]}" for month in months]
    return draw_lines(visit.text("pages-chart-introductions"), visit.text("pages-month"), points, series)


def _draw_subscribers(visit: Visit) -> Chart:
    audience = Audience(cities=visit.scope or ())
    rows = []
    for topic in Topic:
        found = audiences.count_people(visit.session, topic, audience, visit.ctx.now)
        by_platform = Counter[str]()
        for (platform, _), count in found.items():
            by_platform[platform] += count
        if by_platform:
            rows.append((visit.text(f"topic-{topic}"), tuple(by_platform[one] for one in PLATFORMS)))
    names = tuple(visit.text(f"pages-platform-{one}") for one in PLATFORMS)
    title = visit.text("pages-chart-subscribers")
    return draw_bars(title, visit.text("pages-news-topic"), names, rows)


def _write_days(days: float, locale: str) -> str:
    text = f"{days:.1f}"
    return text.replace(".", ",") if locale == "de" else text
