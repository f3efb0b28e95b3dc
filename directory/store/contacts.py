"""Contact persons that imports name: personal data, kept apart from the entries."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.orm import Session

from directory.domain.company import CompanyContact
from directory.store.models import CompanyContactRow
from directory.store.statements import split


def list_contacts(session: Session, company_ids: Iterable[int]) -> dict[int, CompanyContact]:
    """The contact persons that imports named for these entries."""
    table = CompanyContactRow.__table__
    return {
        row.company_id: _build_contact(row)
        for portion in split(company_ids)
        for row in session.execute(select(table).where(CompanyContactRow.company_id.in_(portion)))
    }


def find_contact(session: Session, company_id: int) -> CompanyContact | None:
    """The contact person an import named for an entry."""
    return list_contacts(session, (company_id,)).get(company_id)


def put_contact(session: Session, company_id: int, contact: CompanyContact | None) -> None:
    """Store the contact person of an entry; None or an empty one removes what is there."""
    put_contacts(session, {company_id: contact or CompanyContact()})


def put_contacts(session: Session, contacts: Mapping[int, CompanyContact]) -> None:
    """Store the contact persons of entries, over what is there; empty ones are removed."""
    for portion in split(contacts):
        session.execute(delete(CompanyContactRow).where(CompanyContactRow.company_id.in_(portion)))
        values = [
            {"company_id": company_id, **asdict(contacts[company_id])}
            | {"languages": list(contacts[company_id].languages)}
            for company_id in portion
            if contacts[company_id] != CompanyContact()
        ]
        if values:
            session.execute(insert(CompanyContactRow), values)


def _build_contact(row: Row[Any]) -> CompanyContact:
    return CompanyContact(row.name, row.role, row.email, row.phone, tuple(row.languages))
