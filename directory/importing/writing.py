"""Rows into the store, inside the caller's transaction; or only counted, as they would be written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from directory.domain.company import CompanyContact
from directory.importing.changes import Change
from directory.importing.merging import merge_company, merge_contact
from directory.importing.problems import Problem
from directory.importing.rows import ReadRow
from directory.store import companies, contacts

PORTION = 500


Record = Callable[[Change, CompanyContact], None]
"""Told of every entry written, with its contact person before."""


@dataclass(slots=True)
class Outcome:
    """How many rows were new, changed something or changed nothing; what they change, and what was kept."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    notes: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def write_rows(
    session: Session,
    rows: Sequence[ReadRow],
    now: datetime,
    *,
    dry: bool = False,
    on_progress: Callable[[int], None] = lambda done: None,
    record: Record = lambda change, contact: None,
) -> Outcome:
    """Store new rows and what others change. With `dry` nothing is written, only counted."""
    outcome = Outcome()
    if not dry:
        companies.hold_writers(session)
    for start in range(0, len(rows), PORTION):
        _write_portion(session, rows[start : start + PORTION], now, dry, outcome, record)
        on_progress(min(start + PORTION, len(rows)))
    return outcome


def _write_portion(
    session: Session, rows: Sequence[ReadRow], now: datetime, dry: bool, outcome: Outcome, record: Record
) -> None:
    stored = companies.list_by_external_ids(session, [row.company.external_id for row in rows])
    people = contacts.list_contacts(session, [company.id for company in stored.values()])
    new: list[ReadRow] = []
    changed: list[Change] = []
    persons: dict[str, CompanyContact] = {}
    for row in rows:
        known = stored.get(row.company.external_id)
        if known is None:
            new.append(row)
            if row.contact != CompanyContact():
                persons[row.company.external_id] = row.contact
            continue
        merged, notes = merge_company(row, known)
        before = people.get(known.id, CompanyContact())
        contact = merge_contact(row, before)
        if contact != before:
            persons[known.external_id] = contact
        if merged != known or contact != before:  # a new contact person makes the entry newer, too
            changed.append(Change(row.line, known, merged, contact != before))
        outcome.notes += notes
    outcome.created += len(new)
    outcome.updated += len(changed)
    outcome.unchanged += len(rows) - len(new) - len(changed)
    outcome.changes += changed
    if not dry:
        ids = {company.external_id: company.id for company in stored.values()}
        ids |= companies.add_many(session, [row.company for row in new], now)
        companies.change_many(session, [change.after for change in changed], now)
        for row in new:
            stored_row = replace(row.company, id=ids[row.company.external_id])
            record(Change(row.line, None, stored_row, contact=False), CompanyContact())
        for change in changed:
            record(change, people.get(change.after.id, CompanyContact()))
        contacts.put_contacts(session, {ids[key]: contact for key, contact in persons.items()})
