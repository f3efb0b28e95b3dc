"""How a request is shown to either side, where it stands, and what one can do next."""

from dataclasses import replace
from datetime import datetime

from directory.domain import parties
from directory.domain.introduction import (
    QUESTION_OPEN,
    Event,
    Introduction,
    Party,
    Status,
    find_next,
    may_reopen,
)
from handlers import desks, exchange
from handlers.context import Context
from handlers.deadlines import expires_at
from handlers.entries import join, label_company
from handlers.guarding import warn_of_payment
from handlers.localizer import format_date
from handlers.messages import Card, Choice, Outcome, Reply

EVENTS: dict[str, Event] = {
    "accept": Event.ACCEPT,
    "self": Event.ACCEPT,
    "decline": Event.DECLINE,
    "forward": Event.FORWARD,
    "passed": Event.PASS_ON,
    "unreached": Event.UNREACHED,
    "ask": Event.ASK,
    "reply": Event.REPLY,
    "withdraw": Event.WITHDRAW,
    "again": Event.REOPEN,
    "talk": Event.TALK,
    "end": Event.END,
    "shut": Event.ASKER_SHUTS,
    "close": Event.ANSWERER_SHUTS,
}
"""What a choice "q:ID:ACTION" lets happen."""


def render_incoming(ctx: Context, introduction: Introduction) -> Reply:
    """The request as its receiver reads it: structure in the own language, free text in the original."""
    company = ctx.entries.find_company(introduction.company_id)
    own = ctx.person is not None and company is not None and company.id in ctx.person.company_ids
    name = label_company(ctx, company) if company else ""
    heading = ctx.text("request-heading", company=name)
    if introduction.desk is Party.AGENCY and company is not None:
        first = "request-desk-first" if desks.is_in_chat(ctx, company) else "request-desk"
        heading = f"{heading}\n{ctx.text(first)}"
    return Reply(
        heading,
        (
            Card(
                ctx.text("request-title"),
                ctx.text("request-for-you" if own else "request-for", company=name),
                render_fields(ctx, introduction),
            ),
        ),
        list_choices(ctx, introduction),
    )


def render_fields(ctx: Context, introduction: Introduction) -> tuple[str, ...]:
    """The request line by line."""
    topics = [name for topic in introduction.topics if (name := ctx.search.concept_name(topic, ctx.locale))]
    lines = []
    if not is_asker(ctx, introduction):
        said = (remark.text for remark in introduction.remarks)
        warning = warn_of_payment(ctx, introduction.who, introduction.goal, introduction.why, *said)
        lines.extend([warning] if warning else [])
    if introduction.cooperation:
        lines.append(
            ctx.text("request-cooperation", value=ctx.text(f"cooperation-{introduction.cooperation}"))
        )
    if topics:
        lines.append(ctx.text("request-topics", value=join(ctx, topics)))
    for key, words in (("who", introduction.who), ("goal", introduction.goal), ("why", introduction.why)):
        if words:
            lines.append(ctx.text(f"request-{key}", text=quote(ctx, words, introduction.locale)))
    lines.extend(render_remarks(ctx, introduction))
    return tuple(lines)


def render_remarks(ctx: Context, introduction: Introduction) -> tuple[str, ...]:
    """What was asked and answered so far."""
    return tuple(
        ctx.text(f"remark-{remark.side}", text=quote(ctx, remark.text, remark.locale))
        for remark in introduction.remarks
    )


def quote(ctx: Context, text: str, language: str) -> str:
    """Somebody's own words, marked as original where the reader's language is another.

    All relayed text is rendered here: what is added to the original, a translation, is added here.
    """
    if language == ctx.locale:
        return text
    return ctx.text("text-in-original", text=text, language=ctx.text(f"language-{language}"))


def list_choices(ctx: Context, introduction: Introduction) -> tuple[tuple[Choice, ...], ...]:
    """What the reader can do with the request now, as rows of buttons."""
    can = {action for action in EVENTS if may(ctx, introduction, action)}
    at_agency = introduction.desk is Party.AGENCY
    rows: tuple[tuple[tuple[str, str], ...], ...] = (
        (("forward", "button-forward"), ("passed", "button-passed")),
        (
            ("accept", "button-company-accepts" if at_agency else "button-accept"),
            ("decline", "button-company-declines" if at_agency else "button-decline"),
        ),
        (("unreached", "button-unreached"), ("ask", "button-ask-back")),
        (("self", "button-answer-self"),),
        (("reply", "button-reply"), ("withdraw", "button-withdraw")),
        (("again", "button-again"),),
        (("talk", "button-talk"), ("end", "button-end-talk")),
        (("shut", "button-shut"), ("close", "button-shut")),
    )
    shown = (
        tuple(ctx.choice(f"q:{introduction.id}:{action}", key) for action, key in row if action in can)
        for row in rows
    )
    choices = [row for row in shown if row]
    if can_report(ctx, introduction):
        report = ctx.choice(f"v:{introduction.id}:menu", "button-report")
        if choices and len(choices[-1]) == 1:
            choices[-1] = (*choices[-1], report)
        else:
            choices.append((report,))
    return tuple(choices)


def can_report(ctx: Context, introduction: Introduction) -> bool:
    """Whether there is somebody on the other side whom whoever writes has heard of."""
    view = find_view(ctx, introduction)
    if view is Party.ASKER:
        return introduction.answered_by is not None
    return view is not None and introduction.asker_id != 0


