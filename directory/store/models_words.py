"""Tables of the words agencies add, and of what was asked for."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Mapped, mapped_column

from directory.store.columns import NEVER_REUSED, Base, Id


class WordRow(Base):
    """Names that an agency added for a concept of the lexicon."""

    __tablename__ = "words"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    concept_id: Mapped[str]
    broader: Mapped[str]
    isic: Mapped[list[str]]
    de: Mapped[list[str]]
    zh: Mapped[list[str]]
    en: Mapped[list[str]]
    added_by: Mapped[str]
    added_at: Mapped[datetime]


class DemandRow(Base):
    """How often a subject was asked for in a quarter, from where and where to; no persons.

    `subject` is a concept's id, or "#" and a keyed hash of words the lexicon does not know. City 0
    and country "" mean: any or unknown. `words` are shown to nobody before several people asked.
    """

    __tablename__ = "demand"

    period: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    home_city_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    country: Mapped[str] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    words: Mapped[list[str]]
    languages: Mapped[dict[str, int]]
    chosen: Mapped[dict[str, int]]
    times: Mapped[int]
    unmet: Mapped[int]
    people: Mapped[int]
    unmet_people: Mapped[int] = mapped_column(server_default=text("0"))


class DemandMarkRow(Base):
    """That somebody has asked for a row of `demand` already: a keyed hash, gone with its key."""

    __tablename__ = "demand_marks"

    period: Mapped[str] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(primary_key=True)
