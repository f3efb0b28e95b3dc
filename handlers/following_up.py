"""A month after the yes: did it lead somewhere? One tap of each side, counted without persons."""

from directory.domain.commands import NoteLedTo, UpdateIntroduction
from directory.domain.introduction import Event, Introduction, LedTo, Party, advance
from directory.domain.person import Purpose
from handlers import requests
from handlers.context import Context
from handlers.localizer import format_date
from handlers.messages import Choice, Outcome, Reply
from handlers.notices import notify_asker, notify_company

ACTIONS = {f"led_{led_to}": led_to for led_to in LedTo}


def ask(ctx: Context, introduction: Introduction) -> Outcome | None:
    """Ask both sides, once."""
    updated = advance(introduction, Event.FOLLOW_UP, ctx.now)
    if updated is None:
        return None

    def build(reader: Context) -> tuple[Reply, ...]:
        date = format_date(introduction.closed_at or introduction.created_at, reader.locale)
        asks = requests.is_asker(reader, introduction)
        who = requests.title(reader, introduction) if asks else introduction.who
        text = reader.text("follow-up", who=who or reader.text("person-gone"), date=date)
        choices = tuple(
            (Choice(f"q:{introduction.id}:{action}", reader.text(f"led-to-{led_to}")),)
            for action, led_to in ACTIONS.items()
        )
        return (Reply(text, choices=choices),)

    told = notify_asker(ctx, introduction, build, about=introduction.answered_by)
    return Outcome(
        commands=(UpdateIntroduction(updated, Event.FOLLOW_UP),),
        notices=(
            *(told if _lets(ctx, introduction.asker_id) else ()),
            *(notify_company(ctx, introduction, build) if _lets_company(ctx, introduction) else ()),
        ),
    )


def _lets(ctx: Context, person_id: int) -> bool:
    """Whether somebody still agrees to introductions; who took that back is not asked about one."""
    person = ctx.people.find_person(person_id)
    return person is not None and person.lets(Purpose.INTRODUCTIONS)


def _lets_company(ctx: Context, introduction: Introduction) -> bool:
    """An agency that answered does so by its office."""
    return introduction.desk is Party.AGENCY or _lets(ctx, introduction.answered_by or 0)


def note(ctx: Context, introduction: Introduction, led_to: LedTo) -> Outcome:
    """Keep the answer; saying it again corrects it."""
    mine = ctx.person is not None and ctx.person.id in (introduction.asker_id, introduction.answered_by)
    if not introduction.agreed or not mine:
        return requests.show(ctx, introduction)
    said = ctx.text(f"led-to-{led_to}")
    return Outcome(
        (Reply(ctx.text("follow-up-thanks", answer=said)),), commands=(NoteLedTo(introduction.id, led_to),)
    )
