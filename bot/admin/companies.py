"""Entries in scope, searched and filtered; one entry in full, with its history; its corrections."""

from dataclasses import replace
from typing import Any

from bot.admin.cities import FIELDS as CITY_FIELDS
from bot.admin.paging import SIZE, build_pager
from bot.admin.reviewing import describe_pair, describe_person, get_company
from bot.admin.visit import Answer, Go, Page, Visit, parse_number
from directory.domain.acts import Refusal
from directory.domain.audit import Record
from directory.domain.company import BusinessRole, Company, EntryStatus, is_faded
from directory.domain.freshness import measure
from directory.domain.merges import choose_kept
from directory.domain.roles import Act
from directory.store import audit, companies, overviews
from directory.store.errors import Conflict, Forbidden
from directory.store.overviews import Scope
from handlers import editing, merging
from handlers.entries import choose_name, describe_place, describe_status, join, render_entry
from handlers.entry_fields import FIELDS as ENTRY_FIELDS
from handlers.localizer import format_date
from handlers.reviewing import list_mergeable

HISTORY = 50
AKIN = 30
OTHER_FIELDS = ("industries", "country", "city_id", "kind", "cooperation", "contact")
"""What an import may change and no form."""
BY_FILE = (Act.IMPORT, Act.UNDO_IMPORT)


def show(visit: Visit) -> Answer:
    """The entries of the cities one looks after: by words in any language, city and status."""
    wanted, city_id, status = visit.asked("q"), _read_city(visit), visit.asked("status")
    cities = visit.list_cities()
    scope = (city_id,) if city_id else visit.scope
    known = status if status in list(EntryStatus) else ""
    count = overviews.count_entries(visit.session, scope, known, wanted)
    pager = build_pager(visit, count, "q", "city", "status")
    ids = overviews.list_entries(visit.session, scope, known, wanted, pager.offset, SIZE)
    rows = [_describe(visit, one) for one in companies.list_companies(visit.session, ids)]
    statuses = [(one.value, visit.text(f"pages-status-{one}")) for one in EntryStatus]
    return Page(
        "companies.html",
        {
            "rows": rows,
            "akin": _list_akin(visit, wanted, scope, ids) if wanted and pager.number == 1 else [],
            "count": count,
            "page": pager,
            "q": wanted,
            "city": city_id,
            "status": known,
            "cities": [(city.id, city.name(visit.ctx.locale)) for city in cities],
            "statuses": statuses,
        },
    )


def show_entry(
    visit: Visit, texts: dict[str, str] | None = None, wrong: dict[str, str] | None = None
) -> Page:
    """One entry: what it says, who stands for it, what looks like it, what was done to it."""
    company, ctx = get_company(visit), visit.ctx
    card = render_entry(ctx, company, ())
    badge = company.find_badge()
    fields = [
        {
            "name": name,
            "label": editing.label_field(ctx, name),
            "value": (texts or {}).get(name, editing.write_field(ctx, company, name)),
            "long": name in editing.LONG,
            "wrong": (wrong or {}).get(name, ""),
        }
        for name in editing.FORM_FIELDS
    ]
    merges = [
        (merge.dropped_id, format_date(merge.at, ctx.locale))
        for merge in ctx.entries.list_merges(company.id)
        if merging.may_undo(ctx, company, merge)
    ]
    people = [describe_person(visit, one) for one in ctx.people.list_owners(company.id)]
    return Page(
        "entry.html",
        {
            "company": company,
            "name": choose_name(ctx, company),
            "place": describe_place(ctx, company),
            "lines": card.lines,
            "standing": describe_status(ctx, company),
            "status": company.status.value,
            "badge": badge,
            "faded": badge is not None and is_faded(badge, ctx.now),
            "freshness": visit.text(f"pages-freshness-{measure(company, ctx.now)}"),
            "people": [one for one in people if one],
            "alike": [describe_pair(visit, company, other) for other in list_mergeable(ctx, company)[:5]],
            "merges": merges,
            **_compare(visit, company),
            "history": [
                describe_record(visit, one)
                for one in audit.list_records(visit.session, HISTORY, company_id=company.id)
            ],
            "fields": fields,
            "roles": [(role.value, visit.text(f"business-role-{role}")) for role in BusinessRole],
            "wrong": wrong or {},
            "is_typed": texts is not None,
            "typed_reason": "",
            "reason": ctx.entries.find_reason(company.id) if company.status is EntryStatus.RETURNED else "",
        },
        422 if wrong else 200,
    )


