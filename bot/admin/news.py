"""News: what is on its way, what an item looks like where, whom it reaches, and what became of it."""

from collections import Counter
from dataclasses import replace
from typing import Any

from bot.admin.news_form import LISTS, build_form, read_mailing, read_moment
from bot.admin.tables import MEDIA_TYPE, build_csv, write_cell
from bot.admin.visit import Answer, Download, Go, NotHere, Page, Visit, parse_number
from directory.domain.commands import AdvanceNews, SaveNews
from directory.domain.mailing import (
    UNDECIDED,
    Mailing,
    MailingEvent,
    MailingStatus,
    RecipientStatus,
    advance,
)
from directory.domain.news_acts import ACTS, find_permit, may_see
from directory.domain.person import Destination
from directory.domain.roles import Act
from directory.store import mailings, news_acts, outcomes, recipients
from handlers import newsroom
from handlers.entries import join
from handlers.messages import Notice, Outcome
from handlers.news import build_versions
from handlers.newsroom import describe_held, describe_office, describe_rehearsal, describe_time

SHOWN = 100
PORTION = 1000
ENDED = (MailingStatus.FINISHED, MailingStatus.CANCELLED)
LEDGER_BEGINS = (MailingStatus.SENDING, MailingStatus.PAUSED, *ENDED)
LIVE = (MailingStatus.SCHEDULED, MailingStatus.SENDING)
"""What goes on by itself: the page follows, so that it can be stopped as soon as it has begun."""
REASONS = (outcomes.SUPERSEDED, recipients.UNREACHABLE, "interrupted")
TIMED = (MailingEvent.SUBMIT, MailingEvent.SCHEDULE)


def show(visit: Visit) -> Answer:
    """The newest items that one may see."""
    rows = [
        {
            "id": one.id,
            "title": one.item.text(visit.ctx.locale)[0] or visit.text("pages-news-untitled"),
            "topic": visit.text(f"topic-{one.item.topic}"),
            "status": visit.text(f"mailing-{one.status}"),
            "tone": _tone(one),
            "at": one.item.published_at or one.send_at,
        }
        for one in mailings.list_mailings(visit.session, SHOWN, lambda one: _is_shown(visit, one))
    ]
    return Page("news.html", {"rows": rows, "held": describe_held(visit.ctx)})


def compose(visit: Visit) -> Answer:
    """An empty form."""
    return Page("news_form.html", build_form(visit, None))


def edit(visit: Visit) -> Answer:
    """The form of a draft."""
    return Page("news_form.html", build_form(visit, _get(visit)))


def save(visit: Visit) -> Answer:
    """Keep a draft, new or changed; what is wrong is said beside the form, and nothing typed is lost."""
    known = _get(visit) if "id" in visit.path else None
    wanted = read_mailing(visit, known)
    if isinstance(wanted, dict):
        return Page("news_form.html", build_form(visit, known, wanted), 422)
    saved = news_acts.carry_out(visit.session, SaveNews(wanted), visit.person, visit.ctx.now)
    return Go(f"/admin/news/{saved.id}", visit.text("pages-saved"))


def keep(visit: Visit) -> Page:
    """The form as it was filled in. What it is saved over is what is stored now."""
    known = _get(visit) if "id" in visit.path else None
    return Page("news_form.html", build_form(visit, known, typed=True))


