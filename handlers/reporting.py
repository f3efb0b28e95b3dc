"""Report the other side, take nothing more from it; an office freezes a sender, or sees no fault.

An officer decides about reports and does not block: a block would hold for what others of the city get.
"""

from directory.domain.commands import UpdateIntroduction
from directory.domain.contacts import mask_contacts
from directory.domain.handover import Subject
from directory.domain.introduction import DeclineReason, Event, Introduction, Party, advance
from directory.domain.roles import Act, find_grant
from directory.domain.safety import Report
from directory.domain.safety_commands import BlockSender, DecideReport, FileReport, Unfreeze
from directory.domain.uses import Use
from handlers import freezing, requests, speaking
from handlers.context import Context
from handlers.entries import label_company
from handlers.messages import Card, Choice, Notice, Outcome, Reply, read_id
from handlers.notices import Build, notify_asker, notify_company, notify_officers, notify_person
from handlers.states import Reporting, pause


def choose(ctx: Context, target: str, action: str) -> Outcome | None:
    """A tap "v:TARGET:ACTION"; None where it is none of ours."""
    match action:
        case "object":
            if freezing.find_own(ctx) is None:
                return Outcome((Reply(ctx.text("not-frozen")),))
            return speaking.start(ctx, Subject.OBJECTION)
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
        (*_render_case(ctx, report, introduction), *requests.render_fields(ctx, introduction)),
    )
    ways = (
        ctx.choice(f"v:{report.id}:freeze", "button-freeze"),
        ctx.choice(f"v:{report.id}:dismiss", "button-dismiss"),
    )
    return (Reply(ctx.text("report-for-officer"), (card,), (ways,), about=report.accused_id),)


def prompt(ctx: Context, state: Reporting) -> tuple[Reply, ...]:
    """The question for what happened; it need not be answered."""
    ways = (ctx.choice("g:skip", "button-report-without-words"), ctx.choice("m:cancel", "button-cancel"))
    return (Reply(ctx.text("report-words-ask"), choices=(ways,)),)


def answer_text(ctx: Context, state: Reporting, text: str) -> Outcome:
    """What happened, in the reporter's words; contact data are hidden in it."""
    if len(text) > ctx.limits.field_characters:
        return Outcome((Reply(ctx.text("too-long", limit=ctx.limits.field_characters, count=len(text))),))
    return _file(ctx, state, text)


def answer_choice(ctx: Context, state: Reporting, kind: str, value: str) -> Outcome | None:
    """Report without words; None where the tap is something else."""
    return _file(ctx, state, "") if (kind, value) == ("g", "skip") else None


def _render_case(ctx: Context, report: Report, introduction: Introduction) -> tuple[str, ...]:
    """Who reported, what is said to have happened, and what became of the request."""
    by_asker = report.reporter_id == introduction.asker_id
    words = requests.quote(ctx, report.words, report.locale) if report.words else ctx.text("report-no-words")
    lines = [
        ctx.text("report-by-asker" if by_asker else "report-by-company"),
        ctx.text("report-words", text=words),
        ctx.text("report-status", status=requests.describe_status(ctx, introduction, Party.AGENCY)),
    ]
    if introduction.agreed:
        lines.append(ctx.text("report-not-kept"))
    return tuple(lines)


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
            return _ask_words(ctx, introduction)
        case "block" if _is_official(ctx, introduction):
            return Outcome((Reply(ctx.text("block-official")),))
        case "block":
            return _block(ctx, introduction, other)
        case "unblock":
            return Outcome((Reply(ctx.text("unblocked")),), commands=(BlockSender(other, blocked=False),))
    key = "report-menu-official" if _is_official(ctx, introduction) else "report-menu"
    return Outcome((Reply(ctx.text(key), choices=(_offer(ctx, introduction, other),)),))


def _is_official(ctx: Context, introduction: Introduction) -> bool:
    """Whether whoever writes sees the request for an office."""
    return requests.find_view(ctx, introduction) is Party.AGENCY


