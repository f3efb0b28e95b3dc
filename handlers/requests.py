"""How a request is shown to either side, "my requests", and taking one back."""

from dataclasses import replace
from typing import Literal

from directory.domain.commands import UpdateIntroduction
from directory.domain.introduction import Event, Introduction, Status, advance
from directory.domain.uses import Use
from directory.domain.workdays import add_working_days
from handlers.context import Context
from handlers.entries import join, label_company
from handlers.localizer import format_date
from handlers.messages import Card, Choice, ContactCard, Outcome, Reply
from handlers.notices import notify_company

SHOWN_REQUESTS = 8

Side = Literal["asker", "company"]


def render_incoming(ctx: Context, introduction: Introduction) -> Reply:
    """The request as its receiver reads it: structure in the own language, free text in the original."""
    company = ctx.entries.find_company(introduction.company_id)
    own = ctx.person is not None and company is not None and company.id in ctx.person.company_ids
    name = label_company(ctx, company) if company else ""
    return Reply(
        ctx.text("request-heading", company=name),
        (
            Card(
                ctx.text("request-title"),
                ctx.text("request-for-you" if own else "request-for", company=name),
                render_fields(ctx, introduction),
            ),
        ),
        answer_choices(ctx, introduction),
    )


def render_fields(ctx: Context, introduction: Introduction) -> tuple[str, ...]:
    """The request line by line."""
    topics = [name for topic in introduction.topics if (name := ctx.search.concept_name(topic, ctx.locale))]
    lines = []
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
    """Question and answer so far."""
    return tuple(
        ctx.text(f"remark-{remark.side}", text=quote(ctx, remark.text, remark.locale))
        for remark in introduction.remarks
    )


def quote(ctx: Context, text: str, language: str) -> str:
    """Free text, marked as original where the reader's language is another."""
    if language == ctx.locale:
        return text
    return ctx.text("text-in-original", text=text, language=ctx.text(f"language-{language}"))


def answer_choices(ctx: Context, introduction: Introduction) -> tuple[tuple[Choice, ...], ...]:
    """Accept, decline, ask back."""
    return (
        (
            ctx.choice(f"q:{introduction.id}:accept", "button-accept"),
            ctx.choice(f"q:{introduction.id}:decline", "button-decline"),
        ),
        (ctx.choice(f"q:{introduction.id}:ask", "button-ask-back"),),
    )


def list_all(ctx: Context) -> Outcome:
    """ "My requests": sent and received, newest first, each with where it stands."""
    if ctx.person is None:
        return Outcome((Reply(ctx.text("requests-none")),))
    sent = ctx.introductions.list_sent(ctx.person.id)
    represented = ctx.people.list_represented(ctx.person.id)
    received = ctx.introductions.list_received(represented) if represented else ()
    received = tuple(item for item in received if item.asker_id != ctx.person.id)
    if not sent and not received:
        return Outcome((Reply(ctx.text("requests-none")),))
    replies = []
    if sent:
        cards = tuple(_render_line(ctx, item, "asker") for item in sent[:SHOWN_REQUESTS])
        replies.append(Reply(ctx.text("requests-sent", count=len(sent)), cards))
    for number, item in enumerate(received[:SHOWN_REQUESTS]):  # each tells of another person
        heading = ctx.text("requests-received", count=len(received)) if number == 0 else ""
        card = _render_line(ctx, item, "company")
        replies.append(Reply(heading, (card,), about=item.asker_id or None))
    return Outcome(tuple(replies))


