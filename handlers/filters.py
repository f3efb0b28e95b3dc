"""The filter menus: country, city, field, cooperation kind; each shows what it would leave."""

from collections import Counter
from dataclasses import replace

from directory.domain.city import Country
from directory.domain.company import Company, CooperationKind
from directory.domain.fields import FIELDS, find_field
from directory.search.question import Wish
from handlers import searching
from handlers.context import Context
from handlers.messages import Choice, Outcome, Reply
from handlers.states import Browsing

SHOWN_VALUES = 12


def change(ctx: Context, arguments: list[str]) -> Outcome | None:
    """Answer a choice "f:menu", "f:WHICH" or "f:WHICH:VALUE"; None where no search is open."""
    if not isinstance(ctx.state, Browsing):
        return None
    match arguments:
        case ["menu"]:
            return Outcome((_menu(ctx, ctx.state),))
        case [("country" | "city" | "field" | "cooperation") as which]:
            return Outcome((_values(ctx, ctx.state, which),))
        case [("country" | "city" | "field" | "cooperation" | "wish") as which, value]:
            changed = _set(ctx, ctx.state, which, value)
            return searching.show(ctx, changed) if changed else Outcome((_menu(ctx, ctx.state),))
    return None


def _set(ctx: Context, browsing: Browsing, which: str, value: str) -> Browsing | None:
    filters = searching.without(browsing.filters, which)
    if value != "-":
        try:
            match which:
                case "country":
                    filters = replace(filters, country=Country(value))
                case "city":
                    city = ctx.entries.get_city(int(value))
                    filters = replace(filters, city_id=city.id, country=city.country)
                case "field":
                    filters = replace(filters, field=value if value in FIELDS else None)
                case "cooperation":
                    filters = replace(filters, cooperation=CooperationKind(value))
                case "wish":
                    filters = replace(filters, wish=Wish(value))
        except (ValueError, KeyError):
            return None
    return replace(browsing, filters=filters, offset=0)


def _menu(ctx: Context, browsing: Browsing) -> Reply:
    active = searching.list_active(ctx, browsing.filters)
    remove = tuple((ctx.choice(f"f:{which}:-", "button-remove-filter", name=name),) for which, name in active)
    add = tuple(
        (
            ctx.choice(f"f:{first}", f"button-filter-{first}"),
            ctx.choice(f"f:{second}", f"button-filter-{second}"),
        )
        for first, second in (("country", "city"), ("field", "cooperation"))
    )
    rows = (*remove, *add, (ctx.choice("p:0", "button-to-results"),))
    return Reply(ctx.text("filter-menu"), choices=rows, slot="results")


def _values(ctx: Context, browsing: Browsing, which: str) -> Reply:
    counts = _count(ctx, replace(browsing, filters=searching.without(browsing.filters, which)), which)
    rows = tuple(
        (Choice(f"f:{which}:{value}", ctx.text("filter-value", name=_name(ctx, which, value), count=count)),)
        for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:SHOWN_VALUES]
    )
    key = f"filter-choose-{which}" if rows else "filter-no-values"
    back = (ctx.choice("f:menu", "button-back"),)
    return Reply(ctx.text(key), choices=(*rows, back), slot="results")


def _count(ctx: Context, browsing: Browsing, which: str) -> Counter[str]:
    """How many of the matches each value of a filter would leave."""
    counts: Counter[str] = Counter()
    ids = [hit.company_id for hit in searching.find_hits(ctx, browsing)]
    for company in ctx.entries.find_companies(ids).values():
        counts.update(_list_values(company, which))
    return counts


def _list_values(company: Company, which: str) -> set[str]:
    match which:
        case "country":
            return {str(company.country)}
        case "city":
            return {str(company.city_id)}
        case "field":
            return {field for isic in company.industries if (field := find_field(isic))}
        case _:
            return {str(kind) for kind in company.cooperation}


def _name(ctx: Context, which: str, value: str) -> str:
    if which == "city":
        return ctx.entries.get_city(int(value)).name(ctx.locale)
    return ctx.text(f"{which}-{value}")
