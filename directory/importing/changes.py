"""What an import makes of one entry: field by field, before and after. Pure."""

from dataclasses import dataclass
from typing import Any

from directory.domain.company import Company
from directory.importing.columns import COLUMNS, PERSONAL

FIELDS = tuple("city_id" if name == "city" else name for name in COLUMNS if name not in PERSONAL)
CONTACT = "contact"
AROUND = 20
"""Signs shown before and behind what differs."""


@dataclass(frozen=True, slots=True)
class Change:
    """An entry as a row of the file writes it. `before` None: it is new; then, in a dry run, its id is 0.

    `contact`: the contact person changes, too. Those data stand in no report, only that they change.
    """

    line: int
    before: Company | None
    after: Company
    contact: bool

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that change, in the order of the columns; none where the entry is new."""
        if self.before is None:
            return ()
        changed = [name for name in FIELDS if getattr(self.before, name) != getattr(self.after, name)]
        return (*changed, *([CONTACT] if self.contact else []))

    def find_values(self, name: str) -> tuple[Any, Any]:
        """A field of the entry before and after; (None, None) for the contact person."""
        if name == CONTACT or self.before is None:
            return None, None
        return getattr(self.before, name), getattr(self.after, name)


def narrow(before: str, after: str, most: int) -> tuple[str, str]:
    """Two texts of at most `most` signs; of longer ones what is the same at both ends is cut first."""
    if max(len(before), len(after)) <= most:
        return before, after
    shorter = min(len(before), len(after))
    head = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    tail = next((at for at in range(shorter - head) if before[-1 - at] != after[-1 - at]), shorter - head)
    head, tail = max(0, head - AROUND), max(0, tail - AROUND)
    return _cut(before, head, tail, most), _cut(after, head, tail, most)


def _cut(text: str, head: int, tail: int, most: int) -> str:
    part = text[head : len(text) - tail]
    behind = tail > 0 or len(part) > most
    return ("…" if head else "") + part[:most] + ("…" if behind else "")
