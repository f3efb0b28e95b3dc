"""Two entries that are one: an officer names the other, sees what wins, merges them, and takes that back."""

from directory.domain.company import BusinessRole, Company, EntryStatus, Merge
from directory.domain.entry_commands import MergeEntries, UndoMerge
from directory.domain.merges import choose_kept, compare
from directory.domain.roles import Act, Role, find_grant
from directory.search.result import ReasonKind
from handlers.context import Context
from handlers.editing import label_field
from handlers.entries import choose_name, describe_place, describe_status, join, label_company, shorten
from handlers.messages import Card, Outcome, Reply
from handlers.notices import notify_owners, notify_person
from handlers.states import Merging, pause

SHOWN = 5
SEARCH_DEPTH = 20
SHOWN_VALUE = 80


def ask(ctx: Context, company_id: int) -> Outcome:
    """Ask which other entry is the same company."""
    company = ctx.entries.find_company(company_id)
    if company is None or not may(ctx, Act.MERGE, company):
        return _refuse(ctx)
    state = Merging(company.id, pause(ctx.state))
    return Outcome(prompt(ctx, state), state=state)


def prompt(ctx: Context, state: Merging) -> tuple[Reply, ...]:
    """The question for the other entry."""
    company = ctx.entries.find_company(state.company_id)
    name = label_company(ctx, company) if company else ""
    cancel = ((ctx.choice("m:cancel", "button-cancel"),),)
    return (Reply(ctx.text("merge-which", company=name), choices=cancel),)


def answer_text(ctx: Context, state: Merging, text: str) -> Outcome:
    """The entry with this number is compared at once; of those that words find one is picked."""
    company = ctx.entries.find_company(state.company_id)
    if company is None:
        return Outcome((Reply(ctx.text("merge-gone")),), state=state.resume)
    if len(text) > ctx.limits.field_characters:
        return Outcome((Reply(ctx.text("too-long", limit=ctx.limits.field_characters, count=len(text))),))
    found = list_named(ctx, company, text)
    if not found:
        return Outcome((Reply(ctx.text("merge-none", text=shorten(text, SHOWN_VALUE))), *prompt(ctx, state)))
    if len(found) == 1:
        kept, dropped = choose_kept(company, found[0])
        return preview(ctx, kept.id, dropped.id)
    cards = tuple(_offer(ctx, company, other) for other in found)
    cancel = ((ctx.choice("m:cancel", "button-cancel"),),)
    return Outcome((Reply(ctx.text("merge-found", count=len(found)), cards, cancel),))


def list_named(ctx: Context, company: Company, text: str) -> list[Company]:
    """Entries within reach that a number or words of a name mean, in any script; without the entry itself."""
    words = " ".join(text.split())
    offices = ctx.person.offices if ctx.person else ()
    cities = tuple(grant.city_id for grant in offices if grant.city_id is not None)
    everywhere = any(grant.role is Role.SECRETARIAT for grant in offices)
    named = ctx.entries.list_named(words, None if everywhere else cities, SHOWN + 1)
    numbered = [one for one in named if one.external_id.casefold() == words.casefold()]
    question = ctx.search.understand(words, ctx.locale)
    hits = ctx.search.search(question, question.filters, SEARCH_DEPTH).hits if not numbered else ()
    by_name = [hit for hit in hits if any(reason.kind is ReasonKind.NAME for reason in hit.reasons)]
    searched = [one for hit in by_name if (one := ctx.entries.find_company(hit.company_id))]
    found = {one.id: one for one in numbered or (*named, *searched) if fits(ctx, company, one)}
    return list(found.values())[:SHOWN]


def preview(ctx: Context, kept_id: int, dropped_id: int) -> Outcome:
    """What stays, what is filled in and what is put aside if these two are merged."""
    pair = _find_pair(ctx, kept_id, dropped_id)
    if isinstance(pair, Outcome):
        return pair
    kept, dropped = pair
    names = {"kept": name(ctx, kept), "dropped": name(ctx, dropped)}
    ways = (
        (ctx.choice(f"a:merge:{kept.id}:{dropped.id}", "button-merge-now"),),
        (ctx.choice(f"a:pair:{dropped.id}:{kept.id}", "button-merge-reversed"),),
        (ctx.choice(f"a:open:{kept.id}", "button-open"), ctx.choice("m:queue", "button-queue")),
    )
    text = "\n".join((ctx.text("merge-preview", **names), *explain(ctx, kept, dropped)))
    state = ctx.state.resume if isinstance(ctx.state, Merging) else None
    return Outcome((Reply(text, choices=ways),), state=state)


def explain(ctx: Context, kept: Company, dropped: Company) -> list[str]:
    """Line by line what becomes of the fields in which two entries differ."""
    found = compare(kept, dropped)
    lines = [
        ctx.text("merge-fills", field=_label(ctx, name), value=_write(ctx, dropped, name))
        for name in found.filled
        if name != "industries"
    ]
    lines += [
        ctx.text(
            "merge-puts-aside",
            field=_label(ctx, name),
            kept=_write(ctx, kept, name),
            dropped=_write(ctx, dropped, name),
        )
        for name in found.put_aside
        if name != "industries"
    ]
    return lines or [ctx.text("merge-same")]


