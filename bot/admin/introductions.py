"""Introductions in scope and where each stands. No contact data, and none of the words people wrote."""

from bot.admin.paging import SIZE, build_pager
from bot.admin.visit import Answer, Page, Visit
from directory.domain.introduction import OPEN, Introduction, Status
from directory.store import companies, overviews
from handlers.entries import label_company


def show(visit: Visit) -> Answer:
    """The newest first, with how many stand where."""
    counts = overviews.count_introductions(visit.session, visit.scope)
    pager = build_pager(visit, sum(counts.values()))
    found = overviews.list_introductions(visit.session, visit.scope, limit=SIZE, offset=pager.offset)
    known = {one.id: one for one in companies.list_companies(visit.session, [i.company_id for i in found])}
    rows = [
        {
            "one": one,
            "company": label_company(visit.ctx, known[one.company_id]),
            "status": visit.text(f"pages-introduction-{one.status}"),
            "tone": _tone(one),
            "days": ((one.closed_at or visit.ctx.now) - one.created_at).days,
            "goal": visit.text(f"cooperation-{one.cooperation}") if one.cooperation else "",
        }
        for one in found
    ]
    standing = [
        (counts[status.value], visit.text(f"pages-introduction-{status}"))
        for status in Status
        if counts.get(status.value)
    ]
    return Page("introductions.html", {"rows": rows, "standing": standing, "page": pager})


def _tone(one: Introduction) -> str:
    if one.agreed:
        return "good"
    return "warn" if one.status in OPEN else "quiet"
