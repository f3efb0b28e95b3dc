"""Tables of handovers to a person, reports, freezes and blocks; and of texts that wait to be translated."""

from datetime import datetime

from sqlalchemy import ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from directory.store.columns import NEVER_REUSED, Base, Id


class HandoverRow(Base):
    """A conversation between a person and an office; it goes with the person."""

    __tablename__ = "handovers"

    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    city_id: Mapped[int | None] = mapped_column(ForeignKey("cities.id"))
    subject: Mapped[str]
    opened_at: Mapped[datetime]
    last_at: Mapped[datetime]
    waiting_since: Mapped[datetime | None]
    escalated: Mapped[bool]
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    version: Mapped[int]


class HandoverLineRow(Base):
    """One message of a handover, with its author so that it can be forgotten."""

    __tablename__ = "handover_lines"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    handover_id: Mapped[str] = mapped_column(ForeignKey("handovers.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    from_officer: Mapped[bool]
    text: Mapped[str]
    locale: Mapped[str]
    said_at: Mapped[datetime]


class ReportRow(Base):
    """Somebody reported the other side of a request."""

    __tablename__ = "reports"

    id: Mapped[str] = mapped_column(primary_key=True)
    introduction_id: Mapped[str] = mapped_column(
        ForeignKey("introductions.id", ondelete="CASCADE"), index=True
    )
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    accused_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    city_id: Mapped[int] = mapped_column(ForeignKey("cities.id"), index=True)
    at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    words: Mapped[str] = mapped_column(server_default=text("''"))
    locale: Mapped[str] = mapped_column(server_default=text("''"))


class FreezeRow(Base):
    """A sender who may not write to others; lifted, the row is gone (the audit log keeps both acts)."""

    __tablename__ = "freezes"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    city_id: Mapped[int] = mapped_column(ForeignKey("cities.id"))
    role: Mapped[str]
    report_id: Mapped[str]
    at: Mapped[datetime]


class BlockRow(Base):
    """A person takes nothing more from another."""

    __tablename__ = "blocks"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    blocked_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime]


class TranslationRow(Base):
    """A relayed text that a machine is to translate for a conversation; gone once that is done."""

    __tablename__ = "translations"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    conversation_id: Mapped[int] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
    about_person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), index=True
    )
    about_purpose: Mapped[str] = mapped_column(server_default=text("''"))
    text: Mapped[str]
    source: Mapped[str]
    target: Mapped[str]
    created_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None]