def merge(ctx: Context, kept_id: int, dropped_id: int) -> Outcome:
    """Let one entry live on in the other; the dropped one's owners are told."""
    pair = _find_pair(ctx, kept_id, dropped_id)
    if isinstance(pair, Outcome):
        return pair
    kept, dropped = pair

    def tell_owner(owner: Context) -> tuple[Reply, ...]:
        return (Reply(owner.text("merged-for-owner", company=label_company(owner, kept))),)

    undo = ctx.choice(f"a:undo:{dropped.id}", "button-undo")
    text = ctx.text("merged", kept=label_company(ctx, kept), dropped=label_company(ctx, dropped))
    return Outcome(
        (Reply(text, choices=((undo, ctx.choice("m:queue", "button-queue")),)),),
        commands=(MergeEntries(kept.id, dropped.id),),
        notices=notify_owners(ctx, dropped.id, tell_owner),
    )


def undo(ctx: Context, dropped_id: int) -> Outcome:
    """Take a merge back; whoever it moved is told."""
    known = ctx.entries.find_merge(dropped_id)
    kept = ctx.entries.find_company(known.kept_id) if known else None
    if known is None or kept is None or kept.id != known.kept_id:
        return Outcome((Reply(ctx.text("merge-gone")),))
    if not may_undo(ctx, kept, known):
        return _refuse(ctx)

    def tell_owner(owner: Context) -> tuple[Reply, ...]:
        own = ((owner.choice("m:company", "button-company"),),)
        text = owner.text("merge-undone-for-owner", company=label_company(owner, known.dropped))
        return (Reply(text, choices=own),)

    queue = ((ctx.choice("m:queue", "button-queue"),),)
    me = ctx.person.id if ctx.person else 0
    return Outcome(
        (Reply(ctx.text("merge-undone", company=label_company(ctx, kept)), choices=queue),),
        commands=(UndoMerge(dropped_id),),
        notices=tuple(
            notice
            for person_id in known.person_ids
            if person_id != me
            for notice in notify_person(ctx, person_id, tell_owner)
        ),
    )


def may(ctx: Context, act: Act, company: Company) -> bool:
    """Whether whoever writes may do something to an entry."""
    grants = ctx.person.grants if ctx.person else ()
    return find_grant(grants, act, city_id=company.city_id, company_id=company.id) is not None


def may_undo(ctx: Context, kept: Company, known: Merge) -> bool:
    """Whether whoever writes may take a merge back: both entries are within reach."""
    return may(ctx, Act.UNDO_MERGE, kept) and may(ctx, Act.UNDO_MERGE, known.dropped)


def _find_pair(ctx: Context, kept_id: int, dropped_id: int) -> tuple[Company, Company] | Outcome:
    """The two entries; or why they are not merged."""
    kept, dropped = ctx.entries.find_company(kept_id), ctx.entries.find_company(dropped_id)
    if kept is None or dropped is None or kept.id == dropped.id or kept.country != dropped.country:
        return Outcome((Reply(ctx.text("merge-gone")),))
    if not (may(ctx, Act.MERGE, kept) and may(ctx, Act.MERGE, dropped)):
        return _refuse(ctx)
    return kept, dropped


def fits(ctx: Context, company: Company, other: Company) -> bool:
    """Whether whoever writes may merge the two."""
    alone = other.id != company.id and other.status is not EntryStatus.MERGED
    return alone and other.country is company.country and may(ctx, Act.MERGE, other)


def _offer(ctx: Context, company: Company, other: Company) -> Card:
    kept, dropped = choose_kept(company, other)
    pick = ctx.choice(f"a:pair:{kept.id}:{dropped.id}", "button-merge-compare", number=other.external_id)
    lines = (ctx.text("own-status", status=describe_status(ctx, other)), ", ".join(other.offers[:3]))
    return Card(name(ctx, other), describe_place(ctx, other), tuple(filter(None, lines)), (pick,))


def name(ctx: Context, company: Company) -> str:
    """An entry with its number: names alone may be the same."""
    return ctx.text("entry-with-number", name=choose_name(ctx, company), number=company.external_id)


def _label(ctx: Context, name: str) -> str:
    if name == "cooperation":
        return ctx.text("entry-field-cooperation")
    return label_field(ctx, "role" if name == "declared_role" else name)


def _write(ctx: Context, company: Company, name: str) -> str:
    value = getattr(company, name)
    if isinstance(value, BusinessRole):
        return ctx.text(f"business-role-{value}")
    if name == "cooperation":
        value = [ctx.text(f"cooperation-{kind}") for kind in value]
    text = join(ctx, list(value)) if isinstance(value, tuple | list) else str(value)
    return shorten(text, SHOWN_VALUE)


def _refuse(ctx: Context) -> Outcome:
    return Outcome((Reply(ctx.text("not-permitted")),))
