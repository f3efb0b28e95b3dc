"""From a question to result cards, page by page, with filters that are seen and can be taken off."""

from dataclasses import replace

from directory.domain.commands import Command, NoteSearch
from directory.domain.demand import Asked, normalise_words
from directory.search.normalize import has_legal_form
from directory.search.question import Filters, Question
from directory.search.result import Hit
from handlers.context import Context
from handlers.entries import choose_name, explain_reasons, join, render_result, shorten
from handlers.messages import Choice, Outcome, Reply
from handlers.onboarding import short_greeting
from handlers.states import Browsing, Idle
from handlers.wishing import asks_for_all

SEARCH_DEPTH = 100
ECHOED_CHARACTERS = 60


def ask(ctx: Context, text: str) -> Outcome:
    """Answer a question, or narrow the open search where only a place or a kind was named."""
    question = ctx.search.understand(text, ctx.locale)
    named = question.filters
    narrows = not question.words and named != Filters() and not asks_for_all(ctx.localizer, text)
    if narrows and isinstance(ctx.state, Browsing):
        return show(ctx, replace(ctx.state, filters=_merge(ctx, ctx.state.filters, named), offset=0))
    browsing = open_search(ctx, question)
    if browsing is None:
        return Outcome((*short_greeting(ctx), _no_question(ctx)), state=Idle())
    if named.cooperation and not find_hits(ctx, browsing):
        wider = replace(browsing, filters=replace(browsing.filters, cooperation=None))
        if find_hits(ctx, wider):
            note = ctx.text("cooperation-dropped", kind=ctx.text(f"cooperation-{named.cooperation}"))
            outcome = show(ctx, wider)
            replies = (*short_greeting(ctx), Reply(note), *outcome.replies)
            return replace(outcome, replies=replies, commands=_note(ctx, wider, outcome))
    outcome = show(ctx, browsing)
    return replace(
        outcome, replies=(*short_greeting(ctx), *outcome.replies), commands=_note(ctx, browsing, outcome)
    )


def _note(ctx: Context, browsing: Browsing, outcome: Outcome) -> tuple[Command, ...]:
    """Count the question, where it has words, and whether an answer was shown."""
    if not browsing.words:
        return ()
    met = any(reply.cards for reply in outcome.replies)
    return (NoteSearch(describe_asked(ctx, browsing), met),)


def describe_asked(ctx: Context, browsing: Browsing) -> Asked:
    """An open search as it is counted: no word of it where the lexicon knows what is meant."""
    concept = next(iter(ctx.search.find_concepts(browsing.words)), "")
    home = next(
        (
            company.city_id
            for company_id in (ctx.person.company_ids if ctx.person else ())
            if (company := ctx.entries.find_company(company_id))
        ),
        0,
    )
    filters = browsing.filters
    return Asked(
        concept,
        "" if concept else normalise_words(browsing.words),
        browsing.language or ctx.locale,
        home,
        str(filters.country or ""),
        filters.city_id or 0,
    )


def finds(ctx: Context, text: str) -> bool:
    """Whether a question has results."""
    browsing = open_search(ctx, ctx.search.understand(text, ctx.locale))
    return browsing is not None and bool(find_hits(ctx, browsing))


def open_search(ctx: Context, question: Question) -> Browsing | None:
    """The search that a question opens, in the other country unless it names a place; None without one."""
    if not question.words and replace(question.filters, wish=None) == Filters():
        return None
    return Browsing(question.words, question.language, _with_home(ctx, question.filters))


def show(ctx: Context, browsing: Browsing) -> Outcome:
    """The page of results that `browsing` stands at."""
    hits = find_hits(ctx, browsing)
    if not hits:
        return Outcome((_nothing_found(ctx, browsing),), state=browsing)
    offset = browsing.offset if browsing.offset < len(hits) else 0
    page = hits[offset : offset + ctx.limits.page_size]
    companies = ctx.entries.find_companies(hit.company_id for hit in page)
    cards = tuple(
        render_result(ctx, company, hit) for hit in page if (company := companies.get(hit.company_id))
    )
    words = _echo(ctx, browsing)
    if not hits[0].match:
        heading = ctx.text("results-heading-related", words=words)
    elif len(page) == len(hits):
        heading = ctx.text("results-heading-all", count=len(hits), words=words)
    else:
        heading = ctx.text(
            "results-heading", count=len(hits), first=offset + 1, last=offset + len(page), words=words
        )
    reply = Reply(
        "\n".join(line for line in (heading, describe_filters(ctx, browsing.filters)) if line),
        cards,
        (_paging(ctx, offset, len(hits)), (ctx.choice("f:menu", "button-filter"), *_why(ctx, hits))),
        slot="results",
    )
    return Outcome((reply,), state=replace(browsing, offset=offset))


def _echo(ctx: Context, browsing: Browsing) -> str:
    """What was asked for, as the answer repeats it."""
    return shorten(browsing.words, ECHOED_CHARACTERS) or ctx.text("results-all")


