"""Tables of who may do what, and of what was done: roles, invitations, claims, audit, merges."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.store.columns import NEVER_REUSED, Base, Id, Json


class MembershipRow(Base):
    """A person answers for an entry, as its owner or as a member."""

    __tablename__ = "memberships"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    company_id: Mapped[int] = mapped_column(
        ForeignKey("companies.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[str] = mapped_column(server_default="owner")
    created_at: Mapped[datetime]


class OfficeRow(Base):
    """A role held for others: agency of a city, or secretariat (without a city)."""

    __tablename__ = "offices"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    city_id: Mapped[int | None] = mapped_column(ForeignKey("cities.id"), index=True)
    created_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]


class InvitationRow(Base):
    """An invitation to a role; the code itself is not kept, only its SHA-256."""

    __tablename__ = "invitations"

    code_hash: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(server_default="member")
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id", ondelete="CASCADE"), index=True)
    city_id: Mapped[int | None] = mapped_column(ForeignKey("cities.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ClaimRow(Base):
    """A person says to answer for an entry; gone once it is decided."""

    __tablename__ = "claims"
    __table_args__ = (UniqueConstraint("company_id", "person_id"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    escalated_at: Mapped[datetime | None]


class AuditRow(Base):
    """One act, kept for good: the database itself refuses to delete or to change it.

    Only the person and the person's words can be taken out.
    """

    __tablename__ = "audit"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime]
    act: Mapped[str]
    role: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    city_id: Mapped[int | None] = mapped_column(Id)
    company_id: Mapped[int | None] = mapped_column(Id, index=True)
    entry: Mapped[str]
    fields: Mapped[list[str]]
    words: Mapped[str]


class MergeRow(Base):
    """An entry lives on in another; `before` are the other's values that the merge filled in."""

    __tablename__ = "merges"

    dropped_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    dropped_status: Mapped[str]
    before: Mapped[Json]
    merged_at: Mapped[datetime]


class MergeMoveRow(Base):
    """What a merge moved: a request, or a member; `joined` says that the member was new to the other."""

    __tablename__ = "merge_moves"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    dropped_id: Mapped[int] = mapped_column(ForeignKey("merges.dropped_id", ondelete="CASCADE"), index=True)
    introduction_id: Mapped[str | None] = mapped_column(ForeignKey("introductions.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    joined: Mapped[bool]
