"""How a handover is shown to an officer, and to its person."""

from directory.domain.handover import Handover, Line, Subject
from directory.domain.person import Purpose
from directory.domain.uses import Use
from handlers import requests
from handlers.context import Context
from handlers.entries import label_company
from handlers.messages import Choice, Notice, Reply
from handlers.notices import notify_person
from handlers.offices import Office, tell_until

SHOWN_LINES = 10


def tell_office(ctx: Context, office: Office, handover: Handover, key: str = "") -> tuple[Notice, ...]:
    """To everybody in the office: who waits, by when, and all that was said. `key`: why they read it."""

    def build(officer: Context) -> tuple[Reply, ...]:
        until = tell_until(officer, handover.waiting_since or handover.last_at, office)
        default = "objection-for-officer" if handover.subject is Subject.OBJECTION else "handover-for-officer"
        who = name_person(officer, handover, begins=not key)
        head = officer.text(key or default, who=who, until=until)
        text = "\n".join((head, *render_lines(officer, handover)))
        return (Reply(text, choices=ways(officer, handover)),)

    return tuple(
        notice
        for officer_id in office.officers
        for notice in notify_person(ctx, officer_id, build, handover.person_id, Purpose.HELP)
    )


def tell_officer(ctx: Context, officer_id: int, handover: Handover, line: Line) -> tuple[Notice, ...]:
    """The next message, to one officer."""

    def build(officer: Context) -> tuple[Reply, ...]:
        return (Reply(_render_line(officer, handover, line), choices=ways(officer, handover)),)

    return notify_person(ctx, officer_id, build, handover.person_id, Purpose.HELP)


def render_lines(ctx: Context, handover: Handover) -> tuple[str, ...]:
    """What was said, the latest last."""
    return tuple(_render_line(ctx, handover, line) for line in handover.lines[-SHOWN_LINES:])


def ways(ctx: Context, handover: Handover) -> tuple[tuple[Choice, ...], ...]:
    """What an officer can do."""
    first = (
        ctx.choice(f"h:{handover.id}:answer", "button-answer"),
        ctx.choice(f"h:{handover.id}:close", "button-close"),
    )
    if handover.subject is Subject.OBJECTION and ctx.safety.find_freeze(handover.person_id):
        return (first, (ctx.choice(f"v:{handover.person_id}:unfreeze", "button-unfreeze"),))
    return (first,)


def name_person(ctx: Context, handover: Handover, *, begins: bool = False) -> str:
    """The person and the entry he or she answers for, as far as they are known. `begins`: a sentence."""
    person = ctx.people.find_person(handover.person_id)
    company_id = next(iter(person.company_ids), None) if person else None
    company = ctx.entries.find_company(company_id) if company_id is not None else None
    profile = ctx.people.find_contact(handover.person_id, Use.HELP)
    unnamed = ctx.text("speaking-unnamed")
    name = (profile.who if profile else "") or (unnamed[:1].upper() + unnamed[1:] if begins else unnamed)
    return f"{name} · {label_company(ctx, company)}" if company else name


def _render_line(ctx: Context, handover: Handover, line: Line) -> str:
    who = ctx.text("speaking-officer") if line.from_officer else name_person(ctx, handover, begins=True)
    return ctx.text("handover-line", who=who, text=requests.quote(ctx, line.text, line.locale))
