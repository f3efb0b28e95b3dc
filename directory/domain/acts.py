"""What an act makes of an entry: permitted by role, fitting its standing, or refused. Pure.

The store carries it out with the roles and the entry it reads inside the transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from directory.domain.city import City
from directory.domain.company import CONFIRMABLE, VISIBLE, Company, Confirmation, EntryStatus
from directory.domain.entry_commands import (
    ChangeEntry,
    ConfirmEntry,
    HideEntry,
    ResubmitEntry,
    SendBackEntry,
    VouchForEntry,
)
from directory.domain.person import Person
from directory.domain.roles import OFFICES, Act, Grant, Role, find_grant

EntryAct = ChangeEntry | ConfirmEntry | SendBackEntry | ResubmitEntry | VouchForEntry | HideEntry

SECRETARIAT = "ISA · 中德工业城市联盟"
"""How the secretariat signs, in any language."""

EDITABLE = (*(name for name in CONFIRMABLE if name not in ("country", "city_id")), "declared_role")


class Refusal(StrEnum):
    """Why an act is not possible: no role permits it, the entry has changed, it makes no sense now."""

    FORBIDDEN = "forbidden"
    STALE = "stale"
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True)
class Decision:
    """An act that may be carried out: the entry after it, under which role, and what is written down."""

    company: Company
    act: Act
    grant: Grant
    fields: tuple[str, ...] = ()
    words: str = ""


def decide(
    command: EntryAct, person: Person, company: Company, city: City, now: datetime
) -> Decision | Refusal:
    """What `command` of `person` makes of `company`, which lies in `city`."""
    act = _name_act(command, person, company)
    grant = find_grant(person.grants, act, city_id=company.city_id, company_id=company.id)
    if grant is None:
        return Refusal.FORBIDDEN
    if isinstance(command, ChangeEntry | ConfirmEntry | SendBackEntry) and command.stamp != company.stamp:
        return Refusal.STALE
    after = _transform(command, act, grant, company, city, now)
    if after is None:
        return Refusal.UNFIT
    fields = tuple(command.values) if isinstance(command, ChangeEntry) else ()
    words = command.reason if isinstance(command, SendBackEntry) else ""
    return Decision(after, act, grant, fields, words)


def confirm(company: Company, by: str, now: datetime, fields: Sequence[str] = ()) -> Company:
    """The entry with `fields` confirmed, or all that say something; listed and fresh."""
    filled = [name for name in CONFIRMABLE if getattr(company, name) not in ("", (), None)]
    return replace(
        company,
        confirmed=company.confirmed | {name: Confirmation(by, now) for name in fields or filled},
        confirmed_role=company.confirmed_role or company.declared_role,
        status=EntryStatus.LISTED,
        fresh_at=now,
        asked_at=None,
    )


def name_office(role: Role, city: City) -> str:
    """How an office signs: the agency by its name, else by its city's."""
    return SECRETARIAT if role is Role.SECRETARIAT else city.agency or f"{city.name_en} · {city.name_zh}"


def is_official(person: Person, company: Company) -> bool:
    """Whether a person looks after the entry in an office, and not for its company."""
    held = [grant for grant in person.grants if grant.role in OFFICES]
    return find_grant(held, Act.REVIEW, city_id=company.city_id) is not None


def _name_act(command: EntryAct, person: Person, company: Company) -> Act:
    match command:
        case ChangeEntry():
            return Act.CORRECT if is_official(person, company) else Act.EDIT
        case ConfirmEntry():
            return Act.CONFIRM
        case SendBackEntry():
            return Act.SEND_BACK
        case ResubmitEntry():
            return Act.RESUBMIT
        case VouchForEntry():
            return Act.VOUCH
        case HideEntry():
            return Act.HIDE


def _transform(
    command: EntryAct, act: Act, grant: Grant, company: Company, city: City, now: datetime
) -> Company | None:
    if company.status is EntryStatus.MERGED:
        return None
    match command:
        case ChangeEntry(values=values):
            return _change(company, values, act is Act.CORRECT, now)
        case ConfirmEntry():
            return confirm(company, name_office(grant.role, city), now)
        case SendBackEntry():
            return replace(company, status=EntryStatus.RETURNED)
        case ResubmitEntry() if company.status is EntryStatus.RETURNED:
            pending = EntryStatus.PENDING
            return replace(company, status=pending, fresh_at=now, waiting_since=now, escalated_at=None)
        case VouchForEntry() if company.status in (*VISIBLE, EntryStatus.HIDDEN):
            shown = company.status if company.is_visible else EntryStatus.LISTED
            return replace(company, status=shown, fresh_at=now, asked_at=None)
        case HideEntry() if company.status in (*VISIBLE, EntryStatus.HIDDEN):
            return replace(company, status=EntryStatus.HIDDEN, asked_at=None)
    return None


def _change(company: Company, values: dict[str, Any], official: bool, now: datetime) -> Company | None:
    """New values end the confirmations of their fields; a new name by the owner ends all of them."""
    if not set(values) <= {*EDITABLE, *(("confirmed_role",) if official else ())}:
        return None
    changed = [name for name, value in values.items() if getattr(company, name) != value]
    kept = {name: one for name, one in company.confirmed.items() if name not in changed}
    after: Company = replace(company, **values, confirmed=kept)
    if official:
        return after
    if "name" in changed:
        after = replace(after, confirmed={}, confirmed_role=None)
    if changed and company.status is EntryStatus.LISTED:
        after = replace(after, status=EntryStatus.CHANGED)
    return replace(after, fresh_at=now, asked_at=None)
