"""Tables of what the alliance knows: cities, entries, news, vectors, settings."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from directory.store.columns import NEVER_REUSED, Base, Id


class CityRow(Base):
    """A member city. The shipped list does not touch one that was `edited_at` here."""

    __tablename__ = "cities"
    __table_args__ = (UniqueConstraint("country", "name_de"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    country: Mapped[str]
    name_de: Mapped[str]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    region: Mapped[str] = mapped_column(default="")
    member_since: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="")
    agency: Mapped[str] = mapped_column(default="")
    source_url: Mapped[str] = mapped_column(default="")
    page: Mapped[str] = mapped_column(default="", server_default=text("''"))
    left_on: Mapped[str] = mapped_column(server_default=text("''"))
    edited_at: Mapped[datetime | None]


class CompanyRow(Base):
    """An entry of the directory; no personal data."""

    __tablename__ = "companies"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    external_id: Mapped[str] = mapped_column(unique=True)
    country: Mapped[str]
    city_id: Mapped[int] = mapped_column(ForeignKey("cities.id"), index=True)
    name: Mapped[str]
    name_latin: Mapped[str]
    kind: Mapped[str]
    website: Mapped[str]
    employees: Mapped[int | None]
    founded: Mapped[int | None]
    description_de: Mapped[str]
    description_zh: Mapped[str]
    description_en: Mapped[str]
    offers: Mapped[list[str]]
    seeks: Mapped[list[str]]
    cooperation: Mapped[list[str]]
    industries: Mapped[list[str]]
    certificates: Mapped[list[str]]
    source: Mapped[str]
    registration: Mapped[str] = mapped_column(server_default=text("''"))
    declared_role: Mapped[str | None]
    confirmed_role: Mapped[str | None]
    status: Mapped[str] = mapped_column(server_default="listed", index=True)
    fresh_at: Mapped[datetime | None] = mapped_column(index=True)
    asked_at: Mapped[datetime | None] = mapped_column(index=True)
    merged_into: Mapped[int | None] = mapped_column(Id)
    waiting_since: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(index=True)


class ConfirmationRow(Base):
    """Who checked which field of an entry."""

    __tablename__ = "confirmations"

    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id", ondelete="CASCADE"), primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    confirmed_by: Mapped[str]
    confirmed_at: Mapped[datetime]


class CompanyContactRow(Base):
    """The contact person an imported file names: personal data, kept apart from the entry."""

    __tablename__ = "company_contacts"

    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str]
    role: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str]
    languages: Mapped[list[str]]


class NewsRow(Base):
    """A news item, its texts per language; published once its mailing begins."""

    __tablename__ = "news"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    topic: Mapped[str]
    titles: Mapped[dict[str, str]]
    bodies: Mapped[dict[str, str]]
    link: Mapped[str]
    picture: Mapped[str] = mapped_column(server_default=text("''"))
    place: Mapped[str] = mapped_column(server_default=text("''"))
    begins_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    zone: Mapped[str] = mapped_column(server_default=text("''"))
    published_at: Mapped[datetime | None] = mapped_column(index=True)


class VectorRow(Base):
    """The meaning of one text in one model, computed once; `key` is a hash of both."""

    __tablename__ = "vectors"

    model: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    vector: Mapped[bytes]


class SettingRow(Base):
    """One remembered value of the installation."""

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
