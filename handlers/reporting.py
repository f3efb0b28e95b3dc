"""Report the other side, take nothing more from it; an office freezes a sender, or sees no fault."""

from directory.domain.commands import UpdateIntroduction
from directory.domain.handover import Subject
from directory.domain.introduction import DeclineReason, Event, Introduction, advance
from directory.domain.roles import Act, find_grant
from directory.domain.safety import Report
from directory.domain.safety_commands import BlockSender, DecideReport, FileReport, Unfreeze
from directory.domain.uses import Use
from handlers import requests, speaking
from handlers.context import Context
from handlers.entries import label_company
from handlers.messages import Card, Choice, Outcome, Reply, read_id
from handlers.notices import notify_asker, notify_officers, notify_person


def choose(ctx: Context, target: str, action: str) -> Outcome | None:
    """A tap "v:TARGET:ACTION"; None where it is none of ours."""
    match action:
        case "object":
            frozen = ctx.person is not None and ctx.safety.find_freeze(ctx.person.id) is not None
            return (
                speaking.start(ctx, Subject.OBJECTION)
                if frozen
                else Outcome((Reply(ctx.text("not-frozen")),))
            )
        case "freeze" | "dismiss":
            return _decide(ctx, target, freeze=action == "freeze")
        case "unfreeze":
            return _unfreeze(ctx, read_id(target) or 0)
        case "menu" | "report" | "block" | "unblock":
            return _act_on_request(ctx, target, action)
    return None


def render_report(ctx: Context, report: Report) -> tuple[Reply, ...]:
    """A report as an office reads it: the request in its original words, and what can be done."""
    introduction = ctx.introductions.find_introduction(report.introduction_id)
    company = ctx.entries.find_company(introduction.company_id) if introduction else None
    if introduction is None or company is None or report.accused_id is None:
        return ()
    accused = ctx.people.find_contact(report.accused_id, Use.REPORT)
    who = (accused.who if accused else "") or ctx.text("speaking-unnamed")
    card = Card(
        ctx.text("report-title", who=who),
        ctx.text("request-for", company=label_company(ctx, company)),
        requests.render_fields(ctx, introduction),
    )
    ways = (
        ctx.choice(f"v:{report.id}:freeze", "button-freeze"),
        ctx.choice(f"v:{report.id}:dismiss", "button-dismiss"),
    )
    return (Reply(ctx.text("report-for-officer"), (card,), (ways,), about=report.accused_id),)


def _act_on_request(ctx: Context, introduction_id: str, action: str) -> Outcome:
    introduction = ctx.introductions.find_introduction(introduction_id)
    if introduction is None or requests.find_view(ctx, introduction) is None:
        return Outcome((Reply(ctx.text("request-gone")),))
    asks = requests.is_asker(ctx, introduction)
    other = introduction.answered_by if asks else introduction.asker_id
    if not other:
        return Outcome((Reply(ctx.text("report-nobody")),))
    match action:
        case "report":
            return _file(ctx, introduction, other)
        case "block":
            return _block(ctx, introduction, other)
        case "unblock":
            return Outcome((Reply(ctx.text("unblocked")),), commands=(BlockSender(other, blocked=False),))
    return Outcome((Reply(ctx.text("report-menu"), choices=(_offer(ctx, introduction, other),)),))


def _offer(ctx: Context, introduction: Introduction, other: int) -> tuple[Choice, ...]:
    report = ctx.choice(f"v:{introduction.id}:report", "button-report-now")
    blocked = ctx.person is not None and other in ctx.safety.list_blocked(ctx.person.id)
    if blocked:
        return (report, ctx.choice(f"v:{introduction.id}:unblock", "button-unblock"))
    return (report, ctx.choice(f"v:{introduction.id}:block", "button-block"))


def _file(ctx: Context, introduction: Introduction, accused: int) -> Outcome:
    company = ctx.entries.find_company(introduction.company_id)
    if company is None or ctx.person is None:
        return Outcome((Reply(ctx.text("request-gone")),))
    report = Report(ctx.new_id(), introduction.id, ctx.person.id, accused, company.city_id, ctx.now)
    own = render_report(ctx, report) if _may(ctx, Act.FREEZE, company.city_id) else ()
    block = ((ctx.choice(f"v:{introduction.id}:block", "button-block"),),)
    return Outcome(
        (Reply(ctx.text("report-filed"), choices=block), *own),
        commands=(FileReport(report),),
        notices=notify_officers(
            ctx, company.city_id, lambda officer: render_report(officer, report), about=accused
        ),
    )


def _block(ctx: Context, introduction: Introduction, other: int) -> Outcome:
    """Nothing more from the other side; a request that is open is declined without a reason."""
    me = ctx.person.id if ctx.person else None
    reason = DeclineReason.NO_REASON
    permitted = requests.find_party(ctx, introduction, Event.DECLINE) is not None
    declined = (
        advance(introduction, Event.DECLINE, ctx.now, answered_by=me, decline_reason=reason)
        if permitted
        else None
    )

    def tell_asker(asker: Context) -> tuple[Reply, ...]:
        return (Reply(asker.text("declined-without-reason", company=requests.title(asker, introduction))),)

    undo = ((ctx.choice(f"v:{introduction.id}:unblock", "button-unblock"),),)
    return Outcome(
        (Reply(ctx.text("blocked"), choices=undo),),
        commands=(BlockSender(other), *((UpdateIntroduction(declined, Event.DECLINE),) if declined else ())),
        notices=notify_asker(ctx, introduction, tell_asker) if declined else (),
    )


def _decide(ctx: Context, report_id: str, *, freeze: bool) -> Outcome:
    report = ctx.safety.find_report(report_id)
    if report is None or report.accused_id is None or report.decided_at is not None:
        return Outcome((Reply(ctx.text("report-gone")),))
    if not _may(ctx, Act.FREEZE if freeze else Act.DISMISS, report.city_id):
        return Outcome((Reply(ctx.text("not-permitted")),))

    def tell_accused(person: Context) -> tuple[Reply, ...]:
        return (Reply(person.text("frozen"), choices=((person.choice("v:0:object", "button-object"),),)),)

    def tell_reporter(person: Context) -> tuple[Reply, ...]:
        return (Reply(person.text("report-upheld" if freeze else "report-dismissed")),)

    undo = ((ctx.choice(f"v:{report.accused_id}:unfreeze", "button-unfreeze"),),)
    told = notify_person(ctx, report.reporter_id, tell_reporter) if report.reporter_id else ()
    return Outcome(
        (Reply(ctx.text("frozen-by-me" if freeze else "dismissed-by-me"), choices=undo if freeze else ()),),
        commands=(DecideReport(report.id, freeze),),
        notices=(*(notify_person(ctx, report.accused_id, tell_accused) if freeze else ()), *told),
    )


def _unfreeze(ctx: Context, person_id: int) -> Outcome:
    freeze = ctx.safety.find_freeze(person_id)
    if freeze is None:
        return Outcome((Reply(ctx.text("not-frozen")),))
    if not _may(ctx, Act.UNFREEZE, freeze.city_id):
        return Outcome((Reply(ctx.text("not-permitted")),))
    return Outcome(
        (Reply(ctx.text("unfrozen-by-me")),),
        commands=(Unfreeze(person_id),),
        notices=notify_person(ctx, person_id, lambda person: (Reply(person.text("unfrozen")),)),
    )


def _may(ctx: Context, act: Act, city_id: int) -> bool:
    return find_grant(ctx.person.grants if ctx.person else (), act, city_id=city_id) is not None
