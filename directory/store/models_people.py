"""Tables of people: profiles, consents, conversations, introductions."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from directory.store.columns import NEVER_REUSED, Base, Id, Json


class PersonRow(Base):
    """A person who consented to be known. `asked_at`: asked, after a long silence, whether to be kept.

    `told_china`: said something of themselves that tells they are in China, from whatever platform.
    """

    __tablename__ = "people"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    who: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    wechat: Mapped[str] = mapped_column(default="")
    told_china: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]


class ConsentRow(Base):
    """One consent given; withdrawn, it stays as a proof until it is too old to be asked for."""

    __tablename__ = "consents"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str]
    text_version: Mapped[str]
    locale: Mapped[str]
    platform: Mapped[str]
    given_at: Mapped[datetime]
    topic: Mapped[str] = mapped_column(server_default=text("''"))
    withdrawn_at: Mapped[datetime | None]


class ConversationRow(Base):
    """One address and where its conversation stands; `version` guards the state.

    `last_place` is the place of the part that arrived last. `forgotten_at`: everything was deleted then;
    unless its user writes again, the row goes too, once the farewell has been sent.
    """

    __tablename__ = "conversations"
    __table_args__ = (UniqueConstraint("platform", "account"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    platform: Mapped[str]
    account: Mapped[str]
    locale: Mapped[str]
    state: Mapped[Json | None]
    version: Mapped[int] = mapped_column(default=1)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    reachable: Mapped[bool] = mapped_column(default=True)
    last_place: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    forgotten_at: Mapped[datetime | None]


class IntroductionRow(Base):
    """A request. Without its asker once that person was deleted."""

    __tablename__ = "introductions"

    id: Mapped[str] = mapped_column(primary_key=True)
    asker_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    who: Mapped[str]
    goal: Mapped[str]
    why: Mapped[str]
    locale: Mapped[str]
    cooperation: Mapped[str | None]
    topics: Mapped[list[str]]
    status: Mapped[str] = mapped_column(index=True)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    decline_reason: Mapped[str | None]
    created_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    version: Mapped[int]
    desk: Mapped[str] = mapped_column(server_default="company")
    opened_at: Mapped[datetime | None]
    passed_on_at: Mapped[datetime | None]
    followed_up_at: Mapped[datetime | None]
    forwarded_at: Mapped[datetime | None]
    asker_shut_at: Mapped[datetime | None]
    answerer_shut_at: Mapped[datetime | None]
    held_at: Mapped[datetime | None]


class GivenContactRow(Base):
    """The contact a company gave to its agency to be passed on for one request; who wrote it down, when."""

    __tablename__ = "given_contacts"

    introduction_id: Mapped[str] = mapped_column(
        ForeignKey("introductions.id", ondelete="CASCADE"), primary_key=True
    )
    who: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str]
    wechat: Mapped[str]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    given_at: Mapped[datetime]


class LedToRow(Base):
    """What an introduction led to, as one side ("asker" or "company") sees it; without persons."""

    __tablename__ = "led_to"

    introduction_id: Mapped[str] = mapped_column(
        ForeignKey("introductions.id", ondelete="CASCADE"), primary_key=True
    )
    side: Mapped[str] = mapped_column(primary_key=True)
    led_to: Mapped[str]
    said_at: Mapped[datetime]


class RemarkRow(Base):
    """One line of an ask-back, with its author so that it can be forgotten."""

    __tablename__ = "remarks"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    introduction_id: Mapped[str] = mapped_column(
        ForeignKey("introductions.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    side: Mapped[str]
    text: Mapped[str]
    locale: Mapped[str]
    said_at: Mapped[datetime]
