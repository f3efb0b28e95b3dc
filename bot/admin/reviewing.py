"""The queue on a page: what waits, with the same one-tap acts as in the chat."""

from collections import Counter
from typing import Any

from bot.admin.news import list_waiting
from bot.admin.requests import find_way_back
from bot.admin.visit import Answer, Go, NotHere, Page, Visit
from directory.domain.company import Company
from directory.domain.merges import choose_kept
from directory.domain.reviews import Task, TaskKind
from directory.domain.roles import Act
from directory.domain.uses import Use
from directory.store.errors import Conflict, Forbidden
from handlers import deciding
from handlers.entries import choose_name, describe_place, join
from handlers.localizer import format_date
from handlers.messages import Outcome
from handlers.reviewing import describe_alike, list_mergeable
from handlers.states import Idle, Returning

SHOWN = 100
HINTED = 20
"""So many, the first, are compared with the entries of their city."""
ONE_TAP = ("true", "hide", "undo")


def list_tasks(visit: Visit) -> list[Task]:
    """What waits in all offices of the person, the most urgent first."""
    offices = visit.person.offices
    if visit.everywhere:
        return list(visit.ctx.entries.list_tasks(None))
    found = dict.fromkeys(task for grant in offices for task in visit.ctx.entries.list_tasks(grant.city_id))
    order = list(TaskKind)
    return sorted(found, key=lambda task: (order.index(task.kind), task.since))


def show(visit: Visit) -> Answer:
    """What waits."""
    tasks = list_tasks(visit)
    counts = Counter(task.kind for task in tasks)
    kinds = [visit.text(f"queue-kind-{kind}", count=counts[kind]) for kind in TaskKind if counts[kind]]
    shown_tasks = enumerate(tasks[:SHOWN])
    rows = [row for at, task in shown_tasks if (row := _describe(visit, task, hints=at < HINTED))]
    items = [
        {
            "id": one.id,
            "title": one.item.text(visit.ctx.locale)[0],
            "status": visit.text(f"mailing-{one.status}"),
        }
        for one in list_waiting(visit)
    ]
    shown = {"rows": rows, "news": items, "count": len(tasks), "kinds": join(visit.ctx, kinds)}
    return Page("queue.html", shown)


def _describe(visit: Visit, task: Task, *, hints: bool) -> dict[str, Any] | None:
    company = visit.ctx.entries.find_company(task.company_id)
    if company is None:
        return None
    claim = visit.ctx.entries.find_claim(task.claim_id or 0)
    alike = list_mergeable(visit.ctx, company) if hints and task.kind is TaskKind.NEW else []
    return {
        "company": company,
        "name": choose_name(visit.ctx, company),
        "place": describe_place(visit.ctx, company),
        "kind": task.kind,
        "line": visit.text(f"task-{task.kind}", date=format_date(task.since, visit.ctx.locale)),
        "offers": join(visit.ctx, list(company.offers[:4])),
        "claim": claim,
        "who": describe_person(visit, claim.person_id) if claim else "",
        "looks_like": describe_alike(visit.ctx, alike),
        "alike": [describe_pair(visit, company, other) for other in alike[:1]],
    }


def describe_pair(visit: Visit, company: Company, other: Company) -> dict[str, Any]:
    """Of two the one that is found in searches is kept, as in the chat."""
    kept, dropped = choose_kept(company, other)
    return {
        "id": other.id,
        "name": choose_name(visit.ctx, other),
        "place": describe_place(visit.ctx, other),
        "number": other.external_id,
        "pair": f"{kept.id}:{dropped.id}",
        "keeps": kept.id == company.id,
    }


def describe_person(visit: Visit, person_id: int) -> str:
    """Somebody who stands for an entry and agreed that its agency may ask; "" otherwise."""
    profile = visit.ctx.people.find_contact(person_id, Use.REVIEW)
    if profile is None:
        return ""
    known = [one for one in (profile.who, profile.email, profile.phone, profile.wechat) if one]
    if not known:
        return visit.text("entry-person-unnamed")
    return visit.text("entry-person", value=join(visit.ctx, known))


def get_company(visit: Visit, act: Act = Act.REVIEW) -> Company:
    """The entry that the address names. Raises NotHere, also where it belongs to another city's agency."""
    company = visit.ctx.entries.find_company(visit.number("id"))
    if company is None or not visit.may(act, company.city_id):
        raise NotHere(visit.path["id"])
    return company


def act(visit: Visit) -> Answer:
    """Confirm, send back, still true, hide, merge, undo: what the chat does, by its own functions."""
    company, action = get_company(visit), visit.path["action"]
    stamp = visit.given("stamp")
    match action:
        case "confirm":
            outcome = deciding.act(visit.ctx, "confirm", str(company.id), stamp or "-")
        case "back":
            reason = visit.given("reason")
            if not reason:
                return Go(f"/admin/companies/{company.id}", visit.text("pages-reason-missing"))
            if stamp != company.stamp:  # the chat shows the entry anew; here the reason stays in its field
                raise Conflict(f"entry {company.id} has changed")
            outcome = deciding.answer_text(visit.ctx, Returning(company.id, stamp, Idle()), reason)
        case "merge":
            kept, _, dropped = visit.given("pair").partition(":")
            if str(company.id) not in (kept, dropped):
                raise NotHere(action)
            outcome = deciding.act(visit.ctx, "merge", kept, dropped)
        case "undo":
            outcome = deciding.act(visit.ctx, "undo", visit.given("dropped"))
        case "true" | "hide":
            outcome = deciding.act(visit.ctx, action, str(company.id))
        case _:
            raise NotHere(action)
    return _finish(visit, outcome, f"/admin/companies/{company.id}")


def decide_claim(visit: Visit) -> Answer:
    """Admit a claim or refuse it."""
    claim = visit.ctx.entries.find_claim(visit.number("id"))
    company = visit.ctx.entries.find_company(claim.company_id) if claim else None
    if company is not None and not visit.may(Act.REVIEW, company.city_id):
        raise NotHere(visit.path["id"])
    action = "admit" if visit.path["action"] == "admit" else "refuse"
    return _finish(visit, deciding.act(visit.ctx, action, visit.path["id"]), "/admin/queue")


def _finish(visit: Visit, outcome: Outcome | None, path: str) -> Answer:
    if outcome is None:
        raise Forbidden(path)
    said = visit.carry_out(outcome)
    back = find_way_back(visit.form)
    return Go(back if back != "/admin/" else path, said)
