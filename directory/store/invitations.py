"""Invitations to a role: to answer for an entry, to be a city's agency or the secretariat.

A code is shown once and stored only as its SHA-256.
"""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import ColumnElement, and_, insert, select, update
from sqlalchemy.orm import Session

from directory.domain.roles import Grant, Role
from directory.store import companies
from directory.store.errors import Refused
from directory.store.models import InvitationRow, MembershipRow
from directory.store.statements import count_changed

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without 0 O 1 I L U, which people confuse
_LENGTH = 12


def create(session: Session, company_id: int, expires_at: datetime, now: datetime) -> str:
    """A new code for an entry, "ABCD-EFGH-JKMN". It cannot be read again."""
    return create_for(session, Grant(Role.MEMBER, company_id=company_id), expires_at, now)


def create_for(session: Session, grant: Grant, expires_at: datetime, now: datetime) -> str:
    """A new code for a role. It cannot be read again."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    session.execute(
        insert(InvitationRow).values(
            code_hash=_hash(code),
            role=grant.role.value,
            company_id=grant.company_id,
            city_id=grant.city_id,
            created_at=now,
            expires_at=expires_at,
            used_at=None,
        )
    )
    return "-".join(code[start : start + 4] for start in range(0, _LENGTH, 4))


def find_grant(session: Session, code: str, now: datetime) -> Grant | None:
    """The role a valid, unused code stands for. Case, spaces and hyphens do not matter.

    Who comes first to an entry that nobody owns becomes its owner.
    """
    row = session.execute(
        select(InvitationRow.role, InvitationRow.company_id, InvitationRow.city_id).where(_valid(code, now))
    ).one_or_none()
    if row is None:
        return None
    role, company_id = Role(row.role), row.company_id
    if company_id is not None:
        living = companies.find_living(session, company_id)
        company_id = living.id if living else company_id
        role = role if _has_owner(session, company_id) else Role.OWNER
    return Grant(role, city_id=row.city_id, company_id=company_id)


def use(session: Session, code: str, now: datetime) -> Grant:
    """End a code and give its role. Refused where it is unknown, expired or used."""
    grant = find_grant(session, code, now)
    statement = update(InvitationRow).where(_valid(code, now)).values(used_at=now)
    if grant is None or not count_changed(session, statement):
        raise Refused("the invitation is not valid")
    return grant


def _has_owner(session: Session, company_id: int) -> bool:
    owners = select(MembershipRow.person_id).where(
        MembershipRow.company_id == company_id, MembershipRow.role == Role.OWNER.value
    )
    return session.scalar(owners.limit(1)) is not None


def _valid(code: str, now: datetime) -> ColumnElement[bool]:
    return and_(
        InvitationRow.code_hash == _hash(code),
        InvitationRow.used_at.is_(None),
        InvitationRow.expires_at > now,
    )


def _hash(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(plain.encode("utf-8", "ignore")).hexdigest()
