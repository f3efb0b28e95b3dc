"""An officer answers a person in the chat: one message at a time, so that nothing slips to the other side."""

from directory.domain.handover import Handover, Line, add_line, close
from directory.domain.person import Purpose
from directory.domain.roles import Act, find_grant
from directory.domain.safety_commands import PutHandover
from handlers import handover_lines, speaking
from handlers.context import Context
from handlers.messages import Outcome, Reply
from handlers.notices import notify_person
from handlers.offices import name_office, office_of
from handlers.states import Assisting, Speaking, pause


def choose(ctx: Context, handover_id: str, action: str) -> Outcome | None:
    """A tap on a handover: its person ends it; an officer reads, answers or closes it."""
    handover = ctx.safety.find_handover(handover_id)
    if handover is None or ctx.person is None:
        return Outcome((Reply(ctx.text("handover-closed")),))
    if action == "end" and ctx.person.id == handover.person_id:
        return _end(ctx, handover)
    if not _may(ctx, handover):
        return Outcome((Reply(ctx.text("not-permitted")),))
    if not handover.is_open:
        return Outcome((Reply(ctx.text("handover-closed")),))
    match action:
        case "answer":
            state = Assisting(handover.id, pause(ctx.state))
            return Outcome(prompt(ctx, state), state=state)
        case "close":
            return _close(ctx, handover)
    return None


def prompt(ctx: Context, state: Assisting) -> tuple[Reply, ...]:
    """What was said so far, and the question for the answer."""
    handover = ctx.safety.find_handover(state.handover_id)
    if handover is None or not handover.is_open:
        return (Reply(ctx.text("handover-closed")),)
    ask = ctx.text("assisting-text", who=handover_lines.name_person(ctx, handover))
    cancel = ((ctx.choice("m:cancel", "button-cancel"),),)
    text = "\n".join((*handover_lines.render_lines(ctx, handover), ask))
    return (Reply(text, choices=cancel, about=handover.person_id, rests_on=Purpose.HELP),)


def answer_text(ctx: Context, state: Assisting, text: str) -> Outcome:
    """Pass the officer's words to the person; colleagues learn that somebody has answered."""
    if len(text) > speaking.LONGEST:
        return Outcome((Reply(ctx.text("too-long", limit=speaking.LONGEST, count=len(text))),))
    known = ctx.safety.find_handover(state.handover_id)
    if known is None or ctx.person is None or not _may(ctx, known):
        return Outcome((Reply(ctx.text("handover-closed")),), state=state.resume)
    language = ctx.search.understand(text, ctx.locale).language
    line = Line(True, ctx.person.id, text, language, ctx.now)
    updated = add_line(known, line)
    if updated is None:
        return Outcome((Reply(ctx.text("handover-closed")),), state=state.resume)
    me, office = ctx.person.id, office_of(ctx, known)
    taken_over = known.officer_id != me

    def tell_person(person: Context) -> tuple[Reply, ...]:
        words = handover_lines.render_lines(person, updated)[-1]
        return (Reply(words, choices=((person.choice(f"h:{updated.id}:end", "button-end"),),)),)

    def tell_colleague(other: Context) -> tuple[Reply, ...]:
        who = handover_lines.name_person(other, updated, begins=True)
        return (Reply(other.text("handover-taken", who=who)),)

    colleagues = tuple(one for one in office.officers if one != me) if office and taken_over else ()
    return Outcome(
        (Reply(ctx.text("assisting-sent"), choices=handover_lines.ways(ctx, updated)),),
        state=state.resume,
        commands=(PutHandover(updated),),
        notices=(
            *notify_person(ctx, updated.person_id, tell_person, me, Purpose.OFFICE),
            *(one for other in colleagues for one in notify_person(ctx, other, tell_colleague)),
        ),
    )


def _close(ctx: Context, handover: Handover) -> Outcome:
    updated = close(handover, ctx.now)
    if updated is None:
        return Outcome((Reply(ctx.text("handover-closed")),))
    city = ctx.entries.get_city(handover.city_id) if handover.city_id else None

    def tell_person(person: Context) -> tuple[Reply, ...]:
        who = name_office(person, None if handover.with_secretariat else city)
        return (Reply(person.text("closed-for-person", who=who)),)

    return Outcome(
        (Reply(ctx.text("assisting-closed", who=handover_lines.name_person(ctx, handover))),),
        commands=(PutHandover(updated),),
        notices=notify_person(ctx, handover.person_id, tell_person),
    )


def _end(ctx: Context, handover: Handover) -> Outcome:
    """The person's button works from any chat of the person, and long afterwards."""
    if not handover.is_open:
        return Outcome((Reply(ctx.text("handover-closed")),))
    state = ctx.state
    if not isinstance(state, Speaking) or state.handover_id != handover.id:
        paused = pause(state)
        resume = paused.resume if isinstance(paused, Speaking) else paused
        state = Speaking("open", handover.subject, handover.city_id, handover.id, resume)
    ended = speaking.end(ctx.at(state))
    return ended or Outcome((Reply(ctx.text("handover-closed")),))


def _may(ctx: Context, handover: Handover) -> bool:
    grants = ctx.person.grants if ctx.person else ()
    return find_grant(grants, Act.ASSIST, city_id=handover.city_id) is not None
