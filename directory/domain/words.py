"""Words that an agency adds to the lexicon, without touching its files."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AddedWord:
    """Names for a concept, in up to three languages.

    `concept_id` is a concept of the lexicon, which gains the names, or a new id: then all three
    languages are given, `isic` (ISIC Rev. 4 classes) and, if there is one, the `broader` concept's id.
    `added_by` says which agency; it names no person. `id` is 0 for a word that has not been stored.
    """

    id: int
    concept_id: str
    de: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    broader: str = ""
    isic: tuple[str, ...] = ()
    added_by: str = ""
    added_at: datetime | None = None
