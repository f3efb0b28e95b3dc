""" "My requests": one message per list, page by page; what was received without a name, see below.

A message is deleted with the person it tells of, and it can tell of one person only. So the lists of
requests received name what is wanted; who asks stands in the request itself.
"""

from collections.abc import Callable

from directory.domain.introduction import Introduction, Party
from directory.domain.roles import Role
from handlers import requests
from handlers.context import Context
from handlers.entries import join
from handlers.localizer import format_date
from handlers.messages import Card, Outcome, Reply

SHOWN_REQUESTS = 5
LISTS = ("sent", "received", "desk")


def list_all(ctx: Context) -> Outcome:
    """What was sent, what was received, what lies with one's agency; each with where it stands."""
    replies = tuple(reply for name in LISTS for reply in _render_page(ctx, name, 0))
    return Outcome(replies or (Reply(ctx.text("requests-none")),))


def show_page(ctx: Context, name: str, offset: int) -> Outcome:
    """A further page of one of the lists."""
    replies = _render_page(ctx, name, offset) or _render_page(ctx, name, 0)
    return Outcome(replies or (Reply(ctx.text("requests-none")),))


def list_known(ctx: Context) -> tuple[Introduction, ...]:
    """Every request that whoever writes has to do with, each once."""
    return tuple(dict.fromkeys(one for listed in _LISTED.values() for one in listed(ctx)))


def _render_page(ctx: Context, name: str, offset: int) -> tuple[Reply, ...]:
    found = _LISTED[name](ctx)
    page = found[offset : offset + SHOWN_REQUESTS]
    if not page:
        return ()
    cards = tuple(_render_line(ctx, introduction, name) for introduction in page)
    paging = []
    if offset > 0:
        before = max(0, offset - SHOWN_REQUESTS)
        paging.append(ctx.choice(f"q:{name}:{before}", "button-previous"))
    if offset + SHOWN_REQUESTS < len(found):
        paging.append(ctx.choice(f"q:{name}:{offset + SHOWN_REQUESTS}", "button-more"))
    heading = ctx.text(f"requests-{name}", count=len(found))
    return (Reply(heading, cards, (tuple(paging),) if paging else (), slot=f"requests-{name}"),)


def _list_sent(ctx: Context) -> tuple[Introduction, ...]:
    return ctx.introductions.list_sent(ctx.person.id) if ctx.person else ()


def _list_received(ctx: Context) -> tuple[Introduction, ...]:
    if ctx.person is None or not ctx.person.company_ids:
        return ()
    found = ctx.introductions.list_received(ctx.person.company_ids)
    return tuple(one for one in found if one.asker_id != (ctx.person.id if ctx.person else None))


def _list_at_desk(ctx: Context) -> tuple[Introduction, ...]:
    """What waits at the agency, and what the officer answered there; a secretariat sees every city."""
    if ctx.person is None:
        return ()
    offices = ctx.person.offices
    everywhere = any(grant.role is Role.SECRETARIAT for grant in offices)
    cities = {None} if everywhere else {grant.city_id for grant in offices}
    waiting = (one for city_id in cities for one in ctx.introductions.list_at_desk(city_id))
    answered = ctx.introductions.list_answered(ctx.person.id) if offices else ()
    at_desk = (one for one in answered if one.desk is Party.AGENCY)
    mine = ctx.person.id
    return tuple(one for one in dict.fromkeys((*waiting, *at_desk)) if one.asker_id != mine)


_LISTED: dict[str, Callable[[Context], tuple[Introduction, ...]]] = {
    "sent": _list_sent,
    "received": _list_received,
    "desk": _list_at_desk,
}
_SIDES = {"sent": Party.ASKER, "received": Party.COMPANY, "desk": Party.AGENCY}


def _render_line(ctx: Context, introduction: Introduction, name: str) -> Card:
    several = ctx.person is not None and len(ctx.person.company_ids) > 1
    by_entry = name != "received"
    date = format_date(introduction.created_at, ctx.locale)
    subject = _describe_subject(ctx, introduction)
    lines = [ctx.text("request-of", date=date)]
    if by_entry and subject:
        lines.insert(0, subject)
    if not by_entry and several:
        lines.insert(0, ctx.text("request-for", company=requests.title(ctx, introduction)))
    title = subject or ctx.text("request-title")
    if by_entry:
        title = requests.title(ctx, introduction)
    elif not introduction.asker_id:
        title = ctx.text("person-gone")
    return Card(
        title,
        requests.describe_status(ctx, introduction, _SIDES[name]),
        tuple(lines),
        (ctx.choice(f"q:{introduction.id}:show", "button-details"),),
    )


def _describe_subject(ctx: Context, introduction: Introduction) -> str:
    """What is wanted, without a word of the asker's."""
    kind = introduction.cooperation
    names = [ctx.search.concept_name(topic, ctx.locale) for topic in introduction.topics]
    parts = [ctx.text(f"cooperation-{kind}") if kind else "", *names]
    return join(ctx, [part for part in parts if part])
