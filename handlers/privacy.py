"""What is stored about a person: shown on request, deleted on request."""

from datetime import datetime

from directory.domain.commands import DeletePerson, WithdrawConsent
from directory.domain.handover import Handover
from directory.domain.introduction import Introduction
from directory.domain.links import Opens
from directory.domain.person import Consent, Purpose
from handlers import holdings, links, requests
from handlers.context import Context
from handlers.entries import label_company, shorten
from handlers.localizer import format_date
from handlers.messages import Choice, Document, Notice, Outcome, Reply
from handlers.notices import Build, notify_company, notify_person
from handlers.offices import list_listening
from handlers.states import Deleting, Drafting, Idle, Registering, pause

SHOWN_GIVEN = 5
_NAMES = {Opens.DATA: "data", Opens.CHAT: "data-chat"}
_STATES_REST_ON = {
    Registering: (Purpose.REGISTRATION, Purpose.ABROAD),
    Drafting: (Purpose.INTRODUCTIONS, Purpose.ABROAD),
}
"""What is being written goes with the consent that it needs."""
_PROFILE_RESTS_ON = (Purpose.INTRODUCTIONS, Purpose.REGISTRATION)


def show(ctx: Context) -> Outcome:
    """ "My data": everything about the person as a file; each consent can be withdrawn with one tap."""
    last = (ctx.choice("d:chat", "button-data-chat"), ctx.choice("d:ask", "button-delete"))
    if ctx.person is None:
        return Outcome((Reply(ctx.text("data-none"), choices=(last,)),))
    withdrawals = tuple(
        (Choice(f"d:stop:{one.purpose}:{one.topic}", ctx.text("button-withdraw-consent", purpose=name)),)
        for one, name in _list_standing(ctx)
    )
    choices = (*withdrawals, *_list_shuttable(ctx, ctx.person.id), last)
    return _hand_over(ctx, Opens.DATA, choices)


def show_chat(ctx: Context) -> Outcome:
    """What was said here, as a file."""
    return _hand_over(ctx, Opens.CHAT)


def write_document(ctx: Context, opens: Opens) -> Document | None:
    """The file that a link opens: what is stored about the person, or the chat; None where nothing is."""
    content = holdings.write_chat(ctx) if opens is Opens.CHAT else holdings.write_report(ctx)
    return Document(ctx.text(f"{_NAMES[opens]}-file-name"), "text/plain", content) if content else None


def withdraw(ctx: Context, purpose: str, topic: str = "") -> Outcome:
    """Take a consent back, at once; who waits for an answer of the person is told, without a name."""
    standing = {(one.purpose.value, one.topic): one for one, _ in _list_standing(ctx)}
    if ctx.person is None or (purpose, topic) not in standing:
        return Outcome((Reply(ctx.text("consent-not-given")),))
    taken = standing[purpose, topic].purpose
    replies = [Reply(ctx.text(f"consent-withdrawn-{taken}"))]
    others = {one.purpose for one in standing.values()} - {taken}
    if taken in _PROFILE_RESTS_ON and not others & set(_PROFILE_RESTS_ON):
        replies.append(Reply(ctx.text("consent-withdrawn-last")))
    told = (
        *(_tell_withdrawn(ctx) if taken in (Purpose.INTRODUCTIONS, Purpose.ABROAD) else ()),
        *(_tell_officers(ctx) if taken in (Purpose.HELP, Purpose.ABROAD) else ()),
    )
    ends = any(isinstance(ctx.state, kind) and taken in needed for kind, needed in _STATES_REST_ON.items())
    state = Idle() if ends else None
    return Outcome(tuple(replies), state=state, commands=(WithdrawConsent(taken, topic),), notices=told)


def keep(ctx: Context) -> Outcome:
    """The answer to the question after a long silence; that something was said is all it takes."""
    return Outcome((Reply(ctx.text("kept")),))


def ask_to_keep(ctx: Context, date: datetime) -> tuple[Reply, ...]:
    """The question after a long silence."""
    yes_no = (ctx.choice("d:keep", "button-keep"), ctx.choice("d:ask", "button-delete"))
    return (Reply(ctx.text("keep-ask", date=format_date(date, ctx.locale)), choices=(yes_no,)),)


def ask_delete(ctx: Context) -> Outcome:
    """Ask once before deleting."""
    return Outcome(prompt(ctx), state=Deleting(pause(ctx.state)))


def prompt(ctx: Context) -> tuple[Reply, ...]:
    """The question before deleting."""
    yes_no = (ctx.choice("d:yes", "button-delete-yes"), ctx.choice("d:no", "button-delete-no"))
    return (Reply(ctx.text("delete-ask"), choices=(yes_no,)),)


