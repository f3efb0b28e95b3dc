"""What is stored about a person: shown on request, deleted on request."""

from directory.domain.commands import DeletePerson
from directory.domain.introduction import Introduction, Party
from handlers import requests
from handlers.context import Context
from handlers.entries import label_company
from handlers.localizer import format_date
from handlers.messages import Document, Notice, Outcome, Reply
from handlers.notices import Build, notify_company
from handlers.states import Deleting, Idle, Registering, pause

SHOWN_COMPANIES = 10


def show(ctx: Context) -> Outcome:
    """ "My data": everything about the person as a readable file, and the way to delete it."""
    delete = ((ctx.choice("d:ask", "button-delete"),),)
    if ctx.person is None:
        return Outcome((Reply(ctx.text("data-none"), choices=delete),))
    document = Document(ctx.text("data-file-name"), "text/plain", _write_report(ctx))
    return Outcome((Reply(ctx.text("data-here")), Reply(document=document, choices=delete)))


def ask_delete(ctx: Context) -> Outcome:
    """Ask once before deleting."""
    return Outcome(prompt(ctx), state=Deleting(pause(ctx.state)))


def prompt(ctx: Context) -> tuple[Reply, ...]:
    """The question before deleting."""
    yes_no = (ctx.choice("d:yes", "button-delete-yes"), ctx.choice("m:cancel", "button-delete-no"))
    return (Reply(ctx.text("delete-ask"), choices=(yes_no,)),)


def delete(ctx: Context) -> Outcome:
    """Forget the person; open requests are withdrawn and their receivers told, without a name."""
    notices: tuple[Notice, ...] = ()
    if ctx.person is not None:
        notices = tuple(
            notice
            for introduction in ctx.introductions.list_sent(ctx.person.id)
            if introduction.is_open
            for notice in notify_company(ctx, introduction, _tell_gone(introduction))
        )
    return Outcome(
        (Reply(ctx.text("deleted"), clears=True),), state=Idle(), commands=(DeletePerson(),), notices=notices
    )


def _tell_gone(introduction: Introduction) -> Build:
    """A message that outlives the person it is about: it names the entry and the day only."""

    def build(reader: Context) -> tuple[Reply, ...]:
        company = reader.entries.find_company(introduction.company_id)
        name = label_company(reader, company) if company else ""
        date = format_date(introduction.created_at, reader.locale)
        return (Reply(reader.text("withdrawn-without-name", company=name, date=date)),)

    return build


def _write_report(ctx: Context) -> str:
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
    if isinstance(ctx.state, Registering):
        lines.append(ctx.text("data-form", value=ctx.state.form.name or ctx.text("form-unnamed")))
    for consent in person.consents:
        lines.append(
            ctx.text(
                "data-consent",
                purpose=ctx.text(f"purpose-{consent.purpose}"),
                version=consent.text_version,
                platform=consent.platform,
                date=format_date(consent.given_at, ctx.locale),
            )
        )
    for introduction in ctx.introductions.list_sent(person.id):
        lines.extend(("", ctx.text("data-request", company=requests.title(ctx, introduction))))
        lines.append(requests.describe_status(ctx, introduction, Party.ASKER))
        lines.extend(requests.render_fields(ctx, introduction))
    for introduction in ctx.introductions.list_answered(person.id):
        lines.extend(("", ctx.text("data-answered", company=requests.title(ctx, introduction))))
        lines.append(requests.describe_status(ctx, introduction, introduction.desk))
    return "\n".join(lines) + "\n"