def show(ctx: Context, introduction: Introduction) -> Outcome:
    """One request in full, to either side; contact data only once both agreed."""
    if is_asker(ctx, introduction):
        card = Card(
            title(ctx, introduction),
            describe_status(ctx, introduction, "asker"),
            render_fields(ctx, introduction),
        )
        choices = (
            (ctx.choice(f"q:{introduction.id}:reply", "button-reply"),)
            if introduction.status is Status.ASKED
            else ()
        ) + (
            (ctx.choice(f"q:{introduction.id}:withdraw", "button-withdraw"),) if introduction.is_open else ()
        )
        other = introduction.answered_by
        reply = Reply(cards=(card,), choices=(choices,) if choices else (), about=other)
        return Outcome((reply, *_contact_again(ctx, introduction)))
    reply = replace(render_incoming(ctx, introduction), about=introduction.asker_id or None)
    if not introduction.is_open:
        reply = replace(reply, text=describe_status(ctx, introduction, "company"), choices=())
    return Outcome((reply, *_contact_again(ctx, introduction)))


def withdraw(ctx: Context, introduction: Introduction) -> Outcome:
    """Take a request back; the other side is told."""

    def tell_company(theirs: Context) -> tuple[Reply, ...]:
        return (Reply(theirs.text("withdrawn-by-asker", who=introduction.who)),)

    updated = advance(introduction, Event.WITHDRAW, ctx.now) if is_asker(ctx, introduction) else None
    if updated is None:
        return show(ctx, introduction)
    return Outcome(
        (Reply(ctx.text("withdrawn", company=title(ctx, introduction))),),
        commands=(UpdateIntroduction(updated),),
        notices=notify_company(ctx, introduction, tell_company),
    )


def is_asker(ctx: Context, introduction: Introduction) -> bool:
    """Whether the one who writes asked for this introduction."""
    return ctx.person is not None and ctx.person.id == introduction.asker_id


def may_answer(ctx: Context, introduction: Introduction) -> bool:
    """Whether the one who writes answers for the entry."""
    return ctx.person is not None and ctx.person.id in ctx.people.list_recipients(introduction.company_id)


def describe_status(ctx: Context, introduction: Introduction, side: Side) -> str:
    """Where a request stands, in a sentence with a date; while it is open, as the reader's side sees it."""
    moment = introduction.closed_at or introduction.created_at
    until = add_working_days(introduction.created_at, ctx.limits.expire_after_working_days)
    reason = introduction.decline_reason
    status = str(introduction.status)
    return ctx.text(
        f"status-{status}-for-{side}" if introduction.is_open else f"status-{status}",
        date=format_date(moment, ctx.locale),
        until=format_date(until, ctx.locale),
        reason=ctx.text(f"decline-{reason}") if reason else "",
    )


def contact_card(ctx: Context, person_id: int, organisation: str = "") -> ContactCard | None:
    """The contact data of a person: only for an introduction both sides agreed to."""
    profile = ctx.people.find_contact(person_id, Use.CONTACT)
    if profile is None or not profile.reachable:
        return None
    return ContactCard(profile.who, organisation, profile.email, profile.phone, profile.wechat)


def _contact_again(ctx: Context, introduction: Introduction) -> tuple[Reply, ...]:
    if introduction.status is not Status.ACCEPTED or introduction.answered_by is None or ctx.person is None:
        return ()
    if is_asker(ctx, introduction):
        other = introduction.answered_by
        company = ctx.entries.find_company(introduction.company_id)
        contact = contact_card(ctx, other, company.name if company else "")
    elif ctx.person.id == introduction.answered_by:
        other = introduction.asker_id
        contact = contact_card(ctx, other)
    else:
        return ()
    return (Reply(contact=contact, about=other),) if contact else ()


def title(ctx: Context, introduction: Introduction) -> str:
    """The entry that was asked, by name and town."""
    company = ctx.entries.find_company(introduction.company_id)
    return label_company(ctx, company) if company else ctx.text("company-gone-title")


def _render_line(ctx: Context, introduction: Introduction, side: Side) -> Card:
    name = title(ctx, introduction) if side == "asker" else introduction.who
    return Card(
        name or ctx.text("person-gone"),
        describe_status(ctx, introduction, side),
        choices=(ctx.choice(f"q:{introduction.id}:show", "button-details"),),
    )
