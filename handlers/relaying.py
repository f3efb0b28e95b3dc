"""Words from one side to the other: question and answer before the yes, a conversation after it.

Before the yes contact data are hidden; after it both sides have them.
"""

from directory.domain.commands import UpdateIntroduction
from directory.domain.contacts import mask_contacts
from directory.domain.introduction import Event, Introduction, Party, Remark, advance
from directory.domain.person import Profile
from handlers import desks, requests
from handlers.context import Context
from handlers.messages import Notice, Outcome, Reply
from handlers.notices import Build, notify_asker, notify_company
from handlers.states import Answering


def relay_remark(ctx: Context, state: Answering, introduction: Introduction, text: str) -> Outcome:
    """A question to the asker or the asker's answer, without contact data."""
    from_asker = state.step == "reply"
    remark, masked = _build_remark(ctx, "asker" if from_asker else "company", text)
    event = Event.REPLY if from_asker else Event.ASK
    updated = advance(introduction, event, ctx.now, remark=remark)
    if updated is None:
        return Outcome((Reply(ctx.text("request-closed")),), state=state.resume)

    def tell_asker(asker: Context) -> tuple[Reply, ...]:
        question = requests.quote(asker, remark.text, remark.locale)
        text = asker.text("asked-for-asker", company=requests.name_other(asker, updated), question=question)
        return (Reply(text, choices=requests.list_choices(asker, updated)),)

    def tell_company(other: Context) -> tuple[Reply, ...]:
        answer = requests.quote(other, remark.text, remark.locale)
        text = other.text("replied-for-company", who=updated.who, answer=answer)
        return (Reply(text, choices=requests.list_choices(other, updated)),)

    me = ctx.person.id if ctx.person else None
    notices = (
        notify_company(ctx, updated, tell_company)
        if from_asker
        else notify_asker(ctx, updated, tell_asker, about=me)
    )
    return Outcome(
        (*masked, Reply(ctx.text(f"{state.step}-relayed"))),
        state=state.resume,
        commands=(UpdateIntroduction(updated, event),),
        notices=notices,
    )


def ask_again(ctx: Context, state: Answering, introduction: Introduction, text: str) -> Outcome:
    """A request that ended is made again, with the reason why; its deadline begins anew."""
    company = ctx.entries.find_company(introduction.company_id)
    words = (introduction.goal, introduction.why, text)
    desk = desks.find_desk(ctx, company, introduction.cooperation, *words) if company else None
    if company is None or desk is None:
        return Outcome((Reply(ctx.text("reopen-nobody")),), state=state.resume)
    event = Event.REOPEN if desk is Party.COMPANY else Event.REOPEN_VIA_AGENCY
    remark, masked = _build_remark(ctx, "again", text)
    updated = advance(introduction, event, ctx.now, remark=remark)
    if updated is None:
        return Outcome((Reply(ctx.text("request-closed")),), state=state.resume)
    status = requests.describe_status(ctx, updated, Party.ASKER)
    asked = ctx.text("reopened", company=requests.title(ctx, updated), status=status)
    return Outcome(
        (*masked, Reply(asked)),
        state=state.resume,
        commands=(UpdateIntroduction(updated, event),),
        notices=notify_company(ctx, updated, lambda other: (requests.render_incoming(other, updated),)),
    )


def talk(ctx: Context, state: Answering, introduction: Introduction, text: str) -> Outcome:
    """A message to the other side, in the writer's own words; it is relayed and not kept."""
    updated = advance(introduction, Event.TALK, ctx.now)
    if updated is None:
        return Outcome((Reply(ctx.text("talk-closed")),), state=state.resume)
    language = ctx.search.understand(text, ctx.locale).language

    def tell_other(other: Context) -> tuple[Reply, ...]:
        who = requests.name_other(other, updated)
        words = requests.quote(other, text, language)
        choices = requests.list_choices(other, updated)
        return (Reply(other.text("talk-message", who=who, text=words), choices=choices),)

    notices = _notify_other(ctx, updated, tell_other)
    if not notices:
        return Outcome((Reply(ctx.text("talk-nobody")),), state=state.resume)
    choices = requests.list_choices(ctx, updated)
    return Outcome(
        (Reply(ctx.text("talk-sent", who=requests.name_other(ctx, updated)), choices=choices),),
        state=state.resume,
        commands=(UpdateIntroduction(updated, Event.TALK, (text, language)),),
        notices=notices,
    )


def end_talk(ctx: Context, introduction: Introduction) -> Outcome:
    """Either side ends the conversation; both are told, and the contact data stay."""
    updated = advance(introduction, Event.END, ctx.now)
    if updated is None:
        return Outcome((Reply(ctx.text("talk-closed")),))

    def tell_other(other: Context) -> tuple[Reply, ...]:
        return (Reply(other.text("talk-ended-by-other", who=requests.name_other(other, updated))),)

    return Outcome(
        (Reply(ctx.text("talk-ended", who=requests.name_other(ctx, updated))),),
        commands=(UpdateIntroduction(updated, Event.END),),
        notices=_notify_other(ctx, updated, tell_other),
    )


def withdraw(ctx: Context, introduction: Introduction) -> Outcome:
    """Take a request back; the other side is told."""
    updated = advance(introduction, Event.WITHDRAW, ctx.now)
    if updated is None:
        return requests.show(ctx, introduction)
    return Outcome(
        (Reply(ctx.text("withdrawn", company=requests.title(ctx, introduction))),),
        commands=(UpdateIntroduction(updated, Event.WITHDRAW),),
        notices=notify_company(
            ctx, introduction, lambda other: (Reply(other.text("withdrawn-by-asker", who=introduction.who)),)
        ),
    )


def _notify_other(ctx: Context, introduction: Introduction, build: Build) -> tuple[Notice, ...]:
    me = ctx.person.id if ctx.person else None
    if requests.is_asker(ctx, introduction):
        return notify_company(ctx, introduction, build)
    return notify_asker(ctx, introduction, build, about=me)


def _build_remark(ctx: Context, side: str, text: str) -> tuple[Remark, tuple[Reply, ...]]:
    """The words without contact data; and what their writer is told where some were hidden."""
    masked = mask_contacts(text, ctx.person.profile if ctx.person else Profile())
    language = ctx.search.understand(text, ctx.locale).language
    note = (Reply(ctx.text("contacts-masked")),) if masked != text else ()
    return Remark(side, masked, language, ctx.now), note
