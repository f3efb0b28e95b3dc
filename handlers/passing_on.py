"""What an agency does with a request to a company of its city: forward it, pass it on outside, give up."""

from directory.domain.commands import UpdateIntroduction
from directory.domain.introduction import Event, Introduction, advance
from directory.domain.workdays import add_working_days
from handlers import desks, requests
from handlers.context import Context
from handlers.localizer import format_date
from handlers.messages import Outcome, Reply
from handlers.notices import Build, notify_asker, notify_company


def forward(ctx: Context, introduction: Introduction) -> Outcome:
    """To the company's own people, who read it in the chat; the deadline begins anew."""
    updated = advance(introduction, Event.FORWARD, ctx.now)
    if updated is None:
        return requests.show(ctx, introduction)
    until = add_working_days(ctx.now, ctx.limits.expire_after_working_days)

    def tell_asker(asker: Context) -> tuple[Reply, ...]:
        date = format_date(until, asker.locale)
        text = asker.text("forwarded-for-asker", **_name(asker, introduction), until=date)
        return (Reply(text),)

    return Outcome(
        (Reply(ctx.text("forwarded", company=requests.title(ctx, introduction))),),
        commands=(UpdateIntroduction(updated, Event.FORWARD),),
        notices=(
            *notify_asker(ctx, updated, tell_asker),
            *notify_company(ctx, updated, lambda other: (requests.render_incoming(other, updated),)),
        ),
    )


def pass_on(ctx: Context, introduction: Introduction) -> Outcome:
    """Told to the company outside the bot; its answer is recorded later."""

    def tell_asker(asker: Context) -> tuple[Reply, ...]:
        date = format_date(ctx.now, asker.locale)
        return (Reply(asker.text("passed-on-for-asker", **_name(asker, introduction), date=date)),)

    return _note(ctx, introduction, Event.PASS_ON, "passed-on", tell_asker)


def give_up(ctx: Context, introduction: Introduction) -> Outcome:
    """The company cannot be reached; the asker is told so."""

    def tell_asker(asker: Context) -> tuple[Reply, ...]:
        return (Reply(asker.text("unreached-for-asker", **_name(asker, introduction))),)

    return _note(ctx, introduction, Event.UNREACHED, "unreached", tell_asker)


def _note(ctx: Context, introduction: Introduction, event: Event, key: str, tell_asker: Build) -> Outcome:
    updated = advance(introduction, event, ctx.now)
    if updated is None:
        return requests.show(ctx, introduction)
    text = ctx.text(key, company=requests.title(ctx, introduction))
    return Outcome(
        (Reply(text, choices=requests.list_choices(ctx, updated)),),
        commands=(UpdateIntroduction(updated, event),),
        notices=notify_asker(ctx, updated, tell_asker),
    )


def _name(ctx: Context, introduction: Introduction) -> dict[str, str | int]:
    company = ctx.entries.find_company(introduction.company_id)
    office = desks.name_desk(ctx, company.city_id) if company else ""
    return {"company": requests.title(ctx, introduction), "office": office}
