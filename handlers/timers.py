"""What time does to an introduction: a reminder, and an end."""

from directory.domain.commands import UpdateIntroduction
from directory.domain.introduction import Event, Introduction, Status, advance
from handlers import requests
from handlers.context import Context
from handlers.deadlines import expires_at, reminds_at
from handlers.entries import label_company
from handlers.messages import Outcome, Reply
from handlers.notices import notify_asker, notify_company


def check(ctx: Context, introduction: Introduction) -> Outcome | None:
    """What is due now for an open introduction; None where nothing is."""
    if not introduction.is_open:
        return None
    if ctx.now >= expires_at(ctx, introduction):
        return _expire(ctx, introduction)
    if introduction.reminded_at is None and ctx.now >= reminds_at(ctx, introduction):
        return _remind(ctx, introduction)
    return None


def _expire(ctx: Context, introduction: Introduction) -> Outcome | None:
    """End it; say whose answer was missing."""
    updated = advance(introduction, Event.EXPIRE, ctx.now)
    if updated is None:
        return None
    what = "question-expired" if introduction.status is Status.ASKED else "expired"
    return Outcome(
        commands=(UpdateIntroduction(updated),),
        notices=(
            *notify_asker(
                ctx,
                introduction,
                lambda asker: (Reply(asker.text(f"{what}-for-asker", company=_name(asker, introduction))),),
            ),
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
    if introduction.status is Status.ASKED:
        notices = notify_asker(
            ctx,
            introduction,
            lambda asker: (
                Reply(
                    asker.text("reminder-for-asker", company=_name(asker, introduction)),
                    choices=(
                        (
                            asker.choice(f"q:{introduction.id}:reply", "button-reply"),
                            asker.choice(f"q:{introduction.id}:withdraw", "button-withdraw"),
                        ),
                    ),
                ),
            ),
        )
    else:
        notices = notify_company(
            ctx,
            introduction,
            lambda other: (
                Reply(other.text("reminder-for-company", who=introduction.who)),
                requests.render_incoming(other, introduction),
            ),
        )
    return Outcome(commands=(UpdateIntroduction(updated),), notices=notices)


def _name(ctx: Context, introduction: Introduction) -> str:
    company = ctx.entries.find_company(introduction.company_id)
    return label_company(ctx, company) if company else ""
