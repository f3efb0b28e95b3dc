"""How an entry of the directory is shown: as a result card, and in full."""

from directory.domain.company import Company, EntryKind, EntryStatus, is_faded
from directory.search.result import Hit, Reason, ReasonKind
from handlers.context import Context
from handlers.localizer import format_date
from handlers.messages import Card, Choice

SNIPPET_CHARACTERS = 140
SHOWN_REASONS = 2
SHOWN_TERMS = 6
SUMMARY_TERMS = 3


def render_result(ctx: Context, company: Company, hit: Hit) -> Card:
    """A short card: who, where, what, and why it was found."""
    return Card(
        title=choose_name(ctx, company),
        subtitle=describe_place(ctx, company),
        lines=tuple(
            line
            for line in (
                _summarise(ctx, company),
                ctx.text("why-found", reasons=explain_reasons(ctx, hit.reasons)) if hit.reasons else "",
            )
            if line
        ),
        choices=(ctx.choice(f"c:{company.id}", "button-details"),),
    )


def render_entry(ctx: Context, company: Company, choices: tuple[Choice, ...]) -> Card:
    """The full card of an entry."""
    text, language = company.description(ctx.locale)
    labelled = (
        ("entry-role", describe_role(ctx, company)),
        ("entry-offers", _translate_terms(ctx, company.offers)),
        ("entry-seeks", _translate_terms(ctx, company.seeks)),
        ("entry-cooperation", join(ctx, [ctx.text(f"cooperation-{kind}") for kind in company.cooperation])),
        ("entry-certificates", join(ctx, list(company.certificates))),
        ("entry-facts", _facts(ctx, company)),
        ("entry-website", company.website),
        ("entry-registration", company.registration),
        ("entry-source", _origin(ctx, company)),
    )
    lines = [_quote(ctx, text, language), *(ctx.text(key, value=value) for key, value in labelled if value)]
    return Card(
        choose_name(ctx, company),
        describe_place(ctx, company),
        tuple(line for line in lines if line),
        choices,
    )


def explain_reasons(ctx: Context, reasons: tuple[Reason, ...]) -> str:
    """The best reasons in words: „Fliesen“ = 瓷砖."""
    told: dict[str, str] = {}
    for reason in reasons:
        told.setdefault(reason.found.casefold(), _explain(ctx, reason))
    return join(ctx, list(told.values())[:SHOWN_REASONS])


def label_company(ctx: Context, company: Company) -> str:
    """Name and town in one line, for use in a sentence."""
    city = ctx.entries.get_city(company.city_id)
    return ctx.text("company-in-city", name=choose_name(ctx, company), city=city.name(ctx.locale))


def choose_name(ctx: Context, company: Company) -> str:
    """The name the reader can read: the business-card form for those who do not read Chinese."""
    return company.name if ctx.locale == "zh" else company.name_latin or company.name


def translate_term(ctx: Context, term: str) -> str:
    """A trade term with its meaning in the reader's language; the original always stays visible."""
    name, whole = ctx.search.translate(term, ctx.locale)
    if not name or name.casefold() in term.casefold():
        return term
    return ctx.text("term-translated" if whole else "term-about", name=name, original=term)


def join(ctx: Context, parts: list[str]) -> str:
    """Items of a list, separated as the language does."""
    return ("、" if ctx.locale == "zh" else ", ").join(parts)


def describe_place(ctx: Context, company: Company) -> str:
    """The second line of a card: the other name, what it is, where it is."""
    city = ctx.entries.get_city(company.city_id)
    parts = [
        company.name if company.name != choose_name(ctx, company) else "",
        ctx.text(f"kind-{company.kind}") if company.kind is not EntryKind.COMPANY else "",
        ctx.text(
            "city-in-country", city=city.name(ctx.locale), country=ctx.text(f"country-{company.country}")
        ),
        ctx.text("sample-mark") if company.is_sample else "",
    ]
    return " · ".join(part for part in parts if part)


def describe_role(ctx: Context, company: Company) -> str:
    """Maker, trader or service: what the entry says, and apart from it what was confirmed."""
    declared, confirmed = company.declared_role, company.confirmed_role
    if confirmed is None or not company.is_visible:
        return ctx.text("role-declared", role=ctx.text(f"business-role-{declared}")) if declared else ""
    role = ctx.text(f"business-role-{confirmed}")
    if declared in (None, confirmed):
        return ctx.text("role-confirmed", role=role)
    return ctx.text("role-differs", role=role, declared=ctx.text(f"business-role-{declared}"))


def describe_status(ctx: Context, company: Company) -> str:
    """Where an entry stands, for those who look after it."""
    if company.status is EntryStatus.LISTED and not company.confirmed:
        return ctx.text("source-unconfirmed")
    return ctx.text(f"entry-status-{company.status}")


def _summarise(ctx: Context, company: Company) -> str:
    """The description where the reader can read it; else the offers, which the lexicon translates."""
    text, language = company.description(ctx.locale)
    if language not in (ctx.locale, "en") and company.offers:
        return ctx.text("entry-offers", value=_translate_terms(ctx, company.offers[:SUMMARY_TERMS]))
    return _quote(ctx, shorten(text, SNIPPET_CHARACTERS), language)


def shorten(text: str, characters: int) -> str:
    """`text`, cut between words where there are any, with an ellipsis where it is longer than that."""
    if len(text) <= characters:
        return text
    cut = text[:characters]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,，、;；") + " …"


def _quote(ctx: Context, text: str, language: str) -> str:
    if not text or language == ctx.locale:
        return text
    return ctx.text("text-in-original", text=text, language=ctx.text(f"language-{language}"))


def _translate_terms(ctx: Context, terms: tuple[str, ...]) -> str:
    return join(ctx, [translate_term(ctx, term) for term in terms[:SHOWN_TERMS]])


def _facts(ctx: Context, company: Company) -> str:
    parts = []
    if company.employees is not None:
        parts.append(ctx.text("entry-employees", count=str(company.employees)))
    if company.founded is not None:
        parts.append(ctx.text("entry-founded", year=str(company.founded)))
    return join(ctx, parts)


def _origin(ctx: Context, company: Company) -> str:
    if company.is_sample:
        return ctx.text("source-sample")
    if badge := company.find_badge():
        key = "source-faded" if is_faded(badge, ctx.now) else "source-confirmed"
        return ctx.text(key, by=badge.by, date=format_date(badge.at, ctx.locale))
    return ctx.text("source-unconfirmed")


def _explain(ctx: Context, reason: Reason) -> str:
    match reason.kind:
        case ReasonKind.NAME:
            return ctx.text("reason-name", found=reason.found)
        case ReasonKind.WORD:
            return ctx.text("reason-word", found=reason.found)
        case ReasonKind.CONCEPT if reason.asked and reason.asked.casefold() != reason.found.casefold():
            return ctx.text("reason-concept", asked=reason.asked, found=reason.found)
        case ReasonKind.CONCEPT:
            return ctx.text("reason-word", found=reason.found)
        case ReasonKind.MEANING:
            return ctx.text("reason-meaning", found=reason.found)