def _offer(ctx: Context, introduction: Introduction, other: int) -> tuple[Choice, ...]:
    report = ctx.choice(f"v:{introduction.id}:report", "button-report-now")
    blocked = ctx.person is not None and other in ctx.safety.list_blocked(ctx.person.id)
    if blocked:
        return (report, ctx.choice(f"v:{introduction.id}:unblock", "button-unblock"))
    if _is_official(ctx, introduction):
        return (report,)
    return (report, ctx.choice(f"v:{introduction.id}:block", "button-block"))


def _ask_words(ctx: Context, introduction: Introduction) -> Outcome:
    if already := _find_already(ctx, introduction):
        return Outcome((already,))
    state = Reporting(introduction.id, pause(ctx.state))
    return Outcome(prompt(ctx, state), state=state)


def _find_already(ctx: Context, introduction: Introduction) -> Reply | None:
    """That whoever writes has reported this request before: one report of each person is enough."""
    filed = ctx.safety.find_filed(introduction.id, ctx.person.id) if ctx.person else None
    if filed is None:
        return None
    return Reply(ctx.text("report-already-decided" if filed.decided_at else "report-already"))


def _file(ctx: Context, state: Reporting, text: str) -> Outcome:
    introduction = ctx.introductions.find_introduction(state.introduction_id)
    company = ctx.entries.find_company(introduction.company_id) if introduction else None
    if introduction is None or company is None or ctx.person is None:
        return Outcome((Reply(ctx.text("request-gone")),), state=state.resume)
    asks = requests.is_asker(ctx, introduction)
    accused = introduction.answered_by if asks else introduction.asker_id
    if not accused or requests.find_view(ctx, introduction) is None:
        return Outcome((Reply(ctx.text("report-nobody")),), state=state.resume)
    if already := _find_already(ctx, introduction):
        return Outcome((already,), state=state.resume)
    words = mask_contacts(text, ctx.person.profile)
    language = ctx.search.understand(text, ctx.locale).language if text else ""
    report = Report(
        id=ctx.new_id(),
        introduction_id=introduction.id,
        reporter_id=ctx.person.id,
        accused_id=accused,
        city_id=company.city_id,
        at=ctx.now,
        words=words,
        locale=language,
    )
    own = render_report(ctx, report) if _may(ctx, Act.FREEZE, company.city_id) else ()
    block = ((ctx.choice(f"v:{introduction.id}:block", "button-block"),),)
    ways = () if _is_official(ctx, introduction) else block
    return Outcome(
        (Reply(ctx.text("report-filed"), choices=ways), *own),
        state=state.resume,
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
        return (freezing.render_own(person),)

    def tell_reporter(person: Context) -> tuple[Reply, ...]:
        if freeze:
            return (Reply(person.text("report-upheld")),)
        known = ctx.introductions.find_introduction(report.introduction_id)
        official = known is not None and _is_official(person, known)
        return (Reply(person.text("report-dismissed-official" if official else "report-dismissed")),)

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
    objects = any(
        one.subject is Subject.OBJECTION and one.is_open for one in ctx.safety.list_handovers(person_id)
    )

    def tell_person(person: Context) -> tuple[Reply, ...]:
        return (Reply(person.text("unfrozen-objection" if objects else "unfrozen")),)

    return Outcome(
        (Reply(ctx.text("unfrozen-by-me")),),
        commands=(Unfreeze(person_id),),
        notices=(*notify_person(ctx, person_id, tell_person), *_resume_requests(ctx, person_id)),
    )


def _resume_requests(ctx: Context, person_id: int) -> tuple[Notice, ...]:
    """Whoever has to answer a request that was held reads that it goes on."""

    def build(introduction: Introduction) -> Build:
        return lambda other: (
            Reply(other.text("resumed-for-company", who=introduction.who)),
            requests.render_incoming(other, introduction),
        )

    waiting = (one for one in ctx.introductions.list_sent(person_id) if one.is_open)
    return tuple(notice for one in waiting for notice in notify_company(ctx, one, build(one)))


def _may(ctx: Context, act: Act, city_id: int) -> bool:
    return find_grant(ctx.person.grants if ctx.person else (), act, city_id=city_id) is not None