def delete(ctx: Context) -> Outcome:
    """Forget the person; open requests are withdrawn and their receivers told, without a name."""
    notices = (*_tell_withdrawn(ctx), *tell_deleted(ctx))
    return Outcome(
        (Reply(ctx.text("deleted"), clears=True),), state=Idle(), commands=(DeletePerson(),), notices=notices
    )


def tell_deleted(ctx: Context) -> tuple[Notice, ...]:
    """To everybody who was given the contact data: they are gone here, and are to go there, too.

    And to the officers who were about to answer in a conversation.
    """
    me = ctx.person
    if me is None:
        return ()
    answered = ctx.introductions.list_answered(me.id)
    mine = {one.id: one for one in (*ctx.introductions.list_sent(me.id), *answered)}
    given = (
        notice
        for one in mine.values()
        if one.agreed and me.id in (one.asker_id, one.answered_by)
        for other in (one.asker_id, one.answered_by)
        if other not in (None, 0, me.id)
        for notice in notify_person(ctx, other or 0, _tell_contact_gone(one))
    )
    return (*given, *_tell_officers(ctx))


def _hand_over(ctx: Context, opens: Opens, choices: tuple[tuple[Choice, ...], ...] = ()) -> Outcome:
    """The file itself; where the platform has none, a link to it at our public address, if there is one."""
    if ctx.person is not None and not ctx.files and ctx.limits.site:
        link, made = links.make(ctx, opens, f"{ctx.limits.site}/data/")
        text = ctx.text(f"{_NAMES[opens]}-link", link=link, minutes=links.count_minutes(opens))
        return Outcome((Reply(text, choices=choices),), commands=(made,))
    document = write_document(ctx, opens)
    if document is None:
        return Outcome((Reply(ctx.text("data-chat-none")),))
    return Outcome((Reply(ctx.text(f"{_NAMES[opens]}-here")), Reply(document=document, choices=choices)))


def _list_shuttable(ctx: Context, person_id: int) -> tuple[tuple[Choice, ...], ...]:
    """The latest contacts given to somebody, each to be taken back with one tap."""
    known = (*ctx.introductions.list_sent(person_id), *ctx.introductions.list_answered(person_id))
    given = (
        (
            Choice(
                f"q:{one.id}:{action}",
                ctx.text("button-shut-at", company=shorten(requests.title(ctx, one), 22)),
            ),
        )
        for one in known
        for action in ("shut", "close")
        if requests.may(ctx, one, action)
    )
    return tuple(given)[:SHOWN_GIVEN]


def _list_standing(ctx: Context) -> tuple[tuple[Consent, str], ...]:
    """The consents that stand, one of each kind, and their names."""
    given = ctx.person.consents if ctx.person else ()
    kinds = {(one.purpose, one.topic): one for one in given if one.stands}
    return tuple((one, holdings.name_purpose(ctx, one)) for one in kinds.values())


def _tell_withdrawn(ctx: Context) -> tuple[Notice, ...]:
    """To those who have an open request of the person."""
    return tuple(
        notice
        for introduction in (ctx.introductions.list_sent(ctx.person.id) if ctx.person else ())
        if introduction.is_open
        for notice in notify_company(ctx, introduction, _tell_gone(introduction))
    )


def _tell_officers(ctx: Context) -> tuple[Notice, ...]:
    """To whoever was about to answer the person: there is nobody to be answered any more."""

    def tell(handover: Handover) -> Build:
        def build(officer: Context) -> tuple[Reply, ...]:
            date = format_date(handover.opened_at, officer.locale)
            return (Reply(officer.text("handover-gone-for-officer", date=date)),)

        return build

    return tuple(
        notice
        for handover in (ctx.safety.list_handovers(ctx.person.id) if ctx.person else ())
        if handover.is_open
        for officer_id in list_listening(ctx, handover)
        for notice in notify_person(ctx, officer_id, tell(handover))
    )


def _tell_contact_gone(introduction: Introduction) -> Build:
    """Neutral: the day and the entry, nobody's name."""

    def build(reader: Context) -> tuple[Reply, ...]:
        name = requests.title(reader, introduction)
        date = format_date(introduction.closed_at or introduction.created_at, reader.locale)
        return (Reply(reader.text("contact-deleted", company=name, date=date)),)

    return build


def _tell_gone(introduction: Introduction) -> Build:
    """A message that outlives the person it is about: it names the entry and the day only."""

    def build(reader: Context) -> tuple[Reply, ...]:
        company = reader.entries.find_company(introduction.company_id)
        name = label_company(reader, company) if company else ""
        date = format_date(introduction.created_at, reader.locale)
        return (Reply(reader.text("withdrawn-without-name", company=name, date=date)),)

    return build
