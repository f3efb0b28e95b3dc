"""What was done in an official quality, as it is kept for good."""

from dataclasses import dataclass
from datetime import datetime

from directory.domain.roles import Act, Role


@dataclass(frozen=True, slots=True)
class Record:
    """One act: who by role (and person, until that one is deleted), what, when, where, to which entry.

    `entry` is the entry's external id. `fields` are those changed, `words` the person's own (a reason);
    the words go with the person.
    """

    id: int
    at: datetime
    act: Act
    role: Role
    person_id: int | None = None
    city_id: int | None = None
    company_id: int | None = None
    entry: str = ""
    fields: tuple[str, ...] = ()
    words: str = ""