def _compare(visit: Visit, company: Company) -> dict[str, Any]:
    """Entries that somebody named as the same company, and what a merge with the picked one would do."""
    wanted, picked, ctx = visit.asked("same"), parse_number(visit.asked("with")), visit.ctx
    named = merging.list_named(ctx, company, wanted) if wanted else []
    if wanted and len(named) == 1:
        picked = named[0].id
    other = ctx.entries.find_company(picked) if picked is not None else None
    values: dict[str, Any] = {"same": wanted, "named": [describe_pair(visit, company, one) for one in named]}
    if other is None or not merging.fits(ctx, company, other):
        return values | {"compared": []}
    kept, dropped = choose_kept(company, other)
    pairs = ((kept, dropped), (dropped, kept))
    return values | {"compared": [_preview(visit, one, two) for one, two in pairs]}


def _preview(visit: Visit, kept: Company, dropped: Company) -> dict[str, Any]:
    return {
        "pair": f"{kept.id}:{dropped.id}",
        "kept": merging.name(visit.ctx, kept),
        "said": visit.text(
            "merge-preview", kept=merging.name(visit.ctx, kept), dropped=merging.name(visit.ctx, dropped)
        ),
        "lines": merging.explain(visit.ctx, kept, dropped),
    }


def keep(visit: Visit) -> Page:
    """The entry as it is stored now, and beside it the forms as they were filled in."""
    page = show_entry(visit, _read_texts(visit) or None)
    return replace(page, values=page.values | {"typed_reason": visit.given("reason")})


def correct(visit: Visit) -> Answer:
    """Take over the form; where something is wrong it comes back as it was filled in."""
    company = get_company(visit)
    texts = _read_texts(visit)
    outcome = editing.correct(visit.ctx, company, visit.given("stamp"), texts)
    if isinstance(outcome, dict):
        return show_entry(visit, texts, outcome)
    if outcome is Refusal.STALE:
        raise Conflict(f"entry {company.id} has changed")
    if isinstance(outcome, Refusal):
        raise Forbidden(outcome)
    return Go(f"/admin/companies/{company.id}", visit.carry_out(outcome))


def name_field(visit: Visit, name: str) -> str:
    """A field of an entry or a city by its name; what else an act concerned, such as news, by its number."""
    if name in (*ENTRY_FIELDS, *editing.LANGUAGE_FIELDS):
        return editing.label_field(visit.ctx, name)
    if name in ("declared_role", "confirmed_role"):
        return visit.text("entry-field-role")
    if name in CITY_FIELDS:
        return visit.text(f"pages-city-{name}")
    if name in OTHER_FIELDS:
        return visit.text(f"pages-field-{name}")
    kind, _, number = name.partition(" ")
    if kind in ("news", "report") and number:
        return visit.text(f"pages-{kind}-number", number=number)
    return name


def _read_texts(visit: Visit) -> dict[str, str]:
    return {name: visit.given(name) for name in editing.FORM_FIELDS if name in visit.form}


def describe_record(visit: Visit, record: Record) -> dict[str, Any]:
    """A line of the audit log; of the person only the role is told."""
    fields = [name_field(visit, name) for name in record.fields]
    by_file = record.act in BY_FILE
    return {
        "at": record.at,
        "act": visit.text(f"pages-act-{record.act}"),
        "role": visit.text(f"pages-role-{record.role}"),
        "entry": record.entry,
        "company_id": record.company_id,
        "city_id": record.city_id,
        "fields": join(visit.ctx, fields),
        "words": "" if by_file else record.words,
        "file": record.words if by_file else "",
    }


def _describe(visit: Visit, company: Company) -> dict[str, Any]:
    badge = company.find_badge()
    return {
        "id": company.id,
        "name": choose_name(visit.ctx, company),
        "place": describe_place(visit.ctx, company),
        "offers": join(visit.ctx, list(company.offers[:3])),
        "status": company.status.value,
        "standing": visit.text(f"pages-status-{company.status}"),
        "badge": badge.by if badge else "",
        "at": company.updated_at,
    }


def _list_akin(visit: Visit, words: str, scope: Scope, shown: tuple[int, ...]) -> list[dict[str, Any]]:
    """Entries in scope that the search finds, in any language, beside those that bear the words."""
    search = visit.ctx.search
    question = search.understand(words, visit.ctx.locale)
    hits = [hit for hit in search.search(question, question.filters, AKIN).hits if hit.match]
    found = companies.list_companies(visit.session, [hit.company_id for hit in hits])
    inside = (one for one in found if scope is None or one.city_id in scope)
    return [_describe(visit, one) for one in inside if one.id not in shown]


def _read_city(visit: Visit) -> int:
    known = {city.id for city in visit.list_cities()}
    number = parse_number(visit.asked("city")) or 0
    return number if number in known else 0
