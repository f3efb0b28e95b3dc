"""The gate for all that one person writes to another: freeze, block, quota, the same text to many.

It looks at the commands of a finished outcome, so no way of writing passes it by. What passes carries a
warning where it holds payment data, and is marked where its reader speaks another language.
"""

from dataclasses import replace
from typing import TypeGuard

from directory.domain.commands import Command, CreateIntroduction, UpdateIntroduction
from directory.domain.fair_use import count_quota, count_recent, count_same, count_settled
from directory.domain.introduction import Event, Introduction
from directory.domain.payment import find_risks
from directory.domain.safety_commands import PutHandover
from handlers.context import Context
from handlers.messages import Foreign, Notice, Outcome, Reply
from handlers.states import Drafting, New, Rest


def guard(ctx: Context, outcome: Outcome) -> Outcome:
    """The outcome, or in its place why it is not to be; with warnings and marks for its readers."""
    if isinstance(outcome.state, Drafting) and isinstance(ctx.state, Rest | New) and _is_frozen(ctx):
        return Outcome((_frozen(ctx),))
    for command in outcome.commands:
        if refusal := _refuse(ctx, command):
            return Outcome((refusal,))
    outcome = replace(outcome, commands=tuple(_note_recent(ctx, command) for command in outcome.commands))
    warnings = tuple(
        Reply(ctx.text("same-text-warning", count=same + 1))
        for command in outcome.commands
        if isinstance(command, CreateIntroduction)
        and (same := _count_same(ctx, command.introduction)) >= ctx.limits.fair_use.warn_after_same_text
    )
    words = [foreign for command in outcome.commands for foreign in list_words(ctx, command)]
    if not warnings and not words:
        return outcome
    notices = tuple(_mark(ctx, notice, words) for notice in outcome.notices)
    return replace(outcome, replies=(*warnings, *outcome.replies), notices=notices)


def list_words(ctx: Context, command: Command) -> tuple[Foreign, ...]:
    """The free text that a command passes to somebody else."""
    match command:
        case CreateIntroduction(one):
            return tuple(Foreign(text, one.locale) for text in (one.goal, one.why) if text)
        case UpdateIntroduction(said=(text, language)):
            return (Foreign(text, language),)
        case UpdateIntroduction(one):
            known = ctx.introductions.find_introduction(one.id)
            added = one.remarks[len(known.remarks) if known else 0 :]
            return tuple(Foreign(remark.text, remark.locale) for remark in added)
        case PutHandover(handover):
            before = ctx.safety.find_handover(handover.id)
            lines = handover.lines[len(before.lines) if before else 0 :]
            return tuple(Foreign(line.text, line.locale) for line in lines)
    return ()


def _note_recent(ctx: Context, command: Command) -> Command:
    """A request with how many others its sender was seen to have made: the store lets no more pass."""
    if isinstance(command, CreateIntroduction) or _is_again(command):
        sent = ctx.introductions.list_sent(ctx.person.id) if ctx.person else ()
        return replace(command, recent=count_recent(sent, ctx.now))
    return command


def _is_again(command: Command) -> TypeGuard[UpdateIntroduction]:
    again = (Event.REOPEN, Event.REOPEN_VIA_AGENCY)
    return isinstance(command, UpdateIntroduction) and command.event in again


def warn_of_payment(ctx: Context, *texts: str) -> str:
    """A warning for the reader of these texts; "" where they hold no payment data."""
    risks = dict.fromkeys(risk for text in texts for risk in find_risks(text))
    if not risks:
        return ""
    kinds = ", ".join(ctx.text(f"risk-{risk}") for risk in risks)
    return ctx.text("payment-warning", kinds=kinds)


def _refuse(ctx: Context, command: Command) -> Reply | None:
    """Why a command is not carried out."""
    match command:
        case CreateIntroduction(introduction):
            return _refuse_writing(ctx, introduction) or _refuse_request(ctx, introduction)
        case UpdateIntroduction(introduction) if _is_again(command):
            return _refuse_writing(ctx, introduction) or _refuse_request(ctx, introduction)
        case UpdateIntroduction(introduction) if list_words(ctx, command):
            return _refuse_writing(ctx, introduction)
    return None


def _refuse_writing(ctx: Context, introduction: Introduction) -> Reply | None:
    if _is_frozen(ctx):
        return _frozen(ctx)
    me = ctx.person.id if ctx.person else 0
    readers = {*ctx.people.list_owners(introduction.company_id), introduction.answered_by or 0}
    if me in readers and me != introduction.asker_id:
        readers = {introduction.asker_id}
    if any(me in ctx.safety.list_blocked(reader) for reader in readers):
        return Reply(ctx.text("blocked-by-other"))
    return None


def _refuse_request(ctx: Context, introduction: Introduction) -> Reply | None:
    sent = ctx.introductions.list_sent(ctx.person.id) if ctx.person else ()
    rules = ctx.limits.fair_use
    quota = count_quota(*count_settled(sent), rules)
    if count_recent(sent, ctx.now) >= quota:
        return Reply(ctx.text("quota-used", quota=quota))
    if _count_same(ctx, introduction) >= rules.stop_after_same_text:
        return Reply(ctx.text("same-text-stopped"), choices=((ctx.choice("s:why", "button-change-why"),),))
    return None


def _count_same(ctx: Context, introduction: Introduction) -> int:
    sent = ctx.introductions.list_sent(ctx.person.id) if ctx.person else ()
    return count_same(introduction, sent, ctx.now)


def _is_frozen(ctx: Context) -> bool:
    return ctx.person is not None and ctx.safety.find_freeze(ctx.person.id) is not None


def _frozen(ctx: Context) -> Reply:
    return Reply(ctx.text("frozen"), choices=((ctx.choice("v:0:object", "button-object"),),))


def _mark(ctx: Context, notice: Notice, words: list[Foreign]) -> Notice:
    """Warn above payment data, unless a card does so itself; name what the reader may not be able to read."""
    reader = ctx.speaking(notice.to.locale)
    said = "\n".join(reply.text for reply in notice.replies)
    shown = "\n".join(
        (said, *(line for reply in notice.replies for card in reply.cards for line in card.lines))
    )
    warning = warn_of_payment(reader, *(word.text for word in words if word.text in said))
    foreign = tuple(word for word in words if word.locale != notice.to.locale and word.text in shown)
    replies = (Reply(warning), *notice.replies) if warning else notice.replies
    return replace(notice, replies=replies, foreign=foreign)
