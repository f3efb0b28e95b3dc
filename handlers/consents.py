"""Asking for a consent: in full, before the first use, one purpose after the other; and what follows.

The question is always the one for the first consent that is missing, so a step "consent" asks as often
as there is something to ask.
"""

from dataclasses import replace

from directory.domain.city import Country
from directory.domain.commands import Command, GiveConsent, SaveProfile
from directory.domain.person import PLATFORMS_IN_CHINA, TEXT_VERSIONS, Consent, Person, Purpose
from directory.domain.uses import RESTS_ON, Use
from handlers.context import Context
from handlers.messages import Reply


def ask(
    ctx: Context, use: Use, *, home: Country | None = None, other: Country | None = None, topic: str = ""
) -> Reply:
    """The text of the first consent that is missing, with yes and no."""
    purpose = _find_first(ctx, use, home, other, topic)
    yes_no = (ctx.choice("ok:yes", "button-agree"), ctx.choice("ok:no", "button-disagree"))
    return Reply(_write(ctx, purpose), choices=(yes_no,))


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


def after(ctx: Context, commands: tuple[Command, ...]) -> Context:
    """The world as this turn's commands leave it: the question that follows is asked from there."""
    person = ctx.person or Person(0, in_china=ctx.address.platform in PLATFORMS_IN_CHINA)
    for command in commands:
        match command:
            case GiveConsent(purpose, version, locale, topic):
                given = Consent(purpose, version, locale, ctx.address.platform, ctx.now, topic)
                person = replace(person, consents=(*person.consents, given))
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
    return ctx.text(f"consent-{purpose}", recipient=recipient, contact=contact, country=country)
