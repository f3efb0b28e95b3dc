"""What is done to an entry with one tap: confirm, send back, still true, hide, hand in again; claims; merges.

Permission is asked here to answer at once, and again by the store inside the transaction.
"""

from collections.abc import Callable
from dataclasses import replace

from directory.domain.acts import Decision, EntryAct, Refusal, decide
from directory.domain.company import Company
from directory.domain.entry_commands import (
    ConfirmEntry,
    DecideClaim,
    HideEntry,
    ResubmitEntry,
    SendBackEntry,
    VouchForEntry,
)
from directory.domain.roles import Act
from handlers import merging, requests, reviewing
from handlers.context import Context
from handlers.entries import label_company
from handlers.merging import may
from handlers.messages import Choice, Notice, Outcome, Reply, read_id
from handlers.notices import Build, notify_officers, notify_owners, notify_person
from handlers.states import Returning, pause


def act(ctx: Context, action: str, target: str, detail: str = "") -> Outcome | None:
    """Answer a choice "a:ACTION:TARGET[:DETAIL]"; None where it is none of ours."""
    target_id, other_id = read_id(target), read_id(detail)
    if target_id is None:
        return None
    match action:
        case "confirm" if detail:
            return _confirm(ctx, target_id, detail)
        case "back" if detail:
            return _ask_reason(ctx, target_id, detail)
        case "true":
            return _carry_out(ctx, VouchForEntry(target_id), "vouched")
        case "hide":
            return _carry_out(ctx, HideEntry(target_id), "hidden")
        case "again":
            return _carry_out(ctx, ResubmitEntry(target_id), "resubmitted", tell_others=_tell_officers)
        case "admit" | "refuse":
            return _decide_claim(ctx, target_id, admit=action == "admit")
        case "same":
            return merging.ask(ctx, target_id)
        case "pair" if other_id is not None:
            return merging.preview(ctx, target_id, other_id)
        case "merge" if other_id is not None:
            return merging.merge(ctx, target_id, other_id)
        case "undo":
            return merging.undo(ctx, target_id)
        case "open":
            return reviewing.open_entry(ctx, target_id)
        case "q":
            return reviewing.show(ctx, target_id)
    return None


def prompt(ctx: Context, state: Returning) -> tuple[Reply, ...]:
    """The question for the reason."""
    company = ctx.entries.find_company(state.company_id)
    name = label_company(ctx, company) if company else ""
    cancel = ((ctx.choice("m:cancel", "button-cancel"),),)
    return (Reply(ctx.text("send-back-why", company=name), choices=cancel),)


def answer_text(ctx: Context, state: Returning, text: str) -> Outcome:
    """Send the entry back with the reason; its owner reads it at once."""
    if len(text) > ctx.limits.field_characters:
        return Outcome((Reply(ctx.text("too-long", limit=ctx.limits.field_characters, count=len(text))),))
    language = ctx.search.understand(text, ctx.locale).language

    def tell_owner(company: Company) -> Build:
        def build(owner: Context) -> tuple[Reply, ...]:
            reason = requests.quote(owner, text, language)
            ways = (
                owner.choice(f"e:{company.id}", "button-correct"),
                owner.choice(f"a:again:{company.id}", "button-resubmit"),
            )
            name = label_company(owner, company)
            return (Reply(owner.text("returned-for-owner", company=name, reason=reason), choices=(ways,)),)

        return build

    command = SendBackEntry(state.company_id, text, state.stamp)
    return replace(_carry_out(ctx, command, "sent-back", tell_owner), state=state.resume)


def _confirm(ctx: Context, company_id: int, stamp: str) -> Outcome:
    def tell_owner(company: Company) -> Build:
        def build(owner: Context) -> tuple[Reply, ...]:
            badge = company.find_badge()
            name = label_company(owner, company)
            return (Reply(owner.text("confirmed-for-owner", company=name, by=badge.by if badge else "")),)

        return build

    return _carry_out(ctx, ConfirmEntry(company_id, stamp), "confirmed", tell_owner)


def _ask_reason(ctx: Context, company_id: int, stamp: str) -> Outcome:
    company = ctx.entries.find_company(company_id)
    if company is None or not may(ctx, Act.SEND_BACK, company):
        return _refuse(ctx)
    if stamp != company.stamp:
        return _show_again(ctx, company)
    state = Returning(company_id, stamp, pause(ctx.state))
    return Outcome(prompt(ctx, state), state=state)


def _carry_out(
    ctx: Context,
    command: EntryAct,
    key: str,
    tell_owner: Callable[[Company], Build] | None = None,
    tell_others: Callable[[Context, Company], tuple[Notice, ...]] = lambda ctx, company: (),
) -> Outcome:
    company = ctx.entries.find_company(command.company_id)
    if company is None or ctx.person is None:
        return _refuse(ctx)
    decision = decide(command, ctx.person, company, ctx.entries.get_city(company.city_id), ctx.now)
    match decision:
        case Refusal.STALE:
            return _show_again(ctx, company)
        case Decision(company=after):
            told = notify_owners(ctx, company.id, tell_owner(after)) if tell_owner else ()
            return Outcome(
                (Reply(ctx.text(key, company=label_company(ctx, company)), choices=_ways(ctx, company)),),
                commands=(command,),
                notices=(*told, *tell_others(ctx, company)),
            )
    return _refuse(ctx)


def _decide_claim(ctx: Context, claim_id: int, *, admit: bool) -> Outcome:
    claim = ctx.entries.find_claim(claim_id)
    company = ctx.entries.find_company(claim.company_id) if claim else None
    if claim is None or company is None:
        return Outcome((Reply(ctx.text("claim-gone")),))
    if not may(ctx, Act.ADMIT if admit else Act.REFUSE, company):
        return _refuse(ctx)
    key = "claim-admitted" if admit else "claim-refused"

    def tell_claimant(person: Context) -> tuple[Reply, ...]:
        own = ((person.choice("m:company", "button-company"),),) if admit else ()
        return (Reply(person.text(f"{key}-for-owner", company=label_company(person, company)), choices=own),)

    return Outcome(
        (Reply(ctx.text(key, company=label_company(ctx, company)), choices=_ways(ctx, company)),),
        commands=(DecideClaim(claim_id, admit),),
        notices=notify_person(ctx, claim.person_id, tell_claimant),
    )


def _tell_officers(ctx: Context, company: Company) -> tuple[Notice, ...]:
    def build(officer: Context) -> tuple[Reply, ...]:
        queue = ((officer.choice("m:queue", "button-queue"),),)
        text = officer.text("registration-for-officer", company=label_company(officer, company))
        return (Reply(text, choices=queue),)

    return notify_officers(ctx, company.city_id, build)


def _ways(ctx: Context, company: Company) -> tuple[tuple[Choice, ...], ...]:
    official = may(ctx, Act.REVIEW, company)
    return (
        (ctx.choice("m:queue", "button-queue") if official else ctx.choice("m:company", "button-company"),),
    )


def _show_again(ctx: Context, company: Company) -> Outcome:
    shown = reviewing.open_entry(ctx, company.id)
    return replace(shown, replies=(Reply(ctx.text("entry-changed")), *shown.replies))


def _refuse(ctx: Context) -> Outcome:
    return Outcome((Reply(ctx.text("not-permitted")),))
