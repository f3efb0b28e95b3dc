"""Tables of what is opened in a browser: one-time links, sessions of officials, imports."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.store.columns import NEVER_REUSED, Base, Id, Json


class LinkRow(Base):
    """A link that opens something once; only its SHA-256 is kept, and only until it is used."""

    __tablename__ = "links"

    code_hash: Mapped[str] = mapped_column(primary_key=True)
    opens: Mapped[str]
    conversation_id: Mapped[int] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
    expires_at: Mapped[datetime]


class PageSessionRow(Base):
    """Somebody signed in at a browser; only the SHA-256 of the cookie is kept."""

    __tablename__ = "page_sessions"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
    locale: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class ImportRow(Base):
    """A file brought on the pages: looked at, written, or taken back. Its content goes when it is written."""

    __tablename__ = "imports"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    file: Mapped[str]
    content: Mapped[bytes]
    skip_faulty: Mapped[bool]
    allow_duplicates: Mapped[bool]
    status: Mapped[str]
    city_ids: Mapped[list[int]]
    created: Mapped[int]
    updated: Mapped[int]
    brought_at: Mapped[datetime]
    written_at: Mapped[datetime | None]


class ImportChangeRow(Base):
    """What an import did to one entry: what it was before (nothing where it is new), and when."""

    __tablename__ = "import_changes"

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id", ondelete="CASCADE"), primary_key=True)
    before: Mapped[Json | None]
    contact: Mapped[Json | None]
    changed_at: Mapped[datetime]
