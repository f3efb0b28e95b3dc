"""The queue of an agency: what waits, with counts; one entry in full, with everything one can do to it."""

from collections import Counter

from directory.domain.acts import is_official
from directory.domain.company import Company, EntryStatus
from directory.domain.merges import choose_kept
from directory.domain.person import Purpose
from directory.domain.reviews import Task, TaskKind
from directory.domain.roles import Act
from directory.domain.uses import Use
from handlers.context import Context
from handlers.entries import choose_name, describe_place, describe_status, join, render_entry
from handlers.localizer import format_date
from handlers.merging import may, may_undo
from handlers.messages import Card, Choice, Outcome, Reply

SHOWN_TASKS = 5
SHOWN_ALIKE = 3


def show(ctx: Context, offset: int = 0) -> Outcome:
    """What waits in the cities of whoever writes, the most urgent first, page by page."""
    if ctx.person is None or not ctx.person.offices:
        return Outcome((Reply(ctx.text("queue-not-yours")),))
    tasks = _list_tasks(ctx)
    if not tasks:
        return Outcome((Reply(ctx.text("queue-empty"), slot="queue"),))
    counts = Counter(task.kind for task in tasks)
    kinds = [ctx.text(f"queue-kind-{kind}", count=counts[kind]) for kind in TaskKind if counts[kind]]
    start = offset if offset < len(tasks) else 0
    page = tasks[start : start + SHOWN_TASKS]
    heading = ctx.text("queue-heading", count=len(tasks), kinds=join(ctx, kinds))
    claims = [reply for task in page if task.claim_id is not None for reply in _render_claim(ctx, task)]
    cards = tuple(card for task in page if task.claim_id is None for card in _render_task(ctx, task))
    more = start + SHOWN_TASKS < len(tasks)
    paging = ((ctx.choice(f"a:q:{start + SHOWN_TASKS}", "button-more"),),) if more else ()
    return Outcome((Reply(heading, cards, paging, slot="queue"), *claims))


def open_entry(ctx: Context, company_id: int) -> Outcome:
    """One entry in full: who stands for it, what looks like it, what can be done."""
    company = ctx.entries.find_company(company_id)
    if company is None or ctx.person is None or not is_official(ctx.person, company):
        return Outcome((Reply(ctx.text("not-permitted")),))
    claims = [
        task for task in _list_tasks(ctx) if task.claim_id is not None and task.company_id == company.id
    ]
    key = f"{company.id}:{company.stamp}"
    # With a claim it is the claim that is decided; "confirm" would be taken for it.
    confirms = company.status is EntryStatus.PENDING or (
        company.status is not EntryStatus.HIDDEN and not claims
    )
    first = [ctx.choice(f"a:confirm:{key}", "button-confirm")] if confirms else []
    first.append(ctx.choice(f"e:{company.id}", "button-correct"))
    second = [ctx.choice(f"a:back:{key}", "button-send-back")]
    if company.status is EntryStatus.HIDDEN:
        second.append(ctx.choice(f"a:true:{company.id}", "button-still-true"))
    second.append(ctx.choice(f"a:same:{company.id}", "button-same-as"))
    rows = (tuple(first), tuple(second), *_offer_merges(ctx, company), *_offer_undoing(ctx, company))
    text = ctx.text("own-status", status=describe_status(ctx, company))
    reply = Reply(text, (render_entry(ctx, company, ()),), (*rows, (ctx.choice("m:queue", "button-queue"),)))
    asked = [shown for task in claims for shown in _render_claim(ctx, task, opened=True)]
    return Outcome((*_show_people(ctx, company), reply, *asked))


def list_mergeable(ctx: Context, company: Company) -> list[Company]:
    """What looks like it and can be merged with it: within reach of whoever asks, and in the same country."""
    alike = (one for one in ctx.entries.list_alike(company) if one.country is company.country)
    return [other for other in alike if may(ctx, Act.MERGE, other)]


def _list_tasks(ctx: Context) -> list[Task]:
    """Of all offices together; a secretariat sees every city."""
    offices = ctx.person.offices if ctx.person else ()
    found = (task for grant in offices for task in ctx.entries.list_tasks(grant.city_id))
    order = list(TaskKind)
    return sorted(dict.fromkeys(found), key=lambda task: (order.index(task.kind), task.since))


