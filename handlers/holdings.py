"""The readable file behind "my data": everything stored about a person, in the person's language."""

from collections.abc import Iterator

from directory.domain.holdings import Holdings
from directory.domain.introduction import Party
from directory.domain.person import Consent
from handlers import casework, drafts, requests
from handlers.context import Context
from handlers.entries import label_company
from handlers.localizer import format_date

SHOWN_COMPANIES = 10


def write_report(ctx: Context) -> str:
    """Everything stored about whoever writes, but for the chat itself."""
    person = ctx.person
    if person is None:
        return ""
    profile = person.profile
    lines = [ctx.text("data-title", date=format_date(ctx.now, ctx.locale)), ""]
    for key, value in (
        ("who", profile.who),
        ("email", profile.email),
        ("phone", profile.phone),
        ("wechat", profile.wechat),
    ):
        lines.append(ctx.text(f"data-{key}", value=value or ctx.text("data-nothing")))
    for destination in ctx.people.list_destinations(person.id):
        address, language = destination.address, ctx.text(f"language-{destination.locale or ctx.locale}")
        lines.append(
            ctx.text("data-chat", platform=address.platform, account=address.account, language=language)
        )
    companies = [
        company for company_id in person.company_ids if (company := ctx.entries.find_company(company_id))
    ]
    lines.extend(
        ctx.text("data-company", value=label_company(ctx, company)) for company in companies[:SHOWN_COMPANIES]
    )
    if len(companies) > SHOWN_COMPANIES:
        lines.append(ctx.text("data-companies-more", count=len(companies) - SHOWN_COMPANIES))
    for grant in person.offices:
        city = ctx.entries.get_city(grant.city_id).name(ctx.locale) if grant.city_id is not None else ""
        office = ctx.text("agency-of-city", city=city) if city else ctx.text("role-secretariat")
        lines.append(ctx.text("data-office", value=office))
    for claim in ctx.entries.list_claims(person.id):
        if company := ctx.entries.find_company(claim.company_id):
            date = format_date(claim.at, ctx.locale)
            lines.append(ctx.text("data-claim", value=label_company(ctx, company), date=date))
    held = ctx.people.read_holdings(person.id)
    lines.extend(drafts.describe(ctx, held.memories))
    if person.in_china:
        lines.append(ctx.text("data-told-china"))
    lines.extend(_describe_consent(ctx, consent) for consent in person.consents)
    for introduction in ctx.introductions.list_sent(person.id):
        lines.extend(("", ctx.text("data-request", company=requests.title(ctx, introduction))))
        lines.append(requests.describe_status(ctx, introduction, Party.ASKER))
        lines.extend(requests.render_fields(ctx, introduction))
    for introduction in ctx.introductions.list_answered(person.id):
        lines.extend(("", ctx.text("data-answered", company=requests.title(ctx, introduction))))
        lines.append(requests.describe_status(ctx, introduction, introduction.desk))
    lines.extend(casework.describe_data(ctx))
    return "\n".join((*lines, *_list_further(ctx, held))) + "\n"


def write_chat(ctx: Context) -> str:
    """What was said in the chats of whoever writes, as far as it is still stored; "" for nothing."""
    known = ctx.people.list_destinations(ctx.person.id) if ctx.person else ()
    addresses = tuple(dict.fromkeys((ctx.address, *(one.address for one in known))))
    lines = [
        ctx.text(
            "data-said" if line.mine else "data-told", date=format_date(line.at, ctx.locale), text=line.text
        )
        for address in addresses
        for line in ctx.people.read_chat(address)
    ]
    return "\n".join((ctx.text("data-chat-heading"), *lines)) + "\n" if lines else ""


def name_purpose(ctx: Context, consent: Consent) -> str:
    """What a consent is for, in words."""
    if not consent.topic:
        return ctx.text(f"purpose-{consent.purpose}")
    return ctx.text("purpose-news-topic", topic=ctx.text(f"topic-{consent.topic}"))


def _describe_consent(ctx: Context, consent: Consent) -> str:
    purpose, version = name_purpose(ctx, consent), consent.text_version
    given = format_date(consent.given_at, ctx.locale)
    if consent.withdrawn_at is not None:
        date = format_date(consent.withdrawn_at, ctx.locale)
        return ctx.text("data-consent-withdrawn", purpose=purpose, version=version, given=given, date=date)
    return ctx.text("data-consent", purpose=purpose, version=version, platform=consent.platform, date=given)


def _list_further(ctx: Context, held: Holdings) -> Iterator[str]:
    """Remarks, official acts, what was passed on, and rows without words of their own."""
    for remark in held.remarks:
        yield ctx.text("data-remark", date=format_date(remark.at, ctx.locale), text=remark.text)
    for act in held.acts:
        date = format_date(act.at, ctx.locale)
        name = ctx.text(f"pages-act-{act.act}")
        yield ctx.text("data-act", date=date, act=name, entry=act.entry, words=act.words).rstrip()
    if held.sent_on:
        yield ctx.text("data-sent-on", count=held.sent_on)
    if held.rows:
        yield from ("", ctx.text("data-held-heading"))
    for row in held.rows:
        yield ctx.text("data-held", table=row.table, values=row.values)
