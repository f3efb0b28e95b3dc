"""Writes of entries of the directory as values; see commands.py."""

from dataclasses import dataclass

from directory.domain.company import BusinessRole, Company

FieldValue = str | int | tuple[str, ...] | BusinessRole | None


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """Store a new entry that waits for its city's agency; the person at this conversation owns it."""

    company: Company


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """Ask the city's agency to let the person at this conversation own an entry that exists."""

    company_id: int


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """Give fields of an entry new values: by an officer a correction, by its owner an edit.

    `stamp` is the entry's as it was shown; a conflict where it has changed since.
    """

    company_id: int
    values: dict[str, FieldValue]
    stamp: str


@dataclass(frozen=True, slots=True)
class ConfirmEntry:
    """Confirm an entry as it was shown; the badge names the office."""

    company_id: int
    stamp: str


@dataclass(frozen=True, slots=True)
class SendBackEntry:
    """Give an entry back to its owner with a reason; nobody else sees it until it is confirmed."""

    company_id: int
    reason: str
    stamp: str


@dataclass(frozen=True, slots=True)
class ResubmitEntry:
    """Hand a corrected entry to the agency again."""

    company_id: int


@dataclass(frozen=True, slots=True)
class MergeEntries:
    """Let one entry live on in another: members, requests and invitations move, empty fields are filled."""

    kept_id: int
    dropped_id: int


@dataclass(frozen=True, slots=True)
class UndoMerge:
    """Take a merge back: the entry stands again, and what moved moves back."""

    dropped_id: int


@dataclass(frozen=True, slots=True)
class DecideClaim:
    """Admit a claim, which makes its person an owner, or refuse it."""

    claim_id: int
    admit: bool


@dataclass(frozen=True, slots=True)
class VouchForEntry:
    """Say that an entry is still true; a hidden one is shown again."""

    company_id: int


@dataclass(frozen=True, slots=True)
class HideEntry:
    """Take an entry out of the searches."""

    company_id: int


@dataclass(frozen=True, slots=True)
class AskOwners:
    """Note that an entry's owners are asked whether it is still true. Done by time."""

    company_id: int


@dataclass(frozen=True, slots=True)
class HideUnanswered:
    """Hide an entry whose owners did not answer. Done by time."""

    company_id: int


EntryCommand = (
    RegisterEntry
    | ClaimEntry
    | ChangeEntry
    | ConfirmEntry
    | SendBackEntry
    | ResubmitEntry
    | MergeEntries
    | UndoMerge
    | DecideClaim
    | VouchForEntry
    | HideEntry
)
