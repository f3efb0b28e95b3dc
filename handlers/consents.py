"""Asking for a consent: in full, before the first use, one purpose after the other; and what follows.

The question is always the one for the first consent that is missing, so a step "consent" asks as often
as there is something to ask.
"""

from dataclasses import replace

from directory.domain.city import Country
from directory.domain.commands import Command, GiveConsent, NoteInChina, SaveProfile
from directory.domain.person import PLATFORMS_IN_CHINA, TEXT_VERSIONS, Consent, Person, Profile, Purpose
from directory.domain.uses import RESTS_ON, Use
from directory.domain.whereabouts import is_reached_in_china
from handlers.context import Context
from handlers.messages import Reply


def ask(
    ctx: Context, use: Use, *, home: Country | None = None, other: Country | None = None, topic: str = ""
) -> Reply:
    """The text of the first consent that is missing, with yes and no."""
    purpose = _find_first(ctx, use, home, other, topic)
    older = ctx.person is not None and ctx.person.lets(purpose, topic if purpose is RESTS_ON[use] else "")
    renewed = f"{ctx.text('consent-renewed')}\n" if older else ""
    yes_no = (ctx.choice("ok:yes", "button-agree"), ctx.choice("ok:no", "button-disagree"))
    return Reply(renewed + _write(ctx, purpose), choices=(yes_no,))


def give(
    ctx: Context, use: Use, *, home: Country | None = None, other: Country | None = None, topic: str = ""
) -> tuple[Context, GiveConsent]:
    """What was asked for is agreed to: the world after it, and the command that records it."""
    purpose = _find_first(ctx, use, home, other, topic)
    about = topic if purpose is RESTS_ON[use] else ""
    given = GiveConsent(purpose, TEXT_VERSIONS[purpose], ctx.locale, about)
    return after(ctx, (given,)), given


def refuse(
    ctx: Context, use: Use, key: str, *, home: Country | None = None, other: Country | None = None
) -> Reply:
    """What still works without it: `key` says so, unless it was the passing abroad that was refused."""
    abroad = _find_first(ctx, use, home, other, "") is Purpose.ABROAD
    return Reply(ctx.text("abroad-refused" if abroad else key))


def find_new_in_china(ctx: Context, told: Profile) -> tuple[Command, ...]:
    """What is to be noted where somebody's own words tell that they are in China, as far as it is new.

    A number, an address or a place: ask for what is missing from the world `after` it, and store nothing
    of `told` before.
    """
    if ctx.person is not None and ctx.person.in_china:
        return ()
    named = ctx.search.understand(told.who, ctx.locale).filters
    country = named.country
    if named.city_id is not None:
        country = ctx.entries.get_city(named.city_id).country
    return (NoteInChina(),) if is_reached_in_china(told) or country is Country.CN else ()


def after(ctx: Context, commands: tuple[Command, ...]) -> Context:
    """The world as this turn's commands leave it: the question that follows is asked from there."""
    person = ctx.person or Person(0, in_china=ctx.address.platform in PLATFORMS_IN_CHINA)
    for command in commands:
        match command:
            case GiveConsent(purpose, version, locale, topic):
                given = Consent(purpose, version, locale, ctx.address.platform, ctx.now, topic)
                person = replace(person, consents=(*person.consents, given))
            case NoteInChina():
                person = replace(person, in_china=True)
            case SaveProfile(profile):
                person = replace(person, profile=profile)
    return replace(ctx, person=person) if commands else ctx


def _find_first(ctx: Context, use: Use, home: Country | None, other: Country | None, topic: str) -> Purpose:
    missing = ctx.list_missing(use, home=home, other=other, topic=topic)
    return missing[0] if missing else RESTS_ON[use]


def _write(ctx: Context, purpose: Purpose) -> str:
    recipient = ctx.limits.recipient or ctx.text("recipient-default")
    contact = ctx.limits.recipient_contact or ctx.text("recipient-contact-default")
    country = ctx.text(f"country-{ctx.limits.servers}")
    kept = ctx.limits.kept
    return ctx.text(
        f"consent-{purpose}",
        recipient=recipient,
        contact=contact,
        country=country,
        requests=tell_period(ctx, kept.introductions),
        silent=tell_period(ctx, kept.inactive),
        cases=tell_period(ctx, kept.cases),
    )


def tell_period(ctx: Context, days: int) -> str:
    """So many days in words, as years where they are whole ones."""
    years, rest = divmod(days, 365)
    return ctx.text("period-days", count=days) if rest or not years else ctx.text("period-years", count=years)
