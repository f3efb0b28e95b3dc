"""Invitations to answer for an entry. A code is shown once and stored only as its SHA-256."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import ColumnElement, and_, insert, select, update
from sqlalchemy.orm import Session

from directory.domain.company import Company
from directory.store import companies
from directory.store.errors import Refused
from directory.store.models import InvitationRow
from directory.store.statements import count_changed

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without 0 O 1 I L U, which people confuse
_LENGTH = 12


def create(session: Session, company_id: int, expires_at: datetime, now: datetime) -> str:
    """A new code for an entry, "ABCD-EFGH-JKMN". It cannot be read again."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    session.execute(
        insert(InvitationRow).values(
            code_hash=_hash(code), company_id=company_id, created_at=now, expires_at=expires_at, used_at=None
        )
    )
    return "-".join(code[start : start + 4] for start in range(0, _LENGTH, 4))


def find_company(session: Session, code: str, now: datetime) -> Company | None:
    """The entry a valid, unused code stands for. Case, spaces and hyphens do not matter."""
    company_id = session.scalar(select(InvitationRow.company_id).where(_valid(code, now)))
    return None if company_id is None else companies.find_company(session, company_id)


def use(session: Session, code: str, now: datetime) -> int:
    """End a code and give its entry's id. Refused where it is unknown, expired or used."""
    statement = update(InvitationRow).where(_valid(code, now)).values(used_at=now)
    if not count_changed(session, statement):
        raise Refused("the invitation is not valid")
    return session.execute(
        select(InvitationRow.company_id).where(InvitationRow.code_hash == _hash(code))
    ).scalar_one()


def _valid(code: str, now: datetime) -> ColumnElement[bool]:
    return and_(
        InvitationRow.code_hash == _hash(code),
        InvitationRow.used_at.is_(None),
        InvitationRow.expires_at > now,
    )


def _hash(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(plain.encode("utf-8", "ignore")).hexdigest()
