"""What waits for an office beside entries: reports and people; and what "my data" tells of both."""

from directory.domain.person import Purpose
from handlers import handover_lines, reporting, reviewing
from handlers.context import Context
from handlers.localizer import format_date
from handlers.messages import Outcome, Reply

SHOWN_EACH = 3


def show_queue(ctx: Context) -> Outcome:
    """The queue of an office: people who wait and reports first, then entries."""
    shown = reviewing.show(ctx)
    cases = _list_cases(ctx)
    return Outcome((*cases, *shown.replies), shown.state) if cases else shown


def describe_data(ctx: Context) -> tuple[str, ...]:
    """What is stored about whoever writes: what was said to an office, a freeze."""
    if ctx.person is None:
        return ()
    lines = []
    if freeze := ctx.safety.find_freeze(ctx.person.id):
        lines.append(ctx.text("data-frozen", date=format_date(freeze.at, ctx.locale)))
    for handover in ctx.safety.list_handovers(ctx.person.id):
        lines.extend(("", ctx.text("data-handover", date=format_date(handover.opened_at, ctx.locale))))
        lines.extend(handover_lines.render_lines(ctx, handover))
    return tuple(lines)


def _list_cases(ctx: Context) -> tuple[Reply, ...]:
    offices = ctx.person.offices if ctx.person else ()
    replies: dict[str, tuple[Reply, ...]] = {}
    for grant in offices:
        for handover in ctx.safety.list_open_handovers(grant.city_id, SHOWN_EACH):
            text = "\n".join(handover_lines.render_lines(ctx, handover))
            ways = handover_lines.ways(ctx, handover)
            told = Reply(text, choices=ways, about=handover.person_id, rests_on=Purpose.HELP)
            replies[handover.id] = (told,)
        for report in ctx.safety.list_open_reports(grant.city_id, SHOWN_EACH):
            replies[report.id] = reporting.render_report(ctx, report)
    return tuple(reply for of_case in replies.values() for reply in of_case)
