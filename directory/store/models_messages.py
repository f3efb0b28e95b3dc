"""Tables of messages under way: the inbox of updates and the outbox of parts."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from directory.store.columns import NEVER_REUSED, Base, Id, Json

_OPEN = text("status = 'open'")


class InboxRow(Base):
    """One update: open until its turn is stored (done) or given up (dead)."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("platform", "account", "update_id"),
        Index("ix_inbox_next", "status", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_inbox_open", "platform", "account", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    platform: Mapped[str]
    account: Mapped[str]
    update_id: Mapped[str]
    payload: Mapped[Json]
    received_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(default="open")
    attempts: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    lease_until: Mapped[datetime | None]
    not_before: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")


class PaceRow(Base):
    """How fast messages may follow each other under a key: when its next place is, if nothing holds it.

    `next_at` runs ahead of the time by one interval for every message sent, so it also tells how many
    went out lately.
    """

    __tablename__ = "paces"

    key: Mapped[str] = mapped_column(primary_key=True)
    next_at: Mapped[datetime]
    held_until: Mapped[datetime | None]


class OutboxRow(Base):
    """One platform call. `about_person_id` marks parts that carry another person's words or data,
    `about_purpose` is the consent that these are passed on by.

    `place` counts the parts of a conversation in the order in which they arrived there. `answer_ref` is
    the update in whose own request the platform took the part, `recipient_id` the row of a mailing's ledger.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_open", "conversation_id", "lane", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_outbox_next", "status", "lane", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_outbox_place", "conversation_id", "place"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    lane: Mapped[int]
    kind: Mapped[str]
    payload: Mapped[Json]
    status: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    not_before: Mapped[datetime | None]
    uncertain_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    place: Mapped[int | None]
    message_id: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    update_ref: Mapped[int | None] = mapped_column(ForeignKey("inbox.id", ondelete="SET NULL"), index=True)
    about_person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    about_purpose: Mapped[str] = mapped_column(default="", server_default=text("''"))
    answer_ref: Mapped[int | None] = mapped_column(ForeignKey("inbox.id", ondelete="SET NULL"), index=True)
    recipient_id: Mapped[int | None] = mapped_column(
        ForeignKey("recipients.id", ondelete="SET NULL"), index=True
    )


class AllowanceRow(Base):
    """How many messages a user's last contact of one kind still allows us to send, and until when."""

    __tablename__ = "allowances"

    platform: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime]
    left: Mapped[int]
