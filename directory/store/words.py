"""Words that agencies added to the lexicon."""

from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from directory.domain.words import AddedWord
from directory.store.models import WordRow
from directory.store.statements import count_changed


def list_words(session: Session) -> tuple[AddedWord, ...]:
    """All added words, the oldest first."""
    return tuple(_build(row) for row in session.scalars(select(WordRow).order_by(WordRow.id)))


def find_stamp(session: Session) -> tuple[int, int]:
    """(how many, newest id): differs whenever words were added or removed."""
    count, newest = session.execute(select(func.count(), func.max(WordRow.id))).one()
    return int(count), int(newest or 0)


def add(session: Session, word: AddedWord, now: datetime) -> int:
    """Store a word; returns its id."""
    statement = insert(WordRow).values(
        concept_id=word.concept_id,
        broader=word.broader,
        isic=list(word.isic),
        de=list(word.de),
        zh=list(word.zh),
        en=list(word.en),
        added_by=word.added_by,
        added_at=now,
    )
    return int(session.execute(statement.returning(WordRow.id)).scalar_one())


def remove(session: Session, word_id: int) -> bool:
    """Take a word out again; False where there is none with this id."""
    return count_changed(session, delete(WordRow).where(WordRow.id == word_id)) == 1


def _build(row: WordRow) -> AddedWord:
    return AddedWord(
        row.id,
        row.concept_id,
        tuple(row.de),
        tuple(row.zh),
        tuple(row.en),
        row.broader,
        tuple(row.isic),
        row.added_by,
        row.added_at,
    )
