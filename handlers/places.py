"""Member cities: the entries near a position or of a deep link, which there are, who is in charge."""

from dataclasses import replace

from directory.domain.city import City, Country
from directory.search.question import Filters
from handlers import searching
from handlers.context import Context
from handlers.entries import join
from handlers.messages import Outcome, Reply
from handlers.offices import name_office
from handlers.onboarding import short_greeting
from handlers.states import Browsing, Idle


def show_near(ctx: Context, name: str) -> Outcome:
    """The entries of the city with this German name; "" says that none is near."""
    city = next((city for city in ctx.entries.list_cities() if city.name_de == name), None)
    return _show(ctx, city) if city else Outcome((Reply(ctx.text("place-far")),))


def show_linked(ctx: Context, slug: str) -> Outcome:
    """The entries of the city that a deep link names."""
    city = next((city for city in ctx.entries.list_cities() if city.slug == slug), None)
    outcome = _show(ctx, city) if city else Outcome((Reply(ctx.text("place-unknown")),))
    return replace(outcome, replies=(*short_greeting(ctx), *outcome.replies))


def show_known(ctx: Context, city_id: int | None) -> Outcome | None:
    """The entries of a city; None where it is none of ours."""
    city = next((city for city in ctx.entries.list_cities() if city.id == city_id), None)
    return _show(replace(ctx, state=Idle()), city) if city else None


def list_names(ctx: Context) -> tuple[str, ...]:
    """What the member cities are called in any language."""
    cities = ctx.entries.list_cities()
    return tuple(name for city in cities for name in (city.name_de, city.name_zh, city.name_en) if name)


def describe(ctx: Context, city_id: int | None) -> Outcome:
    """Since when a city is a member and who is in charge there; without one, all of them."""
    cities = [city for city in ctx.entries.list_cities() if city.is_member]
    city = next((one for one in cities if one.id == city_id), None)
    if city is None:
        lines = []
        for country in Country:
            names = sorted(one.name(ctx.locale) for one in cities if one.country is country)
            where = ctx.text(f"country-{country}")
            lines.append(
                ctx.text("cities-of-country", country=where, count=len(names), names=join(ctx, names))
            )
        return Outcome((Reply("\n".join((ctx.text("cities-heading"), *lines))),))
    since = city.member_since[:4]
    lines = [
        ctx.text("city-member", city=city.name(ctx.locale), year=since) if since else city.name(ctx.locale)
    ]
    lines.append(ctx.text("city-in-charge", who=name_office(ctx, city)))
    if city.page:
        lines.append(city.page)
    choices = (ctx.choice(f"p:city:{city.id}", "button-city-entries"), ctx.choice("m:human", "button-human"))
    return Outcome((Reply("\n".join(lines), choices=(choices,)),))


def _show(ctx: Context, city: City) -> Outcome:
    """Narrow the open search to the city, or list all that is there."""
    filters = Filters(country=city.country, city_id=city.id)
    if isinstance(ctx.state, Browsing):
        kept = replace(ctx.state.filters, country=city.country, city_id=city.id)
        return searching.show(ctx, replace(ctx.state, filters=kept, offset=0))
    return searching.show(ctx, Browsing("", ctx.locale, filters))
