"""Acts on entries: decided with the roles and the entry read inside the transaction, stored, audited."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from directory.domain import acts
from directory.domain.acts import Decision, Refusal
from directory.domain.commands import NoteEscalated, NoteReminded
from directory.domain.company import VISIBLE, Company, EntryStatus
from directory.domain.entry_commands import (
    AskOwners,
    ClaimEntry,
    DecideClaim,
    EntryCommand,
    HideUnanswered,
    MergeEntries,
    RegisterEntry,
    UndoMerge,
)
from directory.domain.freshness import HIDE_AFTER
from directory.domain.person import Person
from directory.domain.roles import Act, Role, find_grant
from directory.domain.uses import Use
from directory.store import (
    audit,
    cities,
    claims,
    companies,
    merging,
    offices,
    people,
    permits,
    standings,
    tasks,
)
from directory.store.errors import Conflict, Forbidden, Refused
from directory.store.models import CompanyRow
from directory.store.statements import count_changed


def carry_out(session: Session, command: EntryCommand, person: Person, now: datetime) -> None:
    """Do what a person wants done to entries.

    Raises Forbidden where no role of the person permits it, Conflict where the entry is no longer as
    it was shown, Refused where it makes no sense any more.
    """
    match command:
        case RegisterEntry(company):
            _register(session, company, person, now)
        case ClaimEntry(company_id):
            company = _hold(session, company_id)
            if not company.is_visible:
                raise Conflict(f"entry {company.id} is not shown to others")
            permits.require(session, person.id, Use.REGISTER, home=company.country)
            claims.add(session, company.id, person.id, now)
            audit.write(session, Act.CLAIM, Role.MEMBER, now, person_id=person.id, company=company)
        case MergeEntries(kept_id, dropped_id):
            held = {one: _hold(session, one) for one in sorted((kept_id, dropped_id))}  # always in one order
            _permit(session, person, Act.MERGE, held[dropped_id], now)
            _permit(session, person, Act.MERGE, held[kept_id], now)
            merging.merge(session, held[kept_id], held[dropped_id], now)
        case UndoMerge(dropped_id):
            known = merging.find_merge(session, dropped_id)
            for one in sorted({dropped_id, known.kept_id if known else dropped_id}):
                _permit(session, person, Act.UNDO_MERGE, _hold(session, one), now)
            merging.undo(session, dropped_id, now)
        case DecideClaim(claim_id, admit):
            _decide_claim(session, claim_id, admit, person, now)
        case _:
            company = _hold(session, command.company_id)
            city = cities.get_city(session, company.city_id)
            match acts.decide(command, person, company, city, now):
                case Decision() as decision:
                    standings.put_standing(session, company, decision.company, now)
                    audit.write(
                        session,
                        decision.act,
                        decision.grant.role,
                        now,
                        person_id=person.id,
                        company=company,
                        fields=decision.fields,
                        words=decision.words,
                    )
                case Refusal.FORBIDDEN:
                    raise Forbidden(f"{type(command).__name__} is not permitted")
                case Refusal.STALE:
                    raise Conflict(f"entry {company.id} has changed")
                case Refusal.UNFIT:
                    raise Refused(f"{type(command).__name__} does not fit: {company.status}")


def let_time_pass(
    session: Session, command: AskOwners | HideUnanswered | NoteReminded | NoteEscalated, now: datetime
) -> None:
    """What the clock does to an entry. Raises Conflict where somebody was faster."""
    match command:
        case NoteReminded(person_id):
            return offices.note_reminded(session, person_id, now)
        case NoteEscalated(company_id, claim_id):
            return tasks.note_escalated(session, company_id, claim_id, now)
    row = update(CompanyRow).where(
        CompanyRow.id == command.company_id, CompanyRow.status.in_([status.value for status in VISIBLE])
    )
    if isinstance(command, AskOwners):
        row = row.where(CompanyRow.asked_at.is_(None)).values(asked_at=now, updated_at=now)
    else:
        overdue = CompanyRow.asked_at <= now - HIDE_AFTER
        row = row.where(overdue).values(status=EntryStatus.HIDDEN.value, updated_at=now)
    if not count_changed(session, row):
        raise Conflict(f"entry {command.company_id} is no longer as it was")
    return None


def _register(session: Session, company: Company, person: Person, now: datetime) -> None:
    permits.require(session, person.id, Use.REGISTER, home=company.country)
    if company.status is not EntryStatus.PENDING or company.confirmed:
        raise Refused("a new entry waits for its agency")
    if not cities.get_city(session, company.city_id).is_member:
        raise Refused("the city has left the alliance")
    if companies.find_by_external_id(session, company.external_id):
        raise Conflict(f"entry {company.external_id} exists")
    company_id, _ = companies.upsert(session, company, now)
    people.add_membership(session, person.id, company_id, now)
    stored = companies.get_company(session, company_id)
    audit.write(session, Act.REGISTER, Role.OWNER, now, person_id=person.id, company=stored)


def _decide_claim(session: Session, claim_id: int, admit: bool, person: Person, now: datetime) -> None:
    claim = claims.find_claim(session, claim_id)
    if claim is None:
        raise Refused("the claim is decided")
    _permit(session, person, Act.ADMIT if admit else Act.REFUSE, _hold(session, claim.company_id), now)
    if not claims.end(session, claim_id):
        raise Conflict(f"claim {claim_id} is decided")
    if admit:
        people.add_membership(session, claim.person_id, claim.company_id, now)


def _permit(session: Session, person: Person, act: Act, company: Company, now: datetime) -> None:
    """See that a role permits the act, and write it down."""
    grant = find_grant(person.grants, act, city_id=company.city_id, company_id=company.id)
    if grant is None:
        raise Forbidden(f"{act} is not permitted")
    audit.write(session, act, grant.role, now, person_id=person.id, company=company)


def _hold(session: Session, company_id: int) -> Company:
    """The entry as it stands; nobody else changes it until this transaction ends."""
    session.execute(select(CompanyRow.id).where(CompanyRow.id == company_id).with_for_update())
    company = companies.find_company(session, company_id)
    if company is None:
        raise Refused(f"there is no entry {company_id}")
    return company