def explain_order(ctx: Context) -> Outcome | None:
    """Why the entries on this page stand where they stand; None where no search is open."""
    if not isinstance(ctx.state, Browsing):
        return None
    offset, size = ctx.state.offset, ctx.limits.page_size
    lines = [ctx.text("order-rule")]
    page = find_hits(ctx, ctx.state)[offset : offset + size]
    companies = ctx.entries.find_companies(hit.company_id for hit in page)
    for place, hit in enumerate(page, start=offset + 1):
        if company := companies.get(hit.company_id):
            why = [explain_reasons(ctx, hit.reasons), *(ctx.text(f"order-{kind}") for kind in hit.standing)]
            lines.append(
                ctx.text(
                    "order-place",
                    place=place,
                    name=choose_name(ctx, company),
                    score=round(hit.score),
                    why=join(ctx, [one for one in why if one]) or ctx.text("order-filters"),
                )
            )
    return Outcome((Reply("\n".join(lines), choices=((ctx.choice("p:s", "button-to-results"),),)),))


def _why(ctx: Context, hits: tuple[Hit, ...]) -> tuple[Choice, ...]:
    """Worth asking only where there is an order."""
    return (ctx.choice("p:why", "button-why-order"),) if len(hits) > 1 else ()


def turn_page(ctx: Context, offset: int) -> Outcome | None:
    """Another page of the open search; None where no search is open."""
    if not isinstance(ctx.state, Browsing):
        return None
    return show(ctx, replace(ctx.state, offset=max(0, offset)))


def find_hits(ctx: Context, browsing: Browsing) -> tuple[Hit, ...]:
    """The matches of an open search, best first; with `related` also what comes near."""
    question = Question(browsing.words, browsing.words, browsing.language or ctx.locale)
    result = ctx.search.search(question, browsing.filters, SEARCH_DEPTH)
    return tuple(hit for hit in result.hits if hit.match or (browsing.related and hit.near))


def describe_filters(ctx: Context, filters: Filters) -> str:
    """The filters in force, in words; "" without any."""
    names = [name for _, name in list_active(ctx, filters)]
    return ctx.text("filters-active", filters=" · ".join(names)) if names else ""


def list_active(ctx: Context, filters: Filters) -> list[tuple[str, str]]:
    """(which, name in words) of every filter in force."""
    active = []
    if filters.country:
        active.append(("country", ctx.text(f"country-{filters.country}")))
    if filters.city_id is not None:
        active.append(("city", ctx.entries.get_city(filters.city_id).name(ctx.locale)))
    if filters.field:
        active.append(("field", ctx.text(f"field-{filters.field}")))
    if filters.cooperation:
        active.append(("cooperation", ctx.text(f"cooperation-{filters.cooperation}")))
    if filters.wish:
        active.append(("wish", ctx.text(f"wish-{filters.wish}")))
    return active


def _with_home(ctx: Context, named: Filters) -> Filters:
    """Look in the other country, unless the question names a place."""
    if named.city_id is not None:
        return replace(named, country=ctx.entries.get_city(named.city_id).country)
    if named.country is None and ctx.home is not None:
        return replace(named, country=ctx.home.other)
    return named


def _merge(ctx: Context, current: Filters, named: Filters) -> Filters:
    if named.city_id is not None:
        current = replace(current, city_id=named.city_id, country=ctx.entries.get_city(named.city_id).country)
    elif named.country is not None:
        current = replace(current, country=named.country, city_id=None)
    return replace(
        current,
        field=named.field or current.field,
        cooperation=named.cooperation or current.cooperation,
        wish=named.wish or current.wish,
    )


def _paging(ctx: Context, offset: int, count: int) -> tuple[Choice, ...]:
    size = ctx.limits.page_size
    back = (ctx.choice(f"p:{max(0, offset - size)}", "button-previous"),) if offset else ()
    more = (ctx.choice(f"p:{offset + size}", "button-more"),) if offset + size < count else ()
    return back + more


def _no_question(ctx: Context) -> Reply:
    examples = tuple((Choice(f"x:{number}", ctx.text(f"example-{number}")),) for number in (1, 2))
    return Reply(ctx.text("no-question"), choices=(*examples, _help(ctx)))


def _help(ctx: Context) -> tuple[Choice, ...]:
    return ctx.choice("m:help", "button-help"), ctx.choice("m:human", "button-human")


def _nothing_found(ctx: Context, browsing: Browsing) -> Reply:
    """Say so, and offer what would find something: the filters whose removal brings hits."""
    filters = browsing.filters
    ways = []
    for which, name in list_active(ctx, filters):
        wider = without(filters, which)
        count = len(find_hits(ctx, replace(browsing, filters=wider, offset=0)))
        if count:
            ways.append((ctx.choice(f"f:{which}:-", "button-without-filter", name=name, count=count),))
    advice = ctx.text("nothing-found-wider" if ways else "nothing-found-rephrase")
    related = len(find_hits(ctx, replace(browsing, related=True)))
    if related:
        ways.append((ctx.choice("n:show", "button-related", count=related),))
    if has_legal_form(browsing.words):  # perhaps their own, which they expect to be here
        ways.append((ctx.choice("m:register", "button-register"),))
    lines = [ctx.text("nothing-found", words=_echo(ctx, browsing))]
    lines.append(describe_filters(ctx, filters))
    lines.append(advice)
    return Reply(
        "\n".join(line for line in lines if line),
        choices=(*ways, _help(ctx)),
        slot="results",
    )


def without(filters: Filters, which: str) -> Filters:
    """`filters` without one of them; a country takes its city along."""
    match which:
        case "country":
            return replace(filters, country=None, city_id=None)
        case "city":
            return replace(filters, city_id=None)
        case "field":
            return replace(filters, field=None)
        case "wish":
            return replace(filters, wish=None)
        case _:
            return replace(filters, cooperation=None)