def show_one(visit: Visit) -> Answer:
    """An item as each platform and language will show it, its audience, and what became of it."""
    mailing = _get(visit)
    begun = mailing.status in LEDGER_BEGINS
    return Page(
        "news_one.html",
        {
            "one": mailing,
            "title": mailing.item.text(visit.ctx.locale)[0] or visit.text("pages-news-untitled"),
            "status": visit.text(f"mailing-{mailing.status}"),
            "tone": _tone(mailing),
            "previews": [
                (newsroom.name_preview(visit.ctx, one), one) for one in visit.ctx.news.list_previews(mailing)
            ],
            "spoken": [(one, visit.text(f"language-{one}")) for one in mailing.item.languages],
            "rehearsal": [] if begun else describe_rehearsal(visit.ctx, mailing),
            "audience": _describe_audience(visit, mailing),
            "events": [event.value for event in _list_events(visit, mailing)],
            "reason": _explain_approval(visit),
            "editable": mailing.status is MailingStatus.DRAFT and _may(visit, mailing, Act.WRITE_NEWS),
            "missing": [visit.text(f"language-{one}") for one in mailing.item.missing_languages],
            "begun": begun,
            "held": describe_held(visit.ctx),
            "live": mailing.status in LIVE,
            "outcomes": list_outcomes(visit, mailing.id) if begun else [],
            "progress": read_progress(visit, mailing.id) if begun else {},
        },
    )


def happen(visit: Visit) -> Answer:
    """Hand in, approve, schedule, pause …: as it was shown, by the same act as anywhere."""
    mailing, name = _get(visit), visit.path["event"]
    if name not in [event.value for event in ACTS]:
        raise NotHere(name)
    event, here = MailingEvent(name), f"/admin/news/{mailing.id}"
    send_at = None
    if event in TIMED and visit.given("send_at"):
        send_at = read_moment(visit.given("send_at"), visit.given("zone"))
        if send_at is None or send_at < visit.ctx.now:
            return Go(here, visit.text("pages-news-time-wrong"))
    shown = parse_number(visit.given("version")) or 0
    outcome = newsroom.act(visit.ctx, event, mailing.id, shown)
    if outcome is None:
        raise NotHere(name)
    if not outcome.commands:
        return Go(here, outcome.replies[0].text)  # why not
    if send_at is not None:
        outcome = replace(outcome, commands=(AdvanceNews(mailing.id, event, shown, send_at),))
    return Go(here, visit.carry_out(outcome))


def send_to_me(visit: Visit) -> Answer:
    """Send the item to oneself, into the chat the link was asked for in: in one language, or in all.

    The chat itself goes on in the language it has.
    """
    mailing = _get(visit)
    me = Destination(visit.ctx.address, visit.ctx.locale)
    replies = build_versions(visit.ctx.localizer, mailing.item, (visit.given("language"),))
    visit.carry_out(Outcome(notices=(Notice(me, replies),)))
    return Go(f"/admin/news/{mailing.id}", visit.text("pages-news-tested"))


def download(visit: Visit) -> Answer:
    """What became of every recipient, without saying who it is."""
    mailing = _get(visit)
    names = ("platform", "language", "outcome", "reason", "at")
    rows = []
    after_id = 0
    while found := recipients.list_recipients(visit.session, mailing.id, after_id, PORTION):
        after_id = found[-1].id
        rows += [
            (
                visit.text(f"platform-{one.platform}"),
                visit.text(f"language-{one.locale}"),
                visit.text(f"pages-outcome-{one.status}"),
                _name_reason(visit, one.reason),
                write_cell(one.settled_at, visit.ctx.locale),
            )
            for one in found
        ]
    heads = [visit.text(f"pages-report-{name}") for name in names]
    return Download(f"news-{mailing.id}.csv", MEDIA_TYPE, build_csv(heads, rows))


def read_progress(visit: Visit, news_id: int) -> dict[str, int]:
    """How many recipients there are, have an outcome, and stand where."""
    counts: Counter[str] = Counter()
    for (status, _, _), count in recipients.count_outcomes(visit.session, news_id).items():
        counts[status.value] += count
    undecided = sum(counts[status.value] for status in UNDECIDED)
    total = sum(counts.values())
    return {status.value: counts[status.value] for status in RecipientStatus} | {
        "total": total,
        "decided": total - undecided,
    }


