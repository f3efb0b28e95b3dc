"""A position or a city's deep link: the entries of a member city."""

from dataclasses import replace

from directory.domain.city import City
from directory.search.question import Filters
from handlers import searching
from handlers.context import Context
from handlers.messages import Outcome, Reply
from handlers.onboarding import short_greeting
from handlers.states import Browsing


def show_near(ctx: Context, name: str) -> Outcome:
    """The entries of the city with this German name; "" says that none is near."""
    city = next((city for city in ctx.entries.list_cities() if city.name_de == name), None)
    return _show(ctx, city) if city else Outcome((Reply(ctx.text("place-far")),))


def show_linked(ctx: Context, slug: str) -> Outcome:
    """The entries of the city that a deep link names."""
    city = next((city for city in ctx.entries.list_cities() if city.slug == slug), None)
    outcome = _show(ctx, city) if city else Outcome((Reply(ctx.text("place-unknown")),))
    return replace(outcome, replies=(*short_greeting(ctx), *outcome.replies))


def _show(ctx: Context, city: City) -> Outcome:
    """Narrow the open search to the city, or list all that is there."""
    filters = Filters(country=city.country, city_id=city.id)
    if isinstance(ctx.state, Browsing):
        kept = replace(ctx.state.filters, country=city.country, city_id=city.id)
        return searching.show(ctx, replace(ctx.state, filters=kept, offset=0))
    return searching.show(ctx, Browsing("", ctx.locale, filters))
