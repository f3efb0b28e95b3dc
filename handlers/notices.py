"""Messages to somebody other than the one who writes: each in the reader's language."""

from collections.abc import Callable
from dataclasses import replace

from directory.domain.introduction import Introduction, Party
from directory.domain.person import Purpose
from handlers.context import Context
from handlers.messages import Notice, Reply

Build = Callable[[Context], tuple[Reply, ...]]


def notify_person(
    ctx: Context,
    person_id: int,
    build: Build,
    about: int | None = None,
    rests_on: Purpose = Purpose.INTRODUCTIONS,
) -> tuple[Notice, ...]:
    """Say what `build` says, in the person's language, where he or she last wrote.

    `about` is the person whose words or data are passed on, by the consent that this `rests_on`.
    """
    destinations = ctx.people.list_destinations(person_id)
    reader = replace(ctx, person=ctx.people.find_person(person_id))
    return tuple(
        Notice(destination, build(reader.speaking(destination.locale)), about, rests_on=rests_on)
        for destination in destinations[:1]
    )


def notify_officers(ctx: Context, city_id: int, build: Build, about: int | None = None) -> tuple[Notice, ...]:
    """To those who look after a city's entries: its agency, else the secretariat."""
    return _notify_all(ctx, ctx.people.list_officers(city_id), build, about)


def notify_owners(ctx: Context, company_id: int, build: Build) -> tuple[Notice, ...]:
    """To those who answer for an entry themselves."""
    return _notify_all(ctx, ctx.people.list_owners(company_id), build)


def _notify_all(
    ctx: Context, person_ids: tuple[int, ...], build: Build, about: int | None = None
) -> tuple[Notice, ...]:
    me = ctx.person.id if ctx.person else None
    return tuple(
        notice
        for person_id in person_ids
        if person_id != me
        for notice in notify_person(ctx, person_id, build, about)
    )


def notify_asker(
    ctx: Context, introduction: Introduction, build: Build, about: int | None = None
) -> tuple[Notice, ...]:
    """To the one who asked for the introduction."""
    return notify_person(ctx, introduction.asker_id, build, about)


def notify_company(ctx: Context, introduction: Introduction, build: Build) -> tuple[Notice, ...]:
    """To the one who answered; else to those at whose desk it lies: of the entry, or of its agency."""
    recipients = _list_answering(ctx, introduction)
    others = tuple(person_id for person_id in recipients if person_id != introduction.asker_id)
    return _notify_all(ctx, others, build, introduction.asker_id or None)


def _list_answering(ctx: Context, introduction: Introduction) -> tuple[int, ...]:
    if introduction.answered_by is not None:
        return (introduction.answered_by,)
    if introduction.desk is Party.COMPANY:
        return ctx.people.list_owners(introduction.company_id)
    company = ctx.entries.find_company(introduction.company_id)
    return ctx.people.list_officers(company.city_id) if company else ()
