"""The form of a registration: which step comes next, what is known that looks like it, the entry it makes."""

from typing import get_args

from directory.domain.city import Country
from directory.domain.company import Company, EntryStatus
from directory.domain.person import Purpose
from directory.domain.uses import Use
from directory.search.question import Filters, Question
from directory.search.result import ReasonKind
from handlers.company import find_shown
from handlers.context import Context
from handlers.states import Form, Registering, RegistrationStep

STEPS: tuple[RegistrationStep, ...] = get_args(RegistrationStep)
OPTIONAL: tuple[RegistrationStep, ...] = ("role", "offers", "seeks", "number", "contact")
CHANGEABLE: tuple[RegistrationStep, ...] = ("name", "city", *OPTIONAL)
OF_A_CLAIM: tuple[RegistrationStep, ...] = ("consent", "name", "city", "match", "contact", "preview")
SOURCE = "chat"
SHOWN_ALIKE = 3
SEARCH_DEPTH = 10
MOST_INDUSTRIES = 6


def next_step(ctx: Context, form: Form) -> RegistrationStep:
    """The first step that still needs an answer."""
    for step in STEPS[:-1]:
        belongs = form.claimed_id is None or step in OF_A_CLAIM
        if belongs and step not in form.passed and not _is_answered(ctx, form, step):
            return step
    return "preview"


def previous_step(state: Registering) -> RegistrationStep | None:
    """The question before; None before the first."""
    asked = [step for step in STEPS[: STEPS.index(state.step)] if step in CHANGEABLE]
    if state.form.claimed_id is not None:
        asked = [step for step in asked if step in OF_A_CLAIM]
    return asked[-1] if asked else None


def find_claimed(ctx: Context, form: Form) -> Company | None:
    """The entry that the form claims, as long as whoever registers may see it."""
    return None if form.claimed_id is None else find_shown(ctx, form.claimed_id)


def find_home(ctx: Context, form: Form) -> Country | None:
    """The country of the entry, once its city is known."""
    return None if form.city_id is None else ctx.entries.get_city(form.city_id).country


def asks_abroad(ctx: Context, state: Registering) -> bool:
    """Whether it is asked, after a city was given, if the data may pass to another country."""
    if state.step != "consent" or state.form.city_id is None:
        return False
    return ctx.list_missing(Use.REGISTER, home=find_home(ctx, state.form))[:1] == (Purpose.ABROAD,)


def list_alike(ctx: Context, form: Form) -> tuple[Company, ...]:
    """Entries that may be the company of the form: by likeness of names, then as a search finds them.

    Only those that whoever registers may see. What nobody has confirmed yet is somebody else's secret: its
    agency sees the likeness in the queue.
    """
    company = build_company(ctx, form)
    found = {one.id: one for one in ctx.entries.list_alike(company) if find_shown(ctx, one.id)}
    named = Question(form.name, form.name, ctx.locale)
    for hit in ctx.search.search(named, Filters(city_id=form.city_id), SEARCH_DEPTH).hits:
        by_name = hit.match and any(reason.kind is ReasonKind.NAME for reason in hit.reasons)
        if by_name and (one := find_shown(ctx, hit.company_id)):
            found.setdefault(one.id, one)
    return tuple(found.values())[:SHOWN_ALIKE]


def build_company(ctx: Context, form: Form, external_id: str = "") -> Company:
    """The entry that the form describes; it waits for its agency."""
    city = ctx.entries.get_city(form.city_id or 0)
    kinds = dict.fromkeys(
        kind
        for term in (*form.offers, *form.seeks)
        if (kind := ctx.search.understand(term, ctx.locale).filters.cooperation)
    )
    return Company(
        id=0,
        external_id=external_id,
        country=city.country,
        city_id=city.id,
        name=form.name,
        website=form.website,
        offers=form.offers,
        seeks=form.seeks,
        cooperation=tuple(kinds),
        industries=find_industries(ctx, form.offers),
        source=SOURCE,
        registration=form.number,
        declared_role=form.role,
        status=EntryStatus.PENDING,
    )


def find_industries(ctx: Context, offers: tuple[str, ...]) -> tuple[str, ...]:
    """The ISIC classes of what somebody offers, as far as the lexicon is sure."""
    codes = dict.fromkeys(code for term in offers for code in ctx.search.classify(term)[1])
    return tuple(codes)[:MOST_INDUSTRIES]


def _is_answered(ctx: Context, form: Form, step: RegistrationStep) -> bool:
    match step:
        case "consent":
            return not ctx.list_missing(Use.REGISTER, home=find_home(ctx, form))
        case "city":
            return form.city_id is not None
        case "match":
            return form.compared or form.claimed_id is not None or not list_alike(ctx, form)
        case "contact":
            profile = ctx.person.profile if ctx.person else None
            return profile is not None and bool(profile.who) and profile.reachable
        case "name" | "role" | "offers" | "seeks" | "number":
            return bool(getattr(form, step))
    return False
