"""What a registration asks, step by step, and the preview at its end."""

from dataclasses import replace

from directory.domain.city import Country
from directory.domain.company import BusinessRole, Company
from directory.domain.fields import find_field
from directory.domain.uses import Use
from directory.search.normalize import fold
from handlers import consents
from handlers.context import Context
from handlers.entries import choose_name, describe_place, join, label_company
from handlers.messages import Card, Choice, Reply
from handlers.registration_form import (
    CHANGEABLE,
    OF_A_CLAIM,
    OPTIONAL,
    asks_abroad,
    build_company,
    find_claimed,
    find_home,
    list_alike,
)
from handlers.states import Form, Registering

SHOWN_DOUBT = 60


def prompt(ctx: Context, state: Registering) -> tuple[Reply, ...]:
    """The question of the step the form stands at."""
    form, step = state.form, state.step
    if state.doubt:
        return (_ask_what_is_meant(ctx, state),)
    skip = (ctx.choice("g:skip", "button-skip"),) if step in OPTIONAL else ()
    ways = (*skip, *_ways(ctx))
    match step:
        case "consent":
            asked = consents.ask(ctx, Use.REGISTER, home=find_home(ctx, form))
            if asks_abroad(ctx, state):
                back = (ctx.choice("g:city", "button-change-city"),)
                asked = replace(asked, choices=(*asked.choices, back))
            return (asked,)
        case "match":
            return (_ask_which(ctx, form),)
        case "preview":
            return (_preview(ctx, form),)
        case "role":
            roles = tuple(Choice(f"t:{role}", ctx.text(f"business-role-{role}")) for role in BusinessRole)
            return (Reply(ctx.text("registration-role"), choices=(roles, ways)),)
        case "city":
            return (Reply(ctx.text("registration-city"), choices=ask_city(ctx)),)
        case "number":
            chinese = ctx.entries.get_city(form.city_id or 0).country is Country.CN
            key = "registration-number-cn" if chinese else "registration-number-de"
            return (Reply(ctx.text(key), choices=(ways,)),)
        case _:
            return (Reply(ctx.text(f"registration-{step}"), choices=(ways,)),)


def list_cities(ctx: Context, country: Country) -> Reply:
    """The member cities of a country, to be tapped; the other country's are one tap away."""
    text = ctx.text("registration-cities", country=ctx.text(f"country-{country}"))
    return Reply(text, choices=(*tap_cities(ctx, country), *ask_city(ctx, country)))


def tap_cities(ctx: Context, country: Country) -> tuple[tuple[Choice, ...], ...]:
    """A choice for each member city of a country."""
    cities = [city for city in ctx.entries.list_cities() if city.is_member and city.country is country]
    by_sound = sorted(cities, key=lambda city: fold(city.name("en" if ctx.locale == "zh" else ctx.locale)))
    taps = [Choice(f"y:{city.id}", city.name(ctx.locale)) for city in by_sound]
    return tuple(tuple(taps[start : start + 2]) for start in range(0, len(taps), 2))


def ask_city(ctx: Context, listed: Country | None = None) -> tuple[tuple[Choice, ...], ...]:
    """The choices of the question for the city: the lists but the one shown already, and the ways out."""
    lists = tuple(
        Choice(f"y:{one}", ctx.text(f"button-cities-{one}")) for one in Country if one is not listed
    )
    return (lists, _ways(ctx))


def _ways(ctx: Context) -> tuple[Choice, ...]:
    return (ctx.choice("m:back", "button-back"), ctx.choice("m:cancel", "button-cancel"))


def _ask_what_is_meant(ctx: Context, state: Registering) -> Reply:
    """Whether what was written is the answer, or was meant to be looked up."""
    keep = (ctx.choice("g:keep", f"button-keep-{state.step}"),)
    sought = ((ctx.choice("g:sought", "button-keep-seeks"),),) if state.step == "offers" else ()
    skip = (ctx.choice("g:skip", "button-skip"),) if state.step in OPTIONAL else ()
    ways = (*skip, ctx.choice("m:human", "button-human"), ctx.choice("m:cancel", "button-cancel"))
    text = state.doubt if len(state.doubt) <= SHOWN_DOUBT else f"{state.doubt[:SHOWN_DOUBT]}…"
    return Reply(
        ctx.text(f"registration-doubt-{state.step}", text=text),
        choices=(keep, *sought, (ctx.choice("g:look", "button-look-up"),), ways),
    )


def describe_terms(ctx: Context, terms: tuple[str, ...], heading: str = "understood") -> str:
    """What was understood of each term: its concept and its field; the others stay as they were written."""
    lines = []
    for term in terms:
        concepts, codes = ctx.search.classify(term)
        name = ctx.search.concept_name(concepts[0], ctx.locale) if concepts else ""
        field = next((field for code in codes if (field := find_field(code))), None)
        if name and field:
            lines.append(ctx.text("understood-field", term=term, name=name, field=ctx.text(f"field-{field}")))
        elif name:
            lines.append(ctx.text("understood-name", term=term, name=name))
        else:
            lines.append(ctx.text("understood-as-written", term=term))
    return "\n".join((ctx.text(heading), *lines))


def _ask_which(ctx: Context, form: Form) -> Reply:
    """What is known and may be it: an entry that exists is claimed, not doubled."""
    cards = tuple(
        Card(
            choose_name(ctx, company),
            describe_place(ctx, company),
            choices=(ctx.choice(f"w:{company.id}", "button-that-is-us"),),
        )
        for company in list_alike(ctx, form)
    )
    none = (ctx.choice("w:0", "button-none-of-these"),)
    return Reply(ctx.text("registration-match"), cards, (none, _ways(ctx)))


def _preview(ctx: Context, form: Form) -> Reply:
    claimed = find_claimed(ctx, form)
    company = claimed or build_company(ctx, form)
    steps = [step for step in CHANGEABLE if claimed is None or step in OF_A_CLAIM]
    change = [ctx.choice(f"g:{step}", f"button-change-{step}") for step in steps]
    rows = tuple(tuple(change[start : start + 3]) for start in range(0, len(change), 3))
    send = (ctx.choice("g:send", "button-claim" if claimed else "button-register-send"),)
    key = "registration-preview-claim" if claimed else "registration-preview"
    return Reply(
        ctx.text(key, company=label_company(ctx, company)),
        (Card(choose_name(ctx, company), describe_place(ctx, company), _list_lines(ctx, form, claimed)),),
        (send, *rows, (ctx.choice("m:cancel", "button-cancel"),)),
    )


def _list_lines(ctx: Context, form: Form, claimed: Company | None) -> tuple[str, ...]:
    nothing = ctx.text("data-nothing")
    profile = ctx.person.profile if ctx.person else None
    reached = (profile.who, profile.email, profile.phone, profile.wechat) if profile else ()
    contact = ctx.text(
        "registration-shows-contact", value=join(ctx, [one for one in reached if one]) or nothing
    )
    if claimed is not None:
        return (contact,)
    return (
        ctx.text("entry-role", value=ctx.text(f"business-role-{form.role}") if form.role else nothing),
        ctx.text("entry-offers", value=join(ctx, list(form.offers)) or nothing),
        ctx.text("entry-seeks", value=join(ctx, list(form.seeks)) or nothing),
        ctx.text("entry-registration", value=form.number or nothing),
        *((ctx.text("entry-website", value=form.website),) if form.website else ()),
        contact,
    )
