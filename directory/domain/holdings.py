"""What is stored about a person beyond profile, roles, consents and requests: for "my data"."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from directory.domain.audit import Record
from directory.domain.introduction import Remark


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a chat: by the person (`mine`) or to the person."""

    at: datetime
    mine: bool
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row that has no words of its own in "my data": its table, and its values as they are stored."""

    table: str
    values: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """`sent_on` counts messages to others that carry data of the person.

    `memories` are what the person's conversations remember, as stored: what is being written stands there.
    """

    remarks: tuple[Remark, ...] = ()
    acts: tuple[Record, ...] = ()
    sent_on: int = 0
    rows: tuple[Row, ...] = ()
    memories: tuple[dict[str, Any], ...] = ()
