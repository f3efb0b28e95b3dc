"""What time does to an introduction: a reminder, an end, and a month after the yes a question."""

from datetime import timedelta

from directory.domain.commands import UpdateIntroduction
from directory.domain.introduction import (
    AT_COMPANY,
    QUESTION_OPEN,
    Event,
    Introduction,
    Party,
    Status,
    advance,
)
from handlers import desks, following_up, freezing, requests
from handlers.context import Context
from handlers.deadlines import expires_at, reminds_at
from handlers.messages import Outcome, Reply
from handlers.notices import notify_asker, notify_company


def check(ctx: Context, introduction: Introduction) -> Outcome | None:
    """What is due now for an introduction; None where nothing is."""
    if introduction.agreed:
        return _follow_up(ctx, introduction)
    if not introduction.is_open:
        return None
    if handed_over := _hand_over(ctx, introduction):
        return handed_over
    if freezing.is_held(ctx, introduction):
        return None  # no time passes for a yes that could not be said; once lifted, the rest of it does
    if ctx.now >= expires_at(ctx, introduction):
        return _expire(ctx, introduction)
    if introduction.reminded_at is not None or ctx.now < reminds_at(ctx, introduction):
        return None
    return _remind(ctx, introduction)


def _follow_up(ctx: Context, introduction: Introduction) -> Outcome | None:
    """Ask both what came of it, once."""
    if introduction.followed_up_at or introduction.closed_at is None:
        return None
    if ctx.now < introduction.closed_at + timedelta(days=ctx.limits.follow_up_after_days):
        return None
    return following_up.ask(ctx, introduction)


def _hand_over(ctx: Context, introduction: Introduction) -> Outcome | None:
    """Where nobody answers for the company any more, its agency takes over at once.

    A question that the company left open goes with it: the agency asks its own.
    """
    if introduction.status not in AT_COMPANY or ctx.people.list_owners(introduction.company_id):
        return None
    updated = advance(introduction, Event.HAND_OVER, ctx.now)
    if updated is None:
        return None

    def tell_asker(asker: Context) -> tuple[Reply, ...]:
        name = requests.title(asker, updated)
        status = requests.describe_status(asker, updated, Party.ASKER)
        asked = introduction.status is Status.ASKED
        key = "handed-over-question-for-asker" if asked else "handed-over-for-asker"
        return (Reply(asker.text(key, company=name, status=status)),)

    notices = notify_company(ctx, updated, lambda other: (requests.render_incoming(other, updated),))
    if not notices:
        return None
    return Outcome(
        commands=(UpdateIntroduction(updated, Event.HAND_OVER),),
        notices=(*notify_asker(ctx, updated, tell_asker), *notices),
    )


def _expire(ctx: Context, introduction: Introduction) -> Outcome | None:
    """End it; say whose answer was missing."""
    updated = advance(introduction, Event.EXPIRE, ctx.now)
    if updated is None:
        return None
    what = "question-expired" if introduction.status in QUESTION_OPEN else "expired"
    told = "agency-expired" if what == "expired" and introduction.desk is Party.AGENCY else what

    def tell_asker(asker: Context) -> tuple[Reply, ...]:
        company = asker.entries.find_company(introduction.company_id)
        office = desks.name_desk(asker, company.city_id) if company else ""
        name = requests.title(asker, introduction)
        return (Reply(asker.text(f"{told}-for-asker", company=name, office=office)),)

    return Outcome(
        commands=(UpdateIntroduction(updated, Event.EXPIRE),),
        notices=(
            *notify_asker(ctx, introduction, tell_asker),
            *notify_company(
                ctx,
                introduction,
                lambda other: (Reply(other.text(f"{what}-for-company", who=introduction.who)),),
            ),
        ),
    )


def _remind(ctx: Context, introduction: Introduction) -> Outcome | None:
    """Remind the side whose turn it is."""
    updated = advance(introduction, Event.REMIND, ctx.now)
    if updated is None:
        return None

    def tell_asker(asker: Context) -> tuple[Reply, ...]:
        text = asker.text("reminder-for-asker", company=requests.name_other(asker, updated))
        return (Reply(text, choices=requests.list_choices(asker, updated)),)

    def tell_company(other: Context) -> tuple[Reply, ...]:
        text = other.text("reminder-for-company", who=updated.who)
        if updated.desk is Party.AGENCY:
            text = other.text("reminder-for-agency", company=requests.title(other, updated))
        return (Reply(text), requests.render_incoming(other, updated))

    notices = (
        notify_asker(ctx, updated, tell_asker)
        if updated.status in QUESTION_OPEN
        else notify_company(ctx, updated, tell_company)
    )
    return Outcome(commands=(UpdateIntroduction(updated, Event.REMIND),), notices=notices)