def _render_task(ctx: Context, task: Task) -> tuple[Card, ...]:
    company = ctx.entries.find_company(task.company_id)
    if company is None:
        return ()
    alike = list_mergeable(ctx, company) if task.kind is TaskKind.NEW else []
    if task.kind is TaskKind.UNANSWERED:
        choices: tuple[Choice, ...] = (
            ctx.choice(f"a:true:{company.id}", "button-still-true"),
            ctx.choice(f"a:hide:{company.id}", "button-leave-hidden"),
        )
    else:
        choices = (
            ctx.choice(f"a:confirm:{company.id}:{company.stamp}", "button-confirm"),
            ctx.choice(f"a:open:{company.id}", "button-open"),
            *(_offer_merge(ctx, company, other) for other in alike[:1]),
        )
    return (_card(ctx, company, task, choices, describe_alike(ctx, alike)),)


def _render_claim(ctx: Context, task: Task, *, opened: bool = False) -> tuple[Reply, ...]:
    """A claim tells of a person, so it is a reply of its own; below the opened entry it opens nothing."""
    company, claim = ctx.entries.find_company(task.company_id), ctx.entries.find_claim(task.claim_id or 0)
    person = ctx.people.find_person(claim.person_id) if claim else None
    if company is None or claim is None or person is None:
        return ()
    choices = (
        ctx.choice(f"a:admit:{claim.id}", "button-admit"),
        ctx.choice(f"a:refuse:{claim.id}", "button-refuse"),
        *(() if opened else (ctx.choice(f"a:open:{company.id}", "button-open"),)),
    )
    card = _card(ctx, company, task, choices, _describe_person(ctx, person.id))
    return (Reply(cards=(card,), about=person.id, rests_on=Purpose.REGISTRATION),)


def describe_alike(ctx: Context, alike: list[Company]) -> str:
    """What an entry that waits looks like, for its agency alone; "" without anything."""
    names = [
        ctx.text("entry-with-number", name=choose_name(ctx, one), number=one.external_id) for one in alike
    ]
    return ctx.text("task-alike", names=join(ctx, names[:SHOWN_ALIKE])) if names else ""


def _card(ctx: Context, company: Company, task: Task, choices: tuple[Choice, ...], told: str = "") -> Card:
    line = ctx.text(f"task-{task.kind}", date=format_date(task.since, ctx.locale))
    offers = ctx.text("entry-offers", value=join(ctx, list(company.offers[:3]))) if company.offers else ""
    lines = tuple(text for text in (line, told, offers) if text)
    return Card(choose_name(ctx, company), describe_place(ctx, company), lines, choices)


def _show_people(ctx: Context, company: Company) -> tuple[Reply, ...]:
    """Who stands for the entry and agreed that its agency may ask; each a reply of its own."""
    people = ctx.people.list_owners(company.id)
    return tuple(
        Reply(text, about=person_id, rests_on=Purpose.REGISTRATION)
        for person_id in people[:3]
        if (text := _describe_person(ctx, person_id))
    )


def _describe_person(ctx: Context, person_id: int) -> str:
    profile = ctx.people.find_contact(person_id, Use.REVIEW)
    if profile is None:
        return ""
    known = [one for one in (profile.who, profile.email, profile.phone, profile.wechat) if one]
    return ctx.text("entry-person", value=join(ctx, known)) if known else ctx.text("entry-person-unnamed")


def _offer_merges(ctx: Context, company: Company) -> tuple[tuple[Choice, ...], ...]:
    """One button for each entry that looks like it; the one that is found in searches is kept."""
    return tuple((_offer_merge(ctx, company, other),) for other in list_mergeable(ctx, company)[:SHOWN_ALIKE])


def _offer_merge(ctx: Context, company: Company, other: Company) -> Choice:
    kept, dropped = choose_kept(company, other)
    label = ctx.text("button-merge", name=choose_name(ctx, other), number=other.external_id)
    return Choice(f"a:merge:{kept.id}:{dropped.id}", label)


def _offer_undoing(ctx: Context, company: Company) -> tuple[tuple[Choice, ...], ...]:
    merges = [one for one in ctx.entries.list_merges(company.id) if may_undo(ctx, company, one)][:1]
    return tuple(
        (
            ctx.choice(
                f"a:undo:{merge.dropped_id}", "button-undo-merge", date=format_date(merge.at, ctx.locale)
            ),
        )
        for merge in merges
    )
