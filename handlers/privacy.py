"""What is stored about a person: shown on request, deleted on request."""

from directory.domain.commands import DeletePerson
from handlers import requests
from handlers.context import Context
from handlers.entries import label_company
from handlers.localizer import format_date
from handlers.messages import Document, Notice, Outcome, Reply
from handlers.states import Browsing, Deleting, Idle

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
    state = Deleting(ctx.state if isinstance(ctx.state, Browsing) else Idle())
    return Outcome(prompt(ctx), state=state)


def prompt(ctx: Context) -> tuple[Reply, ...]:
    """The question before deleting."""
    yes_no = (ctx.choice("d:yes", "button-delete-yes"), ctx.choice("m:cancel", "button-delete-no"))
    return (Reply(ctx.text("delete-ask"), choices=(yes_no,)),)


def delete(ctx: Context) -> Outcome:
    """Forget the person; open requests are withdrawn and their receivers told."""
    notices: tuple[Notice, ...] = ()
    if ctx.person is not None:
        notices = tuple(
            notice
            for introduction in ctx.introductions.list_sent(ctx.person.id)
            if introduction.is_open
            for notice in requests.notify_withdrawn(ctx, introduction)
        )
    return Outcome((Reply(ctx.text("deleted")),), state=Idle(), commands=(DeletePerson(),), notices=notices)


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
    companies = [
        company for company_id in person.company_ids if (company := ctx.entries.find_company(company_id))
    ]
    lines.extend(
        ctx.text("data-company", value=label_company(ctx, company)) for company in companies[:SHOWN_COMPANIES]
    )
    if len(companies) > SHOWN_COMPANIES:
        lines.append(ctx.text("data-companies-more", count=len(companies) - SHOWN_COMPANIES))
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
        company = ctx.entries.find_company(introduction.company_id)
        lines.append("")
        lines.append(ctx.text("data-request", company=label_company(ctx, company) if company else ""))
        lines.append(requests.describe_status(ctx, introduction))
        lines.extend(requests.render_fields(ctx, introduction))
    return "\n".join(lines) + "\n"