def may(ctx: Context, introduction: Introduction, action: str) -> bool:
    """Whether whoever writes may do this now."""
    party = find_party(ctx, introduction, EVENTS[action])
    company = ctx.entries.find_company(introduction.company_id)
    match action:
        case "self":
            return party is Party.AGENCY
        case "forward":
            return party is not None and company is not None and desks.is_in_chat(ctx, company)
        case "talk":
            both_there = bool(introduction.asker_id and introduction.answered_by)
            return party is not None and both_there
        case "shut" | "close":
            return party is not None and exchange.find_own_shut(ctx, introduction) is None
        case "again":
            if party is None or find_open(ctx, introduction.company_id) is not None:
                return False
            from_when = find_again(ctx, introduction)
            return from_when is not None and from_when <= ctx.now
    return party is not None


def find_party(ctx: Context, introduction: Introduction, event: Event) -> Party | None:
    """As who whoever writes may let this happen; None where not."""
    if ctx.person is None:
        return None
    return parties.find_party(introduction, event, ctx.person, _find_city(ctx, introduction))


def find_view(ctx: Context, introduction: Introduction) -> Party | None:
    """As who whoever writes may see it: the asker, the company, its agency; None where not at all."""
    return parties.find_view(introduction, ctx.person, _find_city(ctx, introduction))


def find_again(ctx: Context, introduction: Introduction) -> datetime | None:
    """From when on its asker may ask again; None where not at all."""
    if not may_reopen(introduction):
        return None
    return find_next(_list_own(ctx), introduction.company_id, ctx.limits.reopen_after_weeks)


def find_open(ctx: Context, company_id: int) -> Introduction | None:
    """The open request of whoever writes to an entry: there is one at a time."""
    return next((one for one in _list_own(ctx) if one.company_id == company_id and one.is_open), None)


def show_open(ctx: Context, introduction: Introduction) -> Outcome:
    """The request that is open already, in place of a second one."""
    shown = show(ctx, introduction)
    return replace(shown, replies=(Reply(ctx.text("introduce-already")), *shown.replies))


def show(ctx: Context, introduction: Introduction) -> Outcome:
    """One request in full, to either side; contact data only once both agreed."""
    choices = list_choices(ctx, introduction)
    contact = exchange.show_other_side(ctx, introduction)
    if shut_at := exchange.find_own_shut(ctx, introduction):
        contact += (Reply(ctx.text("contact-shut-by-me", date=format_date(shut_at, ctx.locale))),)
    if is_asker(ctx, introduction):
        from_when = find_again(ctx, introduction)
        later = from_when is not None and from_when > ctx.now
        lines = render_fields(ctx, introduction)
        if from_when is not None and later:
            lines += (ctx.text("reopen-from", date=format_date(from_when, ctx.locale)),)
        status = describe_status(ctx, introduction, Party.ASKER)
        card = Card(title(ctx, introduction), status, lines)
        return Outcome((Reply(cards=(card,), choices=choices, about=introduction.answered_by), *contact))
    reply = replace(render_incoming(ctx, introduction), about=introduction.asker_id or None)
    if not introduction.is_open:
        side = find_view(ctx, introduction) or Party.COMPANY
        reply = replace(reply, text=describe_status(ctx, introduction, side), choices=choices)
    elif introduction.status in (Status.PASSED_ON, *QUESTION_OPEN):
        reply = replace(reply, text=describe_status(ctx, introduction, introduction.desk))
    return Outcome((reply, *contact))


def is_asker(ctx: Context, introduction: Introduction) -> bool:
    """Whether the one who writes asked for this introduction."""
    return ctx.person is not None and ctx.person.id == introduction.asker_id


def describe_status(ctx: Context, introduction: Introduction, side: Party) -> str:
    """Where a request stands, in a sentence with a date; while it is open, as the reader's side sees it."""
    moment = introduction.closed_at or introduction.passed_on_at or introduction.due_from
    until = expires_at(ctx, introduction)
    reason = introduction.decline_reason
    status = str(introduction.status)
    city_id = _find_city(ctx, introduction)
    return ctx.text(
        f"status-{status}-for-{side}" if introduction.is_open else f"status-{status}",
        date=format_date(moment, ctx.locale),
        until=format_date(until, ctx.locale),
        reason=ctx.text(f"decline-{reason}") if reason else "",
        office=desks.name_desk(ctx, city_id) if city_id is not None else "",
    )


def title(ctx: Context, introduction: Introduction) -> str:
    """The entry that was asked, by name and town."""
    company = ctx.entries.find_company(introduction.company_id)
    return label_company(ctx, company) if company else ctx.text("company-gone-title")


def name_other(ctx: Context, introduction: Introduction) -> str:
    """Whom the reader talks to: the entry, the agency that answered itself, or the asker."""
    if not is_asker(ctx, introduction):
        return introduction.who or ctx.text("person-gone")
    company = ctx.entries.find_company(introduction.company_id)
    if company and introduction.desk is Party.AGENCY:
        return desks.name_desk(ctx, company.city_id)
    return title(ctx, introduction)


def _list_own(ctx: Context) -> tuple[Introduction, ...]:
    return ctx.introductions.list_sent(ctx.person.id) if ctx.person else ()


def _find_city(ctx: Context, introduction: Introduction) -> int | None:
    company = ctx.entries.find_company(introduction.company_id)
    return company.city_id if company else None