def list_outcomes(visit: Visit, news_id: int) -> list[dict[str, Any]]:
    """Outcomes by status, platform and reason."""
    counts = recipients.count_outcomes(visit.session, news_id)
    order = list(RecipientStatus)
    return [
        {
            "status": visit.text(f"pages-outcome-{status}"),
            "platform": visit.text(f"platform-{platform}"),
            "reason": _name_reason(visit, reason),
            "count": count,
        }
        for (status, platform, reason), count in sorted(
            counts.items(), key=lambda one: (order.index(one[0][0]), one[0][1:])
        )
    ]


def _name_reason(visit: Visit, reason: str) -> str:
    """In the reader's language where it is a word of ours; what a platform said stays as it said it."""
    return visit.text(f"pages-reason-{reason}") if reason in REASONS else reason


def list_waiting(visit: Visit) -> list[Mailing]:
    """What waits for this person: to be approved, or written by this person and not sent in time."""

    def waits(one: Mailing) -> bool:
        if one.status is MailingStatus.MISSED:
            return one.author_id == visit.person.id
        return _may(visit, one, Act.APPROVE_NEWS)

    statuses = (MailingStatus.APPROVAL, MailingStatus.MISSED)
    return list(mailings.list_mailings(visit.session, SHOWN, waits, statuses=statuses))


def find_shown(visit: Visit) -> Mailing | None:
    """The mailing that the address names, where this person may see it. Raises NotHere for no number."""
    mailing = mailings.find_mailing(visit.session, visit.number("id"))
    return mailing if mailing is not None and _is_shown(visit, mailing) else None


def _get(visit: Visit) -> Mailing:
    mailing = find_shown(visit)
    if mailing is None:
        raise NotHere(visit.path["id"])
    return mailing


def _is_shown(visit: Visit, mailing: Mailing) -> bool:
    return may_see(visit.person, mailing, visit.ctx.entries.list_cities())


def _may(visit: Visit, mailing: Mailing, act: Act) -> bool:
    return find_permit(visit.person, mailing, act, visit.ctx.entries.list_cities()) is not None


def _list_events(visit: Visit, mailing: Mailing) -> list[MailingEvent]:
    """What this person can let happen now."""
    me = visit.person.id
    return [
        event
        for event, act in ACTS.items()
        if _may(visit, mailing, act) and advance(mailing, event, visit.ctx.now, approved_by=me) is not None
    ]


def _explain_approval(visit: Visit) -> str:
    """Why a second official has to agree: an agency's item leaves its city; the secretariat has none."""
    if visit.everywhere:
        return visit.text("pages-news-needs-approval-all")
    return visit.text("pages-news-needs-approval")


def _describe_audience(visit: Visit, mailing: Mailing) -> list[str]:
    """Whom it is for, also where that is everybody; who wrote it; when it is sent."""
    audience, entries = mailing.audience, visit.ctx.entries
    named = {
        "countries": [visit.text(f"country-{one}") for one in audience.countries],
        "cities": [entries.get_city(one).name(visit.ctx.locale) for one in audience.cities],
        "locales": [visit.text(f"language-{one}") for one in audience.locales],
        "platforms": [visit.text(f"platform-{one}") for one in audience.platforms],
    }
    lines = [
        visit.text(
            "value-of-field", field=visit.text(f"pages-audience-{name}"), value=join(visit.ctx, named[name])
        )
        for name in LISTS
        if named[name]
    ]
    if audience.seen_within_days is not None:
        lines.append(visit.text("pages-audience-seen-days", days=audience.seen_within_days))
    lines = lines or [visit.text("pages-audience-all")]
    lines.append(describe_office(visit.ctx, mailing))
    return [*lines, describe_time(visit.ctx, mailing)] if mailing.send_at else lines


def _tone(mailing: Mailing) -> str:
    match mailing.status:
        case MailingStatus.FINISHED:
            return "good"
        case MailingStatus.APPROVAL | MailingStatus.PAUSED:
            return "warn"
        case MailingStatus.MISSED:
            return "alarm"
        case MailingStatus.CANCELLED | MailingStatus.DRAFT:
            return "quiet"
    return ""
