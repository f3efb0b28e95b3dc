"""Mailings in the chat of an official: which there are, one in full, and what can be done to it."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from directory.domain.commands import AdvanceNews
from directory.domain.mailing import Mailing, MailingEvent, MailingStatus, RecipientStatus, advance
from directory.domain.news_acts import ACTS, STOPS, find_permit, may_count, may_see
from directory.domain.rehearsal import Preview
from handlers.context import Context
from handlers.entries import join, shorten
from handlers.localizer import format_time
from handlers.messages import Choice, Notice, Outcome, Reply
from handlers.news import build_versions
from handlers.news_form import PLATFORMS, ZONES
from handlers.notices import Build, notify_person
from handlers.offices import name_office

SHOWN = 8
OFFERED = {
    MailingStatus.DRAFT: (MailingEvent.SUBMIT, MailingEvent.SCHEDULE),
    MailingStatus.APPROVAL: (MailingEvent.APPROVE, MailingEvent.REJECT),
    MailingStatus.MISSED: (MailingEvent.SCHEDULE,),
    MailingStatus.SENDING: (MailingEvent.PAUSE,),
    MailingStatus.PAUSED: (MailingEvent.RESUME,),
}

_ON_ITS_WAY = (MailingStatus.SCHEDULED, MailingStatus.SENDING, MailingStatus.PAUSED, MailingStatus.FINISHED)
ALREADY = {
    MailingEvent.SUBMIT: (MailingStatus.APPROVAL,),
    MailingEvent.APPROVE: _ON_ITS_WAY,
    MailingEvent.REJECT: (MailingStatus.DRAFT,),
    MailingEvent.SCHEDULE: _ON_ITS_WAY,
    MailingEvent.PAUSE: (MailingStatus.PAUSED,),
    MailingEvent.RESUME: (MailingStatus.SENDING,),
    MailingEvent.CANCEL: (MailingStatus.CANCELLED,),
}
"""Where a mailing stands when what is wanted has happened: by a second tap, or by somebody else."""


def show(ctx: Context) -> Outcome:
    """The mailings that whoever writes may see, newest first, and the way to a new one."""
    person, places = ctx.person, ctx.entries.list_cities()
    if person is None or not person.offices:
        return Outcome((Reply(ctx.text("newsroom-not-yours")),))
    seen = ctx.news.list_mailings(lambda one: may_see(person, one, places))
    rows = [(Choice(f"w:show:{one.id}", describe(ctx, one)),) for one in seen[:SHOWN]]
    new = ((ctx.choice("w:new", "button-newsroom-new"),),)
    text = ctx.text("newsroom-heading", count=len(seen)) if seen else ctx.text("newsroom-empty")
    return Outcome((Reply(text, choices=(*new, *rows), slot="newsroom"),))


def open_mailing(ctx: Context, news_id: int) -> Outcome:
    """One mailing: as its readers see it, where it stands, what can be done."""
    mailing = ctx.news.find_mailing(news_id)
    if mailing is None or ctx.person is None or not may_see(ctx.person, mailing, ctx.entries.list_cities()):
        return Outcome((Reply(ctx.text("not-permitted")),))
    shown = preview(ctx, mailing)
    lines = [describe(ctx, mailing), describe_office(ctx, mailing), describe_audience(ctx, mailing)]
    lines += describe_held(ctx)
    counts = ctx.news.count_outcomes(news_id)
    if counts:
        told = [ctx.text(f"outcome-{one}", count=counts[one]) for one in RecipientStatus if counts.get(one)]
        lines.append(join(ctx, told))
    else:
        lines.extend(describe_rehearsal(ctx, mailing))
    events = [one for one in OFFERED.get(mailing.status, ()) if _may(ctx, mailing, one)]
    key = f"{mailing.id}:{mailing.version}"
    rows = [(ctx.choice(f"w:{one}:{key}", f"button-news-{one}"),) for one in events]
    if _may(ctx, mailing, MailingEvent.CANCEL):
        rows.append((ctx.choice(f"w:cancel:{key}", "button-news-cancel"),))
    return Outcome((*shown, Reply("\n".join(lines), choices=tuple(rows))))


def open_waiting(ctx: Context, author_id: int) -> Outcome:
    """What somebody wrote and whoever reads may approve; the list where that is not one item."""
    found = ctx.news.list_mailings(
        lambda one: one.author_id == author_id and _may(ctx, one, MailingEvent.APPROVE)
    )
    return open_mailing(ctx, found[0].id) if len(found) == 1 else show(ctx)


def act(ctx: Context, action: str, target: int, version: int) -> Outcome | None:
    """A tap on what can be done; None where there is no such thing."""
    if action not in list(MailingEvent) or MailingEvent(action) not in ACTS:
        return None
    event, mailing = MailingEvent(action), ctx.news.find_mailing(target)
    if mailing is None or ctx.person is None:
        return Outcome((Reply(ctx.text("not-permitted")),))
    after = _advance(ctx, mailing, event)
    if not _permits(ctx, mailing, event):
        approves = event in (MailingEvent.APPROVE, MailingEvent.REJECT)
        own = approves and mailing.author_id == ctx.person.id
        return Outcome((Reply(ctx.text("news-own" if own else "not-permitted")),))
    if after is None or (mailing.version != version and event not in STOPS):
        done = after is None and mailing.status in ALREADY[event]
        said = ctx.text(f"news-already-{event}") if done else ctx.text("news-changed")
        shown = open_mailing(ctx, target)
        return replace(shown, replies=(Reply(said), *shown.replies))
    told: tuple[Notice, ...] = ()
    if event is MailingEvent.SUBMIT:
        told = ask_approvers(ctx, after)
    elif event in (MailingEvent.APPROVE, MailingEvent.REJECT):
        told = _tell_author(ctx, after, f"news-{event}-for-author")
    text = ctx.text(f"news-{event}-done", title=_title(ctx, after))
    return Outcome((Reply(text),), commands=(AdvanceNews(target, event, version),), notices=told)


def ask_approvers(ctx: Context, mailing: Mailing) -> tuple[Notice, ...]:
    """Ask those who may approve. A mailing just being stored has no number yet: its author leads to it."""
    target = f"w:show:{mailing.id}" if mailing.id else f"w:wait:{mailing.author_id}"

    def build(reader: Context) -> tuple[Reply, ...]:
        asked = reader.text("news-to-approve", title=_title(reader, mailing))
        lines = (asked, describe_office(reader, mailing), describe_audience(reader, mailing))
        return (Reply("\n".join(lines), choices=((reader.choice(target, "button-news-show"),),)),)

    people = ctx.news.list_approvers(mailing)
    return tuple(notice for one in people for notice in notify_person(ctx, one, build))


def tell_by_time(ctx: Context, mailing: Mailing) -> Outcome:
    """The author hears that a mailing was missed, or is finished."""
    return Outcome(notices=_tell_author(ctx, mailing, f"news-{mailing.status}-for-author"))


def preview(ctx: Context, mailing: Mailing) -> tuple[Reply, ...]:
    """The item in each of its languages, exactly as this platform shows it, and the others as text."""
    item = mailing.item
    own = build_versions(ctx.localizer, item)
    spoken = (one for one in ctx.news.list_previews(mailing) if one.locale in item.languages)
    others = [one for one in spoken if one.platform != ctx.address.platform or one.by_mass]
    texts = [f"— {name_preview(ctx, one)} —\n{one.text}" for one in others]
    return (*own, *(Reply(text) for text in texts))


def name_preview(ctx: Context, one: Preview) -> str:
    """Where readers see this: the platform, the language, and whether it is a mass send."""
    parts = [ctx.text(f"platform-{one.platform}"), ctx.text(f"language-{one.locale}")]
    return " · ".join([*parts, *([ctx.text("preview-by-mass")] if one.by_mass else [])])


def describe(ctx: Context, mailing: Mailing) -> str:
    """Title, status and time in one line."""
    status = ctx.text(f"mailing-{mailing.status}")
    if mailing.send_at is None or mailing.status not in (MailingStatus.APPROVAL, MailingStatus.SCHEDULED):
        return ctx.text("newsroom-line", title=_title(ctx, mailing), status=status)
    when = describe_time(ctx, mailing)
    return ctx.text("newsroom-line-at", title=_title(ctx, mailing), status=status, when=when)


def describe_time(ctx: Context, mailing: Mailing) -> str:
    """When it is sent, on the clocks of both countries."""
    return _describe_moment(ctx, mailing.send_at or ctx.now)


def describe_held(ctx: Context) -> list[str]:
    """Which platforms take nothing for a while, and how much waits behind that."""
    return [
        ctx.text(
            "news-held",
            platform=PLATFORMS.get(one.platform, one.platform),
            when=_describe_moment(ctx, one.until),
            count=one.waiting,
        )
        for one in ctx.news.list_held()
    ]


def describe_office(ctx: Context, mailing: Mailing) -> str:
    """Which office it comes from."""
    city = None if mailing.city_id is None else ctx.entries.get_city(mailing.city_id)
    return ctx.text("newsroom-from", office=name_office(ctx, city))


def describe_audience(ctx: Context, mailing: Mailing) -> str:
    """Who is meant, in words."""
    audience = mailing.audience
    places = [ctx.entries.get_city(one).name(ctx.locale) for one in audience.cities]
    places += [ctx.text(f"country-{one}") for one in audience.countries]
    whom = [join(ctx, places) if places else ctx.text("audience-everybody")]
    whom += [ctx.text(f"language-{one}") for one in audience.locales]
    whom += [PLATFORMS[one] for one in audience.platforms]
    if audience.seen_within_days is not None:
        whom.append(ctx.text("audience-seen", days=audience.seen_within_days))
    topic = ctx.text(f"topic-{mailing.item.topic}")
    return ctx.text("audience-line", topic=topic, where=" · ".join(whom))


def describe_rehearsal(ctx: Context, mailing: Mailing) -> list[str]:
    """What would happen: how many by platform, how long, at what cost, and who is not reached and why.

    In other cities than one's own only in full tens.
    """
    one = ctx.news.rehearse(mailing)
    if ctx.person is None or not may_count(ctx.person, mailing.audience, ctx.entries.list_cities()):
        one = one.round_up()
    by_platform = [f"{ctx.text(f'platform-{name}')} {count}" for name, count in sorted(one.platforms.items())]
    minutes = max(1, round(one.duration_s / 60))
    lines = [ctx.text("rehearsal-reached", count=one.reached, platforms=join(ctx, by_platform) or "–")]
    lines.append(ctx.text("rehearsal-duration", minutes=minutes))
    if one.is_exact and (ways := [ctx.text(f"way-{way}", count=count) for way, count in one.ways.items()]):
        lines.append(join(ctx, ways))
    if one.mass_cost:
        lines.append(ctx.text("rehearsal-quota", count=one.mass_cost))
    if missed := [ctx.text(f"hindrance-{why}", count=count) for why, count in one.unreached.items()]:
        lines.append(ctx.text("rehearsal-unreached", reasons=join(ctx, missed)))
    if not one.is_exact:
        lines.append(ctx.text("rehearsal-rounded"))
    return lines


def _tell_author(ctx: Context, mailing: Mailing, key: str) -> tuple[Notice, ...]:
    def build(reader: Context) -> tuple[Reply, ...]:
        show_it = ((reader.choice(f"w:show:{mailing.id}", "button-news-show"),),)
        return (Reply(reader.text(key, title=_title(reader, mailing)), choices=show_it),)

    told: Build = build
    return notify_person(ctx, mailing.author_id, told) if mailing.author_id is not None else ()


def _describe_moment(ctx: Context, moment: datetime) -> str:
    times = [
        format_time(moment.astimezone(ZoneInfo(ZONES[name])), ctx.locale) for name in ("berlin", "beijing")
    ]
    return ctx.text("news-time", berlin=times[0], beijing=times[1])


def _advance(ctx: Context, mailing: Mailing, event: MailingEvent) -> Mailing | None:
    return advance(mailing, event, ctx.now, approved_by=ctx.person.id if ctx.person else None)


def _may(ctx: Context, mailing: Mailing, event: MailingEvent) -> bool:
    return _permits(ctx, mailing, event) and _advance(ctx, mailing, event) is not None


def _permits(ctx: Context, mailing: Mailing, event: MailingEvent) -> bool:
    person = ctx.person
    return (
        person is not None
        and find_permit(person, mailing, ACTS[event], ctx.entries.list_cities()) is not None
    )


def _title(ctx: Context, mailing: Mailing) -> str:
    return shorten(mailing.item.text(ctx.locale)[0], 40)
