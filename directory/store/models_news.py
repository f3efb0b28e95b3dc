"""Tables of news on its way: mailings, what became of each recipient, mass sends."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from directory.store.columns import NEVER_REUSED, Base, Id, Json


class MailingRow(Base):
    """Whom a news item goes to, when, and where that stands.

    Recipients are listed by rising person id: `listed_to` is how far, `listed_at` when that was done.
    """

    __tablename__ = "mailings"

    news_id: Mapped[int] = mapped_column(ForeignKey("news.id", ondelete="CASCADE"), primary_key=True)
    status: Mapped[str] = mapped_column(index=True)
    audience: Mapped[Json]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    city_id: Mapped[int | None] = mapped_column(ForeignKey("cities.id"))
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    send_at: Mapped[datetime | None]
    grace_s: Mapped[int]
    by_mass: Mapped[bool]
    version: Mapped[int]
    created_at: Mapped[datetime]
    listed_to: Mapped[int] = mapped_column(Id, server_default=text("0"))
    listed_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class MassSendRow(Base):
    """One call that reaches many readers in WeChat; its id is what guards it against a double.

    `job` is the number that WeChat gave it, "" until it did.
    """

    __tablename__ = "mass_sends"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    news_id: Mapped[int] = mapped_column(ForeignKey("news.id", ondelete="CASCADE"), index=True)
    payload: Mapped[Json]
    status: Mapped[str]
    not_before: Mapped[datetime | None]
    created_at: Mapped[datetime]
    job: Mapped[str] = mapped_column(server_default=text("''"))


class MassResultRow(Base):
    """What WeChat says became of a mass send, by its number of it; may come before we know that number."""

    __tablename__ = "mass_results"

    job: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[str]
    total: Mapped[int]
    filtered: Mapped[int]
    sent: Mapped[int]
    failed: Mapped[int]
    told_at: Mapped[datetime]


class RecipientRow(Base):
    """The ledger: one row per recipient of a mailing, written before the first is sent anything.

    `conversation_id` is where the item goes, `way` how: "push", "mass" or "contact".
    """

    __tablename__ = "recipients"
    __table_args__ = (
        UniqueConstraint("news_id", "person_id"),
        Index("ix_recipients_news_id_status", "news_id", "status", "id"),
        Index("ix_recipients_conversation_id", "conversation_id", "status"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    news_id: Mapped[int] = mapped_column(ForeignKey("news.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversations.id", ondelete="SET NULL"))
    mass_id: Mapped[int | None] = mapped_column(ForeignKey("mass_sends.id", ondelete="SET NULL"), index=True)
    platform: Mapped[str]
    locale: Mapped[str]
    status: Mapped[str]
    way: Mapped[str] = mapped_column(server_default=text("''"))
    reason: Mapped[str] = mapped_column(server_default=text("''"))
    settled_at: Mapped[datetime | None]
