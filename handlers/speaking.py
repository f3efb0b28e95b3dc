"""Speaking to a person: asked first, told who gets it and by when; then the assistant is silent."""

from dataclasses import replace

from directory.domain.handover import Handover, Line, Subject, add_line, close, open_handover
from directory.domain.person import Purpose
from directory.domain.safety_commands import PutHandover
from directory.domain.uses import Use
from handlers import consents, handover_lines
from handlers.context import Context
from handlers.messages import Outcome, Reply
from handlers.notices import notify_person
from handlers.offices import (
    Office,
    choose_office,
    find_agency,
    find_city,
    find_secretariat,
    list_listening,
    name_office,
    office_of,
    tell_until,
    tell_vacant,
)
from handlers.states import Speaking, State, pause

LONGEST = 2000


def start(ctx: Context, subject: Subject = Subject.HELP) -> Outcome:
    """Offer to pass the conversation to a person; go on where that has begun already."""
    paused = pause(ctx.state)
    if isinstance(paused, Speaking):
        return Outcome(prompt(ctx, paused), state=paused)
    known = ctx.safety.list_handovers(ctx.person.id) if ctx.person else ()
    for handover in known:
        if handover.is_open:
            state = Speaking("open", handover.subject, handover.city_id, handover.id, paused)
            return Outcome(prompt(ctx, state), state=state)
    office = _find_office(ctx, subject)
    if office is None:
        return Outcome((_nobody(ctx),))
    state = Speaking("ask", subject, office.city.id if office.city else None, resume=paused)
    return Outcome(prompt(ctx, state), state=state)


def prompt(ctx: Context, state: Speaking) -> tuple[Reply, ...]:
    """Whether to pass it on, and to whom; what it is about; that a person is listening."""
    office = _office(ctx, state)
    if office is None:
        return (_nobody(ctx),)
    who = name_office(ctx, office.city)
    match state.step:
        case "ask":
            until = tell_until(ctx, ctx.now, office)
            asked = consents.ask(ctx, Use.HELP)
            return (replace(asked, text=ctx.text("speaking-to", who=who, until=until, consent=asked.text)),)
        case "text":
            cancel = ((ctx.choice("m:cancel", "button-cancel"),),)
            key = "speaking-objection" if state.subject is Subject.OBJECTION else "speaking-text"
            return (Reply(ctx.text(key, who=who), choices=cancel),)
    end = ((ctx.choice(f"h:{state.handover_id}:end", "button-end"),),)
    return (Reply(ctx.text("speaking-open", who=who), choices=end),)


def answer_choice(ctx: Context, state: Speaking, kind: str, value: str) -> Outcome | None:
    """Yes or no to passing it on; None where the tap is none of these."""
    match state.step, kind, value:
        case "ask", "ok", "yes":
            then, agreed = consents.give(ctx, Use.HELP)
            if then.list_missing(Use.HELP):
                return Outcome((consents.ask(then, Use.HELP),), state=state, commands=(agreed,))
            after = replace(state, step="text")
            return Outcome(prompt(then, after), state=after, commands=(agreed,))
        case "ask", "ok", "no":
            return Outcome((consents.refuse(ctx, Use.HELP, "speaking-refused"),), state=state.resume)
    return None


def answer_text(ctx: Context, state: Speaking, text: str) -> Outcome:
    """What is said to the office. Once it has begun, the assistant answers nothing."""
    if state.step == "ask":
        return Outcome((Reply(ctx.text("please-choose")), *prompt(ctx, state)))
    if len(text) > LONGEST:
        return Outcome((Reply(ctx.text("too-long", limit=LONGEST, count=len(text))),))
    if ctx.person is None or ctx.list_missing(Use.HELP):
        asked = replace(state, step="ask")
        return Outcome(prompt(ctx, asked), state=asked)
    language = ctx.search.understand(text, ctx.locale).language
    line = Line(False, ctx.person.id, text, language, ctx.now)
    if state.step == "text":
        return _open(ctx, state, line)
    known = ctx.safety.find_handover(state.handover_id)
    updated = add_line(known, line) if known else None
    if updated is None:
        return Outcome((Reply(ctx.text("handover-closed")),), state=state.resume)
    notices = tuple(
        notice
        for officer_id in list_listening(ctx, updated)
        for notice in handover_lines.tell_officer(ctx, officer_id, updated, line)
    )
    return Outcome((() if notices else (_nobody(ctx),)), commands=(PutHandover(updated),), notices=notices)


def end(ctx: Context) -> Outcome | None:
    """Back to the assistant; the office is told. None where nothing is to end."""
    if not isinstance(ctx.state, Speaking):
        return None
    state, known = ctx.state, ctx.safety.find_handover(ctx.state.handover_id)
    back = Reply(ctx.text("speaking-ended" if state.step == "open" else "speaking-refused"))
    updated = close(known, ctx.now) if known else None
    if updated is None:
        return Outcome((back,), state=state.resume)

    def tell(officer: Context) -> tuple[Reply, ...]:
        who = handover_lines.name_person(officer, updated, begins=True)
        return (Reply(officer.text("ended-for-officer", who=who)),)

    return Outcome(
        (back,),
        state=state.resume,
        commands=(PutHandover(updated),),
        notices=tuple(
            notice
            for officer_id in list_listening(ctx, updated)
            for notice in notify_person(ctx, officer_id, tell, updated.person_id, Purpose.HELP)
        ),
    )


def settle(ctx: Context) -> tuple[Context, State | None]:
    """The world as it is when the office has closed the conversation meanwhile; and the state after it."""
    state = ctx.state
    if not isinstance(state, Speaking) or state.step != "open":
        return ctx, None
    known = ctx.safety.find_handover(state.handover_id)
    return (ctx, None) if known and known.is_open else (ctx.at(state.resume), state.resume)


def _open(ctx: Context, state: Speaking, line: Line) -> Outcome:
    office = _office(ctx, state)
    if office is None or ctx.person is None:
        return Outcome((_nobody(ctx),), state=state.resume)
    city_id = office.city.id if office.city else None
    handover = open_handover(ctx.new_id(), ctx.person.id, city_id, state.subject, line)
    until, who = tell_until(ctx, ctx.now, office), name_office(ctx, office.city)
    end_it = ((ctx.choice(f"h:{handover.id}:end", "button-end"),),)
    return Outcome(
        (Reply(ctx.text("speaking-sent", who=who, until=until), choices=end_it),),
        state=replace(state, step="open", city_id=city_id, handover_id=handover.id),
        commands=(PutHandover(handover),),
        notices=handover_lines.tell_office(ctx, office, handover),
    )


def _find_office(ctx: Context, subject: Subject) -> Office | None:
    """An objection goes to another office than the one that froze, where there is one."""
    if subject is Subject.HELP:
        return choose_office(ctx, find_city(ctx))
    me = ctx.person.id if ctx.person else 0
    freeze = ctx.safety.find_freeze(me)
    return find_secretariat(ctx, me, ctx.locale) or (
        find_agency(ctx, ctx.entries.get_city(freeze.city_id), me) if freeze else None
    )


def _office(ctx: Context, state: Speaking) -> Office | None:
    known: Handover | None = ctx.safety.find_handover(state.handover_id) if state.handover_id else None
    if known is not None:
        return office_of(ctx, known)
    return choose_office(ctx, ctx.entries.get_city(state.city_id) if state.city_id else None)


def _nobody(ctx: Context) -> Reply:
    city = find_city(ctx)
    return tell_vacant(ctx, city, "speaking-nobody-agency" if city else "speaking-nobody")
