"""Changing an entry field by field: by its owner, or by an officer who corrects it."""

from dataclasses import replace

from directory.domain.acts import Decision, Refusal, decide, is_official
from directory.domain.company import BusinessRole, Company
from directory.domain.entry_commands import ChangeEntry, FieldValue
from handlers.context import Context
from handlers.entries import describe_status, label_company, render_entry, shorten
from handlers.entry_fields import (
    FIELDS,
    NEEDED,
    Wrong,
    choose_role,
    clear_value,
    describe_value,
    read_value,
)
from handlers.messages import Choice, Outcome, Reply
from handlers.notices import notify_officers, notify_owners
from handlers.states import Correcting, pause


def offer_fields(ctx: Context, company_id: int) -> Outcome:
    """The fields of an entry, each with its value."""
    company = ctx.entries.find_company(company_id)
    if company is None or not _may_change(ctx, company):
        return Outcome((Reply(ctx.text("not-permitted")),))
    official = _is_official(ctx, company)
    choices = [
        Choice(
            f"e:{company.id}:{name}",
            ctx.text(
                "value-of-field",
                field=ctx.text(f"entry-field-{name}"),
                value=shorten(describe_value(ctx, company, name, official=official), 40),
            ),
        )
        for name in FIELDS
    ]
    rows = tuple((choice,) for choice in choices)
    return Outcome((Reply(ctx.text("correct-which", company=label_company(ctx, company)), choices=rows),))


def begin(ctx: Context, company_id: int, name: str) -> Outcome:
    """Ask for the new value of a field."""
    company = ctx.entries.find_company(company_id)
    if company is None or name not in FIELDS or not _may_change(ctx, company):
        return Outcome((Reply(ctx.text("not-permitted")),))
    state = Correcting(company.id, name, company.stamp, pause(ctx.state))
    return Outcome(prompt(ctx, state), state=state)


def prompt(ctx: Context, state: Correcting) -> tuple[Reply, ...]:
    """The question for the new value."""
    company = ctx.entries.find_company(state.company_id)
    if company is None:
        return (Reply(ctx.text("company-gone")),)
    value = describe_value(ctx, company, state.name, official=_is_official(ctx, company))
    text = ctx.text("correct-value", field=ctx.text(f"entry-field-{state.name}"), value=value)
    roles = tuple(Choice(f"t:{role}", ctx.text(f"business-role-{role}")) for role in BusinessRole)
    rows = (roles,) if state.name == "role" else ()
    empty = () if state.name in NEEDED else (ctx.choice("e:-", "button-empty"),)
    return (Reply(text, choices=(*rows, (*empty, ctx.choice("m:cancel", "button-cancel")))),)


def answer_text(ctx: Context, state: Correcting, text: str) -> Outcome:
    """Take the new value."""
    company = ctx.entries.find_company(state.company_id)
    if company is None:
        return Outcome((Reply(ctx.text("company-gone")),), state=state.resume)
    if state.name == "role":
        return Outcome((Reply(ctx.text("please-choose")), *prompt(ctx, state)))
    if len(text) > ctx.limits.field_characters:
        return Outcome((Reply(ctx.text("too-long", limit=ctx.limits.field_characters, count=len(text))),))
    values = read_value(ctx, company, state.name, text, official=_is_official(ctx, company))
    if isinstance(values, Wrong):
        return Outcome((Reply(values.text), *prompt(ctx, state)))
    return _change(ctx, state, company, values)


def answer_choice(ctx: Context, state: Correcting, kind: str, value: str) -> Outcome | None:
    """A tap on a role, or on "leave empty"; None where it belongs to something else."""
    company = ctx.entries.find_company(state.company_id)
    if company is None:
        return None
    official, values = _is_official(ctx, company), None
    if (kind, value) == ("e", "-"):
        values = clear_value(ctx, state.name, official=official)
    elif kind == "t" and state.name == "role":
        values = choose_role(ctx, value, official=official)
    return None if values is None else _change(ctx, state, company, values)


def _change(ctx: Context, state: Correcting, company: Company, values: dict[str, FieldValue]) -> Outcome:
    if ctx.person is None:
        return Outcome((Reply(ctx.text("not-permitted")),), state=state.resume)
    command = ChangeEntry(company.id, values, state.stamp)
    decision = decide(command, ctx.person, company, ctx.entries.get_city(company.city_id), ctx.now)
    if not isinstance(decision, Decision):
        key = "entry-changed" if decision is Refusal.STALE else "not-permitted"
        return replace(offer_fields(ctx, company.id), replies=(Reply(ctx.text(key)),), state=state.resume)
    after, official = decision.company, _is_official(ctx, company)

    def tell_owner(owner: Context) -> tuple[Reply, ...]:
        field = owner.text(f"entry-field-{state.name}")
        return (Reply(owner.text("corrected-for-owner", company=label_company(owner, after), field=field)),)

    def tell_officer(officer: Context) -> tuple[Reply, ...]:
        queue = ((officer.choice("m:queue", "button-queue"),),)
        text = officer.text("changed-for-officer", company=label_company(officer, after))
        return (Reply(text, choices=queue),)

    news = after.status is not company.status  # the first change since it was confirmed
    more = ctx.choice(f"e:{company.id}", "button-correct-more")
    back = (
        ctx.choice(f"a:open:{company.id}", "button-open")
        if official
        else ctx.choice("m:company", "button-company")
    )
    card = render_entry(ctx, after, ())
    return Outcome(
        (Reply(ctx.text("corrected", status=describe_status(ctx, after)), (card,), ((more, back),)),),
        state=state.resume,
        commands=(command,),
        notices=notify_owners(ctx, company.id, tell_owner)
        if official
        else notify_officers(ctx, company.city_id, tell_officer)
        if news
        else (),
    )


def _may_change(ctx: Context, company: Company) -> bool:
    person = ctx.person
    return person is not None and (is_official(person, company) or company.id in person.owned_ids)


def _is_official(ctx: Context, company: Company) -> bool:
    return ctx.person is not None and is_official(ctx.person, company)
